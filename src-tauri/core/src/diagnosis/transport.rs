//! Why no complete response arrived.

use super::finding::Finding;
use crate::http::{TlsFailure, TransportFailure};

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
        TlsFailure::UnknownIssuer => Finding::TlsUnknownIssuer,
        TlsFailure::Revoked => Finding::TlsRevoked,
        TlsFailure::NotSpoken => Finding::TlsNotSpoken,
        TlsFailure::Other { detail } => Finding::TlsFailed { detail },
    }
}
