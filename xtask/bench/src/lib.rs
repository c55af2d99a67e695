//! News-like text of any length from a seed, for benches: many templates, names from syllables, numbers, dates and places,
//! so that no cache of an engine can live on repetition. It reads like wire copy and means nothing.
#![deny(missing_docs)]

mod words;

/// A small, fast generator of pseudo-random numbers (SplitMix64): the same seed gives the same text everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// An article of about `bytes` bytes: a dateline, then paragraphs of two to five sentences.
pub fn article(bytes: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let mut text = String::with_capacity(bytes + 400);
    fill("{CITY}, {MONTH} {DAY} ({AGENCY}) -- ", &mut random, &mut text);
    while text.len() < bytes {
        let sentences = 2 + random.below(4);
        for _ in 0..sentences {
            let start = text.len();
            // Half of a newspaper's sentences name nobody and count nothing.
            let templates = if random.below(2) == 0 { SENTENCES } else { PLAIN };
            fill(random.pick(templates), &mut random, &mut text);
            // A slot may open a sentence in lower case. All of it is ASCII.
            if let Some(first) = text.get_mut(start..=start) {
                first.make_ascii_uppercase();
            }
            text.push(' ');
        }
        text.pop();
        text.push_str("\n\n");
    }
    text
}

/// An article cut after `words` words, at the end of a sentence where one is near.
pub fn article_of_words(words: usize, seed: u64) -> String {
    let text = article(words * 12, seed);
    let mut seen = 0;
    let end = text.char_indices().find(|(at, character)| {
        seen += usize::from(character.is_whitespace());
        seen >= words && text[..*at].ends_with('.')
    });
    end.map_or(text.as_str(), |(at, _)| &text[..at]).to_owned()
}

/// Copies a template, its slots filled.
fn fill(template: &str, random: &mut Random, text: &mut String) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((slot, after)) = after.split_once('}') else { break };
        write_slot(slot, random, text);
        rest = after;
    }
    text.push_str(rest);
}

fn write_slot(slot: &str, random: &mut Random, text: &mut String) {
    match slot {
        "N" => text.push_str(&(2 + random.below(48)).to_string()),
        "BIG" => {
            let thousands = 1 + random.below(80);
            text.push_str(&format!("{thousands},{:03}", random.below(10) * 100));
        }
        "DAY" => text.push_str(&(1 + random.below(28)).to_string()),
        "YEAR" => text.push_str(&(1979 + random.below(46)).to_string()),
        "HOUR" => text.push_str(&format!("{}:{:02}", 1 + random.below(12), random.below(60))),
        "KM" => text.push_str(&(3 + random.below(90)).to_string()),
        "NAME" => {
            name(random, text);
            text.push(' ');
            name(random, text);
        }
        "SURNAME" => name(random, text),
        "NOUN" => word(words::NOUNS, random, text),
        "NOUNS" => {
            word(words::NOUNS, random, text);
            text.push('s');
        }
        "VERB" => word(words::VERBS, random, text),
        "ADJ" => word(words::ADJECTIVES, random, text),
        "ADV" => word(words::ADVERBS, random, text),
        // A third of the places are in no table: an engine has to cope with villages nobody listed.
        "PLACE" if random.below(3) == 0 => name(random, text),
        "PLACE" => text.push_str(random.pick(CITIES)),
        _ => {
            let words = SLOTS.iter().find(|(name, _)| *name == slot).map_or(&[""][..], |(_, words)| words);
            text.push_str(random.pick(words));
        }
    }
}

/// A word of a list, found from a random place in it: as good as by number, and without an index.
fn word(list: &str, random: &mut Random, text: &mut String) {
    let from = random.below(list.len());
    let word = list.get(from..).and_then(|rest| rest.split_once(' ')).and_then(|(_, rest)| rest.split(' ').next());
    text.push_str(word.or_else(|| list.split(' ').next()).unwrap_or_default());
}

/// A name of two or three syllables.
fn name(random: &mut Random, text: &mut String) {
    const FIRST: &[&str] = &[
        "Ka", "Mo", "Sa", "Ve", "Ha", "Bo", "Dri", "Ol", "Ta", "Ne", "Yu", "Fa", "Zor", "Gre", "Li", "An", "Ru", "Sha",
        "Be", "Ko",
    ];
    const MIDDLE: &[&str] = &["ra", "li", "mi", "sto", "da", "no", "ve", "ri", "ba", "ku", "sha", "te", "lo", "zi"];
    const LAST: &[&str] =
        &["n", "v", "ri", "dze", "nko", "yan", "mi", "ssa", "f", "ku", "r", "di", "li", "man", "bo", "k"];
    text.push_str(random.pick(FIRST));
    if random.below(2) == 0 {
        text.push_str(random.pick(MIDDLE));
    }
    text.push_str(random.pick(MIDDLE));
    text.push_str(random.pick(LAST));
}

const CITIES: &[&str] = &[
    "Kharkiv",
    "Goma",
    "Aleppo",
    "Tripoli",
    "Mosul",
    "Khartoum",
    "Stepanakert",
    "Maiduguri",
    "Kabul",
    "Donetsk",
    "Hodeidah",
    "Mogadishu",
    "Tbilisi",
    "Grozny",
    "Sarajevo",
    "Juba",
    "El Fasher",
    "Rafah",
    "Benghazi",
    "Marib",
    "Bakhmut",
    "Bunia",
    "Idlib",
    "Mekelle",
    "Peshawar",
    "Jaffna",
    "Bogota",
    "San Salvador",
    "Kigali",
    "Beirut",
    "Odesa",
    "Zaporizhzhia",
    "Mariupol",
    "Luhansk",
    "Homs",
    "Daraa",
    "Raqqa",
    "Deir ez-Zor",
    "Fallujah",
    "Kirkuk",
    "Sanaa",
    "Aden",
    "Taiz",
    "Misrata",
    "Sirte",
    "Nyala",
    "Port Sudan",
    "Malakal",
    "Bangui",
    "Gao",
    "Timbuktu",
    "Kidal",
    "Ouagadougou",
    "Kismayo",
    "Gondar",
    "Adigrat",
    "Kandahar",
    "Kunduz",
    "Jalalabad",
    "Quetta",
    "Srinagar",
    "Trincomalee",
    "Marawi",
    "Medellin",
    "Cali",
    "Managua",
    "Luanda",
    "Huambo",
    "Freetown",
    "Monrovia",
    "Bujumbura",
    "Bukavu",
    "Kisangani",
    "Mostar",
    "Srebrenica",
    "Vukovar",
    "Pristina",
    "Tskhinvali",
    "Sukhumi",
];

/// Words that fill a slot of the same name.
const SLOTS: &[(&str, &[&str])] = &[
    ("CITY", &["KYIV", "GOMA", "BEIRUT", "KABUL", "NAIROBI", "YEREVAN", "TRIPOLI", "KHARTOUM", "BAGHDAD", "GENEVA"]),
    ("AGENCY", &["UPI", "AP", "Reuters", "AFP"]),
    ("MONTH", &["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]),
    ("WEEKDAY", &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    (
        "COUNTRY",
        &[
            "Ukraine",
            "Russia",
            "Armenia",
            "Azerbaijan",
            "Syria",
            "Sudan",
            "Yemen",
            "Libya",
            "Iraq",
            "Ethiopia",
            "Rwanda",
            "Mali",
            "Somalia",
            "Israel",
            "Lebanon",
            "Turkey",
            "Pakistan",
            "Georgia",
            "Chad",
            "Colombia",
        ],
    ),
    (
        "DEMONYM",
        &[
            "Ukrainian",
            "Russian",
            "Armenian",
            "Azerbaijani",
            "Syrian",
            "Sudanese",
            "Yemeni",
            "Libyan",
            "Iraqi",
            "Ethiopian",
            "Rwandan",
            "Malian",
            "Somali",
            "Israeli",
            "Lebanese",
            "Turkish",
            "Pakistani",
            "Georgian",
            "Chadian",
            "Colombian",
        ],
    ),
    (
        "GROUP",
        &[
            "rebels",
            "militants",
            "insurgents",
            "gunmen",
            "government troops",
            "separatist fighters",
            "paramilitary forces",
            "soldiers",
        ],
    ),
    (
        "VICTIMS",
        &[
            "civilians",
            "people",
            "soldiers",
            "policemen",
            "children",
            "aid workers",
            "fighters",
            "villagers",
            "women",
            "refugees",
        ],
    ),
    ("HEDGE", &["at least", "more than", "about", "nearly", "up to", "an estimated", "some"]),
    ("VAGUE", &["dozens of", "scores of", "several", "hundreds of", "a number of", "tens of thousands of"]),
    (
        "WEAPON",
        &[
            "a car bomb",
            "artillery fire",
            "an airstrike",
            "a roadside bomb",
            "mortar shells",
            "a drone strike",
            "rockets",
            "gunfire",
        ],
    ),
    ("VEHICLE", &["tanks", "armored vehicles", "helicopters", "drones", "trucks", "artillery pieces", "patrol boats"]),
    (
        "SOURCE",
        &[
            "a hospital official",
            "the Defense Ministry",
            "local authorities",
            "witnesses",
            "a military spokesman",
            "the United Nations",
            "a human rights group",
            "state television",
            "the governor",
            "relief workers",
        ],
    ),
    ("SAID", &["said", "reported", "told reporters", "announced", "confirmed", "claimed"]),
    (
        "TITLE",
        &["President", "Gen.", "Defense Minister", "Prime Minister", "Col.", "Foreign Minister", "spokesman", "Gov."],
    ),
    (
        "WHEN",
        &[
            "overnight",
            "on Monday morning",
            "last week",
            "two days earlier",
            "in recent weeks",
            "late Thursday",
            "before dawn",
            "this month",
        ],
    ),
    (
        "SITE",
        &[
            "a market",
            "a school",
            "a checkpoint",
            "a hospital",
            "a bridge",
            "an oil depot",
            "a refugee camp",
            "a mosque",
            "the airport",
        ],
    ),
    ("SIDE", &["north", "south", "east", "west", "northeast", "southwest"]),
    (
        "ADJECTIVE",
        &["fragile", "renewed", "heavy", "sporadic", "fierce", "wide", "bitter", "uneasy", "lengthy", "open"],
    ),
    (
        "THING",
        &[
            "talks",
            "fighting",
            "a truce",
            "elections",
            "sanctions",
            "shelling",
            "a blockade",
            "negotiations",
            "an inquiry",
            "clashes",
        ],
    ),
    (
        "PEOPLE",
        &[
            "Residents",
            "Diplomats",
            "Analysts",
            "Aid groups",
            "Opposition leaders",
            "Traders",
            "Teachers",
            "Farmers",
            "Shopkeepers",
        ],
    ),
];

/// Sentences about anything.
const PLAIN: &[&str] = &[
    "The {ADJ} {NOUN} {VERB} the {NOUN} of a {ADJ} {NOUN}, and the {NOUNS} {ADV} {VERB} it.",
    "For the {NOUN}, a {ADJ} {NOUN} is {ADV} a matter of {NOUN} and {NOUN}.",
    "{NAME} {ADV} {VERB} the {NOUN} that his {NOUN} had {VERB} before the {NOUN} of {YEAR}.",
    "It was the {ADJ} {NOUN} of the {NOUN}, not its {NOUN}, that {ADV} {VERB} most {NOUNS}.",
    "Few {NOUNS} {VERB} what the {NOUN} meant, though {ADJ} {NOUNS} stood {ADV} outside the {NOUN}.",
    "\"My {NOUN} {VERB} a {ADJ} {NOUN}, and nobody {VERB} us,\" said {SURNAME}, who sells {NOUNS} and {NOUNS}.",
    "With {NOUNS} in short supply, {NOUNS} {VERB} their {NOUN} {ADV}, while a {ADJ} {NOUN} {VERB} the rest.",
    "What began as a {ADJ} {NOUN} became, {ADV}, a {NOUN} between the {NOUN} and its {NOUNS}.",
    "The {NOUN} has {ADV} {VERB} {N} {NOUNS}; another {N} percent of them are {ADJ} or {ADJ}.",
    "Under a {ADJ} sky the {NOUNS} of {PLACE} {VERB} their {NOUNS}, {ADV} as ever.",
    "Nothing in the {NOUN} {VERB} the {ADJ} {NOUNS} more than the {NOUN}'s {NOUN}.",
    "Whether the {ADJ} {NOUN} will be {VERB}, and by which {NOUN}, the {NOUN} did not say.",
    "A {NOUN} of {ADJ} {NOUNS}, {VERB} in {MONTH}, has since {VERB} {BIG} {NOUNS} at a {NOUN} of {N} million dollars.",
    "He {ADV} {VERB} the {ADJ} {NOUN}, {VERB} his {NOUN} and left for the {NOUN}; she {VERB} the {NOUNS}.",
    "Its {NOUN} is {ADJ}, its {NOUNS} are {ADJ}, and its {NOUN} {ADV} {VERB} every {NOUN} in the {NOUN}.",
    "{SURNAME} & {SURNAME}, a {ADJ} {NOUN} with {N} {NOUNS}, {VERB} the {NOUN} on {WEEKDAY}.",
];

const SENTENCES: &[&str] = &[
    "{DEMONYM} {GROUP} attacked {SITE} in {PLACE} on {WEEKDAY}, killing {N} {VICTIMS} and wounding {N} others, {SOURCE} {SAID}.",
    "{HEDGE} {N} {VICTIMS} were killed and {N} injured when {WEAPON} hit {SITE} near {PLACE} {WHEN}.",
    "{TITLE} {NAME} {SAID} {WEEKDAY} that {COUNTRY} had lost {N} {VICTIMS} since {MONTH} {DAY}, {YEAR}.",
    "{SOURCE} {SAID} {VAGUE} {VICTIMS} had fled {PLACE}, {KM} kilometers {SIDE} of {PLACE}.",
    "{COUNTRY} and {COUNTRY} accused each other of {ADJECTIVE} violations after {THING} broke down in {PLACE}.",
    "The {DEMONYM} army denied that {N} of its {VICTIMS} had been captured near {PLACE}.",
    "In {YEAR}, {HEDGE} {BIG} {VICTIMS} died in {ADJECTIVE} fighting between {COUNTRY} and {DEMONYM} {GROUP}.",
    "{PEOPLE} in {PLACE} described {ADJECTIVE} {THING} and long lines for bread, fuel and medicine.",
    "\"We heard {WEAPON} at about {HOUR} a.m. and ran,\" {NAME}, a teacher, {SAID} by telephone from {PLACE}.",
    "{SURNAME}, who has led the {DEMONYM} {GROUP} for nearly {N} years, rejected {THING} with {COUNTRY}.",
    "{N} {VEHICLE} were destroyed and {N} captured {WHEN}, according to {SOURCE}.",
    "The attack brought the death toll to {HEDGE} {N}, including {N} {VICTIMS}, {SOURCE} {SAID}.",
    "Neither side reported losses, but {SOURCE} {SAID} {N} bodies had been found in {PLACE}.",
    "{TITLE} {SURNAME} is to meet {TITLE} {NAME} of {COUNTRY} in {PLACE} on {MONTH} {DAY} to discuss {THING}.",
    "{PEOPLE} say prices in {PLACE} have doubled since the road to {PLACE} was closed in {MONTH} {YEAR}.",
    "The {DEMONYM} parliament passed a budget of {BIG} million on {WEEKDAY}, its first since {YEAR}.",
    "{WEAPON} struck {SITE} in the {SIDE} of {PLACE} {WHEN}; no casualties were reported.",
    "{SOURCE} {SAID} the {GROUP} had withdrawn {KM} km from the border with {COUNTRY} under {ADJECTIVE} pressure.",
    "It added that {N} {VICTIMS}, among them {N} children, remained missing after the strike on {PLACE}.",
    "Three days later, in the same town, {GROUP} shot dead {N} {VICTIMS} and abducted {NAME}, a journalist.",
    "The United Nations has called for {THING} and for access to {BIG} displaced {VICTIMS} around {PLACE}.",
    "{COUNTRY}'s government {SAID} it would not take part in {THING} unless {DEMONYM} {GROUP} left {PLACE} by {MONTH} {DAY}.",
    "Rain has made the roads {SIDE} of {PLACE} impassable, and convoys wait for days at {SITE}.",
    "\"There is no military solution,\" {TITLE} {NAME} {SAID}, adding that {COUNTRY} remained committed to {THING}.",
    "On the night of {MONTH} {DAY}, {GROUP} opened fire on {SITE}, wounding {VAGUE} {VICTIMS}, {SOURCE} {SAID}.",
    "The clashes, the worst since {YEAR}, left {N} dead and {N} wounded on both sides, {SOURCE} {SAID}.",
    "{PEOPLE} welcomed the news, but few expect {THING} to last beyond {MONTH}.",
    "{NAME} grew up in {PLACE}, studied engineering and returned after the {YEAR} war to rebuild the family's mill.",
    "Oil exports through {PLACE} fell by {N} percent last year because of {ADJECTIVE} {THING}.",
    "{HEDGE} {BIG} {VICTIMS} have been displaced since {MONTH}, and {N} camps {SIDE} of {PLACE} are full.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_text() {
        assert_eq!(article(5_000, 7), article(5_000, 7));
        assert_ne!(article(5_000, 7), article(5_000, 8));
    }

    #[test]
    fn every_slot_is_known() {
        let text = article(200_000, 1);
        assert!(!text.contains(['{', '}']));
        assert!(!text.contains("  "), "an unknown slot leaves two spaces");
    }

    /// No cache of an engine may live on repetition: news has about as many words, and hardly a sentence twice.
    #[test]
    fn a_megabyte_is_varied() {
        use std::collections::HashSet;
        let text = article(1_000_000, 1);
        let words: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        assert!(words.len() > 15_000, "{} different words", words.len());
        let sentences: Vec<&str> = text.split(". ").collect();
        let different: HashSet<&&str> = sentences.iter().collect();
        assert!(different.len() * 100 > sentences.len() * 98, "{} of {} sentences", different.len(), sentences.len());
    }

    #[test]
    fn sizes_are_kept() {
        let text = article(100_000, 3);
        assert!((100_000..103_000).contains(&text.len()));
        let words = article_of_words(500, 3).split_whitespace().count();
        assert!((480..560).contains(&words), "{words} words");
    }
}
