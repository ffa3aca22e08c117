import type { Claim, State, Term } from "../answers";
import { KindIcon, StateIcon } from "./icons";
import { Link } from "./link";
import { categoryLook, categoryWord, STATE_WORDS } from "./words";

/** The state of a claim as a word with its own shape and border; of a borrowed one also whether it is denied, or left open, of the other. */
export function StateBadge({ state, flags }: { state: State; flags?: Pick<Claim, "negated" | "hedged"> | undefined }) {
  const below = state !== "borrowed" || !flags ? "" : flags.negated ? ", denied" : flags.hedged ? ", open" : "";
  return <span class={`badge ${state}`} title={STATE_WORDS[state].meaning}><StateIcon state={state} />{STATE_WORDS[state].name}{below}</span>;
}

export function Kind({ category }: { category: string }) {
  if (!category) return null;
  const look = categoryLook(category);
  return <span class={`kind ${look}`}><KindIcon look={look} />{categoryWord(category)}</span>;
}

/** A term by its label, with its identifier small beside it, that leads to its page. */
export function TermLink({ term, curie = true }: { term: Term; curie?: boolean }) {
  return (
    <>
      <Link to={placeOf(term)}>{term.label}</Link>
      {curie && term.label !== term.id && !isOwn(term.id) && <> <span class="curie">{term.id}</span></>}
    </>
  );
}

/** Where a thing is shown: a page of the graph with its text, everything else with what is said of it. */
export function placeOf(term: Term): string[] {
  return [term.category === "Document" ? "page" : "entity", term.id];
}

/** Whether the graph made the identifier itself, as it does for pages, works and things that no vocabulary has: it tells a reader nothing. */
export function isOwn(id: string): boolean {
  return /^poh\w*:/.test(id);
}
