// @ts-check
// What marks say in words: inline labels, card titles, table cells. One vocabulary for all views.

/** @import {Count, Entity, Kind} from "./types.js" */

/** @type {Record<Kind, {one: string, many: string, counted: string, tag: string}>} */
export const KIND_NAME = {
  party: { one: "Party", many: "Parties", counted: "parties", tag: "party" },
  casualty: { one: "Casualty claim", many: "Casualties", counted: "casualty claims", tag: "harm" },
  materiel: { one: "Equipment loss", many: "Equipment", counted: "equipment losses", tag: "equipment" },
  location: { one: "Place", many: "Places", counted: "places", tag: "place" },
  date: { one: "Date", many: "Dates", counted: "dates", tag: "date" },
};

/** @type {Record<string, string>} */
export const OUTCOME = {
  killed: "killed", wounded: "wounded", missing: "missing", captured: "captured", displaced: "displaced",
  casualties_unspecified: "killed or wounded",
};

/** @type {Record<string, string>} */
const VICTIM = {
  civilian: "civilians", military: "soldiers", police: "police", militant: "militants", child: "children",
  aid_worker: "aid workers", journalist: "journalists", unspecified: "people",
};

/** @type {Record<string, string>} */
export const STATUS = {
  asserted: "stated", denied: "denied", hypothetical: "feared or conditional", none_reported: "none reported",
};

/** @type {Record<string, string>} */
const HEDGE = {
  at_least: "at least", more_than: "more than", up_to: "up to", fewer_than: "fewer than", approx: "about", nearly: "nearly",
};

/** UCDP's precision of a place. */
export const WHERE_PREC = [
  "", "exact place", "near the place", "district", "province or region", "vague or linear", "country", "sea or air", "larger than a country",
];

const number = new Intl.NumberFormat("en-GB");
/** @param {number} value */
export const formatNumber = (value) => number.format(value);

/** "6", "at least 14", "12–99", "number unknown". @param {Count} count */
export function countWords({ low, best, high, hedge }) {
  if (low === 0 && high === 0) return "none";
  if (hedge === "none" && low === null && best === null && high === null) return "number not given";
  if (hedge === "bare_plural") return "several, number not given";
  if (hedge === "unknown") return "number unknown";
  if (hedge === "fewer_than" && high !== null) return `fewer than ${formatNumber(high + 1)}`;
  if (hedge === "up_to" && high !== null) return `up to ${formatNumber(high)}`;
  if (hedge in HEDGE && best !== null) return `${HEDGE[hedge]} ${formatNumber(best)}`;
  return rangeWords({ low, best, high });
}

/** The bounds alone: "12–99", "27 or more". @param {{low: number | null, best: number | null, high: number | null}} count */
export function rangeWords({ low, best, high }) {
  if (low === 0 && high === 0) return "none";
  if (low !== null && low === high) return formatNumber(low);
  if (low !== null && high !== null) return `${formatNumber(low)}–${formatNumber(high)}`;
  if (low !== null) return `${formatNumber(low)} or more`;
  if (high !== null) return `at most ${formatNumber(high)}`;
  return best !== null ? formatNumber(best) : "number not given";
}

/** @param {string[]} kinds */
export function victimWords(kinds) {
  const known = kinds.filter((kind) => kind !== "unspecified").map((kind) => VICTIM[kind] ?? kind);
  return known.length ? known.join(", ") : VICTIM.unspecified;
}

/** "soldiers, Mali"; "Palestinians" where only the party is known. @param {any} casualty */
export function whomWords({ victim_kind, affiliated_party }) {
  const kinds = victimWords(victim_kind);
  if (!affiliated_party) return kinds;
  return kinds === VICTIM.unspecified ? affiliated_party : `${kinds}, ${affiliated_party}`;
}

/** @param {string} code */
export const plain = (code) => code.replaceAll("_", " ");



/** "12 September 2022" for a full day, else the value itself in words where there are any. @param {string} value @param {string} [type] */
export function dateWords(value, type = "DATE") {
  if (type === "DURATION") return durationWords(value);
  const day = /^(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$/.exec(value);
  if (day) return formatDay(+day[1], +day[2], +day[3]) + (day[4] ? `, ${timeWords(day[4])}` : "");
  const month = /^(\d{4})-(\d\d)$/.exec(value);
  if (month) return `${MONTHS[+month[2] - 1] ?? month[2]} ${month[1]}`;
  const week = /^(\d{4})-W(\d\d)(-WE)?$/.exec(value);
  if (week) return `${week[3] ? "weekend of week" : "week"} ${+week[2]} of ${week[1]}`;
  const partial = /^XXXX-(\d\d)-(\d\d)$/.exec(value);
  if (partial) return `${+partial[2]} ${MONTHS[+partial[1] - 1] ?? partial[1]}, year unknown`;
  const weekday = /^XXXX-WXX-(\d)$/.exec(value);
  if (weekday) return `a ${WEEKDAYS[+weekday[1] - 1] ?? "day"}, date unknown`;
  if (/^\d{3}$/.test(value)) return `${value}0s`;
  if (/^\d{2}$/.test(value)) return `${+value + 1}th century`;
  if (value === "PRESENT_REF") return "now";
  if (value === "PAST_REF") return "in the past";
  if (value === "FUTURE_REF") return "in the future";
  const season = /^(\d{4})-(SP|SU|FA|WI|Q\d|H\d)$/.exec(value);
  if (season) return `${SEASONS[season[2]] ?? season[2]} ${season[1]}`;
  return value;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** @type {Record<string, string>} */
const SEASONS = { SP: "spring", SU: "summer", FA: "autumn", WI: "winter", H1: "first half of", H2: "second half of" };
/** @type {Record<string, string>} */
const DAYTIMES = { MO: "morning", AF: "afternoon", EV: "evening", NI: "night", DT: "daytime", MI: "midday" };

/** @param {number} year @param {number} month @param {number} day */
const formatDay = (year, month, day) => `${day} ${MONTHS[month - 1] ?? month} ${year}`;

/** @param {string} time */
const timeWords = (time) => DAYTIMES[time] ?? time.replace(/Z$/, " UTC");

/** @type {Record<string, string>} */
const UNITS = { Y: "year", M: "month", W: "week", D: "day", H: "hour", TM: "minute", S: "second", DE: "decade", CE: "century" };

/** "P3D" → "3 days", "PXM" → "some months". @param {string} value */
function durationWords(value) {
  const match = /^P(T?)([\dX.]+)(DE|CE|[YMWDHS])$/.exec(value);
  if (!match) return value;
  const unit = UNITS[match[1] && match[3] === "M" ? "TM" : match[3]];
  if (match[2] === "X") return `some ${unit === "century" ? "centuries" : `${unit}s`}`;
  return `${match[2]} ${unit}${match[2] === "1" ? "" : "s"}`;
}

/** The value of a mark in a few words: the heading of its card. @param {Entity} entity */
export function valueWords({ kind, mark }) {
  switch (kind) {
    case "party": return mark.canonical.join(", ") || mark.text;
    case "casualty": return `${capital(countWords(mark.count))} ${OUTCOME[mark.outcome] ?? plain(mark.outcome)}`;
    case "materiel": return `${capital(countWords(mark.count))} · ${plain(mark.class)} ${mark.effect}`;
    case "location": return [mark.canonical ?? mark.text, mark.country].filter(Boolean).join(", ");
    default: return modified(mark);
  }
}

/** @param {any} mark */
function modified(mark) {
  const words = dateWords(mark.value, mark.type);
  const modifier = MODIFIERS[mark.mod ?? ""];
  return modifier ? `${modifier} ${words}` : words;
}

/** @type {Record<string, string>} */
const MODIFIERS = {
  START: "early", MID: "middle of", END: "late", BEFORE: "before", AFTER: "after", LESS_THAN: "less than", MORE_THAN: "more than",
  APPROX: "about", EQUAL_OR_LESS: "at most", EQUAL_OR_MORE: "at least", ON_OR_BEFORE: "by", ON_OR_AFTER: "from",
};

/** @param {string} words */
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** The label printed after a mark; short says the kind, full the value as well. @param {Entity} entity @param {string} labels */
export function tagWords(entity, labels) {
  const { kind, mark } = entity;
  const name = KIND_NAME[kind].tag;
  if (labels === "none") return "";
  if (kind === "casualty") {
    const outcome = mark.outcome === "casualties_unspecified" ? "harmed" : mark.outcome;
    const status = mark.status === "asserted" || mark.status === "none_reported" ? "" : `${mark.status} `;
    return labels === "full" ? `${status}${outcome} ${bareRange(mark.count)}`.trim() : status + outcome;
  }
  if (labels !== "full") return name;
  switch (kind) {
    case "party": return [name, mark.affiliation?.join("/"), mark.side && `· ${mark.side}`].filter(Boolean).join(" ");
    case "materiel": return `${plain(mark.class)} ${bareRange(mark.count)}`.trim();
    case "location": return [name, mark.country].filter(Boolean).join(" ");
    default: return `${name} ${mark.value}`;
  }
}

/** @param {Count} count */
function bareRange({ low, best, high }) {
  if (best !== null) return formatNumber(best);
  if (low !== null && high === null) return `${formatNumber(low)}+`;
  if (high !== null) return `≤${formatNumber(high)}`;
  return "";
}

/** One sentence for a screen reader: what the mark is. @param {Entity} entity */
export function sentence(entity) {
  const { kind, mark } = entity;
  const parts = [KIND_NAME[kind].one, valueWords(entity)];
  if (kind === "party") parts.push(plain(mark.kind), mark.side ? `side ${mark.side}` : "");
  if (kind === "casualty") {
    parts.push(victimWords(mark.victim_kind), mark.claimant ? `according to ${mark.claimant}` : "", mark.status === "asserted" ? "" : STATUS[mark.status] ?? "");
  }
  if (kind === "location") parts.push(plain(mark.type ?? ""));
  if (mark.review !== "auto") parts.push(mark.review);
  return parts.filter(Boolean).join(", ");
}

/** The facts of a card, in reading order; empty ones are left out. @param {Entity} entity @returns {[string, string][]} */
export function facts({ kind, mark }) {
  /** @type {[string, string | null | undefined][]} */
  let rows = [];
  if (kind === "party") {
    rows = [
      ["Kind", plain(mark.kind)],
      ["Belongs to", mark.affiliation?.join(", ")],
      ["Sector", mark.sector?.join(", ")],
      ["Role here", plain(mark.role ?? "")],
      ["Side", mark.side],
      ["Mention", mark.mention_type === "NOM" ? "common noun" : "name"],
    ];
  } else if (kind === "casualty") {
    rows = [
      ["Who", whomWords(mark)],
      ["Bounds", boundsWords(mark.count)],
      ["Says who", mark.claimant ?? "the article itself"],
      ["Standing", STATUS[mark.status] ?? mark.status],
      ["Done by", mark.perpetrator],
      ["Where", mark.place],
      ["When", mark.date && dateWords(mark.date)],
      ["Time frame", mark.time_frame === "historical" ? "historical, not the events reported" : null],
      ["Part of", mark.part_of && "a total given elsewhere: do not add the two"],
    ];
  } else if (kind === "materiel") {
    rows = [
      ["Class", plain(mark.class)], ["Effect", mark.effect], ["Bounds", boundsWords(mark.count)], ["Owner", mark.owner],
      ["Done by", mark.perpetrator], ["Says who", mark.claimant ?? "the article itself"], ["Standing", STATUS[mark.status] ?? mark.status],
    ];
  } else if (kind === "location") {
    rows = [
      ["Type", plain(mark.type ?? "")],
      ["Country", mark.country],
      ["Coordinates", mark.lat === null || mark.lat === undefined ? "none" : coordinateWords(mark.lat, mark.lon)],
      ["Precision", WHERE_PREC[mark.where_prec ?? 0]],
      ["Used as", READING[mark.reading] ?? mark.reading],
    ];
  } else {
    rows = [
      ["TIMEX3", `${mark.type} ${mark.value}${mark.mod ? ` mod ${mark.mod}` : ""}`],
      ["EDTF", edtf(mark)],
      ["Span of days", mark.interval && (mark.interval[0] === mark.interval[1] ? mark.interval[0] : `${mark.interval[0]} to ${mark.interval[1]}`)],
      ["Counted from", mark.anchor === "DCT" ? "the publication date" : mark.anchor],
    ];
  }
  return /** @type {[string, string][]} */ (rows.filter(([, value]) => value));
}

/** @type {Record<string, string>} */
const READING = {
  literal: "a place", mixed: "a place and an actor at once", metonymic: "an actor: its government, army or people",
  embedded: "part of a party's name",
};

/** @param {Count} count */
function boundsWords({ low, best, high }) {
  const show = (/** @type {number | null} */ value) => (value === null ? "–" : formatNumber(value));
  return `low ${show(low)} · best ${show(best)} · high ${show(high)}`;
}

/** @param {number} lat @param {number} lon */
export const coordinateWords = (lat, lon) =>
  `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon).toFixed(2)}° ${lon < 0 ? "W" : "E"}`;

/** Extended Date/Time Format (ISO 8601-2) of a TIMEX3 value, where the two can say the same. @param {any} mark */
export function edtf({ value, type, interval, mod }) {
  if (type === "DURATION" || type === "SET") return null;
  const circa = mod === "APPROX" ? "~" : "";
  if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) return value + circa;
  if (/^\d{4}-\d\d-\d\dT\d\d(:\d\d)*Z?$/.test(value)) return value;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return value.slice(0, 10);
  if (/^\d{3}$/.test(value)) return `${value}X`;
  if (/^XXXX-\d\d-\d\d$/.test(value)) return value;
  return interval ? interval.join("/") : null;
}
