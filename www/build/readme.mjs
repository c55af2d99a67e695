// @ts-check
// README's examples: the site shows them live, the tests run them. A block of code after `<!-- example: NAME -->` is one.
import { text } from "./bundle.mjs";

/** @typedef {{name: string, title: string, language: string, code: string}} Example */

/** @returns {Example[]} in README's order */
export function examples() {
  const found = [...text("README.md").matchAll(/<!-- example: ([\w-]+)(?:, ([^\n]*?))? -->\s*```(\w+)\n([\s\S]*?)```/g)];
  return found.map(([, name, title = name, language, code]) => ({ name, title, language, code }));
}

/** @param {string} name @returns {Example} */
export function example(name) {
  const found = examples().find((one) => one.name === name);
  if (!found) throw new Error(`README.md has no example '${name}'; it has ${examples().map((one) => one.name).join(", ")}.`);
  return found;
}
