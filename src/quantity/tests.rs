use super::*;
use crate::lexicon::Lexicon;

fn bound(n: Option<u64>) -> String {
    n.map_or("-".into(), |n| n.to_string())
}

/// Each line: the phrase in brackets inside its sentence, and low/best/high. Without brackets nothing may be read.
const PHRASES: &[(&str, &str)] = &[
    ("They buried [12] men", "12/12/12"),
    ("They buried [twenty-seven] men", "27/27/27"),
    ("They buried [a hundred and five] men", "105/105/105"),
    ("They buried [three hundred thousand] men", "300000/300000/300000"),
    ("They buried [1.2 million] men", "1200000/1200000/1200000"),
    ("They buried [30,000] men", "30000/30000/30000"),
    ("They buried [two dozen] men", "24/24/24"),
    ("They buried [a dozen] men", "12/12/12"),
    ("They buried [half a dozen] men", "6/6/6"),
    ("They buried [a couple of] men", "2/2/3"),
    ("They buried [several] men", "2/3/6"),
    ("They buried [a number of] men", "2/3/6"),
    ("They buried [many] men", "3/-/-"),
    ("They buried [several hundred] men", "200/300/600"),
    ("They buried [dozens] of men", "12/24/99"),
    ("They buried [scores] of men", "20/40/99"),
    ("They buried [tens] of men", "10/20/99"),
    ("They buried [hundreds] of men", "100/200/999"),
    ("They buried [thousands] of men", "1000/2000/9999"),
    ("They buried [tens of thousands] of men", "10000/20000/99999"),
    ("They buried [hundreds of thousands] of men", "100000/200000/999999"),
    ("They buried [at least 14] men", "14/14/-"),
    ("They buried [14 or more] men", "14/14/-"),
    ("They buried [more than 60] men", "60/60/-"),
    ("They buried [over a thousand] men", "1000/1000/-"),
    ("They buried [nearly 1,300] men", "1235/1300/1300"),
    ("They buried [almost 60] men", "57/60/60"),
    ("They buried [around 40] men", "38/40/42"),
    ("They buried [some 300] men", "285/300/315"),
    ("They buried [about twenty] men", "19/20/21"),
    ("They buried [up to 50] men", "-/-/50"),
    ("They buried [as many as 50] men", "-/-/50"),
    ("They buried [fewer than 20] men", "-/-/19"),
    ("They buried [between 20 and 30] men", "20/20/30"),
    ("They buried [20 to 30] men", "20/20/30"),
    ("They buried [two or three] men", "2/2/3"),
    ("They buried an [unknown number of] men", "1/-/-"),
    ("They buried [no] men", "0/0/0"),
    ("They buried [one (1)] man", "1/1/1"),
    ("They buried [at least another 40] men", "40/40/-"),
    ("THEY BURIED [TWENTY-SEVEN] MEN", "27/27/27"),
    ("The 27-year-old slept", ""),
    ("It cost $40", ""),
    ("It grew by 40 percent", ""),
    ("It lies 12 kilometers north", ""),
    ("Resolution 1701 was passed", ""),
    ("The T-72 burned", ""),
    ("It began at 10:30 sharp", ""),
];

#[test]
fn counting_phrases() {
    let lexicon = Lexicon::new();
    let quantity = Quantity::new();
    for (sentence, expected) in PHRASES {
        let text = sentence.replace(['[', ']'], "");
        let mut document = Document::new(&text, &lexicon);
        let found: Vec<String> = quantity
            .mark(&mut document)
            .iter()
            .map(|a| {
                let Count { low, best, high, .. } = a.count;
                format!("[{}] {}/{}/{}", document.slice(a.tokens.clone()), bound(low), bound(best), bound(high))
            })
            .collect();
        let wanted: Vec<String> = match sentence.find('[') {
            Some(open) => vec![format!("{} {expected}", &sentence[open..=sentence.rfind(']').unwrap()])],
            None => vec![],
        };
        assert_eq!(found, wanted, "in {text:?}");
    }
}
