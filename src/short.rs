//! The strings of the model: many, short, and for the most part never longer than a name.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// Bytes that a string may have and need no memory of its own: a name, a day, an identifier.
const SHORT: usize = 22;

/// A string that cannot be changed: short ones stand in it, long ones are borrowed where they come from a table and owned
/// where they come from the article. A long article has hundreds of thousands of them; it is as large as a `String`.
#[derive(Clone)]
pub struct Str(Form);

#[derive(Clone)]
enum Form {
    Short { length: u8, bytes: [u8; SHORT] },
    Table(&'static str),
    Own(Box<str>),
}

impl Str {
    /// A copy of a string.
    pub fn new(text: &str) -> Str {
        let mut bytes = [0; SHORT];
        match bytes.get_mut(..text.len()) {
            Some(room) => {
                room.copy_from_slice(text.as_bytes());
                Str(Form::Short { length: text.len() as u8, bytes })
            }
            None => Str(Form::Own(text.into())),
        }
    }

    /// Its characters in UTF-8: enough to compare them.
    fn bytes(&self) -> &[u8] {
        match &self.0 {
            Form::Short { length, bytes } => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Form::Table(text) => text.as_bytes(),
            Form::Own(text) => text.as_bytes(),
        }
    }

    /// Letters, figures and marks of ASCII, of which there may not be too many to stand in it.
    pub(crate) fn ascii<const N: usize>(letters: [u8; N]) -> Str {
        const { assert!(N <= SHORT) };
        Str(Form::Short { length: N as u8, bytes: std::array::from_fn(|at| letters.get(at).copied().unwrap_or(0)) })
    }

    /// The name of the `number`th mark of a layer: `d12`.
    pub(crate) fn numbered(letter: u8, number: usize) -> Str {
        let mut bytes = [0; SHORT];
        let digits = number.checked_ilog10().unwrap_or(0) as usize + 1;
        let mut rest = number;
        bytes[0] = letter;
        for byte in bytes[1..=digits].iter_mut().rev() {
            *byte = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        Str(Form::Short { length: digits as u8 + 1, bytes })
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // They were characters when they came in; what they are is checked again, for want of another safe way.
            Form::Short { length, bytes } => {
                bytes.get(..usize::from(*length)).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
            }
            Form::Table(text) => text,
            Form::Own(text) => text,
        }
    }
}

impl Default for Str {
    fn default() -> Self {
        Str(Form::Table(""))
    }
}

impl From<&'static str> for Str {
    fn from(text: &'static str) -> Self {
        Str(Form::Table(text))
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        match text.len() {
            0..=SHORT => Str::new(&text),
            _ => Str(Form::Own(text.into())),
        }
    }
}

impl From<&String> for Str {
    fn from(text: &String) -> Self {
        Str::new(text)
    }
}

impl From<Str> for String {
    fn from(text: Str) -> Self {
        text.as_str().to_owned()
    }
}

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Str) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Str {}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.bytes() == other.as_bytes()
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.bytes() == other.as_bytes()
    }
}

impl PartialEq<String> for Str {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Str) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    fn cmp(&self, other: &Str) -> std::cmp::Ordering {
        self.bytes().cmp(other.bytes())
    }
}

// As `str` does it: `Borrow` asks for that.
impl Hash for Str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Serialize for Str {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Str::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_the_string_it_was_made_from() {
        // Lengths on either side of the border, and characters that would lie across it.
        for length in 0..40 {
            for letter in ["a", "é", "語", "🕊"] {
                let text = letter.repeat(length);
                let forms = [Str::new(&text), Str::from(text.clone()), Str::from(&*String::leak(text.clone()))];
                for form in &forms {
                    assert_eq!((form.as_str(), form), (text.as_str(), &forms[0]));
                    assert_eq!(form.cmp(&Str::new("b")), text.as_str().cmp("b"));
                    assert_eq!(serde_json::to_string(form).ok(), serde_json::to_string(&text).ok());
                }
                let read: Str = serde_json::from_str(&serde_json::json!(text).to_string()).expect("a string");
                assert_eq!(read, text);
            }
        }
    }

    #[test]
    fn is_as_small_as_a_string() {
        assert_eq!(std::mem::size_of::<Str>(), std::mem::size_of::<String>());
        assert_eq!(std::mem::size_of::<Option<Str>>(), std::mem::size_of::<String>());
    }
}
