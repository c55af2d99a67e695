//! Converts byte offsets into other units.

/// Bytes between two marks of the ruler.
const BLOCK: usize = 32;

/// Tells for a byte offset how many UTF-16 units and code points stand before it: the text is counted once, block by block,
/// and a look-up counts within its block. Counting from the start for every span would be quadratic.
pub struct Ruler<'t> {
    text: &'t [u8],
    /// Code points, and characters of four bytes, before each block; empty where all is ASCII.
    blocks: Vec<[u32; 2]>,
}

fn count(bytes: &[u8]) -> [u32; 2] {
    let points = bytes.iter().filter(|b| **b & 0xc0 != 0x80).count();
    let pairs = bytes.iter().filter(|b| **b >= 0xf0).count();
    [points as u32, pairs as u32]
}

impl<'t> Ruler<'t> {
    /// Counts a text.
    pub fn new(text: &'t str) -> Self {
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            blocks.reserve_exact(text.len() / BLOCK + 1);
            let mut sum = [0, 0];
            blocks.push(sum);
            for block in text.as_bytes().chunks_exact(BLOCK) {
                let [points, pairs] = count(block);
                sum = [sum[0] + points, sum[1] + pairs];
                blocks.push(sum);
            }
        }
        Ruler { text: text.as_bytes(), blocks }
    }

    fn at(&self, byte: usize) -> Option<[u32; 2]> {
        let byte = byte.min(self.text.len());
        let [points, pairs] = self.blocks.get(byte / BLOCK)?;
        let [more, more_pairs] = count(self.text.get(byte / BLOCK * BLOCK..byte)?);
        Some([points + more, pairs + more_pairs])
    }

    /// Code points before a byte offset, which stands between two characters.
    pub fn codepoint(&self, byte: usize) -> usize {
        self.at(byte).map_or(byte, |[points, _]| points as usize)
    }

    /// UTF-16 code units before it: characters of four bytes take two.
    pub fn utf16(&self, byte: usize) -> usize {
        self.at(byte).map_or(byte, |[points, pairs]| (points + pairs) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_counting() {
        for text in ["Köln 🕊 يوم e\u{301}".repeat(60), "plain".repeat(100), String::new()] {
            let ruler = Ruler::new(&text);
            for byte in text.char_indices().map(|(i, _)| i).chain([text.len()]) {
                assert_eq!(ruler.utf16(byte), text[..byte].encode_utf16().count());
                assert_eq!(ruler.codepoint(byte), text[..byte].chars().count());
            }
        }
    }
}
