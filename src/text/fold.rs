// Folding: the one form under which words are looked up and compared. Shared by the build script and the engine,
// so that both agree on every byte; it therefore uses nothing but `core`.

/// Starts a folded hash.
pub const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds eight folded bytes to a hash, the first in the lowest bits; behind the last of a word stand zeros.
#[inline(always)]
pub const fn hash_block(hash: u64, block: u64) -> u64 {
    let product = (hash ^ block).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // A product carries nothing down.
    product ^ product >> 32
}

/// A folded hash in the making, byte by byte.
#[derive(Clone, Copy)]
pub struct FoldedHash {
    /// With the bytes of a block that is not full.
    hash: u64,
    bytes: u32,
}

impl FoldedHash {
    /// That of no bytes.
    pub const EMPTY: FoldedHash = FoldedHash { hash: HASH_START, bytes: 0 };

    /// With a byte more.
    #[inline(always)]
    pub const fn with(self, byte: u8) -> FoldedHash {
        let hash = self.hash ^ (byte as u64) << (8 * (self.bytes & 7));
        let full = self.bytes & 7 == 7;
        FoldedHash { hash: if full { hash_block(hash, 0) } else { hash }, bytes: self.bytes + 1 }
    }

    /// The hash of all bytes.
    #[inline(always)]
    pub const fn finish(self) -> u64 {
        if self.bytes & 7 == 0 {
            self.hash
        } else {
            hash_block(self.hash, 0)
        }
    }

    /// No byte has come yet.
    #[allow(dead_code)]
    pub fn is_empty(self) -> bool {
        self.bytes == 0
    }
}

/// The hash of a word that is folded already.
// Inlined, so that the compiler works it out for a word of the program.
#[inline(always)]
pub const fn hash_folded(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

/// The same of its bytes.
#[inline(always)]
pub const fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = FoldedHash::EMPTY;
    let mut i = 0;
    while i < bytes.len() {
        hash = hash.with(bytes[i]);
        i += 1;
    }
    hash.finish()
}

/// The hash of the folded form of a word.
pub fn fold_hash(word: &str) -> u64 {
    let mut hash = FoldedHash::EMPTY;
    fold_bytes(word, |byte| hash = hash.with(byte));
    hash.finish()
}

/// Calls `out` with every byte of the folded form of `word`: lower case, Latin diacritics stripped,
/// periods and apostrophes dropped.
#[inline]
pub fn fold_bytes(word: &str, mut out: impl FnMut(u8)) {
    for c in word.chars() {
        if c.is_ascii() {
            match c {
                '.' | '\'' | '`' => {}
                _ => out(c.to_ascii_lowercase() as u8),
            }
        } else {
            fold_wide(c, &mut out);
        }
    }
}

fn fold_wide(c: char, out: &mut impl FnMut(u8)) {
    let plain = match c {
        // Apostrophes, ayn and hamza signs, invisible joiners, combining marks.
        '\u{2018}'
        | '\u{2019}'
        | '\u{2bb}'..='\u{2bf}'
        | '\u{2032}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{300}'..='\u{36f}' => "",
        'à'..='å'
        | 'À'..='Å'
        | 'ā'
        | 'Ā'
        | 'ă'
        | 'Ă'
        | 'ą'
        | 'Ą'
        | 'ǎ'
        | 'ạ'
        | 'ả'
        | 'ấ'
        | 'ầ'
        | 'ậ'
        | 'ắ'
        | 'ằ'
        | 'ẵ'
        | 'ẩ'
        | 'ẫ'
        | 'ặ' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ċ' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ḍ' | 'Ḍ' | 'ð' | 'Ð' => "d",
        'è'..='ë'
        | 'È'..='Ë'
        | 'ē'
        | 'Ē'
        | 'ė'
        | 'Ė'
        | 'ę'
        | 'Ę'
        | 'ě'
        | 'Ě'
        | 'ə'
        | 'Ə'
        | 'ẹ'
        | 'ế'
        | 'ề'
        | 'ể'
        | 'ễ'
        | 'ệ' => "e",
        'ğ' | 'Ğ' | 'ġ' | 'Ġ' | 'ǧ' => "g",
        'ħ' | 'Ħ' | 'ḥ' | 'Ḥ' | 'ḩ' | 'Ḩ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'Į' | 'ı' | 'İ' | 'ĩ' | 'ị' => "i",
        'ķ' | 'Ķ' => "k",
        'ł' | 'Ł' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ĺ' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ņ' | 'Ņ' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' | 'ơ' | 'ọ' | 'ố' | 'ồ' | 'ộ' | 'ớ' | 'ờ' | 'ợ' => {
            "o"
        }
        'œ' | 'Œ' => "oe",
        'ř' | 'Ř' | 'ŕ' | 'Ŕ' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' | 'ṣ' | 'Ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'Ţ' | 'ț' | 'Ț' | 'ť' | 'Ť' | 'ṭ' | 'Ṭ' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü'
        | 'Ù'..='Ü'
        | 'ū'
        | 'Ū'
        | 'ů'
        | 'Ů'
        | 'ű'
        | 'Ű'
        | 'ų'
        | 'Ų'
        | 'ư'
        | 'ụ'
        | 'ứ'
        | 'ừ'
        | 'ữ'
        | 'ự'
        | 'ũ' => "u",
        'ý' | 'Ý' | 'ÿ' | 'ỳ' | 'ỹ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' | 'ẓ' | 'Ẓ' => "z",
        _ => {
            super::case::lowercase(c).encode_utf8(&mut [0; 4]).bytes().for_each(out);
            return;
        }
    };
    plain.bytes().for_each(out);
}

/// The folded words of a form, and how it must be written: 0 anyhow, 1 with a capital, 2 in capitals; in the upper bits
/// the word this holds for. The tokenizer cuts the same way: hyphens and spaces separate, `'s` is a word of its own.
pub fn fold_form(form: &str) -> (String, u8) {
    let mut folded = Vec::new();
    let case = fold_form_into(form, &mut folded);
    (String::from_utf8(folded).unwrap_or_default(), case)
}

/// [`fold_form`] into a buffer that its caller keeps: the full gazetteer has 135,000 forms. Replaces what is in it.
pub fn fold_form_into(form: &str, folded: &mut Vec<u8>) -> u8 {
    folded.clear();
    if let Some(case) = fold_plain_form(form, folded) {
        return case;
    }
    folded.clear();
    let (mut case, mut position) = (0, 0);
    for word in form.split([' ', '-', '\u{2010}', '\u{2011}', '\u{a0}']).filter(|word| !word.is_empty()) {
        let owner =
            word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).filter(|owner| !owner.is_empty());
        for word in [Some(owner.unwrap_or(word)), owner.and(Some("'s"))].into_iter().flatten() {
            if !fold_word(word, folded) {
                continue;
            }
            if case & 3 == 0 && position < 60 {
                case = capitals(word) | (position << 2);
            }
            position += 1;
        }
    }
    if case & 3 == 0 {
        0
    } else {
        case
    }
}

/// The same for a form of ASCII letters, spaces and hyphens alone, as most are, in one pass; `None` where it has others.
fn fold_plain_form(form: &str, folded: &mut Vec<u8>) -> Option<u8> {
    let (mut case, mut position) = (0, 0);
    let words = form.as_bytes().split(|byte| matches!(byte, b' ' | b'-')).filter(|word| !word.is_empty());
    for word in words {
        if !word.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        if position > 0 {
            folded.push(b' ');
        }
        folded.extend(word.iter().map(|byte| byte | 0x20));
        if case & 3 == 0 && position < 60 && word[0].is_ascii_uppercase() {
            let capitals = word.len() > 1 && word.iter().all(u8::is_ascii_uppercase);
            case = if capitals { 2 } else { 1 } | (position << 2);
        }
        position += 1;
    }
    Some(if case & 3 == 0 { 0 } else { case })
}

/// How a word of a form is written: 0 with a small letter first or without letters, 1 with a capital, 2 in capitals.
fn capitals(word: &str) -> u8 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => match letters.next() {
            Some(second) if second.is_uppercase() && letters.all(|c| c.is_uppercase()) => 2,
            _ => 1,
        },
        _ => 0,
    }
}

/// Adds a word, and a space before it where it is not the first; false where nothing of it is left.
fn fold_word(word: &str, folded: &mut Vec<u8>) -> bool {
    let before = folded.len();
    if before > 0 {
        folded.push(b' ');
    }
    let start = folded.len();
    if word == "'s" || word.chars().all(|c| !c.is_alphanumeric()) {
        folded.extend_from_slice(word.as_bytes());
    } else {
        for c in word.chars() {
            // Commas, slashes and the like are tokens of their own.
            if matches!(c, ',' | '/' | '(' | ')' | '&' | '"' | ':' | ';' | '!') {
                if folded.len() > start && folded.last() != Some(&b' ') {
                    folded.push(b' ');
                }
                folded.push(c as u8);
                folded.push(b' ');
            } else if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase() as u8);
            } else {
                fold_bytes(c.encode_utf8(&mut [0; 4]), |byte| folded.push(byte));
            }
        }
        while folded.len() > start && folded.last() == Some(&b' ') {
            folded.pop();
        }
    }
    if folded.len() == start {
        folded.truncate(before);
    }
    folded.len() > before
}
