"""HPO's annotation files: names and findings of annotated diseases, symbols and diseases of annotated genes."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import UnknownReferenceError, VocabularyError
from pohgraph.model import Annotation
from pohgraph.schema.prefixes import standardise
from pohgraph.vocab.formats.columns import lines_of, read_columns

_REGISTRIES = ("OMIM:", "ORPHA:")
_ANNOTATION = ("database_id", "qualifier", "hpo_id", "reference", "frequency", "aspect")
_NOT = "NOT"
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
                negated=qualifier == _NOT,
                frequency=frequency,
                reference=reference,
            )


def hpoa_profiles(path: Path) -> dict[str, set[str]]:
    """CURIE of a disease -> CURIEs of what phenotype.hpoa says it has; what it is said not to have is left out.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    profiles: defaultdict[str, set[str]] = defaultdict(set)
    for _, (identifier, finding, qualifier) in read_columns(path, ("database_id", "hpo_id"), ("qualifier",)):
        if identifier.startswith(_REGISTRIES) and qualifier.upper() != _NOT:
            profiles[standardise(identifier).curie].add(finding)
    return dict(profiles)


class AnnotatedGenes(NamedTuple):
    """`symbols`: symbol -> CURIE; `diseases`: CURIE of a gene -> CURIEs of the diseases annotated with it."""

    symbols: dict[str, str]
    diseases: dict[str, set[str]]


def annotated_genes(path: Path) -> AnnotatedGenes:
    """What phenotype_to_genes.txt or genes_to_phenotype.txt says of genes.

    Raises:
        VocabularyError: the file is missing or malformed, or names no gene.
    """
    symbols: dict[str, str] = {}
    diseases: defaultdict[str, set[str]] = defaultdict(set)
    for line, (identifier, symbol, disease) in read_columns(path, ("ncbi_gene_id", "gene_symbol"), ("disease_id",)):
        number = identifier.removeprefix("NCBIGene:")
        if not number.isdigit() or not symbol:
            raise VocabularyError(path=str(path), reason=f"not an NCBI gene: {identifier!r} {symbol!r}", line=line)
        if symbol != "-":
            symbols[symbol] = f"NCBIGene:{number}"
            if disease.startswith(_REGISTRIES):
                diseases[f"NCBIGene:{number}"].add(disease)
    if not symbols:
        raise VocabularyError(path=str(path), reason="no gene in it")
    return AnnotatedGenes(symbols, dict(diseases))


def _comments(path: Path) -> Iterator[tuple[str, str]]:
    for _, line in lines_of(path):
        if not line.startswith("#"):
            return
        if found := _COMMENT.match(line):
            yield found[1], found[2].strip()
