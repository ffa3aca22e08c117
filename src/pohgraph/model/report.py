"""What a run read, found, and dropped with its reason. Nothing is dropped without a line here."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Remark:
    """Something a person should know about a page: `code` is stable, `message` says what and what was done."""

    document: str
    code: str
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """One page: how it was read, and how many statements of each predicate it gave."""

    id: str
    path: str
    family: str
    title: str
    about: str
    about_label: str
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphReport:
    """One graph that was read back: `kind` is "store", "export of pohgraph", "RDF" or "KGX".

    `documents` and `associations` are those that were taken over from it.
    """

    path: str
    kind: str
    dataset: str = ""
    documents: int = 0
    associations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run. `failures` are sources that could not be read; the others went on."""

    documents: tuple[DocumentReport, ...] = ()
    graphs: tuple[GraphReport, ...] = ()
    remarks: tuple[Remark, ...] = ()
    failures: tuple[str, ...] = ()
    associations: int = 0
    quads: int = 0
    vocabularies: tuple[str, ...] = field(default=())
