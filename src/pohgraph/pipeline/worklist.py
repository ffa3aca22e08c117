"""The worklist of a graph: what its pages say that HPO's annotations do not have, as candidates for a curator."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from pohgraph.claims.reader import read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.compare.candidates import Beside, Candidate, candidates, chosen
from pohgraph.export.tables.hpoa import release_date
from pohgraph.export.tables.worklist import FORMS, REGISTRIES, entry_of, worklist_row
from pohgraph.model import Annotation, Claim, Named
from pohgraph.pipeline.reference import Known, annotated
from pohgraph.schema.branches import ASPECTS
from pohgraph.store.source import Readable
from pohgraph.vocab.annotations import annotations_of
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

# HPO may have its forms, so nobody can say what it lacks; `pohgraph export hpoa` writes all that pages say of it.
UNANNOTATED = "HPO does not annotate the disease under an identifier that the graph has for it"


@dataclass(slots=True, kw_only=True)
class Worklist:
    """Candidates with the identifier under which HPO would have their disease, the first ones to look at first.

    `left_out` counts the terms that HPO does not have and that are no candidates, by the reason. `day` is the date of the newest
    vocabulary, for what no page dates.
    """

    day: str
    candidates: list[tuple[str, Candidate]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def rows(self, form: str) -> Iterator[tuple[str, ...]]:
        """A row for each candidate; `form` is one of `FORMS`, which has the names of the columns."""
        label = KnownDiseases(open_lexicon()).label
        return (worklist_row(form, entry, candidate, label, self.day) for entry, candidate in self.candidates)


def worklist(store: Readable, disease: str = "") -> Worklist:
    """What the pages of a graph say, of one disease by CURIE or of all, that HPO's annotations do not have.

    Raises:
        VocabularyError: a vocabulary is missing or malformed.
    """
    view, known = GraphView(store), KnownDiseases(open_lexicon())
    made = Worklist(day=release_date(view))
    for one in annotated(store, "hpoa", disease):
        found, left_out = _candidates(view, one, known)
        if entry := entry_of([row.disease for row in one.annotations if row.aspect != Annotation.GENE]):
            made.left_out += left_out
            made.candidates += ((entry, candidate) for candidate in found)
        elif found:
            made.left_out[UNANNOTATED] += len(found)
    made.candidates.sort(key=lambda pair: pair[1].order)
    return made


def _candidates(view: GraphView, one: Known, known: KnownDiseases) -> tuple[list[Candidate], Counter[str]]:
    def aspect(claim: Claim) -> str:
        return ASPECTS.get(view.category(NamedNode(claim.object.iri)), "") if isinstance(claim.object, Named) else ""

    labels = [one.disease.label, *(known.label(name) for name in one.names if name.startswith(REGISTRIES))]
    types = {name for label in labels for name in known.types(label)} - {*one.entries}
    beside = Beside(
        annotations=one.annotations,
        of_types=tuple(annotations_of(types)) if types else (),
        names={*labels, *(claim.source.title for claim in one.claims)},
        doubtful=one.doubtful,
        ancestors=known.ancestors,
        information=known.information,
    )
    found, left_out = candidates(one.claims, beside, aspect)
    quotes = {quote for candidate in found for claim in candidate.claims for quote in claim.quotes}
    iris = [claim.id.iri for claim in one.claims if quotes.intersection(claim.quotes)]
    iris += [claim.id.iri for candidate in found for claim in candidate.claims if not claim.quotes]
    kept, untold = chosen(found, read_claims_named(view, iris, passages=True), beside)
    return kept, left_out + untold


__all__ = ["FORMS", "UNANNOTATED", "Worklist", "worklist"]
