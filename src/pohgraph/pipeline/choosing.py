"""Which records of PubMed are read, where only those on diseases are wanted, and why the others are not."""

from collections import Counter
from collections.abc import Iterator

from pohgraph.counting import counted
from pohgraph.model import Remark
from pohgraph.pipeline.reading import recogniser
from pohgraph.pipeline.sources import Found, PageSource
from pohgraph.read import find_citation

CHOSEN, NOT_CHOSEN = "chosen", "not_chosen"
_NO_ABSTRACT, _NO_DISEASE = "without an abstract", "that name no disease of the vocabularies"
_REASONS = (_NO_DISEASE, _NO_ABSTRACT)


def choice(found: Found) -> Remark | None:
    """Whether a record of PubMed is read, and if not, why; None for a page that is no such record, or where all are wanted."""
    if not (isinstance(found, PageSource) and found.only_on_diseases):
        return None
    citation = find_citation(found.data)
    if citation is None:
        return None
    if not citation.abstract:
        return Remark(document=found.origin, code=NOT_CHOSEN, message=_NO_ABSTRACT)
    names = recogniser().names
    if name := names.disease_in(citation.title) or names.disease_in(citation.abstract):
        return Remark(document=found.origin, code=CHOSEN, message=name)
    return Remark(document=found.origin, code=NOT_CHOSEN, message=_NO_DISEASE)


def was_chosen(source: PageSource) -> bool:
    """Whether a page that was read is a record that `choice` chose, and not one that it has nothing to say of."""
    return source.only_on_diseases and find_citation(source.data) is not None


class Choices:
    """Counts what `choice` gave: a remark for each of thirty thousand records would tell nobody anything."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, chosen: Remark) -> None:
        """Count one record."""
        self._counts[CHOSEN if chosen.code == CHOSEN else chosen.message] += 1

    def remarks(self) -> Iterator[Remark]:
        """How many were chosen, and how many not for which reason; nothing where there was no choice."""
        total = self._counts.total()
        if not total:
            return
        message = f"{self._counts[CHOSEN]:,} of {counted(total, 'record')} read"
        left = ", ".join(f"{self._counts[why]:,} {why}" for why in _REASONS if self._counts[why])
        yield Remark(document="PubMed", code=CHOSEN, message=f"{message}; not read: {left}" if left else message)
