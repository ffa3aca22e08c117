// Holds the state of the view: which text, made from which example, what was asked and what came back; and keeps it in the address.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CatalogueQuery, Vocabulary } from "../answers";
import { useSource } from "../context";
import { announce } from "../parts/announce";
import { useTitle } from "../parts/heading";
import { useRouter } from "../router";
import { AnswerError, type SparqlAnswer } from "../source";
import { createEditor, type Editor } from "./editor";
import { EditorField, Keys } from "./editor-field";
import { Examples } from "./examples";
import type { ShownFault } from "./faults";
import { bare, fill } from "./fill";
import { browserStore, QueryHistory } from "./history";
import { HistoryList } from "./history-list";
import type { Labels } from "./labels";
import { ParameterForm } from "./parameter-form";
import { atOnce, resolve } from "./resolve";
import { outcome, ResultView } from "./result-view";
import { fromAddress, toAddress } from "./share";
import { RunBar } from "./run-bar";
import { type StandIns, startValues } from "./start-values";
import { STARTER } from "./starter";
import { isWide } from "./wide";

export type Asked =
  | { state: "idle" }
  | { state: "running"; since: number }
  | { state: "done"; answer: SparqlAnswer; sparql: string }
  | { state: "failed"; error: Error }
  | { state: "stopped" };

/** What is asked: a text, and the example whose form made it with these values; null where it was written or changed by hand. */
interface Chosen {
  query: CatalogueQuery | null;
  values: Record<string, string>;
  text: string;
}

export function Desk({ vocabulary, standIns, queries, labels }: {
  vocabulary: Vocabulary;
  standIns: StandIns;
  queries: CatalogueQuery[];
  labels: Labels;
}) {
  const source = useSource();
  const router = useRouter();
  const { prefixes } = vocabulary;
  const words = useRef(vocabulary);
  words.current = vocabulary;
  const [text, setText] = useState("");
  const [example, setExample] = useState<CatalogueQuery | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<ShownFault | null>(null);
  const [asked, setAsked] = useState<Asked>({ state: "idle" });
  const [view, setView] = useState("");
  const [link, setLink] = useState("");
  const past = useMemo(() => new QueryHistory(browserStore()), []);
  const [, setPastVersion] = useState(0);
  const editor = useRef<Editor | null>(null);
  const stop = useRef<AbortController | null>(null);
  const written = useRef<string | null>(null);
  const made = useRef(""); // the text that the example's form made, to tell it from one that was changed by hand
  const attached = example !== null && text === made.current;
  const running = asked.state === "running";
  useTitle(attached ? example.title : "Query");

  // The editor is no part of the tree that Preact draws: it calls back into the newest closures.
  const now = useRef({ run: () => {} });
  const mount = (parent: HTMLElement | null) => {
    if (!parent) {
      editor.current?.destroy();
      editor.current = null;
    } else if (!editor.current) {
      editor.current = createEditor(parent, text, {
        source, labels, prefixes: () => prefixes, vocabulary: () => words.current, changed: setText, run: () => now.current.run(), fault: setFault,
      });
    }
  };

  const write = (next: string) => {
    setText(next);
    editor.current?.setText(next);
  };

  const form = (query: CatalogueQuery, next: Record<string, string>): string => {
    const filled = fill(bare(query), atOnce(query, next, prefixes).terms);
    made.current = filled;
    setExample(query);
    setValues(next);
    setFaults({});
    write(filled);
    return filled;
  };

  const address = async (run: boolean, replace: boolean, chosen: Chosen = { query: attached ? example : null, values, text }, shown = view) => {
    const state = await toAddress({ sparql: chosen.text, example: chosen.query?.name ?? "", values: chosen.values, view: shown, run });
    const search = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== "")).toString();
    if (search === written.current) return;
    written.current = search;
    router.go(["query"], state, { replace });
  };

  const choose = async (query: CatalogueQuery, replace = false) => {
    let filled = form(query, usualValues(query));
    stop.current?.abort();
    setAsked({ state: "idle" });
    setView("");
    announce(`Example: ${query.title}`);
    const next = await startValues(source, query, standIns, prefixes);
    // Meanwhile the reader may have chosen another example, changed a field, or run this one.
    if (editor.current?.text() !== filled || made.current !== filled || stop.current?.signal.aborted === false) return;
    filled = form(query, next);
    void address(false, replace, { query, values: next, text: filled }, "");
  };

  const cancel = () => {
    stop.current?.abort();
    setAsked({ state: "stopped" });
  };

  const run = async (given?: Chosen) => {
    let chosen = given ?? { query: attached ? example : null, values, text: editor.current?.text() ?? text };
    if (!chosen.text.trim()) return;
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    setAsked({ state: "running", since: Date.now() });
    editor.current?.setProblem(null);
    try {
      if (chosen.query) {
        const resolved = await resolve(source, chosen.query, chosen.values, prefixes);
        if (control.signal.aborted) return;
        setFaults(resolved.faults);
        if (Object.keys(resolved.faults).length) {
          setAsked({ state: "idle" });
          return;
        }
        if (Object.keys(resolved.found).length) {
          const next = { ...chosen.values, ...resolved.found };
          chosen = { ...chosen, values: next, text: form(chosen.query, next) };
        }
      }
      void address(true, false, chosen);
      const answer = await source.sparql(chosen.text, control.signal);
      if (control.signal.aborted) return;
      setAsked({ state: "done", answer, sparql: chosen.text });
      announce(`${outcome(answer)}${answer.cut ? ", cut: there is more" : ""}`);
      if (!isWide()) requestAnimationFrame(() => document.querySelector(".query-result")?.scrollIntoView({ block: "start" }));
      past.add({
        sparql: chosen.text, example: chosen.query?.name ?? "", values: chosen.query ? chosen.values : {}, at: Date.now(),
        outcome: outcome(answer),
      });
      setPastVersion((version) => version + 1);
    } catch (error) {
      if (control.signal.aborted) return;
      setAsked({ state: "failed", error: error as Error });
      if (error instanceof AnswerError) editor.current?.setProblem(error.problem);
    }
  };
  now.current.run = () => void run();

  // What the address says, when it was not written here: at the start, after going back, from a link.
  const search = router.place.query.toString();
  useEffect(() => {
    if (search === written.current) return;
    const first = written.current === null;
    written.current = search;
    void (async () => {
      const from = await fromAddress(new URLSearchParams(search));
      if (search !== written.current) return;
      stop.current?.abort();
      setAsked({ state: "idle" });
      setView(from?.view ?? "");
      const query = from?.example ? queries.find(({ name }) => name === from.example) : undefined;
      if (from?.example && !query) setAsked({ state: "failed", error: new Error(`No example is called ${from.example}. Choose one from the list of examples.`) });
      if (from && query) {
        const usual = usualValues(query);
        const next = { ...usual, ...Object.fromEntries(Object.entries(from.values).filter(([name]) => name in usual)) };
        const filled = form(query, next);
        if (from.run) void run({ query, values: next, text: filled });
        else if (!Object.keys(from.values).length) void choose(query, true); // named without values, as in a link that was written by hand
        return;
      }
      setExample(null);
      const next = from?.sparql || (first || !text ? STARTER : text);
      write(next);
      if (from?.sparql && from.run) void run({ query: null, values: {}, text: next });
    })();
  }, [search]);

  useEffect(() => () => stop.current?.abort(), []);

  // The link to share is made beside, since packing takes a moment.
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const state = await toAddress({ sparql: text, example: attached ? example.name : "", values, view, run: true });
      if (current) setLink(new URL(router.href(["query"], state), location.href).href);
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, attached, values, view]);

  const change = (name: string, value: string) => {
    if (!example) return;
    const next = { ...values, [name]: value };
    form(example, next);
  };

  const show = (next: string) => {
    setView(next);
    void address(asked.state === "done", true, undefined, next);
  };

  return (
    <div class="query">
      <aside class="query-side">
        <Examples queries={queries} chosen={attached ? example.name : ""} choose={(query) => void choose(query)} />
        <HistoryList
          past={past.past} clear={() => { past.clear(); setPastVersion((version) => version + 1); announce("The history is empty."); }}
          choose={(one) => {
            const query = queries.find(({ name }) => name === one.example);
            if (query) form(query, one.values);
            // An example may have changed since: what was run is what comes back.
            if (!query || made.current !== one.sparql) {
              setExample(null);
              write(one.sparql);
            }
            setAsked({ state: "idle" });
            editor.current?.focus();
          }}
        />
      </aside>
      <div class="query-main">
        {example && (
          <ParameterForm
            query={example} values={values} faults={faults} attached={attached} vocabulary={vocabulary} labels={labels} change={change}
            restore={() => form(example, values)} close={() => setExample(null)} run={() => void run()}
          />
        )}
        <EditorField mount={mount} low={attached} fault={fault} goTo={(line, column) => editor.current?.goTo(line, column)} />
        <RunBar running={running} since={asked.state === "running" ? asked.since : 0} run={() => void run()} cancel={cancel} link={link} text={text} />
        <Keys />
        <ResultView
          asked={asked} prefixes={prefixes} labels={labels} view={view} show={show} hasParameters={attached && example.params.length > 0}
          goTo={(line, column) => editor.current?.goTo(line, column)}
        />
      </div>
    </div>
  );
}

/** What the catalogue has in the fields of an example. */
function usualValues(query: CatalogueQuery): Record<string, string> {
  return Object.fromEntries(query.params.map((param) => [param.name, param.default]));
}
