// The parameters of an example as fields. What is chosen is written into the query at once.

import { useMemo } from "preact/hooks";
import type { CatalogueQuery, Vocabulary } from "../answers";
import { Finder } from "../parts/finder";
import { expand } from "./iris";
import type { Labels } from "./labels";
import { searchKind } from "./resolve";
import { useLabels } from "./use-labels";

interface FormProps {
  query: CatalogueQuery;
  values: Record<string, string>;
  faults: Record<string, string>;
  /** Whether the text is still what this form made. */
  attached: boolean;
  vocabulary: Vocabulary;
  labels: Labels;
  change(name: string, value: string): void;
  restore(): void;
  close(): void;
  run(): void;
}

export function ParameterForm(props: FormProps) {
  const { query, values, attached, vocabulary, labels } = props;
  const iris = useMemo(() => Object.values(values).map((value) => expand(value, vocabulary.prefixes)).filter(Boolean), [values, vocabulary]);
  useLabels(labels, iris);
  return (
    <form class="panel raised query-form" aria-labelledby="query-form-title" onSubmit={(event) => { event.preventDefault(); props.run(); }}>
      <div class="row query-form-head">
        <h2 id="query-form-title">{query.title}</h2>
        <button type="button" class="button quiet small" onClick={props.close}>Close</button>
      </div>
      <p class="note">{query.description}</p>
      {!attached && (
        <p class="small">
          You have edited the query. If you change a field, it starts again from the example.{" "}
          <button type="button" class="button small" onClick={props.restore}>Back to the example</button>
        </p>
      )}
      <div class="query-fields">{query.params.map((param) => <Field key={`${query.name} ${param.name}`} param={param} {...props} />)}</div>
    </form>
  );
}

function Field({ param, values, faults, vocabulary, labels, change }: FormProps & { param: CatalogueQuery["params"][number] }) {
  const { name, kind, description, default: usual } = param;
  const value = values[name] ?? usual;
  const fault = faults[name];
  const id = `query-param-${name}`;
  const described = { "aria-describedby": `${id}-help`, "aria-invalid": fault ? true : undefined };
  return (
    <div class="field">
      {kind === "predicate" ? (
        <>
          <label for={id}>{name}</label>
          <select id={id} {...described} value={value} onChange={(event) => change(name, event.currentTarget.value)}>
            {[...new Set([value, ...vocabulary.properties.map((one) => one.id)])].filter(Boolean).map((one) => <option value={one}>{one}</option>)}
          </select>
        </>
      ) : kind === "number" || kind === "text" ? (
        <>
          <label for={id}>{name}</label>
          <input id={id} type="text" inputMode={kind === "number" ? "decimal" : "text"} {...described} value={value} onInput={(event) => change(name, event.currentTarget.value)} />
        </>
      ) : (
        <>
          <span class="query-chosen"><span class="label">{name}</span> <Chosen value={value} label={labels.label(expand(value, vocabulary.prefixes))} /></span>
          <Finder
            label={`Another ${name}: ${description}`} placeholder={kind === "document" ? "Another page" : kind === "entity" ? "Something else" : `Another ${kind}`}
            {...(searchKind(kind) && { kind: searchKind(kind) })}
            choose={(hit) => { labels.learn(hit.iri, { label: hit.label, category: hit.category }); change(name, hit.id); }}
          />
        </>
      )}
      {fault ? <span id={`${id}-help`} class="help failure" role="alert">{fault}</span> : <span id={`${id}-help`} class="help">{description.charAt(0).toUpperCase() + description.slice(1)}</span>}
    </div>
  );
}

function Chosen({ value, label }: { value: string; label: string }) {
  return <><strong>{label || value}</strong>{label && <> <span class="curie">{value}</span></>}</>;
}
