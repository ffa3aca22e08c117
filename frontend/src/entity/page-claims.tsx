import { useEffect, useRef } from "preact/hooks";
import type { Claim, Page } from "../answers";
import { StateBadge } from "../parts/badges";
import { Link } from "../parts/link";
import { count, relationWords } from "../parts/words";

/** The claims of a page in the order of its text; each leads to its place. */
export function PageClaims({ page, active }: { page: Page; active: Claim | undefined }) {
  const about = page.claims.find((one) => one.predicate === "schema:about")?.object?.id;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    // Only the list itself moves: scrollIntoView would move the page away from its passage.
    if (list.current && current) list.current.scrollTop = current.offsetTop - list.current.offsetTop - 40;
  }, [active?.id]);
  return (
    <aside class="page-claims" aria-labelledby="page-claims">
      <h2 id="page-claims">{count(page.claims.length, "claim")}</h2>
      <ol class="plain" ref={list} tabIndex={0} aria-labelledby="page-claims">
        {page.claims.map((claim) => <li key={claim.id}><Entry page={page} claim={claim} about={about} active={claim === active} /></li>)}
      </ol>
    </aside>
  );
}

function Entry({ page, claim, about, active }: { page: Page; claim: Claim; about: string | undefined; active: boolean }) {
  const passage = claim.passages[0];
  const limits = [claim.often, claim.qualifier].filter(Boolean).join("; ");
  const words = (
    <>
      <span class="note small">{claim.subject.id !== about && claim.subject.category !== "Document" && `${claim.subject.label} · `}{relationWords(claim.predicate)}</span>
      <span class="claim-what">{claim.object?.label ?? claim.value}</span>
      {limits && <span class="note small">{limits}</span>}
      {claim.state !== "stated" && <span><StateBadge state={claim.state} flags={claim} /></span>}
    </>
  );
  if (!passage) return <div class="page-claim">{words}</div>;
  return <Link to={["page", page.id]} query={{ start: passage.start, end: passage.end, claim: claim.id }} class="page-claim" current={active}>{words}</Link>;
}
