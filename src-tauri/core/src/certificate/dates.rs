//! Dates that do not follow the standard (RFC 5280 section 4.1.2.5): without seconds, without a zone, with an offset
//! or with fractions. Programs made such certificates, and others read them.

use pkcs8::der::asn1::AnyRef;
use pkcs8::der::{Decode as _, Encode as _, Reader as _, SliceReader, Tag, Tagged as _};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A certificate whose dates were rewritten as the standard says.
pub(super) struct Repaired<'d> {
    /// The certificate with the other dates. Its signature does not fit it.
    pub(super) der: Vec<u8>,
    /// The certificate as it was.
    pub(super) original: &'d [u8],
    /// The signed part as it was.
    pub(super) signed: &'d [u8],
}

impl<'d> Repaired<'d> {
    /// Rewrites the dates of the certificate at the beginning of the bytes; `None` if there is none, or its dates cannot
    /// be understood.
    pub(super) fn of(bytes: &'d [u8]) -> Option<Self> {
        let original = SliceReader::new(bytes).ok()?.tlv_bytes().ok()?;
        let mut parts = elements(original)?.into_iter();
        let (signed, rest) = (parts.next()?, parts.collect::<Vec<_>>().concat());
        let mut fields = elements(signed)?;
        let at = validity_at(&fields);
        let validity = fields.get_mut(at)?;
        let dates = elements(validity)?.into_iter().map(standard_date).collect::<Option<Vec<_>>>()?;
        let [Some(begin), Some(end)] = [dates.first(), dates.get(1)] else { return None };
        let new_validity = sequence(&[begin.as_slice(), end].concat())?;
        *validity = &new_validity;
        let new_signed = sequence(&fields.concat())?;
        let der = sequence(&[new_signed, rest].concat())?;
        Some(Self { der, original, signed })
    }
}

/// Whether the dates of this certificate are written as the standard says: with seconds, in UTC.
pub(super) fn are_standard(der: &[u8]) -> bool {
    let is_standard = |der: &[u8]| {
        let Ok(date) = AnyRef::from_der(der) else { return false };
        let length = if date.tag() == Tag::UtcTime { 12 } else { 14 };
        let digits = date.value().strip_suffix(b"Z");
        digits.is_some_and(|digits| digits.len() == length && digits.iter().all(u8::is_ascii_digit))
    };
    let dates = || {
        let fields = elements(elements(der)?.first()?)?;
        elements(fields.get(validity_at(&fields))?)
    };
    dates().is_some_and(|dates| dates.into_iter().all(is_standard))
}

/// The place of the validity among the fields of the signed part. The version is missing in version 1.
fn validity_at(fields: &[&[u8]]) -> usize {
    if fields.first().is_some_and(|field| field.starts_with(&[0xA0])) { 4 } else { 3 }
}

/// The elements of a SEQUENCE, each with its tag and length.
fn elements(der: &[u8]) -> Option<Vec<&[u8]>> {
    let sequence = AnyRef::from_der(der).ok().filter(|any| any.tag() == Tag::Sequence)?;
    let mut reader = SliceReader::new(sequence.value()).ok()?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        elements.push(reader.tlv_bytes().ok()?);
    }
    Some(elements)
}

fn sequence(content: &[u8]) -> Option<Vec<u8>> {
    AnyRef::new(Tag::Sequence, content).ok()?.to_der().ok()
}

/// A date as GeneralizedTime in the form of the standard.
fn standard_date(der: &[u8]) -> Option<Vec<u8>> {
    let date = AnyRef::from_der(der).ok()?;
    let text = std::str::from_utf8(date.value()).ok()?;
    let time = match date.tag() {
        Tag::UtcTime => {
            let year: i32 = text.get(..2)?.parse().ok()?;
            // RFC 5280 section 4.1.2.5.1.
            read_date(if year < 50 { 2000 + year } else { 1900 + year }, text.get(2..)?)?
        }
        Tag::GeneralizedTime => read_date(text.get(..4)?.parse().ok()?, text.get(4..)?)?,
        _ => return None,
    };
    let text = format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}Z",
        time.year(),
        u8::from(time.month()),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    );
    AnyRef::new(Tag::GeneralizedTime, text.as_bytes()).ok()?.to_der().ok()
}

/// Month, day and time after the year. Without a zone, it is UTC.
fn read_date(year: i32, text: &str) -> Option<OffsetDateTime> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (numbers, zone) = text.split_at(digits);
    let number = |at: usize| numbers.get(at..at + 2)?.parse::<u8>().ok();
    let second = if digits > 8 { number(8)? } else { 0 };
    let month = Month::try_from(number(0)?).ok()?;
    let date = Date::from_calendar_date(year, month, number(2)?).ok()?;
    let minute = if digits > 6 { number(6)? } else { 0 };
    let local = PrimitiveDateTime::new(date, Time::from_hms(number(4)?, minute, second).ok()?);
    let zone = zone.trim_start_matches(|c: char| c == '.' || c == ',' || c.is_ascii_digit());
    let offset = match zone.split_at_checked(1) {
        None | Some(("Z", "")) => UtcOffset::UTC,
        Some((sign @ ("+" | "-"), offset)) => {
            let part = |range| offset.get(range).unwrap_or("0").parse::<i8>().ok();
            let (hours, minutes) = (part(0..2)?, part(2..4)?);
            let signed = |number: i8| if sign == "-" { -number } else { number };
            UtcOffset::from_hms(signed(hours), signed(minutes), 0).ok()?
        }
        Some(_) => return None,
    };
    local.assume_offset(offset).checked_to_offset(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(tag: Tag, text: &str) -> Option<String> {
        let der = AnyRef::new(tag, text.as_bytes()).unwrap().to_der().unwrap();
        let standard = standard_date(&der)?;
        Some(std::str::from_utf8(&standard[2..]).unwrap().to_owned())
    }

    #[test]
    fn dates_of_every_kind_become_standard_ones() {
        for (text, expected) in [
            ("2701150800", "20270115080000Z"),
            ("270115080000", "20270115080000Z"),
            ("2701150800Z", "20270115080000Z"),
            ("270115090000+0100", "20270115080000Z"),
            ("2701150230-0530", "20270115080000Z"),
            ("991231235959Z", "19991231235959Z"),
        ] {
            assert_eq!(standard(Tag::UtcTime, text).as_deref(), Some(expected), "{text}");
        }
        for (text, expected) in [
            ("20270115080000.123Z", "20270115080000Z"),
            ("20270115080000", "20270115080000Z"),
            ("2027011508", "20270115080000Z"),
            ("20270115080000+00", "20270115080000Z"),
        ] {
            assert_eq!(standard(Tag::GeneralizedTime, text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "27", "271315080000Z", "270115250000Z", "270115080000X", "270115080000+9900", "today"]
        {
            assert_eq!(standard(Tag::UtcTime, text), None, "{text}");
        }
        assert_eq!(standard(Tag::PrintableString, "270115080000Z"), None);
    }
}
