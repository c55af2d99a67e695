//! Rules, and sets of rules that run together.

use super::compile::{compile, Anchor, Program};
use super::machine::{attempt, Match, Thread};
use crate::lexicon::{Class, Lexicon, Signature};
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
    /// By signature of a word: whether one of its classes wakes a rule.
    by_signature: Vec<bool>,
    by_word: WordMap<Vec<u32>>,
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
            by_signature: Vec::new(),
            by_word: WordMap::default(),
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

    /// Works out beforehand which words of a lexicon wake a rule. Without it the set finds the same, slower.
    pub fn prepare(&mut self, lexicon: &Lexicon) {
        self.by_signature = lexicon.signatures().iter().map(|signature| self.wakes(signature)).collect();
    }

    fn wakes(&self, signature: &Signature) -> bool {
        signature.classes().any(|class| !self.classes(class).is_empty())
    }

    fn classes(&self, class: Class) -> &[u32] {
        self.by_class.get(class.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Every value of every rule at every anchor, in the order of the anchors; spans may overlap.
    pub fn scan(&self, document: &Document) -> Vec<Found<T>> {
        self.scan_at(document, 0..document.len())
    }

    /// As [`RuleSet::scan`], of these tokens only; they come in their order.
    pub fn scan_at(&self, document: &Document, tokens: impl Iterator<Item = usize>) -> Vec<Found<T>> {
        let mut found = Vec::new();
        let mut stack = Vec::new();
        let mut sentence = 0..0;
        let mut next_sentence = 0;
        for token in tokens {
            let (by_word, by_class) = self.wakes_at(document, token);
            if !by_word && !by_class && !document.begins_edge(token) {
                continue;
            }
            while token >= sentence.end && next_sentence < document.sentences.len() {
                sentence = document.sentence(next_sentence);
                next_sentence += 1;
            }
            if by_word {
                for &rule in self.by_word.get(&document.tokens[token].hash).map_or(&[][..], Vec::as_slice) {
                    self.wake(document, rule, token, token + 1, 0, &sentence, &mut stack, &mut found);
                }
            }
            for edge in document.edges_from(token) {
                for &rule in self.classes(edge.sense.class) {
                    let (end, payload) = (edge.end as usize, edge.sense.payload);
                    self.wake(document, rule, token, end, payload, &sentence, &mut stack, &mut found);
                }
            }
            if !by_class {
                continue;
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

    /// Whether a token may wake a rule by its word, and by a class of its own.
    #[inline]
    fn wakes_at(&self, document: &Document, token: usize) -> (bool, bool) {
        let hash = document.tokens[token].hash;
        let by_word = self.word_filter[(hash & 3) as usize] >> ((hash >> 2) & 63) & 1 != 0;
        let signature = document.signatures[token];
        let by_class = match self.by_signature.get(usize::from(signature)) {
            Some(wakes) => *wakes,
            None => self.wakes(document.lexicon.signature(signature)),
        };
        (by_word, by_class)
    }

    /// The tokens at which any of several sets may wake, for [`RuleSet::scan_at`]: one look at the text instead of one a
    /// set. Chunks that are added later wake sets too.
    pub fn waking(sets: &[RuleSet<T>], document: &Document) -> Vec<usize> {
        let mut filter = [0; 4];
        for set in sets {
            filter.iter_mut().zip(set.word_filter).for_each(|(all, of_set)| *all |= of_set);
        }
        // Of the classes the answer is the same for every word with the same signature.
        let signatures = document.lexicon.signatures().len();
        let prepared = sets.iter().all(|set| set.by_signature.len() == signatures);
        let by_signature: Vec<bool> =
            (0..if prepared { signatures } else { 0 }).map(|i| sets.iter().any(|set| set.by_signature[i])).collect();
        (0..document.len())
            .filter(|&token| {
                let hash = document.tokens[token].hash;
                filter[(hash & 3) as usize] >> ((hash >> 2) & 63) & 1 != 0
                    || document.begins_edge(token)
                    || match by_signature.get(usize::from(document.signatures[token])) {
                        Some(wakes) => *wakes,
                        None => sets.iter().any(|set| set.wakes_at(document, token).1),
                    }
            })
            .collect()
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

/// Keeps, of values that overlap, the longest, then the first.
pub fn without_overlaps<T>(mut found: Vec<Found<T>>) -> Vec<Found<T>> {
    let mut order: Vec<u32> = (0..found.len() as u32).filter(|&i| !found[i as usize].tokens.is_empty()).collect();
    crate::order::by_key(&mut order, |&i| found[i as usize].tokens.start as u64);
    let mut keep = vec![false; found.len()];
    let mut taken: Vec<bool> = Vec::new();
    let mut next = 0;
    while next < order.len() {
        // What overlaps, directly or by way of others, is decided together; most values stand alone.
        let first = next;
        let start = found[order[first] as usize].tokens.start;
        let mut end = start;
        while order.get(next).is_some_and(|&i| next == first || found[i as usize].tokens.start < end) {
            end = end.max(found[order[next] as usize].tokens.end);
            next += 1;
        }
        let group = &mut order[first..next];
        if let [only] = group {
            keep[*only as usize] = true;
            continue;
        }
        // Longest first, then in the order of the rules.
        let length = |i: u32| crate::order::descending(found[i as usize].tokens.len());
        crate::order::by_key(group, |&i| crate::order::pair(length(i), i as usize));
        taken.clear();
        taken.resize(end - start, false);
        for &i in group.iter() {
            let tokens = &found[i as usize].tokens;
            let places = &mut taken[tokens.start - start..tokens.end - start];
            // Those before are as long at least: one that overlaps covers an end.
            if !places[0] && !places[places.len() - 1] {
                places.fill(true);
                keep[i as usize] = true;
            }
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
