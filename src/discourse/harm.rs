//! Puts the casualty layer's finds into the output model, with what the article as a whole says of them.

use crate::casualties::{Found, Loss, Mention};
use crate::model::{Annotation, Casualty, Materiel};
use crate::text::Document;
use std::ops::Range;

/// Fills `casualties`, `materiel` and `document.summary`. Parties, locations and dates must be in place; offsets are bytes.
pub fn annotate(document: &Document, found: &Found, annotation: &mut Annotation) {
    annotation.casualties = found.casualties.iter().enumerate().map(|(i, m)| casualty(document, i, m)).collect();
    annotation.materiel = found.materiel.iter().enumerate().map(|(i, l)| materiel(document, i, l)).collect();
}

fn span(document: &Document, tokens: &Range<usize>) -> [usize; 2] {
    let bytes = document.bytes(tokens.clone());
    [bytes.start, bytes.end]
}

fn casualty(document: &Document, index: usize, mention: &Mention) -> Casualty {
    let [start, end] = span(document, &mention.tokens);
    Casualty {
        id: format!("c{}", index + 1),
        start,
        end,
        text: document.slice(mention.tokens.clone()).into(),
        outcome: mention.outcome,
        count: mention.count,
        victim_kind: mention.kinds.clone(),
        victim_span: mention.victims.as_ref().map(|v| span(document, v)),
        status: mention.status,
        rule: mention.rule.into(),
        ..Casualty::default()
    }
}

fn materiel(document: &Document, index: usize, loss: &Loss) -> Materiel {
    let [start, end] = span(document, &loss.tokens);
    Materiel {
        id: format!("m{}", index + 1),
        start,
        end,
        text: document.slice(loss.tokens.clone()).into(),
        class: loss.class.into(),
        count: loss.count,
        effect: loss.effect.into(),
        status: loss.status,
        rule: loss.rule.into(),
        ..Materiel::default()
    }
}
