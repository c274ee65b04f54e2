//! Several certificates where one is expected: which of them issued the others, and what to report about those
//! that were not taken.

use super::pair::Sourced;
use crate::certificate::Certificate;
use crate::key_file::{CertificateChoice, ReadNote};

/// The most issuers that are followed and named. Chains in use have three or four.
const LONGEST_CHAIN: usize = 16;

/// The end of the chain: a certificate that another of them issued, and that issued none of them.
pub(super) fn end(certificates: &[Sourced<Certificate>]) -> Option<&Sourced<Certificate>> {
    let issued_by = |one: &Certificate, other: &Certificate| one != other && one.is_issued_by(other);
    certificates.iter().find(|(candidate, _)| {
        certificates.iter().any(|(other, _)| issued_by(candidate, other))
            && !certificates.iter().any(|(other, _)| issued_by(other, candidate))
    })
}

/// What to report if one of several certificates was taken. `belongs`: it belongs to the private key.
pub(super) fn notes(
    taken: &Certificate,
    belongs: bool,
    certificates: &[Sourced<Certificate>],
) -> Vec<ReadNote> {
    let issuers = issuers(taken, certificates);
    let mut notes = vec![ReadNote::SeveralCertificates {
        count: u32::try_from(certificates.len()).unwrap_or(u32::MAX),
        taken: taken.subject().to_owned(),
        because: match () {
            () if belongs => CertificateChoice::BelongsToKey,
            () if !issuers.is_empty() => CertificateChoice::EndOfChain,
            () => CertificateChoice::First,
        },
    }];
    if !issuers.is_empty() {
        let issuers = issuers.into_iter().map(|issuer| issuer.subject().to_owned()).collect();
        notes.push(ReadNote::IssuersLeftOut { issuers });
    }
    notes
}

/// The issuer of a certificate, the issuer of that one, and so on, as far as they are among these.
fn issuers<'c>(of: &'c Certificate, certificates: &'c [Sourced<Certificate>]) -> Vec<&'c Certificate> {
    let mut chain = vec![of];
    // Two certificates that each name the other as issuer must not cause an endless loop.
    while chain.len() <= LONGEST_CHAIN
        && let Some((issuer, _)) = certificates.iter().find(|(candidate, _)| {
            chain.last().is_some_and(|last| last.is_issued_by(candidate)) && !chain.contains(&candidate)
        })
    {
        chain.push(issuer);
    }
    chain.split_off(1)
}
