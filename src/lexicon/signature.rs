//! Signatures: which classes the senses of a word are of. Words are many, their signatures some hundreds; what a stage needs
//! to know of a word's senses as a whole it works out once for each signature.

use super::{class, Class};
use crate::text::QuickMap;

const BLOCKS: usize = class::NAMES.len().div_ceil(64);

/// A set of classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signature {
    classes: [u64; BLOCKS],
    /// The same in 62 buckets: see [`Class::bit`].
    pub buckets: u64,
    /// All senses hold however the word is written.
    pub plain: bool,
}

impl Signature {
    #[inline]
    pub fn has(&self, class: Class) -> bool {
        self.classes.get(usize::from(class.0 >> 6)).is_some_and(|block| block >> (class.0 & 63) & 1 != 0)
    }

    /// The classes, in the order of their numbers.
    pub fn classes(&self) -> impl Iterator<Item = Class> + '_ {
        self.classes.iter().enumerate().flat_map(|(block, &bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(Class(block as u16 * 64 + bit as u16))
            })
        })
    }

    fn add(&mut self, class: Class, plain: bool) {
        if let Some(block) = self.classes.get_mut(usize::from(class.0 >> 6)) {
            *block |= 1 << (class.0 & 63);
        }
        self.buckets |= class.bit();
        self.plain &= plain;
    }
}

/// All signatures of a lexicon; the first is that of words without senses.
pub(crate) struct Signatures {
    all: Vec<Signature>,
    known: QuickMap<([u64; BLOCKS], bool), u16>,
    /// The last step that [`Signatures::with`] took and where it led: gazetteers take the same again and again.
    last: (u64, u16),
}

impl Signatures {
    pub fn new() -> Self {
        let mut signatures = Signatures { all: Vec::new(), known: QuickMap::default(), last: (u64::MAX, 0) };
        signatures.number(Signature { plain: true, ..Signature::default() });
        signatures
    }

    pub fn all(&self) -> &[Signature] {
        &self.all
    }

    #[inline]
    pub fn get(&self, index: u16) -> &Signature {
        self.all.get(usize::from(index)).unwrap_or(&self.all[0])
    }

    /// The signature of these senses: class, and whether it holds however the word is written.
    pub fn of(&mut self, senses: impl Iterator<Item = (Class, bool)>) -> u16 {
        let mut signature = Signature { plain: true, ..Signature::default() };
        senses.for_each(|(class, plain)| signature.add(class, plain));
        self.number(signature)
    }

    /// The signature `index` with a sense more.
    #[inline]
    pub fn with(&mut self, index: u16, class: Class, plain: bool) -> u16 {
        let step = u64::from(index) << 32 | u64::from(class.0) << 1 | u64::from(plain);
        if self.last.0 != step {
            self.last = (step, self.enlarged(index, class, plain));
        }
        self.last.1
    }

    fn enlarged(&mut self, index: u16, class: Class, plain: bool) -> u16 {
        let before = self.get(index);
        if before.has(class) && (plain || !before.plain) {
            return index;
        }
        let mut signature = before.clone();
        signature.add(class, plain);
        self.number(signature)
    }

    /// There are some thousands in the build script's table, and a gazetteer file, which brings places alone, at most
    /// doubles them: numbers of 16 bits are enough.
    fn number(&mut self, signature: Signature) -> u16 {
        *self.known.entry((signature.classes, signature.plain)).or_insert_with(|| {
            self.all.push(signature);
            (self.all.len() - 1) as u16
        })
    }
}
