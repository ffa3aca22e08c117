"""The diseases of a graph against a reference, one after the other: their claims, and what the reference has on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode

from pohgraph.claims.reader import read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.compare.annotations import Comparison, compare, disease_of
from pohgraph.compare.disease_names import NAME_PREDICATES, compare_names
from pohgraph.compare.identifiers import MONDO, compare_identifiers
from pohgraph.compare.independence import of_hpo_annotations
from pohgraph.compare.standing import HPOA, Standing
from pohgraph.errors import QueryError
from pohgraph.language.disease_words import loose_disease_key
from pohgraph.model import Annotation, Claim, Named, Reference
from pohgraph.model import Mapping as IdentifierRow
from pohgraph.schema.prefixes import compress, expand
from pohgraph.schema.relations import ABOUT, EXACT_MATCH, MAPPING_PREDICATES
from pohgraph.store.source import Readable
from pohgraph.vocab.annotations import annotations_of, is_annotated
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import Lexicon, open_lexicon
from pohgraph.vocab.mappings import is_of_mondo, is_withdrawn

ORPHANET = "Orphanet"
REFERENCES: Mapping[str, str] = {"hpoa": HPOA, "orphanet": ORPHANET, "mondo": MONDO}  # as asked for -> in a status
_AT_ONCE = 50  # diseases whose claims are read together
_DISEASE = "biolink:Disease"
_LABEL = Reference("rdfs", "label")
_ORPHA, _MONDO = "ORPHA:", "MONDO:"
_SCORE = "pohgraph:grounding_score"
_SURE = 0.6  # what the grounding of a page comes to where its title or its names are the disease's, or nearly so
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One disease: what pages claim of it, and what the reference's annotations say, under each identifier of theirs.

    `names` are its own identifier and its exact matches; `entries` those under which the reference has it, in order, or none.
    `doubtful` are the keys of sources of which it is not sure that they are about the disease.
    """

    disease: Named
    names: tuple[str, ...]
    claims: tuple[Claim, ...]
    entries: tuple[str, ...]
    annotations: tuple[Annotation, ...]
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One disease of a graph and its comparisons; without `entries` the reference does not have it, and nothing is compared."""

    disease: Named
    entries: tuple[str, ...]
    found: tuple[Comparison, ...]


def get_reference(name: str) -> str:
    """What statuses call a reference.

    Raises:
        QueryError: there is none of that name.
    """
    if name not in REFERENCES:
        raise QueryError(f"against={name!r} is not known", hint=f"one of {', '.join(REFERENCES)}")
    return REFERENCES[name]


def compared(store: Readable, against: str, disease: str = "") -> Iterator[Compared]:
    """The diseases of a graph, each held against the reference; or one disease, by CURIE.

    The claims of some diseases are in memory at a time. Statements of HPO's annotations that were merged into the graph are left
    aside: they are the other side.

    Args:
        store: the graph.
        against: one of `REFERENCES`.
        disease: one disease, by CURIE; "" for all, by their IRIs.

    Raises:
        QueryError: there is no such reference, or the vocabularies in use have nothing of it.
        VocabularyError: a vocabulary is missing or malformed.
    """
    reference = get_reference(against)
    if reference == MONDO:
        yield from _against_mondo(store, disease)
        return
    ancestors = KnownDiseases(open_lexicon()).ancestors
    for one in annotated(store, against, disease):
        names = dict.fromkeys(one.entries, str(one.disease))
        found = compare(one.claims, one.annotations, names, ancestors, reference=reference)
        yield Compared(disease=one.disease, entries=one.entries, found=tuple(found))


def _against_mondo(store: Readable, disease: str) -> Iterator[Compared]:
    """The diseases of which pages print an identifier or a name; Mondo has those whose own identifier is one of its terms."""
    lexicon = open_lexicon()
    known = KnownDiseases(lexicon)

    def owner(identifier: str) -> str:
        """The disease that all mapping sets give an identifier to, if Mondo does."""
        disease = known.owner(identifier)
        rows = _rows_of_mondo(lexicon, disease)
        exact = any(row.object.curie == identifier and row.predicate.curie == EXACT_MATCH.curie for row in rows)
        return disease if exact else ""

    def called(name: str, but: str) -> str:
        """Another disease than one that Mondo calls so."""
        key = loose_disease_key(name)
        others = sorted(str(other) for other in lexicon.diseases_called(key) if other.curie != but)
        mondo = (other for other in others if key in map(loose_disease_key, _names_of_mondo(lexicon, other)))
        return next(mondo, "")

    for found, claims in _claimed(store, disease):
        rows = _rows_of_mondo(lexicon, found)
        own = [claim for claim in claims if claim.subject == found]
        printed = [claim for claim in own if claim.predicate in MAPPING_PREDICATES]
        names = [claim for claim in own if claim.predicate in NAME_PREDICATES]
        if printed or names or (rows and disease):
            entries = (str(found),) if rows else ()
            held = compare_identifiers(found, printed, rows, owner) if rows else []
            if rows:
                titles = [quote for claim in claims if claim.predicate == ABOUT.curie for quote in claim.quotes]
                known_as, other = _names_of_mondo(lexicon, found), partial(called, but=str(found))
                held += compare_names(found, names, known_as, other, titles=titles)
            order = list(Standing)
            yield Compared(
                disease=found, entries=entries, found=tuple(sorted(held, key=lambda c: order.index(c.standing)))
            )


def _rows_of_mondo(lexicon: Lexicon, disease: str) -> tuple[IdentifierRow, ...]:
    """What Mondo maps a disease to. Other mapping sets in use, such as the user's own, are not the reference."""
    rows = lexicon.mappings.of(Reference.parse(disease)) if disease.startswith(_MONDO) else ()
    return tuple(row for row in rows if is_of_mondo(row))


def _names_of_mondo(lexicon: Lexicon, disease: str) -> dict[str, IdentifierRow]:
    """What Mondo calls a disease, and what the registries call what it takes for the same; each with a row that says so."""
    found: dict[str, IdentifierRow] = {}
    for row in _rows_of_mondo(lexicon, disease):
        if row.subject_label and not is_withdrawn(row.subject_label):
            label = replace(row, predicate=_LABEL, object=row.subject, object_label=row.subject_label)
            found.setdefault(row.subject_label, label)
    for row in _rows_of_mondo(lexicon, disease):
        if row.object_label and row.predicate == EXACT_MATCH and row.is_firm and not is_withdrawn(row.object_label):
            found.setdefault(row.object_label, row)
    return found


def annotated(store: Readable, against: str = "hpoa", disease: str = "") -> Iterator[Known]:
    """The diseases of a graph that pages have findings, modes, ages or genes of, with the rows of HPO's annotations on them.

    Args and errors are those of `compared`, for "hpoa" and "orphanet".
    """
    only = _ORPHA if get_reference(against) == ORPHANET else ""
    if only and not is_annotated(only):
        raise QueryError(
            "the annotations in use have no row of Orphanet's",
            hint="`pohgraph vocab update hpoa` fetches those that HPO publishes, which have them",
        )
    known = KnownDiseases(open_lexicon())
    for batch in _batches(_claimed(store, disease)):
        names = _names(store, [found for found, _ in batch])
        rows: defaultdict[str, list[Annotation]] = defaultdict(list)
        for row in annotations_of({name for found in names.values() for name in found if name.startswith(only)}):
            rows[row.disease].append(row)
        for found, claims in batch:
            said = tuple(claim for claim in claims if disease_of(claim) and not of_hpo_annotations(claim))
            own = sorted(name for name in names[found] if name.startswith(only))
            annotations = [
                row for name in own for row in (*rows.get(name, ()), *_gene_rows(name, known.annotated_genes(name)))
            ]
            entries = tuple(dict.fromkeys(row.disease for row in annotations))
            if said:
                yield Known(
                    disease=found,
                    names=tuple(own),
                    claims=said,
                    entries=entries,
                    annotations=tuple(annotations),
                    doubtful=frozenset(claim.source.key for claim in claims if _is_doubtful(claim)),
                )


def _claimed(store: Readable, disease: str) -> Iterator[tuple[Named, list[Claim]]]:
    """Each disease with the claims that have it as their subject or object, by IRI."""
    view = GraphView(store)
    if disease:
        iris = [expand(Reference.parse(disease))]
    else:
        iris = sorted(
            node.value for node in view.subjects("biolink:category", NamedNode(expand(Reference.parse(_DISEASE))))
        )
    for batch in _batches(iris):
        wanted = set(batch)
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in read_claims_on(view, batch):
            ends = [end.iri for end in (claim.subject, claim.object) if isinstance(end, Named)]
            for iri in dict.fromkeys(iri for iri in ends if iri in wanted):
                found[iri].append(claim)
        nodes = [NamedNode(iri) for iri in batch]
        view.learn_labels(nodes)
        yield from ((view.named(node), found[node.value]) for node in nodes)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    left = iter(items)
    return iter(lambda: list(islice(left, _AT_ONCE)), [])


def _names(store: Readable, diseases: Iterable[Named]) -> dict[Named, set[str]]:
    """Each disease with its own identifier and those that the graph has for an exact match of it, as CURIEs."""
    by_iri = {disease.iri: disease for disease in diseases}
    found = {disease: {str(disease)} for disease in by_iri.values()}
    for node, other in store.triples(EXACT_MATCH.curie, subjects=[NamedNode(iri) for iri in by_iri]):
        found[by_iri[node.value]].add(compress(other.value))
    return found


def _is_doubtful(claim: Claim) -> bool:
    """Whether a claim says what its page is about, and no name of the disease told so."""
    scores = claim.detail(_SCORE) if claim.predicate == ABOUT.curie else ()
    return any(float(score) < _SURE for score in scores)


def _gene_rows(disease: str, genes: Iterable[str]) -> list[Annotation]:
    return [Annotation(disease=disease, term=gene, aspect=Annotation.GENE, reference=disease) for gene in sorted(genes)]
