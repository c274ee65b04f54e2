//! The words of other servers than Account Manager, as they were seen or stand in their code, and what each means.

use crate::{Answer, codes};

/// Status, error code, description, and the first finding.
#[rustfmt::skip]
const SAID: &[(u16, &str, &str, &str)] = &[
    // Entra ID
    (401, "invalid_client", "AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: 'AB']", "certificate_unknown"),
    (401, "invalid_client", "AADSTS700027: Client assertion contains an invalid signature. [Reason - The key used is expired. Thumbprint of key used by client: 'AB', Found key 'Start=06/29/2021 21:13:15, End=06/29/2023 21:13:15'", "stored_certificate_expired"),
    (401, "invalid_client", "AADSTS700027: Client assertion failed signature validation. [Reason - Verification failed]", "public_key_not_readable"),
    (401, "invalid_client", "AADSTS50027: JWT token is invalid or malformed. The 'aud' claim must be a string.", "audience_not_accepted"),
    (400, "unauthorized_client", "AADSTS700016: Application with identifier '1' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.", "client_unknown"),
    (400, "invalid_request", "AADSTS90002: Tenant 'x' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.", "tenant_unknown"),
    (400, "unauthorized_client", "AADSTS7000112: Application '1'(name) is disabled.", "client_inactive"),
    (400, "invalid_grant", "AADSTS50034: The user account {EmailHidden} does not exist in the x directory. To sign into this application, the account must be added to the directory.", "user_not_accepted"),
    (401, "invalid_client", "AADSTS700023: Client assertion audience claim does not match Realm issuer. Review the documentation", "audience_not_accepted"),
    (401, "invalid_client", "AADSTS700021: Client assertion application identifier doesn't match 'client_id' parameter.", "client_ids_differ"),
    (401, "invalid_client", "AADSTS700030: Invalid certificate - subject name in certificate is not authorized. SubjectNames/SubjectAlternativeNames (up to 10) in token certificate are: 'a'.", "certificate_unknown"),
    (400, "invalid_scope", "AADSTS70011: The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid.", "invalid_scope"),
    (400, "invalid_resource", "AADSTS500011: The resource principal named https://a was not found in the tenant named b.", "api_unknown"),
    (400, "invalid_request", "AADSTS900144: The request body must contain the following parameter: 'scope'.", "parameter_missing"),
    (400, "access_denied", "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.", "policy_refused"),
    (401, "invalid_client", "AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.", "auth_method_not_accepted"),
    // Okta
    (401, "invalid_client", "The client_assertion JWT kid is invalid.", "key_id_wanted"),
    (401, "invalid_client", "The client_assertion token has already been used.", "jwt_used_before"),
    (401, "invalid_client", "The client_assertion token is expired.", "jwt_time_not_accepted"),
    (401, "invalid_client", "The audience claim for client_assertion must be the endpoint invoked for the request.", "audience_not_accepted"),
    (401, "invalid_client", "The client_assertion signature is invalid.", "signature_not_accepted"),
    (400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.", "dpop_wanted"),
    (400, "access_denied", "Policy evaluation failed for this request, please check the policy configurations.", "policy_refused"),
    (400, "invalid_scope", "One or more scopes are not configured for the authorization server resource.", "invalid_scope"),
    // Auth0
    (403, "access_denied", "Service not found: https://api.example.com", "api_unknown"),
    (403, "access_denied", "Client is not authorized to access \"https://api\". You need to create a \"client-grant\" associated to this API.", "policy_refused"),
    (403, "unauthorized_client", "Grant type 'client_credentials' not allowed for the client.", "unauthorized_client"),
    (403, "access_denied", "No audience parameter was provided, and no default audience has been configured", "parameter_missing"),
    (401, "invalid_client", "Unknown client: 1", "client_unknown"),
    // Keycloak
    (400, "invalid_client", "Client authentication with signed JWT failed: Error when loading public keys: java.lang.RuntimeException: org.keycloak.common.util.PemException", "public_key_not_readable"),
    (400, "invalid_client", "Missing client_id parameter", "parameter_missing"),
    // Several
    (401, "invalid_client", "No client authentication included in the request", "auth_method_not_accepted"),
    // OpenIddict
    (400, "invalid_client", "The specified 'client_id' is invalid.", "client_unknown"),
    (400, "invalid_client", "The specified client credentials are invalid.", "invalid_client"),
    (400, "unauthorized_client", "This client application is not allowed to use the token endpoint.", "unauthorized_client"),
    // Ory Hydra and fosite
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). Unable to verify the integrity of the 'client_assertion' value. go-jose/go-jose: error in cryptographic primitive", "signature_not_accepted"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). Claim 'audience' from 'client_assertion' must match the authorization server's token endpoint 'https://a'.", "audience_not_accepted"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). Claim 'jti' from 'client_assertion' must be set but is not.", "jwt_claim_missing"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). Claim 'iss' from 'client_assertion' must match the 'client_id' of the OAuth 2.0 Client.", "client_ids_differ"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The requested OAuth 2.0 Client does not exist.", "client_unknown"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'private_key_jwt' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept 'private_key_jwt'.", "auth_method_not_accepted"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The 'client_assertion' uses signing algorithm 'PS256', but the requested OAuth 2.0 Client enforces signing algorithm 'RS256'.", "jwt_algorithm_not_accepted"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). The OAuth 2.0 Client has no JSON Web Keys set registered, but they are needed to complete the request.", "public_key_not_readable"),
    (401, "invalid_client", "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method). Unable to verify the integrity of the 'client_assertion' value.", "signature_not_accepted"),
    (400, "jti_known", "The jti was already used.", "jwt_used_before"),
    (400, "unauthorized_client", "The client is not authorized to request a token using this method. The OAuth 2.0 Client is not allowed to use authorization grant 'client_credentials'.", "unauthorized_client"),
    // node-oidc-provider, with its details shown
    (401, "invalid_client", "client assertion tokens must only be used once", "jwt_used_before"),
    (401, "invalid_client", "audience (aud) must equal the issuer identifier url", "audience_not_accepted"),
    (401, "invalid_client", "the provided authentication mechanism does not match the registered client authentication method", "auth_method_not_accepted"),
    (400, "invalid_request", "client authentication must only be provided using one mechanism", "two_auth_methods"),
    (401, "invalid_client", "mismatch in body and authorization client ids", "client_ids_differ"),
    // Spring, with libraries' own words
    (401, "invalid_client", "Client authentication failed: authentication_method", "auth_method_not_accepted"),
    (401, "invalid_client", "Signed JWT rejected: Another algorithm expected, or no matching key(s) found", "certificate_unknown"),
    (401, "invalid_client", "An error occurred while attempting to decode the Jwt: Couldn't retrieve remote JWK set: Connection refused", "key_set_not_fetched"),
    (401, "invalid_client", "Signature has expired", "jwt_time_not_accepted"),
    (401, "invalid_client", "\"exp\" claim timestamp check failed", "jwt_time_not_accepted"),
    (401, "invalid_client", "no applicable key found in the JSON Web Key Set", "certificate_unknown"),
    // Keycloak
    (400, "invalid_client", "Client authentication with signed JWT failed: Token reuse detected", "jwt_used_before"),
    (401, "unauthorized_client", "Client not enabled to retrieve service account", "unauthorized_client"),
    (404, "Realm does not exist", "For more on this error consult the server log.", "tenant_unknown"),
    // Google
    (400, "invalid_grant", "Invalid JWT Signature.", "signature_not_accepted"),
    (400, "invalid_grant", "Invalid grant: account not found", "user_not_accepted"),
    (401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.", "policy_refused"),
    // DocuSign
    (400, "invalid_grant", "no_valid_keys_or_signatures", "assertion_not_accepted"),
    (400, "invalid_grant", "user_not_found", "user_not_accepted"),
    // Salesforce
    (400, "invalid_grant", "user hasn't approved this consumer", "consent_missing"),
    (400, "invalid_grant", "audience is invalid", "audience_not_accepted"),
    (400, "invalid_client_id", "client identifier invalid", "client_unknown"),
    (400, "invalid_grant", "no client credentials user enabled", "run_as_user_missing"),
    (400, "invalid_grant", "request not supported on this domain", "org_host_wanted"),
    (400, "invalid_grant", "ip restricted", "address_not_allowed"),
    (400, "inactive_user", "user is inactive", "user_not_accepted"),
    // others
    (401, "invalid_client", "A valid OAuth client could not be found for client_id: 1", "client_unknown"),
    (400, "invalid_client", "JWT Token with JTI: 1 has been replayed", "jwt_used_before"),
    (401, "invalid_client", "No required SSL certificate was sent", "client_certificate_wanted"),
    (401, "invalid_request", "x5t header parameter is missing", "thumbprint_wanted"),
    (400, "invalid_client", "ClientId is Invalid", "client_unknown"),
    (400, "invalid_request", "Missing parameter: channel_id", "parameter_missing"),
    // the standard's own sentences, with what some servers add
    (401, "invalid_client", "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.", "invalid_client"),
    (400, "invalid_request", "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.", "invalid_request"),
    (400, "invalid_request", "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed. Request parameter 'grant_type' is missing", "invalid_request"),
    (400, "invalid_request", "The request is missing a required parameter, includes an unsupported parameter value (other than grant type), repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed.", "invalid_request"),
    (400, "invalid_grant", "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.", "invalid_grant"),
    (400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client. The JWT in \"assertion\" request parameter is expired.", "jwt_time_not_accepted"),
    (400, "unauthorized_client", "The client is not authorized to request a token using this method.", "unauthorized_client"),
    (503, "temporarily_unavailable", "The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server.", "server_error"),
    (400, "server_error", "The authorization server encountered an unexpected condition that prevented it from fulfilling the request.", "server_error"),
    (403, "access_denied", "The resource owner or authorization server denied the request.", "policy_refused"),
    // Entra ID
    (401, "invalid_client", "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'a'. Assertion Subject: 'b'. Assertion Audience: 'c'. https://docs.microsoft.com/azure/active-directory/develop/workload-identity-federation", "client_unknown"),
    (401, "invalid_client", "AADSTS700212: No matching federated identity record found for presented assertion audience 'c'.", "audience_not_accepted"),
    (401, "invalid_client", "AADSTS700213: No matching federated identity record found for presented assertion subject 'b'.", "client_unknown"),
    (401, "unauthorized_client", "AADSTS7000229: The client application 1 is missing service principal in the tenant 2. See instructions here", "consent_missing"),
    (400, "invalid_request", "AADSTS900144: The request body must contain the following parameter: 'client_id'.", "parameter_missing"),
    (503, "temporarily_unavailable", "AADSTS90033: A transient error has occurred. Please try again.", "server_error"),
    // claims that are missing, though others are named, too
    (401, "invalid_client", "Missing required claims: iss, sub, aud, exp, jti", "jwt_claim_missing"),
    (401, "invalid_client", "The JWT is missing the 'aud' claim", "jwt_claim_missing"),
    (401, "invalid_client", "The required claim 'jti' is not present in the assertion for audience 'https://a'", "jwt_claim_missing"),
    (401, "invalid_client", "Invalid or missing 'aud' claim", "audience_not_accepted"),
    (401, "invalid_client", "The audience claim must be set to the token endpoint", "audience_not_accepted"),
    (401, "invalid_client", "The audience does not contain https://a", "audience_not_accepted"),
    // what has expired
    (401, "invalid_client", "Client assertion has expired", "jwt_time_not_accepted"),
    (401, "invalid_client", "The client secret has expired", "client_secret_expired"),
    (401, "invalid_client", "The client certificate has expired", "stored_certificate_expired"),
    (401, "invalid_client", "The client account of 'a' has expired", "client_inactive"),
    (401, "invalid_client", "Client has expired", "client_inactive"),
    // client and secret named together
    (401, "invalid_client", "Invalid client id or secret", "invalid_client"),
    (401, "invalid_client", "client_id or secret is invalid", "invalid_client"),
    (401, "invalid_client", "Invalid client_id or client_secret provided", "invalid_client"),
    (401, "invalid_client", "The client_id and/or client_secret passed are incorrect", "invalid_client"),
    // Auth0
    (401, "access_denied", "Unauthorized", "invalid_client"),
    (400, "invalid_target", "", "api_unknown"),
    // Keycloak
    (403, "invalid_request", "HTTPS required", "invalid_request"),
    // gateways that want an access token
    (401, "", "Unauthorized. Access token is missing or invalid.", "not_a_token_endpoint"),
    (401, "E0000011", "Invalid token provided", "not_a_token_endpoint"),
    (403, "UnrecognizedClientException", "The security token included in the request is invalid", "not_a_token_endpoint"),
    (401, "invalid_token", "The access token provided is expired, revoked, malformed, or invalid for other reasons.", "not_a_token_endpoint"),
    (401, "invalid_token", "Jwt verification fails", "not_a_token_endpoint"),
    (401, "invalid_token", "The client_assertion signature is invalid", "signature_not_accepted"),
    (403, "insufficient_scope", "The request requires higher privileges than provided by the access token", "not_a_token_endpoint"),
    (401, "unauthorized", "An Authentication object was not found in the SecurityContext", "not_a_token_endpoint"),
    (403, "", "Out of call volume quota. Quota will be replenished in 01:23:45.", "too_many_requests"),
    (503, "", "The server is too busy to handle the request", "server_error"),
    // others
    (401, "invalid_client", "Client secret authentication is not enabled for this client", "auth_method_not_accepted"),
    (401, "invalid_client", "client_secret_basic is required for this client", "auth_method_not_accepted"),
    (401, "invalid_client", "The signature on the client assertion could not be verified", "signature_not_accepted"),
    (401, "invalid_client", "Signature verification failed", "signature_not_accepted"),
    (401, "invalid_client", "JWT signature does not match locally computed signature. JWT validity cannot be asserted and should not be trusted.", "signature_not_accepted"),
    (401, "invalid_client", "JWT expired 61000 milliseconds ago at 2026-11-29T14:00:00.000Z. Current time: 2026-11-29T14:01:01.000Z. Allowed clock skew: 0 milliseconds.", "jwt_times_said"),
    (401, "invalid_client", "IDX10511: Signature validation failed. Keys tried: 'a'. Number of keys in TokenValidationParameters: '1'.", "signature_not_accepted"),
    (401, "invalid_client", "IDX10214: Audience validation failed. Audiences: 'a'. Did not match: validationParameters.ValidAudience: 'b'", "audience_not_accepted"),
    (401, "invalid_client", "IDX10223: Lifetime validation failed. The token is expired.", "jwt_time_not_accepted"),
    (401, "invalid_client", "IDX10205: Issuer validation failed. Issuer: 'a'. Did not match", "client_unknown"),
    (401, "invalid_client", "unexpected \"aud\" claim value", "audience_not_accepted"),
    (401, "invalid_client", "\"jti\" claim is missing", "jwt_claim_missing"),
    (401, "invalid_client", "signature verification failed", "signature_not_accepted"),
    (401, "invalid_client", "Failed to authenticate client: JWT has already been used", "jwt_used_before"),
    (401, "invalid_client", "The client assertion is signed with an unsupported algorithm", "jwt_algorithm_not_accepted"),
    (400, "invalid_client", "Client certificate is missing in the request", "client_certificate_wanted"),
    (400, "invalid_grant", "JWT validity is too long: the difference between iat and exp exceeds 300 seconds", "jwt_lifetime_not_accepted"),
    (403, "access_denied", "Your IP address is not in the allow list", "address_not_allowed"),
    (401, "invalid_client", "This client has been archived", "client_inactive"),
    (401, "invalid_client", "Client 'a' is not allowed to authenticate with private_key_jwt", "auth_method_not_accepted"),
    (400, "invalid_grant", "The provided access grant is invalid, expired, or revoked.", "invalid_grant"),
    (401, "unauthorized", "Full authentication is required to access this resource", "auth_method_not_accepted"),
    (401, "invalid_client", "Client authentication failed: client_id", "client_unknown"),
    (401, "invalid_client", "Client authentication failed: client_secret", "client_secret_not_accepted"),
    (401, "invalid_client", "Client authentication failed: client_secret_expires_at", "client_secret_expired"),
    (401, "invalid_client", "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.", "two_auth_methods"),
    (401, "invalid_client", "Not enough segments", "invalid_request"),
    (401, "invalid_client", "crypto/rsa: verification error", "signature_not_accepted"),
    (401, "invalid_client", "Cannot handle token with iat prior to 2026-11-29T14:00:00+0000", "jwt_time_not_accepted"),
    (401, "invalid_client", "IDX10225: Lifetime validation failed. The token is missing an Expiration Time. Tokentype: 'JwtSecurityToken'.", "jwt_claim_missing"),
    (400, "invalid_grant", "MSIS9605: The client is not allowed to access the requested resource.", "policy_refused"),
    (401, "invalid_client", "Invalid client authentication", "invalid_client"),
    (401, "invalid_client", "Client authentication failed. Either the client or the client credentials are invalid.", "invalid_client"),
    (401, "invalid_client", "The client secret supplied for a confidential client is invalid.", "client_secret_not_accepted"),
    (401, "invalid_client", "JWT assertion has expired or is not yet valid", "jwt_time_not_accepted"),
    (401, "invalid_client", "The 'exp' claim in the client assertion has already passed", "jwt_time_not_accepted"),
    (401, "invalid_client", "jwt not active", "jwt_time_not_accepted"),
    (401, "invalid_client", "No matching client found", "client_unknown"),
    (401, "invalid_client", "Client does not have a registered public key", "public_key_not_readable"),
    (401, "invalid_client", "The registered JWKS contains no usable keys", "public_key_not_readable"),
    (401, "invalid_client", "The time between iat and exp must not be greater than 300 seconds", "jwt_lifetime_not_accepted"),
    (401, "invalid_client", "Duplicate JWT ID", "jwt_used_before"),
    (403, "forbidden", "Request blocked by IP policy", "address_not_allowed"),
    (401, "invalid_client", "Client credentials expired", "client_secret_expired"),
    (401, "invalid_client", "Client must use private_key_jwt", "auth_method_not_accepted"),
    (401, "invalid_client", "Client is configured for client_secret_basic", "auth_method_not_accepted"),
    (400, "invalid_request", "Duplicate form parameter: client_id", "invalid_request"),
];

#[test]
fn the_words_of_each_server_lead_to_their_cause_in_any_case_and_within_other_text() {
    let mut wrong = Vec::new();
    for (status, error, said, expected) in SAID {
        for said in [(*said).to_owned(), format!("Error 4711 [{}] (trace-id: 0f)", said.to_uppercase())] {
            let body = serde_json::json!({"error": error, "error_description": said}).to_string();
            let answer = Answer { status: *status, headers: &[], body: body.as_bytes(), clock_ahead: None };
            let found = codes(&answer.shown());
            if found[0] != *expected {
                wrong.push(format!("{said}: {found:?}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), 2 * SAID.len(), wrong.join("\n"));
}

#[test]
fn the_shape_of_an_answer_does_not_matter() {
    for body in [
        r#"{"ErrorCode":"invalid_client","Error":"ClientId is Invalid"}"#,
        r#"{"fault":{"faultstring":"Invalid API Key given","detail":{"errorcode":"oauth.v2.InvalidClientIdentifier"}}}"#,
        r#"{"errors":[{"code":"invalid_client","message":"Unknown client"}]}"#,
        r#"{"type":"about:blank","title":"Unauthorized","status":401,"detail":"Unknown client"}"#,
        r#"{"error":{"message":"Unknown client","code":401}}"#,
        r#"{"detail":"Unknown client"}"#,
        "error=invalid_client&error_description=Unknown+client",
        "<oauth><error>invalid_client</error><error_description>Unknown client</error_description></oauth>",
        "Unknown client",
        "<html><title>HTTP Status 401</title><body>invalid_client: Unknown client</body></html>",
    ] {
        let answer = Answer { status: 401, headers: &[], body: body.as_bytes(), clock_ahead: None };
        assert_eq!(codes(&answer.shown())[0], "client_unknown", "{body}");
    }
    let header =
        ("WWW-Authenticate", "Bearer error=\"invalid_client\", error_description=\"Unknown client\"");
    let answer = Answer { status: 401, headers: &[header], body: b"", clock_ahead: None };
    assert_eq!(codes(&answer.shown())[0], "client_unknown");
}
