//! Puts the casualty layer's finds into the output model, with what the article as a whole says of them.

use super::claimants::{self, Claimant, Claimants};
use super::clusters::{self, Clusters, Setting};
use super::summary;
use crate::casualties::{Found, Loss, Mention};
use crate::lexicon::class;
use crate::model::{
    Annotation, Casualty, Date, DateType, Location, Materiel, MentionType, Outcome, Party, PartyKind, Status, Str,
    TimeFrame, VictimKind, Warning,
};
use crate::syntax::{Syntax, Tag};
use crate::text::Words;
use crate::text::{Document, Token};
use crate::words;
use std::ops::Range;

/// Fills `casualties`, `materiel` and `document.summary`. Parties, locations and dates must be in place; offsets are bytes.
pub fn annotate(document: &Document, syntax: Syntax, found: Found, annotation: &mut Annotation) {
    let claimants = Claimants::new(document, &syntax, annotation);
    let today = reference_day(annotation);
    let retrospective = retrospective(annotation, &today);
    let landmarks = if found.casualties.is_empty() { Landmarks::default() } else { Landmarks::of(document) };
    let (dates, locations) =
        (Ends::of(annotation.dates.iter().map(|d| d.end)), Ends::of(annotation.locations.iter().map(|l| l.end)));
    let article =
        Article { document, syntax: &syntax, annotation, claimants, dates, locations, today, retrospective, landmarks };
    let found = article.believable(found);
    let mut casualties: Vec<Casualty> = Vec::with_capacity(found.casualties.len());
    let mut settings: Vec<Setting> = Vec::with_capacity(found.casualties.len());
    for mention in &found.casualties {
        let (casualty, setting) = article.casualty(casualties.len(), mention);
        casualties.push(casualty);
        settings.push(setting);
    }
    let clusters = clusters::clusters(document, &found.casualties, &settings);
    for ((casualty, mention), &own) in casualties.iter_mut().zip(&found.casualties).zip(&clusters.of_mention) {
        // A part that is its own total is none.
        let total = mention.part_of.and_then(|total| clusters.of_mention.get(total)).filter(|total| **total != own);
        casualty.part_of = total.map(|total| clusters.names[*total].clone());
        casualty.cluster = Some(clusters.names[own].clone());
    }
    inherit(&mut casualties, &found.casualties, &settings, &clusters);
    let materiel = article.materiel(&found.materiel);
    let updates: Vec<bool> = found.casualties.iter().map(|m| m.update).collect();
    let disputed: Vec<bool> = found.casualties.iter().map(|m| article.disputed(m)).collect();
    let unverified = article.unverified(&casualties);
    // What nobody asks any more makes room for the rows.
    drop((settings, article));
    drop((found, syntax));
    annotation.casualties = casualties;
    annotation.materiel = materiel;
    annotation.document.summary = summary::summary(annotation, &clusters, &updates, &disputed);
    annotation.document.warnings.extend(unverified);
}

/// Subjects that name no side.
static FIGHTS: &Words =
    words!["clashes", "clash", "fighting", "between", "exchange", "battle", "battles", "war", "conflict", "crossfire"];

/// Nouns of an attack.
static ATTACKS: &Words = words![
    "attack",
    "attacks",
    "strike",
    "strikes",
    "airstrike",
    "airstrikes",
    "raid",
    "raids",
    "shelling",
    "bombardment",
    "bombing",
    "bombings",
    "ambush",
    "assault",
    "fire",
    "gunfire",
    "missile",
    "missiles",
    "rocket",
    "rockets",
    "drone",
    "drones",
    "shell",
    "shells",
    "artillery",
    "offensive",
    "sniper",
    "operation",
];

/// Verbs of an attack: "when police opened fire".
static ASSAULTS: &Words = words![
    "opened",
    "fired",
    "attacked",
    "shelled",
    "bombed",
    "ambushed",
    "raided",
    "stormed",
    "bombarded",
    "targeted",
    "struck",
    "hit",
    "launched",
    "assaulted",
];

/// Tokens to either side of a trigger in which its date and place are looked for.
const VICINITY: usize = 90;

/// "killed 52 rebels and captured 11", "the bodies": who they are was told before, in the sentence or in the cluster.
fn inherit(casualties: &mut [Casualty], mentions: &[Mention], settings: &[Setting], clusters: &Clusters) {
    let open = |c: &Casualty| c.victim_kind.iter().all(|k| *k == VictimKind::Unspecified);
    for index in 1..casualties.len() {
        let bare = mentions[index].noun.is_none() && !mentions[index].named;
        if !bare || !open(&casualties[index]) || settings[index].sentence != settings[index - 1].sentence {
            continue;
        }
        let (before, rest) = casualties.split_at_mut(index);
        if let (Some(previous), Some(own)) = (before.last(), rest.first_mut()) {
            own.victim_kind.clone_from(&previous.victim_kind);
            if own.affiliated_party.is_none() && own.count.low != Some(0) {
                own.affiliated_party.clone_from(&previous.affiliated_party);
            }
        }
    }
    // By cluster, the casualties that told last who was harmed and whose they were.
    let mut known: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); clusters.names.len()];
    for (index, &cluster) in clusters.of_mention.iter().enumerate() {
        let (told, owned) = &mut known[cluster];
        match *told {
            Some(told) if open(&casualties[index]) => {
                let kinds = casualties[told].victim_kind.clone();
                casualties[index].victim_kind = kinds;
            }
            _ if !open(&casualties[index]) => *told = Some(index),
            _ => {}
        }
        match *owned {
            Some(owned) if casualties[index].affiliated_party.is_none() => {
                let owner = casualties[owned].affiliated_party.clone();
                casualties[index].affiliated_party = owner;
            }
            _ if casualties[index].affiliated_party.is_some() => *owned = Some(index),
            _ => {}
        }
    }
}

struct Article<'a, 't> {
    document: &'a Document<'t>,
    syntax: &'a Syntax,
    annotation: &'a Annotation,
    claimants: Claimants<'a, 't>,
    dates: Ends,
    locations: Ends,
    /// The document date, else the last day that the article speaks of.
    today: Option<Today>,
    /// The article tells of the past throughout.
    retrospective: bool,
    landmarks: Landmarks,
}

/// Where marks end that lie in text order, to find those around every casualty.
struct Ends {
    ends: Vec<u32>,
    /// By part of the text, the first mark that ends beyond its begin.
    parts: Vec<u32>,
}

impl Ends {
    /// Bytes of a part of the text: a sentence or two.
    const PART: usize = 256;

    fn of(marks: impl Iterator<Item = usize>) -> Ends {
        let ends: Vec<u32> = marks.map(|end| end as u32).collect();
        let mut parts = Vec::new();
        for (mark, end) in ends.iter().enumerate() {
            while parts.len() * Ends::PART < *end as usize {
                parts.push(mark as u32);
            }
        }
        Ends { ends, parts }
    }

    /// The first mark that ends beyond a byte.
    fn beyond(&self, byte: usize) -> usize {
        let Some(first) = self.parts.get(byte / Ends::PART) else { return self.ends.len() };
        let rest = self.ends.get(*first as usize..).unwrap_or_default();
        *first as usize + rest.iter().take_while(|end| **end as usize <= byte).count()
    }
}

/// What is asked for around every casualty, found in one pass; each list in text order.
#[derive(Default)]
struct Landmarks {
    /// First tokens of paragraphs.
    paragraphs: Vec<usize>,
    /// Words that deny.
    denials: Vec<usize>,
    /// "could not be independently verified".
    unverified: Vec<Range<usize>>,
}

impl Landmarks {
    fn of(document: &Document) -> Landmarks {
        let mut found = Landmarks::default();
        let buckets = class::DENY_WORD.bit() | class::UNVERIFIED_PHRASE.bit();
        for (at, token) in document.tokens.iter().enumerate() {
            if token.is(Token::PARAGRAPH_START) {
                found.paragraphs.push(at);
            }
            if !document.may_mean(at, buckets) {
                continue;
            }
            if document.has(at, class::DENY_WORD) {
                found.denials.push(at);
            }
            let inside = found.unverified.last().is_some_and(|before| at < before.end);
            if let Some((end, _)) = document.sense(at, class::UNVERIFIED_PHRASE).filter(|_| !inside) {
                found.unverified.push(at..end);
            }
        }
        found
    }
}

impl<'a> Article<'a, '_> {
    /// Without names that turn out to be places or bodies: "captured Aba", "the capture of the Citadel".
    fn believable(&self, mut found: Found) -> Found {
        let keep = |m: &Mention| !m.named || m.titled || self.names_person(m);
        let mut next = 0;
        let mut places: Vec<Option<usize>> = Vec::with_capacity(found.casualties.len());
        found.casualties.retain(|mention| {
            let kept = keep(mention);
            places.push(kept.then_some(next));
            next += usize::from(kept);
            kept
        });
        for mention in &mut found.casualties {
            mention.part_of = mention.part_of.and_then(|total| places.get(total).copied().flatten());
        }
        found
    }

    fn names_person(&self, mention: &Mention) -> bool {
        let Some(victims) = &mention.victims else { return true };
        let [start, end] = self.span(victims);
        let mut person = false;
        let mut other = false;
        for party in claimants::parties_in(self.annotation, start..end) {
            match party.kind {
                PartyKind::Person | PartyKind::Official | PartyKind::Media => person = true,
                _ => other = true,
            }
        }
        let first = self.locations.beyond(start);
        let place = self.annotation.locations.get(first).is_some_and(|l| l.start < end && l.primary);
        // Towns are captured and seized; only people are arrested or kidnapped.
        let taken = matches!(mention.outcome, Outcome::Captured | Outcome::Displaced)
            && !self.document.is_any(
                mention.trigger.start,
                words![
                    "arrested",
                    "arresting",
                    "arrest",
                    "detained",
                    "detaining",
                    "jailed",
                    "imprisoned",
                    "kidnapped",
                    "kidnapping",
                    "abducted",
                    "abducting",
                    "abduction",
                    "apprehended",
                ],
            );
        person || !(other || place || taken)
    }

    fn span(&self, tokens: &Range<usize>) -> [usize; 2] {
        let bytes = self.document.bytes(tokens.clone());
        [bytes.start, bytes.end]
    }

    fn casualty(&self, index: usize, mention: &Mention) -> (Casualty, Setting<'a>) {
        let document = self.document;
        let [start, end] = self.span(&mention.tokens);
        let claimant = self.claimant(mention.trigger.start, &mention.tokens, mention.status == Status::NoneReported);
        let status = claimants::status_under(mention.status, claimant.as_ref());
        let date = self.date_of(mention);
        let place = self.place_of(mention);
        let setting = Setting {
            sentence: document.sentence_index(mention.tokens.start),
            claimant: claimant.as_ref().map(|c| c.name),
            place,
            date: date.and_then(day),
            status,
        };
        let affiliated = self.affiliated(mention);
        let casualty = Casualty {
            id: Str::numbered(b'c', index + 1),
            start,
            end,
            text: Str::new(document.slice(mention.tokens.clone())),
            outcome: mention.outcome,
            count: mention.count,
            victim_kind: vec![mention.kind],
            victim_span: mention.victims.as_ref().map(|v| self.span(v)),
            affiliated_party: affiliated.map(Str::new),
            perpetrator: self
                .perpetrator(mention.agent.as_ref(), &mention.trigger, claimant.as_ref())
                .or_else(|| self.attacker(mention))
                .or_else(|| self.inflicter(mention))
                // Nobody is taken to have harmed his own.
                .filter(|name| Some(*name) != affiliated)
                .filter(|_| !self.loses(mention) && mention.outcome != Outcome::Displaced)
                .map(Str::new),
            claimant_span: claimant.as_ref().map(|c| c.span),
            claimant: claimant.map(|c| Str::new(c.name)),
            status,
            time_frame: self.time_frame(mention, date),
            place: place.map(Str::new),
            date: setting.date.or_else(|| self.date_in_paragraph(mention)).map(Str::new),
            rule: mention.rule.into(),
            ..Casualty::default()
        };
        (casualty, setting)
    }

    /// The source of a claim; nobody claims what happens inside the source's own name ("families of the wounded said").
    fn claimant(&self, trigger: usize, tokens: &Range<usize>, silent: bool) -> Option<Claimant<'a>> {
        let claimant = self.claimants.at(trigger, silent)?;
        let [start, end] = self.span(tokens);
        (claimant.span[1] <= start || claimant.span[0] >= end).then_some(claimant)
    }

    /// A denial or dispute answers the claim: in its sentence or the next ("…, but Kyiv denied the claim").
    fn disputed(&self, mention: &Mention) -> bool {
        let document = self.document;
        let index = document.sentence_index(mention.trigger.start);
        let next = document.sentence(index + 1);
        let same_paragraph = document.tokens.get(next.start).is_some_and(|t| !t.is(Token::PARAGRAPH_START));
        let own = document.sentence(index);
        let end = if same_paragraph { next.end } else { own.end };
        let end = end.min(mention.trigger.end + VICINITY);
        let claim = words![
            "claim",
            "claims",
            "report",
            "reports",
            "allegation",
            "allegations",
            "accusation",
            "accusations",
            "figure",
            "figures",
            "toll",
            "this",
            "that",
            "it",
        ];
        let denials = &self.landmarks.denials;
        let first = denials.partition_point(|denial| *denial < mention.trigger.end);
        denials[first..].iter().take_while(|denial| **denial < end).any(|denial| {
            (denial + 1..end.min(denial + 4)).any(|t| document.is_any(t, claim) && denials.binary_search(&t).is_err())
        })
    }

    /// "The claim could not be independently verified": said of the claims in its sentence and the one before.
    fn unverified(&self, casualties: &[Casualty]) -> Vec<Warning> {
        let document = self.document;
        let mut warnings = Vec::new();
        for phrase in self.landmarks.unverified.iter().filter(|_| !casualties.is_empty()) {
            let index = document.sentence_index(phrase.start);
            let from = document.sentence(index.saturating_sub(2)).start;
            let [start, _] = self.span(&(from..from + 1));
            let [here, stop] = self.span(phrase);
            let first = casualties.partition_point(|c| c.end <= start);
            let claims = casualties[first..].iter().take_while(|c| c.start < stop).take(12);
            let spans: Vec<[usize; 2]> = claims.map(|c| [c.start, c.end]).collect();
            if !spans.is_empty() && warnings.len() < 16 {
                warnings.push(Warning {
                    code: "claim_not_verified".into(),
                    message: "The article says that this could not be verified.".into(),
                    spans: std::iter::once([here, stop]).chain(spans).collect(),
                });
            }
        }
        warnings
    }

    // ---- who

    /// The party named in the words for the victims.
    fn affiliated(&self, mention: &Mention) -> Option<&'a str> {
        let [start, end] = self.span(mention.victims.as_ref().unwrap_or(&mention.tokens));
        // "civilians" belong to nobody; a name is whom it names, not whose.
        let owned = |p: &&Party| {
            !matches!(p.kind, PartyKind::Person | PartyKind::Media)
                && (p.mention_type == MentionType::Nam || p.affiliation.is_some())
        };
        let party = claimants::parties_in(self.annotation, start..end).find(owned).or_else(|| self.loser(mention))?;
        party.canonical.first().map(Str::as_str)
    }

    /// "The regiment lost 40 men", "the mission said two of its members were hurt": whose they are is told by the subject.
    fn loser(&self, mention: &Mention) -> Option<&'a Party> {
        let document = self.document;
        let trigger = mention.trigger.start;
        let lost = self.loses(mention);
        let victims = mention.victims.clone().unwrap_or(mention.tokens.clone());
        let own = victims.start.saturating_sub(1)..victims.end;
        let possessive = own.clone().find(|t| document.is_any(*t, words!["its", "their"]));
        let from = if lost { trigger } else { possessive? };
        let subject = self.syntax.subject_of(from).map(|s| s.range()).filter(|s| s.end <= from);
        let in_subject = subject.and_then(|s| {
            let [start, end] = self.span(&s);
            claimants::parties_in(self.annotation, start..end).last()
        });
        // "said two of its members": the subject of the clause around.
        let before = || {
            let sentence = document.sentence_of(from);
            let [start, end] = self.span(&(sentence.start.max(from.saturating_sub(12))..from));
            claimants::parties_in(self.annotation, start..end).find(|p| p.end <= end)
        };
        let fits = |p: &&Party| {
            !matches!(p.kind, PartyKind::Person | PartyKind::Official | PartyKind::Media | PartyKind::Population)
                && p.mention_type == MentionType::Nam
        };
        in_subject.filter(fits).or_else(|| if lost { None } else { before().filter(fits) })
    }

    /// The subject is who loses, not who does it.
    fn loses(&self, mention: &Mention) -> bool {
        self.document.is_any(
            mention.trigger.start,
            words!["lost", "lose", "loses", "losing", "suffered", "suffer", "suffering", "suffers"],
        )
    }

    /// The party that does it: behind "by", or in the subject of the verb. Fights kill without naming anybody.
    fn perpetrator(
        &self,
        agent: Option<&Range<usize>>,
        trigger: &Range<usize>,
        claimant: Option<&Claimant<'a>>,
    ) -> Option<&'a str> {
        let agent = agent?;
        let fits = |p: &&Party| {
            !matches!(p.kind, PartyKind::Media | PartyKind::Igo | PartyKind::Ngo | PartyKind::Population)
                && !p.canonical.is_empty()
        };
        let name = |p: &'a Party| p.canonical.first().map(Str::as_str);
        if agent.start >= trigger.end {
            let [start, end] = self.span(agent);
            return claimants::parties_in(self.annotation, start..end).find(fits).and_then(name);
        }
        let mut clause = self.syntax.clause_at(trigger.start);
        let mut subject = self.syntax.agent_of(trigger.start).or_else(|| self.syntax.subject_of(trigger.start));
        // "Israel carried out an airstrike on a school that sheltered many, killing 27": from the participle's clause outwards.
        for _ in 0..4 {
            let relative =
                clause.map(|c| c.start as usize).filter(|t| self.document.is_any(*t, words!["which", "who", "that"]));
            if let Some(range) = subject.map(|s| s.range()).or(relative.map(|t| t..t + 1)) {
                if range.start >= trigger.start || range.clone().any(|t| self.document.is_any(t, FIGHTS)) {
                    return None;
                }
                // "said it had killed": the one who says so.
                if range.len() == 1 && self.document.is_any(range.start, words!["it", "they", "we"]) {
                    return claimant.filter(|c| c.span[1] <= self.span(&range)[0]).map(|c| c.name);
                }
                if let Some(found) = self.doer(&range, trigger.start).filter(|p| fits(p)) {
                    return name(found);
                }
            }
            if self.syntax.tag(trigger.start) != Tag::Ing {
                return None;
            }
            clause = clause.and_then(|c| self.syntax.parent(c));
            subject = self.syntax.noun(clause?.subject);
        }
        None
    }

    /// The party in a subject, in what hangs on it ("an aircraft of the navy"), or before its "which".
    fn doer(&self, subject: &Range<usize>, trigger: usize) -> Option<&'a Party> {
        let document = self.document;
        let [start, end] = self.span(subject);
        if let Some(party) = claimants::parties_in(self.annotation, start..end).last() {
            return Some(party);
        }
        if subject.len() == 1 && document.is_any(subject.start, words!["which", "who", "that"]) {
            let [from, to] = self.span(&(subject.start.saturating_sub(4)..subject.start));
            return claimants::parties_in(self.annotation, from..to).last().filter(|p| p.end + 2 >= to);
        }
        let of = subject.end;
        if !document.is_any(of, words!["of", "from", "by"]) || of + 1 >= trigger {
            return None;
        }
        let [from, to] = self.span(&(of + 1..trigger.min(of + 6)));
        claimants::parties_in(self.annotation, from..to).next().filter(|p| p.start <= from + 4)
    }

    /// "inflicted heavy casualties on the column": the subject of the verb.
    fn inflicter(&self, mention: &Mention) -> Option<&'a str> {
        let start = mention.tokens.start;
        let verb = (start.saturating_sub(4)..start)
            .find(|t| self.document.is_any(*t, words!["inflicted", "inflicting", "inflict", "inflicts"]))?;
        self.perpetrator(Some(&(verb.saturating_sub(1)..verb)), &(verb..verb + 1), None)
    }

    /// "killed in an Israeli airstrike", "wounded when police opened fire": behind a passive, the owner of the attack.
    fn attacker(&self, mention: &Mention) -> Option<&'a str> {
        let document = self.document;
        if mention.agent.is_some() || matches!(mention.outcome, Outcome::Captured | Outcome::Missing) {
            return None;
        }
        let sentence = document.sentence_of(mention.trigger.start);
        let end = sentence.end.min(mention.trigger.end + 14);
        let stop = |t: &usize| {
            document.is_any(*t, words![",", ";", ":", "\"", "\u{201d}", "and", "but", "who", "which", "said"])
        };
        let range = mention.trigger.end..(mention.trigger.end..end).find(stop).unwrap_or(end);
        if range.clone().any(|t| document.is_any(t, FIGHTS)) {
            return None;
        }
        let fits = |p: &&Party| {
            !matches!(
                p.kind,
                PartyKind::Media | PartyKind::Igo | PartyKind::Ngo | PartyKind::Person | PartyKind::Official
            ) && !p.canonical.is_empty()
        };
        let party_at = |from: usize, to: usize| {
            let [start, end] = self.span(&(from..to));
            claimants::parties_in(self.annotation, start..end).find(fits)
        };
        for at in range.clone() {
            // "in a Russian missile attack": the owner stands between the preposition and the attack.
            if document.is_any(at, ATTACKS) {
                let from = (mention.trigger.end..at)
                    .rev()
                    .find(|t| document.is_any(*t, words!["in", "by", "during", "from", "of", "when", "after"]));
                let Some(from) = from.filter(|f| at - f <= 7 && !document.is_any(*f, words!["of"])) else { continue };
                let owner = if from + 1 < at { party_at(from + 1, at) } else { None };
                // "in an attack by gunmen of the front".
                let by = (at + 1..range.end.min(at + 4)).find(|t| document.is_any(*t, words!["by"]));
                return owner
                    .or_else(|| by.and_then(|by| party_at(by + 1, range.end)))
                    .and_then(|p| p.canonical.first())
                    .map(Str::as_str);
            }
            if document.is_any(at, words!["when", "after", "as"]) {
                let verb = (at + 1..range.end).find(|t| document.is_any(*t, ASSAULTS))?;
                // "when a convoy was attacked": its subject suffers too.
                if document.is_any(verb - 1, words!["was", "were", "been", "being"]) {
                    return None;
                }
                return party_at(at + 1, verb).and_then(|p| p.canonical.first()).map(Str::as_str);
            }
        }
        None
    }

    /// The sentence around a mention, as far as a reader looks: sentences may be endless.
    fn vicinity(&self, mention: &Mention) -> Range<usize> {
        let sentence = self.document.sentence_of(mention.trigger.start);
        let at = mention.trigger.start;
        sentence.start.max(at.saturating_sub(VICINITY))..sentence.end.min(at + VICINITY)
    }

    /// The first token of the paragraph of a token, at most so many tokens back.
    fn paragraph_start(&self, token: usize, reach: usize) -> usize {
        let after = self.landmarks.paragraphs.partition_point(|first| *first <= token);
        let first = after.checked_sub(1).and_then(|index| self.landmarks.paragraphs.get(index));
        first.copied().unwrap_or(0).max(token.saturating_sub(reach))
    }

    // ---- when

    /// The date of the clause, else of the sentence.
    fn date_of(&self, mention: &Mention) -> Option<&'a Date> {
        let sentence = self.vicinity(mention);
        let clause = self.syntax.clause_at(mention.trigger.start).map(|c| c.start as usize..c.end as usize);
        let [trigger, _] = self.span(&mention.trigger);
        let timed = |d: &&Date| matches!(d.date_type, DateType::Date | DateType::Time) && !d.value.ends_with("_REF");
        let nearest = |range: Range<usize>| {
            let [start, end] = self.span(&range);
            let first = self.dates.beyond(start);
            self.annotation.dates[first..]
                .iter()
                .take_while(|d| d.start < end)
                .filter(timed)
                .min_by_key(|d| d.start.abs_diff(trigger))
        };
        let own = clause
            .filter(|c| c.start >= sentence.start && c.end <= sentence.end)
            .and_then(&nearest)
            .or_else(|| nearest(sentence.clone()));
        own.or_else(|| {
            // A timeline's date stands by itself: "November 2013 - The army …".
            // It holds until the next date or paragraph.
            let mut index = self.document.sentence_index(mention.trigger.start);
            for _ in 0..4 {
                let first = self.document.tokens.get(self.document.sentence(index).start)?;
                if first.is(Token::PARAGRAPH_START) {
                    return None;
                }
                index = index.checked_sub(1)?;
                let label = self.document.sentence(index);
                if let Some(date) = nearest(label.clone()) {
                    return (label.len() <= 8).then_some(date);
                }
            }
            None
        })
    }

    /// The last day told in the paragraph before the sentence, else the first one after it.
    fn date_in_paragraph(&self, mention: &Mention) -> Option<&'a str> {
        let document = self.document;
        let sentence = self.vicinity(mention);
        let start = self.paragraph_start(sentence.start, 2 * VICINITY);
        let next = self.landmarks.paragraphs.partition_point(|first| *first < sentence.end);
        let next = self.landmarks.paragraphs.get(next).copied().unwrap_or(document.len());
        let end = next.min(sentence.end + 2 * VICINITY).min(document.len());
        let [from, to] = self.span(&(start..end.max(start + 1)));
        let [here, _] = self.span(&(sentence.start..sentence.start + 1));
        let first = self.dates.beyond(from);
        let dates = || {
            self.annotation.dates[first..]
                .iter()
                .take_while(|d| d.start < to)
                .filter(|d| matches!(d.date_type, DateType::Date | DateType::Time) && !d.value.ends_with("_REF"))
        };
        dates().filter(|d| d.start < here).last().or_else(|| dates().next()).and_then(day)
    }

    /// Historical: the clause's time ends more than a year before the document date, or the sentence speaks of "the war" that
    /// the sentence before dates so.
    fn time_frame(&self, mention: &Mention, date: Option<&Date>) -> TimeFrame {
        let Some(today) = self.today.as_ref() else { return TimeFrame::Current };
        if let Some(date) = date {
            return if !self.reaches_today(mention, date) && ended_long_before(date, today) {
                TimeFrame::Historical
            } else {
                TimeFrame::Current
            };
        }
        if self.retrospective {
            return self.frame_before(mention, today);
        }
        let sentence = self.vicinity(mention);
        let anchored = sentence.clone().any(|t| {
            self.document.is_any(t, words!["the", "that"])
                && self.document.is_any(
                    t + 1,
                    words![
                        "war",
                        "conflict",
                        "fighting",
                        "battle",
                        "uprising",
                        "siege",
                        "massacre",
                        "genocide",
                        "campaign",
                        "offensive",
                        "attack",
                        "attacks",
                    ],
                )
        });
        if !anchored || self.document.tokens.get(sentence.start).is_some_and(|t| t.is(Token::PARAGRAPH_START)) {
            return TimeFrame::Current;
        }
        let previous = self.document.sentence_index(sentence.start).checked_sub(1).map(|i| self.document.sentence(i));
        let Some(previous) = previous.filter(|p| p.len() < 4 * VICINITY) else { return TimeFrame::Current };
        let [start, end] = self.span(&previous);
        let first = self.dates.beyond(start);
        let old =
            self.annotation.dates[first..].iter().take_while(|d| d.start < end).any(|d| ended_long_before(d, today));
        if old {
            TimeFrame::Historical
        } else {
            TimeFrame::Current
        }
    }

    /// "has killed thousands since 2012": the present perfect, and "since", reach into the present.
    fn reaches_today(&self, mention: &Mention, date: &Date) -> bool {
        let document = self.document;
        let trigger = mention.trigger.start;
        let first = document.tokens.partition_point(|t| (t.start as usize) < date.start);
        // "since he killed his uncle in a 1979 coup": he did it then.
        let first_since =
            (1..=8).map_while(|back| first.checked_sub(back)).find(|t| document.is_any(*t, words!["since"]));
        if first_since.is_some_and(|t| t < trigger && trigger < first) {
            return false;
        }
        let perfect = (1..=4).any(|back| trigger >= back && document.is_any(trigger - back, words!["has", "have"]));
        if perfect {
            return true;
        }
        if !(1..=8).any(|back| first >= back && document.is_any(first - back, words!["since"])) {
            return false;
        }
        // "the worst since 2017, when a bomber killed 77": those died then.
        let after = document.tokens.partition_point(|t| (t.start as usize) < date.end);
        !(trigger > after && (after..after + 2).any(|t| document.is_any(t, words!["when"])))
    }

    /// In a text without a date of its own a sentence without a time is of the time told last in its paragraph.
    fn frame_before(&self, mention: &Mention, today: &Today) -> TimeFrame {
        let document = self.document;
        let at = document.sentence_of(mention.tokens.start).start;
        let start = self.paragraph_start(at, 4 * VICINITY);
        let [from, to] = self.span(&(start..at.max(start + 1)));
        let first = self.dates.beyond(from);
        let told = self.annotation.dates[first..].iter().take_while(|d| d.start < to);
        match told.filter(|d| matches!(d.date_type, DateType::Date | DateType::Time)).last() {
            Some(date) if ended_long_before(date, today) => TimeFrame::Historical,
            Some(_) => TimeFrame::Current,
            // Nothing in the paragraph: as the article as a whole.
            None => {
                let first = self.annotation.dates.iter().take(24).find(|d| d.interval.is_some());
                let old = first.is_some_and(|d| ended_long_before(d, today));
                if old {
                    TimeFrame::Historical
                } else {
                    TimeFrame::Current
                }
            }
        }
    }

    // ---- where

    /// The place of the clause, else of the sentence, else the last one of the paragraph so far.
    fn place_of(&self, mention: &Mention) -> Option<&'a str> {
        let sentence = self.vicinity(mention);
        let [trigger, _] = self.span(&mention.trigger);
        let [start, end] = self.span(&sentence);
        let places = |from: usize, to: usize| {
            let first = self.locations.beyond(from);
            self.annotation.locations[first..]
                .iter()
                .take_while(move |l| l.start < to)
                .filter(|l| l.primary && l.canonical.is_some())
        };
        let name = |l: &'a Location| l.canonical.as_deref();
        if let Some(near) = places(start, end).min_by_key(|l| l.start.abs_diff(trigger)) {
            return name(near);
        }
        let paragraph = self.paragraph_start(sentence.start, 200);
        let from = self.document.tokens.get(paragraph).map_or(start, |t| t.start as usize);
        places(from, start).last().and_then(name)
    }

    // ---- equipment

    /// Whose it was: named in the words, behind "belonging to", by the subject of "lost" or before "losses".
    fn owner(&self, loss: &Loss) -> Option<&'a Party> {
        let document = self.document;
        let parties = |from: usize, to: usize| {
            let [start, end] = self.span(&(from..to));
            claimants::parties_in(self.annotation, start..end)
        };
        if let Some(party) = parties(loss.tokens.start, loss.tokens.end).next() {
            return Some(party);
        }
        let after = loss.tokens.end;
        let belongs = document.is_any(after, words!["belonging"]) && document.is_any(after + 1, words!["to"]);
        if belongs || document.is_any(after, words!["of"]) {
            let from = after + 1 + usize::from(belongs);
            let [start, _] = self.span(&(from..from + 1));
            let named = parties(from, (from + 6).min(document.len())).next().filter(|p| p.start <= start + 4);
            if named.is_some() || belongs {
                return named;
            }
        }
        if loss.effect != "lost" {
            return None;
        }
        let trigger = loss.trigger.start;
        if document.is_any(trigger, words!["losses", "loss"]) {
            // "put Syrian losses at 400 tanks".
            return parties(trigger.saturating_sub(3), trigger).last();
        }
        let subject = self.syntax.subject_of(trigger)?.range();
        if subject.end > trigger || subject.clone().any(|t| document.is_any(t, FIGHTS)) {
            return None;
        }
        self.doer(&subject, trigger).filter(|p| !matches!(p.kind, PartyKind::Person | PartyKind::Media))
    }

    fn materiel(&self, losses: &[Loss]) -> Vec<Materiel> {
        let mut found: Vec<Materiel> = Vec::with_capacity(losses.len());
        let mut number = 0;
        for loss in losses {
            let [start, end] = self.span(&loss.tokens);
            let claimant = self.claimant(loss.trigger.start, &loss.tokens, false);
            let owner = self.owner(loss).and_then(|p| p.canonical.first().cloned());
            let own = owner.clone();
            // The same class again, told of as known or with the same number: one loss.
            let recent = found.len().saturating_sub(24);
            let same = found[recent..].iter().rev().find(|m: &&Materiel| {
                let again = loss.definite && m.class == loss.class;
                let equal = m.class == loss.class
                    && m.count == loss.count
                    && m.effect == loss.effect
                    && loss.count.best.is_some_and(|n| n > 1);
                again || equal
            });
            let cluster = match same {
                Some(m) => m.cluster.clone(),
                None => {
                    number += 1;
                    Some(Str::numbered(b'm', number))
                }
            };
            found.push(Materiel {
                id: Str::numbered(b'm', found.len() + 1),
                start,
                end,
                text: Str::new(self.document.slice(loss.tokens.clone())),
                class: loss.class.into(),
                count: loss.count,
                effect: loss.effect.into(),
                owner,
                // Who loses a ship has not sunk it.
                perpetrator: self
                    .perpetrator(loss.agent.as_ref(), &loss.trigger, claimant.as_ref())
                    .filter(|name| loss.effect != "lost" && own.as_deref() != Some(*name))
                    .map(Str::new),
                status: match claimants::status_under(loss.status, claimant.as_ref()) {
                    Status::NoneReported => Status::Asserted,
                    status => status,
                },
                claimant: claimant.map(|c| Str::new(c.name)),
                cluster,
                rule: loss.rule.into(),
            });
        }
        found
    }
}

/// An encyclopedia's article, a timeline: no date of its own, or nearly all that is dated lies in the past.
fn retrospective(annotation: &Annotation, today: &Option<Today>) -> bool {
    let Some(today) = today else { return false };
    if annotation.document.date.is_none() {
        // "this week", "on Tuesday": it tells of its own days, though nothing says which they are.
        return !annotation.dates.iter().any(|d| d.value.starts_with("XXXX-WXX"));
    }
    let dated = || {
        annotation
            .dates
            .iter()
            .filter(|d| matches!(d.date_type, DateType::Date | DateType::Time) && d.interval.is_some())
    };
    let old = dated().filter(|d| ended_long_before(d, today)).count();
    old >= 3 && old * 10 >= dated().count() * 8
}

/// The day that the article is measured by.
struct Today {
    /// A year earlier, ISO; `None` where the year is no number.
    a_year_ago: Option<String>,
}

impl Today {
    fn new(iso: &str) -> Today {
        // ISO dates compare as text; a year earlier is the same day with the year less one.
        let year = iso.get(..4).and_then(|year| year.parse::<i32>().ok());
        Today { a_year_ago: year.map(|year| format!("{:04}{}", year - 1, iso.get(4..).unwrap_or(""))) }
    }
}

/// The document date with its year; without one the last day that the article dates anything to.
fn reference_day(annotation: &Annotation) -> Option<Today> {
    let dated = annotation.document.date.as_deref().filter(|d| d.starts_with(|c: char| c.is_ascii_digit()));
    let last = || {
        annotation
            .dates
            .iter()
            .filter_map(|d| d.interval.as_ref().map(|[_, end]| end.as_str()))
            .filter(|end| end.len() == 10 && end.starts_with(|c: char| c.is_ascii_digit()))
            .max()
    };
    dated.or_else(last).map(Today::new)
}

/// A value as precise as a day at most: `2022-09-13T04:00` is `2022-09-13`.
fn day(date: &Date) -> Option<&str> {
    let value = date.value.split('T').next().unwrap_or(&date.value);
    (!value.is_empty() && !value.starts_with('P')).then_some(value)
}

/// The period ends more than a year before the document date.
fn ended_long_before(date: &Date, today: &Today) -> bool {
    let end = match &date.interval {
        Some([_, end]) => end.as_str(),
        None => date.value.as_str(),
    };
    if !end.starts_with(|c: char| c.is_ascii_digit()) || end.len() < 3 {
        return false;
    }
    let Some(a_year_ago) = &today.a_year_ago else { return false };
    // A decade (`199`) ends with its 9, a year with its December.
    let rest = match end.len() {
        3 => "9-12-31",
        4 => "-12-31",
        _ => "",
    };
    end.bytes().chain(rest.bytes()).lt(a_year_ago.bytes())
}
