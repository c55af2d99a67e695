// Programs that install the package: Node, a Vite app (dev and build), an esbuild bundle. Their code is README's.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as esbuild from "esbuild";
import * as vite from "vite";
import { example } from "../../www/build/readme.mjs";
import { newContext, useChromium } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { ROOT, makeApp } from "./apps.mjs";

useChromium();

/** @param {string} folder @param {string[]} words */
const node = (folder, words) => execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8" });

test("Node: README's example prints claims and GeoJSON", () => {
  const folder = makeApp("node", { "main.js": example("node").code });
  const [claims, geojson] = node(folder, ["main.js"]).split(/\n(?=\{)/);
  const [claim] = JSON.parse(claims);
  assert.deepEqual([claim.outcome, claim.count.best, claim.text], ["killed", 2, "Two police officers were shot dead"]);
  const [place] = JSON.parse(geojson).features;
  assert.equal(place.geometry.type, "Point");
});

test("Node: the doors open without a browser, and say what is wrong", () => {
  const folder = makeApp("node-doors", { "main.js": `
    import { createAnnotator, readResult, toNativeJson, FORMATS } from "conflict-annotator";
    import { createAnnotator as inline } from "conflict-annotator/inline";
    import "conflict-annotator/element";
    import "conflict-annotator/inline/element";
    import "conflict-annotator/host";
    import { readFileSync } from "node:fs";
    import { isDeepStrictEqual } from "node:util";
    const say = async (work) => { try { return await work(); } catch (error) { return error.message; } };
    const annotator = await createAnnotator();
    const text = "Shells killed four people 🕊 in Homs on 3 May 2012.";
    const result = await annotator.annotate(text);
    const inside = await (await inline()).annotate(text);
    const aborted = new AbortController();
    aborted.abort();
    const wasm = new URL(import.meta.resolve("conflict-annotator/conflict_annotator_bg.wasm"));
    console.log(JSON.stringify({
      same: JSON.stringify(result) === JSON.stringify(inside),
      again: isDeepStrictEqual(readResult(JSON.parse(JSON.stringify(toNativeJson(result)))), result),
      formats: FORMATS.map(({ format }) => annotator.export(result, format).length > 0),
      fromBytes: (await (await createAnnotator({ wasm: readFileSync(wasm) })).annotate(text)).dates[0].value,
      fromString: (await (await createAnnotator({ wasm: wasm.href })).annotate(text)).dates[0].value,
      noAddress: await say(() => createAnnotator({ wasm: "engine.wasm" })),
      kinds: (await annotator.annotate(text, { kinds: ["date"] })).locations.length,
      places: await annotator.loadGazetteer(new URL(import.meta.resolve("conflict-annotator/gazetteer.bin"))),
      aborted: await annotator.annotate(text, { signal: aborted.signal }).catch((error) => error.name),
      notText: await say(() => annotator.annotate(42)),
      date: await say(() => annotator.annotate(text, { documentDate: "3 May" })),
      kind: await say(() => annotator.annotate(text, { kinds: ["dates"] })),
      missing: await say(() => createAnnotator({ wasm: new URL("./nowhere.wasm", import.meta.url) })),
      truncated: await say(() => createAnnotator({ wasm: readFileSync(wasm).subarray(0, 5000) })),
      noWasm: await say(() => createAnnotator({ wasm: new TextEncoder().encode("<!doctype html>") })),
      noGazetteer: await say(() => annotator.loadGazetteer(new Uint8Array(10))),
      inlineGazetteer: await say(() => inline({ gazetteer: true })),
      format: await say(() => annotator.export(result, "word")),
    }));` });
  const told = JSON.parse(node(folder, ["main.js"]));
  assert.equal(told.same, true, "the engine inside the script reads as the one beside it");
  assert.equal(told.again, true, "native JSON comes back as it went");
  assert.ok(told.formats.every(Boolean));
  assert.equal(told.fromBytes, "2012-05-03");
  assert.equal(told.fromString, "2012-05-03");
  assert.match(told.noAddress, /'engine\.wasm' is not an address; outside a page it must be a whole one/);
  assert.equal(told.kinds, 0);
  assert.ok(told.places > 10_000, `places ${told.places}`);
  assert.equal(told.aborted, "AbortError");
  assert.match(told.notText, /wants the article as a string, not number/);
  assert.match(told.date, /a date like 2022-09-12, not '3 May'/);
  assert.match(told.kind, /no kind 'dates'; there are party,/);
  assert.match(told.missing, /WebAssembly file cannot be read: .*nowhere\.wasm.*Copy the file there/);
  assert.match(told.truncated, /not the engine's WebAssembly module, or only a part of it/);
  assert.match(told.noWasm, /not the engine's WebAssembly module/);
  assert.match(told.noGazetteer, /gazetteer file is damaged or of another release/);
  assert.match(told.inlineGazetteer, /no full gazetteer inside/);
  assert.match(told.format, /no export format "word"/);
});

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>app</title><body><script type="module" src="./src/main.ts"></script></body></html>`;

/** The Vite app of README, opened at an address. @param {string} url */
async function seesTheArticle(url) {
  const page = await (await newContext()).newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  /** @type {string[]} */
  const requests = [];
  page.on("requestfinished", (request) => requests.push(request.url()));
  await page.goto(url);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator"))?.result?.casualties.length, null, { timeout: 30_000 }).catch((error) => { throw new Error(`${error.message}\n${said.join("\n")}`); });
  await page.waitForFunction(() => document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("mark[data-entity=casualty]"));
  const worker = await page.evaluate(async () => (await /** @type {any} */ (document.querySelector("conflict-annotator")).annotator).constructor.name);
  await page.context().close();
  assert.ok(said.some((line) => /\[2\]/.test(line)), said.join("\n"));
  assert.equal(said.filter((line) => line.startsWith("error")).join("\n"), "");
  return { worker, requests };
}

test("Vite: README's example in the dev server and in a build", async (context) => {
  const folder = makeApp("vite", { "index.html": PAGE, "src/main.ts": example("vite").code });
  await context.test("dev", async () => {
    const server = await vite.createServer({ root: folder, configFile: false, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
    await server.listen();
    try {
      const { worker } = await seesTheArticle(/** @type {string} */ (server.resolvedUrls?.local[0]));
      assert.match(worker, /WorkerAnnotator/);
    } finally {
      await server.close();
    }
  });
  await context.test("build, below a folder", async () => {
    await vite.build({ root: folder, base: "./", configFile: false, logLevel: "error" });
    const assets = readdirSync(join(folder, "dist/assets"));
    assert.equal(assets.filter((name) => name.endsWith(".wasm")).length, 1, assets.join(" "));
    const server = await serve({ base: "/some/app/", root: `${folder}/dist/` });
    try {
      const { requests } = await seesTheArticle(server.url);
      assert.ok(requests.some((url) => url.endsWith(".wasm")) && requests.some((url) => /gazetteer.*\.bin$/.test(url)), requests.join("\n"));
    } finally {
      await server.close();
    }
  });
});

test("Vite's types: README's example is type-checked against the package", () => {
  const folder = makeApp("types", {
    "main.ts": example("vite").code,
    "more.ts": `
      import { createAnnotator, toNativeJson, type Result } from "conflict-annotator";
      import { createAnnotator as inline } from "conflict-annotator/inline";
      import { ConflictAnnotatorElement } from "conflict-annotator/inline/element";
      import { connect } from "conflict-annotator/host";
      const annotator = await createAnnotator({ worker: false, gazetteer: new URL("x.bin", import.meta.url) });
      const result: Result = await annotator.annotate("…", { kinds: ["party", "date"], signal: AbortSignal.timeout(5) });
      const best: number | null = result.casualties[0].count.best;
      const units: string = toNativeJson(result).offset_unit;
      const element: ConflictAnnotatorElement = document.querySelector("conflict-annotator")!;
      element.result = toNativeJson(result);
      const frame = await connect(document.querySelector("iframe")!, { theme: "dark" });
      frame.on("changed", ({ action }) => action satisfies "create" | "update" | "delete");
      // @ts-expect-error there is no such format
      annotator.export(result, "docx");
      // @ts-expect-error there is no such kind
      await annotator.annotate("…", { kinds: ["place"] });
      console.log(best, units, inline);`,
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: "es2023", module: "esnext", moduleResolution: "bundler", lib: ["es2023", "dom", "dom.iterable"], types: [] }, files: ["main.ts", "more.ts"] }),
  });
  execFileSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, "--project", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
});

test("esbuild: README's example as one bundle, on a page that fetches nothing", async () => {
  const folder = makeApp("esbuild", { "main.js": `${example("esbuild").code}\ndocument.body.append(Object.assign(document.createElement("conflict-annotator"), { id: "late" }));` });
  await esbuild.build({ entryPoints: [join(folder, "main.js")], bundle: true, format: "esm", minify: true, outfile: join(folder, "out/main.js"), logLevel: "error" });
  writeFileSync(join(folder, "out/index.html"), `<!doctype html><html lang="en"><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; require-trusted-types-for 'script'">
    <title></title><body><script type="module" src="main.js"></script></body></html>`);
  const server = await serve({ root: `${folder}/out/` });
  const page = await (await newContext()).newPage();
  try {
    await page.goto(server.url);
    await page.waitForFunction(() => document.title.includes("·"), null, { timeout: 15_000 });
    assert.match(await page.title(), /Rebels · Chad|Rebels/);
    await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector("#late"));
      element.text = "A shell wounded two people in Homs.";
      return element.annotate();
    });
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("#late")).result.casualties[0].count.best), 2);
    assert.deepEqual(server.log.filter((line) => !/ \/(index\.html|main\.js|favicon\.ico)?$/.test(line)), []);
  } finally {
    await page.context().close();
    await server.close();
  }
});

test("esbuild: with the file beside the bundle, as the docs say", async () => {
  const folder = makeApp("esbuild-beside", { "main.js": `import "conflict-annotator/element"; import { createAnnotator } from "conflict-annotator";
    const { locations } = await (await createAnnotator()).annotate("A shell wounded two people in Homs."); document.title = locations[0].canonical;` });
  await esbuild.build({ entryPoints: [join(folder, "main.js")], bundle: true, format: "esm", outfile: join(folder, "out/main.js"), logLevel: "error" });
  mkdirSync(join(folder, "out"), { recursive: true });
  writeFileSync(join(folder, "out/index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title></title><body><script type="module" src="main.js"></script></body></html>`);
  const server = await serve({ root: `${folder}/out/` });
  const page = await (await newContext()).newPage();
  const failed = page.waitForEvent("pageerror");
  try {
    await page.goto(server.url);
    assert.match((await failed).message, /WebAssembly file is missing: .*conflict_annotator_bg\.wasm answered 404\. Copy the file there/);
    copyFileSync(join(folder, "node_modules/conflict-annotator/conflict_annotator_bg.wasm"), join(folder, "out/conflict_annotator_bg.wasm"));
    await page.reload();
    await page.waitForFunction(() => document.title === "Homs");
    assert.ok(readFileSync(join(folder, "out/main.js"), "utf8").includes("import.meta.url"));
  } finally {
    await page.context().close();
    await server.close();
  }
});
