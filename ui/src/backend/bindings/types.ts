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
 * The page with all versions, which [`open_release_page`] opens.
 */
release_page: string, 
/**
 * The folder with this program's data.
 */
data_folder: string, };

/**
 * Account Manager's "Access Token Format".
 */
export type AccessTokenFormat = "jwt" | "uuid";

/**
 * What one of Account Manager's engines would say to an assertion.
 */
export type AccountManagerSays = { 
/**
 * The engine.
 */
wording: Wording, 
/**
 * What it would say.
 */
saying: Saying, };

/**
 * What was added to settings.
 */
export type AddedSetting = { "what": "all" } | { "what": "client", 
/**
 * Client ID.
 */
client_id: string, } | { "what": "resource", 
/**
 * Resource or folder.
 */
resource: string, } | { "what": "method", 
/**
 * Its name.
 */
method: string, 
/**
 * Resource or folder.
 */
resource: string, } | { "what": "read_attributes", 
/**
 * What was there; empty if there was nothing.
 */
before: string, 
/**
 * Resource.
 */
resource: string, };

/**
 * The form "Add API Client", as typed.
 */
export type ApiClientForm = { 
/**
 * Display Name.
 */
display_name: string, 
/**
 * Password; `null` leaves the current one unchanged.
 */
password: string | null, 
/**
 * Client JWT Bearer Public Key, exactly as typed.
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
 * A problem in the form.
 */
export type ApiClientProblem = { "code": "display_name_missing" } | { "code": "display_name_too_long", 
/**
 * Its length in characters.
 */
characters: number, } | { "code": "password_length", 
/**
 * Its length in characters.
 */
characters: number, } | { "code": "public_key_too_long", 
/**
 * Its length in characters.
 */
characters: number, 
/**
 * The field's length in characters.
 */
limit: number, } | { "code": "public_key_is_private" } | { "code": "too_many", 
/**
 * The most that are allowed.
 */
limit: number, } | { "code": "instance_unreadable", 
/**
 * The role whose filter contains it.
 */
role: Role, 
/**
 * What was typed.
 */
seen: string, };

/**
 * An API client as the window shows it, without its password.
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
 * Client JWT Bearer Public Key, exactly as entered. Not a secret.
 */
public_key: string, 
/**
 * What that text turned out to be.
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
 * What the answer of an API means. Stored with a credential's last results: a field added later needs a default.
 */
export type ApiFinding = { "code": "client_id_missing" } | { "code": "client_id_unknown" } | { "code": "demo_client" } | { "code": "token_not_taken", 
/**
 * Why.
 */
why: RefusedToken, } | { "code": "authorization_header_spoilt" } | { "code": "read_not_allowed" } | { "code": "write_not_allowed" } | { "code": "origin_not_allowed" } | { "code": "client_not_allowed", 
/**
 * The resource, for example `/sites`.
 */
resource: string, } | { "code": "user_needed", 
/**
 * Which.
 */
login: LoginNeeded, } | { "code": "wrong_context", 
/**
 * It belongs to a site, so the path needs one.
 */
wants_site: boolean, } | { "code": "ocapi_off" } | { "code": "version_not_there", 
/**
 * The version in the path, for example `v24_5`.
 */
version: string, } | { "code": "host_not_accepted", 
/**
 * The host.
 */
host: string, } | { "code": "site_offline" } | { "code": "other_fault", 
/**
 * Its type.
 */
fault: string, } | { "code": "scopes_missing", 
/**
 * What to request: the scopes that the token has not.
 */
missing: Array<string>, 
/**
 * The token has the role without an instance as a scope, which opens nothing.
 */
bare_role: boolean, } | { "code": "no_permission", 
/**
 * The tenant, for example `zzte_053`, if it is known.
 */
tenant: string | null, } | { "code": "scapi_not_found", 
/**
 * The organization in the path, if there is one.
 */
organization: string | null, } | { "code": "shopper_api" } | { "code": "web_dav_not_allowed", 
/**
 * Status code, 401 or 403.
 */
status: number, } | { "code": "web_dav_not_found" } | { "code": "client_certificate_wanted", 
/**
 * The server itself said so.
 */
said: boolean, } | { "code": "host_not_found", 
/**
 * The host.
 */
host: string, } | { "code": "no_answer", 
/**
 * Why.
 */
finding: Finding, } | { "code": "page", 
/**
 * Status code.
 */
status: number, 
/**
 * Its title.
 */
title: string | null, } | { "code": "not_api" } | { "code": "redirected", 
/**
 * Where, if the answer says it.
 */
location: string | null, } | { "code": "not_found" } | { "code": "proxy_login" } | { "code": "too_many", 
/**
 * When to try again, if the answer says it.
 */
again_at: UnixMillis | null, } | { "code": "server_failed", 
/**
 * Status code.
 */
status: number, } | { "code": "unexplained", 
/**
 * Status code.
 */
status: number, };

/**
 * A finding about an API as the window shows it.
 */
export type ApiFindingShown = { 
/**
 * The finding.
 */
finding: ApiFinding, 
/**
 * How certain it is.
 */
certainty: Certainty, 
/**
 * What to paste in Business Manager, if that fixes it.
 */
settings: SettingsToPaste | null, };

/**
 * An API that a token fits, or nearly fits.
 */
export type ApiFit = { "api": "scapi", 
/**
 * The instances, for example `zzte_053`.
 */
instances: Array<string>, } | { "api": "scapi_without_instance" } | { "api": "scapi_without_family" } | { "api": "ocapi_and_webdav", 
/**
 * It acts as a Business Manager user.
 */
as_user: boolean, 
/**
 * Its API client has SCAPI's role, with which OCAPI may refuse it.
 */
scapi_role: boolean, } | { "api": "sandboxes" } | { "api": "scapi_shopper" } | { "api": "ocapi_shop" };

/**
 * Where the APIs of a credential are, exactly as typed. What is empty follows from the rest, where it can.
 */
export type ApiPlaces = { 
/**
 * What was chosen last.
 */
chosen: TriedApi, 
/**
 * Short code of the Salesforce Commerce API.
 */
short_code: string, 
/**
 * Organization ID, for example `f_ecom_zzte_053`.
 */
organization: string, 
/**
 * The scope whose reading request is sent to the Salesforce Commerce API; if empty, one that the token has.
 */
scapi_scope: string, 
/**
 * Host of the instance.
 */
instance_host: string, 
/**
 * Version of the Open Commerce API.
 */
ocapi_version: string, 
/**
 * Host for WebDAV.
 */
web_dav_host: string, 
/**
 * The URL of the person's own GET.
 */
other_url: string, };

/**
 * The result of the last trial of one API.
 */
export type ApiResult = { 
/**
 * When it was tried.
 */
at: UnixMillis, 
/**
 * The outcome.
 */
verdict: TrialVerdict, 
/**
 * Status code, if there was a response.
 */
status: number | null, 
/**
 * The most important finding, if there was one.
 */
finding: ApiFinding | null, 
/**
 * It was the practice server.
 */
practice: boolean, };

/**
 * The result of the last trial of each API.
 */
export type ApiResults = { 
/**
 * Salesforce Commerce API.
 */
scapi: ApiResult | null, 
/**
 * Data API of the Open Commerce API.
 */
ocapi: ApiResult | null, 
/**
 * WebDAV.
 */
web_dav: ApiResult | null, };

/**
 * A whole assertion as others make it.
 */
export type AssertionPreset = "account_manager" | "salesforce_cli" | "issuer_as_audience";

/**
 * An attempt as it is opened, without secrets, the assertion's signature and tokens.
 */
export type Attempt = { 
/**
 * The part that lists show.
 */
summary: AttemptSummary, 
/**
 * Request, response and findings.
 */
exchange: ExchangeShown, };

/**
 * Which attempts to list. A field that is not set does not restrict the list.
 */
export type AttemptFilter = { 
/**
 * Only attempts with this credential.
 */
credential: CredentialId | null, 
/**
 * Only attempts with this outcome.
 */
verdict: Verdict | null, 
/**
 * Only attempts that were no experiments.
 */
no_experiments: boolean, 
/**
 * Only attempts sent at or after this time.
 */
since: UnixMillis | null, 
/**
 * Only attempts sent before this time.
 */
until: UnixMillis | null, 
/**
 * Only attempts that contain all of these words in the credential's name, the API key, the URL, the scopes, the
 * status, or the server's error and description. Of a long text, only the beginning is searched for: see
 * [`AttemptPage::search_limit`].
 */
text: string, };

/**
 * Identifies an attempt.
 */
export type AttemptId = number;

/**
 * A page of attempts, the newest first.
 */
export type AttemptPage = { 
/**
 * The attempts.
 */
attempts: Array<AttemptSummary>, 
/**
 * The number of attempts on all pages.
 */
total: number, 
/**
 * There are older attempts. To get them, pass the last attempt of this page as `after`.
 */
more: boolean, 
/**
 * How much of the text was searched for, if not all of it.
 */
search_limit: SearchLimit | null, };

/**
 * An attempt as the list shows it.
 */
export type AttemptSummary = { 
/**
 * Attempt ID.
 */
id: AttemptId, 
/**
 * ID of the credential that the attempt was made with.
 */
credential: CredentialId, 
/**
 * The credential's current name, as typed.
 */
credential_name: string, 
/**
 * What to call the credential while it has no name.
 */
credential_proposed_name: ProposedName | null, 
/**
 * When the request was sent.
 */
at: UnixMillis, 
/**
 * The URL that the request was sent to.
 */
url: string, 
/**
 * Who it was sent to.
 */
recipient: Recipient, 
/**
 * The outcome.
 */
verdict: Verdict, 
/**
 * The status code, if there was a response.
 */
status: number | null, 
/**
 * Milliseconds from sending to the end of the response.
 */
duration_ms: number, 
/**
 * The server's error code (RFC 6749 section 5.2), if there was one.
 */
error: string | null, 
/**
 * What the response said by itself, or why none came; `None` after a token.
 */
finding: Finding | null, 
/**
 * It was an experiment, and is no result of the credential.
 */
is_experiment: boolean, 
/**
 * What the experiment changed; `None` if it was none, or one that this version does not know.
 */
variation: Variation | null, };

/**
 * Which audience it is.
 */
export type AudienceKind = "token_endpoint" | "with_port" | "without_port" | "issuer";

/**
 * How the client proves who it is. What belongs to the methods that are not chosen stays in the form, so that the
 * person can change back.
 */
export type AuthMethod = "signed_jwt" | "client_secret" | "business_manager_user";

/**
 * What the person chooses when they switch the backup on.
 */
export type BackupChosen = { 
/**
 * The folder.
 */
folder: string, 
/**
 * The day of the week.
 */
day: BackupDay, 
/**
 * How far local time is ahead of UTC, in minutes.
 */
utc_offset_minutes: number, };

/**
 * A day of the week.
 */
export type BackupDay = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/**
 * A backup that could not be made.
 */
export type BackupFailure = { 
/**
 * When it was tried.
 */
at: UnixMillis, 
/**
 * Why it could not be made.
 */
problem: BackupProblem, };

/**
 * Why a backup could not be made.
 */
export type BackupProblem = { "code": "no_key" } | { "code": "secrets_closed" } | { "code": "store", 
/**
 * The error's own words.
 */
detail: string, } | { "code": "file", 
/**
 * The problem.
 */
problem: TransferProblem, } | { "code": "folder", 
/**
 * The system's reason.
 */
error: FileError, };

/**
 * The weekly backup as the settings show it.
 */
export type BackupShown = { 
/**
 * Whether backups are made.
 */
on: boolean, 
/**
 * The folder that they are written to; empty if none was chosen.
 */
folder: string, 
/**
 * The day of the week.
 */
day: BackupDay, 
/**
 * When the last one was made.
 */
last: UnixMillis | null, 
/**
 * Its name in the folder.
 */
last_name: string | null, 
/**
 * When the next one is due; in the past if it is due already.
 */
next: UnixMillis, 
/**
 * One is due, and waits until secrets are unlocked.
 */
waits: boolean, 
/**
 * Why the last try failed.
 */
failure: BackupFailure | null, 
/**
 * How many secrets, keys and requests are not in the last one.
 */
left_out: number, 
/**
 * How many are kept.
 */
kept: number, };

/**
 * What a diagnosis is based on.
 */
export type Basis = { "code": "account_manager", 
/**
 * The engine whose words they are.
 */
wording: Wording, } | { "code": "elsewhere", 
/**
 * The engine whose words they are.
 */
wording: Wording, } | { "code": "words_only" };

/**
 * A response body as the window shows it.
 */
export type BodyShown = { 
/**
 * The body as text. Bytes that are not UTF-8 are replaced by `\u{FFFD}`. Secrets are hidden unless the
 * person asked to see them.
 */
text: string, 
/**
 * The text is only the beginning of what was read, because as text it would be several times as long, or because
 * only the beginning was stored.
 */
only_beginning: boolean, 
/**
 * The body is JSON.
 */
json: boolean, 
/**
 * Number of bytes that were read.
 */
bytes: number, 
/**
 * The body was longer than what was read.
 */
cut_off: boolean, 
/**
 * Secrets in the body are hidden.
 */
shortened: boolean, };

/**
 * Scopes, and what they choose.
 */
export type BuiltScopes = { 
/**
 * The scopes.
 */
scopes: string, 
/**
 * What they choose of SCAPI. Realm and instance are as typed until they are complete.
 */
choice: ScapiChoice, };

/**
 * The Business Manager user and their instance, as typed.
 */
export type BusinessManagerForm = { 
/**
 * Host of the instance. A scheme before it and a path behind it do not count.
 */
instance_host: string, 
/**
 * The user's login.
 */
user: string, };

/**
 * The outcome of a search.
 */
export type CauseFound = { 
/**
 * Why it ended.
 */
end: SearchEnd, 
/**
 * What the server publishes about itself; `None` if that was not read.
 */
published: Discovered | null, 
/**
 * The experiments, in the order in which they were sent.
 */
experiments: Array<ExperimentShown>, 
/**
 * What is left, the most likely first. If the search got a token, the cause is proven.
 */
findings: Array<FindingShown>, };

/**
 * How certain a finding is.
 */
export type Certainty = "proven" | "likely" | "possible";

/**
 * Why one certificate of several was taken.
 */
export type CertificateChoice = "belongs_to_key" | "end_of_chain" | "first";

/**
 * A concern about a certificate, apart from its dates: it can be used, but a server may refuse it.
 */
export type CertificateConcern = { "code": "weak_key", 
/**
 * Key length in bits.
 */
bits: number, } | { "code": "weak_signature", 
/**
 * The algorithm, for example `SHA-1 with RSA`.
 */
algorithm: string, } | { "code": "authority" } | { "code": "dates_not_standard" };

/**
 * What the window shows about a certificate.
 */
export type CertificateFacts = { 
/**
 * The subject's common name; without one, the whole subject as text (RFC 4514).
 */
subject: string, 
/**
 * The subject as the name of a new certificate, if it fits: 1 to 64 characters.
 */
reusable_name: string | null, 
/**
 * The issuer's common name; without one, the whole issuer as text (RFC 4514).
 */
issuer: string, 
/**
 * Subject and issuer are the same, and the signature was made with the certificate's own key (RFC 5280
 * section 3.2). For a kind of signature that is not checked here, the key identifiers have to be the same
 * instead.
 */
self_signed: boolean, 
/**
 * Serial number in upper case hexadecimal, two digits per byte, separated by colons.
 */
serial: string, 
/**
 * SHA-256 fingerprint of the DER in upper case hexadecimal, separated by colons, as
 * `openssl x509 -fingerprint -sha256` prints it.
 */
fingerprint_sha256: string, 
/**
 * Type and size of the public key.
 */
key_type: KeyType, 
/**
 * Signature algorithm, for example `SHA-256 with RSA`.
 */
signature_algorithm: string, 
/**
 * First second of the validity period.
 */
not_before: UnixSeconds, 
/**
 * Last second of the validity period.
 */
not_after: UnixSeconds, 
/**
 * State in the validity period.
 */
life: CertificateLife, 
/**
 * Concerns about it, apart from its dates.
 */
concerns: Array<CertificateConcern>, 
/**
 * The text for Account Manager: PEM without white space before or after. Not a secret.
 */
pem: string, };

/**
 * State of a certificate in its validity period.
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
 * Whole days since it expired: 0 on the first day.
 */
days_ago: number, };

/**
 * What was read of a text or of files.
 */
export type CertificatesRead = { 
/**
 * The certificates in PEM; empty if there are none.
 */
pem: string, };

/**
 * What is different when an attempt is made again. Which key signs is not compared: the history stores no key.
 */
export type Changes = { 
/**
 * The first differences, in the order of a request: on the left as it was sent, on the right as it would be now.
 * What changes with every request is left out.
 */
differences: Array<Difference>, 
/**
 * The number of differences after these.
 */
more: number, };

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
finding: FindingShown | null, } | { "state": "held_back", 
/**
 * Who would get it, and its audience.
 */
disclosure: Disclosure, 
/**
 * Seconds until it would expire, if its `exp` says so.
 */
seconds: number | null, } | { "state": "not_read", 
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
 * What an answer says about a check.
 */
export type CheckOutcome = "passed" | "stopped" | "may_have_stopped" | "not_reached";

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
 * A family and what it is requested for.
 */
export type ChosenFamily = { 
/**
 * The family, without `sfcc.` and `.rw`.
 */
id: string, 
/**
 * What it is requested for.
 */
access: ScopeAccess, };

/**
 * The outcome of choosing a transfer file.
 */
export type ChosenTransfer = { "outcome": "sealed", 
/**
 * Name of the file.
 */
file: string, } | { "outcome": "problem", 
/**
 * Name of the file.
 */
file: string, 
/**
 * Why.
 */
problem: TransferProblem, } | { "outcome": "unreadable", 
/**
 * Name of the file.
 */
file: string, 
/**
 * The system's reason.
 */
error: FileError, };

/**
 * A claim that differs from its default.
 */
export type ClaimEdit = { "edit": "set", 
/**
 * Claim name, as typed.
 */
name: string, 
/**
 * Value, as typed.
 */
text: string, } | { "edit": "leave_out", 
/**
 * Claim name.
 */
name: string, };

/**
 * What a member of the header or a claim means.
 */
export type ClaimMeaning = { "code": "algorithm_documented" } | { "code": "algorithm_not_documented" } | { "code": "algorithm" } | { "code": "algorithm_symmetric" } | { "code": "algorithm_none" } | { "code": "algorithm_unknown" } | { "code": "algorithm_missing" } | { "code": "header_type" } | { "code": "key_id" } | { "code": "key_id_for_account_manager" } | { "code": "critical" } | { "code": "thumbprint" } | { "code": "certificate_chain" } | { "code": "own_key" } | { "code": "encryption" } | { "code": "issuer_is_client" } | { "code": "issuer_is_not_subject" } | { "code": "issuer_missing" } | { "code": "issuer_account_manager" } | { "code": "issuer_practice" } | { "code": "issuer_slas" } | { "code": "issuer" } | { "code": "subject_is_issuer" } | { "code": "subject_is_not_issuer" } | { "code": "subject_missing" } | { "code": "subject_is_client" } | { "code": "subject_is_shopper" } | { "code": "subject" } | { "code": "audience_documented" } | { "code": "audience_without_port" } | { "code": "audience_retired" } | { "code": "audience_not_endpoint" } | { "code": "audience_several", 
/**
 * Their number.
 */
count: number, } | { "code": "audience_other" } | { "code": "audience_missing" } | { "code": "audience" } | { "code": "expired", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "expires", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "expires_too_far", 
/**
 * When.
 */
at: UnixSeconds, 
/**
 * The most minutes ahead that are documented.
 */
minutes: number, } | { "code": "expiry_missing" } | { "code": "issued", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "issued_in_future", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "issued_missing" } | { "code": "valid_from", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "not_yet_valid", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "signed_in", 
/**
 * When.
 */
at: UnixSeconds, } | { "code": "not_a_time" } | { "code": "token_id" } | { "code": "token_id_missing" } | { "code": "client" } | { "code": "scopes" } | { "code": "roles" } | { "code": "tenant_filter" } | { "code": "grant_type" } | { "code": "user" } | { "code": "subject_name" } | { "code": "practice" } | { "code": "realm" } | { "code": "session" } | { "code": "person" } | { "code": "shopper_identities" } | { "code": "shopper_type" } | { "code": "slas_internal" } | { "code": "id_token_binding" } | { "code": "how_signed_in" } | { "code": "type_claim" } | { "code": "unknown" };

/**
 * A claim of the client assertion, as it would be signed now.
 */
export type ClaimShown = { 
/**
 * Claim name.
 */
name: string, 
/**
 * The value as text: strings without quotes, anything else as JSON.
 */
text: string, 
/**
 * Why the claim has this value.
 */
source: ClaimSource, };

/**
 * Why a claim has its value.
 */
export type ClaimSource = "automatic" | "fresh" | "edited" | "added" | "left_out";

/**
 * How good it is what a claim says.
 */
export type ClaimTone = "good" | "plain" | "doubtful" | "bad";

/**
 * A kind of secret that stands in a file in clear text.
 */
export type ClearSecret = "client_secret" | "private_key" | "passphrase" | "password" | "slas_secret";

/**
 * Secrets that stand in a file in clear text.
 */
export type ClearSecretsShown = { 
/**
 * The file.
 */
file: string, 
/**
 * What kinds of secrets.
 */
kinds: Array<ClearSecret>, 
/**
 * Whether the file is in a Git work tree.
 */
git: boolean, };

/**
 * Account Manager's "Client Authentication Type" (RFC 6749 section 2.1).
 */
export type ClientAuthenticationType = "confidential" | "public";

/**
 * Where a client secret is.
 */
export type ClientSecretHome = { "home": "nothing" } | { "home": "sealed", 
/**
 * What protects it.
 */
protection: Protection, } | { "home": "session_only" } | { "home": "not_stored_yet" } | { "home": "not_stored", 
/**
 * The reason.
 */
error: VaultError, } | { "home": "unavailable", 
/**
 * The reason.
 */
error: VaultError, };

/**
 * The kind of a client's secret.
 */
export type ClientSecretKind = "client_secret" | "access_key";

/**
 * A client secret as the window shows it: never its characters.
 */
export type ClientSecretShown = { 
/**
 * Its kind.
 */
kind: ClientSecretKind, 
/**
 * Its length in characters; `null` if there is none in this window.
 */
characters: number | null, 
/**
 * Where it is.
 */
home: ClientSecretHome, };

/**
 * How long a copied secret stays in the clipboard, if nothing else is copied.
 */
export type ClipboardFor = "no_limit" | "thirty_seconds" | "sixty_seconds" | "two_minutes";

/**
 * The clocks of this computer and of the server, for one exchange. The history stores this type.
 */
export type Clocks = { 
/**
 * What the server's clock said: its `Date` header (RFC 9110 section 6.6.1).
 */
server: UnixSeconds, 
/**
 * What this computer's clock said then, as well as that can be known.
 */
here: UnixMillis, 
/**
 * So many milliseconds the difference can be off, either way: the header has whole seconds, and the request was on
 * its way.
 */
uncertainty: number, 
/**
 * The assertion's `iat`, by this computer's clock.
 */
issued_at: UnixSeconds | null, 
/**
 * The assertion's `exp`, by this computer's clock.
 */
expires_at: UnixSeconds | null, };

/**
 * The error that stops a command.
 */
export type CommandError = { "code": "nothing_there" } | { "code": "certificate_of_another_key" } | { "code": "certificate_too_long", 
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
detail: string, } | { "code": "path_not_text", 
/**
 * The file's name, with U+FFFD for what is no text.
 */
file: string, } | { "code": "store", 
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
 * Why a text is no signature in compact serialisation.
 */
export type CompactProblem = { "part": "length", 
/**
 * Its length in bytes.
 */
bytes: number, 
/**
 * The most that is read, in bytes.
 */
limit: number, } | { "part": "parts", 
/**
 * The number of parts.
 */
count: number, } | { "part": "header" } | { "part": "payload" } | { "part": "signature" };

/**
 * A member of the header or a claim of two tokens.
 */
export type ComparedClaim = { 
/**
 * Where it is.
 */
part: TokenPart, 
/**
 * Its name.
 */
name: string, 
/**
 * Its value in the first token.
 */
left: string | null, 
/**
 * Its value in the second token.
 */
right: string | null, 
/**
 * Whether both are the same.
 */
sameness: Sameness, };

/**
 * A part of an exchange.
 */
export type ComparedPart = "url" | "proxy" | "assertion_header" | "assertion_claims" | "request_form" | "request_headers" | "status" | "response_headers" | "response_body" | "token_claims";

/**
 * Two attempts side by side.
 */
export type Comparison = { 
/**
 * The first attempt.
 */
left: AttemptSummary, 
/**
 * The second attempt.
 */
right: AttemptSummary, 
/**
 * The first differences, in the order of an exchange. Equal parts are left out.
 */
differences: Array<Difference>, 
/**
 * The number of differences after these.
 */
more: number, };

/**
 * What the person confirmed about one request. Nothing, unless they were asked.
 */
export type Confirmed = { 
/**
 * The warnings may pass, except that somebody else gets an assertion for Account Manager.
 */
warnings: boolean, 
/**
 * This recipient may get an assertion with this audience.
 */
disclosure: Disclosure | null, };

/**
 * What happens to a secret that was copied.
 */
export type Copied = { 
/**
 * After how many seconds it leaves the clipboard, if it is still there; `null` if that has no limit.
 */
seconds: number | null, };

/**
 * A secret that can be copied.
 */
export type CopiedSecret = "token" | "body" | "request" | "client_secret";

/**
 * A credential as it is opened.
 */
export type Credential = { 
/**
 * Credential ID.
 */
id: CredentialId, 
/**
 * Name; may be empty.
 */
name: string, 
/**
 * What kind of instance it is for.
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
 * Identifies a credential. An ID is never reused, even after its credential was deleted, because sealed secrets are
 * bound to it.
 */
export type CredentialId = number;

/**
 * A credential as the list shows it.
 */
export type CredentialSummary = { 
/**
 * Credential ID.
 */
id: CredentialId, 
/**
 * Name as typed; may be empty.
 */
name: string, 
/**
 * What to call it while it has no name, if anything about it is known yet.
 */
proposed_name: ProposedName | null, 
/**
 * What kind of instance it is for.
 */
group: Group, 
/**
 * The API key, as typed.
 */
api_key: string, 
/**
 * Where its requests go; `None` if the stored data cannot be read.
 */
destination: Destination | null, 
/**
 * How its client proves who it is.
 */
method: AuthMethod, 
/**
 * The Business Manager user and their instance, if its method has them.
 */
business_manager: BusinessManagerForm, 
/**
 * The result of its last token request, if there was one.
 */
last_result: LastResult | null, 
/**
 * The last trial of each API with its token.
 */
api_results: ApiResults, 
/**
 * The first second of its certificate's validity, if there is a certificate.
 */
certificate_not_before: UnixSeconds | null, 
/**
 * The last second of its certificate's validity, if there is a certificate.
 */
certificate_not_after: UnixSeconds | null, 
/**
 * Where the certificate stands in its life, if there is one.
 */
certificate_life: CertificateLife | null, };

/**
 * A damaged file that was moved aside. It still holds what was stored then: credentials that were deleted since, and
 * secrets as they were sealed.
 */
export type DamagedFile = { 
/**
 * Its name in the data folder.
 */
name: string, 
/**
 * When it was moved; `None` if its name does not say.
 */
moved_at: UnixMillis | null, 
/**
 * Its size with the files beside it.
 */
bytes: number, };

/**
 * The damaged files that were moved aside, and where they are.
 */
export type DamagedFiles = { 
/**
 * The folder with this program's data.
 */
folder: string, 
/**
 * The files in it, the oldest first.
 */
files: Array<DamagedFile>, };

/**
 * A decoded JWT. Its signature was not verified.
 */
export type DecodedToken = { 
/**
 * The header as JSON.
 */
header: string, 
/**
 * The claims as JSON.
 */
claims: string, 
/**
 * `client_id`, else `azp`, else `sub`.
 */
client: string | null, 
/**
 * The user whom the token acts for: `usr`, or `sub` if that is not the client.
 */
user: string | null, 
/**
 * `iss`.
 */
issuer: string | null, 
/**
 * Where the issuer's public keys are, if its address may be fetched.
 */
keys_at: KeysAddress | null, 
/**
 * The APIs that it fits, judging by its claims.
 */
fits: Array<ApiFit>, 
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
 * The instances that each role is for, from `roles` and `tenantFilter`.
 */
reach: Array<RoleReach>, 
/**
 * `iat`.
 */
issued_at: UnixSeconds | null, 
/**
 * `exp`.
 */
expires_at: UnixSeconds | null, 
/**
 * `alg` from the header.
 */
algorithm: string | null, 
/**
 * `kid` from the header.
 */
key_id: string | null, 
/**
 * The token says that it comes from a practice Account Manager, so no real server accepts it.
 */
practice: boolean, };

/**
 * What is left after everything was deleted.
 */
export type Deleted = { 
/**
 * The sealing key, if it is still in the keychain. It opens nothing any more.
 */
key: KeyLeft | null, 
/**
 * Why the file keeps its size, or why older damaged files are still there.
 */
traces: StoreError | null, };

/**
 * Where the request goes.
 */
export type Destination = { "kind": "account_manager" } | { "kind": "practice", } | { "kind": "other", 
/**
 * The URL to post the request to, as typed.
 */
token_endpoint: string, 
/**
 * The `aud` claim, as typed; empty means the token endpoint.
 */
audience: string, 
/**
 * Further form parameters, as typed. Destinations stored by older versions have none.
 */
parameters: Array<NameValue>, 
/**
 * Certificates in PEM that are trusted for this server, besides those that the system trusts. Destinations
 * stored by older versions have none.
 */
trusted: string, 
/**
 * The user whom the JWT is for, as typed, with the JWT bearer grant (RFC 7523 section 2.1); `None` with the
 * client credentials grant. Destinations stored by older versions have none.
 */
user: string | null, };

/**
 * What an answer tells besides the findings. The history stores this type.
 */
export type Diagnosis = { 
/**
 * What the answer says by itself; the headline is made from it.
 */
said: Finding, 
/**
 * What the diagnosis is based on.
 */
basis: Basis, 
/**
 * How many causes were considered.
 */
considered: number, 
/**
 * How many of them explain the answer.
 */
left: number, 
/**
 * The checks of the server in their order, with what the answer says about each; empty if its order is not known.
 */
checks: Array<ServerCheckShown>, };

/**
 * One difference between two attempts.
 */
export type Difference = { 
/**
 * The part in which they differ.
 */
part: ComparedPart, 
/**
 * The name of the claim, field, header or member, shortened. Empty if the part is a single text.
 */
name: string, 
/**
 * The value in the first attempt; `None` if it is missing there.
 */
left: string | null, 
/**
 * The value in the second attempt; `None` if it is missing there.
 */
right: string | null, 
/**
 * The value is in both attempts and changes with every request, like times and identifiers. It does not explain
 * a different outcome.
 */
expected: boolean, };

/**
 * An assertion for Account Manager that another server gets to see. The person confirms exactly this, each time: a
 * confirmation for one recipient and audience is none for any other.
 */
export type Disclosure = { 
/**
 * The origin of the recipient (RFC 6454), for example `https://login.example.com:8443`. A host with letters other
 * than ASCII is in Punycode (RFC 3492).
 */
recipient: string, 
/**
 * The `aud` claim: a string without quotes, anything else as JSON.
 */
audience: string, };

/**
 * The outcome of a discovery.
 */
export type Discovered = { 
/**
 * The issuer that was asked for.
 */
issuer: string, 
/**
 * The requests, in their order.
 */
lookups: Array<Lookup>, 
/**
 * What was found; `None` if there is no document that can be used.
 */
found: Found | null, };

/**
 * What the person should know about a document.
 */
export type DiscoveryConcern = { "code": "endpoint_missing" } | { "code": "endpoint_refused", 
/**
 * The endpoint, shortened.
 */
endpoint: string, 
/**
 * Why.
 */
why: EndpointRefusal, } | { "code": "endpoint_on_other_host", 
/**
 * The endpoint's host and port.
 */
host: string, 
/**
 * The issuer's host and port.
 */
issuer_host: string, } | { "code": "endpoint_private", 
/**
 * The endpoint's host and port.
 */
host: string, } | { "code": "no_private_key_jwt", 
/**
 * What it offers.
 */
offered: Array<string>, } | { "code": "methods_unsaid" } | { "code": "algorithm_not_offered", 
/**
 * The chosen algorithm.
 */
algorithm: SigningAlgorithm, 
/**
 * What it takes.
 */
offered: Array<string>, } | { "code": "grant_not_offered", 
/**
 * The grant.
 */
grant: string, 
/**
 * What it offers.
 */
offered: Array<string>, } | { "code": "wrong_type", 
/**
 * Their names.
 */
members: Array<string>, };

/**
 * The outcome of reading what a server publishes about itself.
 */
export type DiscoveryOutcome = { "outcome": "read", 
/**
 * What came of it.
 */
discovered: Discovered, } | { "outcome": "invalid_issuer", 
/**
 * Why.
 */
problem: IssuerProblem, } | { "outcome": "cancelled" };

/**
 * What is saved while the person types.
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
 * Which items of step 2 are checked off.
 */
ticks: Ticks, 
/**
 * Where its APIs are, exactly as typed.
 */
api_places: ApiPlaces, };

/**
 * What files that were dropped on the window are.
 */
export type DroppedAs = "key_files" | "import";

/**
 * Why a token endpoint is not filled in.
 */
export type EndpointRefusal = "not_a_url" | "not_encrypted" | "has_credentials" | "has_fragment";

/**
 * A fact that speaks for a cause or against it.
 */
export type Evidence = { "code": "answer_fits" } | { "code": "seen_in_request" } | { "code": "found_before" } | { "code": "certificate_here_is_another" } | { "code": "token_received_before", 
/**
 * When.
 */
at: UnixMillis, } | { "code": "changed_since", 
/**
 * When the token was received.
 */
at: UnixMillis, } | { "code": "api_key_unusual" } | { "code": "token_once_changed" } | { "code": "server_publishes" } | { "code": "experiments_fit", 
/**
 * How many there were.
 */
count: number, } | { "code": "clocks_agree" } | { "code": "clocks_differ", 
/**
 * By so many seconds.
 */
seconds: number, 
/**
 * The server's clock is ahead.
 */
server_is_ahead: boolean, };

/**
 * A fact, and whether it speaks for the cause or against it. The history stores this type.
 */
export type EvidenceShown = { 
/**
 * The fact.
 */
evidence: Evidence, 
/**
 * It speaks for the cause.
 */
supports: boolean, };

/**
 * An exchange as the window shows it.
 */
export type ExchangeShown = { 
/**
 * The outcome.
 */
verdict: Verdict, 
/**
 * When the request was sent.
 */
started_at: UnixMillis, 
/**
 * Milliseconds from sending to the end of the response.
 */
duration_ms: number, 
/**
 * The proxy that the request went through; `None` if it went directly, or if it was stored before this field
 * existed.
 */
proxy: ProxyShown | null, 
/**
 * The request.
 */
sent: SentRequest, 
/**
 * The response, if there was one.
 */
response: ResponseShown | null, 
/**
 * The token, if one was granted.
 */
token: TokenShown | null, 
/**
 * The findings, the most important first; of a refusal, its causes in order of likelihood.
 */
findings: Array<FindingShown>, 
/**
 * What else a refusal tells.
 */
diagnosis: Diagnosis | null, 
/**
 * The way of the request; empty if it was not measured.
 */
way: Array<Stage>, 
/**
 * The clocks of this computer and of the server, if they are worth a look.
 */
clocks: Clocks | null, };

/**
 * What the person wants to do with files that exist already.
 */
export type ExistingFiles = "replace" | "use_other_names" | "keep";

/**
 * How an experiment ended.
 */
export type ExperimentOutcome = { "outcome": "token" } | { "outcome": "same", 
/**
 * No change of the same kind can be the cure any more.
 */
rules_out: boolean, } | { "outcome": "other", 
/**
 * The error code.
 */
error: string | null, 
/**
 * The server's words.
 */
description: string | null, } | { "outcome": "no_answer" };

/**
 * An experiment as the window shows it.
 */
export type ExperimentShown = { 
/**
 * What was changed.
 */
variation: Variation, 
/**
 * How it ended.
 */
outcome: ExperimentOutcome, 
/**
 * Milliseconds from sending to the end of the response.
 */
duration_ms: number, };

/**
 * A member of the header or a claim, explained.
 */
export type ExplainedClaim = { 
/**
 * Where it is.
 */
part: TokenPart, 
/**
 * Its name.
 */
name: string, 
/**
 * Its value: a text as it is, anything else as JSON. `None` if it is missing.
 */
value: string | null, 
/**
 * What it means.
 */
meaning: ClaimMeaning, 
/**
 * How good that is.
 */
tone: ClaimTone, };

/**
 * A credential's request for another tool, or why there is none.
 */
export type ExportOutcome = { "outcome": "written", 
/**
 * Its files, without secrets.
 */
files: Array<ExportShown>, 
/**
 * Whether our tests run what is written for this tool, and get a token with it.
 */
run_by_tests: boolean, } | { "outcome": "not_possible", 
/**
 * Why.
 */
why: ExportProblem, };

/**
 * Why a credential cannot be exported for something.
 */
export type ExportProblem = { "problem": "incomplete", 
/**
 * What is missing.
 */
part: RecipeProblem, } | { "problem": "algorithm", 
/**
 * The algorithm.
 */
algorithm: SigningAlgorithm, } | { "problem": "not_account_manager" } | { "problem": "header_not_ascii" } | { "problem": "dot_env_value", 
/**
 * The environment variable.
 */
name: string, } | { "problem": "key_missing" } | { "problem": "secret_missing", 
/**
 * Its kind.
 */
secret: ClientSecretKind, };

/**
 * A file of an export, as it is shown.
 */
export type ExportShown = { 
/**
 * Its path, with `/` between folders.
 */
path: string, 
/**
 * Its text without secrets.
 */
text: string, };

/**
 * What a credential can be exported for.
 */
export type ExportTarget = "bash" | "power_shell" | "node_js" | "python" | "java" | "go" | "php" | "ruby" | "c_sharp" | "cartridge" | "postman" | "bruno" | "dw_json" | "dot_env" | "key_lines" | "key_lines_base64";

/**
 * All faults. Without any, it behaves like a healthy Account Manager.
 */
export type Faults = { 
/**
 * The certificate stored for the API client belongs to another key.
 */
another_certificate: boolean, 
/**
 * The stored certificate is followed by a stray character.
 */
stray_characters: boolean, 
/**
 * The API client is inactive.
 */
inactive: boolean, 
/**
 * The API client is set to another token endpoint auth method than the one it uses.
 */
other_auth_method: boolean, 
/**
 * How far the server's clock is ahead of this computer's, in minutes; negative if it is behind. Limited to one
 * day.
 */
clock_minutes: number, 
/**
 * Only one spelling of the audience is accepted: the one without the port.
 */
strict_audience: boolean, 
/**
 * No requested scope is allowed.
 */
scope_not_allowed: boolean, 
/**
 * What responds instead of Account Manager.
 */
gateway: Gateway, 
/**
 * What something on the way does to the header `Authorization`, of whatever request.
 */
header: HeaderFault, 
/**
 * The faults of the instance.
 */
instance: InstanceFaults, };

/**
 * A form field, so that a finding can be shown beside it.
 */
export type Field = "api_key" | "client_secret" | "user" | "access_key" | "instance_host" | "token_endpoint" | "audience" | "jwt_user" | "parameters" | "scopes" | "lifetime" | "claims" | "algorithm" | "header" | "connect_timeout" | "total_timeout";

/**
 * A header or form field before sending.
 */
export type FieldPreview = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
value: ValuePreview, };

/**
 * Why a file could not be read or written.
 */
export type FileError = { "reason": "not_found" } | { "reason": "permission_denied" } | { "reason": "is_a_folder" } | { "reason": "not_a_file", 
/**
 * What it is.
 */
kind: SpecialFile, } | { "reason": "disk_full" } | { "reason": "read_only" } | { "reason": "name_not_confirmed", 
/**
 * The operating system's error message.
 */
detail: string, } | { "reason": "other", 
/**
 * The operating system's error message.
 */
detail: string, };

/**
 * What would be filled in.
 */
export type Filling = { 
/**
 * The token endpoint, if the document has one that can be used.
 */
token_endpoint: string | null, 
/**
 * Where the token endpoint is has to be confirmed first.
 */
confirm_endpoint: boolean, 
/**
 * The audience: the issuer, as the document spells it.
 */
audience: string, 
/**
 * The algorithm, if another one than the chosen one is needed and the key can sign with it.
 */
algorithm: SigningAlgorithm | null, };

/**
 * Everything that can be found out about a token request.
 */
export type Finding = { "code": "key_missing" } | { "code": "key_can_sign", 
/**
 * The algorithm.
 */
algorithm: SigningAlgorithm, } | { "code": "certificate_of_another_key" } | { "code": "certificate_matches" } | { "code": "certificate_missing" } | { "code": "certificate_ended", 
/**
 * The last second of its validity.
 */
not_after: UnixSeconds, } | { "code": "certificate_not_yet_valid", 
/**
 * The first second of its validity.
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
 * The key's length in bits.
 */
bits: number, } | { "code": "certificate_weak_signature", 
/**
 * The algorithm, for example `SHA-1 with RSA`.
 */
algorithm: string, } | { "code": "certificate_of_authority" } | { "code": "certificate_dates_not_standard" } | { "code": "algorithm_does_not_fit", 
/**
 * The chosen algorithm.
 */
algorithm: SigningAlgorithm, 
/**
 * Type of the private key.
 */
key_type: KeyType, 
/**
 * Algorithms that the key can sign with.
 */
fitting: Array<SigningAlgorithm>, } | { "code": "key_not_for_account_manager", 
/**
 * Type of the key.
 */
key_type: KeyType, 
/**
 * The key can sign with the chosen algorithm, so the request can be sent anyway.
 */
can_sign: boolean, } | { "code": "api_key_missing" } | { "code": "api_key_white_space", 
/**
 * Where the white space is.
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
 * The character, written like `U+200B` if it is invisible.
 */
character: string, } | { "code": "api_key_is_demo_client" } | { "code": "api_key_unusual" } | { "code": "api_key_looks_right" } | { "code": "api_key_plain" } | { "code": "client_secret_missing" } | { "code": "access_key_missing" } | { "code": "user_missing" } | { "code": "secret_white_space", 
/**
 * Which secret.
 */
kind: ClientSecretKind, 
/**
 * Where the white space is.
 */
white_space: WhiteSpace, } | { "code": "secret_quoted", 
/**
 * Which secret.
 */
kind: ClientSecretKind, } | { "code": "secret_is_placeholder", 
/**
 * Which secret.
 */
kind: ClientSecretKind, } | { "code": "secret_is_something_else", 
/**
 * Which secret.
 */
kind: ClientSecretKind, 
/**
 * What it is.
 */
pasted: PastedInstead, } | { "code": "secret_is_api_key" } | { "code": "secret_looks_like_api_key" } | { "code": "secret_length", 
/**
 * Its length in characters.
 */
characters: number, } | { "code": "secret_breaks_elsewhere" } | { "code": "secret_not_encoded" } | { "code": "demo_client_secret_differs" } | { "code": "api_key_is_demo_of_sandbox" } | { "code": "access_key_unusual" } | { "code": "user_has_colon" } | { "code": "user_white_space", 
/**
 * Where the white space is.
 */
white_space: WhiteSpace, 
/**
 * The login without it.
 */
corrected: string, } | { "code": "user_is_no_address" } | { "code": "instance_is_account_manager" } | { "code": "instance_is_alias", 
/**
 * The host.
 */
host: string, } | { "code": "instance_host_missing" } | { "code": "instance_host_unreadable", 
/**
 * The start of what was typed.
 */
seen: string, } | { "code": "practice_is_off" } | { "code": "endpoint_missing" } | { "code": "endpoint_not_a_url", 
/**
 * What was typed, shortened.
 */
seen: string, } | { "code": "endpoint_scheme", 
/**
 * The scheme that was typed.
 */
scheme: string, } | { "code": "endpoint_has_credentials", 
/**
 * The URL without them.
 */
corrected: string | null, } | { "code": "endpoint_has_fragment", 
/**
 * The URL without it.
 */
corrected: string | null, } | { "code": "endpoint_not_encrypted", 
/**
 * The host.
 */
host: string, } | { "code": "endpoint_has_secret", 
/**
 * The parameter's name.
 */
name: string, } | { "code": "endpoint_looks_like_account_manager", 
/**
 * The host, in Punycode.
 */
host: string, } | { "code": "endpoint_host_misleading", 
/**
 * The host, in Punycode.
 */
host: string, } | { "code": "endpoint_host_international", 
/**
 * The host, in Punycode.
 */
host: string, } | { "code": "endpoint_retired", 
/**
 * The URL with the path that is in use.
 */
corrected: string | null, } | { "code": "assertion_disclosed", 
/**
 * Who gets it, and its audience.
 */
disclosure: Disclosure, 
/**
 * Seconds until it expires; 0 if it has expired already, `None` if its `exp` is missing or not a number.
 */
seconds: number | null, } | { "code": "audience_white_space", 
/**
 * The audience without it.
 */
corrected: string | null, } | { "code": "audience_is_not_endpoint", 
/**
 * The audience that would be signed.
 */
audience: string, } | { "code": "audience_spelled_otherwise", 
/**
 * The audience that would be signed.
 */
audience: string, } | { "code": "audience_fits", 
/**
 * The audience has the port although the endpoint as typed does not.
 */
with_port: boolean, } | { "code": "scope_stray_character", 
/**
 * The character, written like `U+200B` if it is invisible.
 */
character: string, } | { "code": "scopes_with_commas", 
/**
 * The scopes with spaces between them.
 */
corrected: string | null, } | { "code": "scope_role_without_tenant", 
/**
 * The scopes without it, if they have a tenant.
 */
corrected: string | null, } | { "code": "scope_with_organization", 
/**
 * The scope.
 */
seen: string, 
/**
 * The scopes with the tenant as scopes want it.
 */
corrected: string | null, } | { "code": "scope_tenant_with_hyphen", 
/**
 * The scope.
 */
seen: string, 
/**
 * The scopes with the tenant as scopes want it.
 */
corrected: string | null, } | { "code": "scope_tenant_missing", 
/**
 * The scope of the family.
 */
scope: string, } | { "code": "scope_family_missing", 
/**
 * The scope of the tenant.
 */
scope: string, } | { "code": "scope_redundant", 
/**
 * The scope for reading.
 */
scope: string, 
/**
 * The scope for reading and writing.
 */
wider: string, 
/**
 * The scopes without what is redundant.
 */
corrected: string | null, } | { "code": "lifetime_invalid", 
/**
 * What was typed.
 */
seen: string, } | { "code": "lifetime_too_long", 
/**
 * The lifetime that would be signed, in seconds.
 */
seconds: number, } | { "code": "timeout_invalid", 
/**
 * What was typed.
 */
seen: string, 
/**
 * The field of the timeout.
 */
field: Field, } | { "code": "claim_name_missing" } | { "code": "claim_twice", 
/**
 * Claim name.
 */
name: string, } | { "code": "claim_not_json", 
/**
 * Claim name.
 */
name: string, 
/**
 * The JSON parser's message.
 */
detail: string, } | { "code": "claim_left_out", 
/**
 * Claim name.
 */
name: string, } | { "code": "claim_not_a_number", 
/**
 * Claim name.
 */
name: string, } | { "code": "claim_expired" } | { "code": "claim_advised", 
/**
 * Claim name.
 */
name: string, } | { "code": "claim_issuer_is_not_subject" } | { "code": "claim_ahead", 
/**
 * Claim name.
 */
name: string, } | { "code": "clock_corrected", 
/**
 * By so many seconds; negative if the server's clock is behind.
 */
seconds: number, } | { "code": "claim_issued_long_ago" } | { "code": "algorithm_not_for_account_manager", 
/**
 * The chosen algorithm.
 */
algorithm: SigningAlgorithm, } | { "code": "key_id_white_space", 
/**
 * Where the white space is.
 */
white_space: WhiteSpace, 
/**
 * The key ID without it.
 */
corrected: string | null, } | { "code": "header_needs_certificate", 
/**
 * The names of the parameters.
 */
parameters: Array<string>, } | { "code": "parameter_name_missing" } | { "code": "parameter_reserved", 
/**
 * The name.
 */
name: string, } | { "code": "parameter_twice", 
/**
 * The name.
 */
name: string, } | { "code": "parameter_is_secret", 
/**
 * The name.
 */
name: string, } | { "code": "user_of_jwt_missing" } | { "code": "slas_wants_secret" } | { "code": "slas_endpoint" } | { "code": "slas_channel_missing" } | { "code": "trusted_not_for_account_manager" } | { "code": "signing_failed" } | { "code": "unknown_host", 
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
 * The last second of its validity, if the certificate could be read.
 */
not_after: UnixSeconds | null, } | { "code": "tls_not_yet_valid", 
/**
 * The first second of its validity, if the certificate could be read.
 */
not_before: UnixSeconds | null, } | { "code": "tls_wrong_host", 
/**
 * The host that the request was for.
 */
host: string, 
/**
 * The names in the certificate.
 */
names: Array<string>, } | { "code": "tls_unknown_issuer", 
/**
 * The issuer, as the certificate names it.
 */
issuer: string | null, } | { "code": "tls_self_signed", 
/**
 * Whom the certificate names.
 */
name: string | null, } | { "code": "tls_intermediate_missing", 
/**
 * The issuer, as the certificate names it.
 */
issuer: string, } | { "code": "tls_intercepted", 
/**
 * The issuer, as the certificate names it.
 */
issuer: string, 
/**
 * The product that issues such certificates, if it is known.
 */
product: string | null, } | { "code": "tls_no_trust_store" } | { "code": "tls_client_certificate_wanted", 
/**
 * The server said so; otherwise it only requested one and then refused.
 */
said: boolean, } | { "code": "tls_old_protocol", 
/**
 * The TLS library's message.
 */
detail: string, } | { "code": "tls_cut" } | { "code": "tls_revoked" } | { "code": "tls_not_spoken" } | { "code": "tls_failed", 
/**
 * The TLS library's message.
 */
detail: string, } | { "code": "connection_cut", 
/**
 * Bytes of the body that arrived.
 */
received_bytes: number, } | { "code": "not_http", 
/**
 * The HTTP library's message.
 */
detail: string, } | { "code": "proxy_failed", 
/**
 * The HTTP library's message.
 */
detail: string, } | { "code": "request_failed", 
/**
 * The HTTP library's message.
 */
detail: string, } | { "code": "key_id_wanted" } | { "code": "thumbprint_wanted" } | { "code": "certificate_unknown" } | { "code": "stored_certificate_expired" } | { "code": "key_set_not_fetched" } | { "code": "assertion_not_accepted", 
/**
 * The audience that was signed.
 */
audience: string | null, 
/**
 * Other audiences that the server may expect, the most likely first.
 */
alternatives: Array<string>, } | { "code": "jwt_times_said", 
/**
 * What time it was at the server.
 */
server: UnixSeconds, 
/**
 * When the JWT ended, or begins.
 */
limit: UnixSeconds, 
/**
 * It begins later; otherwise it had ended.
 */
ahead: boolean, } | { "code": "client_unknown" } | { "code": "client_inactive" } | { "code": "tenant_unknown" } | { "code": "user_not_accepted" } | { "code": "run_as_user_missing" } | { "code": "org_host_wanted" } | { "code": "policy_refused" } | { "code": "api_unknown" } | { "code": "parameter_missing", 
/**
 * Its name.
 */
name: string, } | { "code": "client_certificate_wanted" } | { "code": "dpop_wanted" } | { "code": "address_not_allowed" } | { "code": "gateway_key_missing" } | { "code": "server_says", 
/**
 * Its words, shortened.
 */
words: string, } | { "code": "invalid_client" } | { "code": "jwt_not_accepted" } | { "code": "signature_not_accepted" } | { "code": "public_key_not_readable" } | { "code": "jwt_algorithm_not_accepted" } | { "code": "consent_missing" } | { "code": "jwt_type_not_accepted" } | { "code": "audience_not_accepted", 
/**
 * The audience that was signed.
 */
audience: string | null, 
/**
 * Other audiences that the server may expect, the most likely first.
 */
alternatives: Array<string>, } | { "code": "jwt_time_not_accepted" } | { "code": "jwt_time_claim_off", 
/**
 * Claim name.
 */
name: string, 
/**
 * It is in the future; otherwise in the past.
 */
ahead: boolean, 
/**
 * It is so by the server's clock, too. Otherwise that clock is not known.
 */
by_both_clocks: boolean, } | { "code": "jwt_life_too_short", 
/**
 * Seconds from sending to its `exp`.
 */
seconds: number, 
/**
 * Seconds from sending to the end of the response.
 */
took_seconds: number, } | { "code": "jwt_times_fit" } | { "code": "clocks_differ", 
/**
 * The difference in seconds.
 */
seconds: number, 
/**
 * The server's clock is ahead of this computer's.
 */
server_is_ahead: boolean, } | { "code": "clocks_agree_again" } | { "code": "jwt_lifetime_not_accepted" } | { "code": "jwt_claim_missing", 
/**
 * Claim name.
 */
name: string, } | { "code": "jwt_used_before" } | { "code": "client_unknown_or_inactive" } | { "code": "client_secret_not_accepted" } | { "code": "key_id_not_known" } | { "code": "jwt_issuer_is_not_subject" } | { "code": "auth_method_not_accepted" } | { "code": "two_auth_methods" } | { "code": "client_ids_differ" } | { "code": "secret_not_form_encoded" } | { "code": "secret_header_not_read" } | { "code": "client_secret_expired" } | { "code": "password_grant_refused" } | { "code": "business_manager_grant_refused" } | { "code": "invalid_scope", 
/**
 * The scopes that were requested.
 */
scopes: string, 
/**
 * Those of them that the server names, if it does not name all.
 */
named: Array<string>, 
/**
 * The requested scopes without those that the server names.
 */
corrected: string | null, } | { "code": "tenant_scope_not_allowed", 
/**
 * The scope, as the server wrote it.
 */
scope: string, 
/**
 * The scopes that were requested.
 */
scopes: string, 
/**
 * The requested scopes without this one, if it is one of them.
 */
corrected: string | null, } | { "code": "unauthorized_client" } | { "code": "unsupported_grant_type" } | { "code": "invalid_request" } | { "code": "invalid_grant" } | { "code": "other_error", 
/**
 * The error code, shortened.
 */
error: string, } | { "code": "error_of_another_kind" } | { "code": "token_under_other_status", 
/**
 * Status code.
 */
status: number, } | { "code": "retired_path", 
/**
 * Status code.
 */
status: number, 
/**
 * The URL with the path that is in use.
 */
corrected: string | null, } | { "code": "redirect", 
/**
 * The `Location` header, without secrets.
 */
location: string | null, 
/**
 * The whole address that it means, if it can be a token endpoint.
 */
target: string | null, 
/**
 * That address is on the server that the request went to.
 */
same_server: boolean, } | { "code": "not_a_token_endpoint", 
/**
 * Status code.
 */
status: number, } | { "code": "too_many_requests", 
/**
 * The `Retry-After` header, as the server wrote it.
 */
retry_after: string | null, 
/**
 * When the server takes requests again, by this computer's clock.
 */
again_at: UnixMillis | null, } | { "code": "proxy_authentication" } | { "code": "server_error", 
/**
 * Status code.
 */
status: number, 
/**
 * The `Retry-After` header, as the server wrote it.
 */
retry_after: string | null, 
/**
 * When the server takes requests again, by this computer's clock.
 */
again_at: UnixMillis | null, } | { "code": "empty_body" } | { "code": "html_instead_of_json", 
/**
 * The title of the page.
 */
title: string | null, 
/**
 * Its first heading, if that says something else.
 */
heading: string | null, 
/**
 * It has a field for a password.
 */
has_login: boolean, 
/**
 * The `Server` header, shortened.
 */
server: string | null, } | { "code": "intermediary", 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
kind: IntermediaryKind, 
/**
 * What it did.
 */
did: IntermediaryDid, 
/**
 * The number to quote to those who run it.
 */
reference: string | null, 
/**
 * Status code.
 */
status: number, } | { "code": "maintenance", 
/**
 * The `Retry-After` header, as the server wrote it.
 */
retry_after: string | null, 
/**
 * When the server takes requests again, by this computer's clock.
 */
again_at: UnixMillis | null, } | { "code": "token_under_other_name", 
/**
 * The member that has it; `None` if the whole body is a token.
 */
name: string | null, } | { "code": "compressed", 
/**
 * The name of the coding, for example `br`.
 */
coding: string, } | { "code": "not_json" } | { "code": "json_without_token" } | { "code": "invalid_utf8", 
/**
 * The character set that it is in; `None` if it is not text.
 */
charset: string | null, } | { "code": "body_too_large", 
/**
 * Bytes that were read.
 */
limit: number, } | { "code": "unusual_token_type", 
/**
 * The token's type.
 */
token_type: string, } | { "code": "token_life_differs", 
/**
 * `expires_in` of the response, in seconds.
 */
expires_in: number, 
/**
 * The token's own lifetime, in seconds.
 */
token_seconds: number, } | { "code": "unexplained", 
/**
 * Status code.
 */
status: number, };

/**
 * A finding in words.
 */
export type FindingSaid = { 
/**
 * What is wrong.
 */
title: string, 
/**
 * How certain that is.
 */
certainty: string, 
/**
 * Why.
 */
text: string, 
/**
 * What speaks for it.
 */
supports: Array<string>, 
/**
 * What speaks against it.
 */
opposes: Array<string>, 
/**
 * What to do.
 */
steps: Array<string>, };

/**
 * A finding as the window shows it. The history stores this type. A new field therefore needs a default, so that
 * older attempts can still be read.
 */
export type FindingShown = { 
/**
 * The finding.
 */
finding: Finding, 
/**
 * What the finding means for the request.
 */
severity: Severity, 
/**
 * How certain the finding is.
 */
certainty: Certainty, 
/**
 * Where it can be fixed.
 */
place: Place, 
/**
 * The form field that the finding is shown at, if there is one.
 */
field: Field | null, 
/**
 * What speaks for it and against it, if it is a cause that was reasoned out.
 */
evidence: Array<EvidenceShown>, };

/**
 * A format that is recognised but not supported.
 */
export type ForeignFormat = "putty" | "ssh_public_key" | "ssh2" | "pgp" | "bouncy_castle" | "xml_key";

/**
 * What was found.
 */
export type Found = { 
/**
 * What would be filled in.
 */
filling: Filling, 
/**
 * What the person should know first.
 */
concerns: Array<DiscoveryConcern>, };

/**
 * The credentials that a search found.
 */
export type FoundCredentials = { 
/**
 * Their IDs.
 */
ids: Array<CredentialId>, 
/**
 * How much of the text was searched for, if not all of it.
 */
limit: SearchLimit | null, };

/**
 * What responds instead of Account Manager.
 */
export type Gateway = "nobody" | "retired_path" | "too_many_requests" | "unavailable" | "html" | "redirect" | "slow" | "cut";

/**
 * The outcome of "Get token".
 */
export type GetTokenOutcome = { "outcome": "sent", 
/**
 * The exchange.
 */
exchange: ExchangeShown, } | { "outcome": "not_sent", 
/**
 * The errors and warnings.
 */
findings: Array<FindingShown>, } | { "outcome": "cancelled" };

/**
 * What keeps a user from getting a token although login, access key and secret are right.
 */
export type GrantTrouble = "nothing" | "ip_not_allowed" | "key_inactive" | "key_for_webdav" | "alias_host" | "multi_factor";

/**
 * What kind of instance a credential is for, as chosen by the person: the later in this order, the more depends on it.
 */
export type Group = "none" | "sandbox" | "development" | "staging" | "production";

/**
 * How the group of a credential is known.
 */
export type GroupFrom = "host" | "tenant";

/**
 * What something on the way does to the header `Authorization`.
 */
export type HeaderFault = "intact" | "removed" | "scheme_lost";

/**
 * Header parameters of the client assertion other than `alg` (RFC 7515 section 4.1): what kind of JWT it is, and which
 * key or certificate to verify its signature with. Account Manager needs none of the latter.
 */
export type HeaderParameters = { 
/**
 * `typ`. Forms stored by older versions have none and mean `JWT`.
 */
typ: HeaderType, 
/**
 * `kid`, as typed; empty leaves it out.
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
 * The `typ` in the assertion's header (RFC 7515 section 4.1.9).
 */
export type HeaderType = "jwt" | "client_authentication" | "missing";

/**
 * What a person should look at before they import a credential.
 */
export type ImportConcern = "user_auth_beside_auth_methods" | "pair_mismatch" | "no_client_id" | "no_private_key" | "no_client_secret" | "demo_client" | "no_token_endpoint" | "other_grant";

/**
 * What a proposed credential is a double of.
 */
export type ImportDouble = { "of": "stored", 
/**
 * Its ID.
 */
id: CredentialId, } | { "of": "other", 
/**
 * Its place.
 */
place: number, };

/**
 * A part of a credential.
 */
export type ImportField = "name" | "client_id" | "client_secret" | "key_file" | "certificate_file" | "private_key" | "certificate" | "passphrase" | "scopes" | "account_manager_host" | "token_endpoint" | "audience" | "instance_host" | "web_dav_host" | "short_code" | "tenant_id" | "realm" | "instance" | "user" | "access_key" | "client_auth_method" | "auth_methods" | "user_auth";

/**
 * A file of an import.
 */
export type ImportFileShown = { 
/**
 * Its path within what was chosen; empty for pasted text.
 */
name: string, 
/**
 * What it is.
 */
kind: ImportKind | null, 
/**
 * Why nothing is taken from it.
 */
problem: ImportProblem | null, };

/**
 * What was found, until it is imported or closed.
 */
export type ImportFound = { 
/**
 * Its number: `import_credentials` takes nothing that the page has not shown.
 */
number: number, 
/**
 * What the page shows.
 */
preview: ImportPreview, };

/**
 * What kind of file was read.
 */
export type ImportKind = "postman_collection" | "postman_environment" | "bruno" | "insomnia" | "dw_json" | "env" | "package_json" | "curl" | "key_file";

/**
 * A bound of the whole import that was reached.
 */
export type ImportLimit = "files" | "bytes" | "folders" | "credentials" | "collections";

/**
 * Where in a file a value stands.
 */
export type ImportPlace = { "place": "top" } | { "place": "line", 
/**
 * The line.
 */
line: number, } | { "place": "path", 
/**
 * The path.
 */
path: string, } | { "place": "collection_variable" } | { "place": "environment", 
/**
 * The environment's name.
 */
environment: string, } | { "place": "request", 
/**
 * The request's name.
 */
request: string, };

/**
 * What was found.
 */
export type ImportPreview = { 
/**
 * The files, as far as they are worth a word.
 */
files: Array<ImportFileShown>, 
/**
 * The proposed credentials.
 */
proposals: Array<ProposalShown>, 
/**
 * Secrets in clear text, file by file.
 */
clear: Array<ClearSecretsShown>, 
/**
 * Bounds that were reached: there is more than was read.
 */
limits: Array<ImportLimit>, 
/**
 * There are scripts, which were not run.
 */
scripts: boolean, };

/**
 * Why a file gives nothing. What is said of it never repeats its content.
 */
export type ImportProblem = { "code": "unreadable", 
/**
 * The reason.
 */
reason: FileError, } | { "code": "empty_file" } | { "code": "file_too_large", 
/**
 * The largest size that is read, in bytes.
 */
limit: number, } | { "code": "not_text_file" } | { "code": "archive_file" } | { "code": "damaged_json", 
/**
 * Line of the damage, from 1.
 */
line: number, } | { "code": "damaged_yaml", 
/**
 * Line of the damage, from 1.
 */
line: number, } | { "code": "too_much_structure" } | { "code": "other_program" } | { "code": "not_recognised" } | { "code": "nothing_for_token" } | { "code": "only_placeholders" } | { "code": "only_slas" } | { "code": "old_postman" } | { "code": "link_outside" };

/**
 * What is shown of a value.
 */
export type ImportValueShown = { "show": "text", 
/**
 * The value.
 */
text: string, } | { "show": "secret", 
/**
 * In characters.
 */
characters: number, } | { "show": "key", 
/**
 * Path of its file, if it is in one.
 */
path: string | null, 
/**
 * Type and size.
 */
key_type: KeyType, 
/**
 * Whether a certificate here belongs to it.
 */
matches: boolean | null, } | { "show": "certificate_of", 
/**
 * Path of its file, if it is in one.
 */
path: string | null, 
/**
 * Its subject, shortened.
 */
subject: string, };

/**
 * What was imported.
 */
export type Imported = { 
/**
 * The new credentials, in the order of the preview.
 */
ids: Array<CredentialId>, 
/**
 * The first of them, which is open now.
 */
open: OpenedCredential, };

/**
 * What was found in a pasted text.
 */
export type Inspected = { 
/**
 * The tokens, in the order of the text.
 */
tokens: Array<InspectedToken>, 
/**
 * The number of tokens that are left out, because they are too many.
 */
left_out: number, 
/**
 * Why the text was not searched.
 */
too_long: TextTooLong | null, };

/**
 * A token, explained.
 */
export type InspectedToken = { 
/**
 * The name that the text gives it, for example `access_token`.
 */
name: string | null, 
/**
 * Where it is in the text.
 */
span: TokenSpan, 
/**
 * What it is.
 */
kind: TokenKind, 
/**
 * `alg` of its header.
 */
algorithm: string | null, 
/**
 * `kid` of its header.
 */
key_id: string | null, 
/**
 * Whether it is valid now, judging by its own times.
 */
life: TokenLife, 
/**
 * What Account Manager would say to it, if it is a client assertion for Account Manager.
 */
account_manager: Array<AccountManagerSays>, 
/**
 * The credentials that have the certificate of the key that signed it.
 */
made_with: Array<CredentialId>, 
/**
 * Header and claims, one by one, and what is missing.
 */
claims: Array<ExplainedClaim>, 
/**
 * The number of header members and claims that are left out, because they are too many.
 */
left_out: number, 
/**
 * The instances that each role is for.
 */
reach: Array<RoleReach>, 
/**
 * The APIs that it fits.
 */
fits: Array<ApiFit>, 
/**
 * Where the public keys of its issuer are, if its address may be fetched.
 */
keys_at: KeysAddress | null, 
/**
 * The header as JSON, if it can be read.
 */
header: string | null, 
/**
 * The claims as JSON, if they can be read.
 */
payload: string | null, };

/**
 * The faults of the practice instance. Without any, it behaves like a healthy instance.
 */
export type InstanceFaults = { 
/**
 * What keeps the Business Manager user from getting a token.
 */
grant: GrantTrouble, 
/**
 * No API accepts the token, as if it had expired.
 */
token_not_accepted: boolean, 
/**
 * What keeps OCAPI from answering.
 */
ocapi: OcapiTrouble, };

/**
 * What is typed into the practice instance's Business Manager.
 */
export type InstanceForm = { 
/**
 * Open Commerce API Settings, type Data, context Global: JSON.
 */
ocapi_settings: string, 
/**
 * WebDAV Client Permissions: JSON.
 */
webdav_permissions: string, 
/**
 * The Business Manager user's login.
 */
login: string, };

/**
 * A problem with it.
 */
export type InstanceProblem = { "code": "ocapi_settings", 
/**
 * Why not.
 */
problem: SettingsProblem, } | { "code": "webdav_permissions", 
/**
 * Why not.
 */
problem: SettingsProblem, } | { "code": "login" };

/**
 * The practice instance as the window shows it, without the access key.
 */
export type InstanceShown = { 
/**
 * What is typed into its Business Manager.
 */
form: InstanceForm, 
/**
 * Whether its user has an access key.
 */
has_access_key: boolean, 
/**
 * Whether that access key can be copied: it was made since the program started.
 */
can_copy_access_key: boolean, };

/**
 * What it did with the request.
 */
export type IntermediaryDid = "blocked" | "wants_login" | "wants_browser" | "found_no_server" | "answered";

/**
 * What stands between this computer and the server.
 */
export type IntermediaryKind = "company_proxy" | "firewall" | "portal" | "router" | "gateway";

/**
 * Why what was typed is no issuer.
 */
export type IssuerProblem = { "code": "missing" } | { "code": "not_a_url" } | { "code": "not_encrypted" } | { "code": "has_credentials" } | { "code": "has_query" };

/**
 * How a key was chosen.
 */
export type KeyChoice = { "by": "key_id" } | { "by": "trying" } | { "by": "key_id_unknown", 
/**
 * The `kid` of the signature.
 */
key_id: string, } | { "by": "key_id_of_another", 
/**
 * The `kid` of the signature.
 */
key_id: string, };

/**
 * A way to derive a key from a passphrase.
 */
export type KeyDerivation = "pbkdf2" | "scrypt" | "pkcs12" | "pbkdf1" | "bcrypt";

/**
 * Why keys could not be fetched.
 */
export type KeyFetchProblem = { "code": "address" } | { "code": "no_answer", 
/**
 * Why.
 */
finding: Finding, } | { "code": "redirect", 
/**
 * The address, shortened.
 */
to: string | null, } | { "code": "status", 
/**
 * The status.
 */
status: number, } | { "code": "too_long" } | { "code": "no_keys", 
/**
 * Why.
 */
why: NoKeys, } | { "code": "discovery", 
/**
 * Why.
 */
problem: LookupProblem, } | { "code": "no_keys_address" };

/**
 * Something about the files that the person did not expect when they chose to have them read each time.
 */
export type KeyFileConcern = { "code": "unreadable", 
/**
 * File name without the folder.
 */
source: string, 
/**
 * The problem.
 */
problem: KeyProblem, } | { "code": "locked", 
/**
 * File name without the folder.
 */
source: string, } | { "code": "no_private_key" } | { "code": "another_private_key" } | { "code": "another_certificate" } | { "code": "another_pair" };

/**
 * Why a key file that another file names was not taken.
 */
export type KeyFileProblem = { "problem": "outside_folder" } | { "problem": "no_folder" } | { "problem": "cannot_read", 
/**
 * The reason.
 */
reason: FileError, } | { "problem": "too_large_for_key" } | { "problem": "no_key_inside" } | { "problem": "needs_passphrase" } | { "problem": "several_keys" } | { "problem": "too_many_files" };

/**
 * Where a credential's private key is while the program is not running.
 */
export type KeyHome = { "home": "vault" } | { "home": "files", 
/**
 * Absolute paths: the file with the private key, and the file with the certificate if that is another one.
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
 * A credential with private keys that are in memory only.
 */
export type KeyInMemory = { 
/**
 * Credential ID; `null` as long as no credential could be stored.
 */
credential: CredentialId | null, 
/**
 * The reason.
 */
why: WhyOnlyInMemory, };

/**
 * A sealing key that the keychain did not remove.
 */
export type KeyLeft = { 
/**
 * Name of the key in the keychain.
 */
name: string, 
/**
 * Why it was not removed.
 */
keychain: KeychainError, };

/**
 * What the window shows about the key pair.
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
 * Whether the previous pair can be restored.
 */
can_restore_previous: boolean, 
/**
 * The rotation in progress: the pair that this one replaces, and how far that is.
 */
rotation: RotationFacts | null, };

/**
 * Options for a new key pair, as typed.
 */
export type KeyPairOptions = { 
/**
 * The kind of key.
 */
key: NewKey, 
/**
 * When the certificate expires.
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
 * Why a text or file could not be read as a private key or certificate. Each problem names what was seen.
 */
export type KeyProblem = { "code": "empty" } | { "code": "no_begin_line", 
/**
 * The first characters seen, at most 24 and never more than the first line. Empty if the text could be
 * the inside of a private key.
 */
starts_with: string, } | { "code": "part_of_base64" } | { "code": "not_a_key", 
/**
 * What it is.
 */
seen: SeenInstead, } | { "code": "unsupported_format", 
/**
 * The format.
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
 * Line number in the whole text, from 1; `None` if the text was read with changes undone, which has other lines.
 */
line: number | null, } | { "code": "cut_base64", 
/**
 * Label of the block.
 */
label: string, 
/**
 * Number of Base64 characters, padding included.
 */
characters: number, } | { "code": "damaged", 
/**
 * Label of the block.
 */
label: string, } | { "code": "inconsistent", 
/**
 * Label of the block.
 */
label: string, } | { "code": "too_much", 
/**
 * The bound.
 */
limit: ReadingLimit, 
/**
 * The most of it in one reading.
 */
most: number, } | { "code": "primes_weak", 
/**
 * Why.
 */
weakness: PrimeWeakness, } | { "code": "exponent_unusable", 
/**
 * Length of the exponent in bits.
 */
bits: number, } | { "code": "file_damaged", 
/**
 * The format.
 */
format: ReadFormat, } | { "code": "cipher_unsupported", 
/**
 * Name or object identifier of the cipher.
 */
cipher: string, } | { "code": "derivation_unsupported", 
/**
 * Name or object identifier of it.
 */
derivation: string, } | { "code": "encryption_damaged" } | { "code": "too_costly", 
/**
 * The key derivation.
 */
derivation: KeyDerivation, } | { "code": "nothing_inside", 
/**
 * The format.
 */
format: ReadFormat, } | { "code": "secret_key_entry", 
/**
 * Alias of the secret key, shortened.
 */
alias: string, } | { "code": "jwk_members_missing", 
/**
 * Names of the missing members.
 */
members: Array<string>, } | { "code": "jwk_member_invalid", 
/**
 * Name of the member.
 */
member: string, } | { "code": "jwk_kind_unusable", 
/**
 * Its `kty`, or its curve, shortened.
 */
kind: string, } | { "code": "key_type_unusable", 
/**
 * Type of the key.
 */
key_type: KeyType, } | { "code": "too_short", 
/**
 * Key length in bits.
 */
bits: number, } | { "code": "too_long", 
/**
 * Key length in bits.
 */
bits: number, } | { "code": "public_key" } | { "code": "certificate_request" } | { "code": "other_blocks", 
/**
 * Their labels.
 */
labels: Array<string>, } | { "code": "file_too_large", 
/**
 * Size of the file in bytes.
 */
bytes: number, 
/**
 * The largest size that is read, in bytes.
 */
limit: number, } | { "code": "file_unreadable", 
/**
 * The reason.
 */
reason: FileError, } | { "code": "not_text" };

/**
 * Who can read a private key's file, when others may use the same computer.
 */
export type KeyReaders = "owner" | "as_folder";

/**
 * Why a text is no key set.
 */
export type KeySetProblem = { "code": "too_long", 
/**
 * The most that is read, in bytes.
 */
limit: number, } | { "code": "not_json" } | { "code": "no_keys" };

/**
 * A public key as the window shows it.
 */
export type KeyShown = { 
/**
 * `kid` of its JSON Web Key.
 */
key_id: string | null, 
/**
 * Subject of its certificate, or another name.
 */
name: string | null, 
/**
 * Its type and size.
 */
key_type: KeyType, };

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
 * Type and size of a key.
 */
export type KeyType = { "type": "rsa", 
/**
 * Length of the modulus in bits.
 */
bits: number, } | { "type": "rsa_pss", 
/**
 * Length of the modulus in bits.
 */
bits: number, 
/**
 * Output in bits of the only hash that it may be used with; `None` for any, 0 for none that can be used here.
 */
only_hash: number | null, } | { "type": "ec", 
/**
 * Name of the curve, for example `P-256`, `P-521` or `secp256k1`, or else its object identifier; `?` for a
 * curve of its own.
 */
curve: string, } | { "type": "ed25519" } | { "type": "other", 
/**
 * Dotted object identifier.
 */
oid: string, };

/**
 * Why the system keychain did not return or store the sealing key.
 */
export type KeychainError = { "code": "unavailable", 
/**
 * The system's message.
 */
detail: string, } | { "code": "locked" } | { "code": "denied" } | { "code": "failed", 
/**
 * The system's message.
 */
detail: string, };

/**
 * Where public keys are.
 */
export type KeysAddress = { "kind": "key_set", 
/**
 * URL of a JWK set.
 */
url: string, } | { "kind": "discovery", 
/**
 * URL of the discovery document.
 */
url: string, 
/**
 * The issuer.
 */
issuer: string, };

/**
 * The last exchange of a credential as the window shows it.
 */
export type LastExchangeShown = { 
/**
 * The exchange.
 */
exchange: ExchangeShown, 
/**
 * Its token and its assertion were wiped, because secrets were locked.
 */
secrets_wiped: boolean, };

/**
 * The result of the last token request made with a credential.
 */
export type LastResult = { 
/**
 * When the request was sent.
 */
at: UnixMillis, 
/**
 * Where the request was sent; the credential may have been changed to another server since. Empty in results
 * stored before this field existed.
 */
url: string, 
/**
 * Who it was sent to.
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
 * What the response said by itself, or why none came; `None` after a token.
 */
finding: Finding | null, };

/**
 * Something of a credential that is not in the file.
 */
export type LeftOut = { 
/**
 * The credential.
 */
credential: CredentialId, 
/**
 * What is left out.
 */
what: LeftOutPart, };

/**
 * What of a credential is not in a transfer file, and why.
 */
export type LeftOutPart = { "code": "everything" } | { "code": "secret", 
/**
 * Its kind.
 */
kind: SecretKind, } | { "code": "key_files", 
/**
 * Their absolute paths.
 */
paths: Array<string>, } | { "code": "key_not_stored" } | { "code": "requests", 
/**
 * How many.
 */
count: number, } | { "code": "old_requests", 
/**
 * How many.
 */
count: number, };

/**
 * Why a value is not taken.
 */
export type LeftOutReason = { "reason": "empty" } | { "reason": "placeholder" } | { "reason": "unknown_variable", 
/**
 * The variable's name, shortened.
 */
name: string, } | { "reason": "not_for_token" } | { "reason": "slas" } | { "reason": "other_grant" } | { "reason": "other_pair" } | { "reason": "other_host", 
/**
 * The host there, shortened.
 */
host: string, } | { "reason": "ignored_there" } | { "reason": "browser_sign_in" } | { "reason": "wrong_type" } | { "reason": "too_long" } | { "reason": "unknown_value" } | { "reason": "from_script" } | { "reason": "key_file", 
/**
 * Why.
 */
problem: KeyFileProblem, } | { "reason": "key_unreadable" } | { "reason": "key_locked" } | { "reason": "wrong_passphrase" };

/**
 * A value that is left out.
 */
export type LeftOutShown = { 
/**
 * Where it stands.
 */
from: OriginShown, 
/**
 * Why.
 */
why: LeftOutReason, };

/**
 * A name and what is said of it.
 */
export type LineSaid = { 
/**
 * The name.
 */
name: string, 
/**
 * What is said of it.
 */
said: string, };

/**
 * The result of reading files or text. Success and problems can occur together: of two files, one may be good.
 */
export type LoadReport = { 
/**
 * The key pair after reading.
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
 * What was corrected while reading.
 */
notes: Array<ReadNote>, 
/**
 * What could not be read.
 */
problems: Array<SourceProblem>, 
/**
 * What needs a passphrase. Read the same sources again with it to get what is inside.
 */
locked: Array<Locked>, 
/**
 * Several private keys, for the person to choose from: none of them was taken. Read the same sources again with
 * the one that was chosen.
 */
choices: Array<PrivateKeyChoice>, };

/**
 * One thing that a passphrase protects. Reading the same sources again gives the same locks.
 */
export type Lock = { 
/**
 * Index of the source, from 0.
 */
source: number, 
/**
 * Index within the source, from 0.
 */
place: number, 
/**
 * Format.
 */
form: LockForm, 
/**
 * Alias of a single key in a keystore whose own passphrase is known: this key has a different one.
 */
entry: string | null, };

/**
 * How long the person may be away before secrets are locked.
 */
export type LockAfter = "never" | "five_minutes" | "fifteen_minutes" | "sixty_minutes";

/**
 * Why secrets were locked.
 */
export type LockCause = "person" | "idle" | "screen_locked" | "suspending";

/**
 * Format of something that is locked.
 */
export type LockForm = "pkcs8" | "old_open_ssl" | "open_ssh" | "pkcs12" | "pkcs12_content" | "pkcs12_integrity" | "java_keystore";

/**
 * The outcome of "Lock now".
 */
export type LockOutcome = { "outcome": "locked" } | { "outcome": "would_lose", 
/**
 * The credentials, and why their keys would be lost.
 */
keys: Array<KeyInMemory>, };

/**
 * Something that no passphrase given so far unlocks.
 */
export type Locked = { 
/**
 * The lock.
 */
lock: Lock, 
/**
 * File name without its folder; `None` for pasted text.
 */
source: string | null, 
/**
 * A passphrase was given for it, and it was wrong. No format can tell a wrong passphrase from every kind
 * of damage; where one can, the damage is reported as a problem and not as a lock.
 */
refused: boolean, };

/**
 * Which user an API wants behind a request.
 */
export type LoginNeeded = "user" | "permission";

/**
 * One request for a document.
 */
export type Lookup = { 
/**
 * Its URL.
 */
url: string, 
/**
 * The proxy that it went through; `None` if it went directly.
 */
proxy: ProxyShown | null, 
/**
 * Why no document was found there; `None` if one was.
 */
problem: LookupProblem | null, };

/**
 * Why there is no document that can be used.
 */
export type LookupProblem = { "code": "no_response", 
/**
 * Why.
 */
finding: Finding, } | { "code": "status", 
/**
 * The status.
 */
status: number, } | { "code": "redirect", 
/**
 * Where to, shortened.
 */
location: string, } | { "code": "too_large" } | { "code": "not_utf8" } | { "code": "not_json" } | { "code": "not_an_object" } | { "code": "issuer_missing" } | { "code": "other_issuer", 
/**
 * That issuer, shortened.
 */
issuer: string, };

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
 * The outcome of making a transfer file.
 */
export type MakeTransferOutcome = { "outcome": "made", 
/**
 * Where it was saved, or why it was not.
 */
saved: SaveTextOutcome, 
/**
 * How many credentials are in it.
 */
credentials: number, 
/**
 * How many requests of their history are in it.
 */
attempts: number, 
/**
 * What is not in it.
 */
left_out: Array<LeftOut>, } | { "outcome": "problem", 
/**
 * Why.
 */
problem: TransferProblem, };

/**
 * What an entry of the menu bar does, if it is the page that does it.
 */
export type MenuCommand = "about" | "new_version" | "settings" | "new_credential" | "undo" | "find" | "lock" | "zoom_in" | "zoom_out" | "zoom_reset" | "help";

/**
 * The outcome of adding to settings.
 */
export type MergeOutcome = { "outcome": "merged", 
/**
 * The settings, and what was added.
 */
settings: MergedSettings, } | { "outcome": "refused", 
/**
 * Why.
 */
problem: MergeProblem, };

/**
 * Why nothing could be added to a text.
 */
export type MergeProblem = { "code": "not_json", 
/**
 * Line, counted from 1.
 */
line: number, 
/**
 * Column, counted from 1.
 */
column: number, } | { "code": "not_settings", 
/**
 * Name of the member; empty for the whole.
 */
member: string, };

/**
 * Settings with what a client needs.
 */
export type MergedSettings = { 
/**
 * The whole settings, to paste.
 */
text: string, 
/**
 * What was added; empty if they had everything.
 */
added: Array<AddedSetting>, };

/**
 * What was merged.
 */
export type MergedShown = { 
/**
 * How many credentials were added.
 */
added: number, 
/**
 * How many were replaced.
 */
replaced: number, 
/**
 * How many requests were added to the history.
 */
attempts: number, 
/**
 * How many requests the history holds from now on, if that had to be raised.
 */
history_limit: number | null, 
/**
 * How many credentials have their secrets in memory only, where they are until the window closes.
 */
in_memory: number, };

/**
 * Which items of one authentication method are checked off.
 */
export type MethodTicks = { 
/**
 * Done in Account Manager and Business Manager.
 */
account_manager: [boolean, boolean, boolean, boolean], 
/**
 * Done in the practice Account Manager.
 */
practice: [boolean, boolean, boolean, boolean], };

/**
 * A part of a credential that differs.
 */
export type MovedDifference = { 
/**
 * The part.
 */
part: MovedPart, 
/**
 * What is here.
 */
mine: MovedSide, 
/**
 * What is in the file.
 */
theirs: MovedSide, };

/**
 * The parts of a credential that can differ.
 */
export type MovedPart = "name" | "group" | "method" | "api_key" | "destination" | "token_endpoint" | "audience" | "parameters" | "trusted_certificates" | "business_manager" | "scopes" | "claims" | "header" | "secret_placement" | "waiting_times" | "api_places" | "ticks" | "notes" | "key_home" | "private_key" | "certificate" | "client_secret" | "access_key" | "key_passphrase";

/**
 * A credential of a transfer file, beside the one that is here.
 */
export type MovedShown = { 
/**
 * Its name; may be empty.
 */
name: string, 
/**
 * What to call it while it has no name.
 */
proposed_name: ProposedName | null, 
/**
 * What kind of instance it is for.
 */
group: Group, 
/**
 * How its client proves who it is.
 */
method: AuthMethod, 
/**
 * The kinds of its secrets.
 */
secrets: Array<SecretKind>, 
/**
 * The files in which its private key is on the other computer.
 */
key_files: Array<string>, 
/**
 * The one that is here; `None` if there is none.
 */
mine: CredentialId | null, 
/**
 * New, the same or different.
 */
state: TransferState, 
/**
 * How the two differ.
 */
differences: Array<MovedDifference>, 
/**
 * How many requests its history has in the file.
 */
attempts: number, 
/**
 * How many of them are not here.
 */
new_attempts: number, };

/**
 * One side of a difference. A secret is never shown.
 */
export type MovedSide = { "side": "nothing" } | { "side": "there" } | { "side": "text", 
/**
 * Its beginning, if it is long.
 */
text: string, };

/**
 * A header or form field. Lists of them are in the order in which they are sent.
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
 * A new access key.
 */
export type NewAccessKey = { 
/**
 * The access key, which the person asked for. As in Business Manager, it is shown once.
 */
access_key: string, 
/**
 * The practice Account Manager with it.
 */
state: PracticeState, };

/**
 * Kinds of private keys that can be made here.
 */
export type NewKey = "rsa2048" | "rsa3072" | "rsa4096" | "p256" | "p384";

/**
 * Why there is no key to verify with.
 */
export type NoKeys = { "code": "key_set", 
/**
 * Why.
 */
problem: KeySetProblem, } | { "code": "unusable", 
/**
 * The keys.
 */
keys: Array<UnusableKey>, } | { "code": "encrypted" } | { "code": "unreadable", 
/**
 * Why.
 */
problems: Array<SourceProblem>, };

/**
 * A key pair that could not be saved.
 */
export type NotSaved = { 
/**
 * Its credential.
 */
credential: CredentialId | null, 
/**
 * The folder.
 */
folder: string, 
/**
 * The file or folder in it that could not be written.
 */
file: string, 
/**
 * The system's reason.
 */
error: FileError, };

/**
 * What keeps OCAPI from answering although token and settings are right.
 */
export type OcapiTrouble = "nothing" | "switched_off" | "saved_late" | "user_needed" | "user_not_allowed" | "origin_not_allowed" | "host_not_allowed" | "site_offline" | "client_deleted";

/**
 * The outcome of opening a transfer file.
 */
export type OpenTransferOutcome = { "outcome": "opened", 
/**
 * What it would bring.
 */
preview: TransferPreview, 
/**
 * The credentials here whose keys are not saved. They cannot be replaced.
 */
unsaved: Array<CredentialId>, } | { "outcome": "problem", 
/**
 * Why.
 */
problem: TransferProblem, };

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
last_exchange: LastExchangeShown | null, };

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
 * The latest date allowed, as `YYYY-MM-DD`.
 */
latest: string, } | { "code": "name_missing" } | { "code": "name_too_long", 
/**
 * Number of characters.
 */
characters: number, } | { "code": "name_control_character" } | { "code": "organization_too_long", 
/**
 * Number of characters.
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
 * Where a value stands.
 */
export type OriginShown = { 
/**
 * The file; empty for pasted text.
 */
file: string, 
/**
 * The place in it.
 */
place: ImportPlace, 
/**
 * The name there, as spelled.
 */
name: string, };

/**
 * Which key pairs to save.
 */
export type PairsToSave = { "pairs": "lost_with_window" } | { "pairs": "of_credential", 
/**
 * Credential ID; `null` as long as no credential could be stored.
 */
credential: CredentialId | null, } | { "pairs": "lost_at_lock" };

/**
 * Whether a format takes a passphrase.
 */
export type PassphraseUse = "none" | "optional" | "required";

/**
 * What was pasted instead of a secret.
 */
export type PastedInstead = "pem" | "jwt";

/**
 * The place where a finding can be fixed.
 */
export type Place = "key_pair" | "api_client" | "request" | "computer" | "server";

/**
 * A field of the places.
 */
export type PlaceField = "short_code" | "organization" | "instance_host" | "ocapi_version" | "web_dav_host" | "other_url";

/**
 * What is to be said about a place.
 */
export type PlaceNote = { "code": "missing" } | { "code": "invalid" } | { "code": "taken_without", 
/**
 * What is used.
 */
used: string, } | { "code": "not_encrypted" } | { "code": "has_credentials" } | { "code": "not_practice", 
/**
 * Where it goes.
 */
origin: string, } | { "code": "practice_is_off" } | { "code": "not_commerce_host", 
/**
 * Host and port.
 */
host: string, };

/**
 * A note as the window shows it.
 */
export type PlaceNoteShown = { 
/**
 * The note.
 */
note: PlaceNote, 
/**
 * With an error nothing is sent; a warning has to be confirmed.
 */
severity: Severity, 
/**
 * The field that it is about.
 */
field: PlaceField | null, };

/**
 * What a search could send.
 */
export type Plan = { 
/**
 * The host that gets the requests, with its port if that is not the usual one.
 */
host: string, 
/**
 * Where what the server publishes about itself would be read first; `None` if it would not be read.
 */
reads: string | null, 
/**
 * The most requests that would be sent, without reading.
 */
most: number, 
/**
 * The changes that they would be chosen from.
 */
variations: Array<Variation>, };

/**
 * How the practice Account Manager behaves.
 */
export type PracticeSettings = { 
/**
 * Which engine it imitates.
 */
wording: Wording, 
/**
 * Its faults.
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
 * What its instance is set to.
 */
instance: InstanceShown, 
/**
 * Which engine's words it uses, and which faults are on.
 */
settings: PracticeSettings, 
/**
 * Why API clients and settings last only until the program ends; `null` when they are stored.
 */
not_stored: StoreError | null, };

/**
 * A form after a preset was applied.
 */
export type PresetApplied = { 
/**
 * The form.
 */
form: RequestForm, 
/**
 * The claims and header parameters that differ from before, by their names in the JWT.
 */
changed: Array<string>, };

/**
 * Why the primes of an RSA key do not protect it.
 */
export type PrimeWeakness = "not_prime" | "too_close" | "too_short";

/**
 * One of several private keys that were read, for the person to choose from.
 */
export type PrivateKeyChoice = { 
/**
 * The key.
 */
id: PrivateKeyId, 
/**
 * Its name in the file: an alias, a friendly name, a key ID.
 */
name: string | null, 
/**
 * File name without its folder; `None` for pasted text.
 */
source: string | null, 
/**
 * Type and size.
 */
key_type: KeyType, 
/**
 * Subject of its certificate, if that was read, too.
 */
subject: string | null, 
/**
 * When that certificate expires.
 */
not_after: UnixSeconds | null, 
/**
 * It is the best guess. Exactly one of them is.
 */
proposed: boolean, };

/**
 * What can be shown about a private key without revealing it.
 */
export type PrivateKeyFacts = { 
/**
 * Type and size.
 */
key_type: KeyType, 
/**
 * The algorithms that it can sign with, the usual one first.
 */
algorithms: Array<SigningAlgorithm>, 
/**
 * The syntax it was read from; PKCS#8 for a generated key.
 */
syntax: KeySyntax, 
/**
 * Where it came from.
 */
origin: Origin, };

/**
 * A private key, by the SHA-256 hash of its public half in hexadecimal. It is the same in every reading, and no secret.
 */
export type PrivateKeyId = string;

/**
 * A reading request that can be chosen.
 */
export type ProbeShown = { 
/**
 * The scope that it needs.
 */
scope: string, 
/**
 * The token has that scope.
 */
granted: boolean, };

/**
 * A proposed credential.
 */
export type ProposalShown = { 
/**
 * Its name; may be empty.
 */
name: string, 
/**
 * What to call it while it has no name.
 */
proposed_name: ProposedName | null, 
/**
 * What kind of instance it is for.
 */
group: Group, 
/**
 * How that is known.
 */
group_from: GroupFrom | null, 
/**
 * Its method.
 */
method: AuthMethod, 
/**
 * What kind of file it is from.
 */
kind: ImportKind, 
/**
 * The file.
 */
file: string, 
/**
 * The place in it.
 */
place: ImportPlace, 
/**
 * The values that are taken.
 */
taken: Array<TakenShown>, 
/**
 * The values that are left out.
 */
left_out: Array<LeftOutShown>, 
/**
 * What to look at before.
 */
concerns: Array<ImportConcern>, 
/**
 * What it is a double of.
 */
double: ImportDouble | null, 
/**
 * Whether it can request a token as it is.
 */
ready: boolean, };

/**
 * What a credential without a name can be called.
 */
export type ProposedName = { "from": "certificate", 
/**
 * The common name; without one, the whole subject.
 */
subject: string, } | { "from": "api_client", 
/**
 * The API key, or its beginning if it is an identifier that nobody reads.
 */
id: string, } | { "from": "host", 
/**
 * Host, with the port if it is not the usual one.
 */
host: string, };

/**
 * What protects the stored secrets.
 */
export type Protection = "keychain" | "passphrase" | "session_only";

/**
 * A proxy as the window shows it, without user name and password. The history stores this type.
 */
export type ProxyShown = { 
/**
 * Host and port, for example `proxy.example:8080`; with the scheme if that is not http.
 */
address: string, 
/**
 * Where it was set.
 */
source: ProxySource, };

/**
 * Where a proxy was set.
 */
export type ProxySource = { "set_by": "variable", 
/**
 * Its name, as it is set.
 */
name: string, } | { "set_by": "system" };

/**
 * What the text in the field turned out to be.
 */
export type PublicKeyField = { "state": "empty" } | { "state": "stray_characters" } | { "state": "unreadable" } | { "state": "not_rsa", 
/**
 * Type of the key.
 */
key_type: KeyType, } | { "state": "certificate", 
/**
 * What the certificate says.
 */
facts: CertificateFacts, } | { "state": "public_key", 
/**
 * Type of the key.
 */
key_type: KeyType, };

/**
 * A file format, for a problem with the file as a whole.
 */
export type ReadFormat = "der" | "jwk" | "pkcs12" | "pkcs7" | "java_keystore" | "open_ssh";

/**
 * Something that was corrected while reading. The person is told, but has nothing to do.
 */
export type ReadNote = { "code": "undone", 
/**
 * The changes.
 */
steps: Array<Undone>, } | { "code": "left_out", 
/**
 * Their labels.
 */
labels: Array<string>, } | { "code": "several_certificates", 
/**
 * Their number.
 */
count: number, 
/**
 * Subject of the one that was taken.
 */
taken: string, 
/**
 * Why it was taken.
 */
because: CertificateChoice, } | { "code": "small_exponent", 
/**
 * The exponent.
 */
exponent: number, } | { "code": "issuers_left_out", 
/**
 * Subjects of the issuers, the nearest first.
 */
issuers: Array<string>, };

/**
 * A bound of one reading.
 */
export type ReadingLimit = "bytes" | "objects" | "private_keys" | "certificates" | "locks" | "problems" | "labels" | "empty_passphrases" | "undoing";

/**
 * Why a credential has no recipe yet.
 */
export type RecipeProblem = "practice_is_off" | "endpoint" | "number";

/**
 * Who a request was sent to.
 */
export type Recipient = "account_manager" | "practice" | "instance" | "other";

/**
 * Why an API did not take a token.
 */
export type RefusedToken = "expired" | "shopper" | "other";

/**
 * The words in the calendar entry, in the person's language.
 */
export type ReminderWords = { 
/**
 * One line: what to do.
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
 * A form that a report is written in.
 */
export type ReportForm = "text" | "markdown" | "page";

/**
 * Titles, names of facts, and notes.
 */
export type ReportLabels = { 
/**
 * Title of the report.
 */
title: string, 
/**
 * What is left out.
 */
left_out: string, 
/**
 * Section: the outcome.
 */
outcome: string, 
/**
 * When the request was sent.
 */
sent_at: string, 
/**
 * How long it took.
 */
duration: string, 
/**
 * Who got the request.
 */
server: string, 
/**
 * The token endpoint.
 */
endpoint: string, 
/**
 * How the client authenticated.
 */
method: string, 
/**
 * The proxy.
 */
proxy: string, 
/**
 * Section: the findings.
 */
findings: string, 
/**
 * How certain a finding is.
 */
certainty: string, 
/**
 * What speaks for a finding.
 */
supports: string, 
/**
 * What speaks against it.
 */
opposes: string, 
/**
 * What to do.
 */
steps: string, 
/**
 * Section: what the answer rules out.
 */
checks: string, 
/**
 * Section: experiments.
 */
experiments: string, 
/**
 * Section: the request.
 */
request: string, 
/**
 * The request line.
 */
request_line: string, 
/**
 * Headers.
 */
headers: string, 
/**
 * Form fields of the request.
 */
form: string, 
/**
 * Header of a JWT.
 */
jwt_header: string, 
/**
 * Claims of a JWT.
 */
jwt_claims: string, 
/**
 * The assertion, which the request had.
 */
assertion: string, 
/**
 * Note: the signature of the assertion is left out.
 */
no_signature: string, 
/**
 * Section: the certificate as it is now.
 */
certificate: string, 
/**
 * Whom it is for.
 */
subject: string, 
/**
 * Who issued it.
 */
issuer: string, 
/**
 * Serial number.
 */
serial: string, 
/**
 * Start of its validity.
 */
not_before: string, 
/**
 * End of its validity.
 */
not_after: string, 
/**
 * Its public key.
 */
public_key: string, 
/**
 * Its signature algorithm.
 */
signature_algorithm: string, 
/**
 * SHA-256 fingerprint.
 */
fingerprint: string, 
/**
 * Section: the response.
 */
response: string, 
/**
 * Note: there was none.
 */
no_response: string, 
/**
 * Status line.
 */
status: string, 
/**
 * Body.
 */
body: string, 
/**
 * Note: it is empty.
 */
body_empty: string, 
/**
 * Note: this is only its beginning.
 */
body_beginning: string, 
/**
 * Note: it was longer than what was read.
 */
body_cut_off: string, 
/**
 * Section: the access token.
 */
token: string, 
/**
 * Its type.
 */
token_type: string, 
/**
 * For how long it was issued.
 */
expires_in: string, 
/**
 * The granted scopes.
 */
scopes: string, 
/**
 * Section: the way of the request.
 */
way: string, 
/**
 * Section: the clocks.
 */
clocks: string, 
/**
 * What the server's clock said.
 */
server_clock: string, 
/**
 * What this computer's clock said.
 */
own_clock: string, 
/**
 * By how much the difference can be off.
 */
uncertainty: string, 
/**
 * Section: what the report was made with.
 */
versions: string, 
/**
 * The program.
 */
program: string, 
/**
 * The system.
 */
system: string, 
/**
 * The webview.
 */
webview: string, 
/**
 * When the report was made.
 */
made_at: string, };

/**
 * Which attempt a report is about.
 */
export type ReportSource = { "of": "last", 
/**
 * The credential.
 */
credential: CredentialId | null, 
/**
 * When its request was sent.
 */
started_at: UnixMillis, } | { "of": "attempt", 
/**
 * Attempt ID.
 */
id: AttemptId, };

/**
 * The words of a report.
 */
export type ReportWords = { 
/**
 * The language of the words, as a language tag (BCP 47).
 */
language: string, 
/**
 * Titles, names of facts, and notes.
 */
labels: ReportLabels, 
/**
 * The outcome in one line.
 */
headline: string, 
/**
 * Who got the request.
 */
server: string, 
/**
 * How the client authenticated.
 */
method: string, 
/**
 * The proxy and where it is set, if the request went through one.
 */
proxy: string | null, 
/**
 * The findings, in order of likelihood.
 */
findings: Array<FindingSaid>, 
/**
 * How many causes were considered and are left, if they were reasoned out.
 */
reasoning: string | null, 
/**
 * What the answer says about each check of the server.
 */
checks: Array<LineSaid>, 
/**
 * What was tried to find the cause, and what came of it.
 */
experiments: Array<LineSaid>, 
/**
 * The stages of the request's way.
 */
way: Array<LineSaid>, 
/**
 * How the two clocks differ.
 */
clocks: string | null, };

/**
 * Everything a person fills in for one token request, as typed. Fields missing in a stored form get their default.
 */
export type RequestForm = { 
/**
 * How the client proves who it is. Forms stored by older versions have none and mean the signed JWT.
 */
method: AuthMethod, 
/**
 * The API key (client ID).
 */
api_key: string, 
/**
 * Where the request has the client secret, if it has one.
 */
secret_placement: SecretPlacement, 
/**
 * The user of the method with a Business Manager user.
 */
business_manager: BusinessManagerForm, 
/**
 * Where the request goes.
 */
destination: Destination, 
/**
 * Scopes, separated by white space; if empty, none are requested.
 */
scopes: string, 
/**
 * Lifetime of the client assertion, in seconds.
 */
lifetime_seconds: string, 
/**
 * Seconds that `iat` and `exp` are shifted, because the server's clock is ahead by so much; negative if it is
 * behind.
 */
clock_correction_seconds: number, 
/**
 * Claims that differ from the default.
 */
claims: Array<ClaimEdit>, 
/**
 * Signing algorithm of the client assertion. Forms stored by older versions have none and mean RS256.
 */
algorithm: SigningAlgorithm, 
/**
 * Header parameters of the client assertion. Forms stored by older versions have none.
 */
header: HeaderParameters, 
/**
 * Longest wait for a connection, in seconds, as typed.
 */
connect_timeout_seconds: string, 
/**
 * Longest wait for the whole response, in seconds, as typed.
 */
total_timeout_seconds: string, };

/**
 * The request before it is sent.
 */
export type RequestPreview = { 
/**
 * Results of all checks: passed, notes, warnings and errors.
 */
findings: Array<FindingShown>, 
/**
 * Every claim, in the order in which it is signed. Claims that are left out keep their place.
 */
claims: Array<ClaimShown>, 
/**
 * The client assertion's header as JSON.
 */
assertion_header: string, 
/**
 * The client assertion's claims as JSON.
 */
assertion_claims: string, 
/**
 * The HTTP method, always `POST`.
 */
method: string, 
/**
 * The URL, or what was typed as long as that is not a URL.
 */
url: string, 
/**
 * The proxy that the request would go through; `None` if it would go directly.
 */
proxy: ProxyShown | null, 
/**
 * The certificates that are trusted for this request, besides those that the system trusts.
 */
trusted: Array<TrustedCertificate>, 
/**
 * The headers, except those that follow from the body.
 */
headers: Array<FieldPreview>, 
/**
 * The form fields.
 */
form: Array<FieldPreview>, };

/**
 * What was rescued from a damaged file.
 */
export type Rescue = { 
/**
 * The new name of the damaged file, in the same folder.
 */
moved_to: string, 
/**
 * The number of rescued credentials.
 */
credentials: number, 
/**
 * The number of rescued sealed secrets.
 */
secrets: number, 
/**
 * The number of rescued attempts.
 */
attempts: number, 
/**
 * Parts of the file could not be read, so something may be missing.
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
 * The reason phrase of the status code from the standard, for example `Unauthorized`. Servers may leave theirs
 * out.
 */
reason: string, 
/**
 * HTTP version, for example `HTTP/1.1`.
 */
version: string, 
/**
 * The headers, without secrets.
 */
headers: Array<NameValue>, 
/**
 * The body.
 */
body: BodyShown, 
/**
 * The server's error code (RFC 6749 section 5.2), if there is one, without secrets.
 */
error: string | null, 
/**
 * The server's `error_description`, if there is one, without secrets.
 */
error_description: string | null, };

/**
 * A tab of a response with a token.
 */
export type ResponseTab = "token" | "response" | "request" | "code";

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
 * A role, and the instances that it is for.
 */
export type RoleReach = { 
/**
 * The role, as the token names it.
 */
role: string, 
/**
 * The instances, for example `zzte_053`. Empty if the tenant filter says nothing about the role.
 */
instances: Array<string>, };

/**
 * What the window shows about a rotation.
 */
export type RotationFacts = { 
/**
 * How the new public key gets to the server.
 */
way: RotationWay, 
/**
 * All steps. The first one that is not done is next.
 */
steps: Array<RotationStepShown>, 
/**
 * A token was received with the new key, so the old pair may be discarded.
 */
token_received: boolean, 
/**
 * The old private key, if there is one.
 */
old_private_key: PrivateKeyFacts | null, 
/**
 * The old certificate, if there is one.
 */
old_certificate: CertificateFacts | null, 
/**
 * Whether the old certificate and the old key belong together; `None` while one of them is missing.
 */
old_belong_together: boolean | null, };

/**
 * A step of a rotation, in an order in which nothing stops working (or only for a moment).
 */
export type RotationStep = "make_pair" | "save_pair" | "add_api_client" | "prepare_integration" | "replace_certificate" | "get_token" | "switch_integration" | "remove_old_api_client" | "discard_old_pair";

/**
 * A step, and whether it is done as far as this program can tell.
 */
export type RotationStepShown = { 
/**
 * The step.
 */
step: RotationStep, 
/**
 * It is done. A token that was received proves the steps in Account Manager.
 */
done: boolean, };

/**
 * How the new public key gets to the server.
 */
export type RotationWay = "second_api_client" | "same_api_client";

/**
 * Whether a claim of two tokens is the same.
 */
export type Sameness = "same" | "different" | "only_left" | "only_right";

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
 * A file format for a key pair or a part of it.
 */
export type SaveFormat = "key_pkcs8" | "key_pkcs8_der" | "key_pkcs1" | "key_sec1" | "key_jwk" | "pkcs12" | "certificate_pem" | "certificate_der" | "public_key_pem" | "public_key_jwk" | "public_key_jwks";

/**
 * The outcome of saving what is typed into the instance's Business Manager.
 */
export type SaveInstanceOutcome = { "outcome": "saved", 
/**
 * The practice Account Manager with it.
 */
state: PracticeState, } | { "outcome": "invalid", 
/**
 * Every problem with it.
 */
problems: Array<InstanceProblem>, };

/**
 * A format that a key pair can be saved in.
 */
export type SaveOffer = { 
/**
 * The format.
 */
format: SaveFormat, 
/**
 * Usual name of the file.
 */
file_name: string, 
/**
 * Whether it takes a passphrase.
 */
passphrase: PassphraseUse, 
/**
 * Whether the file contains the private key.
 */
holds_private_key: boolean, 
/**
 * Whether the certificate can be added to the public key (`x5c`, RFC 7517 section 4.7).
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
 * The outcome of saving a text under a name that the person chose.
 */
export type SaveTextOutcome = { "outcome": "saved", 
/**
 * The folder.
 */
folder: string, 
/**
 * The file's name in it.
 */
file: string, 
/**
 * Who can read it.
 */
readers: KeyReaders, } | { "outcome": "cancelled" } | { "outcome": "failed", 
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
 * What became of all key pairs.
 */
export type SavedAll = { 
/**
 * The folder that the person chose.
 */
folder: string, 
/**
 * The folders with the files of each pair that was saved.
 */
saved: Array<string>, 
/**
 * Who can read the private keys' files.
 */
key_readers: KeyReaders, 
/**
 * What could not be saved, or is there but not for certain.
 */
failed: Array<NotSaved>, };

/**
 * What Account Manager would say to an assertion.
 */
export type Saying = { "code": "accepts" } | { "code": "refuses", 
/**
 * `error`.
 */
error: string, 
/**
 * `error_description`.
 */
description: string, };

/**
 * The part of scopes that is about SCAPI.
 */
export type ScapiChoice = { 
/**
 * The realm, as typed.
 */
realm: string, 
/**
 * The instance, as typed.
 */
instance: string, 
/**
 * The families, in the order of the scopes.
 */
families: Array<ChosenFamily>, };

/**
 * What a scope allows in its family.
 */
export type ScopeAccess = "read" | "read_write";

/**
 * The families of scopes.
 */
export type ScopeFamilies = { 
/**
 * The families, by group.
 */
families: Array<ScopeFamily>, 
/**
 * The day on which the list was compared with what Salesforce publishes, such as `2026-11-30`.
 */
as_of: string, };

/**
 * A family of scopes: `sfcc.<id>`, and `sfcc.<id>.rw` for reading and writing.
 */
export type ScopeFamily = { 
/**
 * The family, as in its scopes.
 */
id: string, 
/**
 * What Salesforce calls the API.
 */
name: string, 
/**
 * What Salesforce calls the group of APIs.
 */
group: string, 
/**
 * There is a scope for reading.
 */
read: boolean, 
/**
 * There is a scope for reading and writing.
 */
write: boolean, 
/**
 * A single request that reads and changes nothing shows whether the scope works.
 */
probe: boolean, };

/**
 * Why the search ended.
 */
export type SearchEnd = "token" | "one_left" | "several_left" | "limit" | "none_left" | "interrupted" | "cancelled";

/**
 * How much of a text is searched for, if it is longer than that.
 */
export type SearchLimit = { 
/**
 * At most this many words.
 */
words: number, 
/**
 * At most this many characters, counted from the beginning of the text.
 */
characters: number, };

/**
 * A step of the search for the cause of a refusal.
 */
export type SearchStep = { "step": "looking_up" } | { "step": "looked_up", 
/**
 * What was found.
 */
published: Discovered, } | { "step": "sending", 
/**
 * What it changes.
 */
variation: Variation, } | { "step": "sent", 
/**
 * The experiment.
 */
experiment: ExperimentShown, };

/**
 * What a secret is freed from.
 */
export type SecretCorrection = "white_space" | "quotes";

/**
 * The kind of a secret. An owner has at most one secret of each kind.
 */
export type SecretKind = "private_key" | "client_secret" | "access_key" | "key_passphrase" | "practice_server" | "backup_key";

/**
 * The owner of a secret. A sealed secret can be opened only for its owner.
 */
export type SecretOwner = { "owner": "credential", 
/**
 * Credential ID.
 */
id: CredentialId, } | { "owner": "practice" } | { "owner": "backup" };

/**
 * Where a request has the client secret.
 */
export type SecretPlacement = "header" | "header_not_encoded" | "body";

/**
 * A passphrase, or a text that may be a private key. It is wiped when it is dropped, and so is what Tauri read it from:
 * see `platform/memory.rs`.
 */
export type SecretText = string;

/**
 * Something that is no private key and no certificate.
 */
export type SeenInstead = { "what": "fingerprint" } | { "what": "client_id", 
/**
 * The client ID, in lower case.
 */
id: string, } | { "what": "client_secret", 
/**
 * The client ID beside it, in lower case.
 */
id: string | null, } | { "what": "password" } | { "what": "jwt" } | { "what": "rich_text" } | { "what": "document" } | { "what": "pdf" } | { "what": "archive" } | { "what": "picture" } | { "what": "database" } | { "what": "web_page" } | { "what": "saml_metadata" } | { "what": "revocation_list" } | { "what": "other_structure" } | { "what": "file_name" } | { "what": "url" } | { "what": "reference" } | { "what": "encrypted_by", 
/**
 * Its name.
 */
tool: string, } | { "what": "placeholder" };

/**
 * A request that was sent, as the window shows it. The history stores this type. A new field therefore needs a
 * default, so that older attempts can still be read.
 */
export type SentRequest = { 
/**
 * The HTTP method, always `POST`.
 */
method: string, 
/**
 * The URL.
 */
url: string, 
/**
 * Who it was sent to.
 */
recipient: Recipient, 
/**
 * The headers.
 */
headers: Array<NameValue>, 
/**
 * The form fields, decoded, including the client assertion.
 */
form: Array<NameValue>, 
/**
 * The body exactly as sent, unless secrets are hidden.
 */
body: string, 
/**
 * The client assertion's header as JSON.
 */
assertion_header: string, 
/**
 * The client assertion's claims as JSON.
 */
assertion_claims: string, 
/**
 * The client's secrets are hidden in headers, form and body. An assertion is none.
 */
secrets_hidden: boolean, 
/**
 * How the client authenticated. Attempts from before this was stored used a signed JWT.
 */
auth_method: AuthMethod, };

/**
 * What a server checks, in the words of people.
 */
export type ServerCheck = "form" | "api_client" | "auth_method" | "signature" | "secret" | "audience" | "times" | "id" | "client_type" | "scopes";

/**
 * A check of the server and what the answer says about it. The history stores this type.
 */
export type ServerCheckShown = { 
/**
 * The check.
 */
check: ServerCheck, 
/**
 * What the answer says about it.
 */
outcome: CheckOutcome, };

/**
 * The outcome of switching the backup on.
 */
export type SetUpBackupOutcome = { "outcome": "on", 
/**
 * What became of that.
 */
backup: BackupShown, } | { "outcome": "not_kept" } | { "outcome": "problem", 
/**
 * Why.
 */
problem: TransferProblem, };

/**
 * Why Business Manager would not save a text.
 */
export type SettingsProblem = { "code": "not_json", 
/**
 * The line in which reading ended, counted from 1.
 */
line: number, 
/**
 * The column in which reading ended, counted from 1.
 */
column: number, } | { "code": "other_shape", 
/**
 * The line in which reading ended, counted from 1.
 */
line: number, 
/**
 * The column in which reading ended, counted from 1.
 */
column: number, } | { "code": "too_long", 
/**
 * Most bytes.
 */
limit: number, };

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
history_limit: number, 
/**
 * How long the person may be away before secrets are locked.
 */
lock_after: LockAfter, 
/**
 * How long a copied secret stays in the clipboard.
 */
clipboard_for: ClipboardFor, 
/**
 * The proxy that requests to Account Manager go through; `null` if they go directly.
 */
proxy: ProxyShown | null, };

/**
 * Settings to paste, as the window shows them.
 */
export type SettingsToPaste = { 
/**
 * Which they are.
 */
wanted: SettingsWanted, 
/**
 * All of them, for where there are none.
 */
text: string, };

/**
 * Which settings a client needs.
 */
export type SettingsWanted = { "of": "ocapi", 
/**
 * Client ID.
 */
client_id: string, 
/**
 * The resource, for example `/sites`.
 */
resource: string, } | { "of": "web_dav", 
/**
 * Client ID.
 */
client_id: string, };

/**
 * What a finding means for the request.
 */
export type Severity = "fine" | "note" | "warning" | "error";

/**
 * What came of checking a token's signature.
 */
export type SignatureCheck = { "outcome": "checked", 
/**
 * What came of it.
 */
verification: Verification, 
/**
 * Keys that could not be used.
 */
unusable: Array<UnusableKey>, 
/**
 * The number of keys that were not read, because they are too many.
 */
not_read: number, } | { "outcome": "no_keys", 
/**
 * Why.
 */
why: NoKeys, } | { "outcome": "not_fetched", 
/**
 * Why.
 */
problem: KeyFetchProblem, 
/**
 * The address that was tried, if any was.
 */
address: string | null, } | { "outcome": "cancelled" };

/**
 * Why a signature is not verified.
 */
export type SignatureProblem = { "code": "malformed", 
/**
 * Why.
 */
problem: CompactProblem, } | { "code": "unsigned" } | { "code": "symmetric", 
/**
 * `alg`.
 */
algorithm: string, } | { "code": "no_algorithm" } | { "code": "unknown_algorithm", 
/**
 * `alg`, shortened.
 */
algorithm: string, } | { "code": "critical", 
/**
 * The extensions; empty if `crit` has a form of its own.
 */
names: Array<string>, } | { "code": "empty" } | { "code": "no_key_fits", 
/**
 * `alg`.
 */
algorithm: string, 
/**
 * The keys, and why not.
 */
keys: Array<UnfitKey>, } | { "code": "wrong", 
/**
 * `alg`.
 */
algorithm: string, 
/**
 * The key, if only one fits.
 */
key: KeyShown | null, 
/**
 * The number of keys that were tried.
 */
tried: number, 
/**
 * The `kid` of the signature, if no key has it.
 */
unknown_key_id: string | null, };

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
 * What has a name in a folder like a file, but is neither file nor folder.
 */
export type SpecialFile = "pipe" | "socket" | "device" | "other";

/**
 * A stage on the way of a request. The history stores this type.
 */
export type Stage = { 
/**
 * Which stage it is.
 */
name: StageName, 
/**
 * How it went.
 */
mark: StageMark, 
/**
 * How long it took, if it was passed and takes time.
 */
milliseconds: number | null, 
/**
 * The version of TLS, for example `1.3`, once the server had proved that the certificate is its own.
 */
tls_version: string | null, 
/**
 * Who issued the server's certificate.
 */
issuer: string | null, };

/**
 * Why a request ended at a stage.
 */
export type StageEnd = "not_found" | "refused" | "unreachable" | "timed_out" | "bad_certificate" | "cut_off" | "no_token" | "failed";

/**
 * How a stage went.
 */
export type StageMark = { "mark": "done" } | { "mark": "odd" } | { "mark": "ended", 
/**
 * Why, in a word.
 */
by: StageEnd, } | { "mark": "not_reached" };

/**
 * The stages in their order. A way has only those that exist on it.
 */
export type StageName = "this_computer" | "proxy" | "name" | "connection" | "tls" | "server" | "token";

/**
 * What the window shows at its start.
 */
export type Start = { 
/**
 * The credentials in the person's order. There is always at least one.
 */
credentials: Array<CredentialSummary>, 
/**
 * The groups of the list that are folded.
 */
folded_groups: Array<Group>, 
/**
 * The credential that was open last.
 */
open: OpenedCredential, 
/**
 * What was rescued of the store, if it was damaged.
 */
rescue: Rescue | null, 
/**
 * What was typed before anything could be stored, by a page that has ended. The page answers with
 * `adopt_credential`.
 */
stray: Draft | null, };

/**
 * Why something could not be stored or read. None of these errors loses data that was acknowledged before.
 */
export type StoreError = { "code": "disk_full" } | { "code": "read_only" } | { "code": "locked" } | { "code": "folder_in_use" } | { "code": "folder_not_claimed", 
/**
 * The system's message.
 */
detail: string, } | { "code": "newer_version", 
/**
 * Version of the file.
 */
found: number, 
/**
 * The newest version that this program knows.
 */
known: number, } | { "code": "damaged", 
/**
 * SQLite's message.
 */
detail: string, } | { "code": "not_found" } | { "code": "unreadable", 
/**
 * The parser's message.
 */
detail: string, } | { "code": "unconfirmed", 
/**
 * SQLite's message.
 */
detail: string, } | { "code": "other", 
/**
 * The system's message.
 */
detail: string, };

/**
 * A value that is taken.
 */
export type TakenShown = { 
/**
 * What it is.
 */
field: ImportField, 
/**
 * Where it stands.
 */
from: OriginShown, 
/**
 * What it says.
 */
value: ImportValueShown, 
/**
 * The values that it overrides.
 */
over: Array<OriginShown>, };

/**
 * A text is too long to be searched.
 */
export type TextTooLong = { 
/**
 * The most that is searched, in bytes.
 */
limit: number, };

/**
 * The colours of the window.
 */
export type ThemeChoice = "system" | "light" | "dark";

/**
 * Which items of the step "API client" are checked off, from the top. What is set up for practice is not set up in Account Manager, so
 * each has ticks of its own.
 */
export type Ticks = { 
/**
 * Done in Account Manager.
 */
account_manager: [boolean, boolean, boolean, boolean], 
/**
 * Done in the practice Account Manager.
 */
practice: [boolean, boolean, boolean, boolean], 
/**
 * Those of the method with API key and secret, which has other items.
 */
client_secret: MethodTicks, 
/**
 * Those of the method with a Business Manager user.
 */
business_manager_user: MethodTicks, };

/**
 * What is wrong with a token.
 */
export type TokenDamage = { "code": "too_long" } | { "code": "parts", 
/**
 * The number of its parts.
 */
count: number, } | { "code": "header" } | { "code": "claims" } | { "code": "signature" };

/**
 * Account Manager's "Token Endpoint Auth Method" (RFC 7591 section 2).
 */
export type TokenEndpointAuthMethod = "private_key_jwt" | "client_secret_post" | "client_secret_basic" | "none";

/**
 * What a token is.
 */
export type TokenKind = { "kind": "client_assertion", 
/**
 * Its audience is Account Manager, or missing.
 */
for_account_manager: boolean, } | { "kind": "account_manager", 
/**
 * It acts as a user, so the Business Manager grant issued it.
 */
as_user: boolean, } | { "kind": "practice" } | { "kind": "scapi_shopper" } | { "kind": "ocapi_shopper" } | { "kind": "id_token" } | { "kind": "access_token" } | { "kind": "jwt" } | { "kind": "opaque", 
/**
 * Its length in characters.
 */
characters: number, } | { "kind": "encrypted" } | { "kind": "damaged", 
/**
 * What is wrong with it.
 */
damage: TokenDamage, };

/**
 * Where a token is in its life.
 */
export type TokenLife = { "state": "unknown" } | { "state": "not_yet", 
/**
 * `nbf`.
 */
from: UnixSeconds, } | { "state": "valid", 
/**
 * `exp`.
 */
until: UnixSeconds, } | { "state": "expired", 
/**
 * `exp`.
 */
at: UnixSeconds, };

/**
 * A part of a token.
 */
export type TokenPart = "header" | "claims";

/**
 * A token as the window shows it: shortened, with its contents.
 */
export type TokenShown = { 
/**
 * The first characters of the token (of a JWT: of its header and claims), never of the signature.
 */
shortened: string, 
/**
 * `token_type` of the response, usually `Bearer`.
 */
token_type: string | null, 
/**
 * When the token expires: from `expires_in`, otherwise from the token's `exp`.
 */
ends_at: UnixMillis | null, 
/**
 * `expires_in` of the response, in seconds.
 */
expires_in: number | null, 
/**
 * The granted scopes: from the response, otherwise from the token.
 */
scopes: Array<string>, 
/**
 * The number of scopes, roles, instances and audiences that are left out of these lists, because they are too many.
 */
left_out: number, 
/**
 * The decoded token, if it is a JWT.
 */
decoded: DecodedToken | null, };

/**
 * Where a token is in a text, in UTF-16 code units as JavaScript counts them. For a token without parts, all are `end`
 * but the first.
 */
export type TokenSpan = { 
/**
 * Where it begins.
 */
start: number, 
/**
 * Where its header ends.
 */
header_end: number, 
/**
 * Where its claims end.
 */
claims_end: number, 
/**
 * Where it ends.
 */
end: number, };

/**
 * What happens to a credential of a transfer file.
 */
export type TransferChoice = "leave_out" | "keep_mine" | "take_theirs" | "keep_both";

/**
 * What the person chose in the preview.
 */
export type TransferChoices = { 
/**
 * One for each credential of the preview, in its order.
 */
credentials: Array<TransferChoice>, 
/**
 * Whether to take what the practice Account Manager is set to.
 */
practice: boolean, 
/**
 * Whether to take the settings.
 */
settings: boolean, };

/**
 * What a transfer file would bring, before anything is stored.
 */
export type TransferPreview = { 
/**
 * When the file was made.
 */
made_at: UnixMillis, 
/**
 * The program that made it, with its version.
 */
made_by: string, 
/**
 * The credentials, in the order of the file.
 */
credentials: Array<MovedShown>, 
/**
 * What the practice Account Manager is set to there; `None` if that is not in the file.
 */
practice: TransferState | null, 
/**
 * The settings; `None` if they are not in the file.
 */
settings: TransferState | null, };

/**
 * Why a transfer file cannot be read or made.
 */
export type TransferProblem = { "code": "another_file" } | { "code": "newer_version", 
/**
 * The version of its format.
 */
found: number, 
/**
 * The newest version that this program reads.
 */
known: number, } | { "code": "cut_off" } | { "code": "damaged" } | { "code": "too_large", 
/**
 * How many it has, or would have.
 */
bytes: number, 
/**
 * The most that it may have.
 */
limit: number, } | { "code": "costs_too_high" } | { "code": "wrong_passphrase" } | { "code": "passphrase_too_short", 
/**
 * The fewest characters that it may have.
 */
fewest: number, } | { "code": "content", 
/**
 * What is wrong, and where, for the person who fixes it. It has nothing of the content but names of fields.
 */
detail: string, } | { "code": "too_many", 
/**
 * The most that it may have.
 */
limit: number, } | { "code": "sealing_failed" };

/**
 * Whether something of a transfer file is here already.
 */
export type TransferState = "new" | "same" | "differs";

/**
 * What goes into a transfer file.
 */
export type TransferWanted = { 
/**
 * The credentials; `None` for all, which also moves the settings and what the practice Account Manager is set to.
 */
credentials: Array<CredentialId> | null, 
/**
 * With their history.
 */
history: boolean, };

/**
 * The request for one API as the window shows it before it is sent.
 */
export type TrialPreview = { 
/**
 * What is tried.
 */
api: TriedApi, 
/**
 * `GET` or `PROPFIND`.
 */
method: string, 
/**
 * The URL; `None` as long as a place is missing or cannot be read.
 */
url: string | null, 
/**
 * The headers, with the beginning of the token's header only.
 */
headers: Array<NameValue>, 
/**
 * What each field stands for while it is empty.
 */
suggested: ApiPlaces, 
/**
 * What is to be said about the places.
 */
notes: Array<PlaceNoteShown>, 
/**
 * The reading requests of the Salesforce Commerce API.
 */
probes: Array<ProbeShown>, 
/**
 * The scope whose reading request is sent.
 */
scapi_scope: string, 
/**
 * It goes to the practice server.
 */
practice: boolean, };

/**
 * The request as it was sent, without the token.
 */
export type TrialSent = { 
/**
 * `GET` or `PROPFIND`.
 */
method: string, 
/**
 * The URL.
 */
url: string, 
/**
 * The headers.
 */
headers: Array<NameValue>, 
/**
 * It went to the practice server.
 */
practice: boolean, };

/**
 * A trial as the window shows it.
 */
export type TrialShown = { 
/**
 * What was tried.
 */
api: TriedApi, 
/**
 * The outcome.
 */
verdict: TrialVerdict, 
/**
 * When the request was sent.
 */
started_at: UnixMillis, 
/**
 * Milliseconds from sending to the end of the response.
 */
duration_ms: number, 
/**
 * The proxy that the request went through; `None` if it went directly.
 */
proxy: ProxyShown | null, 
/**
 * The request.
 */
sent: TrialSent, 
/**
 * The response, if there was one. Its `error` is the type of a fault or problem.
 */
response: ResponseShown | null, 
/**
 * The findings, the most important first.
 */
findings: Array<ApiFindingShown>, };

/**
 * The outcome in one word.
 */
export type TrialVerdict = "opens" | "refused" | "no_answer";

/**
 * What a token is tried on.
 */
export type TriedApi = "scapi" | "ocapi" | "web_dav" | "other";

/**
 * The outcome of trying one of several APIs.
 */
export type TriedOne = { 
/**
 * What was tried.
 */
api: TriedApi, 
/**
 * The outcome.
 */
outcome: TryOutcome, };

/**
 * A certificate that is trusted for one server, as the window shows it.
 */
export type TrustedCertificate = { 
/**
 * The subject's common name; without one, the whole subject.
 */
subject: string, 
/**
 * The last second of its validity.
 */
not_after: UnixSeconds, 
/**
 * SHA-256 fingerprint of the DER, in hexadecimal with colons.
 */
fingerprint_sha256: string, };

/**
 * The outcome of trying a token.
 */
export type TryOutcome = { "outcome": "sent", 
/**
 * The trial.
 */
trial: TrialShown, } | { "outcome": "not_sent", 
/**
 * What is to be said about the places.
 */
notes: Array<PlaceNoteShown>, } | { "outcome": "no_token" } | { "outcome": "token_ended" } | { "outcome": "cancelled" };

/**
 * When a new certificate, valid from now on, expires. As typed.
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
 * A change that was undone.
 */
export type Undone = "utf16" | "invisible_characters" | "rich_text" | "escapes" | "quotes" | "quoted_pieces" | "object_literal" | "percent_encoding" | "entities" | "tags" | "quoted_printable" | "line_marks" | "line_numbers" | "begin_and_end_lines" | "bare_base64" | "base64" | "base64_url" | "spaces_for_plus" | "padding" | "hexadecimal" | "decimal_bytes";

/**
 * A key that may not verify a signature.
 */
export type UnfitKey = { 
/**
 * The key.
 */
key: KeyShown, 
/**
 * Why.
 */
why: WhyUnfit, };

/**
 * Milliseconds since 1 January 1970 UTC: the time of an event that is shown together with a duration.
 */
export type UnixMillis = number;

/**
 * Seconds since 1 January 1970 UTC, without leap seconds: the unit of `iat` and `exp` (RFC 7519 section 2,
 * "NumericDate") and of a certificate's validity as this program shows it.
 */
export type UnixSeconds = number;

/**
 * Something that would be lost with the window.
 */
export type UnsavedKey = { 
/**
 * Credential ID; `null` as long as no credential could be stored.
 */
credential: CredentialId | null, 
/**
 * The part of its key pairs.
 */
part: UnsavedPart, 
/**
 * Whether it would be stored, encrypted, if the person chose a passphrase now.
 */
sealable: boolean, };

/**
 * The part of a credential's key pairs that would be lost.
 */
export type UnsavedPart = "private_key" | "certificate" | "old_private_key" | "replaced_private_key";

/**
 * A key that no signature is verified with.
 */
export type UnusableKey = { 
/**
 * Its place among the keys that were given, from 1.
 */
place: number, 
/**
 * `kid` of its JSON Web Key.
 */
key_id: string | null, 
/**
 * Why.
 */
why: WhyUnusable, };

/**
 * A value in a preview of a request.
 */
export type ValuePreview = { "kind": "known", 
/**
 * The value, decoded.
 */
text: string, } | { "kind": "after_signing" } | { "kind": "hidden", 
/**
 * What stands before the secret.
 */
start: string, };

/**
 * One thing that is changed in a form, or in what is made from it. The history stores this type.
 */
export type Variation = { "change": "clock", 
/**
 * Seconds that it is ahead of this computer's; negative if it is behind.
 */
seconds: number, } | { "change": "lifetime", 
/**
 * Seconds.
 */
seconds: number, } | { "change": "plain_claim", 
/**
 * Claim name.
 */
name: string, } | { "change": "without_claim", 
/**
 * Claim name.
 */
name: string, } | { "change": "header_type", 
/**
 * The type.
 */
typ: HeaderType, } | { "change": "without_key_id" } | { "change": "thumbprint", 
/**
 * Whether it is there.
 */
present: boolean, } | { "change": "audience", 
/**
 * Which one.
 */
kind: AudienceKind, 
/**
 * The audience.
 */
audience: string, } | { "change": "scopes", 
/**
 * The scopes, separated by spaces.
 */
scopes: string, } | { "change": "placement", 
/**
 * Where.
 */
placement: SecretPlacement, } | { "change": "method", 
/**
 * The method.
 */
method: AuthMethod, 
/**
 * Where the secret is, if it has one.
 */
placement: SecretPlacement, } | { "change": "without_proof" };

/**
 * Why a secret cannot be stored or read. Everything else keeps working, and nothing that is sealed is overwritten.
 */
export type VaultError = { "code": "needs_choice", 
/**
 * Why the keychain cannot be used.
 */
keychain: KeychainError, } | { "code": "locked", 
/**
 * What protects the sealed secrets; `None` if nothing is sealed.
 */
protection: Protection | null, } | { "code": "needs_passphrase" } | { "code": "wrong_passphrase" } | { "code": "passphrase_too_short", 
/**
 * The fewest characters that it may have.
 */
fewest: number, } | { "code": "passphrase_costs_altered" } | { "code": "changed_elsewhere" } | { "code": "keychain", 
/**
 * Why the keychain did not return it.
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
 * The store's error.
 */
error: StoreError, };

/**
 * The state of the vault.
 */
export type VaultState = { "state": "unused" } | { "state": "closed", 
/**
 * What protects them: the keychain or a passphrase.
 */
protection: Protection, } | { "state": "open", 
/**
 * What protects them: the keychain or a passphrase.
 */
protection: Protection, } | { "state": "locked", 
/**
 * What protects the sealed secrets; `None` if nothing is sealed.
 */
protection: Protection | null, } | { "state": "session_only", 
/**
 * Why secrets that were sealed earlier cannot be opened, if there are any. They stay sealed.
 */
sealed: VaultError | null, } | { "state": "unavailable", 
/**
 * The reason.
 */
error: VaultError, };

/**
 * The outcome in one word. The headline is made from it and from the first finding.
 */
export type Verdict = "token_received" | "refused" | "no_answer";

/**
 * What came of verifying a signature.
 */
export type Verification = { "outcome": "verified", 
/**
 * `alg`.
 */
algorithm: string, 
/**
 * The key.
 */
key: KeyShown, 
/**
 * How it was chosen.
 */
choice: KeyChoice, } | { "outcome": "not_verified", 
/**
 * Why.
 */
problem: SignatureProblem, };

/**
 * How the person likes the window.
 */
export type View = { 
/**
 * Light, dark, or as the system says.
 */
theme: ThemeChoice, 
/**
 * Size of everything in the window, in percent.
 */
zoom: number, 
/**
 * Where the splitter is: how much of the room for steps and response the steps have, in thousandths. `null` as long
 * as the person has not moved it.
 */
steps_share: number | null, 
/**
 * The tab that was chosen last for a response with a token.
 */
tab: ResponseTab, 
/**
 * What a request was last exported for.
 */
export: ExportTarget, };

/**
 * Where a text has white space that it must not have.
 */
export type WhiteSpace = "around" | "line_end" | "within";

/**
 * Why a private key is in memory only.
 */
export type WhyOnlyInMemory = "session_only" | "not_stored" | "replaced";

/**
 * Why a key may not verify a signature.
 */
export type WhyUnfit = { "code": "key_type" } | { "code": "algorithm", 
/**
 * Its `alg`, shortened.
 */
algorithm: string, } | { "code": "usage", 
/**
 * Its `use`, shortened.
 */
usage: string, } | { "code": "operations" };

/**
 * Why no signature is verified with a key.
 */
export type WhyUnusable = { "code": "symmetric" } | { "code": "kind", 
/**
 * What the key calls it, shortened.
 */
kind: string, } | { "code": "missing", 
/**
 * Its name.
 */
member: string, } | { "code": "damaged" } | { "code": "too_short", 
/**
 * Its length in bits.
 */
bits: number, } | { "code": "too_long", 
/**
 * Its length in bits.
 */
bits: number, } | { "code": "roca" } | { "code": "another_certificate" };

/**
 * An event that the page receives without having asked.
 */
export type WindowEvent = { "event": "files_over", 
/**
 * Whether files are over the window.
 */
over: boolean, } | { "event": "files_dropped" } | { "event": "close_asked" } | { "event": "menu_chosen", 
/**
 * What the entry does.
 */
command: MenuCommand, } | { "event": "credential_changed", 
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
storage: KeyStorage, } | { "event": "unsaved_keys", 
/**
 * All of them, by credential.
 */
keys: Array<UnsavedKey>, } | { "event": "checked", 
/**
 * Credential and state of the check.
 */
result: CheckResult, } | { "event": "searched", 
/**
 * The credential; `null` as long as none could be stored.
 */
credential: CredentialId | null, 
/**
 * The step.
 */
step: SearchStep, } | { "event": "locked", 
/**
 * Why.
 */
cause: LockCause, 
/**
 * The state of the vault now.
 */
state: VaultState, 
/**
 * The private keys that are still in memory, because they are in memory only.
 */
in_memory: Array<KeyInMemory>, } | { "event": "backup_tried", 
/**
 * Why it could not be made; `null` if it was.
 */
failure: BackupFailure | null, } | { "event": "clipboard_emptied", 
/**
 * The secret.
 */
secret: CopiedSecret, };

/**
 * What the person should know about the window.
 */
export type WindowNotice = { "code": "opened_again" } | { "code": "without_acceleration" } | { "code": "folder_of_other_user", 
/**
 * The folder.
 */
folder: string, } | { "code": "folder_writable_by_all", 
/**
 * The folder.
 */
folder: string, };

/**
 * Which of Account Manager's engines decides. When Account Manager changed its engine, the order of its checks, its
 * words and its limits changed too.
 */
export type Wording = "as_in_2021" | "as_of_2026";
