import type { Annotator, Entity, Format, Result } from "../types.js";

export type * from "../types.js";

/** `<conflict-annotator>`: importing this module registers it. */
export declare class ConflictAnnotatorElement extends HTMLElement {
  /** ISO date; anchors "Tuesday". */
  documentDate: string;
  /** Kinds to mark, separated by spaces: party casualty materiel location date. */
  kinds: string;
  readonly: boolean;
  disabled: boolean;
  labels: "full" | "short" | "none";
  /** Panels of the inspector, separated by spaces: claims map timeline table; empty for none. */
  panels: string;
  theme: "auto" | "light" | "dark";
  /** UTF-16 units; 200,000. */
  maxLength: number;
  persist: "none" | "local";
  /** Set while the page is not ready to take a text. */
  waiting: boolean;
  name: string | null;

  /** The article. Setting it marks nothing; call `annotate()`. */
  text: string;
  /** The annotated article; set native JSON to show it, null to forget it. */
  get result(): Result | null;
  set result(value: object | null);
  selected: string | null;
  /** The engine; set one to share or configure it. */
  annotator: Promise<Annotator> | null;

  /** Native JSON as text: what a form submits. */
  readonly value: string;
  readonly form: HTMLFormElement | null;
  readonly type: string;
  /** What went wrong last, until the next text. */
  readonly problem: { code: string; message: string } | null;

  /** Marks the text; null where `problem` says why not, or a later text took its place. */
  annotate(): Promise<Result | null>;
  export(format: Format): Promise<Uint8Array>;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  setSelected(id: string | null): void;
  scrollIntoView(id?: string | boolean | ScrollIntoViewOptions): void;
  clear(): void;
}

/** What the element tells; all bubble and cross shadow borders. Never sent for what the host page itself sets. */
export interface ConflictAnnotatorEventMap {
  "conflict-annotator:ready": CustomEvent<Record<string, never>>;
  "conflict-annotator:annotate": CustomEvent<{ result: Result; ms: number }>;
  "conflict-annotator:select": CustomEvent<{ entity: Entity | null }>;
  "conflict-annotator:change": CustomEvent<{ entity: Entity; previous: Entity | null; action: "create" | "update" | "delete" }>;
  "conflict-annotator:error": CustomEvent<{ code: "too-long" | "cancelled" | "load" | "engine" | "file" }>;
}

declare global {
  interface HTMLElementTagNameMap { "conflict-annotator": ConflictAnnotatorElement }
  interface HTMLElementEventMap extends ConflictAnnotatorEventMap {}
}
