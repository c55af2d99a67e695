import type { Annotator, AnnotatorOptions, Format, NativeJson, Result } from "../types.js";

export type * from "../types.js";

/** The engine, on a worker where one may be made. Fails with a sentence where its files cannot be had. */
export function createAnnotator(options?: AnnotatorOptions): Promise<Annotator>;

/** A result as native JSON, format `conflict-annotator/1`: offsets in code points, the same shape as the command line writes. */
export function toNativeJson(result: Result): NativeJson;

/** Native JSON, or a result from elsewhere, checked: offsets in UTF-16 units, marks outside the text left out. */
export function readResult(native: unknown): Result;

/** The formats of `Annotator.export`, with names for a menu. */
export const FORMATS: readonly { format: Format; name: string; says: string; file: string; mime: string }[];
