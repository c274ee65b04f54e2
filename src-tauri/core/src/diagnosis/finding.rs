//! Everything that can be found out about a token request: the list of codes, each with its data.

use serde::{Deserialize, Serialize};

use super::weight::Field;
use crate::key::{KeyType, SigningAlgorithm};
use crate::moment::UnixSeconds;
use crate::text::WhiteSpace;

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
    /// Key and certificate are of different pairs.
    CertificateOfAnotherKey,
    /// Key and certificate belong together.
    CertificateMatches,
    /// There is no certificate here, so its match and its end cannot be checked.
    CertificateMissing,
    /// The certificate is over.
    CertificateEnded {
        /// Its last second.
        not_after: UnixSeconds,
    },
    /// The certificate begins in the future.
    CertificateNotYetValid {
        /// Its first second.
        not_before: UnixSeconds,
    },
    /// Two thirds of the certificate's life are over.
    CertificateRenewalDue {
        /// Days left.
        days_left: u32,
    },
    /// The certificate ends within 30 days.
    CertificateEndsSoon {
        /// Days left.
        days_left: u32,
    },
    /// The certificate is valid today.
    CertificateValid,
    /// The certificate's RSA key is shorter than RS256 allows.
    CertificateWeakKey {
        /// Its length in bits.
        bits: u32,
    },
    /// The certificate's signature uses SHA-1 or MD5.
    CertificateWeakSignature {
        /// The algorithm, for example `SHA-1 with RSA`.
        algorithm: String,
    },
    /// It is the certificate of an issuer of certificates, where a client's own is wanted.
    CertificateOfAuthority,
    /// The chosen algorithm is not for keys of this kind.
    AlgorithmDoesNotFit {
        /// The algorithm.
        algorithm: SigningAlgorithm,
        /// What the private key is.
        key_type: KeyType,
        /// What it can sign with.
        fitting: Vec<SigningAlgorithm>,
    },
    /// The key is no RSA key, and Account Manager takes no other.
    KeyNotForAccountManager {
        /// What it is.
        key_type: KeyType,
        /// It can sign with the chosen algorithm, so that it can be sent all the same.
        can_sign: bool,
    },

    // ---- before sending: the API key
    /// No API key.
    ApiKeyMissing,
    /// White space in the API key.
    ApiKeyWhiteSpace {
        /// Where.
        white_space: WhiteSpace,
        /// The API key without it.
        corrected: String,
    },
    /// Quotation marks round the API key.
    ApiKeyQuoted {
        /// The API key without them.
        corrected: String,
    },
    /// Control or non-ASCII characters, for example a zero-width space from a web page.
    ApiKeyStrayCharacter {
        /// The character, written as `U+200B` when it cannot be seen.
        character: String,
    },
    /// The demo client of sandboxes, which Account Manager does not know.
    ApiKeyIsDemoClient,
    /// Not a UUID, as Account Manager's are. Only for Account Manager.
    ApiKeyUnusual,
    /// It has the form of a client ID.
    ApiKeyLooksRight,

    // ---- before sending: destination and audience
    /// The request is for the practice Account Manager, and that is off.
    PracticeIsOff,
    /// No token endpoint.
    EndpointMissing,
    /// Not a URL.
    EndpointNotAUrl {
        /// What was typed, shortened.
        seen: String,
    },
    /// A scheme that is neither https nor http.
    EndpointScheme {
        /// The scheme seen.
        scheme: String,
    },
    /// User name or password inside the URL.
    EndpointHasCredentials,
    /// A fragment (`#…`), which a token endpoint must not have (RFC 6749 section 3.2).
    EndpointHasFragment,
    /// http to another computer: everybody on the way can read the token. The person has to confirm.
    EndpointNotEncrypted {
        /// The host.
        host: String,
    },
    /// A secret in the query (RFC 6749 section 2.3.1 forbids it). The person has to confirm.
    EndpointHasSecret {
        /// The parameter's name.
        name: String,
    },
    /// Account Manager's switched-off path `/dw/oauth2/access_token`.
    EndpointRetired,
    /// White space in the audience.
    AudienceWhiteSpace,
    /// The audience is not the token endpoint.
    AudienceIsNotEndpoint {
        /// The audience that would be signed.
        audience: String,
    },
    /// The audience is the token endpoint's address, but not in its letters.
    AudienceSpelledOtherwise {
        /// The audience that would be signed.
        audience: String,
    },
    /// The audience is the token endpoint, to the letter or, for Account Manager, with its port.
    AudienceFits {
        /// Spelled with the port although the endpoint is not.
        with_port: bool,
    },

    // ---- before sending: scopes, claims, times
    /// A character that no scope may have (RFC 6749 section 3.3).
    ScopeStrayCharacter {
        /// The character, written as `U+0022` when it cannot be seen.
        character: String,
    },
    /// Commas between scopes: the server would take them for parts of the names. The person has to confirm.
    ScopesWithCommas,
    /// Not a whole number of seconds from 1 to 86,400.
    LifetimeInvalid {
        /// What was typed.
        seen: String,
    },
    /// Longer than Account Manager's 30 minutes.
    LifetimeTooLong {
        /// Seconds that would be signed.
        seconds: u32,
    },
    /// A waiting time that is not a whole number of seconds from 1 to 600.
    TimeoutInvalid {
        /// What was typed.
        seen: String,
        /// Which of the two.
        field: Field,
    },
    /// A claim without a name.
    ClaimNameMissing,
    /// The same claim twice.
    ClaimTwice {
        /// Its name.
        name: String,
    },
    /// A claim's text begins like JSON but is not.
    ClaimNotJson {
        /// Its name.
        name: String,
        /// The parser's words.
        detail: String,
    },
    /// A claim that servers insist on is left out. The person has to confirm.
    ClaimLeftOut {
        /// Its name.
        name: String,
    },
    /// A point in time that is not a JSON number (RFC 7519 section 2). The person has to confirm.
    ClaimNotANumber {
        /// Its name.
        name: String,
    },
    /// `exp` is in the past. The person has to confirm.
    ClaimExpired,
    /// A claim is left out that Account Manager of today and others insist on.
    ClaimAdvised {
        /// Its name.
        name: String,
    },
    /// `iss` and `sub` are not the same (OpenID Connect Core section 9). The person has to confirm.
    ClaimIssuerIsNotSubject,
    /// `iat` or `nbf` is in the future. The person has to confirm.
    ClaimAhead {
        /// Its name.
        name: String,
    },
    /// `iat` was edited to be so long ago that some servers do not take the assertion any more.
    ClaimIssuedLongAgo,

    // ---- before sending: the assertion's header
    /// Account Manager documents no other algorithm than RS256. The person has to confirm.
    AlgorithmNotForAccountManager {
        /// The algorithm.
        algorithm: SigningAlgorithm,
    },
    /// White space in `kid`, which servers compare to the letter. The person has to confirm.
    KeyIdWhiteSpace {
        /// Where.
        white_space: WhiteSpace,
    },
    /// Header parameters that are made of the certificate, and there is none.
    HeaderNeedsCertificate {
        /// Their names.
        parameters: Vec<String>,
    },

    // ---- signing
    /// The key could not sign; nothing was sent.
    SigningFailed,

    // ---- no answer
    /// The host's name is not known.
    UnknownHost {
        /// The host.
        host: String,
    },
    /// Nothing accepts connections there.
    ConnectionRefused {
        /// Host and port.
        address: String,
    },
    /// No way to that network.
    NetworkUnreachable {
        /// Host and port.
        address: String,
    },
    /// No connection within the time allowed.
    ConnectTimeout {
        /// Seconds allowed.
        seconds: u32,
    },
    /// No complete answer within the time allowed.
    AnswerTimeout {
        /// Seconds allowed.
        seconds: u32,
    },
    /// The server's TLS certificate is over.
    TlsExpired {
        /// When it ended, if the server's certificate could be read.
        not_after: Option<UnixSeconds>,
    },
    /// The server's TLS certificate begins in the future.
    TlsNotYetValid {
        /// When it begins, if the server's certificate could be read.
        not_before: Option<UnixSeconds>,
    },
    /// The server's TLS certificate is for other hosts.
    TlsWrongHost {
        /// The host asked for.
        host: String,
        /// The names in the certificate.
        names: Vec<String>,
    },
    /// The server's TLS certificate comes from an issuer that this computer does not trust.
    TlsUnknownIssuer,
    /// The server's TLS certificate was revoked.
    TlsRevoked,
    /// The server does not speak TLS there, as with http on an https port.
    TlsNotSpoken,
    /// Another failure of TLS.
    TlsFailed {
        /// The library's words.
        detail: String,
    },
    /// The connection ended before the answer did.
    ConnectionCut {
        /// Bytes of the body that arrived.
        received_bytes: u32,
    },
    /// What came is not HTTP.
    NotHttp {
        /// The library's words.
        detail: String,
    },
    /// The proxy did not let the request through.
    ProxyFailed {
        /// The library's words.
        detail: String,
    },
    /// Anything else, in the library's words.
    RequestFailed {
        /// The library's words.
        detail: String,
    },

    // ---- an answer without a token
    /// `invalid_client` (RFC 6749 section 5.2): the server did not accept who is asking.
    InvalidClient,
    /// The JWT is not valid, without a word about why.
    JwtNotAccepted,
    /// The signature was not made by the key that is stored there.
    SignatureNotAccepted,
    /// The certificate or public key that is stored there is missing, or cannot be read.
    PublicKeyNotReadable,
    /// The JWT is signed with an algorithm that the server does not take.
    JwtAlgorithmNotAccepted,
    /// The audience is another.
    AudienceNotAccepted {
        /// The audience that was signed.
        audience: Option<String>,
    },
    /// The JWT was too old or too new when it arrived.
    JwtTimeNotAccepted,
    /// Likewise, and the server's clock and this computer's are not the same.
    ClocksDiffer {
        /// By how many seconds.
        seconds: u32,
        /// The server's is the later one.
        server_is_ahead: bool,
    },
    /// The JWT would be valid for too long, or has no `iat` from which that could be counted.
    JwtLifetimeNotAccepted,
    /// The server insists on a claim that the JWT does not have.
    JwtClaimMissing {
        /// Its name.
        name: String,
    },
    /// A JWT of the same `jti` was there before.
    JwtUsedBefore,
    /// The client is set to prove itself in another way than it did.
    AuthMethodNotAccepted,
    /// The client proved itself in two ways at once (RFC 6749 section 2.3).
    TwoAuthMethods,
    /// One request names two clients.
    ClientIdsDiffer,
    /// A secret in a Basic header that was not form-encoded first (RFC 6749 section 2.3.1).
    SecretNotFormEncoded,
    /// A user's name and password were not accepted.
    PasswordGrantRefused,
    /// The Business Manager grant was refused: user, access key, scope of it, host or IP address.
    BusinessManagerGrantRefused,
    /// `invalid_scope`.
    InvalidScope {
        /// The scopes that were asked for.
        scopes: String,
    },
    /// `invalid_scope` for an instance that is not in the role's filter.
    TenantScopeNotAllowed {
        /// The scope, in the server's words.
        scope: String,
    },
    /// `unauthorized_client`.
    UnauthorizedClient,
    /// `unsupported_grant_type`.
    UnsupportedGrantType,
    /// `invalid_request`.
    InvalidRequest,
    /// `invalid_grant`.
    InvalidGrant,
    /// Another error code of the server's.
    OtherError {
        /// The code.
        error: String,
    },
    /// The error is an object where OAuth has a text: another service's.
    ErrorOfAnotherKind,
    /// A token, but with a status that is no success.
    TokenUnderOtherStatus {
        /// The status.
        status: u16,
    },
    /// A redirect or 404 at Account Manager's path `/dw/oauth2/access_token`, which is switched off.
    RetiredPath {
        /// The status.
        status: u16,
    },
    /// A redirect; it was not followed.
    Redirect {
        /// Where to.
        location: Option<String>,
    },
    /// 404 or 405: no token endpoint at this address.
    NotATokenEndpoint {
        /// The status.
        status: u16,
    },
    /// 429: too many requests.
    TooManyRequests {
        /// The Retry-After header, in the server's words.
        retry_after: Option<String>,
    },
    /// 407: the proxy wants a name and password.
    ProxyAuthentication,
    /// 5xx.
    ServerError {
        /// The status.
        status: u16,
    },
    /// No content.
    EmptyBody,
    /// HTML where JSON was expected: a proxy, gateway or login page answered.
    HtmlInsteadOfJson {
        /// The page's title.
        title: Option<String>,
    },
    /// Not JSON.
    NotJson,
    /// JSON, but no token in it and no error either.
    JsonWithoutToken,
    /// The body is not valid UTF-8.
    InvalidUtf8,
    /// The body was longer than is read.
    BodyTooLarge {
        /// Bytes that were read.
        limit: u32,
    },
    /// The token's type is not Bearer.
    UnusualTokenType {
        /// The type.
        token_type: String,
    },
    /// The answer's `expires_in` is not the life that the token itself has (`exp` less `iat`), in seconds.
    TokenLifeDiffers {
        /// What the answer says.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        expires_in: i64,
        /// What the token says.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        token_seconds: i64,
    },
    /// An answer without token or error, and nothing above explains it.
    Unexplained {
        /// The status.
        status: u16,
    },
}
