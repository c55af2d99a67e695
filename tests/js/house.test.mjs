// What must agree across files: the service worker's list, the palette's contrast, the policies.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), "utf8");

/** Every module that the page loads, but for those that wasm-bindgen writes. */
function modulesOfThePage() {
  /** @type {Set<string>} */
  const wanted = new Set();
  const follow = (/** @type {string} */ file) => {
    if (wanted.has(file)) return;
    wanted.add(file);
    for (const [, name] of read(file).matchAll(/(?:^import .*|await import\()"\.\/([^"]+\.js)"/gm)) if (!name.startsWith("pkg/")) follow(`www/${name}`);
  };
  follow("www/boot.js");
  return wanted;
}

test("the page asks for its modules at once, not one after the other", () => {
  const asked = new Set([...read("index.html").matchAll(/<(?:script type="module"[^>]* src|link rel="modulepreload" href)="([^"]+)"/g)].map(([, file]) => file));
  const wanted = modulesOfThePage();
  for (const file of wanted) assert.ok(asked.has(file), `index.html lacks ${file}`);
  for (const file of asked) assert.ok(wanted.has(file) || file.startsWith("www/pkg/"), `index.html asks for ${file}, which the page does not load`);
});

test("the page's icon, which it has inside so that the seal keeps nothing back, is the examples' icon", () => {
  const [, inside] = /<link rel="icon" href="data:image\/svg\+xml,([^"]+)"/.exec(read("index.html")) ?? [];
  assert.equal(decodeURIComponent(inside), read("www/icon.svg").trim().replaceAll('"', "'"));
});

test("the service worker keeps every module that the page loads", () => {
  const listed = new Set(read("sw.js").match(/"www\/[^"]+"/g)?.map((name) => name.slice(1, -1)));
  const wanted = modulesOfThePage();
  for (const file of wanted) assert.ok(listed.has(file), `sw.js lacks ${file}`);
  const present = new Set(readdirSync(new URL("www/", root)).map((name) => `www/${name}`));
  for (const file of listed) assert.ok(file.startsWith("www/pkg/") || present.has(file), `sw.js lists ${file}, which is gone`);
});

/** @param {string} hex */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const style = read("www/element-style.js");
const palettes = { light: style.slice(style.indexOf(":host {"), style.indexOf("DARK\n")), dark: style.slice(style.indexOf("const DARK_TOKENS")) };
for (const [scheme, css] of Object.entries(palettes)) {
  const token = (/** @type {string} */ name) => {
    const found = new RegExp(`--ca-${name}: (#[0-9a-f]{6})`).exec(css)?.[1];
    assert.ok(found, `${scheme} has no --ca-${name}`);
    return found;
  };
  for (const kind of ["party", "casualty", "materiel", "location", "date"]) {
    test(`${scheme}: ${kind} is legible`, () => {
      const [tint, line, ink, page] = [token(`${kind}-bg`), token(`${kind}-line`), token("ink"), token("page")];
      assert.ok(contrast(ink, tint) >= 10, `text on tint ${contrast(ink, tint).toFixed(1)}`);
      assert.ok(contrast(line, tint) >= 5.5, `line on tint ${contrast(line, tint).toFixed(1)}`);
      assert.ok(contrast(line, page) >= 6.8, `line on page ${contrast(line, page).toFixed(1)}`);
    });
  }
}

test("no string ever becomes markup or code", () => {
  for (const name of readdirSync(new URL("www/", root)).filter((file) => file.endsWith(".js"))) {
    assert.doesNotMatch(read(`www/${name}`), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
  }
});

test("the page names the boot policy it was measured with", () => {
  assert.ok(read("index.html").includes("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types ca"));
  assert.ok(read("www/seal.js").includes("default-src 'none'; script-src 'wasm-unsafe-eval'; style-src 'none'; img-src data:; worker-src blob:; form-action 'none'"));
});
