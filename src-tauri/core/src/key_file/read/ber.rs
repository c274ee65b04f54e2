//! From BER to DER (X.690), as far as PKCS#12 files need it: NSS, and with it Firefox, Bouncy Castle and others write
//! indefinite lengths, and strings of octets in parts.

use zeroize::Zeroizing;

use crate::key::SecretBytes;

/// No real file nests structures deeper than this.
const DEEPEST: usize = 24;

const OCTET_STRING: u8 = 0x04;
const OCTET_STRING_IN_PARTS: u8 = 0x24;
const CONSTRUCTED: u8 = 0x20;
/// Tag numbers beyond 30 take more bytes. Nothing here uses them.
const LONG_TAG: u8 = 0x1F;
/// What ends an element without a length.
const END_OF_CONTENTS: [u8; 2] = [0, 0];

/// The first element in these bytes as DER: every length is definite and as short as can be, and strings of octets are in
/// one part. `None` if the bytes are not BER, or something comes after the element.
///
/// Whatever is inside a string of octets stays as it is.
pub(super) fn to_der(ber: &[u8]) -> Option<SecretBytes> {
    let mut rest = ber;
    let mut der = Zeroizing::new(Vec::with_capacity(ber.len()));
    element(&mut rest, 0, &mut der)?;
    rest.is_empty().then_some(der)
}

/// The octets of a string that is in one part, or the content of one that is in parts, each in DER.
pub(super) fn octets(tag_is_constructed: bool, content: &[u8]) -> Option<SecretBytes> {
    if !tag_is_constructed {
        return Some(Zeroizing::new(content.to_vec()));
    }
    let mut octets = Zeroizing::new(Vec::with_capacity(content.len()));
    let mut rest = content;
    while !rest.is_empty() {
        let (tag, length) = header(&mut rest)?;
        let (part, after) = rest.split_at_checked(length.filter(|_| tag == OCTET_STRING)?)?;
        octets.extend_from_slice(part);
        rest = after;
    }
    Some(octets)
}

/// Takes one element from the front of `rest` and adds it to `der`.
fn element(rest: &mut &[u8], depth: usize, der: &mut Vec<u8>) -> Option<()> {
    let (tag, length) = header(rest)?;
    if depth > DEEPEST || tag == 0 {
        return None;
    }
    let is_constructed = tag & CONSTRUCTED != 0;
    let mut inside = match length {
        Some(length) => {
            let (inside, after) = rest.split_at_checked(length)?;
            *rest = after;
            inside
        }
        None => {
            let (inside, after) = rest.split_at_checked(extent(rest, tag, depth)?)?;
            *rest = after;
            inside.strip_suffix(&END_OF_CONTENTS)?
        }
    };
    if !is_constructed {
        add(der, tag, inside);
        return Some(());
    }
    let mut content = Zeroizing::new(Vec::with_capacity(inside.len()));
    while !inside.is_empty() {
        element(&mut inside, depth + 1, &mut content)?;
    }
    if tag == OCTET_STRING_IN_PARTS {
        add(der, OCTET_STRING, &octets(true, &content)?);
    } else {
        add(der, tag, &content);
    }
    Some(())
}

/// How many bytes the content of an element without a length takes, the two zeros at its end included. Looks at headers
/// only, once for each level above.
fn extent(bytes: &[u8], tag: u8, depth: usize) -> Option<usize> {
    if tag & CONSTRUCTED == 0 || depth > DEEPEST {
        return None;
    }
    let mut rest = bytes;
    loop {
        if let Some(after) = rest.strip_prefix(&END_OF_CONTENTS) {
            return Some(bytes.len() - after.len());
        }
        let (tag, length) = header(&mut rest)?;
        let length = match length {
            Some(length) => length,
            None => extent(rest, tag, depth + 1)?,
        };
        rest = rest.get(length..)?;
    }
}

/// Takes tag and length from the front; the length is `None` if it is indefinite.
fn header(rest: &mut &[u8]) -> Option<(u8, Option<usize>)> {
    let (&tag, after) = rest.split_first()?;
    let (&first, after) = after.split_first()?;
    if tag & LONG_TAG == LONG_TAG {
        return None;
    }
    *rest = after;
    let more = match first {
        0..0x80 => return Some((tag, Some(usize::from(first)))),
        0x80 => return Some((tag, None)),
        _ => usize::from(first & 0x7F),
    };
    let (bytes, after) = after.split_at_checked(more)?;
    *rest = after;
    let length = bytes
        .iter()
        .try_fold(0_usize, |length, byte| length.checked_mul(256).map(|length| length + usize::from(*byte)));
    length.map(|length| (tag, Some(length)))
}

/// Adds an element with a definite length.
fn add(der: &mut Vec<u8>, tag: u8, content: &[u8]) {
    der.push(tag);
    match u8::try_from(content.len()) {
        Ok(length @ 0..0x80) => der.push(length),
        _ => {
            let bytes = content.len().to_be_bytes();
            let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
            // At most eight.
            der.push(0x80 | u8::try_from(bytes.len() - zeros).unwrap_or(8));
            der.extend_from_slice(&bytes[zeros..]);
        }
    }
    der.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(ber: &[u8]) -> Option<Vec<u8>> {
        to_der(ber).map(|der| der.to_vec())
    }

    #[test]
    fn der_stays_as_it_is() {
        let long = [&[0x30, 0x82, 0x01, 0x04, 0x04, 0x82, 0x01, 0x00][..], &[7; 256]].concat();
        assert_eq!(der(&long), Some(long.clone()));
        assert_eq!(der(&[0x30, 0]), Some(vec![0x30, 0]));
    }

    #[test]
    fn indefinite_and_long_winded_lengths_become_definite_and_short() {
        let indefinite = [0x30, 0x80, 2, 1, 3, 0xA0, 0x80, 0x30, 0x80, 5, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(der(&indefinite), Some(vec![0x30, 9, 2, 1, 3, 0xA0, 4, 0x30, 2, 5, 0]));
        assert_eq!(der(&[0x30, 0x83, 0, 0, 3, 2, 0x81, 1, 3]), None, "its length does not count the byte");
        assert_eq!(der(&[0x30, 0x83, 0, 0, 4, 2, 0x81, 1, 3]), Some(vec![0x30, 3, 2, 1, 3]));
    }

    #[test]
    fn strings_of_octets_are_put_together() {
        let parts = [0x24, 0x80, 4, 2, 1, 2, 0x24, 4, 4, 0, 4, 0, 4, 1, 3, 0, 0];
        assert_eq!(der(&parts), Some(vec![4, 3, 1, 2, 3]));
        assert_eq!(der(&[0x24, 3, 2, 1, 1]), None, "a number is no part of a string");
    }

    #[test]
    fn what_is_cut_too_deep_or_followed_by_more_is_refused() {
        let whole = [0x30, 0x80, 4, 1, 9, 0, 0];
        for end in 0..whole.len() {
            assert_eq!(der(&whole[..end]), None, "{end}");
        }
        assert_eq!(der(&[&whole[..], &[0]].concat()), None);
        assert_eq!(der(&[0x30, 0x80].repeat(100_000)), None);
        assert_eq!(der(&[4, 0x80, 0, 0]), None, "only what has parts can have no length");
        assert_eq!(der(&[0x30, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0]), None);
    }
}
