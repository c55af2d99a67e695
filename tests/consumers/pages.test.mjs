// Pages that take the package as plain files: README's examples, and hosts of every strictness.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { livePage } from "../../www/build/examples.mjs";
import { example } from "../../www/build/readme.mjs";
import { ARTICLE, newContext, useChromium } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { DIST } from "./apps.mjs";

/** @import {BrowserContextOptions, Page} from "playwright-core" */

useChromium();

/** @type {Map<string, {body: string, headers?: Record<string, string>}>} */
const pages = new Map();
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  server = await serve({ base: "/conflict-annotator/", root: `${DIST}npm/`, answer: (path) => pages.get(path) ?? null });
});
after(() => server.close());

/**
 * @param {string} body @param {(page: Page, errors: string[]) => Promise<void>} check
 * @param {{policy?: string, options?: BrowserContextOptions}} [host]
 */
async function onPage(body, check, { policy, options } = {}) {
  pages.set("/host.html", { body, headers: policy ? { "content-security-policy": policy } : {} });
  const page = await (await newContext(options)).newPage();
  page.setDefaultTimeout(15_000);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  try {
    await page.goto(new URL("/host.html", server.url).href);
    await check(page, errors);
  } finally {
    await page.context().close();
  }
}

/** @param {string} name */
const readme = (name) => livePage(example(name), "./conflict-annotator/").replace(`<link rel="stylesheet" href="example.css">\n`, "");
const PLAIN = `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><script type="module" src="./conflict-annotator/element.js"></script>`;

/** Waits for marks of an element. @param {Page} page @param {string} [selector] */
const marked = (page, selector = "conflict-annotator") => page.waitForFunction((wanted) => {
  const element = /** @type {any} */ (document.querySelector(wanted));
  return element?.result && element.shadowRoot.querySelector("mark");
}, selector);

test("README: one tag", async () => {
  await onPage(readme("element"), async (page) => {
    await marked(page);
    const text = await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).text);
    assert.equal(text, "Shelling killed six civilians and wounded 14 others in Kharkiv on Tuesday, the regional governor said.\n\nRussia denied that its forces had struck the city.");
    const { casualties, dates } = await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result);
    assert.deepEqual(casualties.map((/** @type {any} */ claim) => [claim.outcome, claim.count.best]), [["killed", 6], ["wounded", 14]]);
    assert.equal(dates[0].value, "2022-09-13");
    assert.equal(await page.locator("article a[tabindex='0']").count(), 1, "one tab stop, though the first mark is in two pieces");
    // Two paragraphs of one page are two blocks of text, and only the element shows them now.
    assert.equal(await page.locator("conflict-annotator > p").first().isVisible(), false);
  });
});

test("README: one tag, without JavaScript", async () => {
  await onPage(readme("element"), async (page) => {
    assert.equal(await page.getByText("Shelling killed six civilians").isVisible(), true);
    assert.equal(await page.getByText("Russia denied").isVisible(), true);
  }, { options: { javaScriptEnabled: false } });
});

test("README: one tag, where the script does not come", async () => {
  await onPage(readme("element").replace("element.js", "gone.js"), async (page) => {
    assert.equal(await page.getByText("Shelling killed six civilians").isVisible(), true);
  });
});

test("README: one import", async () => {
  await onPage(readme("module"), async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("#read")).onclick);
    await page.locator("#read").click();
    await page.waitForFunction(() => document.querySelector("#found")?.textContent);
    const found = await page.locator("#found").innerText();
    assert.match(found, /killed: 9 to \? \(“killed at least nine people”\)/);
    assert.match(found, /place: Gori, GEO \(4\d\.\d+, 4\d\.\d+\)/);
    assert.match(found, /date: “Monday” is 2008-08-11/);
  });
});

test("README: in a form", async () => {
  await onPage(readme("form"), async (page) => {
    await marked(page);
    await page.locator("button", { hasText: "Submit" }).click();
    await page.waitForFunction(() => document.querySelector("output")?.textContent);
    assert.match(await page.locator("output").innerText(), /^\d place, 1 claim$/);
    const { corner, typeface, size } = await page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector("conflict-annotator")?.shadowRoot);
      const article = getComputedStyle(/** @type {Element} */ (root.querySelector("article")));
      return { corner: getComputedStyle(/** @type {Element} */ (root.querySelector("mark[data-entity=location]"))).borderRadius, typeface: article.fontFamily, size: article.fontSize };
    });
    assert.deepEqual([corner, typeface, size], ["0px", "Georgia, serif", "16px"], "custom properties and parts reach inside");
    // Without panels a mark still opens its card.
    await page.locator("mark[data-entity=location] a").click();
    await page.locator("[part=card]").waitFor();
    assert.equal(await page.getByRole("tab").count(), 0);
  });
});

test("a form: nothing before there is a result, the edited result after, reset, disabled", async () => {
  const body = `${PLAIN}<form><fieldset><conflict-annotator name="a">A mine killed two people in Homs.</conflict-annotator></fieldset><button type="reset">Reset</button></form>
    <conflict-annotator name="b" id="b"></conflict-annotator>`;
  await onPage(body, async (page, errors) => {
    await marked(page);
    /** @param {string} code */
    const ask = (code) => page.evaluate(`(async () => { const element = document.querySelector("conflict-annotator"); const form = document.querySelector("form");
      const sent = () => JSON.parse(new FormData(form).get("a") ?? "null"); return ${code}; })()`);
    assert.deepEqual(await ask(`[element.form === form, form.elements.a === element, element.type, document.querySelector("#b").form]`), [true, true, "conflict-annotator", null]);
    assert.deepEqual(await ask(`[sent().format, sent().offset_unit, sent().casualties[0].count.best]`), ["conflict-annotator/1", "codepoint", 2]);
    // A reader's edit is in the next submission.
    await ask(`(element.setSelected(element.result.locations[0].id), element.act.reject())`);
    assert.equal(await ask(`sent().locations[0].review`), "rejected");
    await ask(`(element.text = "Nothing here.", element.result = null)`);
    assert.equal(await ask(`sent()`), null);
    await page.locator("button[type=reset]").click();
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result?.casualties.length);
    assert.equal(await ask(`element.text`), "A mine killed two people in Homs.");
    await ask(`(document.querySelector("fieldset").disabled = true)`);
    assert.deepEqual(await ask(`[element.matches(":disabled"), new FormData(form).has("a"), element.shadowRoot.querySelector("#date").disabled]`), [true, false, true]);
    assert.deepEqual(errors, []);
  });
});

test("in a narrow column of a wide page, the element is laid out for the column", async () => {
  const body = `${PLAIN}<div style="width: 420px; margin-left: 300px"><conflict-annotator>${ARTICLE}</conflict-annotator></div>`;
  await onPage(body, async (page) => {
    await marked(page);
    const boxes = () => page.evaluate(() => {
      const element = /** @type {Element} */ (document.querySelector("conflict-annotator"));
      const box = (/** @type {string} */ part) => { const { left, right, top, width } = /** @type {Element} */ (element.shadowRoot?.querySelector(part)).getBoundingClientRect(); return { left, right, top, width }; };
      return { article: box("article"), inspector: box(".inspector"), card: box(".card-place"), element: element.getBoundingClientRect().toJSON(), sideways: document.documentElement.scrollWidth - innerWidth };
    });
    await page.locator("mark a").first().click();
    const narrow = await boxes();
    assert.ok(narrow.inspector.top > narrow.article.top + 50, "the inspector stands below the article");
    assert.ok(narrow.card.left >= narrow.element.left - 1 && narrow.card.right <= narrow.element.right + 1 && narrow.card.width > 300, JSON.stringify(narrow));
    assert.ok(narrow.sideways <= 0);
    await page.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector("div")).style.cssText = "width: 1200px"; });
    await page.waitForTimeout(100);
    const wide = await boxes();
    assert.ok(wide.inspector.left >= wide.article.right - 1, "beside it, when there is room");
  });
});

test("two on one page share an engine and nothing else", async () => {
  const body = `${PLAIN}<conflict-annotator id="one">Shells wounded three people in Homs.</conflict-annotator><conflict-annotator id="two" theme="dark">Rockets killed five soldiers in Gori.</conflict-annotator>`;
  await onPage(body, async (page, errors) => {
    await marked(page, "#one");
    await marked(page, "#two");
    const wasm = server.log.filter((line) => line.includes(".wasm")).length;
    const [one, two] = await page.evaluate(() => ["#one", "#two"].map((id) => /** @type {any} */ (document.querySelector(id)).result.locations[0].canonical));
    assert.deepEqual([one, two], ["Homs", "Gori"]);
    // One reader cancels: the other's article still comes.
    const outcome = await page.evaluate(async () => {
      const [first, second] = ["#one", "#two"].map((id) => /** @type {any} */ (document.querySelector(id)));
      const annotator = await first.annotator;
      const abort = new AbortController();
      const cancelled = annotator.annotate("A bomb killed two people in Basra. ".repeat(3000), { signal: abort.signal }).catch((/** @type {Error} */ error) => error.name);
      const other = annotator.annotate("A bomb killed two people in Basra.");
      await new Promise((resolve) => setTimeout(resolve, 5));
      abort.abort();
      return [annotator === await second.annotator, await cancelled, (await other).casualties[0].count.best];
    });
    assert.deepEqual(outcome, [true, "AbortError", 2]);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("#one")).setSelected(/** @type {any} */ (document.querySelector("#one")).result.locations[0].id));
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("#two")).selected), null);
    assert.equal(server.log.filter((line) => line.includes(".wasm")).length, wasm);
    // A third one loads nothing again, and a removed one does not matter.
    await page.evaluate((text) => {
      document.querySelector("#one")?.remove();
      const third = /** @type {any} */ (Object.assign(document.createElement("conflict-annotator"), { id: "three", text }));
      document.body.append(third);
      return third.annotate();
    }, ARTICLE);
    assert.equal(server.log.filter((line) => line.includes(".wasm")).length, wasm);
    assert.deepEqual(errors, []);
  });
});

test("inside another shadow root: marks, cards, events that reach the page, marking of selected words", async () => {
  const body = `${PLAIN}<news-desk></news-desk><script type="module">
    customElements.define("news-desk", class extends HTMLElement {
      constructor() {
        super();
        const section = document.createElement("section");
        this.attachShadow({ mode: "open" }).append(section);
        const outer = section.attachShadow({ mode: "open" });
        outer.append(Object.assign(document.createElement("conflict-annotator"), { textContent: "A drone wounded two people near the town of Sumy." }));
      }
    });
    window.told = [];
    for (const name of ["ready", "annotate", "select", "change"]) addEventListener("conflict-annotator:" + name, (event) => told.push(name));
  </script>`;
  await onPage(body, async (page, errors) => {
    await page.locator("mark[data-entity=location] a").first().click();
    await page.locator("[part=card]").waitFor();
    const inside = `document.querySelector("news-desk").shadowRoot.querySelector("section").shadowRoot.querySelector("conflict-annotator")`;
    const box = /** @type {{left: number, right: number, y: number}} */ (await page.evaluate(`(() => {
      const article = ${inside}.shadowRoot.querySelector("article");
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf("the town");
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at + 4);
        range.setEnd(node, at + 8);
        const { left, right, top, height } = range.getBoundingClientRect();
        return { left, right, y: top + height / 2 };
      }
    })()`));
    await page.mouse.move(box.left + 1, box.y);
    await page.mouse.down();
    await page.mouse.move(box.right - 1, box.y, { steps: 4 });
    await page.mouse.up();
    await page.locator(".maker button[data-entity=location]").click();
    assert.equal(await page.evaluate(`${inside}.result.locations.find(({ review }) => review === "added")?.text`), "town");
    assert.deepEqual(await page.evaluate("told"), ["ready", "annotate", "select", "change"]);
    assert.deepEqual(errors, []);
  });
});

for (const [name, policy, worker] of /** @type {const} */ ([
  ["style-src 'none' and Trusted Types", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'; img-src data:; worker-src blob:; require-trusted-types-for 'script'; trusted-types ca", true],
  ["Trusted Types without our policy's name", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'; img-src data:; worker-src blob:; require-trusted-types-for 'script'; trusted-types 'none'", false],
  ["no worker", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'; img-src data:; worker-src 'none'", false],
])) {
  test(`under a strict policy: ${name}`, async () => {
    await onPage(`${PLAIN}<conflict-annotator>${ARTICLE}</conflict-annotator>`, async (page, errors) => {
      await marked(page);
      assert.equal(await page.evaluate(async () => "worker" in /** @type {any} */ (await /** @type {any} */ (document.querySelector("conflict-annotator")).annotator)), worker);
      const tint = await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("mark[data-entity=party]"))).backgroundColor);
      assert.equal(tint, "rgb(228, 236, 247)", "styled without any <style>");
      await page.getByRole("tab", { name: "Map" }).click();
      await page.waitForFunction(() => (document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("path.land")?.getAttribute("d") ?? "").length > 100_000);
      for (const tab of ["Timeline", "Table"]) await page.getByRole("tab", { name: tab }).click();
      await page.locator("mark a").first().click();
      await page.locator("[part=card]").waitFor();
      if (worker) assert.deepEqual(errors, []);
      else assert.deepEqual(errors.filter((error) => !/worker|TrustedTypePolicy|policy named 'ca'|Refused to create|Creating/i.test(error)), []);
    }, { policy });
  });
}

test("a policy that forbids WebAssembly is named in the error", async () => {
  await onPage(`${PLAIN}<conflict-annotator>${ARTICLE}</conflict-annotator>`, async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator")).problem);
    const { message } = await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).problem);
    assert.match(message, /content security policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src/);
  }, { policy: "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src blob:" });
});

test("a module of the wrong MIME type serves; a page in its place is named", async () => {
  const module = "/conflict-annotator/conflict_annotator_bg.wasm";
  const { readFileSync } = await import("node:fs");
  pages.set(module, /** @type {any} */ ({ body: readFileSync(`${DIST}npm/conflict_annotator_bg.wasm`), type: "application/octet-stream" }));
  await onPage(`${PLAIN}<conflict-annotator>${ARTICLE}</conflict-annotator>`, async (page) => { await marked(page); });
  pages.set(module, { body: "<!doctype html><title>not here</title>" });
  await onPage(`${PLAIN}<conflict-annotator>${ARTICLE}</conflict-annotator>`, async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator")).problem);
    assert.match(await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).problem.message), /conflict_annotator_bg\.wasm \(sent as text\/html.*\) is not the engine's WebAssembly module/);
    // The article can still be read while the engine is missing, and a second try loads again.
    assert.match(await page.locator("#input").inputValue(), /^ASMARA/);
    pages.delete(module);
    await page.getByRole("button", { name: "Try again" }).click();
    await marked(page);
  });
});

test("properties set before the element is defined, and text that comes late, are taken", async () => {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><conflict-annotator id="early"></conflict-annotator><conflict-annotator id="late"></conflict-annotator>
    <script>document.querySelector("#early").text = "Shells wounded three people in Homs.";</script>
    <script type="module">
      import "./conflict-annotator/element.js";
      document.querySelector("#early").annotate();
      setTimeout(() => document.querySelector("#late").append("Rockets killed five soldiers in Gori."), 50);
    </script>`;
  await onPage(body, async (page, errors) => {
    await marked(page, "#early");
    await marked(page, "#late");
    assert.deepEqual(errors, []);
  });
});
