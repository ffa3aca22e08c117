// Asks the store in its worker, one question after the other. As no query can be stopped, one that is given up ends the worker.

import { AnswerError, type SparqlAnswer } from "../source";
import { type Told, tooMuch } from "./asking";
import type { Files } from "./files";

const SECONDS = 30; // for one query, as `pohgraph serve` gives it

export class SparqlClient {
  #worker: Worker | null = null;
  #last = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly files: Files, private readonly prefixes: () => Promise<Record<string, string>>, private readonly seconds = SECONDS) {}

  ask(query: string, signal?: AbortSignal): Promise<SparqlAnswer> {
    const asked = this.#queue.then(async () => {
      signal?.throwIfAborted();
      const worker = (this.#worker ??= await this.#start());
      signal?.throwIfAborted();
      return this.#ask(worker, query, signal);
    });
    this.#queue = asked.catch(() => {});
    return asked;
  }

  #ask(worker: Worker, query: string, signal?: AbortSignal): Promise<SparqlAnswer> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = (act: () => void, dropped = false) => {
        clearTimeout(timer);
        worker.removeEventListener("message", told);
        worker.removeEventListener("error", broke);
        signal?.removeEventListener("abort", stop);
        if (dropped) {
          worker.terminate();
          this.#worker = null;
        }
        act();
      };
      const told = ({ data }: MessageEvent<Told>) => {
        if (data.id !== id) return;
        if (data.answer) end(() => resolve(data.answer!));
        else if (data.problem) end(() => reject(new AnswerError(data.ended ? 500 : 400, data.problem!)), data.ended ?? false);
        else timer = setTimeout(late, this.seconds * 1000);
      };
      const late = () => {
        const error = `The query was stopped after ${this.seconds} seconds.`;
        end(() => reject(new AnswerError(504, { error, line: 0, column: 0, hint: "Add a LIMIT, or make the query more specific." })), true);
      };
      const broke = (event: ErrorEvent) => {
        event.preventDefault();
        end(() => reject(new AnswerError(500, tooMuch(event.message))), true);
      };
      const stop = () => end(() => reject(signal?.reason as Error), true);
      worker.addEventListener("message", told);
      worker.addEventListener("error", broke);
      signal?.addEventListener("abort", stop);
      worker.postMessage({ id, query });
    });
  }

  async #start(): Promise<Worker> {
    const [engine, graph, prefixes] = await Promise.all([
      this.files.bytes("oxigraph.wasm"), this.files.bytes("graph.nq.gz"), this.prefixes(),
    ]);
    const worker = this.files.worker();
    worker.postMessage({ engine, graph, prefixes }, [engine, graph]);
    return worker;
  }
}
