"""Reads an ontology in OBO format with fastobo; keeps labels, synonyms, parents, mappings and where obsolete terms went."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.model import Reference, Term
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF

# The annotation by which Mondo says that a cross-reference is the same disease.
EQUIVALENT = "MONDO:equivalentTo"
_SKOS = compiled(rf"(?:skos:|{re.escape(iri_root('skos'))}|)((?:exact|close|broad|narrow|related)Match)$")
_LICENSE = compiled(r"(?:https?://purl\.org/dc/(?:terms|elements/1\.1)/|dcterms:|terms:|dct:|dc:)(?:license|rights)$")


class CrossReference(NamedTuple):
    """What a term is mapped to: `predicate` is a CURIE, `target` a CURIE or IRI as the ontology writes it."""

    predicate: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Current terms by reference; `replaced` leads from alternative and obsolete references to current ones."""

    terms: dict[Reference, Term]
    replaced: dict[Reference, Reference]
    version: str
    license: str = ""
    mapped: dict[Reference, tuple[CrossReference, ...]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class TermDraft:
    """What one frame or node of an ontology file says, before it is known whether the term is current."""

    reference: Reference
    label: str = ""
    obsolete: bool = False
    parents: list[Reference] = field(default_factory=list)
    synonyms: list[tuple[str, str]] = field(default_factory=list)
    alternatives: list[Reference] = field(default_factory=list)
    successors: list[Reference] = field(default_factory=list)
    mapped: list[CrossReference] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class OntologyDraft:
    """The terms of one ontology as its file gives them, one after the other."""

    prefix: str
    terms: dict[Reference, Term] = field(default_factory=dict)
    replaced: dict[Reference, Reference] = field(default_factory=dict)
    mapped: dict[Reference, tuple[CrossReference, ...]] = field(default_factory=dict)

    def add(self, draft: TermDraft) -> None:
        """Take in a term; those of other ontologies, which files import, are passed over."""
        if draft.reference.prefix != self.prefix:
            return
        self.replaced.update(dict.fromkeys(draft.alternatives, draft.reference))
        if draft.obsolete or not draft.label:
            if len(draft.successors) == 1:
                self.replaced[draft.reference] = draft.successors[0]
            return
        self.terms[draft.reference] = Term(
            reference=draft.reference,
            label=draft.label,
            parents=tuple(sorted(p for p in draft.parents if p.prefix == self.prefix)),
            synonyms=tuple(dict.fromkeys(draft.synonyms)),
        )
        if draft.mapped:
            self.mapped[draft.reference] = tuple(dict.fromkeys(draft.mapped))

    def finished(self, path: Path, *, version: str, license_: str) -> Ontology:
        """The ontology.

        Raises:
            VocabularyError: there is no term of its prefix in the file.
        """
        if not self.terms:
            raise VocabularyError(path=str(path), reason=f"no current {self.prefix} term in it")
        return Ontology(terms=self.terms, replaced=self.replaced, version=version, license=license_, mapped=self.mapped)


def read_obo(path: Path, prefix: str = "HP") -> Ontology:
    """Read the terms of one prefix from an OBO file.

    Raises:
        VocabularyError: the file is missing or not OBO, with the line; or holds no such term.
    """
    import fastobo  # noqa: PLC0415 - only the compiler of the lexicon needs it

    draft = OntologyDraft(prefix=prefix)
    try:
        reader = fastobo.iter(str(path))
        version, license_ = _header(reader.header())
        for frame in reader:
            if isinstance(frame, fastobo.term.TermFrame):
                draft.add(_term(frame))
    except FileNotFoundError:
        raise VocabularyError(path=str(path), reason="no such file or directory") from None
    except SyntaxError as error:
        raise VocabularyError(path=str(path), reason=f"not OBO: {error.msg}", line=error.lineno or 0) from None
    except UnicodeEncodeError:
        raise VocabularyError(path=str(path), reason="the name of the file is not UTF-8: rename it") from None
    except (ValueError, OSError) as error:
        raise VocabularyError(path=str(path), reason=f"not an OBO file: {error}") from error
    except BaseException as error:
        # Some damaged lines make fastobo's own code fail: what it raises then is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        reason = "not OBO: a line is damaged, and the parser cannot say which; get the file again"
        raise VocabularyError(path=str(path), reason=reason) from None
    return draft.finished(path, version=release_of(version), license_=license_)


def release_of(version: str) -> str:
    """The release in an ontology's or mapping set's version, which may be an IRI.

    >>> release_of("hp/releases/2025-01-16"), release_of("http://x/mondo/releases/2026-08-04/mappings/a.tsv")
    ('2025-01-16', '2026-08-04')
    """
    found = re.search(r"releases/v?([^/]+)", version)
    return found[1] if found else version.rpartition("/")[2] if version.startswith("http") else version


def skos_predicate(name: str) -> str | None:
    """The CURIE of a SKOS mapping predicate however a file writes it, else None.

    >>> skos_predicate(f"{iri_root('skos')}exactMatch")
    'skos:exactMatch'
    """
    found = _SKOS.match(name)
    return f"skos:{found[1]}" if found else None


def is_license(name: str) -> bool:
    """Whether a property of an ontology gives its licence."""
    return _LICENSE.match(name) is not None


def _header(header: object) -> tuple[str, str]:
    from fastobo import header as clauses  # noqa: PLC0415 - as above

    version, licenses = "", []
    for clause in header:  # type: ignore[attr-defined] # fastobo has no type information
        if isinstance(clause, clauses.DataVersionClause):
            version = str(clause.version)
        elif isinstance(clause, clauses.PropertyValueClause):
            value = clause.property_value
            if is_license(str(value.relation)):
                licenses.append(str(value.value))
    # An IRI says it exactly; "rights" may also be a sentence that names the holders.
    licenses.sort(key=lambda text: not text.startswith("http"))
    return version, licenses[0] if licenses else ""


def _term(frame: object) -> TermDraft:
    from fastobo import term as clauses  # noqa: PLC0415 - as above

    draft = TermDraft(reference=_reference(frame.id))  # type: ignore[attr-defined] # as above
    for clause in frame:  # type: ignore[attr-defined] # as above
        match clause:
            case clauses.NameClause():
                draft.label = clause.name
            case clauses.SynonymClause():
                draft.synonyms.append((clause.synonym.desc, clause.synonym.scope))
            case clauses.IsAClause():
                draft.parents.append(_reference(clause.term))
            case clauses.AltIdClause():
                draft.alternatives.append(_reference(clause.alt_id))
            case clauses.ReplacedByClause():
                draft.successors.append(_reference(clause.term))
            case clauses.IsObsoleteClause():
                draft.obsolete = clause.obsolete
            case clauses.XrefClause() | clauses.PropertyValueClause():
                draft.mapped += _mapped(clause)
            case _:
                pass
    return draft


def _mapped(clause: object) -> Iterator[CrossReference]:
    if hasattr(clause, "xref"):
        same = any(str(qualifier.value) == EQUIVALENT for qualifier in clause.qualifiers or ())  # type: ignore[attr-defined] # as above
        yield CrossReference((EXACT_MATCH if same else HAS_DB_XREF).curie, str(clause.xref.id))
    else:
        value = clause.property_value  # type: ignore[attr-defined] # as above
        predicate = skos_predicate(str(value.relation))
        if predicate:
            yield CrossReference(predicate, str(value.value))


def _reference(identifier: object) -> Reference:
    """The reference of an OBO identifier; one without a prefix gets an empty one, which no ontology has."""
    prefix, colon, local = str(identifier).partition(":")
    return Reference(prefix, local) if colon else Reference("", prefix)
