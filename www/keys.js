// @ts-check
// The key map, once: the handler reads it, and Help prints it. Every action here is also a button somewhere.

/** @typedef {{keys: string, action: string, says: string, single: boolean}} Binding */

/** @type {Binding[]} */
export const BINDINGS = [
  { keys: "ArrowLeft", action: "previous", says: "Previous mark", single: true },
  { keys: "ArrowRight", action: "next", says: "Next mark", single: true },
  { keys: "Home", action: "first", says: "First mark", single: true },
  { keys: "End", action: "last", says: "Last mark", single: true },
  { keys: "[", action: "previousSame", says: "Previous mark of the same kind", single: true },
  { keys: "]", action: "nextSame", says: "Next mark of the same kind", single: true },
  { keys: "Enter", action: "open", says: "Open the card of the mark", single: true },
  { keys: "s", action: "open", says: "Open the card of the mark", single: true },
  { keys: "Escape", action: "back", says: "From the card back to the mark", single: false },
  { keys: "a", action: "add", says: "Mark the selected words; then 1 party, 2 casualty, 3 place, 4 date, 5 equipment", single: true },
  { keys: "Shift+ArrowRight", action: "grow", says: "Move the end of the mark a word on", single: true },
  { keys: "Shift+ArrowLeft", action: "shrink", says: "Move the end of the mark a word back", single: true },
  { keys: "Delete", action: "reject", says: "Reject the mark, or take it back", single: true },
  { keys: "c", action: "confirm", says: "Confirm the mark", single: true },
  { keys: "/", action: "find", says: "Find words in the text", single: true },
  { keys: "?", action: "help", says: "This help", single: true },
  { keys: "Ctrl+Enter", action: "annotate", says: "Mark the text", single: false },
  { keys: "Ctrl+z", action: "undo", says: "Undo", single: false },
  { keys: "Ctrl+Shift+z", action: "redo", says: "Redo", single: false },
  { keys: "Ctrl+Shift+h", action: "hide", says: "Hide or show all marks", single: false },
];

/** @param {KeyboardEvent} event */
function chord(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // The shift that a character needs on some keyboards ("?", "/") is part of the character.
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key));
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${key}`;
}

/** @param {KeyboardEvent} event @param {boolean} singles whether single keys are on (WCAG 2.1.4) @returns {string | null} */
export function actionOf(event, singles) {
  if (event.altKey || event.isComposing) return null;
  const pressed = chord(event);
  return BINDINGS.find(({ keys, single }) => keys === pressed && (singles || !single))?.action ?? null;
}
