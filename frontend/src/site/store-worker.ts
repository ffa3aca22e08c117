// A worker with an RDF store compiled to WebAssembly: loads the graph once, then answers one query after another.

import init, { Store } from "oxigraph/web.js";
import { ask, type Told } from "./asking";

type Begin = { engine: ArrayBuffer; graph: ArrayBuffer; prefixes: Record<string, string> };
type Ask = { id: number; query: string };

let ready: Promise<{ store: Store; prefixes: Record<string, string> }>;

addEventListener("message", ({ data }: MessageEvent<Begin | Ask>) => {
  if ("engine" in data) {
    ready = begin(data);
    ready.catch(() => {}); // whoever asks is told
  } else void answer(data);
});

async function begin({ engine, graph, prefixes }: Begin) {
  await init({ module_or_path: engine });
  const store = new Store();
  store.load(new Uint8Array(graph), { format: "application/n-quads", no_transaction: true, lenient: true });
  return { store, prefixes };
}

async function answer({ id, query }: Ask): Promise<void> {
  const tell = (told: Omit<Told, "id">) => postMessage({ id, ...told });
  try {
    const { store, prefixes } = await ready;
    tell({ began: true }); // from here on, time counts
    tell(ask(store, query, prefixes));
  } catch (error) {
    tell({ problem: { error: `This browser could not load the graph: ${String((error as Error).message ?? error)}`, line: 0, column: 0, hint: "" }, ended: true });
  }
}
