//! New, the same, or different; mine, theirs or both; and back.

use countersign_core::credential::{CredentialId, Draft};
use countersign_core::interchange::transfer::{
    LeftOutPart, MovedPart, MovedSide, TransferChoice, TransferChoices, TransferState, TransferWanted,
    collect, merge, preview,
};
use countersign_core::token_request::RequestForm;
use countersign_core::vault::SecretKind;

use crate::common::{Computer, MADE_BY, computer, json, used_computer};
use crate::stored::{Keychain, NOW, granted, key_pair, refused, reopened};

/// A computer, and a second one that got everything from it.
fn two() -> (Computer, Computer) {
    let (here, there) = (used_computer(), computer());
    there.merge(&here.collect(&TransferWanted::ALL), TransferChoice::TakeTheirs);
    (here, there)
}

#[test]
fn what_was_merged_is_the_same_and_a_second_merge_changes_nothing() {
    let (here, there) = two();
    let content = here.collect(&TransferWanted::ALL);
    assert_eq!(there.states(&content), [TransferState::Same; 4]);
    let before = json(&there.collect(&TransferWanted::ALL));
    let merged = there.merge(&content, TransferChoice::TakeTheirs);
    assert_eq!((merged.added, merged.replaced.len(), merged.attempts), (0, 0, 0));
    assert_eq!(json(&there.collect(&TransferWanted::ALL)), before);
}

#[test]
fn each_difference_is_named_and_no_secret_is_shown() {
    let (here, there) = two();
    let id = here.id("User");
    here.vault.store().rename_credential(id, "User, renamed").unwrap();
    let mut draft = here.vault.store().credential(id).unwrap().draft;
    draft.form.scopes = "mail".into();
    draft.notes = "new".into();
    here.vault.store().save_draft(id, &draft).unwrap();
    here.store_secret(id, SecretKind::ClientSecret, "another secret");
    here.vault.store_key_pair(id, &crate::stored::make_key_pair()).unwrap();
    let preview = there.preview(&here.collect(&TransferWanted::ALL));
    let shown = preview.credentials.iter().find(|shown| shown.name == "User, renamed").unwrap();
    assert_eq!((shown.state, shown.mine), (TransferState::Differs, Some(there.id("User"))));
    let parts: Vec<_> = shown.differences.iter().map(|difference| difference.part).collect();
    use MovedPart::{Certificate, ClientSecret, Name, Notes, PrivateKey, Scopes};
    assert_eq!(parts, [Name, Scopes, Notes, Certificate, PrivateKey, ClientSecret]);
    let text = |text: &str| MovedSide::Text { text: text.into() };
    assert_eq!(shown.differences[0].mine, text("User"));
    assert_eq!(shown.differences[0].theirs, text("User, renamed"));
    assert_eq!(
        (&shown.differences[1].mine, &shown.differences[1].theirs),
        (&MovedSide::Nothing, &text("mail"))
    );
    assert_eq!(
        (&shown.differences[4].mine, &shown.differences[4].theirs),
        (&MovedSide::Nothing, &MovedSide::There)
    );
    assert!(!serde_json::to_string(&preview).unwrap().contains("another secret"));
}

#[test]
fn the_same_client_typed_on_both_computers_is_recognised() {
    let (here, there) = (computer(), computer());
    here.add("Shop", "1c2f0d7e");
    there.add("Shop", " 1c2f0d7e");
    there.add("Another", "7777");
    let content = here.collect(&TransferWanted::ALL);
    let preview = there.preview(&content);
    assert_eq!(preview.credentials[0].mine, Some(there.id("Shop")));
    assert_eq!(preview.credentials[0].state, TransferState::Differs);
}

#[test]
fn keeping_mine_changes_nothing_but_the_history() {
    let (here, there) = two();
    let (mine, theirs) = (there.id("User"), here.id("User"));
    here.vault.store().rename_credential(theirs, "Theirs").unwrap();
    here.vault.store().record_attempt(theirs, &refused(1000)).unwrap();
    there.vault.store().record_attempt(mine, &granted(999)).unwrap();
    let merged = there.merge(&here.collect(&TransferWanted::ALL), TransferChoice::KeepMine);
    assert_eq!((merged.added, merged.replaced.len(), merged.attempts), (0, 0, 1));
    assert_eq!(there.id("User"), mine);
    assert_eq!(there.requests_of(mine), 2);
    let summary = there.vault.store().credential_summary(mine, NOW.seconds()).unwrap();
    assert_eq!(summary.last_result.unwrap().error.as_deref(), Some("invalid_scope"), "the later result");
}

#[test]
fn taking_theirs_replaces_in_place_keeps_both_histories_and_can_be_taken_back() {
    let (here, there) = two();
    let (mine, theirs) = (there.id("User"), here.id("User"));
    here.vault.store().rename_credential(theirs, "Theirs").unwrap();
    here.store_secret(theirs, SecretKind::ClientSecret, "another secret");
    here.vault.store().record_attempt(theirs, &refused(1000)).unwrap();
    there.vault.store().record_attempt(mine, &granted(999)).unwrap();
    let before = json(&there.collect(&TransferWanted::ALL));
    let place = |computer: &Computer, name| computer.names().iter().position(|found| found == name).unwrap();
    let at = place(&there, "User");

    let merged = there.merge(&here.collect(&TransferWanted::ALL), TransferChoice::TakeTheirs);
    let new = there.id("Theirs");
    assert_eq!(merged.replaced, [(mine, new)]);
    assert_eq!(place(&there, "Theirs"), at);
    assert_eq!(there.requests_of(new), 2);
    let secrets =
        &there.collect(&TransferWanted { credentials: Some(vec![new]), history: false }).credentials[0];
    let secret = secrets.secrets.client_secret.as_ref().unwrap();
    assert_eq!(secrecy::ExposeSecret::expose_secret(secret), "another secret");

    // What happened after the merge is not lost with it.
    there.vault.store().record_attempt(new, &granted(2000)).unwrap();
    there.vault.store().undo_merge(&merged.undo, NOW).unwrap();
    assert_eq!(there.id("User"), mine);
    assert_eq!(there.requests_of(mine), 2, "the one from before, and the one after the merge");
    let last = there.vault.store().attempts(&Default::default(), None, 1).unwrap().attempts.remove(0);
    there.vault.store().delete_attempt(last.id).unwrap();
    let mut after = json(&there.collect(&TransferWanted::ALL));
    let mut before = before;
    // The last result stays the one of the attempt that was deleted here by hand.
    for content in [&mut after, &mut before] {
        for credential in content["credentials"].as_array_mut().unwrap() {
            credential["last_result"] = serde_json::Value::Null;
        }
    }
    assert_eq!(after, before);
}

#[test]
fn keeping_both_adds_theirs_and_the_next_merge_knows_both() {
    let (here, there) = two();
    here.vault.store().rename_credential(here.id("User"), "Theirs").unwrap();
    let content = here.collect(&TransferWanted::ALL);
    let merged = there.merge(&content, TransferChoice::KeepBoth);
    assert_eq!((merged.added, merged.replaced.len()), (1, 0));
    assert_eq!(there.names().len(), 5);
    assert_eq!(there.states(&content), [TransferState::Same; 4]);
    there.vault.store().undo_merge(&merged.undo, NOW).unwrap();
    assert_eq!(there.names().len(), 4);
}

#[test]
fn leaving_out_brings_nothing_and_an_undone_first_merge_leaves_the_empty_credential() {
    let here = used_computer();
    let there = computer();
    there.vault.store().add_credential("", Default::default(), &Draft::default()).unwrap();
    let content = here.collect(&TransferWanted::ALL);
    assert_eq!(there.merge(&content, TransferChoice::LeaveOut).added, 0);
    assert_eq!(there.names(), [""]);
    let merged = there.merge(&content, TransferChoice::TakeTheirs);
    assert_eq!(there.names().len(), 4);
    there.vault.store().undo_merge(&merged.undo, NOW).unwrap();
    assert_eq!(there.names(), [""]);
    assert_eq!(there.vault.store().attempts(&Default::default(), None, 1).unwrap().total, 0);
}

#[test]
fn an_empty_credential_that_got_something_since_the_preview_stays() {
    let here = used_computer();
    let content = here.collect(&TransferWanted::ALL);
    let after = |in_memory: bool, change: &dyn Fn(&Computer, CredentialId)| {
        let there = computer();
        if in_memory {
            there.vault.store_for_session_only();
        }
        let id = there.vault.store().add_credential("", Default::default(), &Draft::default()).unwrap();
        let preview = there.preview(&content);
        assert_eq!(preview.empty, [id]);
        change(&there, id);
        let credentials = vec![TransferChoice::TakeTheirs; 4];
        let choices = TransferChoices { credentials, practice: false, settings: false };
        merge(&there.vault, &content, &preview, &choices, NOW).unwrap();
        there.vault.store().credential(id).is_ok()
    };
    assert!(!after(false, &|_, _| {}));
    assert!(!after(true, &|_, _| {}));
    let key = |there: &Computer, id| {
        there.vault.store_key_pair(id, &key_pair()).unwrap();
    };
    let secret = |there: &Computer, id| there.store_secret(id, SecretKind::ClientSecret, "a secret");
    let name = |there: &Computer, id| there.vault.store().rename_credential(id, "Mine").unwrap();
    let request = |there: &Computer, id| {
        there.vault.store().record_attempt(id, &granted(1)).unwrap();
    };
    for in_memory in [false, true] {
        assert!(after(in_memory, &key));
        assert!(after(in_memory, &secret));
        assert!(after(in_memory, &name));
        assert!(after(in_memory, &request));
    }
    // Another window may have deleted it.
    assert!(!after(false, &|there, id| there.vault.store().delete_credential(id, NOW).unwrap()));
}

#[test]
fn a_merge_that_fails_has_changed_nothing() {
    let (here, there) = (used_computer(), computer());
    let kept = there.add("Mine", "mine");
    let content = here.collect(&TransferWanted::ALL);
    let refused = countersign_core::vault::KeychainError::Denied;
    there.keychain.refuse(Some(refused));
    let preview = there.preview(&content);
    let choices = countersign_core::interchange::transfer::TransferChoices {
        credentials: vec![TransferChoice::TakeTheirs; 4],
        practice: true,
        settings: true,
    };
    let failed =
        countersign_core::interchange::transfer::merge(&there.vault, &content, &preview, &choices, NOW);
    assert!(failed.is_err());
    assert_eq!(there.names(), ["Mine"]);
    assert_eq!(there.id("Mine"), kept);
    assert_eq!(there.vault.store().attempts(&Default::default(), None, 1).unwrap().total, 0);
    there.keychain.refuse(None);
    assert_eq!(there.merge(&content, TransferChoice::TakeTheirs).added, 4);
}

#[test]
fn a_backup_is_brought_in_where_the_sealing_key_is_lost() {
    let (here, there) = two();
    let content = here.collect(&TransferWanted::ALL);
    let again = |lose: &dyn Fn()| {
        lose();
        let vault = reopened(there.folder.path(), &there.keychain);
        let found = preview(&vault, &content, NOW).unwrap();
        let user = found.credentials.iter().find(|shown| shown.name == "User").unwrap();
        let parts: Vec<_> = user.differences.iter().map(|difference| difference.part).collect();
        use MovedPart::{AccessKey, ClientSecret, KeyPassphrase};
        assert_eq!(parts, [ClientSecret, AccessKey, KeyPassphrase]);
        assert_eq!(user.differences[0].mine, MovedSide::There);
        let collected = collect(&vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap();
        assert_eq!(collected.content.credentials.len(), 4);
        let secrets =
            collected.left_out.iter().filter(|left| matches!(left.what, LeftOutPart::Secret { .. }));
        assert_eq!(secrets.count(), 5, "two private keys, and three secrets of the user");
        vault
    };
    again(&|| there.keychain.refuse(Some(Keychain::unavailable())));
    there.keychain.refuse(None);
    again(&|| there.keychain.replace_keys());
    let vault = again(&|| there.keychain.reset());
    // The person starts over with their secrets, which do not come back; then the file brings them.
    vault.forget_sealed().unwrap();
    let preview = preview(&vault, &content, NOW).unwrap();
    let choices = TransferChoices {
        credentials: vec![TransferChoice::TakeTheirs; 4],
        practice: false,
        settings: false,
    };
    merge(&vault, &content, &preview, &choices, NOW).unwrap();
    assert_eq!(
        json(&collect(&vault, &TransferWanted::ALL, MADE_BY, NOW).unwrap().content)["credentials"],
        json(&content)["credentials"]
    );
}

#[test]
fn two_credentials_of_one_client_are_matched_each_with_its_own() {
    let (here, there) = (computer(), computer());
    here.add("One", "same");
    here.add("Two", "same");
    there.merge(&here.collect(&TransferWanted::ALL), TransferChoice::TakeTheirs);
    let form = RequestForm { api_key: "same".into(), scopes: "mail".into(), ..RequestForm::default() };
    let draft = Draft { form, ..Draft::default() };
    there.vault.store().save_draft(there.id("Two"), &draft).unwrap();
    assert_eq!(
        there.states(&here.collect(&TransferWanted::ALL)),
        [TransferState::Same, TransferState::Differs]
    );
}

#[test]
fn a_duplicate_is_a_credential_of_its_own() {
    let (here, there) = two();
    here.vault.duplicate_credential(here.id("User"), "User, copied").unwrap();
    let content = here.collect(&TransferWanted::ALL);
    let preview = there.preview(&content);
    let states: Vec<_> = preview.credentials.iter().map(|shown| (shown.name.as_str(), shown.state)).collect();
    assert!(states.contains(&("User", TransferState::Same)), "{states:?}");
    assert!(states.contains(&("User, copied", TransferState::New)), "{states:?}");
}
