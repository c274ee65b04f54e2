//! Checks the key pair, and the header parameters that depend on it.

use crate::certificate::{CertificateConcern, CertificateFacts, CertificateLife};
use crate::diagnosis::finding::Finding;
use crate::key::{KeyType, SigningAlgorithm};
use crate::key_pair::KeyPairFacts;
use crate::text::{correction, white_space_in, without_white_space};
use crate::token_request::RequestForm;

pub(super) fn check_key_pair(form: &RequestForm, key_pair: &KeyPairFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let algorithm = form.algorithm;
    findings.push(match &key_pair.private_key {
        None => Finding::KeyMissing,
        // No algorithm fits Account Manager here; another key is needed.
        Some(key)
            if form.destination.is_account_manager() && !matches!(key.key_type, KeyType::Rsa { .. }) =>
        {
            Finding::KeyNotForAccountManager {
                key_type: key.key_type.clone(),
                can_sign: key.key_type.algorithms().contains(&algorithm),
            }
        }
        Some(key) if key.key_type.algorithms().contains(&algorithm) => Finding::KeyCanSign { algorithm },
        Some(key) => Finding::AlgorithmDoesNotFit {
            algorithm,
            key_type: key.key_type.clone(),
            fitting: key.key_type.algorithms().to_vec(),
        },
    });
    match key_pair.belong_together {
        Some(true) => findings.push(Finding::CertificateMatches),
        Some(false) => findings.push(Finding::CertificateOfAnotherKey),
        None => {}
    }
    match &key_pair.certificate {
        None if key_pair.private_key.is_some() => findings.push(Finding::CertificateMissing),
        None => {}
        Some(certificate) => findings.extend(check_certificate(certificate)),
    }
    findings
}

fn check_certificate(certificate: &CertificateFacts) -> Vec<Finding> {
    let mut findings = vec![match certificate.life {
        CertificateLife::NotYetValid => {
            Finding::CertificateNotYetValid { not_before: certificate.not_before }
        }
        CertificateLife::Valid { .. } => Finding::CertificateValid,
        CertificateLife::RenewalDue { days_left } => Finding::CertificateRenewalDue { days_left },
        CertificateLife::EndsSoon { days_left } => Finding::CertificateEndsSoon { days_left },
        CertificateLife::Ended { .. } => Finding::CertificateEnded { not_after: certificate.not_after },
    }];
    findings.extend(certificate.concerns.iter().map(|concern| match concern {
        CertificateConcern::WeakKey { bits } => Finding::CertificateWeakKey { bits: *bits },
        CertificateConcern::WeakSignature { algorithm } => {
            Finding::CertificateWeakSignature { algorithm: algorithm.clone() }
        }
        CertificateConcern::Authority => Finding::CertificateOfAuthority,
        CertificateConcern::DatesNotStandard => Finding::CertificateDatesNotStandard,
    }));
    findings
}

pub(super) fn check_header(form: &RequestForm, key_pair: &KeyPairFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let RequestForm { algorithm, header, .. } = form;
    // If the key is not an RSA key, the finding about the key covers this.
    let has_rsa_key =
        key_pair.private_key.as_ref().is_none_or(|key| matches!(key.key_type, KeyType::Rsa { .. }));
    if form.destination.is_account_manager() && has_rsa_key && *algorithm != SigningAlgorithm::Rs256 {
        findings.push(Finding::AlgorithmNotForAccountManager { algorithm: *algorithm });
    }
    if let Some(white_space) = white_space_in(&header.kid) {
        let corrected = correction(without_white_space(&header.kid));
        findings.push(Finding::KeyIdWhiteSpace { white_space, corrected });
    }
    let of_certificate = [(header.x5t, "x5t"), (header.x5t_s256, "x5t#S256"), (header.x5c, "x5c")];
    let parameters: Vec<String> =
        of_certificate.into_iter().filter(|(wanted, _)| *wanted).map(|(_, name)| name.to_owned()).collect();
    if !parameters.is_empty() && key_pair.certificate.is_none() {
        findings.push(Finding::HeaderNeedsCertificate { parameters });
    }
    findings
}
