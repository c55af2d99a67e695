//! The output types: one annotated document, format `conflict-annotator/1` (see the annotation guidelines, section 1).
//!
//! The same shape serves the engine's result, the command-line output, the JSON export and the hand-annotated gold.
//! `start` and `end` are offsets in the unit that [`Annotation::offset_unit`] names, end exclusive.
//! A field is `None` (JSON `null`) where the text does not say; nothing is invented to fill it.

use crate::text::offsets::Ruler;
use serde::{Deserialize, Serialize};

pub use crate::short::Str;

/// The unit that offsets count in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-8 bytes: inside the engine only.
    Byte,
    /// UTF-16 code units: the DOM.
    Utf16,
    /// Unicode code points: native JSON and the gold.
    #[default]
    Codepoint,
}

/// One annotated document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotation {
    /// Always `conflict-annotator/1`.
    pub format: Str,
    /// The caller's name for the document; empty when none was given.
    pub id: String,
    /// The article, exactly as given.
    pub text: String,
    /// The unit of every `start`, `end` and span below.
    pub offset_unit: OffsetUnit,
    /// What holds for the article as a whole.
    pub document: Document,
    /// Who: states, forces, groups, persons, peoples.
    pub parties: Vec<Party>,
    /// Harm to people.
    pub casualties: Vec<Casualty>,
    /// Losses of equipment.
    pub materiel: Vec<Materiel>,
    /// Where.
    pub locations: Vec<Location>,
    /// When (TIMEX3).
    pub dates: Vec<Date>,
}

/// What holds for the article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Publication date, ISO 8601 (`2022-09-12`, or `XXXX-09-12` while the year is unknown).
    pub date: Option<String>,
    /// Where the publication date comes from.
    pub date_source: DateSource,
    /// The two sides: canonical names of the parties on side A and on side B.
    pub sides: Sides,
    /// What the reader should know before trusting the marks.
    pub warnings: Vec<Warning>,
    /// Casualties of the whole article, one row a cluster; empty when none were found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<SummaryRow>,
}

/// Where the document date comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// Given by the caller.
    User,
    /// A header line above the article.
    Header,
    /// The dateline ("Sept. 12 (UPI) --").
    Dateline,
    /// Worked out from the article's own evidence.
    Inferred,
    /// Unknown: values stay underspecified.
    #[default]
    None,
}

/// Canonical names of the parties on each side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sides {
    /// The state against a non-state side, else the side named first.
    #[serde(rename = "A")]
    pub a: Vec<Str>,
    /// The other side.
    #[serde(rename = "B")]
    pub b: Vec<Str>,
}

/// A contradiction or doubt that the engine found and did not resolve by overwriting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Warning {
    /// Stable identifier, e.g. `document_date_inconsistent`.
    pub code: Str,
    /// One sentence for people.
    pub message: String,
    /// The places in the text that show it, as `[start, end]`.
    pub spans: Vec<[usize; 2]>,
}

/// One cluster of casualty claims, its range over all claims.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SummaryRow {
    /// The cluster's name as in [`Casualty::cluster`].
    pub cluster: Str,
    /// What happened to the people.
    pub outcome: Outcome,
    /// The range over the asserted claims of the cluster: lowest low, the agreed best, highest high.
    pub count: Count,
    /// Who was harmed.
    pub victim_kind: Vec<VictimKind>,
    /// Canonical party that the victims belong to.
    pub affiliated_party: Option<Str>,
    /// Side of the victims.
    pub side: Option<Side>,
    /// Current or historical.
    pub time_frame: TimeFrame,
    /// True where claims of the cluster differ or one of them is denied.
    pub disputed: bool,
    /// The cluster this one is a part of: never add the two.
    pub part_of: Option<Str>,
    /// Identifiers of the casualty mentions in the cluster, in text order.
    pub mentions: Vec<Str>,
}

/// Whether a mention carries a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum MentionType {
    /// Contains a name or a demonym.
    #[default]
    Nam,
    /// A common noun from the closed list of the guidelines.
    Nom,
}

/// What sort of actor a party is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the definition (guidelines, section 1)
pub enum PartyKind {
    State,
    Government,
    Military,
    Ministry,
    Official,
    Police,
    ArmedGroup,
    Igo,
    Ngo,
    Media,
    Population,
    Person,
    #[default]
    Other,
}

/// PLOVER sectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // PLOVER's own codes
pub enum Sector {
    Gov,
    Mil,
    Reb,
    Prm,
    Uaf,
    Cop,
    Spy,
    Jrn,
    Cvl,
    Ref,
    Pre,
    Igo,
    Ngo,
    Unk,
}

/// What a party does in the article; the first that fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Harmed, or told to flee.
    Victim,
    /// Alleges, denies, reports losses.
    Claimant,
    /// A third party that brokers or urges a halt.
    Mediator,
    /// Fights.
    Belligerent,
    /// Everybody else.
    #[default]
    Observer,
}

/// One of the article's two sides, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Side A.
    A,
    /// Side B.
    B,
    /// "Both sides".
    #[serde(rename = "A+B")]
    Both,
}

/// A mention of a party.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // id, start, end, text: as in every layer
pub struct Party {
    pub id: Str,
    pub start: usize,
    pub end: usize,
    pub text: Str,
    /// Named or nominal.
    pub mention_type: MentionType,
    /// Standard names of what is meant: one, or several for groups ("both sides"); empty where open.
    pub canonical: Vec<Str>,
    /// Sort of actor.
    pub kind: PartyKind,
    /// ISO 3166-1 alpha-3 codes of the states it belongs to, `UNO`, `EUR` … for organisations, ISO 3166-3 for dead states.
    pub affiliation: Option<Vec<Str>>,
    /// PLOVER sectors.
    pub sector: Option<Vec<Sector>>,
    /// What it does in the article.
    pub role: Role,
    /// Its side in the article's conflict.
    pub side: Option<Side>,
    /// The rule that made the mark.
    pub rule: Str,
}

/// How a number was hedged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the guidelines' count table is the definition
pub enum Hedge {
    Exact,
    AtLeast,
    MoreThan,
    UpTo,
    FewerThan,
    Approx,
    Nearly,
    Range,
    Vague,
    BarePlural,
    Unknown,
    #[default]
    None,
}

/// A number as the text gives it: never a point where the text gives a range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Count {
    /// Lower bound.
    pub low: Option<u64>,
    /// The number a careful reader would write down, where there is one.
    pub best: Option<u64>,
    /// Upper bound.
    pub high: Option<u64>,
    /// The wording that the bounds come from.
    pub hedge: Hedge,
}

/// What happened to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the definition
pub enum Outcome {
    Killed,
    Wounded,
    Missing,
    Captured,
    Displaced,
    #[default]
    CasualtiesUnspecified,
}

/// Who was harmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the definition
pub enum VictimKind {
    Civilian,
    Military,
    Police,
    Militant,
    Child,
    AidWorker,
    Journalist,
    #[default]
    Unspecified,
}

/// How the text stands to a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Stated as a fact, by the reporter or by a claimant.
    #[default]
    Asserted,
    /// Somebody says it did not happen.
    Denied,
    /// Conditional or feared.
    Hypothetical,
    /// "None reported".
    NoneReported,
}

/// Whether a loss belongs to the events reported or to the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeFrame {
    /// Within a year of the document date.
    #[default]
    Current,
    /// Earlier.
    Historical,
}

/// A mention of harm to people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // id, start, end, text: as in every layer
pub struct Casualty {
    pub id: Str,
    pub start: usize,
    pub end: usize,
    pub text: Str,
    /// What happened.
    pub outcome: Outcome,
    /// How many.
    pub count: Count,
    /// To whom, by kind.
    pub victim_kind: Vec<VictimKind>,
    /// Where the victims are named, `[start, end]`.
    pub victim_span: Option<[usize; 2]>,
    /// Canonical party that the victims belong to.
    pub affiliated_party: Option<Str>,
    /// Canonical party that did it, only where stated.
    pub perpetrator: Option<Str>,
    /// Canonical name (else the words) of the source the claim is attributed to.
    pub claimant: Option<Str>,
    /// Where the claimant is named, `[start, end]`.
    pub claimant_span: Option<[usize; 2]>,
    /// Asserted, denied, hypothetical, none reported.
    pub status: Status,
    /// Current or historical.
    pub time_frame: TimeFrame,
    /// Cluster of the total that this count is a part of.
    pub part_of: Option<Str>,
    /// Mentions of the same loss share a cluster; updates and rival claims too.
    pub cluster: Option<Str>,
    /// Canonical name of the place.
    pub place: Option<Str>,
    /// TIMEX3 value of the day or period.
    pub date: Option<Str>,
    /// The rule that made the mark.
    pub rule: Str,
}

/// A mention of equipment lost or hit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // id, start, end, text: as in every layer
pub struct Materiel {
    pub id: Str,
    pub start: usize,
    pub end: usize,
    pub text: Str,
    /// `tank`, `helicopter`, `aircraft`, `drone`, `vehicle`, `artillery`, `air_defense`, `missile`, `ship`, `equipment` …
    pub class: Str,
    /// How many.
    pub count: Count,
    /// The verb kept: `destroyed`, `hit`, `shot down`, `captured`, `damaged`, `lost`.
    pub effect: Str,
    /// Canonical party that it belonged to.
    pub owner: Option<Str>,
    /// Canonical party that did it, only where stated.
    pub perpetrator: Option<Str>,
    /// Source the claim is attributed to.
    pub claimant: Option<Str>,
    /// Asserted, denied, hypothetical, none reported.
    pub status: Status,
    /// Mentions of the same loss share a cluster.
    pub cluster: Option<Str>,
    /// The rule that made the mark.
    pub rule: Str,
}

/// How a toponym is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The place itself.
    #[default]
    Literal,
    /// Place and actor at once.
    Mixed,
    /// The name of a place for its government, army, people.
    Metonymic,
    /// Inside a longer party name.
    Embedded,
}

/// A mention of a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // id, start, end, text: as in every layer
pub struct Location {
    pub id: Str,
    pub start: usize,
    pub end: usize,
    pub text: Str,
    /// Standard name of the place.
    pub canonical: Option<Str>,
    /// `country`, `city`, `town`, `village`, `province`, `district`, `region`, `disputed region`, `territory`, `facility`, `river`, `sea` …
    #[serde(rename = "type")]
    pub place_type: Str,
    /// ISO 3166-1 alpha-3; ISO 3166-3 for dead states; `None` for seas and supranational regions.
    pub country: Option<Str>,
    /// Degrees north, WGS 84.
    pub lat: Option<f64>,
    /// Degrees east, WGS 84.
    pub lon: Option<f64>,
    /// UCDP precision of the place: 1 exact … 8 above country.
    pub where_prec: Option<u8>,
    /// How the toponym is used.
    pub reading: Reading,
    /// Shown on a map; false for places that only stand for, or inside, a party.
    pub primary: bool,
    /// Other places the name may mean, best first.
    pub alternatives: Vec<Alternative>,
    /// The rule that made the mark.
    pub rule: Str,
}

/// Another place that a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alternative {
    /// Standard name of the place.
    pub canonical: Str,
    /// ISO 3166-1 alpha-3.
    pub country: Option<Str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Share of the evidence, 0 to 1.
    pub weight: f32,
}

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum DateType {
    /// A calendar date or period.
    #[default]
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// A mention of a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // id, start, end, text: as in every layer
pub struct Date {
    pub id: Str,
    pub start: usize,
    pub end: usize,
    pub text: Str,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub date_type: DateType,
    /// TIMEX3 value.
    pub value: Str,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `BEFORE`, `AFTER`, `LESS_THAN`, `MORE_THAN`, `APPROX` …
    #[serde(rename = "mod")]
    pub modifier: Option<Str>,
    /// What the value was counted from: `DCT`, or the value of the date it leans on.
    pub anchor: Option<Str>,
    /// First and last day, ISO, where they can be worked out.
    pub interval: Option<[Str; 2]>,
    /// UCDP precision of the date: 1 day … 5 year or more.
    pub date_prec: Option<u8>,
    /// Where TimeML's own extent differs: `[start, end]` with the article, which the guidelines leave out ("the last week").
    /// TIMEX3 corpora are scored with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timex3_extent: Option<[usize; 2]>,
    /// The rule that made the mark.
    pub rule: Str,
}

impl Annotation {
    /// Turns byte offsets into `unit`.
    pub(crate) fn convert_offsets(&mut self, unit: OffsetUnit) {
        self.offset_unit = unit;
        let text = std::mem::take(&mut self.text);
        let ruler = Ruler::new(&text);
        match unit {
            OffsetUnit::Byte => {}
            OffsetUnit::Utf16 => self.each_offset(&|offset| *offset = ruler.utf16(*offset)),
            OffsetUnit::Codepoint => self.each_offset(&|offset| *offset = ruler.codepoint(*offset)),
        }
        self.text = text;
    }

    fn each_offset(&mut self, turn: &dyn Fn(&mut usize)) {
        let marks = self.parties.iter_mut().map(|m| [&mut m.start, &mut m.end]);
        let marks = marks.chain(self.materiel.iter_mut().map(|m| [&mut m.start, &mut m.end]));
        let marks = marks.chain(self.locations.iter_mut().map(|m| [&mut m.start, &mut m.end]));
        marks.flatten().for_each(turn);
        for date in &mut self.dates {
            [&mut date.start, &mut date.end].into_iter().chain(date.timex3_extent.iter_mut().flatten()).for_each(turn);
        }
        for casualty in &mut self.casualties {
            let links = casualty.victim_span.iter_mut().chain(&mut casualty.claimant_span).flatten();
            [&mut casualty.start, &mut casualty.end].into_iter().chain(links).for_each(turn);
        }
        self.document.warnings.iter_mut().flat_map(|w| w.spans.iter_mut().flatten()).for_each(turn);
    }
}
