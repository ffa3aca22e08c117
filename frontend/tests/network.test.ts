import assert from "node:assert/strict";
import { test } from "node:test";
import type { Network, NetworkLink, State } from "../src/answers";
import { boxAround, neighbourIn } from "../src/network/geometry";
import { readAddress, writeAddress } from "../src/network/address";
import { EVERYTHING, find, shown, toggled } from "../src/network/filters";
import { fitted } from "../src/network/fitted";
import { placeLabels } from "../src/network/labels";
import { LINES, looks, shapesOf } from "../src/network/look";
import { linkKey, merge, strands } from "../src/network/merging";
import { linkNear, placeOften } from "../src/network/overlay";
import { settle } from "../src/network/settling";
import { begin, seeded } from "../src/network/start";
import { toSvg } from "../src/network/svg";
import type { Theme } from "../src/network/theme";
import { parse, format } from "../src/router";

const node = (id: string, category = "PhenotypicFeature", weight = 1) => ({ id, iri: `https://x.org/${id}`, label: `label of ${id}`, category, weight });
const link = (source: string, target: string, state: State = "stated", more: Partial<NetworkLink> = {}): NetworkLink => ({
  source, target, relation: "has phenotype", state, often: "", qualifier: "", documents: ["p:1"], quotes: ["words"], ...more,
});
const page = (id: string, publisher: string) => ({ id, title: id, label: id, publisher, license: "", address: "", modified: "", sha256: "" });
const SMALL: Network = {
  title: "small",
  nodes: [node("D:1", "Disease", 9), node("D:2", "Disease", 5), node("P:1"), node("P:2"), node("P:3"), node("G:1", "Gene")],
  links: [link("D:1", "P:1"), link("D:1", "P:2", "denied"), link("D:2", "P:2", "open", { documents: ["p:2"] }), link("G:1", "D:1", "stated", { relation: "causes" }), link("D:2", "P:3", "borrowed")],
  omitted: 0,
  sources: [page("p:1", "A"), page("p:2", "B")],
};
const THEME: Theme = {
  dark: false, ground: "#ffffff", text: "#000000", quiet: "#555555", focus: "#0000ff", stated: "#888888", denied: "#aa0000", open: "#885500", borrowed: "#6633aa",
  kinds: { disease: "#0a5a9c", gene: "#9a4a00", phenotype: "#17693a", inheritance: "#6b3fa0", other: "#54606f" },
};
const ids = (part: { nodes: { id: string }[] }) => part.nodes.map((one) => one.id);

test("nodes of one kind that is off are gone, with their links", () => {
  const part = shown(SMALL, { ...EVERYTHING, kinds: ["Disease", "Gene"] });
  assert.deepEqual(ids(part), ["D:1", "D:2", "G:1"]);
  assert.deepEqual(part.links.map((one) => one.relation), ["causes"]);
});

test("a filter of states leaves out the nodes it takes the last link from", () => {
  assert.deepEqual(ids(shown(SMALL, { ...EVERYTHING, states: ["denied"] })), ["D:1", "P:2"]);
});

test("what one page says, or all pages of a publisher", () => {
  assert.deepEqual(ids(shown(SMALL, { ...EVERYTHING, from: "p:2" })), ["D:2", "P:2"]);
  assert.deepEqual(ids(shown(SMALL, { ...EVERYTHING, from: "publisher:B" })), ["D:2", "P:2"]);
});

test("a node in focus is shown with its neighbours alone", () => {
  assert.deepEqual(ids(shown(SMALL, { ...EVERYTHING, around: "D:2" })), ["D:2", "P:2", "P:3"]);
});

test("a collapsed node keeps the neighbours that something else links to", () => {
  assert.deepEqual(ids(shown(SMALL, { ...EVERYTHING, collapsed: ["D:2"] })), ["D:1", "D:2", "P:1", "P:2", "G:1"]);
});

test("hidden nodes are gone, and those that lose their links stay to be found", () => {
  assert.deepEqual(ids(shown(SMALL, { ...EVERYTHING, hidden: ["D:1"] })), ["D:2", "P:1", "P:2", "P:3", "G:1"]);
});

test("switches: the last one that is switched on is no filter", () => {
  assert.deepEqual(toggled<string>(null, "a", ["a", "b"]), ["b"]);
  assert.equal(toggled(["b"], "a", ["a", "b"]), null);
  assert.deepEqual(toggled(["a"], "a", ["a", "b"]), []);
});

test("the best find is what is called so, then what is described most", () => {
  assert.deepEqual(find(SMALL.nodes, "label d").map((one) => one.id), ["D:1", "D:2"]);
  assert.equal(find(SMALL.nodes, "p:3")[0]?.id, "P:3");
});

test("an address comes back as what it was made from", () => {
  const address = {
    focus: ["MONDO:1", "HP:2"], limit: 500, expanded: ["HP:2"],
    view: { ...EVERYTHING, kinds: ["Disease", ""], states: ["denied" as const], relations: ["has mode of inheritance"], words: "a b", hidden: ["X:1"], chosen: linkKey(SMALL.links[0]!), around: "MONDO:1" },
  };
  const place = parse(format(["network"], writeAddress(address)));
  assert.deepEqual(readAddress(place.query), address);
});

test("an empty filter and no filter are two addresses, and nonsense is none", () => {
  const back = (query: string) => readAddress(new URLSearchParams(query));
  const empty = writeAddress({ focus: [], limit: 150, expanded: [], view: { ...EVERYTHING, kinds: [] } });
  assert.deepEqual(back(new URLSearchParams(empty as Record<string, string>).toString().replace(/[^&]*=undefined&?/g, "")).view.kinds, []);
  assert.equal(back("").view.kinds, null);
  assert.equal(back("limit=-4").limit, 150);
  assert.equal(back("limit=1e9").limit, 20000);
  assert.deepEqual(back("state=denied+nonsense").view.states, ["denied"]);
});

test("an expansion adds what is new, and joins what is the same", () => {
  const more: Network = {
    ...SMALL, title: "more", omitted: 7, nodes: [node("P:9"), node("D:1", "Disease", 12)],
    links: [link("D:1", "P:9"), link("D:1", "P:1", "stated", { documents: ["p:3"], quotes: ["other"] }), link("D:1", "nowhere")], sources: [page("p:3", "C")],
  };
  const both = merge(SMALL, more);
  assert.deepEqual(ids(both), [...ids(SMALL), "P:9"]);
  assert.equal(both.nodes[0]!.weight, 12);
  assert.deepEqual(both.links[0]!.documents, ["p:1", "p:3"]);
  assert.deepEqual(both.links[0]!.quotes, ["words", "other"]);
  assert.equal(both.links.length, SMALL.links.length + 1);
  assert.deepEqual([both.title, both.omitted], ["small", 0]);
});

test("what is said in the same state of two nodes is one line, and the lines of two nodes lie beside each other", () => {
  const found = strands([link("A", "B", "stated", { often: "90%" }), link("A", "B", "denied"), link("B", "A", "open"), link("A", "B", "stated", { often: "all", documents: ["p:2"] })]);
  assert.deepEqual(found.map((one) => [one.state, one.pages, one.often]), [["stated", 2, "90%; all"], ["denied", 1, ""], ["open", 1, ""]]);
  // Seen from one side of the pair, all three are apart.
  assert.deepEqual(found.map((one) => one.lane * (one.source < one.target ? 1 : -1)), [-1, 0, 1]);
  assert.equal(strands([link("A", "B")])[0]!.lane, 0);
});

test("no two kinds have the same colour and shape, known or not", () => {
  const kinds = ["Disease", "Gene", "PhenotypicFeature", "GeneticInheritance", "Onset", "ClinicalCourse", "ClinicalModifier", "", ...Array.from({ length: 30 }, (_, i) => `Unheard${i}`)];
  const found = looks(kinds);
  assert.equal(new Set([...found.values()].map((look) => `${look.shape} ${look.hue}`)).size, kinds.length);
  const usual = looks(kinds.slice(0, 10));
  assert.equal(new Set([...usual.values()].map((look) => look.shape)).size, 10);
  assert.equal(new Set([...usual.values()].map((look) => look.hue)).size, 10);
});

test("no two states have the same dashes or the same end", () => {
  const lines = Object.values(LINES);
  assert.equal(new Set(lines.map((line) => line.dash.join())).size, 4);
  assert.equal(new Set(lines.map((line) => line.end)).size, 4);
});

test("a node begins where its id says, beside a neighbour that has a place", () => {
  assert.deepEqual(seeded("HP:1"), seeded("HP:1"));
  assert.notDeepEqual(seeded("HP:1"), seeded("HP:2"));
  const far = Array.from({ length: 400 }, (_, i) => seeded(`HP:${i}`));
  assert.ok(far.every(([x, y]) => Math.hypot(x, y) <= 1));
  assert.equal(new Set(far.map(String)).size, 400);
  const next = begin(["A", "B"], [["A", "B"]], new Map([["A", [500, 0] as const]]));
  assert.deepEqual(next.get("A"), [500, 0]);
  const [x, y] = next.get("B")!;
  assert.ok(Math.hypot(x - 500, y) < 100);
});

test("the layout is the same each time, comes to rest, keeps what stays, and puts no node on another", () => {
  const count = 60;
  const run = () => {
    const nodes = Float32Array.from(Array.from({ length: count }, (_, i) => [...seeded(`N:${i}`).map((value) => value * 100), 8, i === 0 ? 1 : 0]).flat());
    const steps = settle({ nodes, links: Uint32Array.from(Array.from({ length: count - 1 }, (_, i) => [i + 1, Math.floor(i / 6)]).flat()) }, 10);
    let rounds = 0;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return { places: step.value, rounds, nodes };
      rounds++;
    }
  };
  const [first, second] = [run(), run()];
  assert.deepEqual(first.places, second.places);
  assert.ok(first.rounds < 60);
  assert.deepEqual([...first.places.slice(0, 2)], [...first.nodes.slice(0, 2)]);
  const near = [];
  for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) near.push(Math.hypot(first.places[2 * i]! - first.places[2 * j]!, first.places[2 * i + 1]! - first.places[2 * j + 1]!));
  assert.ok(Math.min(...near) > 0.5);
});

test("names lie within the picture and never on each other", () => {
  const named = Array.from({ length: 200 }, (_, i) => ({ id: `N:${i}`, x: (i * 37) % 600, y: (i * 53) % 400, radius: 5, text: `the name of number ${i}`, rank: i, bold: false, urgent: true }));
  const found = placeLabels(named, 600, 400, (text) => text.length * 7);
  assert.ok(found.length > 10 && found.length < 200);
  assert.ok(found.some((label) => label.id === "N:199"));
  assert.ok(found.every((label) => label.x >= 0 && label.x + label.wide <= 600));
  for (const [i, a] of found.entries()) for (const b of found.slice(0, i)) assert.ok(Math.abs(a.y - b.y) >= 14 || a.x + a.wide <= b.x || b.x + b.wide <= a.x, `${a.text} on ${b.text}`);
});

test("the SVG is the same each time, whole, safe, and shows every state by its dashes", () => {
  const nasty = { ...SMALL, nodes: SMALL.nodes.map((one) => ({ ...one, label: `</text><script>"${one.id}"&\u0001` })) };
  const svg = () => toSvg(fitted(nasty, shown(nasty, EVERYTHING), shapesOf(nasty), THEME));
  assert.equal(svg(), svg());
  assert.ok(!svg().includes("<script") && !svg().includes("\u0001"));
  assert.equal(svg().match(/<title>/g)?.length, 1 + nasty.nodes.length + nasty.links.length);
  for (const state of ["denied", "open", "borrowed"] as const) assert.ok(svg().includes(`stroke-dasharray="${LINES[state].dash.join(" ")}"`), state);
  assert.ok(!/NaN|Infinity|undefined/.test(svg()));
});

test("a link is found a few pixels beside it, and of links side by side the one that is meant", () => {
  const spots = new Map([["A", { x: 0, y: 0, radius: 5 }], ["B", { x: 200, y: 0, radius: 5 }]]);
  const lines = strands([link("A", "B"), link("A", "B", "denied")]);
  const at = (y: number) => linkNear(lines, spots, 100, y);
  assert.equal(at(40), "");
  assert.equal(new Set([at(-4), at(4)]).size, 2);
  assert.ok(at(-4).includes("has phenotype") && at(4).includes("has phenotype"));
});

test("how often stands on no name and not twice in one place", () => {
  const spots = new Map([["A", { x: 0, y: 0, radius: 5 }], ["B", { x: 200, y: 0, radius: 5 }], ["C", { x: 0, y: 200, radius: 5 }]]);
  const lines = strands([link("A", "B", "stated", { often: "Frequent (30-79%)" }), link("A", "B", "open", { often: "rare" }), link("A", "C", "stated", { often: "all" })]);
  assert.deepEqual(placeOften(lines, spots, []).map((one) => one.text), ["Frequent", "all"]);
  assert.deepEqual(placeOften(lines, spots, [{ id: "B", text: "name", x: 100, y: 2, wide: 80, bold: false }]).map((one) => one.text), ["all"]);
});

test("arrow keys find the neighbour that lies best in their direction, and none behind", () => {
  const link = (source: string, target: string) => ({ source, target, relation: "has phenotype", state: "stated" as const, often: "", qualifier: "", documents: ["d"], quotes: [] });
  const spot = (x: number, y: number) => ({ x, y, radius: 5 });
  const spots = new Map([["a", spot(0, 0)], ["right", spot(100, 10)], ["far", spot(300, 0)], ["up", spot(10, -80)], ["alone", spot(0, 50)]]);
  const links = [link("a", "right"), link("far", "a"), link("a", "up"), link("a", "a")];
  assert.equal(neighbourIn(0, "a", links, spots), "right");
  assert.equal(neighbourIn(270, "a", links, spots), "up");
  assert.equal(neighbourIn(90, "a", links, spots), "");
  assert.equal(neighbourIn(180, "right", links, spots), "a");
  assert.equal(neighbourIn(0, "nowhere", links, spots), "");
});

test("the box around a single place has a size", () => assert.deepEqual(boxAround([{ x: 2, y: 3 }]), { x: [1, 3], y: [2, 4] }));
