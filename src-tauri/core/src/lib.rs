//! The knowledge behind Countersign: keys and certificates, client assertions, token requests, server
//! responses, and what they mean.
//!
//! This crate has no Tauri, no clock and no hidden randomness: the time and the one-time values that an
//! operation depends on are passed in as [`moment::Moment`]. Data flows one way:
//!
//! `RequestForm → UnsignedRequest → findings before sending → TokenRequest → TokenExchange → findings →
//! ExchangeShown`

pub mod account_manager;
pub mod api_trial;
pub mod certificate;
pub mod commerce_instance;
pub mod credential;
pub mod diagnosis;
pub mod discovery;
pub mod experiments;
pub mod folder;
pub mod history;
pub mod http;
pub mod inspect;
pub mod interchange;
pub mod jws;
pub mod jwt;
pub mod key;
pub mod key_file;
pub mod key_pair;
pub mod lock;
pub mod moment;
pub mod practice;
pub mod prepare;
pub mod proposed_name;
mod redaction;
pub mod report;
pub mod search;
pub mod secret;
pub mod store;
pub mod text;
pub mod token_exchange;
pub mod token_request;
pub mod vault;
