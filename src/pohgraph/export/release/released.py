"""What a release is, as the papers that describe it see it."""

from dataclasses import dataclass
from datetime import datetime

from pohgraph.schema.prefixes import iri_root

TITLE = "Rare-disease knowledge graph with verbatim evidence"
DESCRIPTION = (
    "Statements on rare diseases read from reference pages, each with the exact words it was read from. "
    "Denied, open and borrowed claims are kept and marked; they are never plain edges."
)
HOME = iri_root("poh")
BIOLINK = "4.4.6"  # the release of the Biolink Model whose classes and slots the graph uses
AUTHORS = "The pohgraph authors"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFile:
    """A file a dataset is given out as: its path within the release, `size` in bytes."""

    path: str
    media_type: str
    size: int
    sha256: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A dataset at a moment: `sha256` is that of its N-Triples, `version` pohgraph's, `files` the graph's."""

    iri: str
    sha256: str
    moment: datetime
    version: str
    files: tuple[ReleasedFile, ...]

    @property
    def date(self) -> str:
        """The day, as Monarch numbers its releases."""
        return self.moment.date().isoformat()
