import type { Claim, Conflict, Entity, Source } from "../answers";
import { isOwn, StateBadge } from "../parts/badges";
import { CopyButton } from "../parts/copy-button";
import { Link } from "../parts/link";
import { Outside, expand } from "../parts/outside";
import { PassageQuote } from "../parts/passage";
import { passageWords } from "../parts/words";
import { useSummary } from "../parts/summary";
import { useRouter } from "../router";
import { citation } from "./citation";
import { conflictWords } from "./conflicts";
import { License, useLicence } from "./license";
import type { Finding } from "./rows";

/** What a finding rests on: every claim with its quotes and where they stand. */
export function Evidence({ finding, entity, claim }: { finding: Finding; entity: Entity; claim: string }) {
  const sources = new Map(entity.sources.map((source) => [source.id, source]));
  const conflicts = finding.conflicts.flatMap((at) => entity.conflicts[at] ?? []);
  return (
    <div class="evidence">
      {conflicts.length > 0 && <ul class="plain differs">{conflicts.map((one, at) => <li key={at}><Differs conflict={one} /></li>)}</ul>}
      <ol class="plain claims">
        {finding.claims.map((one) => <li key={one.id}><ClaimDetail claim={one} source={sources.get(one.document)} asked={one.id === claim} /></li>)}
      </ol>
    </div>
  );
}

function Differs({ conflict }: { conflict: Conflict }) {
  const go = (event: MouseEvent) => {
    event.preventDefault();
    const target = document.getElementById("conflicts");
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  };
  return <>Another {conflict.statement ? "source" : "page"} differs {conflictWords(conflict.kind)}. <a href="#conflicts" onClick={go}>Compare them</a></>;
}

export function ClaimDetail({ claim, source, asked = false, linked = true }: {
  claim: Claim;
  source: Source | undefined;
  asked?: boolean;
  /** Whether there is a text to see it in. */
  linked?: boolean;
}) {
  const router = useRouter();
  const permalink = () => {
    const relative = router.href(router.place.path, { claim: claim.id });
    return new URL(relative, location.href).href;
  };
  const licence = useLicence();
  const limits = [claim.often, claim.qualifier].filter(Boolean).join("; ");
  return (
    <section class={`claim ${claim.state}${asked ? " asked" : ""}`}>
      <div class="row claim-head">
        <strong>{source?.label ?? claim.document}</strong>
        {claim.state !== "stated" && <StateBadge state={claim.state} flags={claim} />}
        {limits && <span class="note">{limits}</span>}
      </div>
      {claim.passages.map((passage) => (
        <div key={passage.id} class="claim-passage">
          <PassageQuote passage={passage} claim={claim} />
          <p class="small note">
            {passageWords(passage)}
            {linked && <> · <Link to={["page", passage.document]} query={{ start: passage.start, end: passage.end, claim: claim.id }}>See it in the page</Link></>}
          </p>
        </div>
      ))}
      {claim.passages.length === 0 && (claim.quotes.length ? claim.quotes.map((quote) => <blockquote key={quote} class="passage">{quote}</blockquote>) : <p class="note">Inferred from other claims; no page says it in words.</p>)}
      {claim.publications.length > 0 && <p class="small">The page cites <Publications ids={claim.publications} />.</p>}
      <div class="row claim-foot small">
        {source && <SourceWords source={source} />}
        <span class="row tight no-print">
          {claim.quotes.length > 0 && <CopyButton text={claim.quotes.join("\n")} label="Copy quote" />}
          {source && claim.quotes.length > 0 && <CopyButton text={() => citation(claim, source, licence(source.license), permalink())} label="Copy citation" />}
          <CopyButton text={permalink} label="Copy link" />
        </span>
      </div>
    </section>
  );
}

export function SourceWords({ source }: { source: Source }) {
  return (
    <span class="note">
      {source.publisher}{source.license && <> · <License license={source.license} /></>}{source.modified && <> · {source.modified.slice(0, 10)}</>}
      {source.address && <> · <Outside href={source.address}>original page</Outside></>}
    </span>
  );
}

function Publications({ ids }: { ids: string[] }) {
  const summary = useSummary();
  const prefixes = summary.state === "done" ? summary.value.prefixes : {};
  // A work that no register has is known to the graph alone, by an identifier that tells a reader nothing.
  const unregistered = ids.filter(isOwn);
  const shown = [
    ...ids.filter((id) => !isOwn(id)).map((id) => <Outside href={expand(id, prefixes)}>{id}</Outside>),
    ...unregistered.map((id, at) => <Link to={["entity", id]}>{`a work without an identifier${unregistered.length > 1 ? ` (${at + 1})` : ""}`}</Link>),
  ];
  return <>{shown.map((one, at) => <>{at > 0 && ", "}{one}</>)}</>;
}
