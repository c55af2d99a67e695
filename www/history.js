// @ts-check
// Undo and redo: results are never changed in place, so a step back is an older one.

/** @import {Entity, Result} from "./types.js" */
/** @typedef {{before: Result, after: Result, action: "create" | "update" | "delete", entity: Entity, previous: Entity | null}} Edit */

export class History {
  /** @type {Edit[]} */ done = [];
  /** @type {Edit[]} */ undone = [];

  /** @param {Edit} edit */
  push(edit) {
    this.done.push(edit);
    this.undone = [];
  }

  /** @returns {Edit | null} */
  undo() {
    const edit = this.done.pop() ?? null;
    if (edit) this.undone.push(edit);
    return edit;
  }

  /** @returns {Edit | null} */
  redo() {
    const edit = this.undone.pop() ?? null;
    if (edit) this.done.push(edit);
    return edit;
  }

  clear() {
    this.done = [];
    this.undone = [];
  }
}
