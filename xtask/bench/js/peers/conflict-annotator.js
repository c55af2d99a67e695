// @ts-nocheck: the module is generated
/** @param {{ module: () => Promise<any> }} site */
export async function load(site) {
  const engine = await site.engine();
  const annotate = (text) => JSON.parse(engine.annotate(text, "2022-09-14"));
  annotate.alone = (text) => engine.annotate(text, "2022-09-14");
  annotate.memory = site.engineMemory;
  return annotate;
}
