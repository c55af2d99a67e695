//! What the pass must find, sentence by sentence. `·` joins the facts about one word of the sentence.

use super::*;
use crate::lexicon::Lexicon;

struct Read<'t> {
    document: Document<'t>,
    syntax: Syntax,
}

/// The facts about the first token spelled `word`: subject, object, agent, tense, source, stance, preposition …
fn fact(read: &Read, word: &str, name: &str) -> String {
    let Read { document, syntax } = read;
    let Some(at) = (0..document.len()).find(|&t| document.str(t) == word) else { return format!("no {word}") };
    let noun = |n: Option<&NounGroup>| n.map_or("-".to_owned(), |n| document.slice(n.range()).to_owned());
    match name {
        "subject" => noun(syntax.subject_of(at)),
        "object" => noun(syntax.object_of(at)),
        "agent" => noun(syntax.agent_of(at)),
        "group" => noun(syntax.noun_group_at(at)),
        "source" => noun(syntax.source_at(at)),
        "tense" => format!("{:?}", syntax.tense_at(at)).to_lowercase(),
        "tag" => format!("{:?}", syntax.tag(at)).to_lowercase(),
        "function" => format!("{:?}", syntax.function_at(at)).to_lowercase(),
        "kind" => syntax.clause_at(at).map_or("-".into(), |c| format!("{:?}", c.kind).to_lowercase()),
        "stance" => syntax.reporting_frame_at(at).map_or("-".into(), |f| format!("{:?}", f.stance).to_lowercase()),
        "prep" => syntax.governing_preposition(at).map_or("-".into(), |p| document.str(p).to_lowercase()),
        "voice" => syntax.governing_verb(at).map_or("-".into(), |v| format!("{:?}", v.voice).to_lowercase()),
        "verb" => syntax.governing_verb(at).map_or("-".into(), |v| document.slice(v.range()).to_owned()),
        "polarity" => {
            let p = syntax.polarity_at(at);
            let names =
                [(p.negated, "negated"), (p.denied, "denied"), (p.hypothetical, "hypothetical"), (p.future, "future")];
            let on: Vec<&str> = names.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
            if on.is_empty() {
                "plain".into()
            } else {
                on.join("+")
            }
        }
        other => format!("no fact {other}"),
    }
}

/// `(sentence, "word: name=value · name=value")`
const READINGS: &[(&str, &str)] = &[
    ("The army said on Friday that rebels had shelled the port.", "shelled: subject=rebels · object=the port · tense=past · source=The army"),
    ("The army said on Friday that rebels had shelled the port.", "Friday: prep=on · subject=The army"),
    ("Troops deployed to the border were killed by mortar fire, the defense ministry said.", "killed: subject=Troops · voice=passive · agent=mortar fire · source=the defense ministry"),
    ("Troops deployed to the border were killed by mortar fire, the defense ministry said.", "deployed: kind=participial · voice=passive · subject=Troops"),
    ("\"We will not leave the town,\" said Gen. Marko Petrov, who commands the northern front. \"Our men are holding the line.\"", "leave: tense=future · source=Gen. Marko Petrov · polarity=negated+future"),
    ("\"We will not leave the town,\" said Gen. Marko Petrov, who commands the northern front. \"Our men are holding the line.\"", "holding: tense=present · source=Gen. Marko Petrov"),
    ("\"We will not leave the town,\" said Gen. Marko Petrov, who commands the northern front.", "commands: kind=relative · subject=Gen. Marko Petrov · object=the northern front"),
    ("According to the Red Cross, at least 14 civilians were killed and 50 others wounded when a shell hit a market.", "killed: subject=at least 14 civilians · source=the Red Cross · agent=-"),
    ("According to the Red Cross, at least 14 civilians were killed and 50 others wounded when a shell hit a market.", "wounded: subject=50 others · voice=passive"),
    ("The blast killed two and wounded three others, officials said.", "wounded: subject=The blast · object=three others · source=officials"),
    ("A suicide bomber attacked a checkpoint near Kandahar on Tuesday, killing two and wounding three others.", "wounding: subject=A suicide bomber · object=three others · kind=participial"),
    ("Washington said it had no troops in Tripoli.", "Tripoli: prep=in · source=Washington"),
    ("Washington said it had no troops in Tripoli.", "Washington: function=subject · verb=said"),
    ("The ministry denied that 40 of its soldiers had been captured.", "captured: subject=40 · voice=passive · polarity=denied · source=The ministry"),
    ("The mission confirmed the raid. It added that rebels who seized the airfield in March could strike again.", "strike: subject=rebels · polarity=hypothetical · source=The mission"),
    ("The mission confirmed the raid. It added that rebels who seized the airfield in March could strike again.", "seized: kind=relative · subject=rebels · object=the airfield · tense=past"),
    ("Rebels attack army base in Aleppo, killing 12", "attack: tag=base · object=army base"),
    ("The rebel attack on the base killed 12.", "attack: tag=noun · function=subject"),
    ("The general urged residents to flee the city before troops enter it.", "flee: subject=residents · object=the city · tense=future · source=The general"),
    ("The general urged residents to flee the city before troops enter it.", "enter: subject=troops · kind=subordinate"),
    ("If the talks fail, the president will send more troops to the east, a spokesman warned.", "fail: kind=conditional · polarity=hypothetical · subject=the talks"),
    ("If the talks fail, the president will send more troops to the east, a spokesman warned.", "send: subject=the president · tense=future · source=a spokesman"),
    ("The soldiers, who had been held since June, were released after the two countries signed a deal.", "released: subject=The soldiers · voice=passive"),
    ("The soldiers, who had been held since June, were released after the two countries signed a deal.", "signed: subject=the two countries · object=a deal · kind=subordinate"),
    ("The men who shot the general and his driver were arrested.", "arrested: subject=The men · voice=passive"),
    ("Five killed in Kabul market blast", "killed: subject=Five · voice=passive"),
    ("The rebels claimed to have shot down a helicopter and destroyed three tanks.", "destroyed: subject=The rebels · object=three tanks · source=The rebels · stance=claim"),
    ("Turkey, a NATO ally, has backed the opposition and trained its fighters.", "trained: subject=Turkey · object=its fighters"),
    ("In a statement, the group said it would continue fighting until foreign forces withdraw.", "continue: tense=future · source=the group"),
    ("Officials in Kyiv and Odesa said the strikes targeted power stations.", "targeted: subject=the strikes · object=power stations · source=Officials"),
    ("He was shot dead as he left the mosque.", "dead: tag=adjective"),
    ("Neither side reported losses.", "losses: function=object · subject=Neither side"),
    ("RUSSIAN FORCES SHELLED THE PORT, KILLING SIX CIVILIANS.", "KILLING: subject=RUSSIAN FORCES · object=SIX CIVILIANS"),
// Reports in many shapes.
    ("Guns opened up at 3:40 a.m. on Friday when Eritrean armed forces shelled its positions, the defence ministry said.", "shelled: subject=Eritrean armed forces · kind=subordinate · source=the defence ministry"),
    ("On Monday, in a brief but official statement, President Ana Silva said Omar Haddad, son of the late founder, had been killed in a raid.", "killed: subject=Omar Haddad · source=President Ana Silva"),
    ("Provincial officials contest this, saying some thirty villagers died and more were wounded.", "wounded: source=Provincial officials · stance=report · voice=passive"),
    ("A brigade spokeswoman, Lt. Jane Roe, puts the figure at nearly 70 insurgents. She said a policeman was also killed.", "insurgents: source=Lt. Jane Roe"),
    ("A brigade spokeswoman, Lt. Jane Roe, puts the figure at nearly 70 insurgents. She said a policeman was also killed.", "killed: source=Lt. Jane Roe"),
    ("Neither army said how many troops were killed.", "killed: source=-"),
    ("The movement claimed the attack, in which 12 died.", "died: source=-"),
    ("He did not say how many had died.", "died: stance=report"),
    ("The bodies of 14 men were found in a ditch, police and hospital officials said.", "found: source=police · voice=passive"),
    ("\"They came at night and burned everything,\" a survivor, Amina Musa, recalled. \"My brother was killed.\"", "killed: source=Amina Musa"),
    ("Shelling near the village wounded two medics, a relief worker said by telephone.", "wounded: subject=Shelling · object=two medics · source=a relief worker"),
    ("It was reported that 20 people had drowned.", "drowned: source=- · stance=report · subject=20 people"),
    ("NATO planes bombed a bridge, the alliance confirmed, but it denied hitting a convoy of refugees.", "hitting: source=the alliance · polarity=denied"),
    ("Officials fear the death toll could rise.", "rise: stance=think · polarity=hypothetical"),
    ("Moscow says it shot down two drones; Kyiv has not commented.", "shot: subject=it · object=two drones · source=Moscow"),
    ("Moscow says it shot down two drones; Kyiv has not commented.", "commented: subject=Kyiv · polarity=negated"),
    ("The coup leaders ordered troops to fire on protesters, witnesses told reporters.", "fire: subject=troops · tense=future · tag=base"),
    ("UN: 3,000 killed in South Sudan since May", "killed: source=UN"),
    ("12 dead in market blast - police", "dead: source=police"),
    ("Colombia: FARC rebels free four hostages", "hostages: source=-"),
    ("The colonel was quoted as saying that the raid killed 12 people.", "killed: source=The colonel · subject=the raid"),
    ("A doctor told the agency at least nine bodies had been brought in.", "brought: source=A doctor · voice=passive"),
    ("In a statement carried by state media, the movement said its fighters had seized the airport.", "seized: source=the movement · subject=its fighters"),
    ("The president, who is visiting Cairo, told reporters that talks would resume.", "resume: source=The president · tense=future"),
    ("The minister rejected reports that his troops had fled.", "fled: stance=deny · source=The minister"),
    // Who does it.
    ("An army helicopter carrying 12 troops crashed near the border.", "crashed: subject=An army helicopter"),
    ("An army helicopter carrying 12 troops crashed near the border.", "carrying: subject=An army helicopter · object=12 troops"),
    ("Three soldiers were killed and five wounded in an ambush blamed on separatists.", "blamed: kind=participial · subject=an ambush · voice=passive"),
    ("The attack, which the government blamed on Kurdish rebels, killed a police officer.", "killed: subject=The attack · object=a police officer"),
    ("The rebels, backed by Rwanda, seized Goma and marched on Bukavu.", "backed: agent=Rwanda · subject=The rebels"),
    ("The rebels, backed by Rwanda, seized Goma and marched on Bukavu.", "marched: subject=The rebels · tense=past"),
    ("Hundreds of thousands fled to Turkey, where they live in camps.", "fled: subject=Hundreds · voice=active"),
    ("Iraq's prime minister has vowed to retake Mosul, which fell to the militants in June.", "retake: subject=Iraq's prime minister · tense=future · object=Mosul"),
    ("Iraq's prime minister has vowed to retake Mosul, which fell to the militants in June.", "fell: subject=Mosul · tense=past · kind=relative"),
    ("The two countries fought a war in 1998 that killed tens of thousands.", "killed: subject=a war"),
    ("Shops were told to close and a lot of men were coming to fight them.", "coming: subject=a lot"),
    ("Rebel shelling of the capital killed nine.", "killed: subject=Rebel shelling · object=nine"),
    ("After fleeing the village, residents returned on Monday to bury their dead.", "fleeing: subject=residents · object=the village"),
    ("Israel and Hamas agreed to a truce brokered by Egypt.", "brokered: agent=Egypt · subject=a truce"),
    ("The president is expected to visit the region.", "visit: tense=future · subject=The president"),
    ("While trying to flee, the gunman was shot.", "trying: subject=the gunman · kind=subordinate"),
    ("The accord, which had been expected, gives the north control of its oil.", "gives: subject=The accord · tag=present"),
    ("Countries that benefit from the truce are few.", "benefit: subject=Countries · kind=relative"),
    ("Because of the threats against her family, she left the capital.", "left: subject=she"),
    ("\"I don't know how many died,\" he said.", "know: subject=I · polarity=negated · source=he"),
    // Noun or verb.
    ("Army strikes rebel camp", "strikes: tag=present · object=rebel camp"),
    ("Army strikes on the camp continued.", "strikes: tag=noun"),
    ("Colombia: FARC rebels free four hostages", "free: tag=base · subject=FARC rebels · object=four hostages"),
    ("Government forces control most of the city, though rebels still hold two districts.", "control: tag=base"),
    ("Government forces control most of the city, though rebels still hold two districts.", "hold: tag=base · object=two districts"),
    ("The bomb went off near an army patrol that was turning into the station.", "patrol: tag=noun"),
    ("The injured men were part of a civil affairs unit.", "injured: tag=adjective"),
    ("Clashes in the north have left hundreds homeless.", "homeless: tag=adjective"),
    ("The convoy, carrying food and medicine, was not hit.", "hit: polarity=negated · subject=The convoy · voice=passive"),
];

#[test]
fn sentences_are_read_as_written_beside_them() {
    let lexicon = Lexicon::new();
    let grammar = Grammar::new();
    let mut wrong = Vec::new();
    for (text, expected) in READINGS {
        let document = Document::new(text, &lexicon);
        let syntax = grammar.parse(&document);
        let read = Read { document, syntax };
        let (word, facts) = expected.split_once(": ").unwrap_or((expected, ""));
        for (name, value) in facts.split(" · ").filter_map(|f| f.split_once('=')) {
            let got = fact(&read, word, name);
            if got != value {
                wrong.push(format!("{text}\n    {word}: {name}={value}, got {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} readings are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_token_has_a_clause_and_ranges_lie_inside() {
    let lexicon = Lexicon::new();
    let grammar = Grammar::new();
    for (text, _) in READINGS {
        let document = Document::new(text, &lexicon);
        let syntax = grammar.parse(&document);
        assert_eq!(syntax.tags.len(), document.len());
        assert!((0..document.len()).all(|t| syntax.clause_at(t).is_some()), "{text}");
        assert!(syntax
            .noun_groups
            .iter()
            .all(|n| n.start <= n.head && n.head < n.end && n.end as usize <= document.len()));
        assert!(syntax
            .verb_groups
            .iter()
            .all(|v| v.start <= v.main && v.main < v.end && v.end as usize <= document.len()));
    }
}

/// Words that open, close and confuse clauses.
const PARTS: &[&str] = &[
    "the",
    "army",
    "said",
    "that",
    "rebels",
    "who",
    "had",
    "been",
    "killed",
    "killing",
    "and",
    ",",
    ".",
    "\"",
    "“",
    "”",
    "to",
    "attack",
    "attacks",
    "after",
    "as",
    "if",
    "would",
    "not",
    "he",
    "it",
    "its",
    "'s",
    "-",
    "--",
    "(",
    ")",
    ":",
    ";",
    "12",
    "at least",
    "more than",
    "in",
    "Kyiv",
    "according to",
    "saying",
    "told",
    "denied",
    "wounded",
    "General",
    "MAY",
    "US",
    "\n\n",
    "being",
    "have",
    "was",
    "which",
    "of",
    "by",
    "while",
    "others",
    "dead",
    "going to",
    "n't",
    "Monday",
    "both",
    "no",
    "é",
    "\0",
];

#[test]
fn any_mixture_of_words_keeps_its_shape() {
    let lexicon = Lexicon::new();
    let grammar = Grammar::new();
    let mut state = 7u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..1 + below(60) {
            text.push_str(PARTS[below(PARTS.len())]);
            if below(9) > 0 {
                text.push(' ');
            }
        }
        let document = Document::new(&text, &lexicon);
        let syntax = grammar.parse(&document);
        let count = document.len() as u32;
        let nouns = syntax.noun_groups.len() as u32;
        let inside = |noun: u32| noun == NONE || noun < nouns;
        for noun in &syntax.noun_groups {
            assert!(noun.start <= noun.head && noun.head < noun.end && noun.end <= count, "{text:?}");
            assert!(noun.preposition == NONE || noun.preposition < noun.start, "{text:?}");
            assert!((noun.clause as usize) < syntax.clauses.len(), "{text:?}");
        }
        assert!(syntax.noun_groups.windows(2).all(|w| w[0].end <= w[1].start), "{text:?}");
        for verb in &syntax.verb_groups {
            assert!(verb.start <= verb.main && verb.main < verb.end && verb.end <= count, "{text:?}");
            assert!((verb.clause as usize) < syntax.clauses.len(), "{text:?}");
        }
        for (id, clause) in syntax.clauses.iter().enumerate() {
            assert!(clause.start < clause.end && clause.end <= count, "{text:?}");
            assert!(clause.parent == NONE || (clause.parent as usize) < id, "{text:?}");
            assert!(inside(clause.subject) && inside(clause.object), "{text:?}");
            assert!(clause.verb == NONE || (clause.verb as usize) < syntax.verb_groups.len(), "{text:?}");
        }
        for frame in &syntax.frames {
            assert!(inside(frame.source) && inside(frame.antecedent) && frame.verb < count, "{text:?}");
            assert!(frame.scope.start <= frame.scope.end && frame.scope.end <= count, "{text:?}");
        }
        for quotation in &syntax.quotations {
            assert!(quotation.open < quotation.close && quotation.close <= count, "{text:?}");
        }
        for token in 0..document.len() {
            assert!(syntax.clause_at(token).is_some(), "{text:?}");
            // The queries must bear any token.
            let _ = (
                syntax.agent_of(token),
                syntax.tense_at(token),
                syntax.polarity_at(token),
                syntax.source_at(token),
                syntax.quotation_at(token),
            );
        }
    }
}

/// One sentence without end is the worst case of a pass with a stack.
#[test]
fn time_is_linear_in_one_endless_sentence() {
    let lexicon = Lexicon::new();
    let grammar = Grammar::new();
    let shapes = [
        "he said that ",
        "and killed ",
        ", he said ",
        "( ",
        "who fled ",
        "to kill ",
        "because ",
        "\" ",
        "the army said \" ",
        "a ",
        "deployed to the border ",
        "killing two , ",
        "more than 12 ",
        "X - ",
        "according to him , ",
        "Kyiv and ",
        "if he , ",
        "; he said ",
        "was not ",
    ];
    for shape in shapes {
        let fastest = |repeats: usize| {
            let text = shape.repeat(repeats);
            let document = Document::new(&text, &lexicon);
            let time = |_| {
                let begun = std::time::Instant::now();
                let syntax = grammar.parse(&document);
                assert_eq!(syntax.tags.len(), document.len());
                begun.elapsed()
            };
            (0..3).map(time).min().unwrap_or_default()
        };
        let short = fastest(500).max(std::time::Duration::from_micros(300));
        let long = fastest(32_000);
        // 64 times the length; the rest is for a machine that does other things too. Quadratic would be 4,096.
        assert!(long < short * 600, "'{shape}': {short:?} for 500 repeats, {long:?} for 32,000");
    }
}
