//! Rules, and sets of rules that run together.

use super::compile::{compile, Anchor, First, Program};
use super::machine::{Machine, Match};
#[cfg(any(test, doctest, debug_assertions))]
use crate::lexicon::Lexicon;
use crate::lexicon::{class, Class};
use crate::text::{Document, WordMap};
use std::ops::Range;

/// A rule: one phrase, what it means, and the proof.
pub struct Rule<T> {
    /// What it reads, in prose; every mark carries it.
    pub name: &'static str,
    /// See the module's table.
    pub pattern: &'static str,
    /// Makes the value; `None` when the match turns out to be no case.
    pub produce: fn(&Match) -> Option<T>,
    /// Sentences with the span in brackets, and what the value prints as.
    #[cfg(any(test, doctest, debug_assertions))]
    pub examples: &'static [(&'static str, &'static str)],
    /// Sentences in which the rule must find nothing.
    #[cfg(any(test, doctest, debug_assertions))]
    pub allows: &'static [&'static str],
}

/// Declares a static list of rules: see the [module](crate::pattern).
#[macro_export]
macro_rules! rules {
    ($(#[$meta:meta])* $vis:vis static $set:ident: [$value:ty] = { $($name:literal { pattern: $pattern:expr, produce: $produce:expr, examples: [$($example:expr),* $(,)?], allows: [$($allow:expr),* $(,)?] $(,)? })* }) => {
        $(#[$meta])*
        $vis static $set: &[$crate::pattern::Rule<$value>] = &[$($crate::pattern::Rule {
            name: $name,
            pattern: $pattern,
            produce: $produce,
            #[cfg(any(test, doctest, debug_assertions))]
            examples: &[$($example),*],
            #[cfg(any(test, doctest, debug_assertions))]
            allows: &[$($allow),*],
        }),*];
    };
}

/// A value that a rule produced.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The rule's name.
    pub rule: &'static str,
    /// The span, in tokens.
    pub tokens: Range<usize>,
    /// The value.
    pub value: T,
}

/// A rule that an anchor wakes.
struct Waker {
    rule: u32,
    /// What must stand on the left of the anchor, and what on its right.
    begins: [First; 2],
}

/// Compiled rules, indexed by anchor.
pub struct RuleSet<T: 'static> {
    rules: Vec<&'static Rule<T>>,
    programs: Vec<Program>,
    by_class: Vec<Vec<Waker>>,
    by_word: WordMap<Vec<Waker>>,
    /// The [`First::bucket`]s of the words.
    words: u64,
}

impl<T> RuleSet<T> {
    /// Compiles the rules. A pattern that does not compile is left out; [`RuleSet::check`] in the tests says why.
    pub fn new(rules: &'static [Rule<T>]) -> Self {
        RuleSet::joined(&[rules])
    }

    /// As [`RuleSet::new`], of several lists that run as one.
    pub fn joined(lists: &[&'static [Rule<T>]]) -> Self {
        let rules: Vec<&'static Rule<T>> = lists.iter().flat_map(|list| list.iter()).collect();
        let mut set = RuleSet {
            programs: Vec::with_capacity(rules.len()),
            by_class: Vec::new(),
            by_word: WordMap::default(),
            words: 0,
            rules,
        };
        for (index, rule) in set.rules.iter().enumerate() {
            let program = compile(rule.pattern).unwrap_or_default();
            let waker = Waker { rule: index as u32, begins: program.begins.map(|begin| begin.any()) };
            match program.anchor {
                Some(Anchor::Class(class)) => {
                    let at = class.0 as usize;
                    if set.by_class.len() <= at {
                        set.by_class.resize_with(at + 1, Vec::new);
                    }
                    set.by_class[at].push(waker);
                }
                Some(Anchor::Word(hash)) => {
                    set.by_word.entry(hash).or_default().push(waker);
                    set.words |= First::bucket(hash);
                }
                None => {}
            }
            set.programs.push(program);
        }
        set
    }

    fn woken_by(&self, class: Class) -> &[Waker] {
        self.by_class.get(class.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The classes that wake a rule.
    pub(super) fn waking_classes(&self) -> impl Iterator<Item = Class> + '_ {
        (0..self.by_class.len()).filter(|class| !self.by_class[*class].is_empty()).map(|class| Class(class as u16))
    }

    /// The words that wake a rule, as hashes.
    pub(super) fn waking_words(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_word.keys().copied()
    }

    /// Every value of every rule at every anchor, in the order of the anchors; spans may overlap.
    pub fn scan(&self, document: &Document) -> Vec<Found<T>> {
        let mut found = Vec::new();
        self.scan_at(document, 0..document.len(), |value| found.push(value));
        found
    }

    /// As [`RuleSet::scan`], of these tokens only; they come in their order.
    pub(super) fn scan_at(
        &self,
        document: &Document,
        tokens: impl Iterator<Item = usize>,
        mut take: impl FnMut(Found<T>),
    ) {
        let mut machine = Machine::new(document);
        let mut next_sentence = 0;
        for token in tokens {
            while machine.is_behind(token) && next_sentence < document.sentences.len() {
                machine.enter(document.sentence(next_sentence));
                next_sentence += 1;
            }
            let mut wake = |wakers: &[Waker], end: usize, payload: u32| {
                let behind = machine.facing(end, false);
                let mut before = None;
                for waker in wakers {
                    let [left, right] = &waker.begins;
                    let mut before = || *before.get_or_insert_with(|| machine.facing(token, true));
                    if !right.meets(&behind) || !(left.is_anything() || left.meets(&before())) {
                        continue;
                    }
                    let (program, rule) = (&self.programs[waker.rule as usize], self.rules[waker.rule as usize]);
                    if !machine.admits(&program.begins, token, end) {
                        continue;
                    }
                    let Some(matched) = machine.attempt(program, token, end, payload) else { continue };
                    if let Some(value) = (rule.produce)(&matched) {
                        take(Found { rule: rule.name, tokens: matched.span, value });
                    }
                }
            };
            let Some(hash) = document.tokens.get(token).map(|t| t.hash) else { continue };
            if self.words & First::bucket(hash) != 0 {
                self.by_word.get(&hash).into_iter().for_each(|wakers| wake(wakers, token + 1, 0));
            }
            // A name means all its namesakes; a rule need not read it for each of them. Which place is meant is decided later.
            let mut namesakes = 0;
            for edge in document.edges_from(token) {
                let (wakers, end) = (self.woken_by(edge.sense.class), edge.end as usize);
                if !wakers.is_empty() && (edge.sense.class != class::PLACE || namesakes != end) {
                    namesakes = if edge.sense.class == class::PLACE { end } else { namesakes };
                    wake(wakers, end, edge.sense.payload);
                }
            }
            namesakes = 0;
            // The class first: most senses wake no rule, and how the word is written need not be looked at.
            for sense in document.all_word_senses(token) {
                let wakers = self.woken_by(sense.class);
                if wakers.is_empty()
                    || sense.class == class::PLACE && namesakes > 0
                    || !document.fits(sense.case, token)
                {
                    continue;
                }
                namesakes += usize::from(sense.class == class::PLACE);
                wake(wakers, token + 1, sense.payload);
            }
        }
    }

    /// As [`RuleSet::scan`], without overlaps: the longer span wins, then the earlier rule; in text order.
    pub fn select(&self, document: &Document) -> Vec<Found<T>>
    where
        T: Clone,
    {
        without_overlaps(self.scan(document))
    }

    /// Runs every example and counter-example; returns what is wrong, one sentence a fault. `print` shows a value.
    #[cfg(any(test, doctest, debug_assertions))]
    pub fn check(
        &self,
        lexicon: &Lexicon,
        prepare: impl Fn(&mut Document),
        print: impl Fn(&Document, &T) -> String,
    ) -> Vec<String> {
        let mut faults = Vec::new();
        for (rule, program) in self.rules.iter().zip(&self.programs) {
            if let Err(fault) = compile(rule.pattern) {
                faults.push(format!("`{}`: {fault}", rule.name));
                continue;
            }
            if program.anchor.is_none() {
                faults.push(format!("`{}`: the pattern has no anchor", rule.name));
            }
            if rule.examples.is_empty() || rule.allows.is_empty() {
                faults.push(format!("`{}` needs an example and a sentence that it allows", rule.name));
            }
            let run = |text: &str| -> Vec<(String, String)> {
                let mut document = Document::new(text, lexicon);
                prepare(&mut document);
                let found = self.scan(&document).into_iter().filter(|f| f.rule == rule.name);
                found.map(|f| (document.slice(f.tokens.clone()).to_string(), print(&document, &f.value))).collect()
            };
            for (example, value) in rule.examples {
                let (Some(open), Some(close)) = (example.find('['), example.rfind(']')) else {
                    faults.push(format!("`{}`: `{example}` has no [span]", rule.name));
                    continue;
                };
                let text = format!("{}{}{}", &example[..open], &example[open + 1..close], &example[close + 1..]);
                let expected = (example[open + 1..close].to_string(), value.to_string());
                let found = run(&text);
                if !found.contains(&expected) {
                    faults.push(format!("`{}`: expected {expected:?} in `{text}`, found {found:?}", rule.name));
                }
            }
            for text in rule.allows {
                let found = run(text);
                if !found.is_empty() {
                    faults.push(format!("`{}` must not match `{text}`, found {found:?}", rule.name));
                }
            }
        }
        faults
    }
}

/// Keeps, of values that overlap, the longest, then the first; in text order.
fn without_overlaps<T: Clone>(found: Vec<Found<T>>) -> Vec<Found<T>> {
    let spans: Vec<Range<u32>> = found.iter().map(Found::span).collect();
    longest_apart(&spans, (0..found.len() as u32).collect()).map(|index| found[index].clone()).collect()
}

impl<T> Found<T> {
    /// The span as [`longest_apart`] takes it.
    pub fn span(&self) -> Range<u32> {
        self.tokens.start as u32..self.tokens.end as u32
    }
}

/// Which spans stay when of those that overlap the longest is kept, then the first; their numbers in text order. `order`
/// are the numbers of the spans to choose from, roughly in text order: they are put in it by insertion.
pub fn longest_apart(spans: &[Range<u32>], mut order: Vec<u32>) -> impl Iterator<Item = usize> {
    order.retain(|&i| !spans[i as usize].is_empty());
    crate::order::few_by_key(&mut order, |&i| u64::from(spans[i as usize].start));
    let mut taken: Vec<bool> = Vec::new();
    let mut kept = 0;
    let mut next = 0;
    while next < order.len() {
        // What overlaps, directly or by way of others, is decided together; most values stand alone.
        let first = next;
        let Range { start, mut end } = spans[order[first] as usize];
        next += 1;
        while order.get(next).is_some_and(|&i| spans[i as usize].start < end) {
            end = end.max(spans[order[next] as usize].end);
            next += 1;
        }
        if next == first + 1 {
            order[kept] = order[first];
            kept += 1;
            continue;
        }
        // Longest first, then in the order of the rules.
        let key = |&i: &u32| crate::order::pair(crate::order::descending(spans[i as usize].len()), i as usize);
        match &mut order[first..next] {
            few if few.len() <= FEW => crate::order::few_by_key(few, key),
            many => crate::order::by_key(many, key),
        }
        let begin = kept;
        taken.clear();
        taken.resize((end - start) as usize, false);
        for at in first..next {
            let span = &spans[order[at] as usize];
            let places = &mut taken[(span.start - start) as usize..(span.end - start) as usize];
            // Those before are as long at least: one that overlaps covers an end.
            if !places[0] && !places[places.len() - 1] {
                places.fill(true);
                order[kept] = order[at];
                kept += 1;
            }
        }
        crate::order::by_key(&mut order[begin..kept], |&i| u64::from(spans[i as usize].start));
    }
    order.truncate(kept);
    order.into_iter().map(|i| i as usize)
}

/// Lists up to this length are sorted by insertion.
const FEW: usize = 16;
