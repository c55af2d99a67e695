//! The phrases that name a place.

use super::Form;
use crate::lexicon::class;
use crate::pattern::{rules, Match};
use crate::text::{Kind, Shape, Token, Words};
use crate::words;
use std::ops::Range;

/// What a rule makes of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub form: Form,
    /// The tokens under which the tables know the place.
    pub name: Range<usize>,
}

fn whole(m: &Match, form: Form) -> Option<Reading> {
    Some(Reading { form, name: m.anchor.clone() })
}

fn symbol(m: &Match, name: &str) -> &'static str {
    m.payload(name).map_or("", |p| m.document.lexicon.symbol(p))
}

/// A compass word joins a country or a large region, not a town with a noun of its own.
fn part(m: &Match) -> Option<Reading> {
    let direction = m.get("d")?;
    let document = m.document;
    let large = document.senses(m.anchor.start).any(|(s, end)| {
        end == m.anchor.end
            && (s.class == class::COUNTRY || document.lexicon.place(s.payload).is_some_and(|_| s.class == class::PLACE))
    });
    // "North Kivu" is a name of the tables, "The north of …" no part of one; "South Sudan" is longer as it stands.
    if !large || document.is(direction.end, "of") {
        return None;
    }
    whole(m, Form::Part(symbol(m, "d")))
}

/// A capitalised word that a name may consist of: no word of the grammar, no month or weekday.
fn name_word(m: &Match, token: usize) -> bool {
    let t = &m.document.tokens[token];
    t.capitalised()
        && !t.is(Token::CAPS_COPY)
        && !m.document.word_senses(token).any(|s| {
            matches!(
                s.class,
                class::PREPOSITION
                    | class::ARTICLE
                    | class::POSSESSIVE
                    | class::DEMONSTRATIVE
                    | class::QUANTIFIER
                    | class::COORDINATOR
                    | class::SUBORDINATOR
                    | class::ADVERB
                    | class::PRONOUN
                    | class::MONTH
                    | class::WEEKDAY
            )
        })
}

fn feature(m: &Match, form: &str) -> Option<Reading> {
    let name = m.get("n")?;
    let document = m.document;
    if (m.span.start..m.span.end).any(|t| document.tokens[t].is(Token::CAPS_COPY))
        || !(name.start..name.end).all(|t| name_word(m, t) || document.is(t, "-") || document.is(t, "al"))
    {
        return None;
    }
    let kind = match form {
        "" => "facility",
        other => other,
    };
    // The symbols live as long as the program: find the one with this name.
    let kind = ["facility", "river", "lake", "mountain", "region", "island", "sea", "feature"]
        .into_iter()
        .find(|k| *k == kind)?;
    Some(Reading { form: Form::Feature(kind), name: name.start..name.end })
}

/// The noun is an office's rather than a place's: "Maryland State Police", "U.S. District Judge", "Harare City Council".
fn office(m: &Match) -> bool {
    let document = m.document;
    let (noun, after) = (m.span.end - 1, m.span.end);
    let capital = document.is_capitalised(noun) && document.tokens[noun].shape != Shape::Upper;
    let named_on = document.is_capitalised(after) && !document.tokens[after].is(Token::SENTENCE_START);
    let country = document.senses(m.anchor.start).any(|(s, end)| end == m.anchor.end && s.class == class::COUNTRY);
    let american = document.senses(m.anchor.start).any(|(s, end)| {
        end == m.anchor.end
            && s.class == class::PLACE
            && document.lexicon.place(s.payload).is_some_and(|p| p.where_prec == 4 && p.country == "USA")
    });
    if document.is(noun, "department") {
        return capital && (document.is(after, "of") || document.is(after, "for") || country || american);
    }
    let offices = words!["state", "district", "city", "republic", "municipality", "canton"];
    capital && document.is_any(noun, offices) && (named_on || country || american && document.is(noun, "state"))
}

/// Small words inside a name.
static PARTICLES: &Words = words!["al", "el", "de", "del", "du", "la", "ash", "ad", "as", "ar", "an", "ud"];

fn unknown(m: &Match) -> Option<Reading> {
    unknown_named(m, symbol(m, "k"))
}

fn unknown_named(m: &Match, kind: &'static str) -> Option<Reading> {
    let name = m.get("n")?;
    let all_names =
        (name.start..name.end).all(|t| name_word(m, t) || m.document.is(t, "-") || m.document.is_any(t, PARTICLES));
    if !all_names
        || m.document
            .senses(name.start)
            .any(|(s, end)| end >= name.end && matches!(s.class, class::PLACE | class::COUNTRY))
    {
        return None;
    }
    Some(Reading { form: Form::Unknown(kind), name: name.start..name.end })
}

/// After a bare preposition only words that no table knows are taken for a place, and only when the name ends there.
fn bare_unknown(m: &Match) -> Option<Reading> {
    let name = m.get("n")?;
    let document = m.document;
    let strange = (name.start..name.end).all(|t| {
        document.tokens[t].word == Token::UNKNOWN
            || name.end > name.start + 1 && super::no_word(document, t)
            || document.is(t, "-")
            || document.is_any(t, PARTICLES) && (t > name.start || document.is(t + 1, "-"))
            || document
                .word_senses(t)
                .all(|s| matches!(s.class, class::NAME_PARTICLE | class::GIVEN_NAME | class::PLACE))
    });
    // "in OT", "in HD", "corruption in FIFA": capitals are an abbreviation.
    let capitals = name.end == name.start + 1
        && document.tokens[name.start].shape == Shape::Upper
        && !document.tokens[name.start].is(Token::CAPS_COPY)
        && document.str(name.start).len() <= 5;
    if capitals || document.str(name.start).bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let capital = document.is_capitalised(name.end) && !document.tokens[name.end].is(Token::SENTENCE_START);
    let goes_on = capital || document.is(name.end, "'s") || document.is(name.end, "-");
    let compound = (name.start..name.end).any(|t| document.is(t, "-"));
    let a_known_word = !compound
        && (name.start..name.end).all(|t| name.end == name.start + 1 || !super::no_word(document, t))
        && document.tokens[name.start].word != Token::UNKNOWN;
    if !strange || goes_on || a_known_word {
        return None;
    }
    Some(Reading { form: Form::Unknown("place"), ..unknown_named(m, "place")? })
}

/// "at Ubimini in southern Nigeria", "at Nhamavila, about 160 km north of": who meets at Smith's is no place.
fn unknown_at(m: &Match) -> Option<Reading> {
    let document = m.document;
    let mut after = m.span.end;
    after += usize::from(document.is(after, ","));
    let way = document.is_any(
        after,
        words!["in", "near", "about", "some", "around", "just", "north", "south", "east", "west", "outside"],
    );
    let far =
        document.tokens.get(after).is_some_and(|t| t.kind == Kind::Number) && document.has(after + 1, class::MEASURE);
    if !way && !far && !fighting_before(m) {
        return None;
    }
    bare_unknown(m)
}

/// "landed at Uli", "camps were set up at Jalala": a movement, an act of war or a camp within the words before.
fn fighting_before(m: &Match) -> bool {
    let document = m.document;
    let at = m.anchor.start;
    (at.saturating_sub(6).max(document.sentence_of(at).start)..at).any(|t| {
        document.word_senses(t).any(|s| {
            matches!(
                s.class,
                class::ACT_NOUN
                    | class::V_ATTACK
                    | class::V_FIGHT
                    | class::V_KILL
                    | class::V_WOUND
                    | class::V_SEIZE
                    | class::V_DESTROY
                    | class::V_DEPLOY
                    | class::V_FIRE
                    | class::NOM_HEAD
                    | class::GEO_NOUN
            )
        }) || document.is_any(t, words!["landed", "arrived", "shelling", "massacre", "mortars", "positions", "troops"])
    })
}

/// "X, a small village north of".
fn called_behind(m: &Match) -> Option<Reading> {
    let kind = super::called_a_place(m.document, m.span.end)?;
    bare_unknown(m).map(|found| Reading { form: Form::Unknown(kind), ..found })
}

rules! {
    pub(super) static NAMES: [Reading] = {
        "a country" {
            pattern: "@<country>",
            produce: |m| whole(m, Form::Name),
            examples: [("Rain fell in [Armenia] again.", "Name"), ("They left the [United States] early.", "Name")],
            allows: ["A turkey crossed the road."],
        }
        "a place of the gazetteer" {
            pattern: "@<place>",
            produce: |m| whole(m, Form::Name),
            examples: [("Rain fell in [Mogadishu] again.", "Name")],
            allows: ["The town was quiet."],
        }
        "a part of a country or region by the compass" {
            pattern: "<direction:d> @<country>",
            produce: part,
            examples: [("Clashes in [southern Afghanistan] went on.", "Part(\"south\")"), ("A raid in [north-eastern Nigeria] failed.", "Part(\"northeast\")")],
            allows: ["The north of Mali was quiet."],
        }
        "a part of a place by the compass" {
            pattern: "<direction:d> @<place>",
            produce: part,
            examples: [("A bomb went off in [southern Baghdad] at noon.", "Part(\"south\")")],
            allows: ["South of Baghdad a bomb went off."],
        }
        "a place with the noun of its class" {
            pattern: "@<place> <class_noun:k>",
            produce: |m| {
                // "Goma city" but not "Goma State University", "Illinois Department of Public Health", "Mississippi State".
                let after = m.span.end;
                if office(m) {
                    return None;
                }
                if m.document.is_capitalised(after) && m.document.tokens[after - 1].capitalised() && !m.document.tokens[after].is(Token::SENTENCE_START) && m.document.tokens[after].word == Token::UNKNOWN {
                    return None;
                }
                whole(m, Form::Classed(symbol(m, "k")))
            },
            examples: [("They fled [Baghdad province] at night.", "Classed(\"first\")")],
            allows: ["The province of Baghdad was calm."],
        }
        "an unknown place with the noun of its class" {
            pattern: "[ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #name{1,2} | #name '-' #word ):n @<class_noun:k> ]",
            produce: |m| {
                let first = &m.document.tokens[m.span.start];
                if first.is(Token::SENTENCE_START) && first.word != Token::UNKNOWN {
                    return None;
                }
                let found = unknown(m)?;
                Some(Reading { form: Form::Unknown(match m.document.lexicon.symbol(m.payload) { "first" => "province", "second" => "district", other => other }), ..found })
            },
            examples: [("They crossed [Qurnaz district] on foot.", "Unknown(\"district\")")],
            allows: ["The province was calm.", "They saw Baghdad province."],
        }
        "a demonym before a noun of place" {
            pattern: "[ <direction>? @<demonym_adj> ] ( <direction> | #lower | '-' <demonym_adj> | and <demonym_adj> ){0,2} <geo_noun>",
            produce: |m| {
                // "Iraqi forces base": only adjectives may stand between.
                let between = m.span.end..m.whole.end;
                let document = m.document;
                let plain = between.clone().all(|t| !document.word_senses(t).any(|s| matches!(s.class, class::PREPOSITION | class::VERB_PAST | class::NOM_HEAD | class::PARTY_HEAD | class::COORDINATOR)) || document.is(t, "and"));
                plain.then(|| whole(m, Form::Demonym)).flatten()
            },
            examples: [("A strike on an [Iraqi] air base failed.", "Demonym"), ("They neared the [Lebanese] border.", "Demonym")],
            allows: ["The Iraqi president left."],
        }
        "a demonym" {
            pattern: "@<demonym_adj>",
            produce: |m| whole(m, Form::Modifier),
            examples: [("The [Iraqi] president left.", "Modifier")],
            allows: ["The president left."],
        }
        "an adjective of a region" {
            pattern: "@<region_adj>",
            produce: |m| whole(m, Form::Modifier),
            examples: [("The [European] countries agreed.", "Modifier")],
            allows: ["The countries agreed."],
        }
        "a facility or feature by its noun, in capitals" {
            pattern: "[ ( ( al | el ) '-' #cap | #name ( '-' #cap )? #name? #name? ):n @<feature_noun_cap:k> ]",
            produce: |m| feature(m, m.document.lexicon.symbol(m.payload)),
            examples: [("Shells hit [Tiyas Military Airfield] at noon.", "Feature(\"facility\")"), ("Boats crossed the [Khabur River] at night.", "Feature(\"river\")")],
            allows: ["They saw the River.", "It lies at the airfield."],
        }
        "a facility by its noun" {
            pattern: "[ ( ( al | el ) '-' #cap | #name ( '-' #cap )? #name? ):n @<feature_noun> ]",
            produce: |m| {
                // "Baghdad airport" is in Baghdad; "Iraqi university" is no name.
                let document = m.document;
                let name = m.get("n")?;
                let plain = document.tokens[m.span.end - 1].shape == Shape::Lower;
                let known = document.senses(name.start).any(|(s, end)| {
                    end == name.end && matches!(s.class, class::PLACE | class::COUNTRY | class::DEMONYM_ADJ | class::REGION_ADJ)
                });
                if plain && known { None } else { feature(m, "facility") }
            },
            examples: [("Drones hit [Dabancheng airport] again.", "Feature(\"facility\")")],
            allows: ["Drones hit the airport.", "Drones hit Baghdad airport."],
        }
        "a venue by its noun" {
            pattern: "( at | in | near | outside | inside | to | into | on | around | from ) ( the )? [ ( #cap{1,4} ):n @<venue_noun> ]",
            produce: |m| {
                // Who lives there acts: only where it stands is it a place.
                let read = feature(m, "facility")?;
                (!m.document.is_capitalised(m.span.end)).then_some(read)
            },
            examples: [("The trial was moved to the [Qurnaz Conference Center] today.", "Feature(\"facility\")"), ("They met at [Harbour Arena] in spring.", "Feature(\"facility\")")],
            allows: ["The Qurnaz Research Center said so."],
        }
        "an embassy where it stands" {
            pattern: "( near | to | outside | inside | at | around | surrounded ) ( the | a )? [ @<country> <embassy_noun> ]",
            produce: |m| Some(Reading { form: Form::Feature("facility"), name: m.anchor.clone() }),
            examples: [("A bomb went off outside the [U.S. embassy] at noon.", "Feature(\"facility\")")],
            allows: ["The U.S. embassy denied it."],
        }
        "an embassy where it stands, by a demonym" {
            pattern: "( near | to | outside | inside | at | around | surrounded ) ( the | a )? [ @<demonym_adj> <embassy_noun> ]",
            produce: |m| Some(Reading { form: Form::Feature("facility"), name: m.anchor.clone() }),
            examples: [("The crowd surrounded the [Turkish consulate] at noon.", "Feature(\"facility\")")],
            allows: ["The Turkish consulate denied it."],
        }
        "a feature whose noun comes first" {
            pattern: "[ @<feature_first> ( ( al | el | ash | as | ar | an ) '-' #cap | #cap #cap? ):n ]",
            produce: |m| {
                if m.document.tokens[m.span.start].shape == crate::text::Shape::Lower { return None; }
                feature(m, "feature")
            },
            examples: [("Boats crossed [Lake Harun] at night.", "Feature(\"feature\")")],
            allows: ["The lake Harun was calm."],
        }
        "an unknown name after in" {
            pattern: "@in [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: bare_unknown,
            examples: [("A mortar round landed in [Umm Qurnaz] overnight.", "Unknown(\"place\")")],
            allows: ["They believed in Monday.", "He served in Baghdad.", "They wrote in Arabic."],
        }
        "an unknown name after near" {
            pattern: "@near [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: bare_unknown,
            examples: [("A mortar round landed near [Qurnazeh] overnight.", "Unknown(\"place\")")],
            allows: ["They stood near Baghdad."],
        }
        "an unknown name after at" {
            pattern: "@at [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: unknown_at,
            examples: [("Two trucks collided at [Qurnazeh] in the south.", "Unknown(\"place\")"), ("They collided at [Qurnazeh], 20 km from the river.", "Unknown(\"place\")")],
            allows: ["They met at Qurnaz's house.", "They worked at Qurnaz for a year."],
        }
        "an unknown name around which something is" {
            pattern: "@<near_word> [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: bare_unknown,
            examples: [("Soldiers dug in outside [Qurnazeh] overnight.", "Unknown(\"place\")"), ("They were 30 km north of [Qurnazeh].", "Unknown(\"place\")")],
            allows: ["They stood around Baghdad."],
        }
        "an unknown name that is reached or taken" {
            pattern: "@<reached_word> [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: bare_unknown,
            examples: [("The army retook [Qurnazeh] on Friday.", "Unknown(\"place\")")],
            allows: ["The army retook Baghdad.", "The army shelled the hill."],
        }
        "an unknown name that is called a village behind" {
            pattern: "[ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ] ',' ( a | an | the ) ( #lower ){0,4} @<settlement_noun>",
            produce: called_behind,
            examples: [("Shells fell on [Umm Qurnaz], a small village by the river.", "Unknown(\"village\")")],
            allows: ["They met Qurnaz, a village elder."],
        }
        "a feature of an unknown name" {
            pattern: "@<geo_noun> of [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: bare_unknown,
            examples: [("Planes bombed the market of [Umm Qurnaz] at noon.", "Unknown(\"place\")")],
            allows: ["They crossed the border of Iraq."],
        }
        "a road by its number" {
            pattern: "[ @<road_noun> #num ]",
            produce: |m| Some(Reading { form: Form::Feature("facility"), name: m.span.clone() }),
            examples: [("Mines lay along [Highway 403] for a week.", "Feature(\"facility\")")],
            allows: ["The highway was closed."],
        }
        "the village of an unknown name" {
            pattern: "@<settlement_noun:k> ( called | named | of ) [ ( ( al | el | ash | ad | as | ar | an ) '-' #cap | #cap ( '-' #word )? ( ( de | del | al | la | ad | ud | el )? ( '-' )? #cap ){0,2} ):n ]",
            produce: |m| {
                let found = unknown(m)?;
                Some(Reading { form: Form::Unknown(m.document.lexicon.symbol(m.payload)), ..found })
            },
            examples: [("They shelled the village of [Umm Qurnaz] again.", "Unknown(\"village\")")],
            allows: ["The village of tents was shelled.", "They left the city of Baghdad."],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::pattern::RuleSet;

    #[test]
    fn rules_find_their_examples_and_nothing_else() {
        let lexicon = Lexicon::new();
        assert_eq!(RuleSet::new(NAMES).check(&lexicon, |_| {}, |_, r| format!("{:?}", r.form)), Vec::<String>::new());
    }
}
