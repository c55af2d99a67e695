// axe-core in every state and both schemes; narrow, large text, forced colours, right-to-left, print.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { handMade, marked, openPage, paste, showHandMade, useChromium } from "./chromium.mjs";
import { serve } from "./server.mjs";

/** @import {Page} from "playwright-core" */

useChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => { server = await serve(); });
after(() => server.close());

const tab = (/** @type {string} */ name) => async (/** @type {Page} */ page) => {
  await showHandMade(page);
  await page.getByRole("tab", { name }).click();
};

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const STATES = {
  empty: async () => {},
  claims: showHandMade, map: tab("Map"), timeline: tab("Timeline"), table: tab("Table"),
  sample: async (page) => { await page.locator("#samples button").first().click(); await marked(page); },
  "nothing found": async (page) => { await paste(page, "zzz"); await marked(page); },
  "too long": async (page) => { await paste(page, "x".repeat(200_001)); await page.locator(".notice.error").waitFor(); },
  card: async (page) => {
    await showHandMade(page);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).setSelected("l2"));
    await page.locator("summary", { hasText: "Correct it" }).click();
  },
  rejected: async (page) => {
    await showHandMade(page);
    await page.evaluate(() => { const element = /** @type {any} */ (document.querySelector("conflict-annotator")); element.setSelected("c1"); element.act.reject(); });
  },
  editing: async (page) => { await showHandMade(page); await page.getByRole("button", { name: "Edit text" }).click(); },
  menus: async (page) => { await showHandMade(page); await page.locator("summary", { hasText: "Export" }).click(); },
  help: async (page) => { await showHandMade(page); await page.getByRole("button", { name: "Keys and help" }).click(); },
  seal: async (page) => { await page.getByRole("button", { name: /Sealed/ }).click(); },
};

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const [state, enter] of Object.entries(STATES)) {
    test(`axe finds nothing: ${state}, ${colorScheme}`, async () => {
      const page = await openPage(server.url, { colorScheme });
      await enter(page);
      await page.waitForTimeout(150);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { violations: found } = await /** @type {any} */ (globalThis).axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
        return found.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.slice(0, 3).map((/** @type {any} */ node) => `${JSON.stringify(node.target)} ${node.failureSummary}`).join(" | ")}`);
      });
      assert.deepEqual(violations, []);
      await page.context().close();
    });
  }
}

/** @param {Page} page */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, width, scale] of /** @type {const} */ ([["320 px wide", 320, 1], ["200 % text", 640, 2], ["200 % text, wide", 1280, 2]])) {
  test(`nothing is cut off or scrolls sideways: ${name}`, async () => {
    const page = await openPage(server.url, { viewport: { width, height: 720 } });
    await page.evaluate((factor) => { document.documentElement.style.fontSize = `${factor * 100}%`; }, scale);
    assert.ok(await overflow(page) <= 0, "empty");
    await showHandMade(page);
    for (const panel of ["Claims", "Map", "Timeline", "Table"]) {
      await page.getByRole("tab", { name: panel }).click();
      assert.ok(await overflow(page) <= 0, `${panel}: ${await overflow(page)} px`);
    }
    await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).setSelected("c1"));
    assert.ok(await overflow(page) <= 0, "card");
    await page.context().close();
  });
}

test("targets are at least 24 px", async () => {
  const page = await openPage(server.url, { viewport: { width: 390, height: 800 } });
  await showHandMade(page);
  const small = await page.locator("conflict-annotator button:visible, conflict-annotator select:visible, conflict-annotator summary:visible").evaluateAll((controls) =>
    controls.flatMap((control) => { const { width, height } = control.getBoundingClientRect(); return width < 24 || height < 24 ? `${control.textContent} ${width}×${height}` : []; }));
  assert.deepEqual(small, []);
  await page.context().close();
});

test("forced colours keep the underlines apart", async () => {
  const page = await openPage(server.url, { forcedColors: "active" });
  await showHandMade(page);
  const styles = await page.locator("article.article mark").evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).textDecorationStyle))].length);
  assert.equal(styles, 5);
  await page.context().close();
});

test("right-to-left text runs to the left, its labels stay whole", async () => {
  const page = await openPage(server.url);
  const text = "قُتل ثلاثة مدنيين في حلب يوم الثلاثاء.";
  const start = text.indexOf("حلب");
  await page.evaluate((result) => { /** @type {any} */ (document.querySelector("conflict-annotator")).result = result; },
    { ...handMade(), text, parties: [], casualties: [], materiel: [], dates: [], locations: [{ ...handMade().locations[0], start, end: start + 3 }] });
  await marked(page);
  assert.equal(await page.locator(".block").first().evaluate((block) => getComputedStyle(block).direction), "rtl");
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).shownText), text);
  await page.context().close();
});

test("labels are no part of what a mark is called or of copied text", async () => {
  const page = await openPage(server.url);
  await showHandMade(page);
  const tree = await page.locator("article.article").ariaSnapshot();
  assert.match(tree, /link "Badme"/);
  await page.locator("article.article").focus();
  const copied = await page.evaluate(() => {
    const article = /** @type {Element} */ (document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("article.article"));
    /** @type {Selection} */ (document.getSelection()).selectAllChildren(article);
    return String(document.getSelection());
  });
  assert.doesNotMatch(copied, /place ERI/);
  const described = await page.locator("a[data-id=l3]").evaluate((link) => /** @type {any} */ (link.getRootNode()).getElementById(link.getAttribute("aria-describedby")).textContent);
  assert.match(described, /^Place, Badme, ERI/);
  await page.context().close();
});

test("print shows the text with labels in words, and no controls", async () => {
  const page = await openPage(server.url);
  await showHandMade(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".tabs").isVisible(), false);
  assert.equal(await page.locator("a[data-tag]").first().evaluate((link) => getComputedStyle(link, "::after").content.includes("[")), true);
  await page.context().close();
});
