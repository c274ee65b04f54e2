//! Two faults at once: each of some that can be seen in the request, with each of some that are Account Manager's.
//! A refusal names the first that the server met; the other has to be named by what is known here.

use countersign_core::account_manager::Wording;
use countersign_tests::fault_matrix::{Fault, names};

use crate::practice::{self, Practice};

const IN_THE_REQUEST: [&str; 8] = [
    "audience of another server",
    "no jti",
    "iss is the company's name",
    "iat an hour ahead",
    "exp an hour ago",
    "signed with PS256",
    "commas between the scopes",
    "nbf an hour ahead",
];
const IN_ACCOUNT_MANAGER: [&str; 5] = [
    "certificate of another key stored",
    "no certificate stored",
    "API client inactive",
    "set to client_secret_post",
    "server's clock 10 minutes ahead",
];

/// Each pair, and whether the one and the other were named.
pub(crate) async fn pairs() -> Vec<(String, [bool; 2])> {
    let mut pairs = Vec::new();
    for one in IN_THE_REQUEST.map(named) {
        for other in IN_ACCOUNT_MANAGER.map(named) {
            let outcome = practice::run(Wording::AsOf2026, &[one.set_wrong, other.set_wrong], None).await;
            let found = [one, other].map(|fault| names(&outcome, fault.cause));
            pairs.push((format!("{} + {}", one.name, other.name), found));
        }
    }
    pairs
}

fn named(name: &str) -> &'static Fault<Practice> {
    let (fault, _) = practice::faults()
        .into_iter()
        .find(|(fault, _)| fault.name == name)
        .expect("it is a fault of the practice Account Manager");
    fault
}
