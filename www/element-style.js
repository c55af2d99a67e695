// @ts-check
// The element's style, as one constructed sheet: it works under policies that allow no <style>.

const CSS_TEXT = `
:host {
  --ca-page: #fbfaf6; --ca-raised: #ffffff; --ca-ink: #1b1d20; --ca-soft: #4d5258; --ca-rule: #d9d5ca; --ca-edge: #807a6c; --ca-focus: #1648a8; --ca-hit: #ffe68a; --ca-sea: #e9eef1; --ca-land: #fdfcf8;
  --ca-party-bg: #e4ecf7; --ca-party-line: #204f8c;
  --ca-casualty-bg: #fae3df; --ca-casualty-line: #96281b;
  --ca-materiel-bg: #ece6f5; --ca-materiel-line: #5a3d8a;
  --ca-location-bg: #e2f0e3; --ca-location-line: #1f5c33;
  --ca-date-bg: #f6ecd0; --ca-date-line: #6b4e00;
  --ca-font: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, "Liberation Serif", "DejaVu Serif", serif;
  --ca-ui: system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif;
  display: block; color: var(--ca-ink); background: var(--ca-page); font: 1rem/1.5 var(--ca-ui); color-scheme: light;
}
DARK
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p, ul, ol, dl, dd, blockquote { margin: 0; padding: 0; }
ul, ol { list-style: none; }
:focus-visible { outline: 3px solid var(--ca-focus); outline-offset: 2px; border-radius: 3px; }
.note { color: var(--ca-soft); font-size: .875rem; }
.spring { flex: 1; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }

button, select, input, summary, textarea { font: inherit; color: inherit; }
button, select, .menu > summary, input[type=date], input[type=search], input[type=text], input[type=number] {
  background: var(--ca-raised); border: 1px solid var(--ca-edge); border-radius: 6px; padding: .3rem .65rem; min-height: 2.1rem; max-width: 100%;
}
button, summary { cursor: pointer; }
button:hover:not(:disabled), .menu > summary:hover { border-color: var(--ca-ink); }
button:disabled { color: var(--ca-soft); border-style: dashed; cursor: default; }
button.primary { background: var(--ca-ink); color: var(--ca-page); border-color: var(--ca-ink); font-weight: 600; }
button.primary:disabled { background: none; color: var(--ca-soft); border-color: var(--ca-edge); }
button.quiet { border-color: transparent; background: none; text-decoration: underline; text-underline-offset: .2em; padding-inline: .35rem; }
button.icon { min-width: 2.1rem; padding: 0; line-height: 1; }
button[aria-pressed=true]:not(.chip) { background: var(--ca-ink); color: var(--ca-page); }
button.quote { border: 0; background: none; padding: .1rem 0; min-height: 1.5rem; text-align: start; font-family: var(--ca-font); text-decoration: underline; text-decoration-color: var(--ca-edge); text-underline-offset: .2em; overflow-wrap: anywhere; }
kbd { font: .8em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid var(--ca-edge); border-radius: 4px; padding: 0 .35em; }
code { font: .85em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }

.frame { position: relative; }
.frame.drop::after { content: "Drop the file here"; position: absolute; inset: 0; display: grid; place-items: center; font-size: 1.4rem; background: var(--ca-page); opacity: .93; border: 3px dashed var(--ca-focus); border-radius: 12px; z-index: 9; }
.bar { display: grid; gap: .6rem; padding-block: .25rem .9rem; }
.read-bar { display: grid; gap: .6rem; }
.date-row label { font-weight: 600; }
.tools { position: relative; }
.menu { position: relative; }
.menu > summary { list-style: none; display: inline-flex; align-items: center; gap: .4rem; }
.menu > summary::-webkit-details-marker { display: none; }
.menu > summary::after { content: "▾" / ""; font-size: .8em; }
.sheet { position: absolute; z-index: 5; inset-block-start: calc(100% + .3rem); inset-inline-start: 0; display: grid; gap: .5rem; width: max-content; max-width: min(22rem, 86vw); padding: .8rem; background: var(--ca-raised); border: 1px solid var(--ca-edge); border-radius: 10px; box-shadow: 0 8px 30px rgb(0 0 0 / .18); }
.sheet li button { border: 0; background: none; width: 100%; text-align: start; padding: .3rem .4rem; }
.sheet li button:hover { background: var(--ca-page); }
.find { display: inline-flex; flex-wrap: wrap; gap: .3rem; align-items: center; margin-inline-start: auto; }
.find input { width: 11rem; }
.find button { min-width: 2.1rem; padding: 0; }

.chips { display: flex; flex-wrap: wrap; gap: .4rem; }
.chip { display: inline-flex; align-items: center; gap: .45rem; border-radius: 99px; padding-inline: .7rem; }
.chip .count { font-variant-numeric: tabular-nums; font-weight: 600; }
.chip[aria-pressed=false] { color: var(--ca-soft); border-style: dashed; text-decoration: line-through; }
.swatch { inline-size: 1.2em; block-size: .95em; border-radius: 3px 3px 0 0; background: var(--bg); border-block-end: 3px solid var(--line); flex: none; }
.swatch[data-entity=casualty] { border-block-end: 4px double var(--line); }
.swatch[data-entity=location] { border-block-end-style: dotted; }
.swatch[data-entity=date] { border-block-end-style: dashed; }
.swatch[data-entity=materiel] { border-block-end: 4px groove var(--line); }
[data-entity=party] { --bg: var(--ca-party-bg); --line: var(--ca-party-line); --style: solid; }
[data-entity=casualty] { --bg: var(--ca-casualty-bg); --line: var(--ca-casualty-line); --style: double; }
[data-entity=materiel] { --bg: var(--ca-materiel-bg); --line: var(--ca-materiel-line); --style: wavy; }
[data-entity=location] { --bg: var(--ca-location-bg); --line: var(--ca-location-line); --style: dotted; }
[data-entity=date] { --bg: var(--ca-date-bg); --line: var(--ca-date-line); --style: dashed; }

.write { display: grid; gap: .7rem; max-width: 56rem; }
textarea { width: 100%; min-height: 11rem; resize: vertical; padding: 1rem 1.1rem; font: 1.125rem/1.6 var(--ca-font); background: var(--ca-raised); border: 1.5px solid var(--ca-edge); border-radius: 10px; }
textarea::placeholder { color: var(--ca-soft); opacity: 1; }
.progress { display: flex; gap: .7rem; align-items: center; padding: .6rem 0; }
.notices { display: grid; gap: .6rem; }
.notices:not(:empty) { margin-block-end: .9rem; }
.notice { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; justify-content: space-between; padding: .7rem .9rem; background: var(--ca-raised); border: 1px solid var(--ca-edge); border-inline-start: 5px solid var(--ca-soft); border-radius: 8px; }
.notice > :first-child { flex: 1 1 18rem; max-width: 46rem; }
.notice.error { border-inline-start-color: var(--ca-casualty-line); }
.notice.warning { border-inline-start-color: var(--ca-date-line); }
.notice.sample { border-inline-start-color: var(--ca-party-line); }
.status { color: var(--ca-soft); font-size: .925rem; }
.status:not(:empty) { padding-block-end: .7rem; }

.read { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.6rem; }
.steps { padding-block-end: .5rem; }
.article { font: 1.1875rem/1.95 var(--ca-font); max-width: 44rem; overflow-wrap: break-word; }
.block { white-space: pre-wrap; }
/* Of a long article only what is near the screen is laid out; the padding keeps outlines inside what is painted. */
.article.long .block { content-visibility: auto; contain-intrinsic-block-size: auto 9rem; padding-inline: .4rem; margin-inline: -.4rem; }
.claims.long .cluster { content-visibility: auto; contain-intrinsic-block-size: auto 9rem; }
mark { color: inherit; background: var(--bg); padding: .08em .12em; border-radius: 3px; box-decoration-break: clone; -webkit-box-decoration-break: clone;
  text-decoration: underline var(--style) var(--line) .11em; text-underline-offset: .2em; text-decoration-skip-ink: none; }
mark[data-level="1"] { text-underline-offset: .36em; padding-block: .16em; }
mark[data-level="2"] { text-underline-offset: .52em; padding-block: .24em; }
mark[data-level="3"] { text-underline-offset: .66em; padding-block: .32em; }
mark[data-entity=materiel] { text-decoration-thickness: .07em; }
mark a { color: inherit; text-decoration: none; cursor: pointer; }
mark a[data-tag]::after { content: "\\a0" attr(data-tag); content: "\\a0" attr(data-tag) / ""; color: var(--line); font: 600 .62em/1 var(--ca-ui); letter-spacing: .01em; vertical-align: .12em; white-space: nowrap; unicode-bidi: isolate; margin-inline-start: .15em; }
mark a:focus-visible { outline: 3px solid var(--ca-focus); outline-offset: 1px; }
mark.on { background: var(--line); color: var(--ca-page); }
mark.on mark { background: var(--bg); color: var(--ca-ink); }
mark.on > a[data-tag]::after { color: var(--ca-page); }
mark.kin { box-shadow: 0 0 0 1.5px var(--line); }
mark[data-review=rejected] { background: none; text-decoration-color: transparent; }
mark[data-review=rejected] > a { text-decoration: line-through; color: var(--ca-soft); }
mark[data-review=edited] > a[data-tag]::after, mark[data-review=added] > a[data-tag]::after { content: " " attr(data-tag) " •"; content: " " attr(data-tag) " •" / ""; }
mark[data-review=confirmed] > a[data-tag]::after { content: " " attr(data-tag) " ✓"; content: " " attr(data-tag) " ✓" / ""; }
.maker { position: sticky; inset-block-end: .6rem; display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; width: fit-content; max-width: 100%; margin-block-start: .8rem; padding: .6rem .7rem; background: var(--ca-raised); border: 1px solid var(--ca-edge); border-radius: 10px; box-shadow: 0 6px 24px rgb(0 0 0 / .2); }
.maker button { border-block-end: 3px solid var(--line); }

.inspector { min-width: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: .15rem; border-block-end: 1px solid var(--ca-edge); }
.tabs button { border: 0; border-block-end: 3px solid transparent; border-radius: 0; background: none; padding: .45rem .8rem; }
.tabs button[aria-selected=true] { border-block-end-color: var(--ca-ink); font-weight: 600; }
.panel { padding-block: 1rem; }
.card { display: grid; gap: .55rem; padding: .9rem 1rem 1rem; margin-block-end: 1rem; background: var(--ca-raised); border: 1px solid var(--ca-edge); border-block-start: 5px solid var(--line); border-radius: 10px; }
.card header { display: flex; align-items: center; gap: .5rem; }
.card .kind { font-weight: 600; color: var(--line); }
.card .review { font-size: .8rem; padding: .05rem .5rem; border: 1px solid var(--ca-edge); border-radius: 99px; }
.card h2 { font: 600 1.35rem/1.25 var(--ca-font); }
.card h3 { font-size: .9rem; }
.card blockquote { font: 1.05rem/1.5 var(--ca-font); border-inline-start: 3px solid var(--line); padding-inline-start: .7rem; }
.card blockquote::before { content: "“" / ""; } .card blockquote::after { content: "”" / ""; }
.facts { display: grid; gap: .2rem; font-size: .95rem; }
.facts div { display: grid; grid-template-columns: 7.5rem 1fr; gap: .6rem; }
.facts dt { color: var(--ca-soft); }
.facts dd { overflow-wrap: anywhere; }
.card details > summary { padding: .25rem 0; text-decoration: underline; text-underline-offset: .2em; }
.card details[open] { display: grid; gap: .6rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .5rem .7rem; padding-block: .4rem; }
.field { display: grid; gap: .1rem; font-size: .85rem; color: var(--ca-soft); }
.field input, .field select { width: 100%; color: var(--ca-ink); font-size: 1rem; }
.fields .number { grid-column: span 1; }
.alternatives li { padding-block: .15rem; }
.rule { font-size: .85rem; color: var(--ca-soft); }

section > h2 { font-size: 1rem; }
.claims { display: grid; gap: 1.1rem; }
.claims section { display: grid; gap: .55rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; font-size: .925rem; }
.sides p { padding: .4rem .6rem; border: 1px solid var(--ca-rule); border-radius: 8px; }
.cluster { padding-block-start: .8rem; border-block-start: 1px solid var(--ca-rule); }
.cluster > :is(h2, h3) { font: 600 1.1rem/1.35 var(--ca-font); }
.cluster > :is(h2, h3) b { color: var(--line); }
.whom { font-weight: 400; }
.disputed { font-size: .8rem; font-weight: 600; width: fit-content; border: 1px solid var(--ca-casualty-line); color: var(--ca-casualty-line); border-radius: 99px; padding: 0 .6rem; }
.rival { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12.5rem), 1fr)); gap: .6rem; }
.rival li { display: grid; gap: .2rem; align-content: start; padding: .55rem .7rem; border: 1px solid var(--ca-rule); border-radius: 8px; background: var(--ca-raised); }
.rival li.on { border-color: var(--line); box-shadow: 0 0 0 1px var(--line); }
.says { font-size: .875rem; color: var(--ca-soft); }
.standing { color: var(--ca-casualty-line); }
.tally { font-weight: 600; }
.tally .note { font-weight: 400; }
li[data-status=denied], li[data-status=hypothetical] { border-style: dashed; }
.meter { position: relative; display: block; height: 6px; background: var(--ca-rule); border-radius: 3px; overflow: hidden; }
.meter span { position: absolute; inset-block: 0; background: var(--line); border-radius: 3px; }
.meter span.open { background: repeating-linear-gradient(90deg, var(--line) 0 6px, transparent 6px 9px); }

.map { display: grid; gap: .7rem; }
.world { width: 100%; aspect-ratio: 4 / 3; background: var(--ca-sea); border: 1px solid var(--ca-rule); border-radius: 8px; cursor: grab; touch-action: pan-y; }
.world:active { cursor: grabbing; }
.land { fill: var(--ca-land); stroke: var(--ca-edge); stroke-width: .7; }
.grid path { stroke: var(--ca-edge); stroke-width: .6; opacity: .28; fill: none; }
.marker { fill: var(--ca-location-line); stroke: var(--ca-page); stroke-width: 1.5; cursor: pointer; }
.marker.region { fill: var(--ca-location-line); fill-opacity: .16; stroke: var(--ca-location-line); stroke-width: 2; stroke-dasharray: 3 2.5; }
.marker.wide { fill: var(--ca-location-line); fill-opacity: .05; stroke: var(--ca-location-line); stroke-width: 1.8; }
.marker.harm { fill: var(--ca-casualty-line); stroke: var(--ca-page); }
.marker.harm.region, .marker.harm.wide { stroke: var(--ca-casualty-line); }
.marker.on { stroke-width: 3.2; }
.world text { font-family: var(--ca-ui); font-weight: 600; fill: var(--ca-ink); stroke: var(--ca-land); paint-order: stroke; stroke-linejoin: round; cursor: pointer; }
.world-place { position: relative; }
.inset { position: absolute; inset-block-start: 8px; inset-inline-start: 8px; width: 92px; height: 60px; background: var(--ca-sea); border: 1px solid var(--ca-edge); border-radius: 4px; pointer-events: none; }
.inset .land { stroke: none; fill: var(--ca-edge); opacity: .55; }
.inset rect { fill: none; stroke: var(--ca-casualty-line); stroke-width: 2; }
.world text.degrees { font-weight: 400; fill: var(--ca-soft); cursor: inherit; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
.key .harm { color: var(--ca-casualty-line); }
.places { display: grid; }
.places > li { padding-block: .5rem; border-block-start: 1px solid var(--ca-rule); }
.places > li.on { border-inline-start: 4px solid var(--line); padding-inline-start: .6rem; }
.claims-here li { padding-inline-start: .8rem; border-inline-start: 3px double var(--ca-casualty-line); margin-block-start: .2rem; }
.timeline { display: grid; gap: .8rem; }
.axis { width: 100%; height: auto; }
.axis text { font: 11px var(--ca-ui); fill: var(--ca-soft); }
.axis text.now { fill: var(--ca-ink); font-weight: 600; }
.tick { stroke: var(--ca-rule); } .axis path.now { stroke: var(--ca-ink); stroke-width: 1.5; }
.span { fill: var(--ca-date-bg); stroke: var(--ca-date-line); stroke-width: 1.5; cursor: pointer; }
.span.on { fill: var(--ca-date-line); }
.dates > li { display: grid; grid-template-columns: minmax(8.5rem, 11rem) 1fr; gap: .8rem; padding-block: .35rem; border-block-start: 1px solid var(--ca-rule); }
.dates > li.on { border-inline-start: 4px solid var(--ca-date-line); padding-inline-start: .6rem; }
.dates time { font-weight: 600; }
.mentions { display: flex; flex-wrap: wrap; gap: 0 .9rem; }

.table-place { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .35rem .5rem; border-block-end: 1px solid var(--ca-rule); }
th .sort { border: 0; background: none; padding: 0; font-weight: 600; min-height: 1.5rem; text-align: start; }
th[aria-sort=ascending] .sort::after { content: " ▲" / ""; } th[aria-sort=descending] .sort::after { content: " ▼" / ""; }
tr.on td { background: var(--bg); }
tr[data-review=rejected] td { text-decoration: line-through; color: var(--ca-soft); }
td:nth-child(3) { min-width: 7rem; }
td:nth-child(4) { min-width: 11rem; overflow-wrap: anywhere; }
tr td:nth-child(2) { border-inline-start: 4px solid var(--line); }

dialog { color: var(--ca-ink); background: var(--ca-raised); border: 1px solid var(--ca-edge); border-radius: 12px; max-width: min(40rem, 92vw); padding: 1.2rem 1.4rem; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
dialog > * + * { margin-block-start: .8rem; }
.looks, .keys { display: grid; gap: .35rem; }
.keys div { display: grid; grid-template-columns: 9rem 1fr; gap: .8rem; }

/* Widths are the element's own (see #measure in element.js): it may stand in a narrow column of a wide page. */
:where(.frame.wide) .bar.reading { grid-template-columns: minmax(0, 1fr) auto; }
:where(.frame.wide) .bar.reading .read-bar { display: contents; }
:where(.frame.wide) .bar.reading .read-bar .row:first-child { grid-area: 1 / 1; }
:where(.frame.wide) .bar.reading .date-row { grid-area: 1 / 2; max-width: 21rem; justify-content: end; }
:where(.frame.wide) .bar.reading .tools { grid-column: 1 / -1; }
:where(.frame.wide) .write.beside { grid-template-columns: minmax(0, 1.75fr) minmax(18rem, 1fr); grid-template-rows: auto 1fr; align-items: start; column-gap: 2rem; max-width: none; }
:where(.frame.wide) .write.beside slot { display: block; grid-area: 1 / 2 / span 2; }
:where(.frame.wide) .write.beside textarea { min-height: 26rem; }
:where(.frame.wide) .read { grid-template-columns: minmax(0, 1fr) minmax(22rem, 30rem); }
:where(.frame.wide) .read:has(> .inspector[hidden]) { grid-template-columns: minmax(0, 1fr); }
:where(.frame.wide) .inspector { position: sticky; inset-block-start: 0; align-self: start; max-height: 100vh; overflow: auto; padding: .2rem .2rem 1rem; scrollbar-gutter: stable; }
:where(.frame.narrow) .menu { position: static; }
:where(.frame.narrow) .sheet { max-width: 100%; }
:where(.frame.narrow) .card-place { position: fixed; inset-inline: 0; inset-block-end: 0; z-index: 6; max-height: 62vh; overflow: auto; background: var(--ca-page); border-block-start: 1px solid var(--ca-edge); box-shadow: 0 -8px 30px rgb(0 0 0 / .25); }
/* What the sheet covers can be scrolled out from under it. */
:where(.frame.narrow) .read:has(.card-place:not([hidden])) { padding-block-end: min(62vh, 26rem); }
:where(.frame.narrow) .read:has(.card-place:not([hidden])) mark a { scroll-margin-block-end: min(62vh, 26rem); }
:where(.frame.narrow) .card { margin: 0; border-radius: 0; border-inline: 0; border-block-end: 0; }
/* On a wide screen the sheet stays as wide as the element. */
@media (min-width: 62rem) { :where(.frame.narrow) .card-place { inset-inline: auto; inline-size: var(--frame-width, 100%); } }
:where(.frame.slim) .tools > button:disabled { display: none; }
:where(.frame.slim) .article { font-size: 1.0625rem; }
:where(.frame.slim) .find { margin-inline-start: 0; }
:where(.frame.slim) .find input { width: 9.5rem; }
:where(.frame.slim) .sides { grid-template-columns: 1fr; }
:where(.frame.slim) .facts div { grid-template-columns: 5.5rem 1fr; }
@media (max-width: 30rem) { .keys div { grid-template-columns: 1fr; gap: 0; } }
:where(.frame.slim) .tabs button { padding-inline: .55rem; }
@media (forced-colors: active) {
  mark { background: Canvas; color: CanvasText; text-decoration-color: LinkText; forced-color-adjust: none; }
  mark a[data-tag]::after { color: LinkText; }
  mark.on { outline: 2px solid Highlight; }
  .swatch { border-block-end-color: CanvasText; }
  .meter span { background: CanvasText; }
}
@media print {
  :host { background: none; }
  .bar, .notices, .tabs, .maker, .steps, .status, .card-place, .write { display: none !important; }
  .read { display: block; }
  .inspector { position: static; max-height: none; break-before: page; }
  .article { font-size: 11pt; max-width: none; }
  .article.long .block, .claims.long .cluster { content-visibility: visible; }
  mark { background: none; }
  mark a[data-tag]::after { content: " [" attr(data-tag) "]"; text-transform: uppercase; color: #000; }
}
`;

const DARK_TOKENS = `
  --ca-page: #14171a; --ca-raised: #1c2024; --ca-ink: #eceae4; --ca-soft: #b3b1aa; --ca-rule: #343a40; --ca-edge: #7d838a; --ca-focus: #8fb8ff; --ca-hit: #5c4b00; --ca-sea: #0d1013; --ca-land: #262b30;
  --ca-party-bg: #1b2c44; --ca-party-line: #a5c8fa;
  --ca-casualty-bg: #45201c; --ca-casualty-line: #ffb3a8;
  --ca-materiel-bg: #2f2545; --ca-materiel-line: #d3bdfb;
  --ca-location-bg: #173321; --ca-location-line: #9bdcae;
  --ca-date-bg: #382d10; --ca-date-line: #ecca70;
  color-scheme: dark;`;

const DARK = `
@media (prefers-color-scheme: dark) { :host(:not([theme=light])) { ${DARK_TOKENS} } }
:host([theme=dark]) { ${DARK_TOKENS} }`;

/** @type {CSSStyleSheet | undefined} */
let shared;

/** One sheet for all instances. */
export function sheet() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(CSS_TEXT.replace("DARK", DARK));
  }
  return shared;
}
