"""The names of genes in one compact file, as they ship with the package: written from HGNC's complete set, and read.

Lines that start with `#!` describe the set. Each other line is one gene: its number at NCBI, its approved symbol, its approved name, and, of
genes that HPO annotates with a disease, the symbols that it had before and its aliases, with blanks between them. Cells at the end that are
empty are left out.
"""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.vocab.formats.columns import lines_of, read_columns

HGNC_NAMES = "https://www.genenames.org/download/hgnc_complete_set.txt"
_TITLE = "HGNC: symbols and names of genes"
_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_VERSION = "#!version"
_HEAD = "# HGNC's symbols and names of genes, made smaller by `make genes`; vocab/formats/gene_names.py says how to read it."
_COLUMNS = ("symbol", "name", "locus_type", "entrez_id", "prev_symbol", "alias_symbol")
_OPTIONAL = ("status",)
_MAKES_PROTEIN = "gene with protein product"
_WIDTH = 5
# No clone's number, no Roman figure, and nothing that is too short for a name.
_SYMBOL = compiled(r"(?!(?:FLJ|MGC|DKFZ|LOC)\w*\d|[IVX]+$)[A-Z][A-Za-z0-9]{2,}(?:-[A-Z0-9]+)?|[A-Z]{2,}-[A-Z0-9]+")


class GeneRow(NamedTuple):
    """One gene: its CURIE, approved symbol and name, the symbols that it had before, and its aliases."""

    curie: str
    symbol: str
    name: str
    previous: tuple[str, ...]
    aliases: tuple[str, ...]


def read_gene_names(path: Path) -> list[GeneRow]:
    """All genes of the compact file.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    rows: list[GeneRow] = []
    for line, text in lines_of(path):
        if text.startswith("#"):
            continue
        number, symbol, name, previous, aliases = (text.split("\t") + [""] * _WIDTH)[:_WIDTH]
        if not (number.isdigit() and symbol and text.count("\t") < _WIDTH):
            raise VocabularyError(path=str(path), reason="not a line of names of genes", line=line)
        rows.append(GeneRow(f"NCBIGene:{number}", symbol, name, tuple(previous.split()), tuple(aliases.split())))
    return rows


def gene_names_version(path: Path) -> tuple[str, str, str, str]:
    """What is said of the compact file: its IRI, title, release and licence.

    Raises:
        VocabularyError: the file is missing.
    """
    version = next((text.partition("\t")[2] for _, text in lines_of(path) if text.startswith(_VERSION)), "")
    return HGNC_NAMES, _TITLE, version, _LICENSE


def write_gene_names(source: Path, version: str, annotated: Collection[str], target: Path) -> None:
    """Write the compact file from HGNC's complete set: genes that make a protein, and those of `annotated` CURIEs.

    `version` is the day on which the set was taken: the file names none.

    Raises:
        VocabularyError: the set is missing or malformed.
    """
    lines = [_HEAD, f"{_VERSION}\t{version}"]
    for _, cells in read_columns(source, _COLUMNS, _OPTIONAL):
        symbol, name, locus, number, previous, aliases, status = (cell.strip('"') for cell in cells)
        known = f"NCBIGene:{number}" in annotated
        if status not in ("", "Approved") or not number.isdigit() or not (known or locus == _MAKES_PROTEIN):
            continue
        others = [_symbols(previous), _symbols(aliases)] if known else []
        lines.append("\t".join((number, symbol, name, *others)).rstrip("\t"))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _symbols(cell: str) -> str:
    return " ".join(filter(_SYMBOL.fullmatch, cell.split("|")))
