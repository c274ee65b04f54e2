//! Why no complete response arrived.

use super::finding::Finding;
use super::intermediary::intercepting_product;
use crate::http::{TlsFailure, TransportFailure, UnknownIssuer};
use crate::text::shorten;

/// Words in the names of issuers that issue certificates on the way, in lower case.
const INTERCEPTS: [&str; 11] = [
    "proxy",
    "inspection",
    "intercept",
    "decrypt",
    "ssl-insp",
    "ssl insp",
    "firewall",
    "web gateway",
    "webgateway",
    "filter",
    "mitm",
];

/// The finding for a transport failure.
pub(crate) fn find(failure: &TransportFailure) -> Finding {
    match failure.clone() {
        TransportFailure::UnknownHost { host } => Finding::UnknownHost { host },
        TransportFailure::ConnectionRefused { address } => Finding::ConnectionRefused { address },
        TransportFailure::NetworkUnreachable { address } => Finding::NetworkUnreachable { address },
        TransportFailure::ConnectTimeout { seconds } => Finding::ConnectTimeout { seconds },
        TransportFailure::ResponseTimeout { seconds } => Finding::AnswerTimeout { seconds },
        TransportFailure::Tls(failure) => find_in_tls(failure),
        TransportFailure::ConnectionCut { received_bytes } => Finding::ConnectionCut { received_bytes },
        TransportFailure::NotHttp { detail } => Finding::NotHttp { detail },
        TransportFailure::ProxyAuthentication => Finding::ProxyAuthentication,
        TransportFailure::Proxy { detail } => Finding::ProxyFailed { detail },
        TransportFailure::Other { detail } => Finding::RequestFailed { detail },
    }
}

fn find_in_tls(failure: TlsFailure) -> Finding {
    match failure {
        TlsFailure::Expired { not_after } => Finding::TlsExpired { not_after },
        TlsFailure::NotYetValid { not_before } => Finding::TlsNotYetValid { not_before },
        TlsFailure::WrongHost { host, names } => Finding::TlsWrongHost { host, names },
        TlsFailure::UnknownIssuer(issuer) => find_in_issuer(issuer),
        TlsFailure::SelfSigned { name } => Finding::TlsSelfSigned { name: name.as_deref().map(shorten) },
        TlsFailure::NoTrustStore => Finding::TlsNoTrustStore,
        TlsFailure::Revoked => Finding::TlsRevoked,
        TlsFailure::ClientCertificateWanted { said } => Finding::TlsClientCertificateWanted { said },
        TlsFailure::OldProtocol { detail } => Finding::TlsOldProtocol { detail },
        TlsFailure::NotSpoken => Finding::TlsNotSpoken,
        TlsFailure::Cut => Finding::TlsCut,
        TlsFailure::Other { detail } => Finding::TlsFailed { detail },
    }
}

/// Whose certificate it is that nobody here trusts.
fn find_in_issuer(UnknownIssuer { name, whole_name, came_alone }: UnknownIssuer) -> Finding {
    let issuer = name.as_deref().map(shorten);
    let shown = || issuer.clone().unwrap_or_else(|| shorten(&whole_name));
    if let Some(product) = intercepting_product(&whole_name) {
        return Finding::TlsIntercepted { issuer: shown(), product: Some(product.to_owned()) };
    }
    if INTERCEPTS.iter().any(|word| whole_name.to_lowercase().contains(word)) {
        return Finding::TlsIntercepted { issuer: shown(), product: None };
    }
    // A proxy's certificate was made a moment ago, by an issuer that publishes nothing.
    if came_alone && !whole_name.is_empty() {
        return Finding::TlsIntermediateMissing { issuer: shown() };
    }
    Finding::TlsUnknownIssuer { issuer }
}
