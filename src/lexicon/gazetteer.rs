// The gazetteer file: towns of the world in a compact form, the source of the core table and the page's second file.
// Shared by the build script, xtask and the engine; uses nothing but `core` and `alloc`.
//
// Layout, integers LEB128 unless said otherwise: the magic bytes, the number of countries and their codes (three letters
// each), their middles (upper bytes of latitude and longitude), the number of rows, then column after column (columns of
// like bytes compress far better than rows), a byte a row: the length of the prefix shared with the name before; the length
// of the rest; country; size (eighths of the binary logarithm of the population + 1); latitude, longitude (steps of 360/65536
// degrees; two columns each, upper bytes from the country's middle on, lower bytes). Last the rests of the names.
// Rows are sorted by name. The last four bytes are the checksum of all before.

/// First bytes of the file; the digit is the version.
pub const MAGIC: &[u8; 5] = b"CAGZ3";

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// Name as GeoNames writes it.
    pub name: &'a str,
    /// ISO 3166-1 alpha-3.
    pub country: &'a str,
    /// Inhabitants, to within five per cent.
    pub population: u32,
    /// Degrees north, to within 0.003.
    pub lat: f64,
    /// Degrees east, to within 0.003.
    pub lon: f64,
}

/// Countries at war since 1945, in order, where small towns make news: their towns enter the core table early.
const WAR_COUNTRIES: &[&str] = &[
    "AFG", "AGO", "ARM", "AZE", "BDI", "BFA", "BIH", "CAF", "CMR", "COD", "COL", "DZA", "ERI", "ETH", "GEO", "HRV",
    "IRN", "IRQ", "ISR", "KHM", "LAO", "LBN", "LBR", "LBY", "LKA", "MLI", "MMR", "MOZ", "NER", "NGA", "NIC", "NPL",
    "PAK", "PHL", "PSE", "RWA", "SAU", "SDN", "SLE", "SLV", "SOM", "SRB", "SSD", "SYR", "TCD", "TJK", "TLS", "UGA",
    "UKR", "VNM", "XKX", "YEM",
];

/// From how many inhabitants on a town belongs to the core table that ships inside the engine.
pub fn core_population(country: &str) -> u32 {
    if WAR_COUNTRIES.binary_search(&country).is_ok() {
        50_000
    } else {
        500_000
    }
}

/// What a town of this size is called.
pub fn place_type(population: u32) -> &'static str {
    match population {
        0..=9_999 => "village",
        10_000..=99_999 => "town",
        _ => "city",
    }
}

/// Countries whose towns GeoNames writes with the Arabic article that newsrooms often leave out.
const ARTICLE_COUNTRIES: &[&str] = &[
    "ARE", "BHR", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE", "QAT", "SAU", "SDN",
    "SYR", "TUN", "YEM",
];
const ARTICLES: &[&str] = &["Al", "El", "Ad", "An", "Ar", "As", "Ash", "At", "Az"];

/// Where a name says on which river a town lies, newsrooms leave that out.
const BY_THE_RIVER: &[(&str, &str)] =
    &[("DEU", " am "), ("DEU", " an der "), ("AUT", " am "), ("AUT", " an der "), ("GBR", " upon ")];

/// Whether towns of a country may have forms beside their names.
pub fn has_forms(country: &str) -> bool {
    ARTICLE_COUNTRIES.contains(&country) || BY_THE_RIVER.iter().any(|(c, _)| *c == country)
}

/// The forms under which a town is looked up: its name, for "Al Fallūjah" the name without its article, for "Frankfurt am
/// Main" the name without its river.
pub fn forms<'a>(name: &'a str, country: &str) -> impl Iterator<Item = &'a str> {
    let bare = name
        .bytes()
        .position(|byte| byte == b' ' || byte == b'-')
        .filter(|at| matches!(at, 2 | 3))
        .and_then(|at| Some((name.get(..at)?, name.get(at + 1..)?)))
        .filter(|(article, rest)| ARTICLES.contains(article) && rest.len() >= 5 && ARTICLE_COUNTRIES.contains(&country))
        .map(|(_, rest)| rest);
    let by_a_river = name.contains(' ') && matches!(country, "AUT" | "DEU" | "GBR");
    let inland = by_a_river.then(|| {
        BY_THE_RIVER.iter().filter(|(c, _)| *c == country).find_map(|(_, river)| Some(name.split_once(river)?.0))
    });
    let inland = inland.flatten();
    [Some(name), bare, inland].into_iter().flatten()
}

fn varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// FNV-1a over words of eight bytes, of which the upper half is kept, since that is where all of them come to. What is left
/// at the end counts as a word each byte.
pub fn checksum(bytes: &[u8]) -> [u8; 4] {
    let add = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    let sum = words.fold(0xcbf2_9ce4_8422_2325, |sum, word| add(sum, word.try_into().map_or(0, u64::from_le_bytes)));
    let sum = rest.iter().fold(sum, |sum, byte| add(sum, u64::from(*byte)));
    ((sum >> 32) as u32).to_le_bytes()
}

fn angle(degrees: f64) -> [u8; 2] {
    ((degrees * 65536.0 / 360.0).round() as i32 as u16).to_be_bytes()
}

/// The upper byte in the middle of a country's.
fn middle(mut upper: Vec<u8>) -> u8 {
    upper.sort_unstable_by_key(|byte| *byte as i8);
    upper.get(upper.len() / 2).copied().unwrap_or(0)
}

/// Writes the file. Sorts the rows by name.
pub fn encode(mut rows: Vec<Row>) -> Vec<u8> {
    rows.sort_by(|a, b| (a.name, a.country).cmp(&(b.name, b.country)).then(b.population.cmp(&a.population)));
    let mut countries: Vec<&str> = rows.iter().map(|r| r.country).collect();
    countries.sort_unstable();
    countries.dedup();
    let mut out = MAGIC.to_vec();
    varint(&mut out, countries.len());
    countries.iter().for_each(|c| out.extend_from_slice(c.as_bytes()));
    let angles = |row: &Row| [angle(row.lat), angle(row.lon)];
    let middles: Vec<[u8; 2]> = countries
        .iter()
        .map(|country| {
            let upper = |axis: usize| rows.iter().filter(|r| r.country == *country).map(move |r| angles(r)[axis][0]);
            [middle(upper(0).collect()), middle(upper(1).collect())]
        })
        .collect();
    out.extend_from_slice(middles.as_flattened());
    varint(&mut out, rows.len());
    let (mut shared, mut lengths, mut rests) = (Vec::new(), Vec::new(), Vec::new());
    let mut before = "";
    for row in &rows {
        let mut prefix = row.name.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count().min(255);
        while !row.name.is_char_boundary(prefix) {
            prefix -= 1;
        }
        shared.push(prefix as u8);
        let rest = &row.name.as_bytes()[prefix..];
        lengths.push(u8::try_from(rest.len()).expect("no town has a name of 256 letters"));
        rests.extend_from_slice(rest);
        before = row.name;
    }
    out.extend_from_slice(&shared);
    out.extend_from_slice(&lengths);
    let number = |r: &Row| countries.binary_search(&r.country).unwrap_or(0);
    out.extend(rows.iter().map(|r| number(r) as u8));
    out.extend(rows.iter().map(|r| ((f64::from(r.population) + 1.0).log2() * 8.0).round() as u8));
    for axis in [0, 1] {
        out.extend(rows.iter().map(|r| angles(r)[axis][0].wrapping_sub(middles[number(r)][axis])));
        out.extend(rows.iter().map(|r| angles(r)[axis][1]));
    }
    out.extend_from_slice(&rests);
    out.extend_from_slice(&checksum(&out));
    out
}

/// What is wrong with a file whose checksum is right: nobody but a forger writes one.
const DAMAGED: &str = "the gazetteer file is damaged";

/// A file that has been looked through: its checksum is right, and every row lies inside it. Its rows are read where they
/// lie, when somebody asks for them.
pub struct File<B> {
    bytes: B,
    countries: usize,
    rows: usize,
    /// Where the codes of the countries begin.
    codes: usize,
    /// Where the columns begin.
    columns: usize,
}

impl<B: AsRef<[u8]>> File<B> {
    /// Looks a file through.
    ///
    /// # Errors
    /// One sentence when it is cut short, damaged or of another version.
    pub fn read(bytes: B) -> Result<Self, &'static str> {
        let all = bytes.as_ref();
        if !all.starts_with(MAGIC) {
            return Err(if all.starts_with(&MAGIC[..4]) {
                "the gazetteer file is of another version"
            } else {
                "this is not a gazetteer file"
            });
        }
        let (body, sum) = all.split_at(all.len().saturating_sub(4));
        if checksum(body) != sum {
            return Err("the gazetteer file is cut short or damaged");
        }
        let mut at = MAGIC.len();
        let number = |at: &mut usize| -> Option<usize> {
            let mut value = 0usize;
            for shift in [0, 7, 14, 21] {
                let byte = *body.get(*at)?;
                *at += 1;
                value |= usize::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    return Some(value);
                }
            }
            None
        };
        let countries = number(&mut at).ok_or(DAMAGED)?;
        let codes = at;
        at += countries * 5;
        let rows = number(&mut at).ok_or(DAMAGED)?;
        let file = File { countries, rows, codes, columns: at, bytes };
        let rests: usize = file.column(1).iter().map(|length| usize::from(*length)).sum();
        let whole = at + rows * 8 + rests == file.bytes.as_ref().len() - 4;
        let known = file.column(2).iter().all(|country| usize::from(*country) < countries);
        let readable = (0..countries).all(|country| !file.code(country).is_empty());
        (whole && known && readable).then_some(file).ok_or(DAMAGED)
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The number of countries.
    pub fn countries(&self) -> usize {
        self.countries
    }

    /// The code of a country, by its number in the file.
    pub fn code(&self, country: usize) -> &str {
        let at = self.codes + country * 3;
        self.bytes.as_ref().get(at..at + 3).and_then(|code| core::str::from_utf8(code).ok()).unwrap_or("")
    }

    /// One of the eight columns of bytes: shared prefix, length of the rest, country, size, latitude, longitude.
    fn column(&self, column: usize) -> &[u8] {
        let at = self.columns + column * self.rows;
        self.bytes.as_ref().get(at..at + self.rows).unwrap_or(&[])
    }

    fn cell(&self, column: usize, row: usize) -> u8 {
        self.column(column).get(row).copied().unwrap_or(0)
    }

    /// How many bytes of a row's name are those of the name before.
    pub fn shared(&self, row: usize) -> usize {
        usize::from(self.cell(0, row))
    }

    /// Whether a row has the name of the row before.
    pub fn repeats(&self, row: usize) -> bool {
        row > 0
            && self.cell(1, row) == 0
            && self.shared(row) == self.shared(row - 1) + usize::from(self.cell(1, row - 1))
    }

    /// The number of a row's country.
    pub fn country(&self, row: usize) -> usize {
        usize::from(self.cell(2, row))
    }

    /// The size of a town; see [`population`].
    pub fn size(&self, row: usize) -> u8 {
        self.cell(3, row)
    }

    /// Degrees north and east.
    pub fn point(&self, row: usize) -> [f64; 2] {
        let middles = self.codes + self.countries * 3 + self.country(row) * 2;
        core::array::from_fn(|axis| {
            let middle = self.bytes.as_ref().get(middles + axis).copied().unwrap_or(0);
            let upper = self.cell(4 + axis * 2, row).wrapping_add(middle);
            f64::from(i16::from_be_bytes([upper, self.cell(5 + axis * 2, row)])) * 360.0 / 65536.0
        })
    }

    /// Calls `each` with the names of the rows, one after the other: with the row's number, and with where its rest lies
    /// among the rests. To begin, `rest` must lie there and `name` hold what the first row shares with the row before.
    pub fn names(
        &self,
        rows: core::ops::Range<usize>,
        mut rest: usize,
        name: &mut Vec<u8>,
        mut each: impl FnMut(usize, usize, &[u8]),
    ) {
        let rests = self.bytes.as_ref().get(self.columns + self.rows * 8..).unwrap_or(&[]);
        let [shared, lengths] = [0, 1].map(|column| self.column(column).get(rows.clone()).unwrap_or(&[]));
        for ((row, shared), length) in rows.zip(shared).zip(lengths) {
            let end = rest + usize::from(*length);
            name.truncate(usize::from(*shared));
            name.extend_from_slice(rests.get(rest..end).unwrap_or(&[]));
            each(row, rest, name);
            rest = end;
        }
    }
}

/// The inhabitants of a town of this size.
pub fn population(size: u8) -> u32 {
    (f64::from(size) / 8.0).exp2() as u32 - 1
}

/// Reads the file, row by row.
///
/// # Errors
/// One sentence when the file is cut short, damaged or of another version; `row` has not been called then.
pub fn decode(bytes: &[u8], mut row: impl FnMut(Row)) -> Result<(), &'static str> {
    let file = File::read(bytes)?;
    file.names(0..file.rows(), 0, &mut Vec::new(), |at, _, name| {
        let [lat, lon] = file.point(at);
        row(Row {
            name: core::str::from_utf8(name).unwrap_or(""),
            country: file.code(file.country(at)),
            population: population(file.size(at)),
            lat,
            lon,
        });
    });
    Ok(())
}
