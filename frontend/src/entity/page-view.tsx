// A page's whole text with what was read from it.

import { useEffect, useMemo } from "preact/hooks";
import type { Claim, Page } from "../answers";
import { placeOf } from "../parts/badges";
import { Failure, Waiting } from "../parts/failure";
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { useRemembered } from "../parts/remembered";
import { count, relationWords } from "../parts/words";
import { AnswerError } from "../source";
import { useRouter } from "../router";
import { ClaimDetail, SourceWords } from "./evidence";
import { PageClaims } from "./page-claims";
import { PageText } from "./page-text";
import "./page.css";

export function PageView() {
  const id = useRouter().place.path[1] ?? "";
  const asked = useRemembered(`page ${id}`, (source) => source.page(id));
  if (asked.state === "waiting") return <Waiting what="Loading the page…" />;
  if (asked.state === "done") return <Known key={asked.value.id} page={asked.value} />;
  const unknown = asked.error instanceof AnswerError && asked.error.status === 404;
  return (
    <>
      <Heading title={unknown ? "No such page in this graph" : "The page cannot be shown"} />
      <Failure error={asked.error} />
      {unknown && <p>The <Link to={[]}>start</Link> lists the pages of this graph.</p>}
    </>
  );
}

function Known({ page }: { page: Page }) {
  const { query } = useRouter().place;
  const [start, end] = [number(query.get("start")), number(query.get("end"))];
  const claim = useMemo(() => page.claims.find((one) => one.id === query.get("claim")) ?? at(page.claims, start, end), [page, query.get("claim"), start, end]);
  const about = page.claims.find((one) => one.predicate === "schema:about")?.object;
  // Its text is there at once, so the passage can be gone to at once.
  useEffect(() => {
    if (start !== null) document.getElementById("passage")?.scrollIntoView({ block: "center" });
  }, [start, end, claim?.id]);
  return (
    <article class="source-page">
      <header class="page-head">
        <p class="note small">Page <span class="curie">{page.id}</span></p>
        <Heading title={page.label || page.title} />
        <p><SourceWords source={page} /></p>
        {about && <p>About <Link to={["entity", about.id]}>{about.label}</Link></p>}
      </header>
      {page.text ? (
        <div class="page-body">
          <PageText page={page} claim={claim} start={start} end={end} />
          <PageClaims page={page} active={claim} />
        </div>
      ) : (
        <>
          <p class="panel warn">The text of this page cannot be shown{page.missing ? `: ${page.missing}` : ""}. Its claims and their quotes are below.</p>
          <h2>{count(page.claims.length, "claim")}</h2>
          <ol class="plain">
            {page.claims.map((one) => (
              <li key={one.id} class="textless">
                <h3>{one.object ? <Link to={placeOf(one.object)}>{one.object.label}</Link> : one.value} <span class="note small">{relationWords(one.predicate)}</span></h3>
                <ClaimDetail claim={one} source={page} asked={one === claim} linked={false} />
              </li>
            ))}
          </ol>
        </>
      )}
    </article>
  );
}

/** The claim that was read there: the quote's own one, else one that lies in it. */
function at(claims: Claim[], start: number | null, end: number | null): Claim | undefined {
  if (start === null || end === null) return undefined;
  return claims.find((claim) => claim.passages.some((passage) => passage.start === start && passage.end === end));
}

function number(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
