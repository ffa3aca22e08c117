"""Why a graph says something: a claim with its words, the rule that read it, who else says so, and what curators decided."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import cast

from pyoxigraph import NamedNode

from pohgraph.answers.relations import relation_words
from pohgraph.api.explained import Explained, Place
from pohgraph.api.layout import Explanation
from pohgraph.claims.decisions import read_decisions_on
from pohgraph.claims.nodes import read_vocabularies
from pohgraph.claims.reader import in_order, read_claims_named, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.compare.conflict import conflicts
from pohgraph.errors import NotInGraphError, QueryError, UnknownReferenceError
from pohgraph.model import Claim, Named, Passage
from pohgraph.query.resolve import find_term
from pohgraph.review.decision import statement_of
from pohgraph.schema.prefixes import compress, expand, iri_root, standardise
from pohgraph.schema.relations import INFERRED, PREDICATES, RELATIONS, REVISION_OF
from pohgraph.search.identifiers import iri_of
from pohgraph.store.source import OpenGraph
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

_KEPT = 8  # nodes whose claims are kept
_NEAR = 5  # claims that a message names
_EXTRACTION = "pohextraction:"
# Prefix of an identifier -> how the names of the vocabularies begin that have it.
_VOCABULARIES = {"HP": "hp", "MONDO": "mondo", "NCBIGene": "hpo-genes"}


def explain(store: OpenGraph, subject: str, predicate: str = "", object_: str = "") -> Explanation:
    """The claims of a subject, a relation and an object; or the one claim that `subject` identifies.

    Subject and object are CURIEs, IRIs or names; the relation is a CURIE, its last part, or what it is called in words.

    Raises:
        QueryError: nothing or several things are called so, or there is no such claim; the message names similar ones.
    """
    view = GraphView(store)
    return Explanation(Explainer(view).explained(find_claims(view, store, subject, predicate, object_)))


def find_claims(view: GraphView, store: OpenGraph, subject: str, predicate: str = "", object_: str = "") -> list[Claim]:
    """The claims that are asked for as in `explain`, with their passages.

    Raises:
        QueryError: as above.
    """
    if not predicate and not object_:
        return [_claim_named(view, subject)]
    node = cast("NamedNode", find_term(store, subject, "entity"))
    relations = _relations(predicate)
    about = read_claims_on(view, [node.value], passages=True, rejected=True)
    found = [claim for claim in about if claim.subject.iri == node.value and claim.predicate in relations]
    wanted = _object_iri(store, object_)
    chosen = [claim for claim in found if _is_object(claim, object_, wanted)]
    if not chosen:
        raise _no_such_claim(view.named(node), relations, object_, about, found)
    return chosen


def _claim_named(view: GraphView, name: str) -> Claim:
    try:
        found = read_claims_named(view, [iri_of(name)], passages=True, rejected=True)
    except (UnknownReferenceError, ValueError):
        found = []
    if not found:
        hint = "give the identifier of a claim, such as pohassoc:…, or subject, relation and object"
        raise NotInGraphError(f"{name!r} is not a claim of this graph", hint=hint)
    return found[0]


def _relations(word: str) -> frozenset[str]:
    """The predicates that a word means: its CURIE or IRI, its last part, its words, or what charts call the relation."""
    named = compress(word.strip("<>"))
    if named in PREDICATES:
        return frozenset({named})
    plain = word.strip().casefold().replace("_", " ").replace("-", " ")
    found = {
        relation.predicate.curie
        for relation in RELATIONS
        if plain
        in {
            relation.predicate.identifier.casefold().replace("_", " "),
            relation.label.casefold(),
            relation_words(relation.predicate.curie).casefold(),
        }
    }
    if not found and ":" in word:
        found = {str(standardise(word).curie)} if _is_known(word) else set()
    if not found:
        names = sorted({relation.predicate.identifier for relation in RELATIONS})
        near = get_close_matches(word.replace(" ", "_"), names, n=2)
        hint = f"did you mean {' or '.join(near)}?" if near else f"one of {', '.join(names)}"
        raise QueryError(f"no relation is called {word!r}", hint=hint)
    return frozenset(found)


def _is_known(curie: str) -> bool:
    try:
        standardise(curie)
    except (UnknownReferenceError, ValueError):
        return False
    return True


def _object_iri(store: OpenGraph, text: str) -> str:
    """The IRI of what a text names; "" where it names nothing of the graph, or several things."""
    try:
        found = find_term(store, text, "entity")
    except QueryError:
        return ""
    return found.value if isinstance(found, NamedNode) else ""


def _is_object(claim: Claim, text: str, iri: str) -> bool:
    if isinstance(claim.object, Named) and iri:
        return claim.object.iri == iri
    names = {str(claim.object).casefold(), claim.object_label.casefold()}
    return text.strip().strip('"').casefold() in names


def _no_such_claim(
    subject: Named, relations: Iterable[str], text: str, about: Sequence[Claim], found: Sequence[Claim]
) -> QueryError:
    words = " or ".join(sorted(relation_words(relation) for relation in relations))
    reason = f"no page says that {subject.label or subject} {words} {text!r}"
    others = {(claim.object_label or str(claim.object)): claim for claim in found}
    near = [others[name] for name in _close(text, others)]
    named = text.strip().casefold()
    same_object = [c for c in about if named in {str(c.object).casefold(), c.object_label.casefold()} and c not in near]
    reversed_ = [
        c
        for c in about
        if c.predicate in relations and named in {str(c.subject).casefold(), c.subject.label.casefold()}
    ]
    listed = "; ".join(f"{statement_of(claim)} ({claim.id})" for claim in [*near, *same_object, *reversed_][:_NEAR])
    if not listed and others:
        listed = f"it has {', '.join(sorted(others)[:_NEAR])}"
        return QueryError(
            f"{subject.label or subject} has no claim {words} {text!r}", hint=f"for this relation {listed}"
        )
    hint = f"near it: {listed}" if listed else f"`pohgraph show {subject}` lists its claims"
    return QueryError(reason, hint=hint)


def _close(text: str, names: Iterable[str]) -> list[str]:
    by_key = {name.casefold(): name for name in names}
    key = text.strip().casefold()
    holding = [name for low, name in sorted(by_key.items()) if len(key) > 2 and (key in low or low in key)]  # noqa: PLR2004 - fewer letters are in most names
    close = [by_key[low] for low in get_close_matches(key, by_key, n=_NEAR)]
    return list(dict.fromkeys([*close, *holding]))[:_NEAR]


class Explainer:
    """Explains claims of one graph, which stays as it is. What several claims need is read once, what few need is kept for a while."""

    def __init__(self, view: GraphView) -> None:
        self._view = view
        self._around = lru_cache(maxsize=_KEPT)(self._read_around)

    def explained(self, claims: Iterable[Claim]) -> Iterator[Explained]:
        """Each of the claims, which must have their passages, with what is known of it."""
        for claim in claims:
            around = self._claims_around(claim)
            of_subject = [
                other for other in around if other.subject == claim.subject and other.predicate == claim.predicate
            ]
            disputed = () if claim.rejected else conflicts(around, self._known)
            revisions = {node.value for node in self._view.subjects(REVISION_OF, NamedNode(claim.id.iri))}
            yield Explained(
                claim=claim,
                places=tuple(map(_place, claim.passages)),
                vocabularies=tuple(_vocabularies(claim, self._releases)),
                alike=tuple(c for c in of_subject if c.object == claim.object and c.source.id != claim.source.id),
                conflicts=tuple(c for c in disputed if claim.id in {side.id for side in c.claims}),
                decisions=tuple(read_decisions_on(self._view, [claim.id.iri, *claim.revision_of])),
                revises=tuple(read_claims_named(self._view, claim.revision_of, rejected=True)),
                revised_by=tuple(read_claims_named(self._view, revisions, rejected=True)),
            )

    @cached_property
    def _releases(self) -> dict[str, str]:
        vocabularies = read_vocabularies(self._view)
        return {record.iri.removeprefix(iri_root("pohvocab")): record.label for record in vocabularies}

    @cached_property
    def _known(self) -> KnownDiseases:
        return KnownDiseases(open_lexicon())

    def _claims_around(self, claim: Claim) -> list[Claim]:
        """The claims that have one of its ends as subject or object, each once, in the order of `read_claims`."""
        ends = [end.iri for end in (claim.subject, claim.object) if isinstance(end, Named)]
        return in_order({other.id: other for end in ends for other in self._around(end)}.values())

    def _read_around(self, node: str) -> list[Claim]:
        return read_claims_on(self._view, [node])


def _vocabularies(claim: Claim, releases: dict[str, str]) -> Iterator[str]:
    """The releases that name what the claim is made of; of an inference, the one that made it."""
    if claim.knowledge_level == INFERRED:
        source = expand(standardise(claim.knowledge_source)).removeprefix(iri_root("pohvocab"))
        yield releases.get(source, claim.knowledge_source)
        return
    values = (claim.object, claim.frequency, claim.onset, claim.subject)
    prefixes = dict.fromkeys(value.partition(":")[0] for value in values if isinstance(value, Named) and value)
    for prefix in prefixes:
        known = _VOCABULARIES.get(prefix)
        yield from (
            label
            for name, label in sorted(releases.items())
            if known and (name == known or name.startswith(f"{known}-"))
        )


def _place(passage: Passage) -> Place:
    cues = (mark for mark in passage.marks if mark.part == "cue")
    words = [
        passage.exact[mark.start - passage.start : mark.end - passage.start]
        for mark in cues
        if mark.start >= passage.start
    ]
    return Place(
        before=passage.before,
        quote=passage.exact,
        after=passage.after,
        start=passage.start,
        end=passage.end,
        section=passage.section,
        extractor=passage.extraction.removeprefix(_EXTRACTION).replace("/", " "),
        cue=" … ".join(filter(None, words)),
        marks=passage.marks,
    )
