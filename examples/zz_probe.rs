use conflict_annotator::{lexicon::Lexicon, syntax::Grammar, text::Document};
fn main() {
    let lexicon = Lexicon::new();
    let grammar = Grammar::new();
    let (mut tp, mut fp, mut fnn, mut wrong, mut tn) = (0,0,0,0,0);
    let verbose = std::env::args().nth(1).is_some();
    for e in std::fs::read_dir("../shared/gold/dev").unwrap() {
        let p = e.unwrap().path();
        if p.extension().map_or(true, |x| x != "json") { continue; }
        let v: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&p).unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        let cps: Vec<usize> = text.char_indices().map(|(i,_)| i).chain([text.len()]).collect();
        let d = Document::new(text, &lexicon);
        let s = grammar.parse(&d);
        let tok = |byte: usize| d.tokens.partition_point(|t| (t.end as usize) <= byte);
        for c in v["casualties"].as_array().unwrap() {
            let st = cps[c["start"].as_u64().unwrap() as usize];
            let t = tok(st);
            let gold = c["claimant_span"].as_array().map(|a| (cps[a[0].as_u64().unwrap() as usize], cps[a[1].as_u64().unwrap() as usize]));
            let has = !c["claimant"].is_null();
            let got = s.reporting_frame_at(t).and_then(|f| if matches!(f.stance, conflict_annotator::syntax::Stance::Urge|conflict_annotator::syntax::Stance::Think|conflict_annotator::syntax::Stance::Threaten|conflict_annotator::syntax::Stance::Promise) {None} else {if f.negated {None} else {s.source(f)}});
            let gotb = got.map(|n| d.bytes(n.range()));
            let mark = match (&gold, has, &gotb) {
                (Some(g), true, Some(b)) => if b.start < g.1 && g.0 < b.end { tp+=1; "ok" } else { wrong+=1; "WRONG" },
                (_, false, None) => { tn+=1; "tn" },
                (_, true, None) => { fnn+=1; "MISS" },
                (_, false, Some(_)) => { fp+=1; "EXTRA" },
                (None, true, Some(_)) => { "nospan" },
            };
            if verbose && mark.chars().next().unwrap().is_uppercase() {
                println!("{mark} {:?} «{}» gold={:?} got={:?}\n     {}", p.file_name().unwrap(), c["text"].as_str().unwrap(), gold.map(|g| &text[g.0..g.1]), gotb.map(|b| &text[b]), d.slice(d.sentence_of(t)).replace('\n', " / "));
            }
        }
    }
    println!("tp {tp} wrong {wrong} miss {fnn} extra {fp} tn {tn}");
}
