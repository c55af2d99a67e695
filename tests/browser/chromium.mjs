// One Chromium for a file of tests, and the page in it.
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** @import {Browser, BrowserContextOptions, Page} from "playwright-core" */

const PLACES = [process.env.CHROME, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @type {Browser} */
let browser;

export function useChromium() {
  before(async () => {
    const executablePath = PLACES.find((path) => path && existsSync(path));
    if (!executablePath) throw new Error("The browser tests need a Chromium: set CHROME to the path of one.");
    // Chromium refuses to sandbox itself for root, which tests in containers usually are.
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  });
  after(() => browser?.close());
}

/** @param {BrowserContextOptions} [options] */
export const newContext = (options) => browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });

/** Opens the page and waits until its box is open. @param {string} url @param {BrowserContextOptions} [options] @returns {Promise<Page>} */
export async function openPage(url, options) {
  const page = await (await newContext(options)).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  await ready(page);
  return page;
}

/** @param {Page} page */
export const ready = (page) => page.waitForFunction(() => !(/** @type {any} */ (document.querySelector("conflict-annotator"))?.waiting ?? true));

/** Pastes as a person does: by the clipboard's text. @param {Page} page @param {string} text */
export async function paste(page, text) {
  await page.evaluate((value) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("#input"));
    box.focus();
    box.select();
    box.setRangeText(value, 0, box.value.length, "end");
    box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  }, text);
}

/** @param {Page} page */
export const marked = (page) => page.waitForFunction(() => {
  const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
  return element.result && !element.shadowRoot.querySelector(".read").hidden && element.shadowRoot.querySelector("article.article").childElementCount > 0;
});

/** An article of the tests' own, with every layer in it, and characters that tell units apart. */
export const ARTICLE = `ASMARA, Feb. 9 -- At least seven civilians were killed and 12 others were wounded on Monday when Ethiopian forces shelled the town of Adi Quala, Eritrea's government said. 🕊

Ethiopia denied that its troops had killed civilians. Two Eritrean tanks were destroyed near Badme, the Ethiopian army said in Addis Ababa.`;

/** The same article as native JSON made by hand, so that the page's tests do not hang on what the rules find. */
export function handMade() {
  /** @param {string} id @param {string} words @param {object} values */
  const mark = (id, words, values) => {
    const start = ARTICLE.indexOf(words);
    if (start < 0) throw new Error(words);
    return { id, start, end: start + words.length, text: words, rule: "made by hand", ...values };
  };
  const party = (/** @type {string} */ id, /** @type {string} */ words, /** @type {string} */ name, /** @type {string} */ code, /** @type {string} */ side) =>
    mark(id, words, { mention_type: "NAM", canonical: [name], kind: "government", affiliation: [code], sector: ["GOV"], role: "claimant", side });
  const claim = (/** @type {string} */ id, /** @type {string} */ words, /** @type {object} */ values) => mark(id, words, {
    outcome: "killed", victim_kind: ["civilian"], victim_span: null, affiliated_party: null, perpetrator: "Armed Forces of Ethiopia", claimant: "Government of Eritrea",
    claimant_span: null, status: "asserted", time_frame: "current", part_of: null, cluster: "k1", place: "Adi Quala", date: "1999-02-08", ...values,
  });
  const place = (/** @type {string} */ id, /** @type {string} */ words, /** @type {number} */ lat, /** @type {number} */ lon, /** @type {string} */ country, /** @type {object} */ values = {}) =>
    mark(id, words, { canonical: words, type: "town", country, lat, lon, where_prec: 1, reading: "literal", primary: true, alternatives: [], ...values });
  return {
    format: "conflict-annotator/1", id: "", text: ARTICLE, offset_unit: "utf16",
    document: { date: "1999-02-09", date_source: "dateline", sides: { A: ["Eritrea"], B: ["Ethiopia"] }, warnings: [] },
    parties: [party("p1", "Ethiopian forces", "Armed Forces of Ethiopia", "ETH", "B"), party("p2", "Eritrea's government", "Government of Eritrea", "ERI", "A"),
      { ...party("p3", "Ethiopia denied", "Ethiopia", "ETH", "B"), text: "Ethiopia", end: ARTICLE.indexOf("Ethiopia denied") + 8 }, party("p4", "Ethiopian army", "Ethiopian Army", "ETH", "B")],
    casualties: [
      claim("c1", "At least seven civilians were killed", { count: { low: 7, best: 7, high: null, hedge: "at_least" } }),
      claim("c2", "12 others were wounded", { outcome: "wounded", cluster: "k2", count: { low: 12, best: 12, high: 12, hedge: "exact" } }),
      claim("c3", "killed civilians", { claimant: "Ethiopia", status: "denied", count: { low: 2, best: null, high: null, hedge: "bare_plural" } }),
    ],
    materiel: [mark("m1", "Two Eritrean tanks were destroyed", { class: "tank", count: { low: 2, best: 2, high: 2, hedge: "exact" }, effect: "destroyed", owner: "Eritrea", perpetrator: null, claimant: "Ethiopian Army", status: "asserted", cluster: "m" })],
    locations: [place("l1", "ASMARA", 15.33, 38.93, "ERI"), place("l2", "Adi Quala", 14.64, 38.83, "ERI", { alternatives: [{ canonical: "Adi Kwala (other)", country: "ETH", lat: 14.1, lon: 38.3, weight: 0.1 }] }),
      place("l3", "Badme", 14.73, 37.8, "ERI"), place("l4", "Addis Ababa", 9.03, 38.74, "ETH")],
    dates: [mark("d1", "Feb. 9", { type: "DATE", value: "1999-02-09", mod: null, anchor: null, interval: ["1999-02-09", "1999-02-09"], date_prec: 1 }),
      mark("d2", "Monday", { type: "DATE", value: "1999-02-08", mod: null, anchor: "DCT", interval: ["1999-02-08", "1999-02-08"], date_prec: 1 })],
  };
}

/** Shows the article made by hand. @param {Page} page */
export async function showHandMade(page) {
  await page.evaluate((result) => { /** @type {any} */ (document.querySelector("conflict-annotator")).result = result; }, handMade());
  await marked(page);
}
