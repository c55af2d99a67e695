//! Writes JSON without spaces: what `serde_json::to_string` writes, for a fifth of its bytes in the browser. Its numbers
//! alone come with ten kilobytes of powers of ten, and each of its three ways out holds the whole model once more.

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use std::io::Write;

/// The JSON of a value. A value that JSON cannot say (none of the model is) ends it early.
pub fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    write(&mut out, value);
    String::from_utf8(out).unwrap_or_default()
}

/// Appends the JSON of a value.
pub fn write(out: &mut Vec<u8>, value: &impl Serialize) {
    let _ = value.serialize(Json { out });
}

/// The model has keys that are strings and no tuples in its variants: what else JSON lacks a form for is refused.
type Refused = std::fmt::Error;
type Never = Impossible<(), Refused>;

struct Json<'o> {
    out: &'o mut Vec<u8>,
}

/// The items of an array or the fields of an object.
struct Items<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
    end: u8,
}

impl<'o> Items<'o> {
    fn begin(out: &'o mut Vec<u8>, start: u8, end: u8) -> Self {
        out.push(start);
        Items { out, first: true, end }
    }

    fn next(&mut self) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
    }

    /// The name of a field: an identifier, with nothing in it to escape.
    #[inline(never)]
    fn name(&mut self, name: &'static str) {
        self.out.reserve(name.len() + 4);
        self.next();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    fn finish(self) {
        self.out.push(self.end);
    }
}

#[inline(never)]
fn string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    escape(out, text);
    out.push(b'"');
}

/// Appends what stands between the quotation marks of a string.
pub(super) fn escape(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    loop {
        let (plain, special) = rest.split_at(plain(rest));
        out.extend_from_slice(plain);
        let Some((byte, after)) = special.split_first() else { return };
        rest = after;
        let letter = match byte {
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            0..=0x1f => b'u',
            _ => *byte,
        };
        out.extend_from_slice(&[b'\\', letter]);
        if letter == b'u' {
            let _ = write!(out, "{byte:04x}");
        }
    }
}

/// How many bytes come before the first that has to be escaped. Eight are looked at together: a borrow runs into a byte's
/// highest bit where it was below what is taken from it, or was one already.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let mut at = 0;
    for eight in bytes.chunks_exact(8) {
        let word = u64::from_le_bytes(eight.try_into().unwrap_or_default());
        let special =
            below(word, 0x20) | below(word ^ (ONES * u64::from(b'"')), 1) | below(word ^ (ONES * u64::from(b'\\')), 1);
        if special & HIGH != 0 {
            break;
        }
        at += 8;
    }
    let special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    at + bytes[at..].iter().position(special).unwrap_or(bytes.len() - at)
}

#[inline(never)]
fn integer(out: &mut Vec<u8>, mut value: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// The shortest digits that read back as the same number; `whole` where they have no point.
#[inline(never)]
fn number(out: &mut Vec<u8>, finite: bool, whole: bool, digits: std::fmt::Arguments) {
    if !finite {
        out.extend_from_slice(b"null");
        return;
    }
    let _ = out.write_fmt(digits);
    if whole {
        out.extend_from_slice(b".0");
    }
}

impl<'o> Serializer for Json<'o> {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Items<'o>;
    type SerializeTuple = Items<'o>;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Items<'o>;
    type SerializeStruct = Items<'o>;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, value: bool) -> Result<(), Refused> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Refused> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Refused> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Refused> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Refused> {
        if value < 0 {
            self.out.push(b'-');
        }
        integer(self.out, value.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Refused> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Refused> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Refused> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Refused> {
        integer(self.out, value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Refused> {
        number(self.out, value.is_finite(), value.trunc() == value, format_args!("{value}"));
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Refused> {
        number(self.out, value.is_finite(), value.trunc() == value, format_args!("{value}"));
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Refused> {
        string(self.out, value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Refused> {
        string(self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Refused> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Refused> {
        string(self.out, variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Refused> {
        Err(std::fmt::Error)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'o>, Refused> {
        Ok(Items::begin(self.out, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'o>, Refused> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Refused> {
        Err(std::fmt::Error)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Refused> {
        Err(std::fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'o>, Refused> {
        Ok(Items::begin(self.out, b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'o>, Refused> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Refused> {
        Err(std::fmt::Error)
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.next();
        value.serialize(Json { out: self.out })
    }

    fn end(self) -> Result<(), Refused> {
        self.finish();
        Ok(())
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Refused> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        self.next();
        key.serialize(Json { out: self.out })
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.out.push(b':');
        value.serialize(Json { out: self.out })
    }

    fn end(self) -> Result<(), Refused> {
        self.finish();
        Ok(())
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
        self.name(name);
        value.serialize(Json { out: self.out })
    }

    fn end(self) -> Result<(), Refused> {
        self.finish();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;
    use serde_json::json as value;

    #[test]
    fn writes_what_serde_json_writes() {
        assert_eq!(json(&sample()), serde_json::to_string(&sample()).expect("JSON"));
        let characters: String = (0..0x250).filter_map(char::from_u32).collect();
        for value in [
            value!(null),
            value!([true, false, [], {}, "", [[]]]),
            value!([0, 7, 10, -1, i64::MIN, u64::MAX]),
            value!([0.0, -0.0, 1.0, 18.53, -0.127, 359.999, 1e15, 0.001, 48.4661865234375, f64::NAN]),
            value!({ "a": [1, { "b": "\u{0}\u{1f}\u{7f}\"\\/\n\r\t\u{8}\u{c}" }], "ö": characters }),
        ] {
            assert_eq!(json(&value), value.to_string());
        }
        for weight in (0..=1000).map(|thousandths| thousandths as f32 / 1000.0) {
            assert_eq!(json(&weight), serde_json::to_string(&weight).expect("JSON"));
        }
    }
}
