// @ts-check
// Where: land outlines, a marker a place, and beside it a list that holds the same and more.
//
// No borders: the freely available outlines put disputed places (Simferopol, Laayoune, Majdal Shams) on one side without
// saying so, and a map that takes sides has no place beside an article about the dispute. No tiles: they would ask a server.

import { button, h, svg } from "./dom.js";
import { OUTCOME, WHERE_PREC, capital, coordinateWords, countWords, dateWords, plain } from "./describe.js";

/** @import {Entity} from "./types.js" */
/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} about type and country
 * @property {number} x
 * @property {number} y
 * @property {number} lat
 * @property {number} lon
 * @property {number} precision UCDP's 1 to 8
 * @property {Entity[]} mentions
 * @property {Entity[]} claims casualty claims that the article places here
 */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */
/** @typedef {{x: number, y: number, width: number}} View a window of fixed shape, in the path's units */

/** @type {Promise<string> | null} */
let land = null;

/** The outlines, heavier than everything else here: loaded with the first map. A page that seals itself loads them before. */
export function loadLand() {
  land ??= (async () => (await import("./land.js")).LAND)();
  land.catch(() => { land = null; });
  return land;
}

/** Units of land.js around the equator. */
const WORLD = 36000;
const SHAPE = 3 / 4;
/** @type {View} */
const WHOLE = { x: 0, y: 2600, width: WORLD };
/** No window shows less: about 30 km, where the outlines end. */
const CLOSEST = 25;
/** A lone place is shown with its surroundings: about eight degrees. */
const AROUND = 800;

/** Mercator, in the units of land.js. @param {number} lat @param {number} lon @returns {[number, number]} */
export function project(lat, lon) {
  const phi = (Math.max(-84, Math.min(84, lat)) * Math.PI) / 180;
  return [((lon + 180) / 360) * WORLD, WORLD / 2 - (Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)) * WORLD];
}

/** One place for all mentions of the same name at the same spot. @param {Entity[]} entities @returns {Place[]} */
export function placesOf(entities) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const entity of entities) {
    const { kind, mark } = entity;
    if (kind !== "location" || mark.primary === false || typeof mark.lat !== "number" || typeof mark.lon !== "number") continue;
    const name = mark.canonical ?? mark.text;
    const key = `${name} ${mark.lat} ${mark.lon}`;
    const [x, y] = project(mark.lat, mark.lon);
    /** @type {Place} */
    const place = places.get(key) ?? {
      name, about: [plain(mark.type ?? ""), mark.country].filter(Boolean).join(", "), x, y, lat: mark.lat, lon: mark.lon,
      precision: mark.where_prec ?? 1, mentions: [], claims: entities.filter((other) => other.kind === "casualty" && other.mark.place === name),
    };
    place.mentions.push(entity);
    places.set(key, place);
  }
  return [...places.values()];
}

export class MapPanel {
  /** @type {View | null} null: fit the places when they are drawn next */ #view = null;
  /** @type {Place[]} */ #places = [];
  /** @type {string | null} */ #selected = null;
  #marks = svg("g");
  #grid = svg("g", { class: "grid" });
  #scale = h("span", { class: "note" });
  #list = h("ol", { class: "places" });
  #land = [svg("path", { class: "land", "vector-effect": "non-scaling-stroke" }), svg("path", { class: "land" })];
  #svg = svg("svg", { class: "world", "aria-hidden": "true", part: "map" }, this.#land[0], this.#grid, this.#marks);
  #without = h("div", {});
  #frame = svg("rect", { "vector-effect": "non-scaling-stroke" });
  /** Where in the world the window is: inland, the outlines alone do not say it. */
  #inset = svg("svg", { class: "inset", viewBox: `0 3800 ${WORLD} 23400`, "aria-hidden": "true" }, this.#land[1], this.#frame);
  #root = h("div", { class: "map" },
    h("div", { class: "world-place" }, this.#svg, this.#inset),
    h("div", { class: "row", role: "group", "aria-label": "Map" },
      button("+", () => this.#zoom(0.5), { class: "icon", "aria-label": "Zoom in" }), button("−", () => this.#zoom(2), { class: "icon", "aria-label": "Zoom out" }),
      button("Fit all places", () => this.#go(null)), button("World", () => this.#go(WHOLE)), this.#scale),
    h("p", { class: "key note" },
      h("span", {}, "● exact or near"), h("span", {}, "◌ district or region"), h("span", {}, "□ country or larger"), h("span", { class: "harm" }, "◆ casualties claimed here")),
    this.#list, this.#without,
    h("details", { class: "note" }, h("summary", {}, "Why no borders?"),
      h("p", {}, "The freely available outlines put disputed places (Simferopol, Laayoune, Majdal Shams) on one side of a line without saying so. This map draws land, and names what the article names.")));
  /** @type {(id: string) => void} */ #select = () => {};

  constructor() {
    /** @type {{x: number, y: number, view: View} | null} */
    let drag = null;
    this.#svg.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      drag = { x: event.clientX, y: event.clientY, view: this.#window() };
      this.#svg.setPointerCapture(event.pointerId);
    });
    this.#svg.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const unit = this.#unit(drag.view);
      this.#go({ ...drag.view, x: drag.view.x - (event.clientX - drag.x) * unit, y: drag.view.y - (event.clientY - drag.y) * unit });
    });
    for (const end of ["pointerup", "pointercancel"]) this.#svg.addEventListener(end, () => { drag = null; });
    this.#svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.#zoom(event.deltaY > 0 ? 1.25 : 0.8);
    }, { passive: false });
    this.#svg.addEventListener("click", (event) => {
      const id = /** @type {Element} */ (event.target).closest("[data-id]")?.getAttribute("data-id");
      if (id) this.#select(id);
    });
    new ResizeObserver(() => this.#draw()).observe(this.#svg);
  }

  /** A new article: fit its places. */
  reset() {
    this.#view = null;
  }

  /** @param {string} id of a location mark */
  reveal(id) {
    const place = this.#places.find(({ mentions }) => mentions.some((mention) => mention.id === id));
    if (place) this.#go(around([place]));
  }

  /** @param {Entity[]} entities @param {{select: (id: string) => void, selected: string | null}} context */
  build(entities, { select, selected }) {
    this.#places = placesOf(entities);
    this.#selected = selected;
    this.#select = select;
    const placeless = entities.filter(({ kind, mark }) => kind === "location" && mark.primary !== false && typeof mark.lat !== "number");
    this.#list.replaceChildren(...this.#places.map((place) => this.#item(place)));
    this.#without.replaceChildren(
      !this.#places.length ? h("p", { class: "note" }, "No place with known coordinates.") : "",
      placeless.length ? h("p", { class: "note" }, "Named, but without coordinates: ", placeless.map((entity, i) => [i ? ", " : "", button(entity.mark.text, () => select(entity.id), { class: "quote" })]).flat()) : "");
    this.#draw();
    // Without the outlines the map still says which place is where to which.
    if (!this.#land[0].hasAttribute("d")) loadLand().then((path) => this.#land.forEach((element) => element.setAttribute("d", path)), () => {});
    return this.#root;
  }

  /** @param {Place} place */
  #item(place) {
    const { name, about, lat, lon, precision, mentions, claims } = place;
    return h("li", { class: mentions.some(({ id }) => id === this.#selected) ? "on" : null, "data-entity": "location" },
      h("div", { class: "row" }, h("b", {}, button(name, () => this.#select(mentions[0].id), { class: "quote", part: "marker" })), h("span", { class: "note" }, about), h("span", { class: "spring" }),
        button("Zoom", () => this.#go(around([place])), { "aria-label": `Zoom to ${name}` })),
      h("p", { class: "note" }, `${coordinateWords(lat, lon)} · ${WHERE_PREC[precision] ?? ""} · ${mentions.length === 1 ? "named once" : `named ${mentions.length} times`}`),
      claims.length > 0 && h("ul", { class: "claims-here" }, claims.map(({ id, mark }) => h("li", {},
        button(`${capital(countWords(mark.count))} ${OUTCOME[mark.outcome] ?? plain(mark.outcome)}`, () => this.#select(id), { class: "quote" }),
        h("span", { class: "note" }, [mark.claimant && ` says ${mark.claimant}`, mark.date && `, ${dateWords(mark.date)}`].filter(Boolean).join(""))))));
  }

  /** @returns {View} */
  #window() {
    return this.#view ?? (this.#places.length ? around(this.#places) : WHOLE);
  }

  /** Path units for each pixel on the screen. @param {View} view */
  #unit(view) {
    return view.width / (this.#svg.clientWidth || 480);
  }

  /** @param {View | null} view */
  #go(view) {
    this.#view = view;
    this.#draw();
  }

  /** @param {number} factor */
  #zoom(factor) {
    const { x, y, width } = this.#window();
    const next = Math.max(CLOSEST, Math.min(WORLD * 1.1, width * factor));
    this.#go({ x: x + (width - next) / 2, y: y + ((width - next) * SHAPE) / 2, width: next });
  }

  #draw() {
    const view = this.#window();
    const { x, y, width } = view;
    const unit = this.#unit(view);
    this.#svg.setAttribute("viewBox", `${x} ${y} ${width} ${width * SHAPE}`);
    this.#inset.toggleAttribute("hidden", width > WORLD / 3);
    // A small window still shows as a square that can be seen.
    const side = Math.max(width, 900);
    for (const [name, value] of Object.entries({ x: x + (width - side) / 2, y: y + ((width - side) * SHAPE) / 2, width: side, height: side * SHAPE })) this.#frame.setAttribute(name, String(value));
    /** @type {Box[]} */
    const taken = [];
    // Larger areas first, so that exact places stay on top; the ones with claims get their labels first.
    const order = [...this.#places].sort((a, b) => b.precision - a.precision);
    const markers = order.map((place) => this.#marker(place, unit));
    const labels = [...this.#places].sort((a, b) => b.claims.length - a.claims.length || a.precision - b.precision).flatMap((place) => label(place, unit, taken) ?? []);
    this.#marks.replaceChildren(...markers, ...labels);
    this.#drawGrid(view, unit, taken);
  }

  /** @param {Place} place @param {number} unit */
  #marker({ x, y, precision, mentions, claims }, unit) {
    const on = mentions.some(({ id }) => id === this.#selected);
    const size = (precision <= 2 ? 5.5 : precision <= 5 ? 11 : 14) * unit * (on ? 1.35 : 1);
    const look = { class: `marker ${precision <= 2 ? "exact" : precision <= 5 ? "region" : "wide"}${claims.length ? " harm" : ""}${on ? " on" : ""}`, "data-id": mentions[0].id, "vector-effect": "non-scaling-stroke" };
    const shape = precision >= 6
      ? svg("rect", { ...look, x: x - size, y: y - size, width: size * 2, height: size * 2 })
      : claims.length && precision <= 2
        ? svg("path", { ...look, d: `M${x} ${y - size * 1.3}L${x + size * 1.3} ${y}L${x} ${y + size * 1.3}L${x - size * 1.3} ${y}z` })
        : svg("circle", { ...look, cx: x, cy: y, r: size });
    // A diamond inside a region says that its claims have no point of their own.
    const harm = claims.length && precision > 2
      ? svg("path", { class: "marker harm exact", "data-id": mentions[0].id, "vector-effect": "non-scaling-stroke", d: diamond(x, y, 5 * unit) }) : null;
    return svg("g", {}, shape, harm);
  }

  /** @param {View} view @param {number} unit @param {Box[]} taken by the names of places, which go before degrees */
  #drawGrid({ x, y, width }, unit, taken) {
    const degrees = (width / WORLD) * 360;
    const step = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1].find((candidate) => degrees / candidate >= 3) ?? 0.1;
    const height = width * SHAPE;
    const lines = [];
    for (let lon = Math.ceil(((x / WORLD) * 360 - 180) / step) * step; lon <= ((x + width) / WORLD) * 360 - 180; lon += step) {
      const [at] = project(0, lon);
      lines.push(svg("path", { d: `M${at} ${y}v${height}`, "vector-effect": "non-scaling-stroke" }),
        svg("text", { class: "degrees", x: at, y: y + height - 5 * unit, "font-size": 10 * unit, "stroke-width": 2 * unit, "text-anchor": "middle" }, degreeWords(lon, "E", "W")));
    }
    for (let lat = Math.ceil(-80 / step) * step; lat <= 80; lat = Math.round((lat + step) * 100) / 100) {
      const [, at] = project(lat, 0);
      if (at < y || at > y + height - 20 * unit) continue;
      lines.push(svg("path", { d: `M${x} ${at}h${width}`, "vector-effect": "non-scaling-stroke" }));
      if (taken.some(({ right, top, bottom }) => right > x + width - 45 * unit && top < at && bottom > at - 14 * unit)) continue;
      lines.push(svg("text", { class: "degrees", x: x + width - 5 * unit, y: at - 3 * unit, "font-size": 10 * unit, "stroke-width": 2 * unit, "text-anchor": "end" }, degreeWords(lat, "N", "S")));
    }
    this.#grid.replaceChildren(...lines);
    const middle = Math.atan(Math.sinh(((WORLD / 2 - (y + height / 2)) / WORLD) * 2 * Math.PI));
    const kilometres = (width / WORLD) * 40075 * Math.cos(middle);
    this.#scale.textContent = `about ${niceNumber(kilometres)} km across`;
  }
}

/** "30° E". @param {number} degrees @param {string} positive @param {string} negative */
const degreeWords = (degrees, positive, negative) => `${Math.abs(round(degrees))}°${round(degrees) === 0 ? "" : ` ${degrees > 0 ? positive : negative}`}`;

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** @param {number} value */
function niceNumber(value) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return new Intl.NumberFormat("en-GB").format(Math.round(value / unit) * unit);
}

/** @param {number} x @param {number} y @param {number} size */
const diamond = (x, y, size) => `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}z`;

/** The smallest window of the map's shape around places, with room for their labels. @param {Place[]} places @returns {View} */
function around(places) {
  // A country or something larger frames the picture only where nothing more exact is named.
  const exact = places.filter(({ precision }) => precision <= 5);
  const used = exact.length ? exact : places;
  const xs = used.map(({ x }) => x);
  const ys = used.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const least = used.every(({ precision }) => precision >= 6) ? AROUND * 3 : places.length === 1 && used[0].precision <= 2 ? AROUND / 2 : AROUND;
  const width = Math.min(WORLD, Math.max(least, (right - left) * 1.5, ((bottom - top) * 1.5) / SHAPE));
  return { x: (left + right) / 2 - width / 2, y: (top + bottom) / 2 - (width * SHAPE) / 2, width };
}

/** @param {Place} place @param {number} unit @param {Box[]} taken */
function label({ name, x, y, precision, mentions }, unit, taken) {
  const wide = name.length * 6.6 * unit;
  const gap = (precision <= 2 ? 9 : precision <= 5 ? 14 : 17) * unit;
  for (const [anchor, at] of /** @type {const} */ ([["start", x + gap], ["end", x - gap], ["middle", x]])) {
    const base = anchor === "middle" ? y + gap + 10 * unit : y + 4 * unit;
    const left = anchor === "start" ? at : anchor === "end" ? at - wide : at - wide / 2;
    const box = { left, right: left + wide, top: base - 11 * unit, bottom: base + 3 * unit };
    if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
    taken.push(box);
    return svg("text", { x: at, y: base, "font-size": 12 * unit, "stroke-width": 3 * unit, "text-anchor": anchor, "data-id": mentions[0].id }, name);
  }
  return null;
}
