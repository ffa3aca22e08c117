// The search box: a combobox with a list of what fits, for the header, the start, and views that let the reader pick a thing.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Hit } from "../answers";
import { useSource } from "../context";
import "./finder.css";
import { isOwn, Kind } from "./badges";
import { emphasis } from "./emphasis";
import { Glass } from "./icons";
import { count } from "./words";

const PAUSE = 70; // milliseconds without a key before the question is asked
const LIMIT = 12;

interface Answer {
  words: string;
  hits: Hit[];
  failed: string;
}

export function Finder(props: {
  label: string;
  placeholder?: string;
  /** Only things of this kind. */
  kind?: string;
  /** Also what only the vocabularies have. */
  beyond?: boolean;
  big?: boolean;
  /** `/` anywhere on the page goes to this box. */
  slash?: boolean;
  /** Keep the words after a choice. */
  keep?: boolean;
  choose(hit: Hit): void;
}) {
  const id = useId();
  const source = useSource();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = words.trim();

  useEffect(() => {
    if (!asked) {
      setAnswer(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      source.search(asked, { limit: LIMIT, signal: stop.signal, ...(props.kind && { kind: props.kind }), ...(props.beyond && { beyond: true }) }).then(
        (hits) => !stop.signal.aborted && (setAnswer({ words: asked, hits, failed: "" }), setActive(0)),
        (error: unknown) => !stop.signal.aborted && setAnswer({ words: asked, hits: [], failed: error instanceof TypeError ? "The server does not answer." : String((error as Error).message) }),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, source, props.kind, props.beyond]);

  useEffect(() => {
    if (!props.slash) return;
    const key = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [props.slash]);

  const hits = answer?.hits ?? [];
  const shown = open && asked !== "" && answer !== null;
  const chosen = shown ? hits[active] : undefined;
  const close = () => setOpen(false);
  const choose = (hit: Hit) => {
    setWords(props.keep ? hit.label : "");
    setAnswer(null);
    close();
    props.choose(hit);
  };
  const move = (to: number) => {
    setOpen(true);
    if (!hits.length) return;
    const next = (to + hits.length) % hits.length;
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(shown ? active + 1 : active),
      ArrowUp: () => move(active - 1),
      Enter: () => void (answer?.words === asked && hits[active] ? choose(hits[active]) : first()),
      Escape: () => (shown ? close() : setWords("")),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  // Enter was faster than the answer: ask, and open the first one.
  const first = async () => {
    if (!asked) return;
    try {
      const [hit] = await source.search(asked, { limit: 1, ...(props.kind && { kind: props.kind }), ...(props.beyond && { beyond: true }) });
      if (hit) choose(hit);
      else setOpen(true);
    } catch {
      setOpen(true);
    }
  };

  return (
    <div class={`finder${props.big ? " big" : ""}`} onFocusOut={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && close()}>
      <label class="hidden" for={`${id}-input`}>{props.label}</label>
      <Glass />
      <input
        ref={input} id={`${id}-input`} type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck={false} enterkeyhint="go"
        aria-expanded={shown && hits.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={chosen && `${id}-${active}`}
        aria-describedby={`${id}-status`} placeholder={props.placeholder} value={words}
        onInput={(event) => { setWords(event.currentTarget.value); setOpen(true); }} onFocus={() => setOpen(true)} onKeyDown={key}
      />
      {props.slash && !words && <kbd aria-hidden="true">/</kbd>}
      {words && <button type="button" class="finder-clear" aria-label="Clear the search" onClick={() => { setWords(""); input.current?.focus(); }}>×</button>}
      <div class="finder-drop" hidden={!shown}>
        <ul id={`${id}-list`} role="listbox" aria-label={props.label} hidden={hits.length === 0}>
          {hits.map((hit, at) => (
            <li key={hit.id} id={`${id}-${at}`} role="option" aria-selected={at === active} onPointerMove={() => setActive(at)} onPointerDown={(event) => event.preventDefault()} onClick={() => choose(hit)}>
              <HitWords hit={hit} words={answer?.words ?? ""} />
            </li>
          ))}
        </ul>
        {answer && hits.length === 0 && <NothingFound answer={answer} kind={props.kind} />}
      </div>
      <div id={`${id}-status`} class="hidden" role="status">{shown ? status(answer) : ""}</div>
    </div>
  );
}

function HitWords({ hit, words }: { hit: Hit; words: string }) {
  const other = hit.matched && hit.matched !== hit.label && hit.fit !== "identifier";
  return (
    <>
      <span class="hit-label">{other ? hit.label : <Emphasis name={hit.label} words={words} />}</span>
      <span class="hit-facts">
        <Kind category={hit.category} /> {!isOwn(hit.id) && <span class="curie">{hit.id}</span>}
        {hit.category !== "Publication" && <span class="note numbers">{hit.claims ? count(hit.claims, "claim") : "no claims"}</span>}
      </span>
      {(other || hit.fit === "spelling") && (
        <span class="hit-name note">
          {hit.fit === "spelling" ? <em>similar spelling{other ? ": " : ""}</em> : "also called "}
          {other && <Emphasis name={hit.matched} words={words} />}
        </span>
      )}
    </>
  );
}

function Emphasis({ name, words }: { name: string; words: string }) {
  return <>{emphasis(name, words).map((part) => (part.asked ? <b>{part.text}</b> : part.text))}</>;
}

function NothingFound({ answer, kind }: { answer: Answer; kind: string | undefined }) {
  if (answer.failed) return <p class="finder-none failure">{answer.failed}</p>;
  return (
    <p class="finder-none">
      Nothing{kind ? ` of this kind` : ""} is called “{answer.words}”. Try one word of the name, a synonym, or an identifier such as
      MONDO:0008153, OMIM:166350 or HP:0001250.
    </p>
  );
}

function status(answer: Answer | null): string {
  if (!answer) return "";
  if (answer.failed) return answer.failed;
  return answer.hits.length ? `${count(answer.hits.length, "result")}. Use the arrow keys, Enter opens.` : `No result for ${answer.words}.`;
}

/** Whether a key goes into a field, so that `/` must stay a letter. */
function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
