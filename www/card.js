// @ts-check
// The card of one mark: the words, what was read from them, why, and what a person may do about it.

import { button, h } from "./dom.js";
import { KIND_NAME, OUTCOME, STATUS, capital, coordinateWords, facts, plain, valueWords } from "./describe.js";
import { KINDS } from "./result.js";

/** @import {Entity, Kind} from "./types.js" */
/**
 * @typedef {object} CardActions
 * @property {() => void} close
 * @property {() => void} confirm
 * @property {() => void} reject
 * @property {(values: object) => void} revise
 * @property {(kind: Kind) => void} retype
 * @property {(border: "start" | "end", step: -1 | 1) => void} reshape
 * @property {(step: -1 | 1) => void} go
 * @property {(() => void) | null} showOnMap
 */

/** @param {Entity} entity @param {CardActions} act @param {boolean} readonly */
export function buildCard(entity, act, readonly) {
  const { kind, mark } = entity;
  const rejected = mark.review === "rejected";
  const review = { auto: "", confirmed: "Confirmed", edited: "Changed by hand", added: "Added by hand", rejected: "Rejected" }[/** @type {string} */ (mark.review)];
  return h("article", { class: "card", part: "card", "data-entity": kind, "aria-labelledby": "card-title" },
    h("header", {},
      h("span", { class: "swatch", "data-entity": kind, "aria-hidden": "true" }),
      h("span", { class: "kind" }, KIND_NAME[kind].one),
      review && h("span", { class: "review" }, review),
      h("span", { class: "spring" }),
      button("‹", () => act.go(-1), { "aria-label": "Previous mark", class: "icon" }),
      button("›", () => act.go(1), { "aria-label": "Next mark", class: "icon" }),
      button("×", act.close, { "aria-label": "Close the card", class: "icon" })),
    h("h2", { id: "card-title", tabindex: "-1" }, valueWords(entity)),
    h("blockquote", { dir: "auto" }, mark.text),
    h("dl", { class: "facts" }, facts(entity).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value)))),
    kind === "location" && alternatives(entity, act, readonly),
    !readonly && h("div", { class: "row" },
      button(mark.review === "confirmed" ? "Confirmed" : "Confirm", act.confirm, { "aria-pressed": mark.review === "confirmed" }),
      button(rejected ? "Take back" : "Reject", act.reject, { "aria-pressed": rejected }),
      act.showOnMap && button("Show on map", act.showOnMap)),
    !readonly && h("details", {}, h("summary", {}, "Correct it"), form(entity, act),
      h("div", { class: "row" }, h("span", { class: "note" }, "Start"),
        button("◂", () => act.reshape("start", -1), { "aria-label": "Start one word earlier", class: "icon" }),
        button("▸", () => act.reshape("start", 1), { "aria-label": "Start one word later", class: "icon" }),
        h("span", { class: "note" }, "End"),
        button("◂", () => act.reshape("end", -1), { "aria-label": "End one word earlier", class: "icon" }),
        button("▸", () => act.reshape("end", 1), { "aria-label": "End one word later", class: "icon" })),
      h("div", { class: "row" }, h("label", { class: "field" }, h("span", {}, "Kind"),
        select(KINDS.map((other) => [other, KIND_NAME[other].one]), kind, (value) => act.retype(/** @type {Kind} */ (value)))))),
    h("p", { class: "rule" }, "Rule: ", h("code", {}, mark.rule || "none")));
}

/** @param {Entity} entity @param {CardActions} act @param {boolean} readonly */
function alternatives({ mark }, act, readonly) {
  if (!mark.alternatives.length) return null;
  return h("div", { class: "alternatives" }, h("h3", {}, "Could also mean"), h("ul", {}, mark.alternatives.map((/** @type {any} */ other) => h("li", {},
    [other.canonical, other.country].filter(Boolean).join(", "), " ", h("span", { class: "note" }, coordinateWords(other.lat, other.lon)), " ",
    !readonly && button("This one", () => act.revise({
      canonical: other.canonical, country: other.country, lat: other.lat, lon: other.lon,
      alternatives: mark.alternatives.map((/** @type {any} */ candidate) => candidate === other
        ? { canonical: mark.canonical ?? mark.text, country: mark.country, lat: mark.lat ?? 0, lon: mark.lon ?? 0, weight: 0 } : candidate),
    }), { class: "quiet" })))));
}

/** @typedef {{label: string, path: string, type: "text" | "number" | "list" | "degrees" | "select", options?: [string, string][]}} Field */

/** @param {string[]} codes @returns {[string, string][]} */
const options = (codes) => codes.map((code) => [code, plain(code)]);
/** @param {Record<string, string>} names @returns {[string, string][]} */
const named = (names) => Object.entries(names);
/** @type {[string, string][]} */
const STANDING = named(STATUS).map(([code, words]) => [code, capital(words)]);
/** @type {Field[]} */
const BOUNDS = ["low", "best", "high"].map((bound) => ({ label: capital(bound), path: `count.${bound}`, type: "number" }));

/** What can be corrected, by kind. @type {Record<Kind, Field[]>} */
const FIELDS = {
  party: [
    { label: "Who is meant", path: "canonical", type: "list" },
    { label: "Kind", path: "kind", type: "select", options: options(["state", "government", "military", "ministry", "official", "police", "armed_group", "igo", "ngo", "media", "population", "person", "other"]) },
    { label: "Belongs to (ISO code)", path: "affiliation", type: "list" },
    { label: "Role here", path: "role", type: "select", options: options(["victim", "claimant", "mediator", "belligerent", "observer"]) },
    { label: "Side", path: "side", type: "select", options: [["", "none"], ["A", "A"], ["B", "B"], ["A+B", "both"]] },
  ],
  casualty: [
    ...BOUNDS,
    { label: "Outcome", path: "outcome", type: "select", options: named(OUTCOME) },
    { label: "Victims belong to", path: "affiliated_party", type: "text" },
    { label: "Says who", path: "claimant", type: "text" },
    { label: "Done by", path: "perpetrator", type: "text" },
    { label: "Standing", path: "status", type: "select", options: STANDING },
    { label: "Time frame", path: "time_frame", type: "select", options: options(["current", "historical"]) },
  ],
  materiel: [
    ...BOUNDS,
    { label: "Class", path: "class", type: "text" },
    { label: "Effect", path: "effect", type: "text" },
    { label: "Owner", path: "owner", type: "text" },
    { label: "Says who", path: "claimant", type: "text" },
    { label: "Standing", path: "status", type: "select", options: STANDING },
  ],
  location: [
    { label: "Place", path: "canonical", type: "text" },
    { label: "Type", path: "type", type: "text" },
    { label: "Country (ISO code)", path: "country", type: "text" },
    { label: "Degrees north", path: "lat", type: "degrees" },
    { label: "Degrees east", path: "lon", type: "degrees" },
  ],
  date: [
    { label: "TIMEX3 type", path: "type", type: "select", options: options(["DATE", "TIME", "DURATION", "SET"]) },
    { label: "TIMEX3 value", path: "value", type: "text" },
  ],
};

/** @param {Entity} entity @param {CardActions} act */
function form({ kind, mark }, act) {
  return h("div", { class: "fields" }, FIELDS[kind].map((field) => {
    const [name, inner] = field.path.split(".");
    const value = inner ? mark[name][inner] : mark[name];
    const set = (/** @type {unknown} */ next) => act.revise({ [name]: inner ? { ...mark[name], [inner]: next } : next });
    const control = field.type === "select"
      ? select(field.options ?? [], value ?? "", (chosen) => set(chosen || null))
      : h("input", {
        type: field.type === "number" || field.type === "degrees" ? "number" : "text", min: field.type === "number" ? "0" : null,
        step: field.type === "degrees" ? "any" : null, value: Array.isArray(value) ? value.join(", ") : value,
        onchange: (/** @type {Event} */ event) => set(parse(field.type, /** @type {HTMLInputElement} */ (event.target).value)),
      });
    return h("label", { class: `field ${field.type}` }, h("span", {}, field.label), control);
  }));
}

/** @param {Field["type"]} type @param {string} entered */
function parse(type, entered) {
  const words = entered.trim();
  if (type === "list") {
    const items = words.split(",").map((item) => item.trim()).filter(Boolean);
    return items.length ? items : null;
  }
  if (!words) return null;
  if (type !== "number" && type !== "degrees") return words;
  const value = Number(words);
  if (!Number.isFinite(value)) return null;
  return type === "number" ? Math.max(0, Math.round(value)) : value;
}

/** @param {[string, string][]} choices @param {string} chosen @param {(value: string) => void} onchoose */
function select(choices, chosen, onchoose) {
  return h("select", { onchange: (/** @type {Event} */ event) => onchoose(/** @type {HTMLSelectElement} */ (event.target).value) },
    choices.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
}
