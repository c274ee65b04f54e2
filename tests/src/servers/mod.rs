//! Authorization servers made by others, started by the tests on loopback.

pub mod hydra;
pub mod keycloak;
pub mod oidc_provider;
pub mod recorder;
pub mod registered;
pub mod scripted;
pub mod spring;

use std::net::TcpListener;

/// A port that is free now.
#[must_use]
pub fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
        .port()
}

/// A client for the fixtures' own requests. It connects directly to loopback, whatever proxy the machine has.
#[must_use]
pub fn http() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .timeout(std::time::Duration::from_secs(60))
        .build()
        .expect("a plain HTTP client can be made")
}
