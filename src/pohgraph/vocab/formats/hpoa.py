"""HPO's annotation files: names and findings of annotated diseases, symbols and diseases of annotated genes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from sys import intern
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import UnknownReferenceError, VocabularyError
from pohgraph.model import Annotation
from pohgraph.schema.prefixes import standardise
from pohgraph.vocab.formats.columns import lines_of, read_columns

_REGISTRIES = ("OMIM:", "ORPHA:")
_ANNOTATION = ("database_id", "disease_name", "qualifier", "hpo_id", "reference", "frequency", "aspect")
_NOT = "NOT"
_COMMENT = compiled(r"#\s*(version|date|license)\s*:\s*(.+)")


def hpoa_names(path: Path) -> dict[str, str]:
    """The names in phenotype.hpoa by the CURIE of the disease; the last row's name counts.

    Raises:
        VocabularyError: the file is missing or malformed, or names no disease of OMIM or Orphanet.
    """
    names: dict[str, str] = {}
    for line, (identifier, name, finding) in read_columns(path, ("database_id", "disease_name", "hpo_id")):
        if not finding.startswith("HP:"):
            raise VocabularyError(path=str(path), reason=f"no term of HPO in the column hpo_id: {finding!r}", line=line)
        if identifier.startswith(_REGISTRIES):
            names[_curie(identifier, path, line)] = name
    if not names:
        raise VocabularyError(path=str(path), reason="no disease of OMIM or Orphanet in it")
    return names


def hpoa_version(path: Path) -> str:
    """The release named in the comments at the head of phenotype.hpoa, or the empty string."""
    found = dict(_comments(path))
    return found.get("version") or found.get("date", "")


class AnnotationFile(NamedTuple):
    """`names`: CURIE of a disease -> its name in its first row; `annotations` are in the order of the file."""

    names: dict[str, str]
    annotations: tuple[Annotation, ...]


def read_annotations(path: Path, lines: Iterable[tuple[int, str]] | None = None) -> AnnotationFile:
    """All rows of phenotype.hpoa, or those among `lines` (see `read_columns`).

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    curies: dict[str, str] = {}  # a disease has dozens of rows
    names: dict[str, str] = {}
    annotations: list[Annotation] = []
    for line, (identifier, name, qualifier, term, reference, frequency, aspect, onset) in read_columns(
        path, _ANNOTATION, ("onset",), lines=lines
    ):
        if identifier not in curies:
            curie = _curie(identifier, path, line) if identifier.startswith(_REGISTRIES) else identifier
            curies[identifier] = curie
            names.setdefault(curie, name)
        annotations.append(
            Annotation(
                disease=curies[identifier],
                term=intern(term),
                aspect=intern(aspect),
                negated=qualifier.upper() == _NOT,
                frequency=intern(frequency),
                onset=intern(onset),
                reference=intern(reference),
            )
        )
    return AnnotationFile(names, tuple(annotations))


def hpoa_profiles(path: Path) -> dict[str, set[str]]:
    """CURIE of a disease -> CURIEs of what phenotype.hpoa says it has; what it is said not to have is left out.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    profiles: defaultdict[str, set[str]] = defaultdict(set)
    for line, (identifier, finding, qualifier) in read_columns(path, ("database_id", "hpo_id"), ("qualifier",)):
        if identifier.startswith(_REGISTRIES) and qualifier.upper() != _NOT:
            profiles[_curie(identifier, path, line)].add(finding)
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


def disease_curie(identifier: str) -> str:
    """The CURIE of a disease as a row names it; what no CURIE can be made of stays as it is."""
    prefix, _, number = identifier.partition(":")
    if number.isdigit() and f"{prefix}:" in _REGISTRIES:
        return identifier
    try:
        return standardise(identifier).curie if identifier.startswith(_REGISTRIES) else identifier
    except (UnknownReferenceError, ValueError):
        return identifier


def _curie(identifier: str, path: Path, line: int) -> str:
    prefix, _, number = identifier.partition(":")
    if number.isdigit() and f"{prefix}:" in _REGISTRIES:
        return identifier  # most of some hundred thousand, written as we do
    try:
        return standardise(identifier).curie
    except (UnknownReferenceError, ValueError) as error:
        raise VocabularyError(path=str(path), reason=str(error), line=line) from None


def _comments(path: Path) -> Iterator[tuple[str, str]]:
    for _, line in lines_of(path):
        if not line.startswith("#"):
            return
        if found := _COMMENT.match(line):
            yield found[1], found[2].strip()
