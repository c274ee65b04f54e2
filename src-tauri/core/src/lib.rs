//! Everything Countersign knows: keys and certificates, client assertions, token requests, what servers answer and
//! what it means.
//!
//! No Tauri in here, no clock and no hidden randomness: what a moment decides is passed in as
//! [`moment::Moment`]. Data flows one way:
//!
//! `RequestForm → UnsignedRequest → findings before sending → TokenRequest → TokenExchange → findings → ExchangeShown`

pub mod account_manager;
pub mod certificate;
pub mod credential;
pub mod diagnosis;
pub mod history;
pub mod http;
pub mod interchange;
pub mod jwt;
pub mod key;
pub mod key_file;
pub mod key_pair;
pub mod moment;
pub mod practice;
pub mod prepare;
pub mod secret;
pub mod store;
pub mod text;
pub mod token_exchange;
pub mod token_request;
pub mod vault;
