"""Reads an ontology in OBO format with fastobo; keeps labels, synonyms, parents and where obsolete terms went."""

from dataclasses import dataclass
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.model import Reference, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Current terms by reference; `replaced` leads from alternative and obsolete references to current ones."""

    terms: dict[Reference, Term]
    replaced: dict[Reference, Reference]
    version: str


def read_obo(path: Path) -> Ontology:
    """Read an OBO file.

    Raises:
        VocabularyError: the file is missing or not OBO; the message has the line.
    """
    import fastobo  # noqa: PLC0415 - only the compiler of the lexicon needs it

    try:
        document = fastobo.load(str(path))
    except FileNotFoundError:
        raise VocabularyError(path=str(path), reason="no such file") from None
    except (SyntaxError, ValueError, OSError) as error:
        raise VocabularyError(path=str(path), reason=f"not an OBO file: {error}") from error
    terms: dict[Reference, Term] = {}
    replaced: dict[Reference, Reference] = {}
    for frame in document:
        if isinstance(frame, fastobo.term.TermFrame):
            _read_term(frame, terms, replaced)
    version = next((str(c.version) for c in document.header if isinstance(c, fastobo.header.DataVersionClause)), "")
    return Ontology(terms=terms, replaced=replaced, version=version.rpartition("/")[2])


def _read_term(frame: object, terms: dict[Reference, Term], replaced: dict[Reference, Reference]) -> None:
    from fastobo import term as clauses  # noqa: PLC0415 - as above

    reference = Reference.parse(str(frame.id))  # type: ignore[attr-defined] # fastobo has no type information
    label, obsolete = "", False
    parents: list[Reference] = []
    synonyms: list[tuple[str, str]] = []
    successors: list[Reference] = []
    for clause in frame:  # type: ignore[attr-defined] # as above
        match clause:
            case clauses.NameClause():
                label = clause.name
            case clauses.SynonymClause():
                synonyms.append((clause.synonym.desc, clause.synonym.scope))
            case clauses.IsAClause():
                parents.append(Reference.parse(str(clause.term)))
            case clauses.AltIdClause():
                replaced[Reference.parse(str(clause.alt_id))] = reference
            case clauses.ReplacedByClause():
                successors.append(Reference.parse(str(clause.term)))
            case clauses.IsObsoleteClause():
                obsolete = clause.obsolete
            case _:
                pass
    if not obsolete:
        terms[reference] = Term(
            reference=reference, label=label, parents=tuple(sorted(parents)), synonyms=tuple(dict.fromkeys(synonyms))
        )
    elif len(successors) == 1:
        replaced[reference] = successors[0]
