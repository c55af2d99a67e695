//! What the sentences of an article tell of its actors: a graph with deeds, blame and friendship on its edges.
//!
//! Every word of fighting is asked once who acts and upon whom: "X shelled Y", "X's offensive against Y", "a raid by X on
//! Y", "clashes between X and Y", "Y was killed by X". A deed that names only one of the two still tells that this one
//! fights, or is fought. Friends are named side by side, help, join or back one another.

use super::actor::{pair, Actor};
use crate::casualties::Found;
use crate::discourse::coreference::Party;
use crate::lexicon::{class, Class};
use crate::model::PartyKind;
use crate::parties::Few;
use crate::syntax::{Form, Syntax, Voice};
use crate::text::Document;
use crate::text::Words;
use crate::words;
use std::collections::BTreeMap;
use std::ops::Range;

/// Points of evidence.
mod weight {
    /// "X attacked Y", "X's offensive against Y".
    pub const DEED: i32 = 3;
    /// "clashes between X and Y", "X and Y fought".
    pub const EACH_OTHER: i32 = 4;
    /// "X against Y" with no word of fighting near.
    pub const AGAINST: i32 = 2;
    /// "X accused Y".
    pub const BLAME: i32 = 2;
    /// "Afghan and U.S. forces", "X, backed by Y".
    pub const TOGETHER: i32 = 3;
    /// A state's forces and an armed group in one sentence.
    pub const SAME_SENTENCE: i32 = 1;
    /// What stands in the headline and the lead counts this many times.
    pub const LEAD: i32 = 2;
    /// Sentences of headline and lead.
    pub const LEAD_LENGTH: usize = 2;
    /// What a mention of forces or fighters counts for, against one of a state.
    pub const FIGHTER: i32 = 2;
}

/// Mentions of one sentence that are compared; more than this is a list.
const CROWD: usize = 14;

/// Nouns of fighting, beside the verbs that are written like nouns.
pub(in crate::discourse) static FIGHTING: &Words = words![
    "airstrike",
    "airstrikes",
    "aggression",
    "ambush",
    "assassination",
    "assault",
    "assaults",
    "attack",
    "attacks",
    "battle",
    "battles",
    "blockade",
    "bombardment",
    "bombing",
    "bombings",
    "campaign",
    "capture",
    "clash",
    "clashes",
    "combat",
    "confrontation",
    "confrontations",
    "conflict",
    "counterattack",
    "counteroffensive",
    "fight",
    "fighting",
    "fire",
    "firefight",
    "firefights",
    "gunbattle",
    "gunfight",
    "hostilities",
    "incursion",
    "incursions",
    "insurgency",
    "insurrection",
    "invasion",
    "killing",
    "killings",
    "massacre",
    "mutiny",
    "offensive",
    "offensives",
    "operation",
    "operations",
    "raid",
    "raids",
    "rebellion",
    "resistance",
    "revolt",
    "shelling",
    "siege",
    "skirmish",
    "skirmishes",
    "strike",
    "strikes",
    "struggle",
    "uprising",
    "violence",
    "war",
    "warfare",
    "wars",
];

/// Nouns of an end to fighting: those between whom it is made fight.
static TRUCES: &Words =
    words!["ceasefire", "cease-fire", "truce", "armistice", "hostilities", "front", "frontline", "tension", "tensions"];

/// Verbs that make their object's deed the subject's.
const LIGHT: &[&str] = &[
    "carry",
    "conduct",
    "launch",
    "wage",
    "mount",
    "stage",
    "make",
    "lead",
    "fight",
    "plan",
    "order",
    "start",
    "begin",
    "continue",
    "resume",
    "step",
    "intensify",
    "claim",
    "execute",
    "undertake",
    "perform",
    "unleash",
    "open",
    "press",
    "renew",
    "pursue",
    "join",
    "expand",
    "do",
    "return",
];

/// Verbs that are deeds of war only upon somebody.
static FAINT: &Words = words![
    "take",
    "takes",
    "took",
    "taken",
    "taking",
    "gain",
    "gains",
    "gained",
    "gaining",
    "secure",
    "secured",
    "securing",
    "hold",
    "holds",
    "held",
    "holding",
    "control",
    "controls",
    "controlled",
    "controlling",
    "drop",
    "dropped",
    "engage",
    "engaged",
    "charge",
    "charged",
    "release",
    "struck",
    "strike",
    "detain",
    "detained",
    "arrested",
    "arrest",
    "recover",
    "recovered",
    "exchange",
    "contend",
    "oppose",
    "opposed",
    "resist",
    "trap",
    "trapped",
    "use",
    "used",
    "lose",
];

/// Words of friendship between two names.
static FRIENDLY: &Words = words![
    "alongside",
    "ally",
    "allied",
    "allies",
    "backed",
    "supported",
    "supporting",
    "supports",
    "helped",
    "joint",
    "coordination",
    "coordinated",
    "partnership",
    "partner",
    "assisted",
    "aided",
    "accompanied",
    "joined",
    "loyal",
    "aligned",
    "trained",
];

/// How an actor stands in the article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    /// Mentions, forces and fighters counted double.
    pub points: i32,
    /// Token of the first.
    pub first: usize,
    /// Its forces are named, not only the state.
    pub forces: bool,
    /// Its forces, police, government or officials are named.
    pub organs: bool,
    /// Deeds of war that it does.
    pub deeds: i32,
    /// Deeds of war that are done to it.
    pub suffered: i32,
    /// Mentions in which it mediates.
    pub mediates: i32,
}

/// What stands between two actors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edge {
    /// They fight.
    pub deeds: i32,
    /// One blames the other.
    pub blame: i32,
    /// They act together.
    pub friends: i32,
}

impl Edge {
    /// Points against each other.
    pub fn hostile(&self) -> i32 {
        self.deeds + self.blame - self.friends
    }
}

/// The evidence of a whole article.
#[derive(Default)]
pub struct Evidence {
    /// By [`Actor::order`].
    standing: BTreeMap<u64, (Actor, Standing)>,
    /// By [`pair`].
    edges: BTreeMap<(u64, u64), Edge>,
}

impl Evidence {
    /// What stands between two actors.
    pub fn edge(&self, a: Actor, b: Actor) -> Edge {
        self.edge_of(pair(a, b))
    }

    /// The same of a [`pair`].
    pub fn edge_of(&self, pair: (u64, u64)) -> Edge {
        self.edges.get(&pair).copied().unwrap_or_default()
    }

    /// How an actor stands.
    pub fn of(&self, actor: Actor) -> Standing {
        self.standing.get(&actor.order()).map_or(Standing::default(), |(_, standing)| *standing)
    }

    /// Everybody who is named, and how they stand, in the order of the actors.
    pub fn actors(&self) -> impl Iterator<Item = (Actor, Standing)> + '_ {
        self.standing.values().copied()
    }

    fn edge_mut(&mut self, a: Actor, b: Actor) -> &mut Edge {
        self.edges.entry(pair(a, b)).or_default()
    }

    /// All pairs between which something stands, as [`pair`] has them, in order.
    pub fn pairs(&self) -> impl Iterator<Item = ((u64, u64), Edge)> + '_ {
        self.edges.iter().map(|(pair, edge)| (*pair, *edge))
    }
}

/// Who a mention speaks of, and whether it may fight.
struct Named {
    tokens: Range<usize>,
    actors: Few<Actor>,
    kind: PartyKind,
}

struct Gatherer<'c, 'd, 't> {
    document: &'d Document<'t>,
    syntax: &'c Syntax,
    named: Vec<Named>,
    evidence: Evidence,
}

/// Gathers the evidence. `key`: the actors that a mention stands for here; `mediates`: whether it mediates here.
pub fn gather(
    document: &Document,
    syntax: &Syntax,
    parties: &[Party],
    casualties: &Found,
    mediates: &[bool],
    key: impl Fn(&Party) -> Few<Actor>,
) -> Evidence {
    let mut gatherer = Gatherer { document, syntax, named: Vec::new(), evidence: Evidence::default() };
    for (party, mediates) in parties.iter().zip(mediates) {
        if matches!(party.kind, PartyKind::Media | PartyKind::Ngo | PartyKind::Other) {
            continue;
        }
        let actors = key(party);
        for actor in &actors {
            gatherer.stand(*actor, party, *mediates);
        }
        if !actors.is_empty() {
            gatherer.named.push(Named { tokens: party.mention.tokens.range(), actors, kind: party.kind });
        }
        gatherer.backers(party);
    }
    let deeds = VERBS.iter().fold(0, |buckets, class| buckets | class.bit());
    let mut from = 0;
    for index in 0..document.sentences.len() {
        let sentence = document.sentence(index);
        while from < gatherer.named.len() && gatherer.named[from].tokens.end <= sentence.start {
            from += 1;
        }
        let to = from + gatherer.named[from..].iter().take_while(|n| n.tokens.start < sentence.end).count();
        if from < to {
            let times = if index < weight::LEAD_LENGTH { weight::LEAD } else { 1 };
            gatherer.sentence(sentence, from..to.min(from + CROWD), times, deeds);
        }
        from = to;
    }
    gatherer.harm(casualties);
    gatherer.evidence
}

/// Kinds of mentions that do deeds of war.
fn fights(kind: PartyKind) -> bool {
    matches!(
        kind,
        PartyKind::Military
            | PartyKind::ArmedGroup
            | PartyKind::State
            | PartyKind::Police
            | PartyKind::Government
            | PartyKind::Igo
            | PartyKind::Official
            | PartyKind::Ministry
    )
}

fn armed(kind: PartyKind) -> bool {
    matches!(kind, PartyKind::Military | PartyKind::ArmedGroup)
}

/// A verb of fighting.
pub(in crate::discourse) fn is_deed(document: &Document, at: usize) -> bool {
    document.word_senses(at).any(|s| {
        matches!(
            s.class,
            class::V_ATTACK
                | class::V_KILL
                | class::V_FIGHT
                | class::V_SEIZE
                | class::V_DESTROY
                | class::V_WOUND
                | class::V_CAPTURE
                | class::V_FIRE
                | class::V_DOWN
                | class::V_BESIEGE
                | class::V_ABDUCT
        )
    }) || document.is_any(at, DEEDS)
}

/// Deeds of war by words that no class of verbs has.
static DEEDS: &Words = words![
    "defeated",
    "defeat",
    "repelled",
    "repulsed",
    "neutralized",
    "neutralised",
    "drove",
    "overran",
    "intercepted",
    "mutinied",
    "advanced",
    "advancing",
    "retook",
];

/// Verbs of sending forces, and those of flying missions.
static SENDS: &Words = words![
    "sent",
    "sending",
    "send",
    "sends",
    "deployed",
    "deploying",
    "dispatched",
    "flew",
    "fly",
    "flying",
    "flown",
];

/// What verbs tell of actors.
const VERBS: &[Class] = &[
    class::V_LOSE,
    class::V_ACCUSE,
    class::V_SUPPORT,
    class::V_AID,
    class::V_ARM,
    class::V_ATTACK,
    class::V_KILL,
    class::V_FIGHT,
    class::V_SEIZE,
    class::V_DESTROY,
    class::V_WOUND,
    class::V_CAPTURE,
    class::V_FIRE,
    class::V_DOWN,
    class::V_BESIEGE,
    class::V_ABDUCT,
];

/// Changes what stands between the actors of two mentions.
fn link(evidence: &mut Evidence, one: &Named, other: &Named, change: impl Fn(&mut Edge)) {
    // Two of one mention are one: "U.N.-Congolese forces".
    let shared = |a: &Actor| other.actors.contains(a) && other.actors.iter().any(|b| a != b);
    if one.actors.iter().any(shared) {
        return;
    }
    for a in &one.actors {
        for b in other.actors.iter().filter(|b| a != *b) {
            change(evidence.edge_mut(*a, *b));
        }
    }
}

impl Gatherer<'_, '_, '_> {
    fn stand(&mut self, actor: Actor, party: &Party, mediates: bool) {
        let tokens = party.mention.tokens.range();
        // "ordered French troops to leave": those no longer fight. A spokesman of the military is as good as its forces.
        let leaves =
            || (tokens.end..(tokens.end + 5).min(self.document.len())).any(|t| self.document.has(t, class::V_WITHDRAW));
        let of_forces = || {
            party.kind == PartyKind::Official
                && tokens.clone().any(|t| {
                    self.document.is_any(
                        t,
                        words!["military", "army", "forces", "navy", "commander", "command", "marine", "marines"],
                    )
                })
        };
        let forces = (armed(party.kind) || of_forces()) && !leaves();
        let first = party.mention.tokens.start();
        let entry =
            self.evidence.standing.entry(actor.order()).or_insert((actor, Standing { first, ..Standing::default() }));
        let entry = &mut entry.1;
        entry.points += match party.kind {
            PartyKind::Population => 0,
            _ if armed(party.kind) => weight::FIGHTER,
            _ => 1,
        };
        entry.forces |= forces;
        entry.organs |= forces
            || matches!(
                party.kind,
                PartyKind::Government | PartyKind::Official | PartyKind::Ministry | PartyKind::Police
            );
        entry.mediates += i32::from(mediates);
    }

    /// "Iranian-backed Houthis": the backer is a friend.
    fn backers(&mut self, party: &Party) {
        let document = self.document;
        let backers = party
            .mention
            .origins
            .iter()
            .filter(|o| o.relation.is_some())
            .filter_map(|o| crate::discourse::coreference::country_of(document, o))
            .filter_map(|c| document.lexicon.country(c))
            .map(|c| Actor::State(c.iso3));
        for backer in backers {
            for actor in &party.actors {
                if *actor != backer {
                    self.evidence.edge_mut(backer, *actor).friends += weight::TOGETHER;
                }
            }
        }
    }

    /// The mentions that touch some tokens.
    fn within(&self, among: &Range<usize>, tokens: &Range<usize>) -> Vec<usize> {
        among
            .clone()
            .filter(|i| self.named[*i].tokens.start < tokens.end && tokens.start < self.named[*i].tokens.end)
            .collect()
    }

    /// `deeds`: the buckets of what verbs may mean here.
    fn sentence(&mut self, sentence: Range<usize>, among: Range<usize>, times: i32, deeds: u64) {
        self.neighbours(&among, times);
        self.one_sentence(&among);
        let (document, syntax) = (self.document, self.syntax);
        const BETWEEN: u32 = Words::hash("between");
        const AGAINST: u32 = Words::hash("against");
        for (at, token) in (sentence.start..sentence.end).zip(&document.tokens[sentence.clone()]) {
            if token.hash == BETWEEN {
                self.between(at, &sentence, &among, times);
            }
            if let Some(verb) = syntax.verb_group_at(at).filter(|v| v.main() == at) {
                if document.may_mean(at, deeds) || document.is_any(at, DEEDS) || document.is_any(at, SENDS) {
                    self.verb(at, verb, &sentence, &among, times);
                }
            } else if token.hash == AGAINST {
                self.against(at, &sentence, &among, times);
            } else if FIGHTING.contain(token.hash) {
                self.noun(at, &sentence, &among, times);
            }
        }
    }

    /// X does something to Y.
    fn deed(&mut self, agents: &[usize], targets: &[usize], points: i32) {
        for &i in agents.iter().filter(|i| fights(self.named[**i].kind)) {
            for actor in &self.named[i].actors {
                if let Some((_, s)) = self.evidence.standing.get_mut(&actor.order()) {
                    s.deeds += 1;
                }
            }
        }
        for &i in targets {
            for actor in &self.named[i].actors {
                if let Some((_, s)) = self.evidence.standing.get_mut(&actor.order()) {
                    s.suffered += 1;
                }
            }
            if !fights(self.named[i].kind) {
                continue;
            }
            for &j in agents.iter().filter(|j| fights(self.named[**j].kind)) {
                link(&mut self.evidence, &self.named[i], &self.named[j], |edge| edge.deeds += points);
            }
        }
    }

    fn link(&mut self, i: usize, j: usize, change: impl Fn(&mut Edge)) {
        link(&mut self.evidence, &self.named[i], &self.named[j], change);
    }

    fn verb(
        &mut self,
        at: usize,
        verb: &crate::syntax::VerbGroup,
        sentence: &Range<usize>,
        among: &Range<usize>,
        times: i32,
    ) {
        let document = self.document;
        let loses = document.word_sense(at, class::V_LOSE).is_some() && verb.voice == Voice::Active;
        if loses {
            // "the battalion lost 40 men".
            if let Some(range) = self.syntax.subject_of(at).map(|g| g.range()) {
                let subjects = self.within(among, &range);
                self.deed(&[], &subjects, 0);
            }
            return;
        }
        let deed = is_deed(document, at);
        let blame = document.word_sense(at, class::V_ACCUSE).is_some();
        let helps = document.word_senses(at).any(|s| matches!(s.class, class::V_SUPPORT | class::V_AID | class::V_ARM));
        let sends = !deed && self.sends(at, sentence);
        if !deed && !blame && !helps && !sends {
            return;
        }
        let subject =
            self.syntax.subject_of(at).map(|g| g.range()).filter(|r| r.end <= at || verb.form == Form::Finite);
        let mut subjects = subject.map_or(Vec::new(), |r| self.within(among, &r));
        // The other members of a list that the subject ends.
        if let Some(first) = subjects.first().copied() {
            let mut index = first;
            while index > among.start && self.joined(index - 1, index) {
                index -= 1;
                subjects.push(index);
            }
            let mut index = *subjects.iter().max().unwrap_or(&first);
            while index + 1 < among.end && self.named[index + 1].tokens.end <= at && self.joined(index, index + 1) {
                index += 1;
                subjects.push(index);
            }
        }
        let stop = self.clause_end(at, sentence);
        let mut targets = Vec::new();
        let mut friends = Vec::new();
        let mut agents = Vec::new();
        for i in among.clone() {
            let start = self.named[i].tokens.start;
            if start <= at
                || start >= stop
                || subjects.contains(&i)
                || targets.len() + friends.len() + agents.len() >= 3
            {
                continue;
            }
            match self.preposition(at, start) {
                "by" => agents.push(i),
                "alongside" | "for" | "to" | "of" | "in" => friends.push(i),
                "with" if !document.word_sense(at, class::V_FIGHT).is_some() => friends.push(i),
                _ => targets.push(i),
            }
        }
        if verb.voice == Voice::Passive {
            std::mem::swap(&mut targets, &mut subjects);
            subjects = agents;
        }
        if deed && targets.is_empty() && document.is_any(at, FAINT) {
            return;
        }
        if sends {
            // Upon whom is left open.
            self.deed(&subjects, &[], 0);
            return;
        }
        if deed {
            let reciprocal = verb.voice == Voice::Active
                && targets.is_empty()
                && (document.word_sense(at, class::V_FIGHT).is_some()
                    || (at..stop).any(|t| document.is(t, "each") && document.is(t + 1, "other")));
            if reciprocal && subjects.len() == 2 {
                self.deed(&subjects[..1], &subjects[1..], weight::EACH_OTHER * times);
            } else {
                self.deed(&subjects, &targets, weight::DEED * times);
            }
        } else if blame {
            if targets.is_empty() && subjects.len() == 2 {
                self.link(subjects[0], subjects[1], |edge| {
                    edge.deeds += weight::EACH_OTHER * times;
                });
            }
            for &i in &subjects {
                for &j in &targets {
                    self.link(i, j, |edge| edge.blame += weight::BLAME * times);
                }
            }
        } else {
            for &i in &subjects {
                for &j in &targets {
                    self.link(i, j, |edge| edge.friends += weight::TOGETHER);
                }
            }
        }
    }

    /// "sent troops", "flew missions": a part in the war, against nobody named.
    fn sends(&self, at: usize, sentence: &Range<usize>) -> bool {
        let document = self.document;
        let any = |words: &'static Words| (at + 1..(at + 6).min(sentence.end)).any(|t| document.is_any(t, words));
        document.is_any(at, words!["sent", "sending", "send", "sends", "deployed", "deploying", "dispatched"])
            && any(words![
                "troops",
                "soldiers",
                "forces",
                "warplanes",
                "tanks",
                "battalion",
                "brigade",
                "reinforcements"
            ])
            || document.is_any(at, words!["flew", "fly", "flying", "flown"]) && any(words!["missions", "sorties"])
    }

    /// Where what belongs to a verb ends: at the next finite verb, mark or subordinator.
    fn clause_end(&self, at: usize, sentence: &Range<usize>) -> usize {
        let limit = sentence.end.min(at + 16);
        (at + 1..limit)
            .find(|&t| {
                self.syntax.verb_group_at(t).is_some_and(|v| v.main() == t && v.form == Form::Finite && v.main() != at)
                    || self
                        .document
                        .is_any(t, words![";", "while", "after", "when", "because", "but", "who", "which", "although"])
            })
            .unwrap_or(limit)
    }

    /// The preposition before a mention, behind a trigger.
    fn preposition(&self, from: usize, start: usize) -> &'static str {
        const PREPOSITIONS: &[&str] = &[
            "by",
            "alongside",
            "with",
            "for",
            "to",
            "of",
            "in",
            "against",
            "on",
            "at",
            "from",
            "targeting",
            "toward",
            "towards",
        ];
        for t in (from + 1..start).rev().take(4) {
            if let Some(found) = PREPOSITIONS.iter().find(|p| self.document.is(t, p)) {
                return found;
            }
            if self.document.is(t, ",") {
                break;
            }
        }
        ""
    }

    fn noun(&mut self, at: usize, sentence: &Range<usize>, among: &Range<usize>, times: i32) {
        let document = self.document;
        // "the clashes that …", "the prosecutor's operation": the agent stands before it in its own noun group.
        let left = among
            .clone()
            .rev()
            .find(|i| self.named[*i].tokens.end <= at && at - self.named[*i].tokens.end <= 4)
            .filter(|i| {
                let gap = self.named[*i].tokens.end..at;
                self.syntax.noun_index_at(self.named[*i].tokens.end.saturating_sub(1)) == self.syntax.noun_index_at(at)
                    || gap.clone().all(|t| {
                        document.is_any(t, words!["'s", "\u{2019}s", "'", "\u{2019}"])
                            || self.syntax.noun_index_at(t) == self.syntax.noun_index_at(at)
                    })
            });
        let mut agents: Vec<usize> = left.into_iter().collect();
        let mut targets = Vec::new();
        let limit = sentence.end.min(at + 9);
        let stop = (at + 1..limit)
            .find(|&t| {
                document.is_any(t, words![",", ";", "that", "which", "after", "when"])
                    || self.syntax.verb_group_at(t).is_some_and(|v| v.main() == t && !document.is(t, "targeting"))
            })
            .unwrap_or(limit);
        for i in among.clone() {
            let start = self.named[i].tokens.start;
            if start <= at || start >= stop {
                continue;
            }
            match self.preposition(at, start) {
                "by" | "of" => agents.push(i),
                "against" | "on" | "at" | "with" | "targeting" => targets.push(i),
                _ => {}
            }
        }
        if agents.is_empty() {
            if let Some(verb) = self.syntax.governing_verb(at).filter(|v| v.main() < at) {
                let lemma_light = document.senses(verb.main()).any(|(s, _)| {
                    [class::VERB_BASE, class::VERB_PAST, class::VERB_PP, class::VERB_ING, class::VERB_S]
                        .contains(&s.class)
                        && LIGHT.contains(&document.lexicon.lemma(s.payload))
                });
                if lemma_light {
                    let agent = match verb.voice {
                        Voice::Active => self.syntax.subject_of(at),
                        Voice::Passive => self.syntax.by_agent(verb),
                    };
                    if let Some(range) = agent.map(|g| g.range()) {
                        agents = self.within(among, &range);
                    }
                }
            }
        }
        if agents.is_empty() && targets.is_empty() {
            return;
        }
        // "the European Union condemned the attack": who only speaks of it does nothing.
        self.deed(&agents, &targets, weight::DEED * times);
    }

    /// "between X and Y".
    fn between(&mut self, at: usize, sentence: &Range<usize>, among: &Range<usize>, times: i32) {
        let document = self.document;
        let behind: Vec<usize> = among
            .clone()
            .filter(|i| self.named[*i].tokens.start > at && self.named[*i].tokens.start < at + 26)
            .take(4)
            .collect();
        let [x, rest @ ..] = &behind[..] else { return };
        let Some(y) = rest.iter().find(|y| {
            let gap = self.named[*x].tokens.end..self.named[**y].tokens.start;
            gap.clone().any(|t| document.is(t, "and"))
        }) else {
            return;
        };
        let from = sentence.start.max(at.saturating_sub(14));
        let fought = (from..at).any(|t| {
            document.is_any(t, FIGHTING)
                || document.is_any(t, TRUCES)
                || document.word_senses(t).any(|s| s.class == class::V_FIGHT)
        });
        if fought {
            self.deed(&[*x], &[*y], weight::EACH_OTHER * times);
        }
    }

    /// "against X".
    fn against(&mut self, at: usize, sentence: &Range<usize>, among: &Range<usize>, times: i32) {
        let document = self.document;
        let from = sentence.start.max(at.saturating_sub(3));
        if (from..at).any(|t| document.is_any(t, FIGHTING) || is_deed(document, t)) {
            return;
        }
        let targets: Vec<usize> = among
            .clone()
            .filter(|i| self.named[*i].tokens.start > at && self.named[*i].tokens.start <= at + 3)
            .collect();
        if targets.is_empty() {
            return;
        }
        if let Some(range) = self.syntax.subject_of(at).map(|g| g.range()) {
            let agents = self.within(among, &range);
            self.deed(&agents, &targets, weight::AGAINST * times);
        }
    }

    /// Two mentions with nothing but a comma or a conjunction between them.
    fn joined(&self, x: usize, y: usize) -> bool {
        let gap = self.named[x].tokens.end..self.named[y].tokens.start.max(self.named[x].tokens.end);
        let joint = |t: usize| self.document.is_any(t, words!["and", ",", "-", "alongside", "&"]);
        gap.len() <= 4
            && gap.clone().any(joint)
            && gap.clone().all(|t| joint(t) || self.document.is_any(t, words!["the", "joint", "its", "their"]))
    }

    /// Mentions side by side: friends, where forces are listed together or one backs the other.
    fn neighbours(&mut self, among: &Range<usize>, times: i32) {
        let document = self.document;
        for y in among.start + 1..among.end {
            let x = y - 1;
            let gap = self.named[x].tokens.end..self.named[y].tokens.start.max(self.named[x].tokens.end);
            if self.joined(x, y) {
                let start = self.named[x].tokens.start;
                let between = (start.saturating_sub(3)..start).any(|t| document.is(t, "between"));
                let after = self.named[y].tokens.end;
                let opposed = (after..(after + 8).min(document.len())).any(|t| {
                    document.is(t, "each")
                        || document.word_sense(t, class::V_FIGHT).is_some()
                        || document.is_any(t, words!["clashes", "war", "border", "talks", "conflict"])
                });
                let kin = armed(self.named[x].kind) && armed(self.named[y].kind);
                if !between && !opposed && kin {
                    self.link(x, y, |edge| edge.friends += weight::TOGETHER);
                } else if between || opposed {
                    let each = (after..(after + 9).min(document.len()))
                        .any(|t| document.is(t, "each") && document.is(t + 1, "other"));
                    if each {
                        self.deed(&[x], &[y], weight::EACH_OTHER * times);
                    }
                }
            } else if gap.len() <= 7 && gap.clone().any(|t| document.is_any(t, FRIENDLY)) {
                self.link(x, y, |edge| edge.friends += weight::TOGETHER);
            }
        }
    }

    /// A state's forces and an armed group in one sentence are seldom there by chance.
    fn one_sentence(&mut self, among: &Range<usize>) {
        for y in among.clone() {
            for x in among.start..y {
                let (a, b) = (&self.named[x], &self.named[y]);
                let strong = |n: &Named| matches!(n.kind, PartyKind::Military | PartyKind::State | PartyKind::Police);
                let group = |n: &Named| n.kind == PartyKind::ArmedGroup;
                let opposed = group(a) && strong(b) || group(b) && strong(a);
                if opposed && !self.evidence_of_friends(x, y) {
                    // It adds to a case and makes none.
                    self.link(x, y, |edge| edge.deeds = edge.deeds.max((edge.deeds + weight::SAME_SENTENCE).min(2)));
                }
            }
        }
    }

    fn evidence_of_friends(&self, x: usize, y: usize) -> bool {
        self.named[x].actors.iter().any(|a| self.named[y].actors.iter().any(|b| self.evidence.edge(*a, *b).friends > 0))
    }

    /// Those who are harmed, and by whom.
    fn harm(&mut self, casualties: &Found) {
        let all = self.named.len();
        for mention in &casualties.casualties {
            if mention.count.high == Some(0) {
                continue;
            }
            let near = |range: &Range<usize>| {
                let from = self.named.partition_point(|n| n.tokens.end <= range.start);
                let to =
                    from + self.named[from..].iter().take(CROWD).take_while(|n| n.tokens.start < range.end).count();
                (from..to.min(all)).collect::<Vec<usize>>()
            };
            let victims = near(mention.victims.as_ref().unwrap_or(&mention.tokens));
            let agents = mention.agent.as_ref().map_or(Vec::new(), near);
            let agents: Vec<usize> = agents.into_iter().filter(|i| !victims.contains(i)).collect();
            let last = agents.last().map_or(Vec::new(), |i| vec![*i]);
            self.deed(&last, &victims, weight::DEED);
        }
    }
}
