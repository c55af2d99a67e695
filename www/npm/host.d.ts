import type { ConnectOptions, Frame } from "../types.js";

export type * from "../types.js";

/** Connects to the annotator in an `<iframe>` whose `src` is embed.html. Fails with a sentence where no hello comes. */
export function connect(iframe: HTMLIFrameElement, options?: ConnectOptions): Promise<Frame>;
