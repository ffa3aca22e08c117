// The layout in a thread of its own. It is a file of its own, so that a page that allows only its own scripts can start it.

import { pauseFor, settle, type Task } from "./settling";

const STRIDE = 4;

self.onmessage = ({ data }: MessageEvent<Task>) => {
  const pause = pauseFor(data.nodes.length / 4);
  const steps = settle(data, STRIDE);
  let told = -pause;
  for (;;) {
    const { value, done } = steps.next();
    if (done || performance.now() - told > pause) {
      self.postMessage({ places: value, done: Boolean(done) });
      told = performance.now();
    }
    if (done) return;
  }
};
