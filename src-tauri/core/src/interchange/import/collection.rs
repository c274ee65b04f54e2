//! What the collections of all API clients have in common: variables, environments, and requests that could be for a
//! token.

use std::rc::Rc;

use secrecy::SecretString;

use super::template::Variables;
use super::value::Origin;

/// A collection.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) name: String,
    pub(super) file: usize,
    pub(super) variables: Variables,
    pub(super) environments: Vec<Environment>,
    pub(super) requests: Vec<SeenRequest>,
    /// It has scripts, which are not run.
    pub(super) scripts: bool,
}

/// An environment: values for the variables of collections.
#[derive(Debug, Default)]
pub(super) struct Environment {
    pub(super) name: String,
    pub(super) variables: Variables,
}

/// An environment in a file of its own, with the index of that.
pub(super) type LooseEnvironment = (usize, Environment);

/// A request as it is written, with its variables.
#[derive(Debug, Default)]
pub(super) struct SeenRequest {
    pub(super) url: String,
    pub(super) form: Vec<Field>,
    /// Requests that inherit it share it.
    pub(super) auth: Rc<SeenAuth>,
    /// Variables of the folders around it, the innermost first. All requests of a folder share them.
    pub(super) variables: Vec<Rc<Variables>>,
    pub(super) origin: Option<Origin>,
}

/// A field of a form.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: SecretString,
}

impl Field {
    pub(super) fn new(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: SecretString::from(value.to_owned()) }
    }
}

/// How a request proves who it is.
#[derive(Clone, Debug, Default)]
pub(super) enum SeenAuth {
    #[default]
    None,
    Basic {
        user: SecretString,
        password: SecretString,
    },
    OAuth(Box<SeenOAuth>),
}

/// What an API client fetches a token with.
#[derive(Clone, Debug, Default)]
pub(super) struct SeenOAuth {
    pub(super) grant: String,
    pub(super) token_url: String,
    pub(super) client_id: String,
    pub(super) client_secret: SecretString,
    pub(super) scope: String,
    /// Whether the secret is sent in the body.
    pub(super) in_body: bool,
}
