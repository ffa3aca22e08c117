// The state of a reading: the text as it is typed, the last answer, and whether it is still about what stands there.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ReadText } from "../answers";
import { useSource } from "../context";
import { CodePoints } from "../parts/code-points";
import { latest } from "../parts/latest";
import { AnswerError } from "../source";
import { INSTEAD, LARGEST } from "./file";

const REST = 250; // milliseconds without a key before the text is read
const LONGEST_REST = 1500;

export interface Reading {
  answer: ReadText | null;
  /** The answer's own text, for its places. */
  text: CodePoints | null;
  /** Whether what was typed is not answered yet. */
  waiting: boolean;
  error: Error | null;
}

const NOTHING: Reading = { answer: null, text: null, waiting: false, error: null };

/** `done` is called once for each answer, with the text that was asked about. */
export function useReading(done: (answer: ReadText, text: CodePoints, asked: string) => void) {
  const source = useSource();
  const [reading, setReading] = useState<Reading>(NOTHING);
  const tell = useRef(done);
  tell.current = done;
  const reader = useMemo(() => {
    let took = 0;
    let began = 0;
    return latest<string, ReadText>(
      (text, signal) => {
        began = performance.now();
        return source.read(text, signal);
      },
      (told) => {
        if (told.state === "waiting") return setReading((before) => ({ ...before, waiting: true }));
        took = performance.now() - began;
        if (told.state === "failed") return setReading((before) => ({ ...before, waiting: false, error: tooLong(told.error) }));
        const text = new CodePoints(told.answer.text);
        setReading({ answer: told.answer, text, waiting: false, error: null });
        tell.current(told.answer, text, told.value);
      },
      () => Math.min(Math.max(REST, took), LONGEST_REST), // long texts are not read after every word
    );
  }, [source]);
  useEffect(() => () => reader.stop(), [reader]);

  const read = (given: string, when: "soon" | "now") => {
    const text = wellFormed(given);
    if (!text.trim()) {
      reader.stop();
      setReading(NOTHING);
      return;
    }
    if (text.length > LARGEST || new Blob([text]).size > LARGEST) {
      reader.stop();
      const error = new Error(`The text has more than 512 KiB. ${INSTEAD}`);
      return setReading((before) => ({ ...before, waiting: false, error }));
    }
    if (when === "soon") setReading((before) => (before.waiting ? before : { ...before, waiting: true }));
    reader[when === "soon" ? "ask" : "now"](text);
  };
  return { reading, read };
}

/** Half of a character that takes two units cannot be sent; it becomes the sign for that, which is as long. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}

/** The server's advice on time is for queries; a text is read in parts. */
function tooLong(error: Error): Error {
  if (!(error instanceof AnswerError) || (error.status !== 503 && error.status !== 504)) return error;
  return new AnswerError(error.status, { ...error.problem, hint: INSTEAD });
}
