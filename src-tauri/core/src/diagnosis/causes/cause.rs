//! The causes of a refusal that lie at the server, where nobody can look: one table with what each changes there, how
//! often the field meets it, and the check of the server that finds it.

use serde::{Deserialize, Serialize};

use super::world::{ApiClientThere, World};
use crate::account_manager::{Audiences, KeyThere, PasswordThere, Refusal};

/// What can be wrong at the server. What is wrong in the request itself is no such cause: it can be seen here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Cause {
    /// No API client has this ID.
    ClientUnknown,
    /// The API client is inactive.
    ClientInactive,
    /// The API client is set to another authentication method.
    OtherAuthMethod,
    /// The stored certificate or public key is another key's.
    OtherKey,
    /// No certificate or public key is stored.
    KeyMissing,
    /// The stored certificate or public key cannot be read.
    KeyUnreadable,
    /// Something stands before or after the stored certificate or public key.
    KeyWithStrayCharacters,
    /// The server does not know the key ID that was sent.
    OtherKeyId,
    /// The API client has another secret.
    OtherSecret,
    /// The `Authorization` header does not arrive: something on the way removes it.
    HeaderLost,
    /// The server expects another audience.
    OtherAudience,
    /// The server's clock is ahead of this computer's.
    ClockAhead,
    /// The server's clock is behind this computer's.
    ClockBehind,
    /// The `jti` was used before.
    IdUsed,
    /// The API client is public.
    ClientPublic,
    /// The API client may not have a requested scope.
    ScopeNotAllowed,
    /// A requested instance is not in the role's filter.
    TenantNotAllowed,
}

/// What a server checks, in the words of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ServerCheck {
    /// The request is complete and well-formed.
    Form,
    /// The API client exists and is active.
    ApiClient,
    /// The API client is set to the authentication method that was used.
    AuthMethod,
    /// The signature, with the stored certificate or public key.
    Signature,
    /// The client secret.
    Secret,
    /// The audience.
    Audience,
    /// The claims `exp`, `iat` and `nbf`.
    Times,
    /// The claim `jti`.
    Id,
    /// The API client is confidential: only such a one may request a token for itself.
    ClientType,
    /// The scopes.
    Scopes,
}

/// How far the clocks differ in the worlds that say so, in seconds: more than either engine tolerates.
const CLOCK_OFF: i64 = 15 * 60;

impl Cause {
    /// All of them.
    pub(crate) const ALL: [Self; 17] = [
        Self::ClientUnknown,
        Self::ClientInactive,
        Self::OtherAuthMethod,
        Self::OtherKey,
        Self::KeyMissing,
        Self::KeyUnreadable,
        Self::KeyWithStrayCharacters,
        Self::OtherKeyId,
        Self::OtherSecret,
        Self::HeaderLost,
        Self::OtherAudience,
        Self::ClockAhead,
        Self::ClockBehind,
        Self::IdUsed,
        Self::ClientPublic,
        Self::ScopeNotAllowed,
        Self::TenantNotAllowed,
    ];

    /// How often the field meets it, relative to the others. A guess from what people publish, in whole numbers, because
    /// it is not known better.
    pub(crate) fn prior(self) -> f64 {
        match self {
            Self::OtherKey => 30.0,
            Self::OtherSecret => 25.0,
            Self::OtherAuthMethod => 14.0,
            Self::ClientUnknown | Self::OtherAudience | Self::ScopeNotAllowed => 12.0,
            Self::ClientInactive | Self::KeyWithStrayCharacters | Self::TenantNotAllowed => 8.0,
            // Counts only if a key ID was sent, and the engine computes its own.
            Self::OtherKeyId => 20.0,
            Self::KeyMissing => 6.0,
            Self::KeyUnreadable | Self::ClockAhead | Self::ClockBehind | Self::ClientPublic => 4.0,
            Self::HeaderLost => 3.0,
            Self::IdUsed => 2.0,
        }
    }

    /// The check that finds it.
    #[must_use]
    pub fn check(self) -> ServerCheck {
        match self {
            Self::ClientUnknown | Self::ClientInactive => ServerCheck::ApiClient,
            Self::ClientPublic => ServerCheck::ClientType,
            Self::OtherAuthMethod => ServerCheck::AuthMethod,
            Self::OtherKey
            | Self::KeyMissing
            | Self::KeyUnreadable
            | Self::KeyWithStrayCharacters
            | Self::OtherKeyId => ServerCheck::Signature,
            Self::OtherSecret => ServerCheck::Secret,
            Self::HeaderLost => ServerCheck::Form,
            Self::OtherAudience => ServerCheck::Audience,
            Self::ClockAhead | Self::ClockBehind => ServerCheck::Times,
            Self::IdUsed => ServerCheck::Id,
            Self::ScopeNotAllowed | Self::TenantNotAllowed => ServerCheck::Scopes,
        }
    }

    /// Whether the words for it leave nothing else, if it alone explains an answer. The words for a key that cannot be
    /// loaded, and for a client that is not known, have causes that no model knows.
    pub(super) fn is_entailed(self) -> bool {
        matches!(self, Self::OtherKey | Self::OtherAudience | Self::IdUsed | Self::TenantNotAllowed)
    }

    /// The world in which this is so, on top of another one.
    pub(crate) fn added_to(self, world: World) -> World {
        match self {
            Self::ClientUnknown => World { client: ApiClientThere::Unknown, ..world },
            Self::ClientInactive => World { client: ApiClientThere::Inactive, ..world },
            Self::ClientPublic => World { client: ApiClientThere::Public, ..world },
            Self::OtherAuthMethod => World { other_auth_method: true, ..world },
            Self::OtherKey => World { key: KeyThere::Another, ..world },
            Self::KeyMissing => World { key: KeyThere::Missing, ..world },
            Self::KeyUnreadable => World { key: KeyThere::Unreadable, ..world },
            Self::KeyWithStrayCharacters => World { key: KeyThere::WithStrayCharacters, ..world },
            Self::OtherKeyId => World { key: KeyThere::WithAnotherId, ..world },
            Self::HeaderLost => World { header_lost: true, ..world },
            Self::OtherSecret => World { password: PasswordThere::Another, ..world },
            Self::OtherAudience => World { audiences: Some(Audiences::Another), ..world },
            Self::ClockAhead => World { clock_ahead: CLOCK_OFF, ..world },
            Self::ClockBehind => World { clock_ahead: -CLOCK_OFF, ..world },
            Self::IdUsed => World { id_used: true, ..world },
            Self::ScopeNotAllowed => World { refuses_scopes: true, ..world },
            Self::TenantNotAllowed => World { refuses_tenants: true, ..world },
        }
    }
}

/// The check that ends with this refusal.
pub(super) fn check_of(refusal: &Refusal) -> ServerCheck {
    match refusal {
        Refusal::NotAForm
        | Refusal::FieldTwice
        | Refusal::GrantTypeMissing
        | Refusal::PasswordGrant
        | Refusal::GrantTypeUnsupported { .. }
        | Refusal::NoClient
        | Refusal::TwoMethods
        | Refusal::AssertionTypeMissing
        | Refusal::AssertionTypeOther { .. }
        | Refusal::AssertionMissing
        | Refusal::NotAJwt
        | Refusal::CriticalExtension
        | Refusal::SubjectMissing
        | Refusal::IssuerIsNotSubject
        | Refusal::ClientIdDiffers
        | Refusal::ClientIdNotProven => ServerCheck::Form,
        Refusal::ClientUnknown | Refusal::ClientInactive => ServerCheck::ApiClient,
        Refusal::PublicClient => ServerCheck::ClientType,
        Refusal::OtherMethod { .. } => ServerCheck::AuthMethod,
        Refusal::ProofMissing | Refusal::SecretWrong | Refusal::SecretNotFormEncoded => ServerCheck::Secret,
        Refusal::AlgorithmOther
        | Refusal::PublicKeyEmpty
        | Refusal::PublicKeyStrayCharacters
        | Refusal::PublicKeyUnreadable
        | Refusal::SignatureWrong => ServerCheck::Signature,
        Refusal::EndMissing
        | Refusal::Expired
        | Refusal::EndTooFar
        | Refusal::NotYetValid
        | Refusal::IssuedInFuture
        | Refusal::IssuedTooLongAgo => ServerCheck::Times,
        Refusal::AudienceMissing | Refusal::AudienceOther | Refusal::SeveralAudiences => {
            ServerCheck::Audience
        }
        Refusal::IdMissing | Refusal::IdUsed => ServerCheck::Id,
        Refusal::TenantScope { .. } | Refusal::ScopeNotAllowed { .. } => ServerCheck::Scopes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_in_the_list_once_and_changes_something() {
        let mut all = Cause::ALL;
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        for cause in all {
            assert_ne!(cause.added_to(World::default()), World::default(), "{cause:?}");
            assert!(cause.prior() > 0.0);
        }
    }
}
