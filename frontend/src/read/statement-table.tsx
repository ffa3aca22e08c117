// What the text says, a row a statement. A row that has the focus or is opened marks its words in the text.

import { Fragment } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Claim, State, Term } from "../answers";
import { StateBadge } from "../parts/badges";
import { Chevron } from "../parts/icons";
import { QuoteMarks } from "../parts/quote-marks";
import { TermLink } from "../parts/badges";
import { count, passageWords, relationWords, STATE_WORDS, STATES } from "../parts/words";
import { More, ROWS } from "./more";
import { byState, type Column, limits, type Order, ordered, said } from "./statements";

const COLUMNS: { column: Column; label: string }[] = [
  { column: "statement", label: "Statement" },
  { column: "state", label: "State" },
  { column: "often", label: "How often, when, in whom" },
];

export function StatementTable({ claims, about, opened, point, open }: {
  claims: readonly Claim[];
  /** What the text is about stands above; rows name only other subjects. */
  about: Term | null;
  opened: string;
  /** The row under the pointer or with the focus, or null. `reveal`: the text should scroll to it. */
  point: (claim: Claim | null, options?: { reveal: boolean }) => void;
  open: (id: string) => void;
}) {
  const [order, setOrder] = useState<Order>({ column: "place", down: false });
  const [shown, setShown] = useState(ROWS);
  const [only, setOnly] = useState<State | null>(null);
  const counts = useMemo(() => byState(claims), [claims]);
  const picked = only && counts[only] ? only : null;
  const rows = useMemo(() => ordered(picked ? claims.filter(({ state }) => state === picked) : claims, order), [claims, picked, order]);
  const sort = (column: Column) => {
    // Up, down, and back to the order of the text.
    setOrder(order.column !== column ? { column, down: false } : order.down ? { column: "place", down: false } : { column, down: true });
  };
  return (
    <>
      <div class="read-states row" role="group" aria-label="Show statements that are">
        {STATES.filter((state) => counts[state]).map((state) => (
          <button type="button" class={`button small ${state}`} aria-pressed={picked === state} onClick={() => setOnly(picked === state ? null : state)}>
            <StateBadge state={state} /> <span class="numbers">{counts[state]}</span>
          </button>
        ))}
      </div>
      <table class="cards read-statements">
        <caption class="hidden">
          {count(rows.length, "statement")} read from the text{picked ? `, only those ${STATE_WORDS[picked].name.toLowerCase()}` : ""}. A row shows its words in the text.
        </caption>
        <thead>
          <tr>
            {COLUMNS.map(({ column, label }) => (
              <th scope="col" aria-sort={order.column !== column ? "none" : order.down ? "descending" : "ascending"}>
                <button type="button" class="read-sort" onClick={() => sort(column)}>
                  {label}<span aria-hidden="true">{order.column !== column ? "" : order.down ? " ▼" : " ▲"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((claim) => (
            <Fragment key={claim.id}>
              <tr class={`${claim.state}${opened === claim.id ? " opened" : ""}`} onPointerEnter={() => point(claim)} onPointerLeave={() => point(null)}>
                <th scope="row">
                  <button
                    type="button" class="read-open" aria-expanded={opened === claim.id}
                    onFocus={() => point(claim, { reveal: true })} onBlur={() => point(null)} onClick={() => open(opened === claim.id ? "" : claim.id)}
                  >
                    <Chevron />
                    <span>
                      <span class={claim.subject.id === about?.id ? "hidden" : ""}>{claim.subject.label} </span>
                      <span class="note">{relationWords(claim.predicate)}</span>{" "}
                      <b>{said(claim)}</b>
                    </span>
                  </button>
                </th>
                <td><StateBadge state={claim.state} flags={claim} /></td>
                <td data-label="How often, when, in whom">{limits(claim)}</td>
              </tr>
              {opened === claim.id && <tr class="read-detail"><td colSpan={COLUMNS.length}><Detail claim={claim} /></td></tr>}
            </Fragment>
          ))}
        </tbody>
      </table>
      <More all={rows.length} shown={shown} show={setShown} />
    </>
  );
}

function Detail({ claim }: { claim: Claim }) {
  return (
    <>
      <p class={`read-meaning ${claim.state}`}>{STATE_WORDS[claim.state].meaning}</p>
      {claim.passages.length === 0 && <p class="note">The text does not print this; the vocabularies say it of what the text names.</p>}
      {claim.passages.map((passage) => (
        <blockquote key={passage.id}>
          <QuoteMarks passage={passage} />
          <span class="note small"> — {passageWords(passage)}</span>
        </blockquote>
      ))}
      <p class="small">
        <TermLink term={claim.subject} /> <span class="note">{relationWords(claim.predicate)}</span>{" "}
        {claim.object ? <TermLink term={claim.object} /> : claim.value}
      </p>
    </>
  );
}
