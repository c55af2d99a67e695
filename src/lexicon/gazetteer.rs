// The gazetteer file: towns of the world in a compact form, the source of the core table and the page's second file.
// Shared by the build script, xtask and the engine; uses nothing but `core` and `alloc`.
//
// Layout, integers LEB128 unless said otherwise: the magic bytes, the number of countries and their codes (three letters
// each), their middles (upper bytes of latitude and longitude), the number of rows, then column after column (columns of
// like bytes compress far better than rows), a byte a row: the length of the prefix shared with the name before; the length
// of the rest; country; size (eighths of the binary logarithm of the population + 1); latitude, longitude (steps of 360/65536
// degrees; two columns each, upper bytes from the country's middle on, lower bytes). Last the rests of the names.
// Rows are sorted by name. The last four bytes are the FNV-1a checksum of all before.

/// First bytes of the file; the digit is the version.
const MAGIC: &[u8; 5] = b"CAGZ2";

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

/// Whether a town belongs to the core table that ships inside the engine.
pub fn is_core(country: &str, population: u32) -> bool {
    population >= 500_000 || (population >= 50_000 && WAR_COUNTRIES.binary_search(&country).is_ok())
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

/// The forms under which a town is looked up: its name, for "Al Fallūjah" the name without its article, for "Frankfurt am
/// Main" the name without its river.
pub fn forms<'a>(name: &'a str, country: &str) -> impl Iterator<Item = &'a str> {
    let bare = name
        .bytes()
        .position(|byte| byte == b' ' || byte == b'-')
        .and_then(|at| Some((name.get(..at)?, name.get(at + 1..)?)))
        .filter(|(article, rest)| ARTICLES.contains(article) && rest.len() >= 5 && ARTICLE_COUNTRIES.contains(&country))
        .map(|(_, rest)| rest);
    let inland = matches!(country, "AUT" | "DEU" | "GBR").then(|| {
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

fn checksum(bytes: &[u8]) -> [u8; 4] {
    bytes.iter().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193)).to_le_bytes()
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

/// Reads the file, row by row.
///
/// # Errors
/// One sentence when the file is cut short, damaged or of another version; `row` has not been called then.
pub fn decode(bytes: &[u8], mut row: impl FnMut(Row)) -> Result<(), &'static str> {
    const DAMAGED: &str = "the gazetteer file is damaged";
    if !bytes.starts_with(MAGIC) {
        return Err(if bytes.starts_with(&MAGIC[..4]) {
            "the gazetteer file is of another version"
        } else {
            "this is not a gazetteer file"
        });
    }
    let (body, sum) = bytes.split_at(bytes.len().saturating_sub(4));
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
    let count = number(&mut at).ok_or(DAMAGED)?;
    let codes = core::str::from_utf8(body.get(at..at + count * 3).ok_or(DAMAGED)?).map_err(|_| DAMAGED)?;
    at += count * 3;
    let middles = body.get(at..at + count * 2).ok_or(DAMAGED)?;
    at += count * 2;
    let rows = number(&mut at).ok_or(DAMAGED)?;
    let columns = body.get(at..at + rows * 8).ok_or(DAMAGED)?;
    let mut rests = &body[at + rows * 8..];
    let degrees = |upper: u8, middle: u8, lower: u8| {
        f64::from(i16::from_be_bytes([upper.wrapping_add(middle), lower])) * 360.0 / 65536.0
    };
    let mut name: Vec<u8> = Vec::new();
    for i in 0..rows {
        let [shared, length, country, size, lat, lat_lower, lon, lon_lower] =
            core::array::from_fn(|column| columns[column * rows + i]);
        let (rest, others) = rests.split_at_checked(usize::from(length)).ok_or(DAMAGED)?;
        rests = others;
        name.truncate(usize::from(shared));
        name.extend_from_slice(rest);
        let country = usize::from(country);
        let middle = middles.get(country * 2..country * 2 + 2).ok_or(DAMAGED)?;
        row(Row {
            name: core::str::from_utf8(&name).map_err(|_| DAMAGED)?,
            country: codes.get(country * 3..country * 3 + 3).ok_or(DAMAGED)?,
            population: (f64::from(size) / 8.0).exp2() as u32 - 1,
            lat: degrees(lat, middle[0], lat_lower),
            lon: degrees(lon, middle[1], lon_lower),
        });
    }
    Ok(())
}
