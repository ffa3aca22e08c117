"""HPO's annotation files: the names of annotated diseases, and the symbols of annotated genes."""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from pohgraph.errors import UnknownReferenceError, VocabularyError
from pohgraph.model import Annotation
from pohgraph.vocab.columns import lines_of, read_columns
from pohgraph.vocab.prefixes import standardise

_REGISTRIES = ("OMIM:", "ORPHA:")
_ANNOTATION = ("database_id", "qualifier", "hpo_id", "reference", "frequency", "aspect")
_COMMENT = re.compile(r"#\s*(version|date|license)\s*:\s*(.+)")


def hpoa_names(path: Path) -> dict[str, str]:
    """The names in phenotype.hpoa by the CURIE of the disease; the last row's name counts.

    Raises:
        VocabularyError: the file is missing or malformed, or names no disease of OMIM or Orphanet.
    """
    names: dict[str, str] = {}
    for line, (identifier, name) in read_columns(path, ("database_id", "disease_name")):
        if identifier.startswith(_REGISTRIES):
            try:
                names[standardise(identifier).curie] = name
            except (UnknownReferenceError, ValueError) as error:
                raise VocabularyError(path=str(path), reason=str(error), line=line) from None
    if not names:
        raise VocabularyError(path=str(path), reason="no disease of OMIM or Orphanet in it")
    return names


def hpoa_version(path: Path) -> str:
    """The release named in the comments at the head of phenotype.hpoa, or the empty string."""
    found = dict(_comments(path))
    return found.get("version") or found.get("date", "")


def annotations(path: Path, diseases: Container[str]) -> Iterator[Annotation]:
    """The rows of phenotype.hpoa about the given diseases, by CURIE, in the order of the file.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    for _, cells in read_columns(path, _ANNOTATION):
        identifier, qualifier, hpo_id, reference, frequency, aspect = cells
        if not identifier.startswith(_REGISTRIES):
            continue
        disease = standardise(identifier).curie
        if disease in diseases:
            yield Annotation(
                disease=disease,
                term=hpo_id,
                aspect=aspect,
                negated=qualifier == "NOT",
                frequency=frequency,
                reference=reference,
            )


def gene_symbols(path: Path) -> dict[str, str]:
    """Symbol -> CURIE, from phenotype_to_genes.txt or genes_to_phenotype.txt.

    Raises:
        VocabularyError: the file is missing or malformed, or names no gene.
    """
    symbols: dict[str, str] = {}
    for line, (identifier, symbol) in read_columns(path, ("ncbi_gene_id", "gene_symbol")):
        number = identifier.removeprefix("NCBIGene:")
        if not number.isdigit() or not symbol:
            raise VocabularyError(path=str(path), reason=f"not an NCBI gene: {identifier!r} {symbol!r}", line=line)
        if symbol != "-":
            symbols[symbol] = f"NCBIGene:{number}"
    if not symbols:
        raise VocabularyError(path=str(path), reason="no gene in it")
    return symbols


def _comments(path: Path) -> Iterator[tuple[str, str]]:
    for _, line in lines_of(path):
        if not line.startswith("#"):
            return
        if found := _COMMENT.match(line):
            yield found[1], found[2].strip()
