//! Everything Countersign knows: keys and certificates, client assertions, token requests, answers and
//! what they mean.
//!
//! No Tauri in here, no clock and no hidden randomness: what a moment decides is passed in as
//! [`moment::Moment`]. Data flows one way:
//!
//! `RequestForm → preflight findings → Assertion → ClientAuth applied → TokenRequest → Exchange → findings`

pub mod access_token;
pub mod account_manager;
pub mod answer;
pub mod assertion;
pub mod certificate;
pub mod client_auth;
pub mod credential;
pub mod diagnosis;
pub mod exchange;
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
pub mod request_form;
pub mod store;
pub mod text;
pub mod token_request;
pub mod vault;
