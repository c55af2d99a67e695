//! Numbers that stand for lives: tolls, lives claimed, men lost, rows of a table.

use super::constructions::Construction;
use super::groups::Head;
use super::link::Linker;
use super::senses as s;
use crate::model::{Count, Hedge, Outcome, Status, VictimKind};
use crate::words;

impl Linker<'_, '_, '_> {
    /// "personnel - about 313,470 (+1,100)" in a table of losses.
    pub(super) fn personnel_row(&mut self) {
        let sentence = self.sentence;
        for at in 2..sentence.units.len() {
            let dash = sentence.word(at - 1, words!["-", "--", "\u{2013}", "\u{2014}", ":"]);
            if !dash || !sentence.has(at, s::COUNT) || !sentence.word(at - 2, words!["personnel", "manpower", "troops"])
            {
                continue;
            }
            let index = self.add(
                Construction::PersonnelRow,
                at - 2..at + 1,
                at - 2,
                Outcome::CasualtiesUnspecified,
                None,
                Status::Asserted,
            );
            self.mentions[index].kind = VictimKind::Military;
            if let Some(amount) = sentence.amount(at) {
                self.mentions[index].count = amount.count;
            }
        }
    }

    /// "the death toll rose to 312", "brings the toll to 40", "puts the number at around 40 insurgents".
    pub(super) fn toll(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let unit = sentence.units[at];
        let word = sentence.document.str(unit.end - 1).to_ascii_lowercase();
        let single = unit.end == unit.start + 1 && !unit.is(s::HARMED_PEOPLE);
        if single && word != "toll" {
            return self.number_put(at);
        }
        // "the toll", "the number of victims": what befell them was told before.
        let open = single || word == "victims";
        let context =
            self.context.filter(|o| word != "victims" || !matches!(o, Outcome::Captured | Outcome::Displaced));
        let outcome = if open { context.unwrap_or(Outcome::Killed) } else { unit.outcome };
        // The number: after "to", "at", "of", or right behind the verb.
        let mut found = None;
        let mut at_end = at + 1;
        while at_end < sentence.units.len() && at_end < at + 16 {
            if sentence.word(at_end, words![";", "\"", "\u{201d}", "."]) {
                break;
            }
            if let Some(amount) = sentence.amount(at_end).filter(|a| !a.like_year && !a.is_none()) {
                let before = at_end - 1;
                let fits = sentence.word(
                    before,
                    words![
                        "to",
                        "at",
                        "of",
                        "is",
                        "was",
                        "hit",
                        "reached",
                        "passed",
                        "past",
                        "exceeded",
                        "topped",
                        "surpassed",
                        "as",
                        "stood",
                        ":",
                        "exceeds",
                        "now",
                        "tops",
                        "crossed",
                        "above",
                    ],
                ) || sentence.has(before, s::TOLL_VERB | s::BE);
                let from = sentence.word(before, words!["from", "by"]);
                if fits && !from && amount.numeral.start > 0 {
                    found = Some(at_end);
                    break;
                }
            }
            if self.sentence.has(at_end, s::HARMED | s::HARMING | s::DIED) && at_end > at + 1 {
                break;
            }
            at_end += 1;
        }
        if let Some(number) = found {
            let group = self.group_starting(number).or_else(|| self.covering(number));
            let group = group.filter(|g| !matches!(self.groups[*g].head, Head::Equipment));
            let thing = group.is_some_and(|g| matches!(self.groups[g].head, Head::Thing));
            if thing && !single {
                // "a death toll of 40 in three days".
            }
            let end = group.filter(|_| !thing).map_or(number + 1, |g| self.groups[g].units.end);
            let interrupted = (at..number).any(|u| sentence.word(u, words![",", "("]));
            // "the death toll from the raids has risen to 40": the phrase in between breaks the span.
            let phrase = (at + 1..number - 1).any(|u| {
                !sentence.has(u, s::TOLL_VERB | s::BE | s::HAVE | s::ADVERB | s::MODAL)
                    && !sentence.word(u, words!["to", "at", "of", "from", "by"])
                    && self.covering(u).is_some()
            });
            let span = if interrupted || phrase && single {
                number..end
            } else if phrase {
                at..at + 1
            } else {
                at..end
            };
            let status = self.status(at, at, false);
            let index = self.add(Construction::Toll, span, at, outcome, group, status);
            if let Some(amount) = sentence.amount(number) {
                self.mentions[index].count = self.exceeding(number, amount.count);
            }
            self.mentions[index].update = true;
            // "at 420 civilians and 175 soldiers".
            if let Some(group) = group.filter(|g| self.groups[*g].head == Head::People) {
                for other in self.listed(group, false) {
                    let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
                    self.add(Construction::NominalConjunct, span, at, outcome, Some(other), status);
                }
            }
            for unit in at..end {
                self.consumed[unit] = unit != at && sentence.has(unit, s::HARMED_PEOPLE | s::HARMED);
            }
            return true;
        }
        if single || sentence.has(at, s::NO_HARM) || unit.outcome != Outcome::Killed {
            return false;
        }
        let status = self.status(at, at, false);
        // "A possible rise of a toll is nothing."
        if status != Status::Asserted || word != "toll" {
            return false;
        }
        if (at + 1..at + 4).any(|u| sentence.has(u, s::MODAL | s::HYPOTHETICAL)) {
            return true;
        }
        let index = self.add(Construction::Toll, at..at + 1, at, unit.outcome, None, status);
        self.mentions[index].definite = true;
        true
    }

    /// "exceeded 200", "topped 2,200": more than that.
    pub(super) fn exceeding(&self, number: usize, count: Count) -> Count {
        let more =
            words!["exceeded", "exceeds", "exceed", "topped", "tops", "surpassed", "surpasses", "passed", "above"];
        if number > 0 && self.sentence.word(number - 1, more) && count.hedge == Hedge::Exact {
            return Count { high: None, hedge: Hedge::MoreThan, ..count };
        }
        count
    }

    /// "puts the number at around 40 insurgents": the outcome is that of the mention before.
    pub(super) fn number_put(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        if let Some(done) = self.number_of(at) {
            return done;
        }
        if !self.put(at) || !sentence.word(at + 1, words!["at"]) {
            return false;
        }
        let (Some(outcome), Some(group)) = (self.context, self.group_starting(at + 2)) else { return false };
        if !self.groups[group].counted || !self.human(&self.groups[group]) {
            return false;
        }
        let status = self.status(at, at, false);
        let span = self.span_start(&self.groups[group])..self.groups[group].units.end;
        let index = self.add(Construction::NumberPut, span, at, outcome, Some(group), status);
        self.mentions[index].update = true;
        true
    }

    /// "put the number [at …]".
    pub(super) fn put(&self, at: usize) -> bool {
        let put = words!["put", "puts", "putting", "placed", "places"];
        (1..4).any(|back| at >= back && self.sentence.word(at - back, put))
    }

    /// "the number of people killed rose to 40", "bringing to 3,200 the number of troops killed".
    fn number_of(&mut self, at: usize) -> Option<bool> {
        let sentence = self.sentence;
        // "the number injured topped 2,200".
        let bare = sentence.word(at, words!["number"]) && sentence.has(at + 1, s::HARMED_PEOPLE | s::HARMED);
        if !sentence.word(at, words!["number", "total"]) || !bare && !sentence.word(at + 1, words!["of"]) {
            return None;
        }
        let harm =
            (at + 1..at + 8).find(|u| sentence.has(*u, s::HARMED | s::HARMED_PEOPLE | s::HARMS_NOUN | s::STATE))?;
        if (at..harm).any(|u| sentence.mark(u)) {
            return None;
        }
        let outcome = sentence.units[harm].outcome;
        let status = self.status(at, at, false);
        let article = usize::from(at > 0 && sentence.word(at - 1, words!["the"]));
        let before = at.checked_sub(1 + article).filter(|b| {
            sentence.has(*b, s::COUNT)
                && *b > 1
                && sentence.word(b - 1, words!["to"])
                && sentence.has(b - 2, s::TOLL_VERB)
        });
        let after = (harm + 1..harm + 14).take_while(|u| !sentence.mark(*u)).find(|u| {
            let near = *u < harm + 7
                && (sentence.word(u - 1, words!["to", "at", "is", "was"]) || sentence.has(u - 1, s::TOLL_VERB));
            let risen = sentence.word(u - 1, words!["to"]) && sentence.has(u - 2, s::TOLL_VERB);
            sentence.has(*u, s::COUNT) && (near || risen)
        });
        let (number, span) = match (before, after) {
            (Some(number), _) => (number, number..harm + 1),
            (None, Some(number)) => {
                // "put the number of civilians killed at 420 men".
                let end = self.group_starting(number).filter(|g| self.human(&self.groups[*g]));
                let end = end.map_or(number + 1, |g| self.groups[g].units.end);
                let people = if bare { None } else { self.group_starting(at + 2) };
                let start =
                    people.filter(|g| self.human(&self.groups[*g])).map_or(at, |g| self.span_start(&self.groups[g]));
                (number, start..end)
            }
            (None, None) => return Some(false),
        };
        let amount = sentence.amount(number).filter(|a| !a.like_year)?;
        let index = self.add(Construction::Toll, span, harm, outcome, None, status);
        self.mentions[index].count = self.exceeding(number, amount.count);
        let counted = self.group_starting(number).filter(|g| self.groups[*g].head == Head::People && number > harm);
        for other in counted.map(|g| self.listed(g, false)).unwrap_or_default() {
            let span = self.span_start(&self.groups[other])..self.groups[other].units.end;
            self.add(Construction::NominalConjunct, span, harm, outcome, Some(other), status);
        }
        self.mentions[index].update = true;
        self.consumed[harm] = true;
        Some(true)
    }

    /// "claimed the lives of 90 people", "cost 40 lives".
    pub(super) fn takes_lives(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut next = at + 1;
        if sentence.word(next, words!["the"]) {
            next += 1;
        }
        let status = self.status(at, at, false);
        if sentence.has(next, s::LIVES) && sentence.word(next + 1, words!["of"]) {
            let Some(group) = self.object(next + 2).filter(|g| self.human(&self.groups[*g])) else { return false };
            return self.active(Construction::ClaimedLives, at, next + 2, group, Outcome::Killed, status);
        }
        // "claiming soldiers' lives".
        let owned = sentence.has(next, s::PEOPLE)
            && sentence.word(next + 1, words!["'", "\u{2019}", "'s", "\u{2019}s"])
            && sentence.has(next + 2, s::LIVES);
        if owned {
            let index = self.add(Construction::ClaimedLives, at..next + 3, at, Outcome::Killed, None, status);
            self.mentions[index].kind = sentence.units[next].kind;
            return true;
        }
        for number in [next, next + 1] {
            if let Some(amount) = sentence.amount(number) {
                let mut end = number + 1;
                while end < number + 5
                    && (sentence.has(end, s::MODIFIER | s::PERSON)
                        || sentence.word(end, words!["of", "more", "human", "other"]))
                {
                    end += 1;
                }
                if sentence.has(end, s::LIVES) {
                    let index = self.add(Construction::ClaimedLives, at..end + 1, at, Outcome::Killed, None, status);
                    self.mentions[index].count = amount.count;
                    return true;
                }
            }
        }
        false
    }

    /// "lost 40 men"; not "lost two villages".
    pub(super) fn loses(&mut self, at: usize) -> bool {
        let sentence = self.sentence;
        if !sentence.word(at, words!["lost", "lose", "loses", "losing"]) {
            return false;
        }
        let verbs = self.verb_group(at);
        let Some(group) = self.object(at + 1) else { return false };
        let target = &self.groups[group];
        if verbs.negated || verbs.passive {
            return false;
        }
        let status = self.status(verbs.start, at, verbs.modal);
        if target.counted && sentence.has(target.units.end, s::LIVES) {
            let end = target.units.end + 1;
            self.add(Construction::LostPeople, at..end, at, Outcome::Killed, Some(group), status);
            return true;
        }
        let armed = matches!(target.kind, VictimKind::Military | VictimKind::Militant | VictimKind::Police);
        let kin = sentence.word(
            target.noun,
            words!["husband", "wife", "son", "daughter", "brother", "sister", "mother", "father", "child"],
        );
        let people = target.head == Head::People
            && (target.counted || kin)
            && (target.plural && !sentence.has(target.noun, s::DEMONYM) || armed || kin);
        if !people || self.has_verb(target.units.end) {
            return false;
        }
        // Voters, followers and friends are lost without dying.
        if sentence.word(
            target.noun,
            words![
                "followers",
                "supporters",
                "voters",
                "friends",
                "customers",
                "members",
                "workers",
                "employees",
                "staff",
                "officials",
                "candidates",
                "players",
                "colleagues",
                "ministers",
                "lawmakers",
                "allies",
            ],
        ) {
            return false;
        }
        self.active(Construction::LostPeople, at, at + 1, group, Outcome::Killed, status)
    }
}
