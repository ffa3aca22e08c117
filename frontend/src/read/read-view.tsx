// Read a text: paste, type or drop a page, and see what is named in it and what it says.

import { useCallback, useEffect, useId, useRef, useState } from "preact/hooks";
import type { Claim, ReadMention, ReadText } from "../answers";
import { announce } from "../parts/announce";
import { CopyButton } from "../parts/copy-button";
import { Failure } from "../parts/failure";
import { Heading } from "../parts/heading";
import { useSummary } from "../parts/summary";
import { count, markWord, STATES, STATE_WORDS } from "../parts/words";
import { TextEditor } from "./editor";
import { EXAMPLES } from "./examples";
import { ACCEPTED, decode, refused } from "./file";
import { claimLit, mentionsLit } from "./lit";
import "./read.css";
import { useReading, wellFormed } from "./reading";
import { Results } from "./results";
import { fromFragment, toFragment } from "./sharing";
import { apart, byState } from "./statements";

const ROLES = ["subject", "object", "cue", "qualifier"] as const;
const HINT = "Paste or type a text about a disease, or drop a file here.";

export function ReadView() {
  const summary = useSummary();
  return (
    <>
      <Heading title="Read a text" />
      {summary.state === "failed" && <Failure error={summary.error} />}
      {summary.state === "waiting" && <p class="note" role="status">Loading…</p>}
      {summary.state === "done" && (summary.value.features.read ? <Reader /> : <NotHere />)}
    </>
  );
}

function NotHere() {
  return (
    <div class="panel raised">
      <p>
        This is an exported site, and reading a text needs the program. Install it with Python; this view then reads texts on your own
        machine:
      </p>
      <pre class="read-commands"><code>pip install "pohgraph[web]"{"\n"}pohgraph build{"\n"}pohgraph serve</code></pre>
      <p>Without a browser, <code>pohgraph extract page.txt</code> lists the statements of a page, and <code>pohgraph annotate "…"</code> lists the names in a sentence.</p>
    </div>
  );
}

function Reader() {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [over, setOver] = useState(false);
  const [opened, setOpened] = useState("");
  const [empty, setEmpty] = useState(true);
  /** Whether the editor should take over the text that the program made of a dropped file. */
  const adopt = useRef(false);

  const { reading, read } = useReading((answer, text, asked) => {
    if (adopt.current && answer.text !== asked) {
      editor.current?.set(answer.text);
      setNote((before) => `${before} The markup was taken off; what is highlighted is the page's own text.`.trim());
    }
    adopt.current = false;
    if (editor.current && same(editor.current, answer.text)) editor.current.answered(mentionsLit(text, answer.mentions, answer.about));
    else editor.current?.answered([]);
    announce(spoken(answer));
  });
  const { answer, text } = reading;
  const placed = answer !== null && editor.current !== null && (reading.waiting || same(editor.current, answer.text));

  const changed = useRef(() => {});
  changed.current = () => {
    const typed = editor.current?.text ?? "";
    adopt.current = false;
    setNote("");
    setRefusal(null);
    setEmpty(!typed);
    read(typed, "soon");
  };
  useEffect(() => {
    const made = new TextEditor(place.current!, { label: "Text to read", describedBy: `${id}-about`, hint: HINT, changed: () => changed.current() });
    editor.current = made;
    return () => made.destroy();
  }, []);

  const show = (given: string, said: string) => {
    editor.current?.set(given);
    setEmpty(!given);
    setRefusal(null);
    setOpened("");
    setNote(said);
    read(given, "now");
  };
  useEffect(() => {
    const take = async () => {
      const given = await fromFragment(location.hash);
      if (given === null || !editor.current) return;
      if (given) show(given, "");
      else setRefusal(new Error("The text in this address is damaged. Ask for the link once more."));
    };
    void take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const why = refused(file.name, file.size);
    const found = why ? { error: why } : decode(new Uint8Array(await file.arrayBuffer()), file.name);
    if ("error" in found) return setRefusal(new Error(found.error));
    adopt.current = true;
    show(found.text.replace(/\r\n?/g, "\n"), [`${file.name} was read.`, found.note].filter(Boolean).join(" "));
  };

  const shown = answer?.claims.find((claim) => claim.id === opened) ?? null;
  const mark = (claim: Claim | null, reveal: boolean) => {
    if (!editor.current || !text || !placed) return;
    const lit = claim ? claimLit(text, claim) : { quotes: [], marks: [] };
    editor.current.claim(lit.quotes, lit.marks, { reveal });
  };
  const point = (claim: Claim | null, { reveal } = { reveal: false }) => mark(claim ?? shown, reveal && claim !== null);
  useEffect(() => mark(shown, shown !== null), [opened, answer]);
  const go = useCallback((mention: ReadMention) => text && editor.current?.select(text.index(mention.start), text.index(mention.end)), [text]);

  return (
    <>
      <p id={`${id}-about`} class="read-about">
        Names are highlighted as you type. The statements appear beside the text, each with its quote.
        The text goes only to this server, and it is not stored.
      </p>
      <div class="read">
        <section
          class={`read-text${over ? " over" : ""}`} aria-label="The text"
          onDragOver={(event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); setOver(true); } }}
          onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
          onDrop={(event) => { setOver(false); if (event.dataTransfer?.files.length) { event.preventDefault(); void take(event.dataTransfer.files[0]); } }}
        >
          <div class="row read-tools">
            <label class="read-example">
              <span class="hidden">An example to try</span>
              <select value="" onChange={(event) => { const chosen = EXAMPLES[Number(event.currentTarget.value)]; event.currentTarget.value = ""; if (chosen) show(chosen.text, ""); }}>
                <option value="" disabled>Try an example…</option>
                {EXAMPLES.map(({ name }, at) => <option value={at}>{name}</option>)}
              </select>
            </label>
            <button type="button" class="button" onClick={() => picker.current?.click()}>Open a file…</button>
            <input ref={picker} type="file" accept={ACCEPTED} hidden aria-label="A file to read" onChange={(event) => { void take(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
            <button type="button" class="button quiet" disabled={empty} onClick={() => { show("", ""); editor.current?.focus(); }}>Clear</button>
            {!empty && <CopyButton label="Copy link" text={async () => location.origin + location.pathname + await toFragment(editor.current?.text ?? "")} />}
            <span class="read-wait note small" aria-hidden="true">{reading.waiting ? "Reading…" : ""}</span>
          </div>
          <div class={`read-editor${placed ? "" : " unplaced"}${reading.waiting ? " waiting" : ""}`} ref={place} />
          {refusal && <Failure error={refusal} />}
          {reading.error && <Failure error={reading.error} />}
          {note && <p class="note small" role="status">{note}</p>}
          {answer && !placed && (
            <p class="panel warn small">
              The text has markup, so positions differ from those in the plain text.{" "}
              <button type="button" class="button small" onClick={() => { editor.current?.set(answer.text); read(answer.text, "now"); }}>Show the plain text</button>
            </p>
          )}
          <Legend claim={shown} />
        </section>
        <section class="read-results" aria-label="What was read" aria-busy={reading.waiting}>
          {answer ? <Results answer={answer} opened={opened} open={setOpened} point={point} go={go} /> : <Before />}
        </section>
      </div>
    </>
  );
}

/** What the marks mean: those of a claim while one is opened, else those of mentions. */
function Legend({ claim }: { claim: Claim | null }) {
  if (claim) {
    return (
      <ul class="legend" aria-label="How the words of the statement are marked">
        {ROLES.map((role) => <li><span class={`mark first last ${role}`}>{markWord({ role, kind: "" }, claim.object?.category)}</span></li>)}
        <li><span class="mark first last">quote</span></li>
      </ul>
    );
  }
  return (
    <ul class="legend read-legend" aria-label="How the text is marked">
      <li><span class="mention phenotype said">finding</span></li>
      <li><span class="mention disease said">disease</span></li>
      <li><span class="mention gene said">gene</span></li>
      <li><span class="mention denied">denied</span></li>
      <li><span class="mention open">open</span></li>
    </ul>
  );
}

function Before() {
  return (
    <div class="panel raised read-before">
      <h2>What you will see</h2>
      <p>Statements appear here: which disease has which findings, genes and inheritance, how often, and in whom.</p>
      <ul class="plain stack">
        {STATES.map((state) => <li><b>{STATE_WORDS[state].name}</b>: {STATE_WORDS[state].meaning}</li>)}
      </ul>
    </div>
  );
}

/** Whether the editor holds exactly this text. */
function same(editor: TextEditor, text: string): boolean {
  return editor.length === text.length && wellFormed(editor.text) === text;
}

function spoken(answer: ReadText): string {
  const { claims } = apart(answer);
  const counts = byState(claims);
  const states = STATES.filter((state) => counts[state]).map((state) => `${counts[state]} ${STATE_WORDS[state].name.toLowerCase()}`);
  return `${count(claims.length, "statement")}${states.length ? ": " + states.join(", ") : ""}. ${count(answer.mentions.length, "mention")}.`;
}

