// Written from Rust by `cargo xtask bindings`. Not to be edited.

/**
 * About this program.
 */
export type About = { 
/**
 * For example `0.1.0`.
 */
version: string, 
/**
 * The folder with this program's data.
 */
data_folder: string, };

/**
 * Account Manager's "Access Token Format".
 */
export type AccessTokenFormat = "jwt" | "uuid";

/**
 * The form "Add API Client", as typed.
 */
export type ApiClientForm = { 
/**
 * Display Name.
 */
display_name: string, 
/**
 * Password; `null` leaves the one there is.
 */
password: string | null, 
/**
 * Client JWT Bearer Public Key, to the letter.
 */
public_key: string, 
/**
 * Token Endpoint Auth Method.
 */
auth_method: TokenEndpointAuthMethod, 
/**
 * Access Token Format.
 */
token_format: AccessTokenFormat, 
/**
 * Client Authentication Type.
 */
authentication_type: ClientAuthenticationType, 
/**
 * Whether it is active.
 */
active: boolean, 
/**
 * Allowed Scopes, separated by white space or commas.
 */
allowed_scopes: string, 
/**
 * Roles with their instance filters.
 */
roles: Array<RoleForm>, };

/**
 * What is wrong with the form.
 */
export type ApiClientProblem = { "code": "display_name_missing" } | { "code": "display_name_too_long", 
/**
 * How many characters it has.
 */
characters: number, } | { "code": "password_length", 
/**
 * How many it has.
 */
characters: number, } | { "code": "public_key_too_long", 
/**
 * How many characters it has.
 */
characters: number, 
/**
 * The field's length.
 */
limit: number, } | { "code": "public_key_is_private" } | { "code": "too_many", 
/**
 * The most.
 */
limit: number, } | { "code": "instance_unreadable", 
/**
 * In the filter of this role.
 */
role: Role, 
/**
 * What was typed.
 */
seen: string, };

/**
 * An API client as the window shows it: its password stays behind.
 */
export type ApiClientShown = { 
/**
 * API Client ID.
 */
client_id: string, 
/**
 * Display Name.
 */
display_name: string, 
/**
 * Whether it has a password.
 */
has_password: boolean, 
/**
 * Client JWT Bearer Public Key, to the letter. Not a secret.
 */
public_key: string, 
/**
 * What that text is.
 */
public_key_field: PublicKeyField, 
/**
 * Token Endpoint Auth Method.
 */
auth_method: TokenEndpointAuthMethod, 
/**
 * Access Token Format.
 */
token_format: AccessTokenFormat, 
/**
 * Client Authentication Type.
 */
authentication_type: ClientAuthenticationType, 
/**
 * Whether it is active.
 */
active: boolean, 
/**
 * Allowed Scopes, separated by spaces.
 */
allowed_scopes: string, 
/**
 * Roles with their instance filters.
 */
roles: Array<RoleForm>, };

/**
 * An attempt as it is opened. Secrets, the assertion's signature and tokens are not in it.
 */
export type Attempt = { 
/**
 * What the list shows of it.
 */
summary: AttemptSummary, 
/**
 * Request, response and findings.
 */
exchange: ExchangeShown, };

/**
 * Which attempts to list. What is not said does not restrict.
 */
export type AttemptFilter = { 
/**
 * Of this credential.
 */
credential: CredentialId | null, 
/**
 * With this outcome.
 */
verdict: Verdict | null, 
/**
 * Sent then or later.
 */
since: UnixMillis | null, 
/**
 * Sent before then.
 */
until: UnixMillis | null, 
/**
 * All of these words are in the credential's name or API key, the URL, the scopes, the status, the server's error
 * and its words.
 */
text: string, };

/**
 * Which attempt.
 */
export type AttemptId = number;

/**
 * One page of attempts, the newest first.
 */
export type AttemptPage = { 
/**
 * The attempts.
 */
attempts: Array<AttemptSummary>, 
/**
 * How many there are on all pages.
 */
total: number, 
/**
 * There are older ones: ask with the last attempt of this page as `after`.
 */
more: boolean, };

/**
 * An attempt as the list shows it.
 */
export type AttemptSummary = { 
/**
 * Which.
 */
id: AttemptId, 
/**
 * Whose.
 */
credential: CredentialId, 
/**
 * The credential's name as it is now.
 */
credential_name: string, 
/**
 * When it was sent.
 */
at: UnixMillis, 
/**
 * The URL that it was sent to.
 */
url: string, 
/**
 * Who that URL belongs to.
 */
recipient: Recipient, 
/**
 * The outcome.
 */
verdict: Verdict, 
/**
 * The status code, if an answer came.
 */
status: number | null, 
/**
 * Milliseconds from sending to the end of the answer.
 */
duration_ms: number, 
/**
 * The server's error code (RFC 6749 section 5.2), if there was one.
 */
error: string | null, 
/**
 * The most important finding, if there was one.
 */
finding: Finding | null, };

/**
 * A body as the window shows it.
 */
export type BodyShown = { 
/**
 * As received; bytes that are not UTF-8 as `\u{FFFD}`; tokens shortened unless asked for in full.
 */
text: string, 
/**
 * Indented, when it is JSON.
 */
pretty: string | null, 
/**
 * How many bytes were read.
 */
bytes: number, 
/**
 * It went on after that.
 */
cut_off: boolean, 
/**
 * Tokens in it are shortened.
 */
shortened: boolean, };

/**
 * How sure a finding is.
 */
export type Certainty = "proven" | "likely" | "possible";

/**
 * Why one certificate of several was taken.
 */
export type CertificateChoice = "belongs_to_key" | "end_of_chain" | "first";

/**
 * What is odd about a certificate, apart from its dates: it can serve, and a server may think otherwise.
 */
export type CertificateConcern = { "code": "weak_key", 
/**
 * Its length in bits.
 */
bits: number, } | { "code": "weak_signature", 
/**
 * The algorithm, for example `SHA-1 with RSA`.
 */
algorithm: string, } | { "code": "authority" };

/**
 * What the window shows of a certificate.
 */
export type CertificateFacts = { 
/**
 * The subject's common name, else the whole subject as text (RFC 4514).
 */
subject: string, 
/**
 * The subject as the name of a new certificate, if it fits: 1 to 64 characters.
 */
reusable_name: string | null, 
/**
 * The issuer, likewise.
 */
issuer: string, 
/**
 * Subject and issuer are the same, and its own key made its signature (RFC 5280 section 3.2). Where the
 * signature is of a kind that is not checked here, the key identifiers have to be the same instead.
 */
self_signed: boolean, 
/**
 * Serial number in upper case hexadecimal, two digits a byte, separated by colons.
 */
serial: string, 
/**
 * SHA-256 over the DER, upper case hexadecimal, separated by colons, as `openssl x509 -fingerprint -sha256`.
 */
fingerprint_sha256: string, 
/**
 * Type and size of its public key.
 */
key_type: KeyType, 
/**
 * The signature's algorithm, for example `SHA-256 with RSA`.
 */
signature_algorithm: string, 
/**
 * First second of its validity.
 */
not_before: UnixSeconds, 
/**
 * Last second of its validity.
 */
not_after: UnixSeconds, 
/**
 * Where it stands in its life.
 */
life: CertificateLife, 
/**
 * What is odd about it.
 */
concerns: Array<CertificateConcern>, 
/**
 * The text for Account Manager: PEM without white space before or after. Not a secret.
 */
pem: string, };

/**
 * Where a certificate stands in its life.
 */
export type CertificateLife = { "state": "not_yet_valid" } | { "state": "valid", 
/**
 * Whole days left, rounded down; a day that began less than a minute ago counts as whole.
 */
days_left: number, } | { "state": "renewal_due", 
/**
 * Whole days left, rounded down.
 */
days_left: number, } | { "state": "ends_soon", 
/**
 * Whole days left, rounded down: 0 on its last day.
 */
days_left: number, } | { "state": "ended", 
/**
 * Whole days since, 0 on the first.
 */
days_ago: number, };

/**
 * The states of a check, and its possible results.
 */
export type Check = { "state": "waiting" } | { "state": "sending" } | { "state": "token", 
/**
 * Milliseconds from sending to the end of the response.
 */
duration_ms: number, } | { "state": "refused", 
/**
 * Whether the server sent a response.
 */
answered: boolean, 
/**
 * Milliseconds from sending to the end of the response, or of the attempt.
 */
duration_ms: number, 
/**
 * The server's error code (RFC 6749 section 5.2), if there was one.
 */
error: string | null, 
/**
 * The most important finding, if there was one.
 */
finding: FindingShown | null, } | { "state": "not_sent", 
/**
 * The error or warning.
 */
finding: FindingShown | null, } | { "state": "not_read", 
/**
 * The reason.
 */
concern: KeyFileConcern, } | { "state": "key_unavailable", 
/**
 * The reason.
 */
error: VaultError, } | { "state": "unreadable", 
/**
 * The reason.
 */
error: StoreError, } | { "state": "cancelled" };

/**
 * The state of the check of one credential.
 */
export type CheckResult = { 
/**
 * Credential ID.
 */
credential: CredentialId, 
/**
 * State of its check.
 */
check: Check, };

/**
 * A claim that differs from what would be signed by default.
 */
export type ClaimEdit = { "edit": "set", 
/**
 * The claim's name, as typed.
 */
name: string, 
/**
 * Its value, as typed.
 */
text: string, } | { "edit": "leave_out", 
/**
 * The claim's name.
 */
name: string, };

/**
 * One claim of the client assertion, as it would be signed now.
 */
export type ClaimShown = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value as text: strings without quotes, anything else as JSON.
 */
text: string, 
/**
 * Why it has this value.
 */
source: ClaimSource, };

/**
 * Why a claim has its value.
 */
export type ClaimSource = "automatic" | "fresh" | "edited" | "added" | "left_out";

/**
 * Account Manager's "Client Authentication Type" (RFC 6749 section 2.1).
 */
export type ClientAuthenticationType = "confidential" | "public";

/**
 * The error that stops a command.
 */
export type CommandError = { "code": "nothing_there" } | { "code": "certificate_too_long", 
/**
 * Its length as text, in characters.
 */
characters: number, 
/**
 * The most that the field takes, in characters.
 */
limit: number, } | { "code": "clipboard", 
/**
 * The system's words.
 */
detail: string, } | { "code": "browser", 
/**
 * The address to open by hand.
 */
url: string, 
/**
 * The system's words.
 */
detail: string, } | { "code": "practice_not_started", 
/**
 * The system's words.
 */
detail: string, } | { "code": "no_file_dialog" } | { "code": "cannot_open", 
/**
 * The system's words.
 */
detail: string, } | { "code": "store", 
/**
 * The store's error.
 */
error: StoreError, } | { "code": "vault", 
/**
 * The vault's error.
 */
error: VaultError, } | { "code": "internal", 
/**
 * What went wrong, for the person who fixes it.
 */
detail: string, };

/**
 * A part of an exchange.
 */
export type ComparedPart = "url" | "assertion_header" | "assertion_claims" | "request_form" | "request_headers" | "status" | "response_headers" | "response_body" | "token_claims";

/**
 * Two attempts side by side.
 */
export type Comparison = { 
/**
 * The first.
 */
left: AttemptSummary, 
/**
 * The second.
 */
right: AttemptSummary, 
/**
 * What differs, in the order in which it happened; equal parts are not in it.
 */
differences: Array<Difference>, };

/**
 * A credential as it is opened.
 */
export type Credential = { 
/**
 * Which.
 */
id: CredentialId, 
/**
 * Its name; may be empty.
 */
name: string, 
/**
 * What kind of place it opens.
 */
group: Group, 
/**
 * What was typed.
 */
draft: Draft, 
/**
 * Where its private key is.
 */
key_home: KeyHome, };

/**
 * Which credential. Never given to another one, also after it was deleted: what is sealed is bound to it.
 */
export type CredentialId = number;

/**
 * A credential as the list shows it.
 */
export type CredentialSummary = { 
/**
 * Which.
 */
id: CredentialId, 
/**
 * Its name; may be empty.
 */
name: string, 
/**
 * What kind of place it opens.
 */
group: Group, 
/**
 * The API key, as typed.
 */
api_key: string, 
/**
 * Where its requests go; `None` when what is stored cannot be read.
 */
destination: Destination | null, 
/**
 * Its last result, if a token was ever asked for with it.
 */
last_result: LastResult | null, 
/**
 * Last second of its certificate's validity, if there is a certificate.
 */
certificate_not_after: UnixSeconds | null, 
/**
 * Where the certificate stands in its life, if there is one.
 */
certificate_life: CertificateLife | null, };

/**
 * A decoded JWT. Its signature was not verified.
 */
export type DecodedToken = { 
/**
 * The header as indented JSON.
 */
header: string, 
/**
 * The claims as indented JSON.
 */
claims: string, 
/**
 * `client_id`, else `azp`, else `sub`.
 */
client: string | null, 
/**
 * `iss`.
 */
issuer: string | null, 
/**
 * `aud`.
 */
audience: Array<string>, 
/**
 * `roles`.
 */
roles: Array<string>, 
/**
 * `tenantFilter`.
 */
tenant_filter: string | null, 
/**
 * `iat`.
 */
issued_at: UnixSeconds | null, 
/**
 * `exp`.
 */
expires_at: UnixSeconds | null, 
/**
 * `alg` of the header.
 */
algorithm: string | null, 
/**
 * `kid` of the header.
 */
key_id: string | null, 
/**
 * It comes from a practice Account Manager, and says so: it opens nothing real.
 */
practice: boolean, };

/**
 * What is left after everything was deleted.
 */
export type Deleted = { 
/**
 * The sealing key is still in the keychain. It opens nothing any more.
 */
key: KeyLeft | null, 
/**
 * The file keeps its size, or damaged files from before are still there, for this reason.
 */
traces: StoreError | null, };

/**
 * Where the request goes.
 */
export type Destination = { "kind": "account_manager" } | { "kind": "practice", } | { "kind": "other", 
/**
 * The URL that the request is posted to, as typed.
 */
token_endpoint: string, 
/**
 * The `aud` claim, as typed; empty means the token endpoint.
 */
audience: string, };

/**
 * One thing that differs.
 */
export type Difference = { 
/**
 * In which part.
 */
part: ComparedPart, 
/**
 * The name of the claim, field, header or member; empty where the part is one text.
 */
name: string, 
/**
 * What the first attempt has; `None` if it is not there.
 */
left: string | null, 
/**
 * What the second has.
 */
right: string | null, 
/**
 * Both attempts have it, and it is another one in every request, as time and identifier are: no explanation for a
 * different outcome.
 */
expected: boolean, };

/**
 * What is saved while it is typed.
 */
export type Draft = { 
/**
 * The form, exactly as typed.
 */
form: RequestForm, 
/**
 * Notes, exactly as typed.
 */
notes: string, 
/**
 * What is ticked off in step 2, from the top.
 */
ticks: [boolean, boolean, boolean, boolean], };

/**
 * One exchange as the window shows it.
 */
export type ExchangeShown = { 
/**
 * The outcome.
 */
verdict: Verdict, 
/**
 * When it was sent.
 */
started_at: UnixMillis, 
/**
 * Milliseconds from sending to the end of the answer.
 */
duration_ms: number, 
/**
 * The request.
 */
sent: SentRequest, 
/**
 * The response, if one came.
 */
response: ResponseShown | null, 
/**
 * The token, if one came.
 */
token: TokenShown | null, 
/**
 * What it means, the most important first.
 */
findings: Array<FindingShown>, };

/**
 * What the person wants to do with files that exist already.
 */
export type ExistingFiles = "replace" | "use_other_names" | "keep";

/**
 * A language that a request can be written in.
 */
export type ExportLanguage = "curl";

/**
 * Everything that can be broken. Without any, it answers as a healthy Account Manager.
 */
export type Faults = { 
/**
 * The certificate stored for the API client is another one.
 */
another_certificate: boolean, 
/**
 * A stray character stands behind the stored certificate.
 */
stray_characters: boolean, 
/**
 * The API client is inactive.
 */
inactive: boolean, 
/**
 * The token endpoint auth method of the API client is another than the one it uses.
 */
other_auth_method: boolean, 
/**
 * How far the server's clock is ahead of this computer's, in minutes; negative when it is behind. No more than
 * a day counts.
 */
clock_minutes: number, 
/**
 * The audience is taken in one spelling alone: without the port.
 */
strict_audience: boolean, 
/**
 * Whatever scope is asked for is not allowed.
 */
scope_not_allowed: boolean, 
/**
 * Something else answers.
 */
gateway: Gateway, };

/**
 * A field of the form, so that a finding can be shown beside it.
 */
export type Field = "api_key" | "token_endpoint" | "audience" | "scopes" | "lifetime" | "claims" | "algorithm" | "header" | "connect_timeout" | "total_timeout";

/**
 * A form field before signing.
 */
export type FieldPreview = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value, decoded; `null` where only signing brings it.
 */
value: string | null, };

/**
 * Why a file could not be read or written.
 */
export type FileError = { "reason": "not_found" } | { "reason": "permission_denied" } | { "reason": "is_a_folder" } | { "reason": "disk_full" } | { "reason": "read_only" } | { "reason": "other", 
/**
 * The system's words.
 */
detail: string, };

/**
 * Everything that can be found out about a token request.
 */
export type Finding = { "code": "key_missing" } | { "code": "key_can_sign", 
/**
 * The algorithm.
 */
algorithm: SigningAlgorithm, } | { "code": "certificate_of_another_key" } | { "code": "certificate_matches" } | { "code": "certificate_missing" } | { "code": "certificate_ended", 
/**
 * Its last second.
 */
not_after: UnixSeconds, } | { "code": "certificate_not_yet_valid", 
/**
 * Its first second.
 */
not_before: UnixSeconds, } | { "code": "certificate_renewal_due", 
/**
 * Days left.
 */
days_left: number, } | { "code": "certificate_ends_soon", 
/**
 * Days left.
 */
days_left: number, } | { "code": "certificate_valid" } | { "code": "certificate_weak_key", 
/**
 * Its length in bits.
 */
bits: number, } | { "code": "certificate_weak_signature", 
/**
 * The algorithm, for example `SHA-1 with RSA`.
 */
algorithm: string, } | { "code": "certificate_of_authority" } | { "code": "algorithm_does_not_fit", 
/**
 * The algorithm.
 */
algorithm: SigningAlgorithm, 
/**
 * What the private key is.
 */
key_type: KeyType, 
/**
 * What it can sign with.
 */
fitting: Array<SigningAlgorithm>, } | { "code": "key_not_for_account_manager", 
/**
 * What it is.
 */
key_type: KeyType, 
/**
 * It can sign with the chosen algorithm, so that it can be sent all the same.
 */
can_sign: boolean, } | { "code": "api_key_missing" } | { "code": "api_key_white_space", 
/**
 * Where.
 */
white_space: WhiteSpace, 
/**
 * The API key without it.
 */
corrected: string, } | { "code": "api_key_quoted", 
/**
 * The API key without them.
 */
corrected: string, } | { "code": "api_key_stray_character", 
/**
 * The character, written as `U+200B` when it cannot be seen.
 */
character: string, } | { "code": "api_key_is_demo_client" } | { "code": "api_key_unusual" } | { "code": "api_key_looks_right" } | { "code": "practice_is_off" } | { "code": "endpoint_missing" } | { "code": "endpoint_not_a_url", 
/**
 * What was typed, shortened.
 */
seen: string, } | { "code": "endpoint_scheme", 
/**
 * The scheme seen.
 */
scheme: string, } | { "code": "endpoint_has_credentials" } | { "code": "endpoint_has_fragment" } | { "code": "endpoint_not_encrypted", 
/**
 * The host.
 */
host: string, } | { "code": "endpoint_has_secret", 
/**
 * The parameter's name.
 */
name: string, } | { "code": "endpoint_retired" } | { "code": "audience_white_space" } | { "code": "audience_is_not_endpoint", 
/**
 * The audience that would be signed.
 */
audience: string, } | { "code": "audience_spelled_otherwise", 
/**
 * The audience that would be signed.
 */
audience: string, } | { "code": "audience_fits", 
/**
 * Spelled with the port although the endpoint is not.
 */
with_port: boolean, } | { "code": "scope_stray_character", 
/**
 * The character, written as `U+0022` when it cannot be seen.
 */
character: string, } | { "code": "scopes_with_commas" } | { "code": "lifetime_invalid", 
/**
 * What was typed.
 */
seen: string, } | { "code": "lifetime_too_long", 
/**
 * Seconds that would be signed.
 */
seconds: number, } | { "code": "timeout_invalid", 
/**
 * What was typed.
 */
seen: string, 
/**
 * Which of the two.
 */
field: Field, } | { "code": "claim_name_missing" } | { "code": "claim_twice", 
/**
 * Its name.
 */
name: string, } | { "code": "claim_not_json", 
/**
 * Its name.
 */
name: string, 
/**
 * The parser's words.
 */
detail: string, } | { "code": "claim_left_out", 
/**
 * Its name.
 */
name: string, } | { "code": "claim_not_a_number", 
/**
 * Its name.
 */
name: string, } | { "code": "claim_expired" } | { "code": "claim_advised", 
/**
 * Its name.
 */
name: string, } | { "code": "claim_issuer_is_not_subject" } | { "code": "claim_ahead", 
/**
 * Its name.
 */
name: string, } | { "code": "claim_issued_long_ago" } | { "code": "algorithm_not_for_account_manager", 
/**
 * The algorithm.
 */
algorithm: SigningAlgorithm, } | { "code": "key_id_white_space", 
/**
 * Where.
 */
white_space: WhiteSpace, } | { "code": "header_needs_certificate", 
/**
 * Their names.
 */
parameters: Array<string>, } | { "code": "signing_failed" } | { "code": "unknown_host", 
/**
 * The host.
 */
host: string, } | { "code": "connection_refused", 
/**
 * Host and port.
 */
address: string, } | { "code": "network_unreachable", 
/**
 * Host and port.
 */
address: string, } | { "code": "connect_timeout", 
/**
 * Seconds allowed.
 */
seconds: number, } | { "code": "answer_timeout", 
/**
 * Seconds allowed.
 */
seconds: number, } | { "code": "tls_expired", 
/**
 * When it ended, if the server's certificate could be read.
 */
not_after: UnixSeconds | null, } | { "code": "tls_not_yet_valid", 
/**
 * When it begins, if the server's certificate could be read.
 */
not_before: UnixSeconds | null, } | { "code": "tls_wrong_host", 
/**
 * The host asked for.
 */
host: string, 
/**
 * The names in the certificate.
 */
names: Array<string>, } | { "code": "tls_unknown_issuer" } | { "code": "tls_revoked" } | { "code": "tls_not_spoken" } | { "code": "tls_failed", 
/**
 * The library's words.
 */
detail: string, } | { "code": "connection_cut", 
/**
 * Bytes of the body that arrived.
 */
received_bytes: number, } | { "code": "not_http", 
/**
 * The library's words.
 */
detail: string, } | { "code": "proxy_failed", 
/**
 * The library's words.
 */
detail: string, } | { "code": "request_failed", 
/**
 * The library's words.
 */
detail: string, } | { "code": "invalid_client" } | { "code": "jwt_not_accepted" } | { "code": "signature_not_accepted" } | { "code": "public_key_not_readable" } | { "code": "jwt_algorithm_not_accepted" } | { "code": "audience_not_accepted", 
/**
 * The audience that was signed.
 */
audience: string | null, } | { "code": "jwt_time_not_accepted" } | { "code": "clocks_differ", 
/**
 * By how many seconds.
 */
seconds: number, 
/**
 * The server's is the later one.
 */
server_is_ahead: boolean, } | { "code": "jwt_lifetime_not_accepted" } | { "code": "jwt_claim_missing", 
/**
 * Its name.
 */
name: string, } | { "code": "jwt_used_before" } | { "code": "auth_method_not_accepted" } | { "code": "two_auth_methods" } | { "code": "client_ids_differ" } | { "code": "secret_not_form_encoded" } | { "code": "password_grant_refused" } | { "code": "business_manager_grant_refused" } | { "code": "invalid_scope", 
/**
 * The scopes that were asked for.
 */
scopes: string, } | { "code": "tenant_scope_not_allowed", 
/**
 * The scope, in the server's words.
 */
scope: string, } | { "code": "unauthorized_client" } | { "code": "unsupported_grant_type" } | { "code": "invalid_request" } | { "code": "invalid_grant" } | { "code": "other_error", 
/**
 * The code.
 */
error: string, } | { "code": "error_of_another_kind" } | { "code": "token_under_other_status", 
/**
 * The status.
 */
status: number, } | { "code": "retired_path", 
/**
 * The status.
 */
status: number, } | { "code": "redirect", 
/**
 * Where to.
 */
location: string | null, } | { "code": "not_a_token_endpoint", 
/**
 * The status.
 */
status: number, } | { "code": "too_many_requests", 
/**
 * The Retry-After header, in the server's words.
 */
retry_after: string | null, } | { "code": "proxy_authentication" } | { "code": "server_error", 
/**
 * The status.
 */
status: number, } | { "code": "empty_body" } | { "code": "html_instead_of_json", 
/**
 * The page's title.
 */
title: string | null, } | { "code": "not_json" } | { "code": "json_without_token" } | { "code": "invalid_utf8" } | { "code": "body_too_large", 
/**
 * Bytes that were read.
 */
limit: number, } | { "code": "unusual_token_type", 
/**
 * The type.
 */
token_type: string, } | { "code": "token_life_differs", 
/**
 * What the answer says.
 */
expires_in: number, 
/**
 * What the token says.
 */
token_seconds: number, } | { "code": "unexplained", 
/**
 * The status.
 */
status: number, };

/**
 * A finding as the window shows it. The history stores this type: a field that is added needs a default, so that older
 * attempts can be read.
 */
export type FindingShown = { 
/**
 * The finding.
 */
finding: Finding, 
/**
 * What it does to the request.
 */
severity: Severity, 
/**
 * How sure it is.
 */
certainty: Certainty, 
/**
 * Where it is fixed.
 */
place: Place, 
/**
 * The field it stands beside, if there is one.
 */
field: Field | null, };

/**
 * A format that was recognised but cannot serve.
 */
export type ForeignFormat = "putty" | "ssh_public_key" | "ssh2" | "pgp" | "pkcs7" | "pkcs12_ber" | "bouncy_castle";

/**
 * What answers in Account Manager's place.
 */
export type Gateway = "nobody" | "retired_path" | "too_many_requests" | "unavailable" | "html" | "redirect" | "slow" | "cut";

/**
 * What came of "Get token".
 */
export type GetTokenOutcome = { "outcome": "sent", 
/**
 * The exchange.
 */
exchange: ExchangeShown, } | { "outcome": "not_sent", 
/**
 * Errors and warnings.
 */
findings: Array<FindingShown>, } | { "outcome": "cancelled" };

/**
 * What kind of place a credential opens, as the person says it.
 */
export type Group = "none" | "sandbox" | "development" | "staging" | "production";

/**
 * Header parameters of the client assertion beside `alg` and `typ` (RFC 7515 section 4.1): which key or certificate
 * the server shall check the signature with. Account Manager needs none of them.
 */
export type HeaderParameters = { 
/**
 * `kid`, as typed; empty means none.
 */
kid: string, 
/**
 * `x5t`: the SHA-1 thumbprint of the certificate.
 */
x5t: boolean, 
/**
 * `x5t#S256`: the SHA-256 thumbprint of the certificate.
 */
x5t_s256: boolean, 
/**
 * `x5c`: the certificate itself.
 */
x5c: boolean, };

/**
 * A way to derive a key from a passphrase.
 */
export type KeyDerivation = "pbkdf2" | "scrypt" | "pkcs12" | "pbkdf1" | "bcrypt";

/**
 * Something about the files that the person did not expect when they chose to have them read each time.
 */
export type KeyFileConcern = { "code": "unreadable", 
/**
 * Its name without the folder.
 */
source: string, 
/**
 * What was seen.
 */
problem: KeyProblem, } | { "code": "locked", 
/**
 * Its name without the folder.
 */
source: string, } | { "code": "no_private_key" } | { "code": "another_private_key" } | { "code": "another_certificate" } | { "code": "another_pair" };

/**
 * Where a credential's private key is between two starts of the program.
 */
export type KeyHome = { "home": "vault" } | { "home": "files", 
/**
 * Absolute paths: the private key's, and the certificate's if it is in another.
 */
paths: Array<string>, } | { "home": "nowhere" };

/**
 * The home of a private key between two starts of the program, and its state in this window.
 */
export type KeyHomeState = { "state": "nothing" } | { "state": "sealed", 
/**
 * What protects it.
 */
protection: Protection, } | { "state": "session_only" } | { "state": "files", 
/**
 * Their absolute paths.
 */
paths: Array<string>, 
/**
 * What changed since the last time.
 */
concerns: Array<KeyFileConcern>, } | { "state": "removed_but_stored" } | { "state": "not_stored", 
/**
 * The reason.
 */
error: VaultError, } | { "state": "gone" } | { "state": "unavailable", 
/**
 * The reason.
 */
error: VaultError, };

/**
 * A sealing key that the keychain did not let go.
 */
export type KeyLeft = { 
/**
 * Its name in the keychain.
 */
name: string, 
/**
 * Why.
 */
keychain: KeychainError, };

/**
 * What the window shows of the key pair.
 */
export type KeyPairFacts = { 
/**
 * The private key, if there is one.
 */
private_key: PrivateKeyFacts | null, 
/**
 * The certificate, if there is one.
 */
certificate: CertificateFacts | null, 
/**
 * Where the certificate came from, if there is one.
 */
certificate_origin: Origin | null, 
/**
 * Whether certificate and key belong together; `None` while one of them is missing.
 */
belong_together: boolean | null, 
/**
 * What was made here and is nowhere but in this window's memory.
 */
unsaved: Unsaved | null, 
/**
 * The pair before this one can be brought back.
 */
can_restore_previous: boolean, 
/**
 * The pair that this one shall replace, and how far that is.
 */
rotation: RotationFacts | null, };

/**
 * What a new key pair shall be, as typed.
 */
export type KeyPairOptions = { 
/**
 * The kind of key.
 */
key: NewKey, 
/**
 * When the certificate ends.
 */
validity: TypedValidity, 
/**
 * The certificate's common name (CN): 1 to 64 characters (RFC 5280 appendix A.1).
 */
common_name: string, 
/**
 * The organization (O): none, or up to 64 characters.
 */
organization: string, 
/**
 * The country (C): none, or the two letters of ISO 3166.
 */
country: string, };

/**
 * Why a text or file could not be taken as a private key or certificate. Each names what was seen.
 */
export type KeyProblem = { "code": "empty" } | { "code": "no_begin_line", 
/**
 * The first characters seen, at most 24 and never more than the first line; empty when the text
 * could be the inside of a private key.
 */
starts_with: string, } | { "code": "lines_missing", 
/**
 * The label that the lines need, for example `PRIVATE KEY`; `None` when what is there is cut or unknown.
 */
label: string | null, } | { "code": "unsupported_format", 
/**
 * Which.
 */
format: ForeignFormat, } | { "code": "missing_end_line", 
/**
 * The label, for example `PRIVATE KEY`.
 */
label: string, } | { "code": "missing_begin_line", 
/**
 * The label, for example `PRIVATE KEY`.
 */
label: string, } | { "code": "labels_differ", 
/**
 * Label of the BEGIN line.
 */
begin: string, 
/**
 * Label of the END line.
 */
end: string, } | { "code": "stray_character", 
/**
 * Label of the block.
 */
label: string, 
/**
 * The character; a control character or an invisible one is written as `U+0007`.
 */
character: string, 
/**
 * Line within the whole text, from 1.
 */
line: number, } | { "code": "cut_base64", 
/**
 * Label of the block.
 */
label: string, 
/**
 * How many Base64 characters there are, padding included.
 */
characters: number, } | { "code": "damaged", 
/**
 * Label of the block.
 */
label: string, } | { "code": "inconsistent", 
/**
 * Label of the block.
 */
label: string, } | { "code": "file_damaged", 
/**
 * Which format.
 */
format: ReadFormat, } | { "code": "cipher_unsupported", 
/**
 * Name or object identifier.
 */
cipher: string, } | { "code": "too_costly", 
/**
 * How it is derived.
 */
derivation: KeyDerivation, } | { "code": "nothing_inside", 
/**
 * Which format.
 */
format: ReadFormat, } | { "code": "secret_key_entry", 
/**
 * Its alias, shortened.
 */
alias: string, } | { "code": "jwk_members_missing", 
/**
 * Their names.
 */
members: Array<string>, } | { "code": "jwk_member_invalid", 
/**
 * Its name.
 */
member: string, } | { "code": "jwk_kind_unusable", 
/**
 * Its `kty`, or its curve, shortened.
 */
kind: string, } | { "code": "key_type_unusable", 
/**
 * What it is.
 */
key_type: KeyType, } | { "code": "too_short", 
/**
 * Its length in bits.
 */
bits: number, } | { "code": "too_long", 
/**
 * Its length in bits.
 */
bits: number, } | { "code": "public_key" } | { "code": "certificate_request" } | { "code": "other_blocks", 
/**
 * Their labels.
 */
labels: Array<string>, } | { "code": "file_too_large", 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * The most that is read, in bytes.
 */
limit: number, } | { "code": "file_unreadable", 
/**
 * Why.
 */
reason: FileError, } | { "code": "not_text" };

/**
 * Who can read a private key's file, when others may use the same computer.
 */
export type KeyReaders = "owner" | "as_folder";

/**
 * Where the private key of a credential is stored.
 */
export type KeyStorage = { 
/**
 * Its home.
 */
home: KeyHomeState, 
/**
 * The files that it was read from in this window. It could be read from them each time instead.
 */
files: Array<string>, };

/**
 * The syntax a private key was found in.
 */
export type KeySyntax = "pkcs8" | "pkcs1" | "sec1" | "jwk" | "open_ssh" | "pkcs12" | "java_keystore";

/**
 * What kind of key something holds.
 */
export type KeyType = { "type": "rsa", 
/**
 * Length of the modulus in bits.
 */
bits: number, } | { "type": "ec", 
/**
 * `P-256`, `P-384`, `P-521`, `secp256k1`, or the curve's object identifier; `?` for a curve without one.
 */
curve: string, } | { "type": "ed25519" } | { "type": "other", 
/**
 * Dotted object identifier.
 */
oid: string, };

/**
 * Why the system keychain did not give or take the sealing key.
 */
export type KeychainError = { "code": "unavailable", 
/**
 * The system's words.
 */
detail: string, } | { "code": "locked" } | { "code": "denied" } | { "code": "failed", 
/**
 * The system's words.
 */
detail: string, };

/**
 * The last time a token was asked for with a credential.
 */
export type LastResult = { 
/**
 * When it was sent.
 */
at: UnixMillis, 
/**
 * Where it was sent; the credential may be for another server since. Empty in what was stored before this was.
 */
url: string, 
/**
 * Who that URL belongs to. Read anew from the URL of a stored result.
 */
recipient: Recipient, 
/**
 * The outcome.
 */
verdict: Verdict, 
/**
 * The server's error code (RFC 6749 section 5.2), if there was one.
 */
error: string | null, 
/**
 * The most important finding, if there was one.
 */
finding: Finding | null, };

/**
 * What came of reading files or text. Problems and success can stand beside each other: of two files, one
 * may be good.
 */
export type LoadReport = { 
/**
 * The key pair as it is now.
 */
key_pair: KeyPairFacts, 
/**
 * Whether a private key was taken from what was read.
 */
took_private_key: boolean, 
/**
 * Whether a certificate was taken from what was read.
 */
took_certificate: boolean, 
/**
 * What was set right while reading.
 */
notes: Array<ReadNote>, 
/**
 * What could not be read.
 */
problems: Array<SourceProblem>, 
/**
 * What needs a passphrase. Reading the same sources again with it takes what is inside.
 */
locked: Array<Locked>, };

/**
 * One thing that a passphrase protects. It stays the same however often the same sources are read.
 */
export type Lock = { 
/**
 * In which of the sources, from 0.
 */
source: number, 
/**
 * Which thing within it, from 0.
 */
place: number, 
/**
 * What it is.
 */
form: LockForm, 
/**
 * The alias of a single key within a keystore whose own passphrase is known: the key has another one.
 */
entry: string | null, };

/**
 * What kind of thing is locked.
 */
export type LockForm = "pkcs8" | "old_open_ssl" | "open_ssh" | "pkcs12" | "java_keystore";

/**
 * Something that no passphrase given so far opens.
 */
export type Locked = { 
/**
 * What.
 */
lock: Lock, 
/**
 * Name of the file without its folder; `None` for pasted text.
 */
source: string | null, 
/**
 * A passphrase was given for it, and it is not the right one. No format can tell that from every kind of
 * damage; where one can, the damage is reported as a problem and not as a lock.
 */
refused: boolean, };

/**
 * The outcome of "Generate a key pair".
 */
export type MakeKeyPairOutcome = { "outcome": "made", 
/**
 * The new pair.
 */
key_pair: KeyPairFacts, } | { "outcome": "invalid", 
/**
 * Every problem with them.
 */
problems: Array<OptionsProblem>, } | { "outcome": "cancelled" } | { "outcome": "failed" };

/**
 * A header or form field: a name and a value, in the order in which it is sent.
 */
export type NameValue = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value, decoded.
 */
value: string, };

/**
 * Kinds of private keys that can be made here.
 */
export type NewKey = "rsa2048" | "rsa3072" | "rsa4096" | "p256" | "p384";

/**
 * A credential that was opened in the window.
 */
export type OpenedCredential = { 
/**
 * The credential as it is stored.
 */
credential: Credential, 
/**
 * Its last exchange in this window.
 */
last_exchange: ExchangeShown | null, };

/**
 * A key pair, and where it is stored.
 */
export type OpenedKeyPair = { 
/**
 * The pair, as far as it could be opened.
 */
facts: KeyPairFacts, 
/**
 * Where its private key is stored.
 */
storage: KeyStorage, };

/**
 * What is wrong with the options for a new key pair.
 */
export type OptionsProblem = { "code": "days", 
/**
 * What was typed.
 */
seen: string, } | { "code": "end_date", 
/**
 * What was typed.
 */
seen: string, } | { "code": "end_date_over", 
/**
 * What was typed.
 */
seen: string, } | { "code": "end_date_too_far", 
/**
 * The last day that can be typed, as `YYYY-MM-DD`.
 */
latest: string, } | { "code": "name_missing" } | { "code": "name_too_long", 
/**
 * How many.
 */
characters: number, } | { "code": "name_control_character" } | { "code": "organization_too_long", 
/**
 * How many.
 */
characters: number, } | { "code": "organization_control_character" } | { "code": "country", 
/**
 * What was typed.
 */
seen: string, };

/**
 * Where a key or certificate came from.
 */
export type Origin = { "origin": "generated" } | { "origin": "file", 
/**
 * Its name without the folder.
 */
name: string, } | { "origin": "pasted" };

/**
 * Whether a format takes a passphrase.
 */
export type PassphraseUse = "none" | "optional" | "required";

/**
 * The place where a finding is mended.
 */
export type Place = "key_pair" | "api_client" | "request" | "computer" | "server";

/**
 * How it behaves.
 */
export type PracticeSettings = { 
/**
 * In whose words it answers.
 */
wording: Wording, 
/**
 * What is broken.
 */
faults: Faults, };

/**
 * The practice Account Manager as the window shows it.
 */
export type PracticeState = { 
/**
 * Host and port; `null` while it is off.
 */
running_at: string | null, 
/**
 * Its API clients, the oldest first.
 */
api_clients: Array<ApiClientShown>, 
/**
 * Which engine's words it uses, and which faults are on.
 */
settings: PracticeSettings, 
/**
 * Why API clients and settings last only until the program ends; `null` when they are stored.
 */
not_stored: StoreError | null, };

/**
 * What can be said of a private key without showing it.
 */
export type PrivateKeyFacts = { 
/**
 * Type and size.
 */
key_type: KeyType, 
/**
 * What it can sign with, the usual first.
 */
algorithms: Array<SigningAlgorithm>, 
/**
 * The syntax it was found in; a generated key is PKCS#8.
 */
syntax: KeySyntax, 
/**
 * Where it came from.
 */
origin: Origin, };

/**
 * What protects the secrets.
 */
export type Protection = "keychain" | "passphrase" | "session_only";

/**
 * What the text in the field is.
 */
export type PublicKeyField = { "state": "empty" } | { "state": "stray_characters" } | { "state": "unreadable" } | { "state": "not_rsa", 
/**
 * What it is.
 */
key_type: KeyType, } | { "state": "certificate", 
/**
 * What it says.
 */
facts: CertificateFacts, } | { "state": "public_key", 
/**
 * What it is.
 */
key_type: KeyType, };

/**
 * A format whose inside is no text that a person could look at.
 */
export type ReadFormat = "der" | "jwk" | "pkcs12" | "java_keystore" | "open_ssh";

/**
 * Something that was set right while reading; the person is told, nothing needs doing.
 */
export type ReadNote = { "code": "escaped_line_ends" } | { "code": "quotes" } | { "code": "dashes" } | { "code": "left_out", 
/**
 * Their labels.
 */
labels: Array<string>, } | { "code": "several_keys", 
/**
 * How many there were.
 */
count: number, } | { "code": "several_certificates", 
/**
 * How many there were.
 */
count: number, 
/**
 * The subject of the one that was taken.
 */
taken: string, 
/**
 * Why that one.
 */
because: CertificateChoice, } | { "code": "issuers_left_out", 
/**
 * Their subjects, the nearest first.
 */
issuers: Array<string>, };

/**
 * Who a request was sent to.
 */
export type Recipient = "account_manager" | "practice" | "other";

/**
 * What the calendar says, in the person's language.
 */
export type ReminderWords = { 
/**
 * One line: what is to be done.
 */
summary: string, 
/**
 * How to do it.
 */
description: string, };

/**
 * The outcome of "Renew…".
 */
export type RenewOutcome = { "outcome": "renewed", 
/**
 * The key pair with it.
 */
key_pair: KeyPairFacts, } | { "outcome": "invalid", 
/**
 * Every problem with it.
 */
problems: Array<OptionsProblem>, } | { "outcome": "failed" };

/**
 * Everything a person fills in for one token request, as typed. A field that a stored form does not know yet has its
 * default.
 */
export type RequestForm = { 
/**
 * The API key (client ID).
 */
api_key: string, 
/**
 * Where the request goes.
 */
destination: Destination, 
/**
 * Scopes, separated by white space; empty means none are asked for.
 */
scopes: string, 
/**
 * How long the client assertion is valid, in seconds.
 */
lifetime_seconds: string, 
/**
 * Claims that differ from the default.
 */
claims: Array<ClaimEdit>, 
/**
 * What the client assertion is signed with. Forms stored by older versions have none: RS256.
 */
algorithm: SigningAlgorithm, 
/**
 * Header parameters of the client assertion. Forms stored by older versions have none.
 */
header: HeaderParameters, 
/**
 * Longest wait for a connection, in seconds.
 */
connect_timeout_seconds: string, 
/**
 * Longest wait for the whole answer, in seconds.
 */
total_timeout_seconds: string, };

/**
 * The request before it is sent.
 */
export type RequestPreview = { 
/**
 * What was checked: fine, notes, warnings and errors.
 */
findings: Array<FindingShown>, 
/**
 * Every claim in the order in which it is signed; those left out stand at their place.
 */
claims: Array<ClaimShown>, 
/**
 * The client assertion's header as JSON.
 */
assertion_header: string, 
/**
 * The client assertion's claims as indented JSON.
 */
assertion_claims: string, 
/**
 * `POST`.
 */
method: string, 
/**
 * The URL; as typed while it is none.
 */
url: string, 
/**
 * The headers, as far as they are known before signing.
 */
headers: Array<NameValue>, 
/**
 * The form fields.
 */
form: Array<FieldPreview>, };

/**
 * What was saved of a damaged file.
 */
export type Rescue = { 
/**
 * The name that the damaged file has now, in the same folder.
 */
moved_to: string, 
/**
 * How many credentials could be read.
 */
credentials: number, 
/**
 * How many sealed secrets could be read.
 */
secrets: number, 
/**
 * How many attempts could be read.
 */
attempts: number, 
/**
 * Parts of the file could not be read: something may be missing.
 */
incomplete: boolean, };

/**
 * The response as the window shows it.
 */
export type ResponseShown = { 
/**
 * Status code.
 */
status: number, 
/**
 * The words beside it, for example `Unauthorized`; the standard's, since servers may leave them out.
 */
reason: string, 
/**
 * For example `HTTP/1.1`.
 */
version: string, 
/**
 * The headers, tokens in them shortened.
 */
headers: Array<NameValue>, 
/**
 * The body.
 */
body: BodyShown, 
/**
 * The server's error code (RFC 6749 section 5.2), if there is one, tokens in it shortened.
 */
error: string | null, 
/**
 * The server's own words, if there are any, tokens in them shortened.
 */
error_description: string | null, };

/**
 * A role that an API client can have.
 */
export type Role = "salesforce_commerce_api" | "sandbox_api_user";

/**
 * A role and its instance filter, as typed.
 */
export type RoleForm = { 
/**
 * The role.
 */
role: Role, 
/**
 * Instances such as `zzte_053`, separated by commas or white space.
 */
instances: string, };

/**
 * What the window shows of a rotation.
 */
export type RotationFacts = { 
/**
 * How the new public key gets to the server.
 */
way: RotationWay, 
/**
 * All steps; the first that is not done is the next.
 */
steps: Array<RotationStepShown>, 
/**
 * A token was received with the new key: the old pair may be let go.
 */
token_received: boolean, 
/**
 * The old private key, if there is one.
 */
old_private_key: PrivateKeyFacts | null, 
/**
 * The old certificate, if there is one.
 */
old_certificate: CertificateFacts | null, };

/**
 * What there is to do, in the order in which nothing stops working (or only for a moment).
 */
export type RotationStep = "make_pair" | "save_pair" | "add_api_client" | "prepare_integration" | "replace_certificate" | "get_token" | "switch_integration" | "remove_old_api_client" | "discard_old_pair";

/**
 * A step and whether it is done, as far as can be seen from here.
 */
export type RotationStepShown = { 
/**
 * The step.
 */
step: RotationStep, 
/**
 * It is done. What is done in Account Manager is known from the token that was received.
 */
done: boolean, };

/**
 * How the new public key gets to the server.
 */
export type RotationWay = "second_api_client" | "same_api_client";

/**
 * The outcome of "Save" and "Add API Client".
 */
export type SaveApiClientOutcome = { "outcome": "saved", 
/**
 * Client ID.
 */
client_id: string, 
/**
 * The practice Account Manager with it.
 */
state: PracticeState, } | { "outcome": "invalid", 
/**
 * Every problem with it.
 */
problems: Array<ApiClientProblem>, };

/**
 * Why a key pair cannot be saved in a format.
 */
export type SaveAsProblem = { "code": "not_offered" } | { "code": "passphrase_missing" } | { "code": "passphrase_not_used" } | { "code": "passphrase_character" } | { "code": "library" };

/**
 * The outcome of saving one file under a name that the person chose.
 */
export type SaveFileOutcome = { "outcome": "saved", 
/**
 * The folder.
 */
folder: string, 
/**
 * The file's name in it.
 */
file: string, 
/**
 * Who can read the private key that is in it; `null` when none is.
 */
key_readers: KeyReaders | null, 
/**
 * The key pair, which counts as saved now if its private key is in the file.
 */
key_pair: KeyPairFacts, } | { "outcome": "problem", 
/**
 * The problem.
 */
problem: SaveAsProblem, } | { "outcome": "cancelled" } | { "outcome": "failed", 
/**
 * The folder.
 */
folder: string, 
/**
 * The file's name.
 */
file: string, 
/**
 * The system's reason.
 */
error: FileError, };

/**
 * A format.
 */
export type SaveFormat = "key_pkcs8" | "key_pkcs8_der" | "key_pkcs1" | "key_sec1" | "key_jwk" | "pkcs12" | "certificate_pem" | "certificate_der" | "public_key_pem" | "public_key_jwk" | "public_key_jwks";

/**
 * A format that a key pair can be saved in.
 */
export type SaveOffer = { 
/**
 * The format.
 */
format: SaveFormat, 
/**
 * Usual name for the file.
 */
file_name: string, 
/**
 * Whether it takes a passphrase.
 */
passphrase: PassphraseUse, 
/**
 * Whether the private key is in it.
 */
holds_private_key: boolean, 
/**
 * Whether the certificate can be put into it beside the public key (`x5c`, RFC 7517 section 4.7).
 */
takes_certificate: boolean, };

/**
 * The outcome of "Save files…".
 */
export type SaveOutcome = { "outcome": "saved", 
/**
 * The folder.
 */
folder: string, 
/**
 * The names of the files.
 */
files: Array<string>, 
/**
 * Who can read the private key's file; `null` when only the certificate was saved.
 */
key_readers: KeyReaders | null, 
/**
 * The key pair, which counts as saved now.
 */
key_pair: KeyPairFacts, } | { "outcome": "exists", 
/**
 * The folder.
 */
folder: string, 
/**
 * Names of the files that exist.
 */
existing: Array<string>, 
/**
 * Names that are free and would be used instead.
 */
other_names: Array<string>, } | { "outcome": "cancelled" } | { "outcome": "failed", 
/**
 * The folder.
 */
folder: string, 
/**
 * The file that could not be written.
 */
file: string, 
/**
 * The system's reason.
 */
error: FileError, 
/**
 * Names of the files that were written before it.
 */
written: Array<string>, };

/**
 * What "Save as…" saves. It has no `Debug`, because it holds a passphrase.
 */
export type SaveRequest = { 
/**
 * The format.
 */
format: SaveFormat, 
/**
 * The passphrase; `null` and empty mean none.
 */
passphrase: string | null, 
/**
 * Whether to save the certificate with the public key, in formats that take it.
 */
with_certificate: boolean, };

/**
 * What kind of secret. An owner has at most one of each kind.
 */
export type SecretKind = "private_key" | "client_secret" | "access_key" | "key_passphrase" | "practice_server";

/**
 * The owner of a secret. A sealed secret opens for its owner alone.
 */
export type SecretOwner = { "owner": "credential", 
/**
 * Its ID.
 */
id: CredentialId, } | { "owner": "practice" };

/**
 * The request as it was sent. The history stores this type: a field that is added needs a default, so that older
 * attempts can be read.
 */
export type SentRequest = { 
/**
 * `POST`.
 */
method: string, 
/**
 * The URL.
 */
url: string, 
/**
 * Who the URL belongs to. Read anew from the URL of a stored request.
 */
recipient: Recipient, 
/**
 * The headers.
 */
headers: Array<NameValue>, 
/**
 * The form fields, decoded, with the client assertion.
 */
form: Array<NameValue>, 
/**
 * The body as it went over the wire.
 */
body: string, 
/**
 * The client assertion's header as indented JSON.
 */
assertion_header: string, 
/**
 * The client assertion's claims as indented JSON.
 */
assertion_claims: string, };

/**
 * The settings, and how much data there is.
 */
export type SettingsShown = { 
/**
 * The folder with this program's data.
 */
data_folder: string, 
/**
 * The file in it that holds credentials, sealed secrets and history.
 */
store_file: string, 
/**
 * How many credentials there are.
 */
credentials: number, 
/**
 * How many attempts there are.
 */
attempts: number, 
/**
 * How many attempts the history holds.
 */
history_limit: number, };

/**
 * What a finding does to the request.
 */
export type Severity = "fine" | "note" | "warning" | "error";

/**
 * A JWS signature algorithm (RFC 7518 section 3, RFC 8037 section 3.1).
 */
export type SigningAlgorithm = "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "EdDSA";

/**
 * A problem and the file it is about; `source` is `None` for pasted text.
 */
export type SourceProblem = { 
/**
 * File name without its folder.
 */
source: string | null, 
/**
 * What is wrong.
 */
problem: KeyProblem, };

/**
 * What the window shows at its start.
 */
export type Start = { 
/**
 * The credentials in the person's order. There is always at least one.
 */
credentials: Array<CredentialSummary>, 
/**
 * The credential that was open last.
 */
open: OpenedCredential, 
/**
 * What was rescued of the store, if it was damaged.
 */
rescue: Rescue | null, };

/**
 * Why something could not be stored or read. Nothing that was acknowledged before is lost by any of these.
 */
export type StoreError = { "code": "disk_full" } | { "code": "read_only" } | { "code": "locked" } | { "code": "newer_version", 
/**
 * The file's version.
 */
found: number, 
/**
 * The newest version that this program knows.
 */
known: number, } | { "code": "damaged", 
/**
 * The library's words.
 */
detail: string, } | { "code": "not_found" } | { "code": "unreadable", 
/**
 * The reader's words.
 */
detail: string, } | { "code": "other", 
/**
 * The system's words.
 */
detail: string, };

/**
 * Account Manager's "Token Endpoint Auth Method" (RFC 7591 section 2).
 */
export type TokenEndpointAuthMethod = "private_key_jwt" | "client_secret_post" | "client_secret_basic" | "none";

/**
 * A token as the window shows it: shortened, with what it says.
 */
export type TokenShown = { 
/**
 * The first characters of a JWT's header and claims, or of another token; never its signature.
 */
shortened: string, 
/**
 * `Bearer`, usually.
 */
token_type: string | null, 
/**
 * When it ends: from `expires_in`, else from the token's `exp`.
 */
ends_at: UnixMillis | null, 
/**
 * Seconds the server gave it (`expires_in`).
 */
expires_in: number | null, 
/**
 * The scopes granted: of the answer, else of the token.
 */
scopes: Array<string>, 
/**
 * What the token says, if it is a JWT.
 */
decoded: DecodedToken | null, };

/**
 * When a certificate that begins now shall end, as typed.
 */
export type TypedValidity = { "ends": "after", 
/**
 * A whole number from 1 to 3650.
 */
days: string, } | { "ends": "on", 
/**
 * The day as `YYYY-MM-DD`: not in the past, and at most ten years ahead.
 */
date: string, };

/**
 * Milliseconds since 1 January 1970 UTC: for what is shown to a person with a duration.
 */
export type UnixMillis = number;

/**
 * Seconds since 1 January 1970 UTC, without leap seconds: the unit of `iat` and `exp` (RFC 7519 section 2,
 * "NumericDate") and of a certificate's validity as this program shows it.
 */
export type UnixSeconds = number;

/**
 * What was made in this window and is nowhere but in its memory.
 */
export type Unsaved = "private_key" | "certificate";

/**
 * Why a secret cannot be kept or read. Everything but secrets goes on working, and nothing sealed is overwritten.
 */
export type VaultError = { "code": "needs_choice", 
/**
 * Why the keychain cannot.
 */
keychain: KeychainError, } | { "code": "needs_passphrase" } | { "code": "wrong_passphrase" } | { "code": "empty_passphrase" } | { "code": "keychain", 
/**
 * Why.
 */
keychain: KeychainError, } | { "code": "key_missing" } | { "code": "key_is_another" } | { "code": "how_sealed_lost" } | { "code": "secret_damaged", 
/**
 * Its owner.
 */
owner: SecretOwner, 
/**
 * Its kind.
 */
kind: SecretKind, } | { "code": "sealing_failed" } | { "code": "store", 
/**
 * Why.
 */
error: StoreError, };

/**
 * How the vault stands.
 */
export type VaultState = { "state": "unused" } | { "state": "closed", 
/**
 * What protects them: the keychain or a passphrase.
 */
protection: Protection, } | { "state": "open", 
/**
 * What protects them: the keychain or a passphrase.
 */
protection: Protection, } | { "state": "session_only", 
/**
 * Secrets from before are sealed and stay so, for this reason.
 */
sealed: VaultError | null, } | { "state": "unavailable", 
/**
 * Why.
 */
error: VaultError, };

/**
 * The outcome in one word; the headline follows from it and from the first finding.
 */
export type Verdict = "token_received" | "refused" | "no_answer";

/**
 * Where white space was seen in a text that must not have any.
 */
export type WhiteSpace = "around" | "line_end" | "within";

/**
 * An event that the page receives without having asked.
 */
export type WindowEvent = { "event": "files_over", 
/**
 * Whether files are over the window.
 */
over: boolean, } | { "event": "files_dropped" } | { "event": "close_asked" } | { "event": "credential_changed", 
/**
 * What the list shows of it now.
 */
credential: CredentialSummary, } | { "event": "key_stored", 
/**
 * Credential ID.
 */
credential: CredentialId, 
/**
 * Its current key pair.
 */
key_pair: KeyPairFacts, 
/**
 * Where its private key is stored.
 */
storage: KeyStorage, } | { "event": "checked", 
/**
 * Credential and state of the check.
 */
result: CheckResult, };

/**
 * In whose words Account Manager answers: it changed its engine, and with it order, words and limits.
 */
export type Wording = "as_in_2021" | "as_of_2026";
