// The start: what this graph is, and how to begin.

import type { Summary } from "../answers";
import { useAnswer } from "../context";
import { License } from "../entity/license";
import { placeOf } from "../parts/badges";
import { Failure, Waiting } from "../parts/failure";
import { Finder } from "../parts/finder";
import { Heading } from "../parts/heading";
import { StateIcon } from "../parts/icons";
import { Link } from "../parts/link";
import { useSummary } from "../parts/summary";
import { STATE_WORDS, STATES } from "../parts/words";
import { useRouter } from "../router";
import "./home.css";
import { everyOne } from "./every-one";
import { Pages } from "./pages";

export function HomeView() {
  const router = useRouter();
  const asked = useSummary();
  const title = asked.state === "done" ? asked.value.title : "pohgraph";
  return (
    <div class="home">
      <section class="hero">
        <Heading title={title === "pohgraph" ? "Rare diseases, in the words of their pages" : title} />
        <p class="lead">Search a disease, a gene or a finding. Every claim opens the sentence behind it.</p>
        <div role="search">
          <Finder big slash label="Search" placeholder="Disease, gene, phenotype or identifier" choose={(hit) => router.go(placeOf(hit))} />
        </div>
        {asked.state === "done" && asked.value.examples.length > 0 && <Examples summary={asked.value} />}
      </section>
      {asked.state === "failed" && <Failure error={asked.error} />}
      {asked.state === "waiting" && <Waiting />}
      {asked.state === "done" && <About summary={asked.value} />}
    </div>
  );
}

function Examples({ summary }: { summary: Summary }) {
  return (
    <div class="examples">
      <span class="note">For example</span>
      <ul class="plain row tight">
        {summary.examples.slice(0, 6).map((term) => <li key={term.id}><Link to={["entity", term.id]} class="button small">{term.label}</Link></li>)}
      </ul>
    </div>
  );
}

function About({ summary }: { summary: Summary }) {
  const claims = STATES.reduce((sum, state) => sum + summary.states[state], 0);
  return (
    <>
      <section aria-labelledby="what">
        <h2 id="what">What this graph holds</h2>
        <ul class="plain tiles">
          <Tile number={summary.pages.length} name={summary.pages.length === 1 ? "Page" : "Pages"} to="query" query={{ example: "documents", run: 1 }} />
          <Tile number={claims} name={claims === 1 ? "Claim" : "Claims"} to="review" />
          {summary.counts.map((count) => <Tile key={count.category} number={count.count} name={count.title} to="query" query={{ query: everyOne(count), run: 1 }} />)}
        </ul>
        <div class="columns">
          <div class="panel">
            <h3>Claims by what the page says</h3>
            <ul class="plain states">
              {STATES.map((state) => (
                <li key={state} class={state}>
                  <StateIcon state={state} />
                  <span><Link to={["review"]} query={{ state }}><strong>{STATE_WORDS[state].name}</strong></Link> <span class="numbers">{summary.states[state].toLocaleString("en")}</span><br /><span class="note small">{STATE_WORDS[state].meaning}</span></span>
                </li>
              ))}
            </ul>
          </div>
          <div class="panel">
            <h3>Other ways in</h3>
            <ul class="plain ways">
              <Way to="query" name="Query" text="Ask in SPARQL, with ready-made questions to start from." />
              <Way to="network" name="Network" text="See diseases, genes and findings as a map." />
              {summary.features.read && <Way to="read" name="Read a text" text="Paste a text and see what it says." />}
              {summary.features.review && <Way to="review" name="Review" text="Accept or reject claims, one by one." />}
            </ul>
          </div>
        </div>
      </section>
      <Questions />
      <Pages pages={summary.pages} />
      {summary.licenses.length > 0 && (
        <section aria-labelledby="licenses">
          <h2 id="licenses">Licences</h2>
          <p>Each page has its own licence. It also applies to what you take from the page.</p>
          <ul>{summary.licenses.map((one) => <li key={one.name}><License license={one.iri || one.name} /> <span class="note numbers">{one.pages.toLocaleString("en")} {one.pages === 1 ? "page" : "pages"}</span></li>)}</ul>
        </section>
      )}
    </>
  );
}

/** A number that leads to what it counts. */
function Tile({ number, name, to, query }: { number: number; name: string; to: string; query?: Record<string, string | number> }) {
  return <li><Link to={[to]} {...(query && { query })} class="tile"><span class="tile-number numbers">{number.toLocaleString("en")}</span> <span class="note">{name}</span></Link></li>;
}

function Way({ to, name, text }: { to: string; name: string; text: string }) {
  return <li><Link to={[to]}>{name}</Link><br /><span class="note small">{text}</span></li>;
}

/** Some of the ready-made queries, by what they answer. */
function Questions() {
  const asked = useAnswer((source) => source.queries(), []);
  if (asked.state !== "done" || !asked.value.length) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">Questions with a ready-made query</h2>
      <ul class="questions plain">
        {asked.value.slice(0, 9).map((query) => <li key={query.name}><Link to={["query"]} query={{ example: query.name }}>{query.title}</Link></li>)}
      </ul>
      <p><Link to={["query"]}>All {asked.value.length} queries</Link></p>
    </section>
  );
}
