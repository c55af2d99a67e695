// @ts-check
// The static site: hashed files, a service worker that knows them, headers for hosts that read them, examples that run.
import { GAZETTEER, WASM, bundle, bytes, text } from "./bundle.mjs";
import { exampleFiles } from "./examples.mjs";
import { policyOf, put, shortHash, withoutModules } from "./page-files.mjs";

/** @import {Files} from "./npm.mjs" */

/**
 * @param {{npm: Files, embed: string, single: string}} parts @returns {Promise<Files>}
 */
export async function siteFiles({ npm, embed, single }) {
  /** @type {Files} */
  const files = new Map();
  const hashed = (/** @type {string} */ name, /** @type {Buffer | Uint8Array | string} */ content) => {
    const [stem, ending] = name.split(/\.(?=[^.]+$)/);
    const path = `assets/${stem}-${shortHash(content)}.${ending}`;
    files.set(path, content);
    return path;
  };
  const wasm = hashed("engine.wasm", bytes(WASM));
  const gazetteer = hashed("gazetteer.bin", bytes(GAZETTEER));
  const beside = (/** @type {string} */ path) => path.slice("assets/".length);
  const [app] = await bundle({ "assets/app": "boot.js" }, { wasm: beside(wasm), gazetteer: beside(gazetteer), serviceWorker: "../sw.js" }, { minify: true });
  const script = hashed("app.js", app.contents);
  const style = hashed("style.css", bytes("www/style.css"));

  let page = withoutModules(text("index.html"));
  page = put(page, `href="www/style.css"`, `href="${style}"`);
  // The engine's files come while the script does.
  const early = [wasm, gazetteer].map((file) => `<link rel="preload" as="fetch" crossorigin href="${file}">\n`).join("");
  page = put(page, `<script type="module" src="www/boot.js"></script>\n`, `<script type="module" src="${script}"></script>\n${early}`);
  page = put(page, "</footer>", `<p><a href="examples/">Put it into a page of yours</a> · <a href="conflict-annotator.html" download>Keep it as one file</a>, which works without any server.</p>\n</footer>`);
  files.set("index.html", page);
  files.set("embed.html", embed);
  files.set("conflict-annotator.html", single);

  const listed = ["./", "index.html", script, wasm, style];
  let worker = text("sw.js");
  worker = put(worker, /(?<=const VERSION = )"[^"]*"/, JSON.stringify(shortHash(page)));
  worker = put(worker, /(?<=const FILES = )\[[\s\S]*?\](?=;)/, JSON.stringify(listed, null, 2));
  worker = put(worker, /(?<=const WHERE_THERE = )\[[\s\S]*?\](?=;)/, JSON.stringify([gazetteer]));
  files.set("sw.js", worker);

  for (const [name, content] of npm) files.set(`lib/${name}`, content);
  for (const [name, content] of exampleFiles()) files.set(`examples/${name}`, content);
  files.set(".nojekyll", "");
  files.set("_headers", headers({ page, embed, single }));
  return files;
}

/** For hosts that read such a file (Netlify, Cloudflare Pages); what GitHub Pages lacks of it is said in docs/hosting.md. */
function headers(/** @type {Record<"page" | "embed" | "single", string>} */ { page, embed, single }) {
  const policy = (/** @type {string} */ text, /** @type {string} */ ancestors) => `  Content-Security-Policy: ${policyOf(text)}; frame-ancestors ${ancestors}`;
  return [
    "/*", "  X-Content-Type-Options: nosniff", "  Referrer-Policy: no-referrer", "",
    "/", policy(page, "'self'"), "", "/index.html", policy(page, "'self'"), "",
    "/conflict-annotator.html", policy(single, "'self'"), "",
    "/embed.html", policy(embed, "*"), "",
    "/assets/*", "  Cache-Control: public, max-age=31536000, immutable", "",
    "/sw.js", "  Cache-Control: no-cache", "",
    "/lib/*", "  Access-Control-Allow-Origin: *", "  Cross-Origin-Resource-Policy: cross-origin", "",
  ].join("\n");
}
