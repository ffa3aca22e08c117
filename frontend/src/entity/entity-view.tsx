// One disease, gene, phenotype or other thing: what pages say of it.

import { useMemo } from "preact/hooks";
import type { Entity } from "../answers";
import { useAnswer } from "../context";
import { TermLink } from "../parts/badges";
import { Failure, Waiting } from "../parts/failure";
import { Heading } from "../parts/heading";
import { AnswerError } from "../source";
import { Link } from "../parts/link";
import { NotFound } from "../parts/not-found";
import { useRemembered } from "../parts/remembered";
import { useRouter } from "../router";
import { Agreements, agreementsOf } from "./agreements";
import { Conflicts } from "./conflicts";
import { Contents } from "./contents";
import "./entity.css";
import { EntityHeader } from "./entity-header";
import { Filters } from "./filters";
import { GroupSection } from "./group-section";
import { filterOf, isNarrow, narrowed, rowsOf } from "./rows";

export function EntityView() {
  const id = useRouter().place.path[1] ?? "";
  const asked = useRemembered(`entity ${id}`, (source) => source.entity(id));
  if (!id) return <NotFound />;
  if (asked.state === "failed") return <NoEntity id={id} error={asked.error} />;
  if (asked.state === "waiting") return <Waiting what={`Loading ${id}…`} />;
  return <Known key={asked.value.id} entity={asked.value} />;
}

function Known({ entity }: { entity: Entity }) {
  const router = useRouter();
  const filter = filterOf(router.place.query);
  const groups = useMemo(() => narrowed(entity.groups, filter), [entity, filter.words, filter.source, filter.states.join()]);
  const agreed = useMemo(() => agreementsOf(entity), [entity]);
  const shown = rowsOf(groups).length;
  const silent = entity.groups.length === 0;
  return (
    <article class="entity">
      <EntityHeader entity={entity} shown={groups} />
      {silent ? (
        <p class="panel raised">No page in this graph makes a claim about this.</p>
      ) : (
        <div class="entity-body">
          <Contents groups={groups} conflicts={entity.conflicts.length} agreements={isNarrow(filter) ? null : agreed.length} />
          <div class="entity-main">
            <Filters entity={entity} filter={filter} shown={groups} />
            {!shown && <p class="panel raised">No row fits these filters. <Link to={["entity", entity.id]}>Show all</Link></p>}
            {groups.map((group) => <GroupSection key={group.name + group.title} group={group} entity={entity} />)}
            {!isNarrow(filter) && <Agreements entity={entity} found={agreed} />}
            <Conflicts entity={entity} />
          </div>
        </div>
      )}
    </article>
  );
}

function NoEntity({ id, error }: { id: string; error: Error }) {
  const unknown = error instanceof AnswerError && error.status === 404;
  if (!unknown) return <><Heading title="This cannot be shown" /><Failure error={error} /></>;
  return (
    <>
      <Heading title={`${id} is not in this graph`} />
      <Similar words={id} />
      <p>Search for its name or another identifier, or go to <Link to={[]}>the start</Link>.</p>
    </>
  );
}

/** What the graph has under such a name: an address may have been typed by hand. */
function Similar({ words }: { words: string }) {
  const asked = useAnswer((source) => source.search(words, { limit: 5 }), [words]);
  if (asked.state !== "done" || !asked.value.length) return null;
  return (
    <>
      <p>Did you mean one of these?</p>
      <ul>{asked.value.map((hit) => <li key={hit.id}><TermLink term={hit} /></li>)}</ul>
    </>
  );
}
