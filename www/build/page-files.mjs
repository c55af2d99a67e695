// @ts-check
// Pages: their markup with other scripts, styles and policies than at home.
import { createHash } from "node:crypto";

/** @param {string | Buffer | Uint8Array} content */
export const shortHash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 10);

/** How a policy names an inline script or style. @param {string} content */
const cspHash = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;

/**
 * Replaces exactly one place: a page that has changed shall not be half made.
 * @param {string} page @param {string | RegExp} place @param {string} by
 */
export function put(page, place, by) {
  const parts = page.split(place);
  if (parts.length !== 2) throw new Error(`The page has ${parts.length - 1} places like ${place}; one was expected.`);
  return parts.join(by);
}

/** The page without what loads its modules one by one: a package has them in one script. @param {string} page */
export const withoutModules = (page) => page.replace(/<link rel="(?:module)?preload"[^>]*>\n|<script type="module" async[^>]*><\/script>\n/g, "");

/** Replaces the policy in a page's <meta>. @param {string} page @param {string} policy */
export const withPolicy = (page, policy) => put(page, /(?<=http-equiv="Content-Security-Policy" content=")[^"]*(?=")/, policy);

/** The policy that a page carries. @param {string} page */
export function policyOf(page) {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  if (!policy) throw new Error("The page has no policy.");
  return policy;
}

/**
 * The page with its script (and style) inside: no address is left in its policy, so nothing can be fetched from the start.
 * @param {string} page @param {string} script @param {string} [style]
 */
export function selfContained(page, script, style) {
  // `</script` would end the element; esbuild writes it as `<\/script` in strings, but nothing else guards it.
  if (/<\/script|<!--/i.test(script)) throw new Error("The script has </script or <!-- in it and cannot stand inside a page.");
  const policy = [
    "default-src 'none'", `script-src ${cspHash(script)} 'wasm-unsafe-eval'`, ...(style ? [`style-src ${cspHash(style)}`] : []), "img-src data:", "worker-src blob:",
    "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types ca",
  ].join("; ");
  page = put(page, /<script type="module" src="[^"]*"><\/script>\n/, "");
  // At the end of the body: what stands there is on the screen before a megabyte of script is read.
  page = put(page, "</body>", `<script type="module">${script}</script>\n</body>`);
  return withPolicy(page, policy);
}
