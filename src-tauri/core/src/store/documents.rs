//! Small documents of other modules: one JSON text under a name.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::code::{from_json, to_json};
use super::error::StoreError;

pub(super) fn read_document<T: DeserializeOwned>(
    connection: &Connection,
    name: &str,
) -> Result<Option<T>, StoreError> {
    let mut document = connection.prepare_cached("SELECT content FROM document WHERE name = ?1")?;
    let json: Option<String> = document.query_row([name], |row| row.get(0)).optional()?;
    json.map(|json| from_json(&json)).transpose()
}

pub(super) fn write_document<T: Serialize + ?Sized>(
    connection: &Connection,
    name: &str,
    content: &T,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO document (name, content) VALUES (?1, ?2) \
               ON CONFLICT (name) DO UPDATE SET content = excluded.content";
    connection.prepare_cached(sql)?.execute(params![name, to_json(&content)?])?;
    Ok(())
}

pub(super) fn delete_document(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM document WHERE name = ?1")?.execute([name])?;
    Ok(())
}
