//! The fault matrix: faults that are really produced, by real servers where one can be had, and what the program says
//! about each. `cargo xtask test` prints the table, which is left in tests/artefacts/fault-matrix.txt.

mod clients;
mod form;
mod keys;
mod network;
mod practice;

use std::fs;

use countersign_tests::artefacts::artefact;
use countersign_tests::fault_matrix::{Figures, Judged, figures_text, table_text};
use countersign_tests::servers::hydra::Hydra;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::servers::spring::Spring;

use clients::AtKeycloak;

/// Leaves the table where `cargo xtask test` finds it, and checks the targets.
fn conclude(figures: &Figures) {
    let text = format!("{}\n{}", table_text(&figures.rows), figures_text(figures));
    fs::write(artefact("fault-matrix.txt"), &text).expect("tests/artefacts is writable");
    let missed = figures.targets().into_iter().filter(|target| !target.is_met()).count();
    assert_eq!(missed, 0, "{text}");
}

/// What needs no server that has to be fetched first.
async fn nearby() -> Vec<Judged> {
    let mut rows = form::rows().await;
    rows.extend(practice::rows().await);
    rows.extend(network::rows().await);
    rows.extend(clients::rows(&OidcProvider::start("fault-matrix")).await);
    rows
}

#[tokio::test]
#[ignore = "starts Keycloak, Spring Authorization Server and Hydra: cargo xtask test --servers"]
async fn the_right_cause_is_named_at_every_server() {
    let mut rows = clients::rows(&Spring::start()).await;
    rows.extend(clients::rows(&Hydra::start().await).await);
    rows.extend(nearby().await);
    let keycloak = AtKeycloak::start().await;
    rows.extend(clients::rows(&keycloak).await);
    rows.extend(keycloak.own_rows().await);
    conclude(&Figures { rows, ..Figures::default() });
}
