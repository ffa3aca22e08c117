import { Fragment } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import type { Entity, Row } from "../answers";
import { StateBadge, TermLink } from "../parts/badges";
import { Chevron, Drawing, Warning } from "../parts/icons";
import { count } from "../parts/words";
import { useRouter } from "../router";
import { Evidence } from "./evidence";
import { rangeOf, type Range } from "./frequency";
import { NOT_INDEPENDENT } from "./independence";
import { type Finding, findings, hasClaim, nameOf, sorted, sortOf } from "./rows";

const MOST = 100; // rows before the reader asks for the rest

export function FindingTable({ rows, entity, caption, quiet, relations }: {
  rows: Row[];
  entity: Entity;
  caption: string;
  /** The caption is said by a heading already. */
  quiet?: boolean;
  /** Name the relation in each row: where the heading does not say it. */
  relations?: boolean;
}) {
  const { query } = useRouter().place;
  const claim = query.get("claim") ?? "";
  const all = sorted(findings(rows), sortOf(query));
  const [more, setMore] = useState(false);
  const whole = more || all.length <= MOST + 20 || all.slice(MOST).some((one) => hasClaim(one, claim));
  const shown = whole ? all : all.slice(0, MOST);
  const often = rows.some((row) => row.often);
  const limits = rows.some((row) => row.qualifier);
  const named = relations || new Set(rows.map((row) => row.relation)).size > 1;
  return (
    <>
      <table class="cards findings">
        <caption class={quiet ? "hidden" : undefined}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{subjectOf(rows)}</th>
            {often && <th scope="col" class="col-often">How often</th>}
            {limits && <th scope="col" class="col-limits">When, where, in whom</th>}
            <th scope="col" class="col-pages">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((finding) => (
            <FindingRow key={finding.key} finding={finding} entity={entity} often={often} limits={limits} relation={named} claim={claim} />
          ))}
        </tbody>
      </table>
      {!whole && <button type="button" class="button" onClick={() => setMore(true)}>Show all {count(all.length, "row")}</button>}
    </>
  );
}

function FindingRow({ finding, entity, often, limits, relation, claim }: {
  finding: Finding;
  entity: Entity;
  often: boolean;
  limits: boolean;
  relation: boolean;
  claim: string;
}) {
  const router = useRouter();
  const asked = hasClaim(finding, claim);
  const [open, setOpen] = useState(asked);
  const [led] = useState(asked ? claim : ""); // the claim that a permalink led to, which is framed
  const id = useId();
  const { first, rows, documents } = finding;
  const name = nameOf(first);
  // A permalink leads to its row, once; what the reader opens later stays where it is.
  useEffect(() => {
    // A finding of two body systems has two rows: the first one is gone to.
    if (asked) requestAnimationFrame(() => document.querySelector(".finding.led")?.scrollIntoView({ block: "start" }));
  }, []);
  // The address keeps the row that was opened last, so that it can be shared and come back to.
  const toggle = () => {
    setOpen(!open);
    const kept = open ? (asked ? undefined : claim) : finding.claims[0]?.id;
    router.go(router.place.path, { ...Object.fromEntries(router.place.query), claim: kept }, { replace: true });
  };
  // The whole row opens for a pointer; links, buttons and chosen text in it keep their own meaning.
  const click = (event: MouseEvent) => {
    if ((event.target as Element).closest("a, button") || String(getSelection() ?? "")) return;
    toggle();
  };
  return (
    <Fragment>
      <tr class={`finding ${first.state}${open ? " opened" : ""}${led ? " led" : ""}`} onClick={click}>
        <th scope="row">
          {relation && <span class="relation note">{first.relation}</span>}
          {first.other ? <TermLink term={first.other} /> : <span class="words">{first.value}</span>}
          {first.state !== "stated" && <> <StateBadge state={first.state} flags={first.claims[0]} /></>}
        </th>
        {often && <td data-label="How often">{rows.some((row) => row.often) && <Often rows={rows} />}</td>}
        {limits && <td data-label="When, where, in whom">{distinct(rows.map((row) => row.qualifier)).map((words) => <div key={words}>{words.replaceAll("_", " ")}</div>)}</td>}
        <td class="col-pages">
          <span class="row tight">
            <button type="button" class="button small opener" aria-expanded={open} aria-controls={open ? `${id}-more` : undefined} onClick={toggle}>
              <Chevron />{count(documents.length, "page")}<span class="hidden">: quotes for {name}</span>
            </button>
            {documents.length > 1 && first.state === "stated" && (first.note
              ? <span class="badge" title={NOT_INDEPENDENT}>{first.note}</span>
              : <span class="badge agree"><Drawing size={12}><path d="M1.5 8.5l3 3 5-7M8.5 11l.8.6 5-7" /></Drawing>agree</span>)}
            {finding.conflicts.length > 0 && <span class="badge warn"><Warning />differs</span>}
          </span>
        </td>
      </tr>
      {open && (
        <tr class="evidence-row" id={`${id}-more`}>
          <td colSpan={2 + Number(often) + Number(limits)}><Evidence finding={finding} entity={entity} claim={led} /></td>
        </tr>
      )}
    </Fragment>
  );
}

/** How often, each way that pages say it: a bar where there are figures, always the words. */
function Often({ rows }: { rows: Row[] }) {
  const ways = new Map(rows.filter((row) => row.often).map((row) => [row.often, rangeOf(row)]));
  return (
    <>
      {[...ways].map(([words, range]) => (
        <div key={words} class="often">{range && <Bar range={range} />}<span>{words}</span></div>
      ))}
    </>
  );
}

function Bar({ range }: { range: Range }) {
  const width = Math.max(range.high - range.low, 6);
  return <span class="bar" aria-hidden="true"><span style={{ left: `${Math.min(range.low, 100 - width)}%`, width: `${width}%` }} /></span>;
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts.filter(Boolean))];
}

/** What the rows are about, as the heading of their column. */
function subjectOf(rows: Row[]): string {
  const categories = new Set(rows.map((row) => row.other?.category ?? ""));
  const [only = ""] = categories;
  const known: Record<string, string> = { PhenotypicFeature: "Finding", Disease: "Disease", Gene: "Gene", Document: "Page" };
  return (categories.size === 1 && known[only]) || "What";
}
