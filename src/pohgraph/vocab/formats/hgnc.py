"""HGNC's complete set: approved symbols of human genes with their NCBI Gene numbers, aliases and previous symbols."""

from collections.abc import Iterator
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping, Reference
from pohgraph.schema.relations import EXACT_MATCH, synonym_predicate
from pohgraph.vocab.formats.columns import read_columns
from pohgraph.vocab.mappings import LiteralMapping, MappingSet

HGNC = "https://www.genenames.org/download/hgnc_complete_set.txt"
_TITLE = "HGNC complete set"
_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_REQUIRED = ("hgnc_id", "symbol", "entrez_id")
_OPTIONAL = ("name", "prev_symbol", "alias_symbol", "status", "date_modified")
_APPROVED = ("", "Approved")


def read_hgnc(path: Path) -> MappingSet:
    """Read the tab-separated file. Previous symbols are exact synonyms of a gene, aliases related ones.

    The file names no release: its version is the date of its latest change.

    Raises:
        VocabularyError: the file is missing or malformed, or an identifier in it is none.
    """
    mappings: list[Mapping] = []
    names: list[LiteralMapping] = []
    without_entrez, latest = 0, ""
    for line, cells in read_columns(path, _REQUIRED, _OPTIONAL):
        hgnc_id, symbol, entrez, name, previous, aliases, status, modified = (cell.strip('"') for cell in cells)
        latest = max(latest, modified)
        if status not in _APPROVED:
            continue
        if not entrez:
            without_entrez += 1
            continue
        if not (hgnc_id.startswith("HGNC:") and hgnc_id[5:].isdigit() and entrez.isdigit() and symbol):
            reason = f"not a gene of HGNC: {hgnc_id!r}, symbol {symbol!r}, entrez_id {entrez!r}"
            raise VocabularyError(path=str(path), reason=reason, line=line)
        gene = Reference("NCBIGene", entrez)
        mappings.append(
            Mapping(
                subject=gene,
                predicate=EXACT_MATCH,
                object=Reference.parse(hgnc_id),
                subject_label=symbol,
                object_label=name or symbol,
                mapping_set=HGNC,
            )
        )
        names += _names(gene, symbol, previous, aliases)
    if not mappings:
        raise VocabularyError(path=str(path), reason="no gene with an entrez_id in it")
    return MappingSet(
        id=HGNC,
        title=_TITLE,
        version=latest,
        license=_LICENSE,
        mappings=tuple(mappings),
        names=tuple(names),
        unknown={"genes without entrez_id": without_entrez} if without_entrez else {},
    )


def _names(gene: Reference, symbol: str, previous: str, aliases: str) -> Iterator[LiteralMapping]:
    for scope, cell in (("exact", previous), ("related", aliases)):
        for text in filter(None, cell.split("|")):
            yield LiteralMapping(subject=gene, subject_label=symbol, predicate=synonym_predicate(scope), text=text)
