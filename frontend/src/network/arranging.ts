// Runs the layout: in a worker where one can be started, else in the page itself, a little at a time.

import type { Network } from "../answers";
import { radius } from "./look";
import { pauseFor, settle, type Task } from "./settling";
import type { Place } from "./start";

// An inlined script has no address, and so no file beside it.
const WORKER = import.meta.url ? new URL("network-layout.js", import.meta.url) : null;
const BUDGET = 12; // milliseconds of each frame

export interface Arranging {
  stop(): void;
}

export function arrange(task: Task, moved: (places: Float32Array, done: boolean) => void): Arranging {
  let stopped = false;
  const tell = (places: Float32Array, done: boolean) => {
    if (!stopped) moved(places, done);
  };
  let worker: Worker | null = null;
  const inPage = () => {
    worker?.terminate();
    worker = null;
    const steps = settle(task, 2);
    const pause = pauseFor(task.nodes.length / 4);
    let told = -pause;
    const go = () => {
      const began = performance.now();
      let step = steps.next();
      while (!step.done && performance.now() - began < BUDGET) step = steps.next();
      if (step.done || performance.now() - told > pause) {
        tell(step.value, Boolean(step.done));
        told = performance.now();
      }
      if (!step.done && !stopped) setTimeout(go, 0);
    };
    go();
  };
  try {
    if (!WORKER || !/^https?:/.test(WORKER.protocol)) throw new Error("no worker from here");
    worker = new Worker(WORKER);
    worker.onerror = inPage;
    worker.onmessage = ({ data }: MessageEvent<{ places: Float32Array; done: boolean }>) => {
      tell(data.places, data.done);
      if (data.done) worker?.terminate();
    };
    worker.postMessage(task);
  } catch {
    setTimeout(inPage, 0);
  }
  return {
    stop: () => {
      stopped = true;
      worker?.terminate();
    },
  };
}

/** A network as the layout takes it; `known` nodes keep their place. Nodes with several links are bound to each other once. */
export function packed(network: Network, places: ReadonlyMap<string, Place>, known: ReadonlyMap<string, Place>): Task {
  const nodes = new Float32Array(network.nodes.length * 4);
  network.nodes.forEach((node, i) => {
    const [x, y] = places.get(node.id)!;
    nodes.set([x, y, radius(node.weight, network.nodes.length), known.has(node.id) ? 1 : 0], 4 * i);
  });
  const index = new Map(network.nodes.map((node, i) => [node.id, i]));
  const pairs = new Map<string, [number, number]>();
  for (const { source: a, target: b } of network.links) {
    if (a !== b) pairs.set(a < b ? `${a}|${b}` : `${b}|${a}`, [index.get(a)!, index.get(b)!]);
  }
  return { nodes, links: Uint32Array.from([...pairs.values()].flat()) };
}
