//! Everything that can be found out about a token request: the list of codes, each with its data.

use serde::{Deserialize, Serialize};

use super::intermediary::{IntermediaryDid, IntermediaryKind};
use super::weight::Field;
use crate::key::{KeyType, SigningAlgorithm};
use crate::moment::{UnixMillis, UnixSeconds};
use crate::text::WhiteSpace;
use crate::token_request::{ClientSecretKind, Disclosure};

/// What was pasted instead of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PastedInstead {
    /// A key or certificate in PEM.
    Pem,
    /// A JWT.
    Jwt,
}

/// Everything that can be found out about a token request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Finding {
    // ---- before sending: the key pair
    /// There is no private key yet.
    KeyMissing,
    /// The private key can sign with the chosen algorithm.
    KeyCanSign {
        /// The algorithm.
        algorithm: SigningAlgorithm,
    },
    /// The private key and the certificate are from different key pairs.
    CertificateOfAnotherKey,
    /// The private key and the certificate belong together.
    CertificateMatches,
    /// There is no certificate here, so its match with the key and its expiry cannot be checked.
    CertificateMissing,
    /// The certificate has expired.
    CertificateEnded {
        /// The last second of its validity.
        not_after: UnixSeconds,
    },
    /// The certificate is not valid yet.
    CertificateNotYetValid {
        /// The first second of its validity.
        not_before: UnixSeconds,
    },
    /// Two thirds of the certificate's lifetime have passed, so it should be renewed.
    CertificateRenewalDue {
        /// Days left.
        days_left: u32,
    },
    /// The certificate expires within 30 days.
    CertificateEndsSoon {
        /// Days left.
        days_left: u32,
    },
    /// The certificate is valid today.
    CertificateValid,
    /// The certificate's RSA key is shorter than RS256 allows.
    CertificateWeakKey {
        /// The key's length in bits.
        bits: u32,
    },
    /// The certificate's signature uses SHA-1 or MD5.
    CertificateWeakSignature {
        /// The algorithm, for example `SHA-1 with RSA`.
        algorithm: String,
    },
    /// The certificate is a certificate authority's, where a client's own is expected.
    CertificateOfAuthority,
    /// The certificate's dates do not follow the standard (RFC 5280 section 4.1.2.5).
    CertificateDatesNotStandard,
    /// The chosen algorithm cannot be used with this type of key.
    AlgorithmDoesNotFit {
        /// The chosen algorithm.
        algorithm: SigningAlgorithm,
        /// Type of the private key.
        key_type: KeyType,
        /// Algorithms that the key can sign with.
        fitting: Vec<SigningAlgorithm>,
    },
    /// The key is not an RSA key, which is the only type that Account Manager accepts.
    KeyNotForAccountManager {
        /// Type of the key.
        key_type: KeyType,
        /// The key can sign with the chosen algorithm, so the request can be sent anyway.
        can_sign: bool,
    },

    // ---- before sending: the API key
    /// The API key is missing.
    ApiKeyMissing,
    /// The API key contains white space.
    ApiKeyWhiteSpace {
        /// Where the white space is.
        white_space: WhiteSpace,
        /// The API key without it.
        corrected: String,
    },
    /// The API key is in quotation marks.
    ApiKeyQuoted {
        /// The API key without them.
        corrected: String,
    },
    /// The API key contains a control character or a non-ASCII character, for example a zero-width space from a web
    /// page.
    ApiKeyStrayCharacter {
        /// The character, written like `U+200B` if it is invisible.
        character: String,
    },
    /// The API key is the demo client of sandboxes, which Account Manager does not know.
    ApiKeyIsDemoClient,
    /// The API key is not a UUID, although Account Manager's are. Only checked for Account Manager.
    ApiKeyUnusual,
    /// The API key has the form of Account Manager's client IDs. Only checked for Account Manager.
    ApiKeyLooksRight,
    /// The API key has no white space, quotation marks or stray characters. What else another server expects of it is
    /// not known.
    ApiKeyPlain,

    // ---- before sending: the secrets
    /// The client secret is missing.
    ClientSecretMissing,
    /// The access key of the Business Manager user is missing.
    AccessKeyMissing,
    /// The Business Manager user is missing.
    UserMissing,
    /// A secret contains white space.
    SecretWhiteSpace {
        /// Which secret.
        kind: ClientSecretKind,
        /// Where the white space is.
        white_space: WhiteSpace,
    },
    /// A secret is in quotation marks.
    SecretQuoted {
        /// Which secret.
        kind: ClientSecretKind,
    },
    /// A secret is what examples have instead of one.
    SecretIsPlaceholder {
        /// Which secret.
        kind: ClientSecretKind,
    },
    /// A secret is something else that was copied.
    SecretIsSomethingElse {
        /// Which secret.
        kind: ClientSecretKind,
        /// What it is.
        pasted: PastedInstead,
    },
    /// The client secret is the API key once more.
    SecretIsApiKey,
    /// The client secret has the form of an API key.
    SecretLooksLikeApiKey,
    /// The client secret does not have the 12 to 128 characters that Account Manager requires.
    SecretLength {
        /// Its length in characters.
        characters: u32,
    },
    /// The client secret has characters that other tools send wrongly in a header. This request sends them correctly.
    SecretBreaksElsewhere,
    /// The client secret has characters that arrive as other ones, because the person chose not to encode them.
    SecretNotEncoded,
    /// The API key is the demo client's, and the secret is not.
    DemoClientSecretDiffers,
    /// The API key is the demo client's, which works on sandboxes only.
    ApiKeyIsDemoOfSandbox,
    /// The access key does not have the 40 characters of one, so it may be the user's password.
    AccessKeyUnusual,
    /// The login contains a colon, which ends it in a Basic header (RFC 7617 section 2).
    UserHasColon,
    /// The login contains white space.
    UserWhiteSpace {
        /// Where the white space is.
        white_space: WhiteSpace,
        /// The login without it.
        corrected: String,
    },
    /// The login is no e-mail address, as it is with Unified Authentication.
    UserIsNoAddress,
    /// The host of the instance is Account Manager's.
    InstanceIsAccountManager,
    /// The host of the instance is not one of those that Salesforce gives to instances.
    InstanceIsAlias {
        /// The host.
        host: String,
    },
    /// The host of the instance is missing.
    InstanceHostMissing,
    /// The host of the instance cannot be used.
    InstanceHostUnreadable {
        /// The start of what was typed.
        seen: String,
    },

    // ---- before sending: destination and audience
    /// The request is for the practice Account Manager, which is off.
    PracticeIsOff,
    /// The token endpoint is missing.
    EndpointMissing,
    /// The token endpoint is not a URL.
    EndpointNotAUrl {
        /// What was typed, shortened.
        seen: String,
    },
    /// The URL's scheme is neither https nor http.
    EndpointScheme {
        /// The scheme that was typed.
        scheme: String,
    },
    /// The URL contains a user name or password.
    EndpointHasCredentials {
        /// The URL without them.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// The URL has a fragment (`#…`), which a token endpoint must not have (RFC 6749 section 3.2).
    EndpointHasFragment {
        /// The URL without it.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// The URL uses http to another computer, so that anyone on the way can read the token. The person has to
    /// confirm.
    EndpointNotEncrypted {
        /// The host.
        host: String,
    },
    /// The URL's query contains a secret, which RFC 6749 section 2.3.1 forbids. The person has to confirm.
    EndpointHasSecret {
        /// The parameter's name.
        name: String,
    },
    /// The host looks like Account Manager's and is another one. The person has to confirm.
    EndpointLooksLikeAccountManager {
        /// The host, in Punycode.
        host: String,
    },
    /// The host's name mixes scripts, or consists of letters that look like others. The person has to confirm.
    EndpointHostMisleading {
        /// The host, in Punycode.
        host: String,
    },
    /// The host's name has letters other than ASCII, all of one script.
    EndpointHostInternational {
        /// The host, in Punycode.
        host: String,
    },
    /// The URL is Account Manager's path `/dw/oauth2/access_token`, which is switched off.
    EndpointRetired {
        /// The URL with the path that is in use.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// Account Manager would accept the assertion, but another server gets it. The person has to confirm exactly this
    /// recipient and audience, each time.
    AssertionDisclosed {
        /// Who gets it, and its audience.
        disclosure: Disclosure,
        /// Seconds until it expires; 0 if it has expired already, `None` if its `exp` is missing or not a number.
        seconds: Option<u32>,
    },
    /// The audience contains white space.
    AudienceWhiteSpace {
        /// The audience without it.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// The audience is not the token endpoint.
    AudienceIsNotEndpoint {
        /// The audience that would be signed.
        audience: String,
    },
    /// The audience means the token endpoint, but is spelled differently.
    AudienceSpelledOtherwise {
        /// The audience that would be signed.
        audience: String,
    },
    /// The audience is the token endpoint: exactly, or for Account Manager with or without the port.
    AudienceFits {
        /// The audience has the port although the endpoint as typed does not.
        with_port: bool,
    },

    // ---- before sending: scopes, claims, times
    /// The scopes contain a character that is not allowed in a scope (RFC 6749 section 3.3).
    ScopeStrayCharacter {
        /// The character, written like `U+200B` if it is invisible.
        character: String,
    },
    /// There are commas between scopes. The server would read them as parts of the names. The person has to confirm.
    ScopesWithCommas {
        /// The scopes with spaces between them.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// The scopes name the role `SALESFORCE_COMMERCE_API`, which is a scope only with a tenant after a colon. The person
    /// has to confirm.
    ScopeRoleWithoutTenant {
        /// The scopes without it, if they have a tenant.
        corrected: Option<String>,
    },
    /// A scope has an organization's ID (`f_ecom_zzte_053`), which only paths want. The person has to confirm.
    ScopeWithOrganization {
        /// The scope.
        seen: String,
        /// The scopes with the tenant as scopes want it.
        corrected: Option<String>,
    },
    /// The tenant has a hyphen, as in host names. The person has to confirm.
    ScopeTenantWithHyphen {
        /// The scope.
        seen: String,
        /// The scopes with the tenant as scopes want it.
        corrected: Option<String>,
    },
    /// There is a family of SCAPI and no tenant, so that SCAPI would refuse the token. The person has to confirm.
    ScopeTenantMissing {
        /// The scope of the family.
        scope: String,
    },
    /// There is a tenant and no family of SCAPI, so that the token would open nothing there.
    ScopeFamilyMissing {
        /// The scope of the tenant.
        scope: String,
    },
    /// A scope for reading stands beside the one for reading and writing of the same family.
    ScopeRedundant {
        /// The scope for reading.
        scope: String,
        /// The scope for reading and writing.
        wider: String,
        /// The scopes without what is redundant.
        corrected: Option<String>,
    },
    /// The lifetime is not a whole number of seconds from 1 to 86,400.
    LifetimeInvalid {
        /// What was typed.
        seen: String,
    },
    /// The lifetime is longer than Account Manager's limit of 30 minutes.
    LifetimeTooLong {
        /// The lifetime that would be signed, in seconds.
        seconds: u32,
    },
    /// A timeout is not a whole number of seconds from 1 to 600.
    TimeoutInvalid {
        /// What was typed.
        seen: String,
        /// The field of the timeout.
        field: Field,
    },
    /// A claim has no name.
    ClaimNameMissing,
    /// A claim is edited twice.
    ClaimTwice {
        /// Claim name.
        name: String,
    },
    /// The text of a claim begins like JSON but is not valid JSON.
    ClaimNotJson {
        /// Claim name.
        name: String,
        /// The JSON parser's message.
        detail: String,
    },
    /// A claim that all servers require is left out. The person has to confirm.
    ClaimLeftOut {
        /// Claim name.
        name: String,
    },
    /// The value of a time claim is not a JSON number (RFC 7519 section 2). The person has to confirm.
    ClaimNotANumber {
        /// Claim name.
        name: String,
    },
    /// `exp` is in the past. The person has to confirm.
    ClaimExpired,
    /// A claim is left out that some servers require, today's Account Manager among them.
    ClaimAdvised {
        /// Claim name.
        name: String,
    },
    /// `iss` and `sub` differ, although they must be equal (OpenID Connect Core section 9). The person has to
    /// confirm.
    ClaimIssuerIsNotSubject,
    /// `iat` or `nbf` is in the future. The person has to confirm.
    ClaimAhead {
        /// Claim name.
        name: String,
    },
    /// `iat` and `exp` are shifted, because the server's clock differs from this computer's.
    ClockCorrected {
        /// By so many seconds; negative if the server's clock is behind.
        seconds: i32,
    },
    /// `iat` was edited to a time so long ago that some servers refuse the assertion.
    ClaimIssuedLongAgo,

    // ---- before sending: the assertion's header
    /// The algorithm is not RS256, the only one that Account Manager documents. The person has to confirm.
    AlgorithmNotForAccountManager {
        /// The chosen algorithm.
        algorithm: SigningAlgorithm,
    },
    /// `kid` contains white space, and servers compare it exactly. The person has to confirm.
    KeyIdWhiteSpace {
        /// Where the white space is.
        white_space: WhiteSpace,
        /// The key ID without it.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// The header needs parameters derived from the certificate, but there is no certificate.
    HeaderNeedsCertificate {
        /// The names of the parameters.
        parameters: Vec<String>,
    },

    // ---- before sending: other servers
    /// A further form parameter has a value and no name.
    ParameterNameMissing,
    /// A further form parameter has a name that the request has already, or that would prove the client a second time.
    ParameterReserved {
        /// The name.
        name: String,
    },
    /// A further form parameter is there twice (RFC 6749 section 3.2). The person has to confirm.
    ParameterTwice {
        /// The name.
        name: String,
    },
    /// A further form parameter has the name of a secret, and would be stored with the form. The person has to confirm.
    ParameterIsSecret {
        /// The name.
        name: String,
    },
    /// The JWT bearer grant is chosen, and the user is missing.
    UserOfJwtMissing,
    /// The request goes to SLAS, which takes only the API key and secret of a SLAS client. The person has to confirm.
    SlasWantsSecret,
    /// The request goes to SLAS, with a secret, which has to be that of a SLAS client.
    SlasEndpoint,
    /// The request goes to SLAS without `channel_id`, which it requires. The person has to confirm.
    SlasChannelMissing,
    /// There are certificates to be trusted, and the request goes to Account Manager, for which they do not count.
    TrustedNotForAccountManager,

    // ---- signing
    /// The key could not sign; nothing was sent.
    SigningFailed,

    // ---- no response
    /// The host name could not be resolved.
    UnknownHost {
        /// The host.
        host: String,
    },
    /// Nothing accepts connections at this address.
    ConnectionRefused {
        /// Host and port.
        address: String,
    },
    /// There is no route to the network of this address.
    NetworkUnreachable {
        /// Host and port.
        address: String,
    },
    /// No connection was made in the time allowed.
    ConnectTimeout {
        /// Seconds allowed.
        seconds: u32,
    },
    /// No complete response arrived in the time allowed.
    AnswerTimeout {
        /// Seconds allowed.
        seconds: u32,
    },
    /// The server's TLS certificate has expired.
    TlsExpired {
        /// The last second of its validity, if the certificate could be read.
        not_after: Option<UnixSeconds>,
    },
    /// The server's TLS certificate is not valid yet.
    TlsNotYetValid {
        /// The first second of its validity, if the certificate could be read.
        not_before: Option<UnixSeconds>,
    },
    /// The server's TLS certificate is for other hosts.
    TlsWrongHost {
        /// The host that the request was for.
        host: String,
        /// The names in the certificate.
        names: Vec<String>,
    },
    /// The server's TLS certificate was issued by an issuer that this computer does not trust.
    TlsUnknownIssuer {
        /// The issuer, as the certificate names it.
        #[serde(default)]
        issuer: Option<String>,
    },
    /// The server's TLS certificate is signed by its own key.
    TlsSelfSigned {
        /// Whom the certificate names.
        #[serde(default)]
        name: Option<String>,
    },
    /// The server sent its certificate without the one that signed it.
    TlsIntermediateMissing {
        /// The issuer, as the certificate names it.
        issuer: String,
    },
    /// The certificate was issued on the way, by a company's proxy, a virus scanner or a debugging proxy.
    TlsIntercepted {
        /// The issuer, as the certificate names it.
        issuer: String,
        /// The product that issues such certificates, if it is known.
        product: Option<String>,
    },
    /// This computer has no certificates that it trusts, so nothing was sent.
    TlsNoTrustStore,
    /// The server requires a TLS certificate of the client.
    TlsClientCertificateWanted {
        /// The server said so; otherwise it only requested one and then refused.
        said: bool,
    },
    /// The server and this program have no version of TLS in common.
    TlsOldProtocol {
        /// The TLS library's message.
        detail: String,
    },
    /// The connection was closed during the TLS handshake.
    TlsCut,
    /// The server's TLS certificate was revoked.
    TlsRevoked,
    /// The server does not speak TLS at this address, for example an http server on an https port.
    TlsNotSpoken,
    /// TLS failed for another reason.
    TlsFailed {
        /// The TLS library's message.
        detail: String,
    },
    /// The connection was closed before the response was complete.
    ConnectionCut {
        /// Bytes of the body that arrived.
        received_bytes: u32,
    },
    /// What arrived is not HTTP.
    NotHttp {
        /// The HTTP library's message.
        detail: String,
    },
    /// The proxy did not forward the request.
    ProxyFailed {
        /// The HTTP library's message.
        detail: String,
    },
    /// The request failed for another reason.
    RequestFailed {
        /// The HTTP library's message.
        detail: String,
    },

    // ---- a response without a token: the key and the JWT
    /// The server has several keys for this client and needs a `kid` to choose one.
    KeyIdWanted,
    /// The server needs the certificate's thumbprint in the JWT's header.
    ThumbprintWanted,
    /// The server has no certificate or key that the JWT could be verified with.
    CertificateUnknown,
    /// The certificate that is stored at the server has expired, or was revoked.
    StoredCertificateExpired,
    /// The server could not fetch the client's key set from the address that it has for it.
    KeySetNotFetched,
    /// The server refused the JWT, and its words fit the key, the audience and the times.
    AssertionNotAccepted {
        /// The audience that was signed.
        audience: Option<String>,
        /// Other audiences that the server may expect, the most likely first.
        alternatives: Vec<String>,
    },
    /// The server's words have the time there, and the JWT does not fit it.
    JwtTimesSaid {
        /// What time it was at the server.
        server: UnixSeconds,
        /// When the JWT ended, or begins.
        limit: UnixSeconds,
        /// It begins later; otherwise it had ended.
        ahead: bool,
    },

    // ---- a response without a token: the client, and whom and what the token is for
    /// The server does not know this client.
    ClientUnknown,
    /// The client is known there, but switched off or locked.
    ClientInactive,
    /// The server does not know the tenant, realm or organisation in the address.
    TenantUnknown,
    /// The server does not know the user, or the user is not active.
    UserNotAccepted,
    /// The client has no user to act as.
    RunAsUserMissing,
    /// The app is not known at the general login host; the organisation's own host is wanted.
    OrgHostWanted,
    /// A policy at the server does not allow this client this token.
    PolicyRefused,
    /// The server does not know the API that the token is requested for.
    ApiUnknown,
    /// The server requires a further form parameter.
    ParameterMissing {
        /// Its name.
        name: String,
    },
    /// The server accepts this client only with a TLS certificate of its own (RFC 8705).
    ClientCertificateWanted,
    /// The server accepts only requests with a proof of possession (RFC 9449).
    DpopWanted,
    /// The server does not accept requests from this computer's address.
    AddressNotAllowed,
    /// A gateway before the server requires a key of its own.
    GatewayKeyMissing,
    /// The server refused the request, and there is nothing but its words.
    ServerSays {
        /// Its words, shortened.
        words: String,
    },

    // ---- a response without a token
    /// `invalid_client` (RFC 6749 section 5.2): the server did not authenticate the client.
    InvalidClient,
    /// The server refused the JWT without saying why.
    JwtNotAccepted,
    /// The signature does not match the public key stored at the server.
    SignatureNotAccepted,
    /// The certificate or public key stored at the server is missing or cannot be read.
    PublicKeyNotReadable,
    /// The server does not accept the algorithm that the JWT is signed with.
    JwtAlgorithmNotAccepted,
    /// The user, or an administrator for them, has not allowed this client to act for them.
    ConsentMissing,
    /// The server does not accept the `typ` in the JWT's header.
    JwtTypeNotAccepted,
    /// The server did not accept the audience.
    AudienceNotAccepted {
        /// The audience that was signed.
        audience: Option<String>,
        /// Other audiences that the server may expect, the most likely first.
        #[serde(default)]
        alternatives: Vec<String>,
    },
    /// The server found the JWT's times too old or too far in the future. Whether the clocks agree is not known.
    JwtTimeNotAccepted,
    /// The server found the JWT's times too old or too far in the future, and the person set one of them to such a time.
    JwtTimeClaimOff {
        /// Claim name.
        name: String,
        /// It is in the future; otherwise in the past.
        ahead: bool,
        /// It is so by the server's clock, too. Otherwise that clock is not known.
        by_both_clocks: bool,
    },
    /// The JWT had expired when it arrived, or a moment later.
    JwtLifeTooShort {
        /// Seconds from sending to its `exp`.
        seconds: u32,
        /// Seconds from sending to the end of the response.
        took_seconds: u32,
    },
    /// The server found the JWT's times too old or too far in the future, but they fit, and the clocks agree.
    JwtTimesFit,
    /// The server found the JWT's times too old or too far in the future, and its clock differs from this computer's.
    ClocksDiffer {
        /// The difference in seconds.
        seconds: u32,
        /// The server's clock is ahead of this computer's.
        server_is_ahead: bool,
    },
    /// `iat` and `exp` were shifted, and the clocks agree again.
    ClocksAgreeAgain,
    /// The JWT's lifetime is too long for the server, or the JWT has no `iat` to calculate it from.
    JwtLifetimeNotAccepted,
    /// The server requires a claim that the JWT does not have.
    JwtClaimMissing {
        /// Claim name.
        name: String,
    },
    /// A JWT with the same `jti` was used before.
    JwtUsedBefore,
    /// The API client is unknown or inactive. Servers say the same to both.
    ClientUnknownOrInactive,
    /// The client secret is not the API client's.
    ClientSecretNotAccepted,
    /// The server does not know the key ID that was sent.
    KeyIdNotKnown,
    /// `iss` and `sub` of the JWT that was sent differ (OpenID Connect Core section 9).
    JwtIssuerIsNotSubject,
    /// The server expects another client authentication method for this client.
    AuthMethodNotAccepted,
    /// The request used two client authentication methods at once (RFC 6749 section 2.3).
    TwoAuthMethods,
    /// The request names two different clients.
    ClientIdsDiffer,
    /// The secret in the Basic header was not form-encoded first (RFC 6749 section 2.3.1).
    SecretNotFormEncoded,
    /// The header with the secret did not arrive, or the server could not read it, although it was encoded as the standard
    /// says.
    SecretHeaderNotRead,
    /// The client secret has expired.
    ClientSecretExpired,
    /// A password grant was refused: the server did not accept the user's name and password.
    PasswordGrantRefused,
    /// The Business Manager grant was refused: because of the user, the access key or its scope, the host, or the IP
    /// address.
    BusinessManagerGrantRefused,
    /// `invalid_scope` (RFC 6749 section 5.2): the server did not accept the scopes.
    InvalidScope {
        /// The scopes that were requested.
        scopes: String,
        /// Those of them that the server names, if it does not name all.
        #[serde(default)]
        named: Vec<String>,
        /// The requested scopes without those that the server names.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// `invalid_scope`, for an instance that is not in the role's filter.
    TenantScopeNotAllowed {
        /// The scope, as the server wrote it.
        scope: String,
        /// The scopes that were requested.
        #[serde(default)]
        scopes: String,
        /// The requested scopes without this one, if it is one of them.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// `unauthorized_client` (RFC 6749 section 5.2): the client may not use this grant.
    UnauthorizedClient,
    /// `unsupported_grant_type` (RFC 6749 section 5.2): the server does not support this grant.
    UnsupportedGrantType,
    /// `invalid_request` (RFC 6749 section 5.2): the server found the request malformed.
    InvalidRequest,
    /// `invalid_grant` (RFC 6749 section 5.2): the server did not accept what the grant is based on.
    InvalidGrant,
    /// An error code that is not one of OAuth's.
    OtherError {
        /// The error code, shortened.
        error: String,
    },
    /// `error` is an object where OAuth has text, so another kind of service responded.
    ErrorOfAnotherKind,
    /// The response contains a token, but its status is not a success.
    TokenUnderOtherStatus {
        /// Status code.
        status: u16,
    },
    /// A redirect or 404 at Account Manager's path `/dw/oauth2/access_token`, which is switched off.
    RetiredPath {
        /// Status code.
        status: u16,
        /// The URL with the path that is in use.
        #[serde(default)]
        corrected: Option<String>,
    },
    /// A redirect. It was not followed.
    Redirect {
        /// The `Location` header, without secrets.
        location: Option<String>,
        /// The whole address that it means, if it can be a token endpoint.
        #[serde(default)]
        target: Option<String>,
        /// That address is on the server that the request went to.
        #[serde(default)]
        same_server: bool,
    },
    /// 404 or 405: there is no token endpoint at this address.
    NotATokenEndpoint {
        /// Status code.
        status: u16,
    },
    /// 429: too many requests.
    TooManyRequests {
        /// The `Retry-After` header, as the server wrote it.
        retry_after: Option<String>,
        /// When the server takes requests again, by this computer's clock.
        #[serde(default)]
        again_at: Option<UnixMillis>,
    },
    /// 407: the proxy requires a user name and password.
    ProxyAuthentication,
    /// 5xx: the server failed, or is too busy.
    ServerError {
        /// Status code.
        status: u16,
        /// The `Retry-After` header, as the server wrote it.
        #[serde(default)]
        retry_after: Option<String>,
        /// When the server takes requests again, by this computer's clock.
        #[serde(default)]
        again_at: Option<UnixMillis>,
    },
    /// The response has no content.
    EmptyBody,
    /// The body is HTML instead of JSON: it comes from a proxy, a gateway or a login page.
    HtmlInsteadOfJson {
        /// The title of the page.
        title: Option<String>,
        /// Its first heading, if that says something else.
        #[serde(default)]
        heading: Option<String>,
        /// It has a field for a password.
        #[serde(default)]
        has_login: bool,
        /// The `Server` header, shortened.
        #[serde(default)]
        server: Option<String>,
    },
    /// Something on the way answered instead of the server: known by its page, its words or its headers.
    Intermediary {
        /// Its name.
        name: String,
        /// What it is.
        kind: IntermediaryKind,
        /// What it did.
        did: IntermediaryDid,
        /// The number to quote to those who run it.
        reference: Option<String>,
        /// Status code.
        status: u16,
    },
    /// The server is being maintained.
    Maintenance {
        /// The `Retry-After` header, as the server wrote it.
        retry_after: Option<String>,
        /// When the server takes requests again, by this computer's clock.
        again_at: Option<UnixMillis>,
    },
    /// The response has a token, but not in `access_token`.
    TokenUnderOtherName {
        /// The member that has it; `None` if the whole body is a token.
        name: Option<String>,
    },
    /// The body is compressed in a way that nobody asked for and that is not known here.
    Compressed {
        /// The name of the coding, for example `br`.
        coding: String,
    },
    /// The body is not JSON.
    NotJson,
    /// The body is JSON, but contains neither a token nor an error.
    JsonWithoutToken,
    /// The body is not valid UTF-8.
    InvalidUtf8 {
        /// The character set that it is in; `None` if it is not text.
        #[serde(default)]
        charset: Option<String>,
    },
    /// The body is longer than the program reads.
    BodyTooLarge {
        /// Bytes that were read.
        limit: u32,
    },
    /// The token's type is not `Bearer`.
    UnusualTokenType {
        /// The token's type.
        token_type: String,
    },
    /// The response's `expires_in` differs from the token's own lifetime (`exp` minus `iat`).
    TokenLifeDiffers {
        /// `expires_in` of the response, in seconds.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        expires_in: i64,
        /// The token's own lifetime, in seconds.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        token_seconds: i64,
    },
    /// The response contains neither a token nor an error, and nothing else explains it.
    Unexplained {
        /// Status code.
        status: u16,
    },
}
