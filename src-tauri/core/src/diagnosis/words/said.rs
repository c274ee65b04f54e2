//! What a server's words can mean.

/// What a server said about a refused request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::diagnosis) enum Said {
    // ---- the key and the certificate
    /// The header names no certificate.
    ThumbprintMissing,
    /// The certificate that the header names is not known.
    CertificateUnknown,
    /// The certificate that is stored has expired.
    CertificateExpired,
    /// The `kid` is not known, or is missing.
    KeyIdRefused,
    /// There is no key for this JWT.
    KeyNotFound,
    /// The stored key cannot be loaded, or not the one that the header names.
    KeyNotLoaded,
    /// The stored key is missing or unreadable.
    KeyUnreadable,
    /// The client's key set could not be fetched from its address.
    KeySetNotFetched,
    /// The algorithm is not accepted.
    AlgorithmRefused,
    /// The `typ` in the header is not accepted.
    TypeRefused,
    /// The signature does not match.
    SignatureWrong,

    // ---- the times
    /// The JWT is too old.
    TooOld,
    /// The JWT is not valid yet.
    TooNew,
    /// One of the two.
    TimesWrong,
    /// The JWT is valid for too long.
    LivesTooLong,

    // ---- the claims
    /// The `aud` is not accepted.
    AudienceRefused,
    /// A claim is missing.
    ClaimMissing,
    /// The JWT was used before.
    UsedBefore,
    /// The request names two clients.
    ClientsDiffer,
    /// The JWT cannot be read.
    JwtMalformed,
    /// The JWT is refused, and nothing says why.
    JwtRefused,

    // ---- the client
    /// The client is not known.
    ClientUnknown,
    /// The client is switched off or locked.
    ClientInactive,
    /// The secret is wrong.
    SecretWrong,
    /// The secret has expired.
    SecretExpired,
    /// The client is set to another authentication method.
    MethodRefused,
    /// Two authentication methods at once.
    TwoMethods,
    /// The header with the secret could not be read.
    HeaderUnreadable,
    /// The request names no client.
    ClientMissing,
    /// Nothing in the request proves the client.
    ProofMissing,
    /// The client may not use this grant.
    GrantRefused,
    /// The server does not support this grant.
    GrantUnsupported,
    /// The client is refused, and nothing says why.
    ClientRefused,

    // ---- whom and what it is for
    /// The user or an administrator has not approved the client.
    ConsentMissing,
    /// The user is unknown or inactive.
    UserRefused,
    /// The Business Manager grant was refused.
    BusinessManagerRefused,
    /// The user's name and password were refused.
    PasswordRefused,
    /// The client has no user to act as.
    RunAsMissing,
    /// The tenant, realm or organisation is not known.
    TenantUnknown,
    /// The organisation's own host is wanted.
    OrgHostWanted,
    /// The scopes are refused.
    ScopeRefused,
    /// The API that the token is for is not known.
    ApiUnknown,
    /// A policy does not allow the token.
    PolicyRefused,
    /// A parameter is missing.
    ParameterMissing,
    /// The request is malformed.
    RequestMalformed,

    // ---- the way
    /// A client certificate is wanted.
    MutualTlsWanted,
    /// A proof of possession is wanted.
    DpopWanted,
    /// This computer's address is not allowed.
    AddressRefused,
    /// A gateway wants a key of its own.
    GatewayKeyMissing,
    /// Too many requests.
    TooMany,
    /// The server is too busy.
    Overloaded,
    /// The server is being maintained.
    Maintenance,
    /// The server wants HTTPS, and sees a request without it.
    HttpsWanted,
    /// There is no token endpoint at this address: nothing at all, or an API that wants a token itself.
    NothingHere,
}

impl Said {
    /// Whether only a signed JWT can be meant.
    pub(in crate::diagnosis) fn is_about_jwt(self) -> bool {
        use Said::*;
        matches!(
            self,
            ThumbprintMissing
                | CertificateUnknown
                | CertificateExpired
                | KeyIdRefused
                | KeyNotFound
                | KeyNotLoaded
                | KeyUnreadable
                | KeySetNotFetched
                | AlgorithmRefused
                | TypeRefused
                | SignatureWrong
                | TooOld
                | TooNew
                | TimesWrong
                | LivesTooLong
                | ClaimMissing
                | UsedBefore
                | JwtMalformed
                | JwtRefused
        )
    }
}
