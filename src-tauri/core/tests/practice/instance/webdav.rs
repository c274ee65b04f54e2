//! WebDAV: what its permissions open.

use serde_json::json;

use super::{IMPEX, Instance};
use crate::common::CLIENT_ID;

#[tokio::test]
async fn webdav_opens_once_the_permissions_name_the_api_client_and_the_folder() {
    let instance = Instance::new().await;
    let token = instance.token("").await;
    let bearer = format!("Bearer {token}");
    let with_token: &[(&str, &str)] = &[("authorization", &bearer), ("depth", "1")];
    let permit = |client_id: &str, path: &str, operation: &str| {
        let permissions = json!({"clients": [{"client_id": client_id,
            "permissions": [{"path": path, "operations": [operation]}]}]});
        instance.save(|form| form.webdav_permissions = permissions.to_string()).unwrap();
    };
    let refused = instance.say("PROPFIND", IMPEX, &[], "").await;
    assert_eq!((refused.status, refused.header("www-authenticate")), (401, Some(r#"Basic realm="webdav""#)));
    assert_eq!(instance.say("PROPFIND", IMPEX, with_token, "").await.status, 403);
    permit("another", "/impex", "read_write");
    assert_eq!(instance.say("PROPFIND", IMPEX, with_token, "").await.status, 403);
    permit(CLIENT_ID, "/catalogs", "read_write");
    assert_eq!(instance.say("PROPFIND", IMPEX, with_token, "").await.status, 403);
    for operation in ["read", "read_write"] {
        permit(CLIENT_ID, "/impex", operation);
        let given = instance.say("PROPFIND", IMPEX, with_token, "<propfind/>").await;
        assert_eq!(
            (given.status, given.header("content-type")),
            (207, Some("application/xml;charset=UTF-8"))
        );
        assert!(given.head.starts_with("HTTP/1.1 207 Multi-Status\r\n"), "{}", given.head);
        assert!(given.body.contains(&format!("<D:href>{IMPEX}/src/</D:href>")), "{}", given.body);
        assert!(!given.body.contains("practice.txt"), "only what is directly inside");
    }
    let itself = instance.say("PROPFIND", IMPEX, &[("authorization", &bearer), ("depth", "0")], "").await;
    assert_eq!(itself.body.matches("<D:response>").count(), 1);
    let file = instance.get(&format!("{IMPEX}/src/practice.txt"), &token).await;
    assert_eq!((file.status, &*file.body), (200, "This file is for practice.\n"));
    assert_eq!(instance.get(&format!("{IMPEX}/"), &token).await.status, 200);
    assert_eq!(instance.get(&format!("{IMPEX}/nothing"), &token).await.status, 404);
    assert_eq!(instance.get("/on/demandware.servlet/webdav/Sites/Logs", &token).await.status, 403);
    for method in ["PUT", "DELETE", "MKCOL", "MOVE"] {
        let refused = instance.say(method, IMPEX, with_token, "").await;
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, PROPFIND")), "{method}");
    }
}
