// @ts-check
// Help: what the marks mean, the keys, and the switch that turns single keys off (WCAG 2.1.4).

import { button, h } from "./dom.js";
import { BINDINGS } from "./keys.js";

/** @type {[string, string, string][]} */
const LOOKS = [
  ["party", "Party", "solid line: who acts, speaks or suffers"],
  ["casualty", "Casualty claim", "double line: harm to people, with its count"],
  ["materiel", "Equipment loss", "wavy line: tanks, aircraft and the like"],
  ["location", "Place", "dotted line: where"],
  ["date", "Date", "dashed line: when"],
];

/** @type {Record<string, string>} */
const KEY_NAME = { ArrowLeft: "←", ArrowRight: "→", Delete: "Del", Escape: "Esc" };

/** @param {boolean} singles @param {(on: boolean) => void} onsingles */
export function buildHelp(singles, onsingles) {
  const box = h("input", { type: "checkbox", checked: singles, onchange: () => onsingles(box.checked) });
  const dialog = h("dialog", { class: "help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, "Keys and help"),
    h("h3", {}, "The marks"),
    h("ul", { class: "looks" }, LOOKS.map(([kind, name, says]) => h("li", {}, h("mark", { "data-entity": kind, "data-level": 0 }, h("span", {}, name)), " ", says))),
    h("p", {}, "Labels, underlines and cards say the same as the colours. A count is never a guess: where the article gives a range, low and high are kept and “best” stays empty or as stated."),
    h("h3", {}, "Keys, while the article has the focus"),
    h("label", {}, box, " Single keys on (turn off if your screen reader or voice control uses them)"),
    h("dl", { class: "keys" }, BINDINGS.map(({ keys, says }) => h("div", {},
      h("dt", {}, keys.split("+").map((key, i) => [i ? "+" : "", h("kbd", {}, KEY_NAME[key] ?? (key.length === 1 ? key.toUpperCase() : key))]).flat()), h("dd", {}, says)))),
    h("p", {}, "Every key is also a button: in the bar above the article, or on the card of a mark."),
    button("Close", () => dialog.close()));
  return dialog;
}
