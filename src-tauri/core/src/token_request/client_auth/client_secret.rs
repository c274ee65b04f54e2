//! The client secret, in the header or in the body (RFC 6749 section 2.3.1), and the Basic header of the Business Manager
//! grant, which has a user, too.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::token_request::SecretPlacement;
use crate::token_request::parts::{Hidden, RequestParts};

/// Writes client ID and secret. `None` is a secret that a preview hides.
pub(super) fn write<V: Hidden>(
    client_id: &str,
    secret: Option<&str>,
    placement: SecretPlacement,
    parts: &mut RequestParts<V>,
) {
    let credentials = |encode: fn(&str) -> Zeroizing<String>| {
        secret.map(|secret| basic(&[&encode(client_id), &encode(secret)]))
    };
    match placement {
        SecretPlacement::Header => {
            parts.add_header("authorization", V::after("Basic ", credentials(form_encoded)))
        }
        SecretPlacement::HeaderNotEncoded => {
            parts.add_header("authorization", V::after("Basic ", credentials(as_it_is)));
        }
        SecretPlacement::Body => {
            parts.add_field("client_id", client_id.to_owned().into());
            parts.add_field("client_secret", V::after("", secret.map(str::to_owned)));
        }
    }
}

/// Writes what the Business Manager grant authenticates with: the client ID in the query; login, access key and client
/// secret in the header. None of them is form-encoded. `None` is what a preview hides.
pub(super) fn write_with_user<V: Hidden>(
    client_id: &str,
    user: &str,
    secrets: Option<[&str; 2]>,
    parts: &mut RequestParts<V>,
) {
    parts.add_query("client_id", client_id.to_owned().into());
    let credentials = secrets.map(|[access_key, client_secret]| basic(&[user, access_key, client_secret]));
    parts.add_header("authorization", V::after("Basic ", credentials));
}

/// Basic credentials (RFC 7617 section 2).
fn basic(parts: &[&str]) -> String {
    STANDARD.encode(Zeroizing::new(parts.join(":")).as_bytes())
}

fn form_encoded(text: &str) -> Zeroizing<String> {
    Zeroizing::new(form_urlencoded::byte_serialize(text.as_bytes()).collect())
}

fn as_it_is(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}
