// @ts-check
// The opt-in copy of the text on this device. Where storage is refused (a sandboxed frame), there is none.

const KEY = "conflict-annotator:text";

/** @param {string} text @returns {boolean} false where storage is refused or full: then nothing is kept, not even an older text */
export function keepText(text) {
  try {
    localStorage.setItem(KEY, text);
    return true;
  } catch {
    forgetText();
    return false;
  }
}

export function keptText() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function forgetText() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

let refused = false;

/** For a page inside another one: a copy on this device is not offered. */
export function keepNothing() {
  refused = true;
}

/** False in a sandboxed frame: there is no storage then, and nothing to offer. */
export function canKeep() {
  try {
    return !refused && Boolean(localStorage);
  } catch {
    return false;
  }
}
