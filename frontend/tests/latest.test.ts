import assert from "node:assert/strict";
import { test } from "node:test";
import { type Clock, latest, type Told } from "../src/parts/latest";

/** A clock that a test winds on. */
function wound(): Clock & { wind(): void; waits: number[] } {
  const due = new Map<number, () => void>();
  const waits: number[] = [];
  let last = 0;
  return {
    waits,
    set: (run, milliseconds) => {
      waits.push(milliseconds);
      due.set(++last, run);
      return last;
    },
    clear: (timer) => due.delete(timer as number),
    wind: () => {
      const runs = [...due.values()];
      due.clear();
      for (const run of runs) run();
    },
  };
}

interface Asked { value: string; signal: AbortSignal; answer: (words: string) => void; fail: (error: Error) => void }

function asking() {
  const asked: Asked[] = [];
  const told: Told<string, string>[] = [];
  const clock = wound();
  let rest = 250;
  const asks = latest<string, string>(
    (value, signal) => new Promise((answer, fail) => asked.push({ value, signal, answer, fail })),
    (one) => told.push(one),
    () => rest,
    clock,
  );
  return { asked, told, clock, asks, rests: (milliseconds: number) => { rest = milliseconds; } };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("only what stands when the typing rests is asked for", () => {
  const { asked, clock, asks } = asking();
  for (const typed of ["m", "ma", "mar"]) asks.ask(typed);
  assert.deepEqual(asked, []);
  clock.wind();
  assert.deepEqual(asked.map(({ value }) => value), ["mar"]);
});

test("a new key ends the question before, and its answer is dropped", async () => {
  const { asked, told, clock, asks } = asking();
  asks.ask("old");
  clock.wind();
  asks.ask("new");
  assert.equal(asked[0]!.signal.aborted, true);
  asked[0]!.answer("late");
  clock.wind();
  asked[1]!.answer("right");
  await settled();
  assert.deepEqual(told.filter(({ state }) => state === "done"), [{ state: "done", value: "new", answer: "right" }]);
});

test("what cannot be answered is told, unless it was given up", async () => {
  const { asked, told, asks } = asking();
  asks.now("first");
  asks.now("second");
  asked[0]!.fail(new Error("given up"));
  asked[1]!.fail(new Error("no server"));
  await settled();
  assert.deepEqual(told.flatMap((one) => (one.state === "failed" ? [one.error.message] : [])), ["no server"]);
});

test("after a stop nothing is asked or told", async () => {
  const { asked, told, clock, asks } = asking();
  asks.now("running");
  asks.ask("planned");
  asks.stop();
  clock.wind();
  asked[0]!.answer("late");
  await settled();
  assert.deepEqual([asked.length, told.map(({ state }) => state)], [1, ["waiting"]]);
});

test("the rest is asked for anew each time, so that slow answers make it longer", () => {
  const { clock, asks, rests } = asking();
  asks.ask("a");
  rests(1500);
  asks.ask("b");
  assert.deepEqual(clock.waits, [250, 1500]);
});
