// Folding: the one form under which words are looked up and compared. Shared by the build script and the engine,
// so that both agree on every byte; it therefore uses nothing but `core`.

/// Starts a folded hash (FNV-1a, 64 bits).
pub const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds one folded byte to a hash.
#[inline(always)]
pub const fn hash_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of a word that is folded already.
pub const fn hash_folded(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash = HASH_START;
    let mut i = 0;
    while i < bytes.len() {
        hash = hash_byte(hash, bytes[i]);
        i += 1;
    }
    hash
}

/// The hash of the folded form of a word.
pub fn fold_hash(word: &str) -> u64 {
    let mut hash = HASH_START;
    fold_bytes(word, |b| hash = hash_byte(hash, b));
    hash
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
            for lower in c.to_lowercase() {
                let mut buffer = [0u8; 4];
                lower.encode_utf8(&mut buffer).bytes().for_each(&mut *out);
            }
            return;
        }
    };
    plain.bytes().for_each(out);
}

/// The folded words of a form, and how it must be written: 0 anyhow, 1 with a capital, 2 in capitals; in the upper bits
/// the word this holds for. The tokenizer cuts the same way: hyphens and spaces separate, `'s` is a word of its own.
pub fn fold_form(form: &str) -> (String, u8) {
    let mut folded = String::new();
    let mut case = 0u8;
    let spaced = form.replace("'s ", " 's ").replace("\u{2019}s ", " 's ");
    let spaced = match spaced.strip_suffix("'s") {
        Some(rest) if !rest.is_empty() && !rest.ends_with(' ') => format!("{rest} 's"),
        _ => spaced,
    };
    let mut position = 0u8;
    for word in spaced.split([' ', '-', '\u{2010}', '\u{2011}', '\u{a0}']).filter(|w| !w.is_empty()) {
        let mut bytes = Vec::new();
        if word == "'s" {
            bytes.extend_from_slice(b"'s");
        } else if word.chars().all(|c| !c.is_alphanumeric()) {
            bytes.extend_from_slice(word.as_bytes());
        } else {
            // Commas, slashes and the like are tokens of their own.
            for c in word.chars() {
                if matches!(c, ',' | '/' | '(' | ')' | '&' | '"' | ':' | ';' | '!') {
                    if !bytes.is_empty() && bytes.last() != Some(&b' ') {
                        bytes.push(b' ');
                    }
                    bytes.push(c as u8);
                    bytes.push(b' ');
                } else {
                    let mut buffer = [0u8; 4];
                    fold_bytes(c.encode_utf8(&mut buffer), |b| bytes.push(b));
                }
            }
        }
        while bytes.last() == Some(&b' ') {
            bytes.pop();
        }
        if bytes.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&String::from_utf8(bytes).expect("folding keeps UTF-8"));
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        if case & 3 == 0 && letters.first().is_some_and(|c| c.is_uppercase()) && position < 60 {
            case = if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) { 2 } else { 1 } | (position << 2);
        }
        position += 1;
    }
    (folded, case)
}
