//! How things may stand at the server, as far as they cannot be seen from here.

use crate::account_manager::{Audiences, KeyThere, PasswordThere, TokenEndpointAuthMethod};

/// How the API client may stand there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ApiClientThere {
    /// It exists, is confidential and active.
    #[default]
    Active,
    /// There is none with this ID.
    Unknown,
    /// It is inactive.
    Inactive,
    /// It is public.
    Public,
}

/// How things may stand at the server. Without any change, everything there fits the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct World {
    pub(crate) client: ApiClientThere,
    pub(crate) other_auth_method: bool,
    pub(crate) key: KeyThere,
    pub(crate) password: PasswordThere,
    /// The `Authorization` header does not arrive.
    pub(crate) header_lost: bool,
    /// The audiences that are accepted, if they are not the server's usual ones.
    pub(crate) audiences: Option<Audiences>,
    /// How far its clock is ahead of what is known of it, in seconds.
    pub(crate) clock_ahead: i64,
    pub(crate) id_used: bool,
    pub(crate) refuses_scopes: bool,
    pub(crate) refuses_tenants: bool,
}

/// What exactly a server accepts, where a world only says that something else is not accepted. `None`: what the request
/// has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The one audience that is accepted.
    pub(crate) audience: Option<String>,
    /// The method that the API client is set to.
    pub(crate) method: Option<TokenEndpointAuthMethod>,
    /// The scopes that it may have.
    pub(crate) scopes: Option<Vec<String>>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            client: ApiClientThere::Active,
            other_auth_method: false,
            key: KeyThere::Fits,
            password: PasswordThere::Fits,
            header_lost: false,
            audiences: None,
            clock_ahead: 0,
            id_used: false,
            refuses_scopes: false,
            refuses_tenants: false,
        }
    }
}
