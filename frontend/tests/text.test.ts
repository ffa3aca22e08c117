import assert from "node:assert/strict";
import { test } from "node:test";
import { CodePoints } from "../src/parts/code-points";
import { csv, tsv } from "../src/parts/delimited";
import { emphasis } from "../src/parts/emphasis";
import { levels, pieces } from "../src/parts/marks";

test("a text without wide characters counts the same in both ways", () => {
  const text = new CodePoints("naïve");
  assert.equal(text.length, 5);
  assert.equal(text.index(3), 3);
  assert.equal(text.slice(1, 3), "aï");
});

test("characters beyond U+FFFF count once", () => {
  const text = new CodePoints("a𝛼b😀c");
  assert.equal(text.length, 5);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((offset) => text.index(offset)), [0, 1, 3, 4, 6, 7]);
  assert.deepEqual([..."a𝛼b😀c"].map((_, offset) => text.slice(offset, offset + 1)), ["a", "𝛼", "b", "😀", "c"]);
});

test("every offset comes back from its index, and the middle of a character is its start", () => {
  const text = new CodePoints("😀😀x𝛼");
  for (let offset = 0; offset <= text.length; offset++) assert.equal(text.offset(text.index(offset)), offset);
  assert.equal(text.offset(1), 0);
  assert.equal(text.offset(3), 1);
  assert.equal(text.offset(6), 3);
});

test("offsets outside the text are moved to its ends", () => {
  const text = new CodePoints("a😀");
  assert.equal(text.index(-4), 0);
  assert.equal(text.index(9), 3);
  assert.equal(text.slice(1, 99), "😀");
});

const cut = (marks: { start: number; end: number; name: string }[], start = 0, end = 10) =>
  pieces(start, end, marks).map((piece) => `${piece.start}-${piece.end}:${piece.marks.map((mark) => mark.name).join("")}`);

test("a text without marks is one piece", () => assert.deepEqual(cut([]), ["0-10:"]));

test("a mark within another lies inside it", () =>
  assert.deepEqual(cut([{ start: 3, end: 5, name: "i" }, { start: 1, end: 8, name: "o" }]), ["0-1:", "1-3:o", "3-5:oi", "5-8:o", "8-10:"]));

test("marks that cross are cut where they cross", () =>
  assert.deepEqual(cut([{ start: 1, end: 5, name: "a" }, { start: 3, end: 8, name: "b" }]), ["0-1:", "1-3:a", "3-5:ba", "5-8:b", "8-10:"]));

test("marks of the same stretch and marks side by side are all kept", () =>
  assert.deepEqual(cut([{ start: 0, end: 4, name: "a" }, { start: 0, end: 4, name: "b" }, { start: 4, end: 10, name: "c" }]), ["0-4:ab", "4-10:c"]));

test("marks are clipped to the stretch, and empty or distant ones left out", () =>
  assert.deepEqual(
    cut([{ start: 0, end: 4, name: "a" }, { start: 5, end: 5, name: "e" }, { start: 8, end: 9, name: "z" }], 2, 6),
    ["2-4:a", "4-6:"],
  ));

test("pieces joined give the text again", () => {
  const text = new CodePoints("😀 pain or 𝛼 fever");
  const marks = [{ start: 2, end: 6 }, { start: 0, end: 12 }, { start: 4, end: 15 }];
  assert.equal(pieces(0, text.length, marks).map((piece) => text.slice(piece.start, piece.end)).join(""), text.text);
});

test("CSV quotes what would break it", () =>
  assert.equal(csv([["a", 'b "c"', "d,e", "f\ng"], [null, 1, true, undefined]]), 'a,"b ""c""","d,e","f\ng"\r\n,1,true,\r\n'));

test("TSV keeps one row to a line", () => assert.equal(tsv([["a\tb", "c\r\nd"]]), "a b\tc d\n"));

const bold = (name: string, words: string) => emphasis(name, words).map((part) => (part.asked ? `[${part.text}]` : part.text)).join("");

test("the words that were asked for are emphasised in any case and without accents", () => {
  assert.equal(bold("Sjögren syndrome", "SJOGREN syn"), "[Sjögren] [syn]drome");
  assert.equal(bold("osteoma cutis", "cutis"), "osteoma [cutis]");
  assert.equal(bold("Ectopic calcification", "calcific"), "Ectopic [calcific]ation");
  assert.equal(bold("anything", ""), "anything");
});

test("a single letter only fits the beginning of a word", () => assert.equal(bold("a papular rash", "a p"), "[a] [p]apular rash"));

test("the line of a mark runs below the lines of all that lies in it", () => {
  const [outer, middle, inner, alone] = [{ start: 0, end: 9 }, { start: 2, end: 8 }, { start: 2, end: 4 }, { start: 9, end: 10 }];
  const found = levels(pieces(0, 10, [outer, middle, inner, alone]));
  assert.deepEqual([outer, middle, inner, alone].map((mark) => found.get(mark) ?? 0), [2, 1, 0, 0]);
});
