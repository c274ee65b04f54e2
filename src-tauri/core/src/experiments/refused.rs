//! What a search begins with.

use crate::diagnosis::before_sending::Confirmed;
use crate::token_exchange::TokenExchange;
use crate::token_request::{Proofs, RequestForm};

/// A request that was refused, and what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'a> {
    /// The request and its answer.
    pub exchange: &'a TokenExchange,
    /// The form that it was made from.
    pub form: &'a RequestForm,
    /// What the client can prove itself with.
    pub proofs: Proofs<'a>,
    /// What the person confirmed for it. It counts for the experiments, too, and nothing else does.
    pub confirmed: &'a Confirmed,
}
