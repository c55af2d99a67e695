// The shapes that cross module borders. Offsets are UTF-16 units, end exclusive; `_cp` are Unicode code points.

export type Kind = "party" | "casualty" | "materiel" | "location" | "date";
export type Layer = "parties" | "casualties" | "materiel" | "locations" | "dates";
/** What a person made of a mark. Not called `status`: a casualty claim has a status of its own (asserted, denied …). */
export type Review = "auto" | "confirmed" | "edited" | "added" | "rejected";
export type Span = [number, number];

export interface Count { low: number | null; best: number | null; high: number | null; hedge: string }

export interface Base {
  id: string; start: number; end: number; start_cp: number; end_cp: number; text: string; rule: string; review: Review;
}
export interface Party extends Base {
  mention_type: string; canonical: string[]; kind: string; affiliation: string[] | null; sector: string[] | null;
  role: string; side: string | null;
}
export interface Casualty extends Base {
  outcome: string; count: Count; victim_kind: string[]; victim_span: Span | null; affiliated_party: string | null;
  perpetrator: string | null; claimant: string | null; claimant_span: Span | null; status: string; time_frame: string;
  part_of: string | null; cluster: string | null; place: string | null; date: string | null;
}
export interface Materiel extends Base {
  class: string; count: Count; effect: string; owner: string | null; perpetrator: string | null; claimant: string | null;
  status: string; cluster: string | null;
}
export interface Alternative { canonical: string; country: string | null; lat: number; lon: number; weight: number }
export interface Location extends Base {
  canonical: string | null; type: string; country: string | null; lat: number | null; lon: number | null;
  where_prec: number | null; reading: string; primary: boolean; alternatives: Alternative[];
}
export interface DateMark extends Base {
  type: string; value: string; mod: string | null; anchor: string | null; interval: [string, string] | null;
  date_prec: number | null; timex3_extent?: Span;
}
export type Mark = Party | Casualty | Materiel | Location | DateMark;

export interface Warning { code: string; message: string; spans: Span[] }
export interface DocumentInfo {
  date: string | null; date_source: string; sides: { A: string[]; B: string[] }; warnings: Warning[]; summary?: unknown[];
}
export interface Result {
  format: string; id: string; text: string; offset_unit: string; document: DocumentInfo;
  parties: Party[]; casualties: Casualty[]; materiel: Materiel[]; locations: Location[]; dates: DateMark[];
}

/** A mark with its kind: what the interface passes around. */
export interface Entity { id: string; kind: Kind; start: number; end: number; mark: any }

export interface AnnotateOptions { documentDate?: string; kinds?: Kind[]; signal?: AbortSignal }
export interface Annotator {
  annotate(text: string, options?: AnnotateOptions): Promise<Result>;
  export(result: Result, format: string): Uint8Array;
  terminate(): void;
}
export interface AnnotatorOptions {
  /** false: annotate on the main thread. */
  worker?: boolean;
  wasm?: URL | BufferSource | WebAssembly.Module;
  /** The full gazetteer file; null: the built-in core only. */
  gazetteer?: URL | BufferSource | null;
}
