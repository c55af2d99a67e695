//! The rule language and its only engine.
//!
//! A rule is data with its proof beside it: a name in prose, a pattern over tokens, a production that turns a match
//! into a value, examples that must match and sentences that must not. Rules wake only at a token that carries their
//! anchor (`@`), match outwards from it inside the sentence, and every attempt has a step limit, so a pass over a text
//! is linear. Rule sets run one after the other; the values of a set may be chunks, which later sets match like words
//! (a cascade, as in FASTUS).
//!
//! # Patterns
//!
//! Elements are separated by spaces.
//!
//! | element | matches |
//! |-|-|
//! | `killed` | a word, by its folded form; `'s` and `n't` are words too |
//! | `','` | a mark; `'--'` any long dash, `'"'` any double quote |
//! | `<month>` | a word, name or chunk with this sense (see `lexicon::class`); the longest first |
//! | `<month:m>` | the same, captured as `m` with its payload |
//! | `#cap` `#name` (no article) `#upper` `#lower` `#num` `#ord` `#decade` `#word` `#any` | a token by its shape |
//! | `( a b \| c )` | alternatives, the first that leads to a match; `( … ):x` captures |
//! | `x?` `x{0,3}` `x*` | optional, repeated (`*` is `{0,8}`), as much as possible |
//! | `..4` | at most four tokens of any kind, as few as possible |
//! | `!x` | not followed (left of the anchor: not preceded) by `x`; consumes nothing |
//! | `+x` | no white space between `x` and the token before it |
//! | `@x` | the anchor: a word, a mark or a `<class>`, outside of groups; exactly one |
//! | `^` `$` | begin and end of the sentence |
//!
//! What the match covers is its span; `[ … ]` around elements makes just these the span.
//!
//! # A rule set
//!
//! ```
//! use conflict_annotator::lexicon::Lexicon;
//! use conflict_annotator::pattern::{rules, Rule, RuleSet};
//! use conflict_annotator::text::Document;
//!
//! rules! {
//!     static DAYS: [String] = {
//!         "a number of days" {
//!             pattern: "#num:n @days",
//!             produce: |m| Some(format!("P{}D", m.text("n"))),
//!             examples: [("They held out [40 days] more.", "P40D")],
//!             allows: ["The days grew short."],
//!         }
//!     }
//! }
//!
//! let lexicon = Lexicon::new();
//! let document = Document::new("It took 12 days.", &lexicon);
//! let set = RuleSet::new(&DAYS);
//! let found = set.select(&document);
//! assert_eq!(found[0].value, "P12D");
//! assert_eq!(document.slice(found[0].tokens.clone()), "12 days");
//! ```

mod cascade;
mod compile;
mod machine;
mod rule;

pub use crate::rules;
pub use cascade::{Cascade, Waking};
pub use machine::{Capture, Match};
pub use rule::{longest_apart, Found, Rule, RuleSet};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::Document;

    rules! {
        static WORDS: [String] = {
            "a clock time" {
                pattern: "#num:h +@':' +#num:m ( a.m. | p.m. ):half?",
                produce: |m| Some(format!("{}|{}|{}", m.text("h"), m.text("m"), m.text("half"))),
                examples: [("It fell at [12:05 p.m.] on a Monday.", "12|05|p.m."), ("At [4:30] it ended.", "4|30|")],
                allows: ["They said: 12 men went."],
            }
            "somebody who was killed" {
                pattern: "#num:n ( men | women ) ( were | had been ) ..2 @killed !by",
                produce: |m| Some(m.text("n").to_string()),
                examples: [("At least [12 men had been reportedly killed].", "12"), ("[3 women were killed] there.", "3")],
                allows: ["3 women were killed by a mine.", "3 women killed a snake."],
            }
            "a span narrower than the pattern" {
                pattern: "killed [ #num:n @soldiers ] ( and #num policemen )?",
                produce: |m| Some(m.text("n").to_string()),
                examples: [("It killed [40 soldiers] and 2 policemen.", "40")],
                allows: ["40 soldiers went."],
            }
        }
    }

    #[test]
    fn rules_match_their_examples_and_nothing_else() {
        let lexicon = Lexicon::new();
        let set = RuleSet::new(WORDS);
        assert_eq!(set.check(&lexicon, |_| {}, |_, v| v.clone()), Vec::<String>::new());
    }

    #[test]
    fn faults_are_named() {
        for (pattern, fault) in [
            ("@<no_such_class>", "no table"),
            ("killed men", "exactly one anchor"),
            ("( a @b )", "outside of groups"),
            ("@Killed", "folded"),
            ("( a", "not closed"),
            ("[ @a", "one pair"),
        ] {
            let found = super::compile::compile(pattern).err().unwrap_or_default();
            assert!(found.contains(fault), "{pattern}: {found}");
        }
    }

    #[test]
    fn a_hopeless_text_ends_soon() {
        let lexicon = Lexicon::new();
        let text = "1 men ".repeat(20_000) + "killed";
        let document = Document::new(&text, &lexicon);
        assert!(RuleSet::new(WORDS).select(&document).is_empty());
    }
}
