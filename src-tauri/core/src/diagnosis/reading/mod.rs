//! Reads an answer whatever its shape: JSON of any nesting, a form, XML, a challenge in a header, a page, plain text. One
//! mechanism for all: the answer becomes a list of members (`members.rs`), and by their names the error code, the
//! server's words and a token are chosen from it (`chosen.rs`). `page.rs` reads what a person would see of a page.

mod chosen;
mod members;
mod page;

pub(super) use chosen::{Reading, TokenElsewhere, name_of, read};
pub(super) use page::Page;
