//! The towns of a gazetteer file. A file is kept as it came: what the articles at hand name, a few hundred towns of 135,000,
//! is unpacked when it is asked for.

use super::gazetteer::{self, File};
use super::Place;
use crate::model::Str;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The precision of a town: it is a point on the map.
pub(super) const TOWN_PREC: u8 = 1;

/// Rows that are unpacked together: a name is read from the names before it, the first of a block from its start.
const BLOCK: usize = 16;

/// Where a block of rows begins.
struct Start {
    /// Its first rest.
    rest: u32,
    /// What its first name shares with the name before, in `Towns::shared`.
    shared: u32,
}

/// A town on the way through a file.
pub(super) struct Town<'a> {
    /// Its row in the file.
    pub row: usize,
    /// The number of its country in the file.
    pub country: usize,
    /// See [`gazetteer::population`].
    pub size: u8,
    /// Its name.
    pub name: &'a [u8],
    /// It has the name of the row before.
    pub repeats: bool,
}

/// The towns of a file.
pub(super) struct Towns {
    file: File<Cow<'static, [u8]>>,
    /// The codes of the file's countries.
    codes: Vec<&'static str>,
    starts: Vec<Start>,
    shared: Vec<u8>,
    blocks: Vec<OnceLock<Box<[Place]>>>,
}

impl Towns {
    /// Goes through a file's towns once. `codes` are those of its countries.
    #[inline(never)]
    pub fn new(file: File<Cow<'static, [u8]>>, codes: Vec<&'static str>, mut each: impl FnMut(Town)) -> Self {
        let (mut starts, mut shared) = (Vec::with_capacity(file.rows().div_ceil(BLOCK)), Vec::new());
        file.names(0..file.rows(), 0, &mut Vec::new(), |row, rest, name| {
            if row % BLOCK == 0 {
                starts.push(Start { rest: rest as u32, shared: shared.len() as u32 });
                shared.extend_from_slice(name.get(..file.shared(row)).unwrap_or(&[]));
            }
            let (country, size, repeats) = (file.country(row), file.size(row), file.repeats(row));
            each(Town { row, country, size, name, repeats });
        });
        let blocks = starts.iter().map(|_| OnceLock::new()).collect();
        Towns { file, codes, starts, shared, blocks }
    }

    /// The number of towns.
    pub fn len(&self) -> usize {
        self.file.rows()
    }

    /// A town by its row.
    pub fn place(&self, row: usize) -> Option<&Place> {
        let block = row / BLOCK;
        self.blocks.get(block)?.get_or_init(|| self.unpack(block)).get(row % BLOCK)
    }

    /// The inhabitants of a town by its row.
    pub fn population(&self, row: usize) -> u32 {
        let unpacked = self.blocks.get(row / BLOCK).and_then(OnceLock::get).and_then(|places| places.get(row % BLOCK));
        unpacked.map_or_else(|| gazetteer::population(self.file.size(row)), |place| place.population)
    }

    fn unpack(&self, block: usize) -> Box<[Place]> {
        let Some(start) = self.starts.get(block) else { return Box::default() };
        let to = self.starts.get(block + 1).map_or(self.shared.len(), |next| next.shared as usize);
        let mut name = self.shared.get(start.shared as usize..to).unwrap_or(&[]).to_vec();
        let rows = block * BLOCK..self.len().min((block + 1) * BLOCK);
        let mut places = Vec::with_capacity(rows.len());
        self.file.names(rows, start.rest as usize, &mut name, |row, _, name| {
            let population = gazetteer::population(self.file.size(row));
            let [lat, lon] = self.file.point(row);
            places.push(Place {
                name: Str::new(&String::from_utf8_lossy(name)),
                place_type: gazetteer::place_type(population),
                country: self.codes.get(self.file.country(row)).copied().unwrap_or("").into(),
                admin1: "".into(),
                lat,
                lon,
                where_prec: TOWN_PREC,
                population,
                from_table: false,
            });
        });
        places.into()
    }
}
