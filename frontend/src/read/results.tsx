// What was read, on four tabs: statements, mentions, Turtle, and what was set aside.

import { useId, useMemo, useState } from "preact/hooks";
import type { Claim, ReadMention, ReadText } from "../answers";
import { TermLink } from "../parts/badges";
import { CopyButton } from "../parts/copy-button";
import { save } from "../parts/save";
import { MentionTable } from "./mention-table";
import { StatementTable } from "./statement-table";
import { apart } from "./statements";

const TABS = ["Statements", "Mentions", "Turtle", "Set aside"] as const;
const LINES = 400; // of Turtle on the screen; copy and download have all of it

export function Results({ answer, opened, open, point, go }: {
  answer: ReadText;
  opened: string;
  open: (id: string) => void;
  point: (claim: Claim | null, options?: { reveal: boolean }) => void;
  go: (mention: ReadMention) => void;
}) {
  const id = useId();
  const [tab, setTab] = useState(0);
  const { claims, remarks } = useMemo(() => apart(answer), [answer]);
  const numbers = [claims.length, answer.mentions.length, null, remarks.length];
  const turn = (to: number) => {
    setTab(to);
    open(""); // the text shows all mentions again
  };
  const key = (event: KeyboardEvent) => {
    const to = { ArrowRight: tab + 1, ArrowLeft: tab - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + TABS.length) % TABS.length;
    turn(next);
    document.getElementById(`${id}-tab-${next}`)?.focus();
  };
  return (
    <>
      <p class="read-subject">
        {answer.about ? <>About <TermLink term={answer.about} /></> : <span class="note">No single disease was found that the whole text is about.</span>}
      </p>
      <div class="read-tabs" role="tablist" aria-label="What was read">
        {TABS.map((name, at) => (
          <button
            type="button" role="tab" id={`${id}-tab-${at}`} aria-selected={tab === at} aria-controls={`${id}-panel`} tabIndex={tab === at ? 0 : -1}
            onClick={() => turn(at)} onKeyDown={key}
          >
            {name}{numbers[at] !== null && <> <span class="numbers note">{numbers[at]}</span></>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} class="read-panel" role="tabpanel" aria-labelledby={`${id}-tab-${tab}`} tabIndex={0}>
        {tab === 0 && (claims.length ? <StatementTable claims={claims} about={answer.about} opened={opened} open={open} point={point} /> : <NoStatements answer={answer} />)}
        {tab === 1 && (answer.mentions.length ? <MentionTable mentions={answer.mentions} about={answer.about} go={go} /> : <p class="note">The text has no name that the vocabularies know.</p>)}
        {tab === 2 && <Turtle turtle={answer.turtle} />}
        {tab === 3 && <Remarks remarks={remarks} />}
      </div>
    </>
  );
}

function NoStatements({ answer }: { answer: ReadText }) {
  return (
    <p class="note">
      No statement was found.{" "}
      {answer.mentions.length ? "The text does not say which disease or gene these findings belong to. Name it, as in “Marfan syndrome causes …”." : "The text has no name that the vocabularies know."}
    </p>
  );
}

function Turtle({ turtle }: { turtle: string }) {
  const lines = turtle.split("\n");
  return (
    <>
      <div class="row read-turtle-tools">
        <CopyButton text={turtle} label="Copy" />
        <button type="button" class="button small" onClick={() => save("text.ttl", "text/turtle;charset=utf-8", turtle)}>Download</button>
        {lines.length > LINES && <span class="note small">The first {LINES} of {lines.length.toLocaleString("en")} lines; copy and download have all.</span>}
      </div>
      <pre class="read-turtle" tabIndex={0} aria-label="The statements in Turtle"><code>{lines.slice(0, LINES).join("\n")}</code></pre>
    </>
  );
}

function Remarks({ remarks }: { remarks: ReadText["remarks"] }) {
  if (!remarks.length) return <p class="note">Nothing was set aside.</p>;
  return (
    <>
      <p class="note small">Seen in the text, but not taken as a statement or only with caution:</p>
      <ul class="plain read-remarks">
        {remarks.map(({ code, message }) => <li><span class="badge">{code.replaceAll("_", " ")}</span> {message}</li>)}
      </ul>
    </>
  );
}
