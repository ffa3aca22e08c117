// One claim: what it says, its quote with the words marked, and what is decided about it.

import type { Claim, ClaimTable, Decision, Source as Page } from "../answers";
import { StateBadge, TermLink } from "../parts/badges";
import { Link } from "../parts/link";
import { QuoteMarks } from "../parts/quote-marks";
import { pageName, relationWords, STATE_WORDS } from "../parts/words";
import { limits, said } from "../read/statements";
import { CommentForm } from "./comment-form";
import { EditForm } from "./edit-form";
import { changesInWords } from "./edits";

const COLUMNS = 6;
const DONE: Record<string, string> = { accept: "Accepted", reject: "Rejected", edit: "Edited" };
const BUTTONS: { word: string; label: string; done: string }[] = [
  { word: "accept", label: "Accept", done: "Accepted" },
  { word: "reject", label: "Reject", done: "Rejected" },
];

export function ClaimRow({ claim, at, current, page, predicates, decision, others, waiting, open, enter, decide, edit, comment, save, say, cancel }: {
  claim: Claim;
  at: number;
  current: boolean;
  page: Page | undefined;
  predicates: ClaimTable["predicates"];
  /** The curator's own. */
  decision: Decision | null;
  others: Decision[];
  /** Whether the decision is on its way to the server. */
  waiting: boolean;
  /** The form below the row. */
  open: "edit" | "comment" | null;
  enter: () => void;
  decide: (word: string) => void;
  edit: () => void;
  comment: () => void;
  save: (changes: Record<string, string>, comment: string) => void;
  say: (comment: string) => void;
  cancel: () => void;
}) {
  return (
    <>
      <tr data-row={at} class={`review-row ${(decision ?? others[0])?.decision ?? ""}${claim.rejected ? " taken-back" : ""}${current ? " current" : ""}`} tabIndex={current ? 0 : -1} aria-current={current ? "true" : undefined} onFocusIn={enter} onPointerDown={enter}>
        <td class="review-subject"><TermLink term={claim.subject} curie={false} /></td>
        <th scope="row">
          <span class="note">{relationWords(claim.predicate)}</span>{" "}
          <span class={`review-said ${claim.state}`}>{claim.object ? <TermLink term={claim.object} /> : claim.value}</span>
        </th>
        <td>{claim.rejected ? <TakenBack claim={claim} /> : <StateBadge state={claim.state} flags={claim} />}</td>
        <td data-label="How often, when, in whom">{limits(claim)}</td>
        <td class="review-quote">
          <Quotes claim={claim} />
          <span class="review-page small">Page: <Link to={["page", claim.document]} query={{ claim: claim.id, start: claim.passages[0]?.start, end: claim.passages[0]?.end }} {...(page?.publisher && { title: page.publisher })}>{page ? pageName(page) : claim.document}</Link></span>
        </td>
        <td class="review-decision">
          <div class="review-buttons" role="group" aria-label={`Decide: ${said(claim)}`}>
            {BUTTONS.map(({ word, label, done }) => (
              <button type="button" class={`button small ${word}`} aria-pressed={decision?.decision === word} onClick={() => decide(word)}>{decision?.decision === word ? done : label}</button>
            ))}
            <button type="button" class="button small edit" aria-pressed={decision?.decision === "edit"} aria-expanded={open === "edit"} onClick={edit}>{decision?.decision === "edit" ? "Edited" : "Edit"}</button>
          </div>
          {decision && <Decided decision={decision} waiting={waiting} />}
          {others.map((one) => <Decided key={one.curator} decision={one} waiting={false} by />)}
          {claim.revises.length > 0 && <p class="review-decided small note">Made by an edit{claim.curators.length > 0 && ` of ${claim.curators.join(", ")}`}</p>}
          {decision && decision.decision !== "edit" && <button type="button" class="button small quiet" aria-expanded={open === "comment"} onClick={comment}>{decision.comment ? "Change the comment" : "Comment…"}</button>}
        </td>
      </tr>
      {open === "edit" && <tr class="review-edit"><td colSpan={COLUMNS}><EditForm claim={claim} predicates={predicates} decision={decision} save={save} cancel={cancel} /></td></tr>}
      {open === "comment" && decision && <tr class="review-edit"><td colSpan={COLUMNS}><CommentForm about={said(claim)} comment={decision.comment} save={say} cancel={cancel} /></td></tr>}
    </>
  );
}

/** In place of its state: curators took the claim back, so that the graph no longer says it. */
function TakenBack({ claim }: { claim: Claim }) {
  return (
    <>
      <span class="badge denied" title="A curator rejected or edited this claim: the graph no longer says it.">Taken back</span>
      <span class="note small review-was">was {STATE_WORDS[claim.state].name.toLowerCase()}</span>
    </>
  );
}

function Quotes({ claim }: { claim: Claim }) {
  const [first, ...others] = claim.passages;
  if (!first) return <p class="note small">{claim.quotes[0] ? `“${claim.quotes[0]}”` : "No quote: a vocabulary says this about what the page names."}</p>;
  return (
    <>
      <QuoteMarks passage={first} />
      {others.length > 0 && (
        <details class="small">
          <summary>{others.length} more {others.length === 1 ? "quote" : "quotes"} of this page</summary>
          {others.map((passage) => <p key={passage.id}><QuoteMarks passage={passage} /></p>)}
        </details>
      )}
    </>
  );
}

function Decided({ decision, waiting, by }: { decision: Decision; waiting: boolean; /** Whether another curator decided so. */ by?: boolean }) {
  const changed = changesInWords(decision);
  return (
    <p class="review-decided small">
      {by && <span>{DONE[decision.decision]} by {decision.curator || "somebody"}</span>}
      {changed.length > 0 && <span>{changed.join("; ")}</span>}
      {decision.comment && <span>“{decision.comment}”</span>}
      <span class="note">{waiting ? "Storing…" : [!by && decision.curator, decision.date.slice(0, 10)].filter(Boolean).join(", ")}</span>
    </p>
  );
}
