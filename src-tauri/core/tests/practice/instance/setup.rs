//! What the instance is set to: saved only if Business Manager would save it, and the same at the next start.

use countersign_core::commerce_instance::SettingsProblem;
use countersign_core::practice::{HeaderFault, InstanceForm, InstanceProblem, PracticeSnapshot};
use countersign_core::store::Store;

use super::{Instance, LOGIN};
use crate::attempt::{PASSWORD, manager};
use crate::common::NOW;

#[tokio::test]
async fn what_the_instance_is_set_to_is_the_same_at_the_next_start() {
    let instance = Instance::new().await;
    instance.open_sites();
    instance.save(|form| form.login = " other@example.com ".into()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap().store;
    instance.manager.lock().unwrap().snapshot().write(&store).unwrap();
    let kept = PracticeSnapshot::read(&store).unwrap();
    let mut next = manager();
    next.restore(kept);
    let form = instance.manager.lock().unwrap().instance_form();
    assert_eq!(next.instance_form(), form);
    assert_eq!(form.login, "other@example.com");
    assert!(next.business_manager_user().has_access_key() && next.new_access_key().is_none());
    // The key itself is in no byte of what is stored, and still opens.
    let stored = serde_json::to_string(&next.snapshot()).unwrap();
    assert!(!stored.contains(&instance.access_key));
    *instance.manager.lock().unwrap() = next;
    let heard = instance.grant(&format!("other@example.com:{}:{PASSWORD}", instance.access_key)).await;
    assert_eq!(heard.status, 200, "{}", heard.body);
}

#[test]
fn a_snapshot_of_an_older_version_is_read() {
    let older = r#"{"settings":{"wording":"as_in_2021","faults":{"inactive":true,"gateway":"html"}},"api_clients":[]}"#;
    let read: PracticeSnapshot = serde_json::from_str(older).unwrap();
    assert!(read.settings.faults.inactive);
    assert_eq!(read.settings.faults.header, HeaderFault::Intact);
    let mut manager = manager();
    manager.restore(read);
    assert_eq!(manager.instance_form(), InstanceForm { login: LOGIN.into(), ..InstanceForm::default() });
}

#[tokio::test]
async fn problems_in_what_was_typed_are_reported_at_once_and_nothing_is_saved() {
    let instance = Instance::new().await;
    let before = instance.manager.lock().unwrap().instance_form();
    let problems = instance.save(|form| {
        form.ocapi_settings = "{".into();
        form.webdav_permissions =
            r#"{"clients":[{"client_id":"x","permissions":[{"path":"/impex","operations":["write"]}]}]}"#
                .into();
        form.login = "a:b".into();
    });
    let problems = problems.unwrap_err();
    assert!(
        matches!(
            problems.as_slice(),
            [
                InstanceProblem::OcapiSettings { problem: SettingsProblem::NotJson { line: 1, .. } },
                InstanceProblem::WebdavPermissions { problem: SettingsProblem::OtherShape { line: 1, .. } },
                InstanceProblem::Login,
            ]
        ),
        "{problems:?}"
    );
    assert_eq!(instance.manager.lock().unwrap().instance_form(), before);
}
