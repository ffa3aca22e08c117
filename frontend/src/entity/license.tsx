import { Outside } from "../parts/outside";
import { useSummary } from "../parts/summary";

/** A licence by its name where the graph knows it, else as the page gives it. */
export function License({ license }: { license: string }) {
  const { name, iri } = useLicence()(license);
  return <Outside href={iri}>{name}</Outside>;
}

/** What a licence is called, and where it stands. */
export function useLicence(): (license: string) => { name: string; iri: string } {
  const summary = useSummary();
  return (license) => {
    const known = summary.state === "done" ? summary.value.licenses.find((one) => one.iri === license || one.name === license) : undefined;
    return { name: known?.name ?? license, iri: known?.iri || license };
  };
}
