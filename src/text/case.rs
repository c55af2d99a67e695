//! Small and capital letters beyond ASCII. The standard library's own tables for both ways weigh nine kilobytes after
//! brotli; as rows of letters that lie equally far from their small ones, made by the build script, they are a tenth of it.

/// Letters that have a small letter at the same distance.
struct Row {
    first: u32,
    last: u32,
    /// 2 where capitals and small letters take turns.
    step: u32,
    distance: i32,
}

impl Row {
    fn holds(&self, letter: u32) -> bool {
        (self.first..=self.last).contains(&letter) && (letter - self.first) % self.step == 0
    }
}

include!(concat!(env!("OUT_DIR"), "/lowercase.rs"));

/// The small letter of a letter; other characters as they are.
pub fn lowercase(c: char) -> char {
    let letter = u32::from(c);
    let row = LOWERCASE.get(LOWERCASE.partition_point(|row| row.last < letter)).filter(|row| row.holds(letter));
    row.and_then(|row| char::from_u32(letter.wrapping_add_signed(row.distance))).unwrap_or(c)
}

/// The capital whose small letter this is; other characters as they are, and so are those that stand for two letters ("ﬁ").
pub fn uppercase(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    let capital =
        |row: &Row| Some(u32::from(c).wrapping_add_signed(-row.distance)).filter(|capital| row.holds(*capital));
    LOWERCASE.iter().find_map(capital).and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_the_small_letter_of_unicode() {
        // İ becomes two characters; folding treats it before.
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii() && *c != 'İ') {
            assert_eq!(c.to_lowercase().collect::<Vec<_>>(), [lowercase(c)], "{c}");
        }
    }

    #[test]
    fn capitals_are_those_of_unicode_where_there_is_one() {
        for c in "aäéñøœčžşαωжяєґաֆ5A".chars() {
            assert_eq!(c.to_uppercase().collect::<Vec<_>>(), [uppercase(c)], "{c}");
        }
        assert_eq!(uppercase('ﬁ'), 'ﬁ');
    }
}
