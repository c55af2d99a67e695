// Apps that install the package as anybody would: from its tarball, so that what is left out of it is missing here too.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const DIST = `${ROOT}dist/`;
const APPS = `${ROOT}target/consumers/`;

/** @type {string | undefined} */
let tarball;

/** @param {string[]} words @param {string} cwd */
const npm = (words, cwd) => execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", [...words, "--offline", "--no-audit", "--no-fund", "--loglevel=error"], { cwd, encoding: "utf8", shell: process.platform === "win32" });

/**
 * A fresh app with the package installed.
 * @param {string} name @param {Record<string, string>} files @returns {string} its folder
 */
export function makeApp(name, files) {
  const folder = join(APPS, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  tarball ??= join(APPS, npm(["pack", `${DIST}npm`, "--pack-destination", APPS, "--silent"], APPS).trim());
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: `consumer-${name}`, private: true, type: "module" }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  npm(["install", tarball, "--no-save", "--ignore-scripts"], folder);
  return folder;
}

/** Headers of a `_headers` file (Netlify, Cloudflare Pages): every rule whose path fits adds its own. @param {string} source */
export function headersOf(source) {
  /** @type {{path: string, headers: [string, string][]}[]} */
  const rules = [];
  for (const line of source.split("\n").filter((text) => text.trim())) {
    if (!line.startsWith(" ")) rules.push({ path: line.trim(), headers: [] });
    else {
      const [, name, value] = /^\s+([\w-]+): (.*)$/.exec(line) ?? [];
      if (!name) throw new Error(`_headers has a line that is no header: ${line}`);
      rules.at(-1)?.headers.push([name.toLowerCase(), value]);
    }
  }
  /** @param {string} path @returns {Record<string, string>} */
  return (path) => Object.fromEntries(rules.filter((rule) => (rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path)).flatMap(({ headers }) => headers));
}
