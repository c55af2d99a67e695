// Each library in a fresh page of one Chromium: node browser.js BASE_URL SIZES NAME…, one JSON line a library.
// @ts-nocheck
import { chromium } from "playwright-core";

const [base, sizes, ...names] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROME,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--enable-precise-memory-info"],
});
console.log(JSON.stringify({ version: browser.version() }));
for (const name of names) {
  const page = await browser.newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(`${base}xtask/bench/js/blank.html`);
  const result = await page.evaluate(
    async ({ name, sizes }) => {
      const text = async (file) => (await fetch(`/dist/bench/${file}`)).text();
      const { measure } = await import("/xtask/bench/js/measure.js");
      const input = { article: await text("article.txt"), texts: [] };
      for (const bytes of sizes) input.texts.push({ bytes, text: await text(`${bytes}.txt`) });
      let memory;
      const site = {
        async engine() {
          const [glue, gazetteer] = await Promise.all([
            import("/www/pkg/conflict_annotator.js"),
            fetch("/www/pkg/gazetteer.bin").then((response) => response.arrayBuffer()),
          ]);
          memory = (await glue.default()).memory;
          const engine = new glue.Engine();
          engine.loadGazetteer(new Uint8Array(gazetteer));
          return engine;
        },
        engineMemory: () => memory.buffer.byteLength,
      };
      const result = await measure(() => import(`/dist/bench/${name}.js`), site, input);
      result.peak = performance.memory?.totalJSHeapSize ?? null;
      return result;
    },
    { name, sizes: sizes.split(",").map(Number) },
  );
  console.log(JSON.stringify({ name, ...result }));
  await page.close();
}
// The page as it is shipped, and as it is developed: one script against forty modules.
for (const [where, path] of [["shipped", "dist/site/"], ["developed", ""]]) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const visits = [];
  for (let run = 0; run < 6; run += 1) {
    await page.goto(base + path, { waitUntil: "commit" });
    await page.waitForSelector("textarea:enabled", { timeout: 20_000 });
    const open = await page.evaluate(() => performance.now());
    const ready = await page.evaluate(async () => {
      await document.querySelector("conflict-annotator").annotator;
      return performance.now();
    });
    visits.push({ open, ready });
  }
  const [first, ...later] = visits;
  const article = await (await fetch(`${base}dist/bench/article.txt`)).text();
  const marked = await page.evaluate(async (article) => {
    const element = document.querySelector("conflict-annotator");
    const times = [];
    for (let run = 0; run < 60; run += 1) {
      // Another text each time, so that nothing on the page can be kept; then a rest, in which the browser draws the empty
      // box: that is no part of what follows.
      element.text = `${run} ${article}`;
      await new Promise((resolve) => setTimeout(resolve, 60));
      const begun = performance.now();
      await element.annotate();
      // Asking where the last mark stands has the browser lay all of them out.
      const marks = element.shadowRoot.querySelectorAll("mark");
      if (!marks.length || !marks[marks.length - 1].getBoundingClientRect().width) throw new Error("the page shows no marks");
      times.push(performance.now() - begun);
    }
    return times;
  }, article);
  const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  console.log(JSON.stringify({
    page: where,
    first: first.ready,
    open: median(later.map(({ open }) => open)),
    ready: median(later.map(({ ready }) => ready)),
    // The first runs compile.
    marked: median(marked.slice(20)),
  }));
  await context.close();
}
await browser.close();
