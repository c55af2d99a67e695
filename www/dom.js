// @ts-check
// Elements by DOM calls only: nothing in this program ever parses a string as markup.

/** @typedef {Node | string | null | undefined | false | (Node | string | null | undefined | false)[]} Child */

/**
 * @param {Element} element
 * @param {Record<string, unknown>} properties `on…` are listeners, `prop:…` properties, the rest attributes; null and false: none
 * @param {Child[]} children
 */
function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function" && name.startsWith("on")) {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (name.startsWith("prop:")) {
      /** @type {any} */ (element)[name.slice(5)] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Record<string, unknown>} [properties] @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  fill(element, properties, children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} name @param {Record<string, unknown>} [properties] @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(name, properties = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(element, properties, children);
  return element;
}

/** @param {string} label @param {() => void} action @param {Record<string, unknown>} [properties] */
export function button(label, action, properties = {}) {
  return h("button", { type: "button", onclick: action, ...properties }, label);
}
