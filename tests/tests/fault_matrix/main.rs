//! The fault matrix: faults that are really produced, by real servers where one can be had, and what the program says
//! about each. `cargo xtask test` prints the table, which is left in tests/artefacts/fault-matrix.txt (without the servers that have to be
//! fetched: fault-matrix-nearby.txt).

mod clients;
mod form;
mod healthy;
mod keys;
mod network;
mod pairs;
mod practice;
mod recorded;

use std::fs;

use countersign_tests::artefacts::artefact;
use countersign_tests::fault_matrix::{Figures, figures_text, table_text};
use countersign_tests::servers::hydra::Hydra;
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::servers::spring::Spring;
use tokio::sync::OnceCell;

use clients::{AtKeycloak, AuthorizationServer};

/// Leaves the table where `cargo xtask test` finds it, and checks the targets.
fn conclude(name: &str, figures: &Figures) {
    let text = format!("{}\n{}", table_text(&figures.rows), figures_text(figures));
    fs::write(artefact(name), &text).expect("tests/artefacts is writable");
    let missed = figures.targets().into_iter().filter(|target| !target.is_met()).count();
    assert_eq!(missed, 0, "{text}");
}

/// What needs no server that has to be fetched first. Both tests begin with it.
async fn nearby() -> Figures {
    static NEARBY: OnceCell<Figures> = OnceCell::const_new();
    let find = async || {
        let mut rows = form::rows().await;
        rows.extend(practice::rows().await);
        rows.extend(network::rows().await);
        rows.extend(recorded::rows().await);
        let healthy = healthy::nearby().await;
        let mut figures = Figures { rows, healthy, pairs: pairs::pairs().await };
        figures.visit(&OidcProvider::start("fault-matrix")).await;
        figures
    };
    NEARBY.get_or_init(find).await.clone()
}

trait Visit {
    async fn visit<S: AuthorizationServer>(&mut self, server: &S);
}

impl Visit for Figures {
    async fn visit<S: AuthorizationServer>(&mut self, server: &S) {
        self.healthy.extend(healthy::at(server).await);
        self.rows.extend(clients::rows(server).await);
    }
}

#[tokio::test]
async fn the_right_cause_is_named() {
    conclude("fault-matrix-nearby.txt", &nearby().await);
}

#[tokio::test]
#[ignore = "starts Keycloak, Spring Authorization Server and Hydra: cargo xtask test --servers"]
async fn the_right_cause_is_named_at_every_server() {
    let mut figures = nearby().await;
    figures.visit(&Hydra::start().await).await;
    figures.visit(&Spring::start()).await;
    let keycloak = AtKeycloak::start().await;
    figures.visit(&keycloak).await;
    figures.rows.extend(keycloak.own_rows().await);
    conclude("fault-matrix.txt", &figures);
}
