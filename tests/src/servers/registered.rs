//! A client as it is registered with an authorization server, whichever that is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use x509_parser::pem::parse_x509_pem;
use x509_parser::public_key::PublicKey;

/// How a client proves who it is (RFC 7591 section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A signed JWT.
    PrivateKeyJwt,
    /// A secret in the header.
    ClientSecretBasic,
    /// A secret in the body.
    ClientSecretPost,
}

impl Method {
    /// Its registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
        }
    }
}

/// A client as it is registered.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Its certificate in PEM; empty if none was ever stored.
    pub certificate: String,
    /// The algorithm that it signs with.
    pub algorithm: &'static str,
    /// How it proves who it is.
    pub method: Method,
    /// Its secret, if it has one.
    pub secret: Option<String>,
    /// The secret has ended, for servers that know that.
    pub secret_ended: bool,
    /// The scopes that it may request.
    pub scope: &'static str,
    /// The grant that it may use.
    pub grant: &'static str,
    /// It may ask for tokens at all, for servers that can forbid it.
    pub enabled: bool,
}

impl Registered {
    /// A client that signs with the key of this certificate.
    #[must_use]
    pub fn signing(certificate: String) -> Self {
        Self {
            certificate,
            algorithm: "RS256",
            method: Method::PrivateKeyJwt,
            secret: None,
            secret_ended: false,
            scope: "mail roles",
            grant: "client_credentials",
            enabled: true,
        }
    }

    /// The public key of the certificate as a JWK set (RFC 7517 section 5).
    #[must_use]
    pub fn jwks(&self) -> Value {
        if self.certificate.is_empty() {
            return json!({ "keys": [] });
        }
        let (_, pem) = parse_x509_pem(self.certificate.as_bytes()).expect("it is PEM");
        let certificate = pem.parse_x509().expect("it is a certificate");
        let Ok(PublicKey::RSA(key)) = certificate.public_key().parsed() else {
            panic!("it is the certificate of an RSA key");
        };
        let number = |bytes: &[u8]| {
            let leading = bytes.iter().take_while(|byte| **byte == 0).count();
            URL_SAFE_NO_PAD.encode(&bytes[leading..])
        };
        json!({ "keys": [{
            "kty": "RSA",
            "use": "sig",
            "alg": self.algorithm,
            "kid": "key-1",
            "n": number(key.modulus),
            "e": number(key.exponent),
        }]})
    }
}
