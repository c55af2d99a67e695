//! Signatures: which classes the senses of a word are of that hold as it is written. Words are many, their signatures some
//! thousands; what a stage needs to know of a word's senses as a whole it works out once for each signature.
//!
//! "March" is a month and "march" is none: a word has a signature for each way of writing ([`Ways`]), and which of them is a
//! token's is settled when it is looked up. Nobody needs to walk its senses to see which of them fit.

use super::{class, Class};
use crate::text::{QuickMap, Shape};

const BLOCKS: usize = class::NAMES.len().div_ceil(64);

/// A set of classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signature {
    classes: [u64; BLOCKS],
    /// The same in 62 buckets: see [`Class::bit`].
    pub buckets: u64,
    /// All of them hold as the word is written: of every signature.
    pub plain: bool,
}

/// The signatures of a word by the [`Shape`] in which it is written: each holds what the freer ones before it do.
type Ways = [u16; 4];

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

    fn add(&mut self, class: Class) {
        if let Some(block) = self.classes.get_mut(usize::from(class.0 >> 6)) {
            *block |= 1 << (class.0 & 63);
        }
        self.buckets |= class.bit();
    }
}

/// Whether a sense holds that asks for these capitals (`case`: see [`crate::lexicon`]).
fn holds(case: u8, shape: Shape) -> bool {
    match case & 3 {
        0 => true,
        1 => shape != Shape::Lower,
        _ => shape == Shape::Upper,
    }
}

/// All signatures of a lexicon; the first is that of words without senses.
pub(crate) struct Signatures {
    all: Vec<Signature>,
    known: QuickMap<[u64; BLOCKS], u16>,
    /// Which signatures words have together.
    ways: Vec<Ways>,
    known_ways: QuickMap<Ways, u16>,
    /// The last step that [`Signatures::with`] took and where it led: gazetteers take the same again and again.
    last: (u64, u16),
}

impl Signatures {
    pub fn new() -> Self {
        let mut signatures = Signatures {
            all: Vec::new(),
            known: QuickMap::default(),
            ways: Vec::new(),
            known_ways: QuickMap::default(),
            last: (u64::MAX, 0),
        };
        signatures.of(std::iter::empty());
        signatures
    }

    pub fn all(&self) -> &[Signature] {
        &self.all
    }

    #[inline]
    pub fn get(&self, index: u16) -> &Signature {
        self.all.get(usize::from(index)).unwrap_or(&self.all[0])
    }

    /// The signature of a word with these ways when it is written so.
    #[inline]
    pub fn written(&self, ways: u16, shape: Shape) -> u16 {
        self.ways.get(usize::from(ways)).map_or(0, |ways| ways[shape as usize])
    }

    /// The ways of a word with these senses: class, and how it must be written.
    pub fn of(&mut self, senses: impl Iterator<Item = (Class, u8)> + Clone) -> u16 {
        let ways = SHAPES.map(|shape| {
            let mut signature = Signature { plain: true, ..Signature::default() };
            senses.clone().filter(|(_, case)| holds(*case, shape)).for_each(|(class, _)| signature.add(class));
            self.number(signature)
        });
        self.number_of_ways(ways)
    }

    /// The ways of a word with a sense more.
    #[inline]
    pub fn with(&mut self, ways: u16, class: Class, case: u8) -> u16 {
        let step = u64::from(ways) << 32 | u64::from(class.0) << 2 | u64::from(case & 3);
        if self.last.0 != step {
            self.last = (step, self.enlarged(ways, class, case));
        }
        self.last.1
    }

    fn enlarged(&mut self, ways: u16, class: Class, case: u8) -> u16 {
        let ways = SHAPES.map(|shape| {
            let before = self.written(ways, shape);
            if !holds(case, shape) || self.get(before).has(class) {
                return before;
            }
            let mut signature = self.get(before).clone();
            signature.add(class);
            self.number(signature)
        });
        self.number_of_ways(ways)
    }

    /// There are some thousands in the build script's table, and a gazetteer file, which brings places alone, at most
    /// doubles them: numbers of 16 bits are enough.
    fn number(&mut self, signature: Signature) -> u16 {
        *self.known.entry(signature.classes).or_insert_with(|| {
            self.all.push(signature);
            (self.all.len() - 1) as u16
        })
    }

    fn number_of_ways(&mut self, ways: Ways) -> u16 {
        *self.known_ways.entry(ways).or_insert_with(|| {
            self.ways.push(ways);
            (self.ways.len() - 1) as u16
        })
    }
}

/// In the order of [`Ways`].
const SHAPES: [Shape; 4] = [Shape::Lower, Shape::Title, Shape::Upper, Shape::Mixed];
