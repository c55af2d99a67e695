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

/** The formats of exports; `json` is native JSON. */
export type Format = "claims-csv" | "events-csv" | "geojson" | "jsonld" | "brat" | "conll" | "spacy" | "label-studio" | "timeml" | "html" | "json";

type Native<M> = Omit<M, "start_cp" | "end_cp">;
/** Native JSON as files hold it: offsets in code points. */
export interface NativeJson extends Omit<Result, "parties" | "casualties" | "materiel" | "locations" | "dates"> {
  parties: Native<Party>[]; casualties: Native<Casualty>[]; materiel: Native<Materiel>[]; locations: Native<Location>[]; dates: Native<DateMark>[];
}

/** A mark with its kind: what the interface passes around. */
export interface Entity { id: string; kind: Kind; start: number; end: number; mark: any }

export interface AnnotateOptions { documentDate?: string; kinds?: Kind[]; signal?: AbortSignal }
export interface Annotator {
  annotate(text: string, options?: AnnotateOptions): Promise<Result>;
  export(result: Result, format: Format): Uint8Array;
  /** Adds the full gazetteer's bytes; gives how many places came to the built-in ones. Fails where they do not fit. */
  loadGazetteer(source: URL | string | BufferSource): Promise<number>;
  terminate(): void;
  /** One sentence where the gazetteer file that was given does not fit; the built-in places serve then. */
  readonly misfit?: string;
}
export interface AnnotatorOptions {
  /** false: annotate on the main thread. */
  worker?: boolean;
  /** The engine's module, from elsewhere than this package. */
  wasm?: URL | string | BufferSource | WebAssembly.Module;
  /** The full gazetteer: true loads the one that comes with the engine; without it, the built-in core serves. */
  gazetteer?: URL | string | BufferSource | boolean | null;
}

/** What a host page can say when it connects to embed.html; beside `timeout` and `autoHeight` all goes to `initialize`. */
export interface ConnectOptions {
  /** Milliseconds to wait for the frame; 30,000. */
  timeout?: number;
  /** Give the <iframe> the height of its content. */
  autoHeight?: boolean;
  documentDate?: string; kinds?: string; panels?: string; labels?: "full" | "short" | "none"; theme?: "auto" | "light" | "dark";
  readonly?: boolean; maxLength?: number; gazetteer?: BufferSource;
}
export interface FrameEvents {
  annotated: { result: Result; ms: number };
  changed: { entity: Entity; previous: Entity | null; action: "create" | "update" | "delete" };
  selected: { entity: Entity | null };
  failed: { code: string; message: string };
}
/** The annotator in an <iframe>, as its host page sees it. */
export interface Frame {
  about: { name: string; protocol: number; format: string; exports: string[]; places: number; sealed: boolean };
  setText(text: string, documentDate?: string): Promise<{ length: number }>;
  annotate(text?: string, documentDate?: string): Promise<Result>;
  getResult(): Promise<Result | null>;
  export(format: Format): Promise<Uint8Array>;
  select(id: string | null): Promise<{ selected: string | null }>;
  on<N extends keyof FrameEvents>(name: N, listener: (params: FrameEvents[N]) => void): () => void;
  /** Any request of the protocol. */
  request(method: string, params?: object, transfer?: Transferable[]): Promise<any>;
  close(): void;
}
