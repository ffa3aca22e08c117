// The bench a curator works at: who decides, how far it got, the filters, the table, and the keys.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ClaimTable, Decision, Source as Page } from "../answers";
import { useSource } from "../context";
import { announce } from "../parts/announce";
import { Failure, Waiting } from "../parts/failure";
import { remember, remembered } from "../parts/kept";
import { count } from "../parts/words";
import { inWords, said } from "../read/statements";
import { Curator, Files, Progress } from "./band";
import { ClaimRow } from "./claim-row";
import { curator as named } from "./curator";
import { Desk } from "./desk";
import { FilterBar } from "./filter-bar";
import { type Filters, pagesOf, ROWS } from "./filters";
import { Help } from "./help";
import { type Action, actionOf, focusOf } from "./keys";
import type { Ledger } from "./ledger";
import { Nothing } from "./nothing";
import { othersOf, ownOf } from "./own";
import { cell, LONGEST } from "./tsv";
import { useTable } from "./use-table";

type Row = ClaimTable["claims"][number];

const DONE: Record<string, string> = { accept: "Accepted", reject: "Rejected", edit: "Edited" };

export function Bench({ filters, pages, ledger, go }: {
  filters: Filters;
  pages: Page[];
  /** Where decisions are kept in the browser, or null where the server stores them. */
  ledger: Ledger | null;
  go: (filters: Filters, replace?: boolean) => void;
}) {
  const source = useSource();
  const [turn, setTurn] = useState(0); // another turn fetches the same rows again
  const [current, setCurrent] = useState(0);
  const [form, showForm] = useState<{ claim: string; kind: "edit" | "comment" } | null>(null);
  // Known at once and not only when the form is drawn: the next key is for its field, and must not decide.
  const writing = useRef(false);
  const setForm = (next: typeof form) => {
    writing.current = next !== null;
    showForm(next);
  };
  const [, redraw] = useState(0);
  const [who, setWho] = useState(() => remembered("curator"));
  const [whoError, setWhoError] = useState("");
  const [keys, setKeys] = useState(() => remembered("keys") !== "off");
  const [help, setHelp] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const whoField = useRef<HTMLInputElement>(null);
  const landing = useRef<"first" | "last" | null>(null); // which row takes the focus when the next rows have come

  const desk = useMemo(() => {
    const send = ledger ? async (decision: Decision) => ledger.store(decision) : (decision: Decision) => source.decide(decision);
    return new Desk(send, () => redraw((number) => number + 1));
  }, [source, ledger]);

  // The browser asks before it leaves: what is shown as decided would be lost.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => desk.isStoring && event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [desk]);

  const { table, error, waiting } = useTable(source, filters, ledger, desk, turn, (loaded) => {
    setForm(null);
    setCurrent(landing.current === "last" ? Math.max(0, loaded.claims.length - 1) : 0);
    announce(loaded.total ? `${count(loaded.total, "claim")}, from ${loaded.offset + 1} on.` : "No claim fits.");
  });
  const rows = table?.claims ?? [];
  const focus = (at: number) => body.current?.querySelector<HTMLElement>(`tr[data-row="${at}"]`)?.focus();
  useEffect(() => {
    if (landing.current && table) focus(landing.current === "last" ? rows.length - 1 : 0);
    landing.current = null;
  }, [table]);

  const move = (to: number) => {
    if (to >= 0 && to < rows.length) {
      setCurrent(to);
      focus(to);
      return;
    }
    if (!table || waiting) return;
    const last = pagesOf(table.total);
    if (to < 0 && filters.page > 1) turnTo(filters.page - 1, "last");
    else if (to >= rows.length && (filters.page < last || shrunk())) turnTo(filters.page + 1, "first");
    else announce(to < 0 ? "This is the first claim." : "This is the last claim.");
  };
  /** Whether decisions took rows of this page out of the filter, so that the next ones moved up. */
  const shrunk = () => filters.decision !== "" && rows.some((row) => (shown(row)?.decision ?? (row.revises.length ? "edit" : "none")) !== filters.decision);
  const turnTo = (page: number, land: "first" | "last" | null) => {
    landing.current = land;
    if (page > filters.page && shrunk()) setTurn(turn + 1);
    else go({ ...filters, page });
  };

  const me = named(who);
  const name = "name" in me ? cell(me.name) : "";
  const mine = (row: Row) => desk.of(row.id, ownOf(row, name));
  const given = (row: Row) => ownOf(row, name);
  const shown = (row: Row) => mine(row) ?? othersOf(row, name)[0] ?? null;

  /** The name to decide under, or null after saying that it is missing. */
  const signed = (): string | null => {
    const given = named(who);
    if ("name" in given) return cell(given.name);
    setWhoError(given.error);
    whoField.current?.focus();
    announce(given.error);
    return null;
  };
  const decide = (claim: Row, decision: string, changes: Record<string, string> = {}, comment = "") => {
    const name = signed();
    if (name === null) return false;
    const date = now();
    if (mine(claim)?.decision === decision && decision !== "edit") void desk.withdraw(claim.id, given(claim), name, date);
    else void desk.decide({ claim: claim.id, decision, changes, comment: cell(comment), curator: name, date, evidence: claim.evidence, statement: cell(inWords(claim)).slice(0, LONGEST) }, given(claim));
    announce(`${mine(claim) ? DONE[decision] : "Decision removed"}: ${said(claim)}.`);
    return true;
  };
  /** The same decision, with a comment. */
  const say = (claim: Row, comment: string) => {
    const name = signed();
    const decision = mine(claim);
    if (name === null || !decision) return false;
    const words = cell(comment);
    if (words !== decision.comment) void desk.decide({ ...decision, comment: words, curator: name, date: now() }, given(claim));
    announce(words ? "The comment is saved." : "The comment is removed.");
    return true;
  };
  const undo = () => {
    const name = desk.canUndo ? signed() : null;
    const claim = name === null ? null : desk.undo(name, now());
    if (claim === null) return void (desk.canUndo || announce("There is nothing to undo."));
    const at = rows.findIndex((row) => row.id === claim);
    if (at >= 0) move(at);
    announce(`Undone${at >= 0 ? `: ${said(rows[at]!)}` : ""}.`);
  };

  const comment = (claim: Row) => {
    const decision = mine(claim);
    if (!decision) return announce("Decide first: a comment needs a decision.");
    setForm({ claim: claim.id, kind: decision.decision === "edit" ? "edit" : "comment" });
  };
  const act = (action: Action) => {
    const row = rows[current];
    if (action === "help") return setHelp(true);
    if (action === "undo") return undo();
    if (action === "next") return move(document.activeElement?.closest("tr[data-row]") ? current + 1 : current);
    if (action === "previous") return move(document.activeElement?.closest("tr[data-row]") ? current - 1 : current);
    if (!row) return;
    if (action === "edit") return setForm({ claim: row.id, kind: "edit" });
    if (action === "comment") return comment(row);
    if (action === "quote") return body.current?.querySelector<HTMLElement>(`tr[data-row="${current}"] .review-page a`)?.click();
    // A key decides and goes on; only a button that is pressed again takes its decision back.
    if (mine(row)?.decision === action || decide(row, action)) move(current + 1);
  };
  const pressed = useRef((_event: KeyboardEvent) => {});
  pressed.current = (event) => {
    if (help || writing.current) return;
    const action = actionOf(event, focusOf(event.target), keys);
    if (!action) return;
    event.preventDefault();
    act(action);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  const switchKeys = (on: boolean) => {
    setKeys(on);
    remember("keys", on ? "on" : "off");
  };
  const close = (id: string) => {
    setForm(null);
    focus(rows.findIndex((row) => row.id === id));
  };

  return (
    <>
      <div class="review-band panel raised">
        <Curator field={whoField} name={who} error={whoError} change={(name) => { setWho(name); setWhoError(""); remember("curator", name); }} check={() => setWhoError(fault(who))} />
        {table && <Progress decided={Math.min(table.progress.of, table.progress.decided + desk.change)} of={table.progress.of} here={ledger?.size ?? null} />}
        <Files ledger={ledger} stored={() => desk.idle().then(() => source.decisions())} loaded={() => setTurn(turn + 1)} help={() => setHelp(true)} undo={undo} canUndo={desk.canUndo} />
      </div>
      {desk.failed && (
        <div class="panel warn review-failed" role="alert">
          <p><strong>A decision was not stored: {desk.failed.error instanceof TypeError ? "the server does not answer" : desk.failed.error.message}</strong></p>
          <p>The row shows the stored decision again. Fix the cause, then decide again.</p>
        </div>
      )}
      {ledger && !ledger.lasting && <p class="panel warn" role="alert">This browser cannot store decisions: download them before you close the page.</p>}
      <FilterBar filters={filters} predicates={table?.predicates ?? []} pages={pages} go={go} />
      {error && <Failure error={error} />}
      {!table && waiting && <Waiting />}
      {table && !rows.length && <Nothing filters={filters} table={table} go={go} />}
      {table && rows.length > 0 && (
        <>
          <table class={`cards review-table${waiting ? " waiting" : ""}`} aria-busy={waiting}>
            <caption>
              Claims {(table.offset + 1).toLocaleString("en")}–{(table.offset + rows.length).toLocaleString("en")} of {table.total.toLocaleString("en")}
              <Hints keys={keys} />
            </caption>
            <thead>
              <tr>
                <th scope="col">Subject</th><th scope="col">Claim</th><th scope="col">State</th><th scope="col">How often, when, in whom</th><th scope="col">Quote</th><th scope="col">Decision</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {rows.map((row, at) => (
                <ClaimRow
                  key={row.id} claim={row} at={at} current={at === current} page={table.sources.find(({ id }) => id === row.document)} predicates={table.predicates}
                  decision={mine(row)} others={othersOf(row, name)} waiting={!ledger && desk.isWaiting(row.id)} open={form?.claim === row.id ? form.kind : null}
                  enter={() => setCurrent(at)} decide={(word) => { setCurrent(at); decide(row, word); }} edit={() => { setCurrent(at); setForm({ claim: row.id, kind: "edit" }); }} comment={() => { setCurrent(at); comment(row); }}
                  save={(changes, comment) => { if (decide(row, "edit", changes, comment)) close(row.id); }}
                  say={(words) => { if (say(row, words)) close(row.id); }} cancel={() => close(row.id)}
                />
              ))}
            </tbody>
          </table>
          <nav class="review-pager row" aria-label="Pages of the table">
            <button type="button" class="button" disabled={filters.page <= 1 || waiting} onClick={() => turnTo(filters.page - 1, null)}>Previous {ROWS}</button>
            <span class="numbers">Page {filters.page.toLocaleString("en")} of {pagesOf(table.total).toLocaleString("en")}</span>
            <button type="button" class="button" disabled={(filters.page >= pagesOf(table.total) && !shrunk()) || waiting} onClick={() => turnTo(filters.page + 1, "first")}>Next {ROWS}</button>
          </nav>
        </>
      )}
      <Help open={help} close={() => setHelp(false)} keys={keys} switchKeys={switchKeys} />
    </>
  );
}

/** To the second, as the program writes it. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+/, "");
}

/** What is wrong with a name that was typed; an empty one is only missed when somebody decides. */
function fault(who: string): string {
  const given = named(who);
  return who.trim() && "error" in given ? given.error : "";
}

/** What the marks in quotes mean, and the keys to begin with. */
function Hints({ keys }: { keys: boolean }) {
  return (
    <span class="review-hints small">
      <span class="mark first last subject">subject</span> <span class="mark first last object">finding</span>{" "}
      <span class="mark first last cue">cue</span> <span class="mark first last qualifier">qualifier</span>
      {keys && <span class="review-keys"><kbd>j</kbd> <kbd>k</kbd> move <kbd>a</kbd> accept <kbd>r</kbd> reject <kbd>e</kbd> edit <kbd>u</kbd> undo</span>}
    </span>
  );
}
