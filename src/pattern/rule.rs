//! Rules, and sets of rules that run together.

use super::compile::{compile, Anchor, Program};
use super::machine::{attempt, Match, Thread};
use crate::lexicon::Class;
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

/// Compiled rules, indexed by anchor.
pub struct RuleSet<T: 'static> {
    rules: Vec<&'static Rule<T>>,
    programs: Vec<Program>,
    by_class: Vec<Vec<u32>>,
    by_word: WordMap<Vec<u32>>,
    /// Buckets of the anchor classes: see [`Class::bit`].
    class_filter: u64,
    /// One bit for each of 256 buckets of anchor words: most tokens end here.
    word_filter: [u64; 4],
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
            class_filter: 0,
            word_filter: [0; 4],
            rules,
        };
        for (index, rule) in set.rules.iter().enumerate() {
            let program = compile(rule.pattern).unwrap_or_default();
            match program.anchor {
                Some(Anchor::Class(class)) => {
                    let at = class.0 as usize;
                    if set.by_class.len() <= at {
                        set.by_class.resize_with(at + 1, Vec::new);
                    }
                    set.by_class[at].push(index as u32);
                    set.class_filter |= class.bit();
                }
                Some(Anchor::Word(hash)) => {
                    set.by_word.entry(hash).or_default().push(index as u32);
                    set.word_filter[(hash & 3) as usize] |= 1 << ((hash >> 2) & 63);
                }
                None => {}
            }
            set.programs.push(program);
        }
        set
    }

    fn classes(&self, class: Class) -> &[u32] {
        self.by_class.get(class.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Every value of every rule at every anchor, in the order of the anchors; spans may overlap.
    pub fn scan(&self, document: &Document) -> Vec<Found<T>> {
        let mut found = Vec::new();
        let mut stack = Vec::new();
        let mut sentence = 0..0;
        let mut next_sentence = 0;
        for (token, (hash, meaning)) in document.glances().enumerate() {
            let by_word = self.word_filter[(hash & 3) as usize] >> ((hash >> 2) & 63) & 1 != 0;
            let by_class = meaning & self.class_filter != 0;
            if !by_word && !by_class {
                continue;
            }
            while token >= sentence.end && next_sentence < document.sentences.len() {
                sentence = document.sentence(next_sentence);
                next_sentence += 1;
            }
            if by_word {
                for &rule in self.by_word.get(&hash).map_or(&[][..], Vec::as_slice) {
                    self.wake(document, rule, token, token + 1, 0, &sentence, &mut stack, &mut found);
                }
            }
            if !by_class {
                continue;
            }
            for edge in document.edges_from(token) {
                for &rule in self.classes(edge.sense.class) {
                    let (end, payload) = (edge.end as usize, edge.sense.payload);
                    self.wake(document, rule, token, end, payload, &sentence, &mut stack, &mut found);
                }
            }
            // The class first: most senses wake no rule, and how the word is written need not be looked at.
            for sense in document.all_word_senses(token) {
                let rules = self.classes(sense.class);
                if rules.is_empty() || !document.fits(sense.case, token) {
                    continue;
                }
                for &rule in rules {
                    self.wake(document, rule, token, token + 1, sense.payload, &sentence, &mut stack, &mut found);
                }
            }
        }
        found
    }

    #[allow(clippy::too_many_arguments)]
    fn wake(
        &self,
        document: &Document,
        rule: u32,
        start: usize,
        end: usize,
        payload: u32,
        sentence: &Range<usize>,
        stack: &mut Vec<Thread>,
        found: &mut Vec<Found<T>>,
    ) {
        let (program, rule) = (&self.programs[rule as usize], self.rules[rule as usize]);
        if let Some(matched) = attempt(document, program, start, end, payload, sentence.clone(), stack) {
            if let Some(value) = (rule.produce)(&matched) {
                found.push(Found { rule: rule.name, tokens: matched.span, value });
            }
        }
    }

    /// As [`RuleSet::scan`], without overlaps: the longer span wins, then the earlier rule; in text order.
    pub fn select(&self, document: &Document) -> Vec<Found<T>> {
        without_overlaps(self.scan(document))
    }

    /// Runs every example and counter-example; returns what is wrong, one sentence a fault. `print` shows a value.
    #[cfg(any(test, doctest, debug_assertions))]
    pub fn check(
        &self,
        lexicon: &crate::lexicon::Lexicon,
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

/// Keeps, of values that overlap, the longest, then the first.
pub fn without_overlaps<T>(mut found: Vec<Found<T>>) -> Vec<Found<T>> {
    // Longest first; the sort is stable, so rule order breaks ties.
    let mut order: Vec<usize> = (0..found.len()).collect();
    crate::order::by_key(&mut order, |&i| crate::order::pair(crate::order::descending(found[i].tokens.len()), 0));
    let mut taken: std::collections::BTreeMap<usize, usize> = Default::default();
    let mut keep = vec![false; found.len()];
    for i in order {
        let span = found[i].tokens.clone();
        let clash = taken.range(..span.end).next_back().is_some_and(|(_, end)| *end > span.start);
        if !clash && !span.is_empty() {
            taken.insert(span.start, span.end);
            keep[i] = true;
        }
    }
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        keep[index - 1]
    });
    crate::order::by_key(&mut found, |f| f.tokens.start as u64);
    found
}
