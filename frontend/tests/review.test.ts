import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Claim, ClaimTable, Decision } from "../src/answers";
import type { Source } from "../src/source";
import { claims } from "../src/review/asking";
import { curator } from "../src/review/curator";
import { Desk } from "../src/review/desk";
import { decoded } from "../src/review/dialect";
import { changesInWords, changesOf, draft, withSubject } from "../src/review/edits";
import { filtered, fromAddress, NO_FILTERS, pagesOf, toAddress, toQuestion } from "../src/review/filters";
import { FREQUENCIES } from "../src/review/frequencies";
import { actionOf, KEYS } from "../src/review/keys";
import { Ledger } from "../src/review/ledger";
import { othersOf, ownOf } from "../src/review/own";
import { fromTsv, toTsv } from "../src/review/tsv";
import { format, parse } from "../src/router";
import { claimsOf } from "../src/site/claims-of";

const made = (given: Partial<Decision> = {}): Decision => ({
  claim: "pohassoc:1", decision: "accept", changes: {}, comment: "", curator: "Ada", date: "2026-01-02T03:04:05Z", evidence: "", statement: "", ...given,
});

test("decisions are written as the program writes them", () => {
  const rows = toTsv([made(), made({ claim: "pohassoc:2", decision: "edit", changes: { state: "denied", object: "HP:1" }, comment: "né “so”" })]).split("\n");
  assert.deepEqual(rows.slice(2), [
    "claim\tdecision\tchanges\tcomment\tcurator\tdate\tevidence\tstatement",
    "pohassoc:1\taccept\t\t\tAda\t2026-01-02T03:04:05Z\t\t",
    'pohassoc:2\tedit\t{"object": "HP:1", "state": "denied"}\tné “so”\tAda\t2026-01-02T03:04:05Z\t\t',
    "",
  ]);
  assert.ok(rows[0]!.startsWith("# ") && rows[1]!.startsWith("# "));
});

test("tabs, line ends and no-break blanks in a comment cannot break a line", () => {
  const line = toTsv([made({ comment: " a\tb\r\nc\u00a0d\u2028e\u0007 " })]).split("\n")[3]!;
  assert.equal(line.split("\t").length, 8);
  assert.equal(line.split("\t")[3], "a b c d e");
});

test("what is written is read again, quotation marks and all", () => {
  const decisions = [made({ comment: '"quoted"' }), made({ claim: "b", decision: "edit", changes: { frequency: "", object: 'HP:"1"\\' } })];
  assert.deepEqual(fromTsv(toTsv(decisions)), decisions);
});

test("a file that a spreadsheet saved is read: another order, quoted changes, carriage returns, a mark of byte order", () => {
  const text = '\uFEFFdecision\tclaim\tmine\tchanges\r\nedit\tpohassoc:1\tx\t"{""state"": ""open""}"\r\n';
  assert.deepEqual(fromTsv(text), [made({ decision: "edit", changes: { state: "open" }, curator: "", date: "" })]);
});

const SPECIAL = [made({ comment: 'said of "another"; not, so' }), made({ claim: "b", decision: "edit", changes: { object: "HP:2", state: "open" }, comment: "né – שלום" })];

test("a file that a spreadsheet saved with semicolons, commas or tabs is read: values in quotation marks, short rows, long rows", () => {
  for (const separator of ["\t", ";", ","]) {
    const saved = toTsv(SPECIAL).split("\n").filter(Boolean).map((line) => {
      const cells = [...line.split("\t"), ...Array(8).fill("")].slice(0, 8) as string[];
      return cells.map((one) => (/[",;]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(separator) + "\r\n";
    });
    assert.deepEqual(fromTsv(saved.join("")), SPECIAL, separator);
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${saved.join("")}`, "utf16le"));
    assert.deepEqual(fromTsv(decoded(utf16.buffer)), SPECIAL);
  }
});

test("a comment that looks as if a spreadsheet had quoted it stays as it is", () => {
  const odd = ['"a ""b"" c"', '"quoted"', '"', '"open'].map((comment, at) => made({ claim: String(at), comment }));
  assert.deepEqual(fromTsv(toTsv(odd)), odd);
});

test("what a spreadsheet broke is told with line and column", () => {
  assert.throws(() => fromTsv('claim;decision;comment\na;accept;"x\ny"\n'), /Line 2, column 3: a line break/);
  assert.throws(() => fromTsv('claim;decision;comment\na;accept;"x\n'), /Line 2: a quotation mark is not closed/);
  assert.throws(() => fromTsv('claim;decision\n"a"x;accept\n'), /Line 2: a quotation mark is not doubled/);
  assert.throws(() => fromTsv("claim\tdecision\na\taccept\tx\n"), /Line 2, column 3: a value too many/);
  assert.throws(() => decoded(new Uint8Array([0x6e, 0xe9]).buffer), /not UTF-8 text/);
});

test("the last decision about a claim counts, and a last one that takes it back leaves none", () => {
  assert.deepEqual(fromTsv(toTsv([made(), made({ decision: "undo" })])), []);
  assert.deepEqual(fromTsv(toTsv([made(), made({ claim: "b" }), made({ decision: "reject" })])).map((one) => [one.claim, one.decision]), [["b", "accept"], ["pohassoc:1", "reject"]]);
});

test("a damaged file is refused with the line and what is wrong", () => {
  const file = (line: string) => () => fromTsv(`claim\tdecision\tchanges\n${line}\n`);
  assert.throws(() => fromTsv("a\tb\n"), /no column “claim”/);
  assert.throws(() => fromTsv("\n# nothing\n"), /it is empty/);
  assert.throws(file("\taccept\t"), /Line 2, column 1: it names no claim/);
  assert.throws(file("x\tmaybe\t"), /Line 2, column 2: it says “maybe”/);
  assert.throws(file("x\tedit\t{"), /Line 2, column 3: its changes are not JSON/);
  assert.throws(file('x\tedit\t{"state": 1}'), /not a JSON object with texts as values/);
  assert.throws(file('x\tedit\t{"page": "y"}'), /it changes “page”/);
  assert.throws(file("x\tedit\t"), /an edit needs changes/);
});

test("filters come back from the address that they make", () => {
  const filters = { words: "a&b=c ü", predicate: "biolink:causes", state: "open", document: "medquad:GARD_1", decision: "none", page: 3 };
  assert.deepEqual(fromAddress(parse(format(["review"], toAddress(filters))).query), filters);
  assert.equal(format(["review"], toAddress(NO_FILTERS)), "/review");
});

test("what an address cannot ask for is as if it were not there", () => {
  assert.deepEqual(fromAddress(new URLSearchParams("state=maybe&decision=all&page=-1&words=%20")), NO_FILTERS);
  assert.equal(fromAddress(new URLSearchParams("page=1.5")).page, 1);
});

test("a question has an offset and only the filters that are set", () => {
  assert.deepEqual(toQuestion({ ...NO_FILTERS, state: "open", page: 3 }), { state: "open", offset: 50, limit: 25 });
  assert.equal(filtered({ ...NO_FILTERS, page: 2 }), false);
  assert.equal(filtered({ ...NO_FILTERS, decision: "none" }), true);
  assert.deepEqual([pagesOf(0), pagesOf(25), pagesOf(26)], [1, 1, 2]);
});

const press = (key: string, given = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false, ...given });

test("each key does one thing", () => {
  const all = KEYS.flatMap(({ keys }) => keys);
  assert.equal(new Set(all).size, all.length);
  for (const { keys, action } of KEYS) for (const key of keys) assert.equal(actionOf(press(key), "row", true), action);
});

test("single keys count only outside fields, without other keys, and while they are switched on", () => {
  assert.equal(actionOf(press("a"), "elsewhere", true), "accept");
  assert.equal(actionOf(press("A"), "elsewhere", true), "accept");
  assert.equal(actionOf(press("a"), "field", true), null);
  assert.equal(actionOf(press("a"), "row", false), null);
  for (const other of ["ctrlKey", "metaKey", "altKey", "isComposing"]) assert.equal(actionOf(press("a", { [other]: true }), "row", true), null);
});

test("arrows move between rows, also where single keys are off, and scroll the page elsewhere", () => {
  assert.equal(actionOf(press("ArrowDown"), "row", false), "next");
  assert.equal(actionOf(press("ArrowDown"), "elsewhere", true), null);
});

test("a key that is held down moves on and decides nothing", () => {
  assert.equal(actionOf(press("j", { repeat: true }), "row", true), "next");
  assert.equal(actionOf(press("a", { repeat: true }), "row", true), null);
});

test("a curator is a name, or an ORCID whose last digit fits", () => {
  assert.deepEqual(curator("  Ada   Lovelace "), { name: "Ada Lovelace" });
  assert.deepEqual(curator("https://orcid.org/0000-0002-1825-0097"), { name: "0000-0002-1825-0097" });
  assert.deepEqual(curator("000000021694233x"), { name: "0000-0002-1694-233X" });
  assert.match((curator("0000-0002-1825-0098") as { error: string }).error, /not an ORCID/);
  assert.match((curator(" ") as { error: string }).error, /Say who decides/);
});

/** A desk whose server answers when the test says so. */
function bench() {
  const sent: { decision: Decision; stored: () => void; refused: () => void }[] = [];
  const desk = new Desk((decision) => new Promise((stored, refused) => sent.push({ decision, stored, refused: () => refused(new Error("disk full")) })), () => {});
  return { sent, desk };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a decision shows at once and stays when it is stored", async () => {
  const { sent, desk } = bench();
  const done = desk.decide(made(), null);
  assert.deepEqual([desk.of("pohassoc:1", null)?.decision, desk.isWaiting("pohassoc:1"), desk.isStoring, desk.change], ["accept", true, true, 1]);
  await settled();
  sent[0]!.stored();
  await done;
  assert.deepEqual([desk.of("pohassoc:1", null)?.decision, desk.isWaiting("pohassoc:1"), desk.isStoring, desk.change, desk.failed], ["accept", false, false, 1, null]);
});

test("a decision that is not stored is taken back and told", async () => {
  const { sent, desk } = bench();
  const before = made({ decision: "reject" });
  const done = desk.decide(made(), before);
  await settled();
  sent[0]!.refused();
  await done;
  assert.equal(desk.of("pohassoc:1", before), before);
  assert.deepEqual([desk.change, desk.failed?.error.message, desk.canUndo], [0, "disk full", false]);
});

test("decisions are stored in the order in which they were made, and the last one that is stored shows", async () => {
  const { sent, desk } = bench();
  void desk.decide(made(), null);
  const done = desk.decide(made({ decision: "reject" }), null);
  await settled();
  assert.equal(sent.length, 1);
  sent[0]!.stored();
  await settled();
  sent[1]!.refused();
  await done;
  assert.deepEqual([sent.map(({ decision }) => decision.decision), desk.of("pohassoc:1", null)?.decision, desk.change], [["accept", "reject"], "accept", 1]);
});

test("undo goes back step by step, and asks the server for what stood before", async () => {
  const { sent, desk } = bench();
  void desk.decide(made({ statement: "a has b" }), null);
  void desk.decide(made({ decision: "reject", statement: "a has b" }), null);
  desk.undo("Ada", "now");
  assert.equal(desk.of("pohassoc:1", null)?.decision, "accept");
  desk.undo("Ada", "now");
  assert.equal(desk.of("pohassoc:1", null), null);
  assert.equal(desk.undo("Ada", "now"), null);
  assert.equal(desk.change, 0);
  for (let at = 0; at < 4; at++) {
    await settled();
    sent[at]!.stored();
  }
  assert.deepEqual(sent.map(({ decision }) => decision.decision), ["accept", "reject", "accept", "undo"]);
  assert.equal(sent[3]!.decision.statement, "a has b");
});

test("a decision that is withdrawn can be brought back", () => {
  const { desk } = bench();
  const before = made();
  void desk.withdraw("pohassoc:1", before, "Ada", "now");
  assert.equal(desk.of("pohassoc:1", before), null);
  desk.undo("Ada", "now");
  assert.equal(desk.of("pohassoc:1", before), before);
});

test("a browser that refuses to remember keeps decisions while the page is open, and says so", () => {
  const ledger = new Ledger("a graph"); // Node has no localStorage here
  ledger.store(made());
  ledger.store(made({ claim: "b", decision: "reject" }));
  ledger.store(made({ decision: "undo" }));
  assert.deepEqual([ledger.size, ledger.of("b")?.decision, ledger.of("pohassoc:1"), ledger.lasting], [1, "reject", null, false]);
  const again = new Ledger("a graph");
  assert.equal(again.of("b")?.decision, "reject");
  assert.equal(again.load(toTsv([made({ claim: "b" }), made({ claim: "c" })])), 2);
  assert.deepEqual([again.size, again.of("b")?.decision], [2, "accept"]);
});

const finding = { id: "HP:1", iri: "", label: "one", category: "PhenotypicFeature" };
const claimed = (id: string, given: Partial<Claim> = {}): Claim & { decision: null; others: [] } => ({
  id, predicate: "biolink:has_phenotype", subject: finding, object: finding, value: "", state: "stated", negated: false, hedged: false, borrowed: false,
  frequency: null, frequency_texts: [], onset: null, often: "", qualifier: "", publications: [], document: "d", quotes: [], evidence: "", rejected: false, curators: [], revises: [], passages: [], decision: null, others: [], ...given,
});

test("an edit names only what differs from the claim, also after an earlier edit", () => {
  const claim = claimed("1", { frequency: { id: "HP:0040282", iri: "", label: "Frequent", category: "" } });
  assert.deepEqual(changesOf(claim, draft(claim, {})), {});
  const edited = draft(claim, { object: "HP:2", frequency: "" });
  assert.deepEqual([edited.object?.id, edited.frequency, edited.state], ["HP:2", "", "stated"]);
  assert.deepEqual(changesOf(claim, { ...edited, state: "denied" }), { object: "HP:2", state: "denied", frequency: "" });
  assert.deepEqual(changesOf(claim, draft(claim, { predicate: "biolink:causes" })), { predicate: "biolink:causes" });
});

test("an edit may change the subject, the onset and the words that a claim ends in", () => {
  const claim = claimed("1", { object: null, value: "50 patients", onset: { id: "HP:0003577", iri: "", label: "Congenital onset", category: "" } });
  const other = { id: "MONDO:2", iri: "", label: "two", category: "Disease" };
  assert.deepEqual(changesOf(claim, { ...draft(claim, {}), subject: other, value: "60 patients", onset: "" }), { subject: "MONDO:2", object: "60 patients", onset: "" });
  const again = draft(claim, { subject: "MONDO:2", object: "60 patients", onset: "HP:0003593" });
  assert.deepEqual([again.subject.id, again.object, again.value, again.onset], ["MONDO:2", null, "60 patients", "HP:0003593"]);
  assert.deepEqual(changesInWords({ changes: { subject: "MONDO:2", onset: "HP:0003593", frequency: "" } }), ["subject: MONDO:2", "how often: not said", "onset: infantile onset"]);
});

test("with its own subject, a borrowed claim is stated, unless the curator says otherwise", () => {
  const claim = claimed("1", { state: "borrowed" });
  const other = { ...finding, id: "MONDO:2" };
  assert.equal(withSubject(claim, draft(claim, {}), other).state, "stated");
  assert.equal(withSubject(claim, draft(claim, { state: "open" }), other).state, "open");
  assert.equal(withSubject(claim, draft(claim, {}), claim.subject).state, "borrowed");
});

test("a curator is the same in each spelling of an ORCID", () => {
  const row = { decision: made({ curator: "orcid:0000000218250097" }), others: [made({ curator: "Bob" })] };
  assert.equal(ownOf(row, "0000-0002-1825-0097"), row.decision);
  assert.deepEqual(othersOf(row, "0000-0002-1825-0097"), row.others);
});

test("a file has the last decision of each claim and curator", () => {
  const [ada, bob] = [made({ curator: "0000-0002-1825-0097" }), made({ curator: "Bob", decision: "reject" })];
  assert.deepEqual(fromTsv(toTsv([ada, bob])), [ada, bob]);
  assert.deepEqual(fromTsv(toTsv([ada, bob, made({ curator: "orcid:0000000218250097", decision: "undo" })])), [bob]);
  assert.deepEqual(fromTsv(toTsv([ada, bob, made({ curator: "", decision: "undo" }), made({ claim: "b" })])), [made({ claim: "b" })]);
});

test("a browser keeps what two curators decided about one claim, each their own", () => {
  const ledger = new Ledger("of two curators");
  const bob = made({ curator: "Bob", decision: "reject" });
  assert.equal(ledger.load(toTsv([made(), bob])), 2);
  assert.deepEqual([ledger.size, ledger.of("pohassoc:1"), ledger.others("pohassoc:1"), ledger.words()], [2, bob, [made()], { "pohassoc:1": "reject" }]);
  ledger.store(made({ decision: "undo" }));
  assert.deepEqual([ledger.of("pohassoc:1"), ledger.others("pohassoc:1")], [bob, []]);
  ledger.store(made({ decision: "reject" }));
  assert.deepEqual(fromTsv(ledger.tsv()), [bob, made({ decision: "reject" })]);
});

test("of several curators' decisions one is the curator's own, whose others cannot be taken back", () => {
  const row = { decision: made({ curator: "Bob" }), others: [made({ curator: "Ada", decision: "reject" })] };
  assert.deepEqual([ownOf(row, "Ada")?.decision, othersOf(row, "Ada").map(({ curator }) => curator)], ["reject", ["Bob"]]);
  assert.deepEqual([ownOf(row, "Eve"), othersOf(row, "Eve").length], [null, 2]);
});

/** A graph of claims "0", "1", …, asked for like any other. */
function graphOf(size: number): { source: Source; asked: unknown[] } {
  const asked: unknown[] = [];
  const answer = async (filter: { offset?: number; limit?: number }): Promise<ClaimTable> => {
    asked.push(filter);
    const ids = Array.from({ length: size }, (_, at) => String(at)).slice(filter.offset, filter.offset! + filter.limit!);
    return { total: size, progress: { decided: 0, of: size }, offset: filter.offset!, predicates: [], sources: [], claims: ids.map((id) => claimed(id)) };
  };
  return { source: { claims: answer } as unknown as Source, asked };
}

test("where the browser keeps the decisions, a filter by them takes them along in one question", async () => {
  const { source, asked } = graphOf(10);
  const ledger = { of: (claim: string) => (claim === "3" ? made({ claim, comment: "so" }) : null), others: () => [], words: () => ({ 3: "accept" }) };
  const table = await claims(source, { ...NO_FILTERS, decision: "accept" }, ledger);
  assert.deepEqual(asked, [{ decision: "accept", kept: { 3: "accept" }, offset: 0, limit: 25 }]);
  assert.equal(table.claims[3]!.decision?.comment, "so");
  await claims(source, NO_FILTERS, ledger);
  assert.deepEqual(asked[1], { offset: 0, limit: 25 });
});

test("an exported site filters by the decisions of the browser", async () => {
  const { source } = graphOf(1200);
  const everything = await source.claims({ offset: 0, limit: 1200 });
  const kept = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [String(at * 40), at % 2 ? "reject" : "accept"]));
  const rejected = claimsOf(everything, { decision: "reject", kept, offset: 0, limit: 25 });
  assert.deepEqual([rejected.total, rejected.claims[1]!.id, rejected.progress], [15, "120", { decided: 30, of: 1200 }]);
  const open = claimsOf(everything, { decision: "none", kept, offset: 25, limit: 25 });
  assert.deepEqual([open.total, open.offset, open.claims[0]!.id], [1170, 25, "26"]);
});

test("where the server keeps them, it is asked once", async () => {
  const { source, asked } = graphOf(10);
  await claims(source, { ...NO_FILTERS, decision: "none" }, null);
  assert.deepEqual(asked, [{ decision: "none", offset: 0, limit: 25 }]);
});

test("frequencies are those of the program's table", () => {
  const rows = readFileSync("../src/pohgraph/schema/frequencies.tsv", "utf8").split("\n").filter((line) => line && !line.startsWith("#")).slice(1);
  assert.deepEqual(FREQUENCIES.map(({ id, label }) => `${id} ${label}`), rows.map((row) => row.split("\t").slice(0, 2).join(" ")));
});
