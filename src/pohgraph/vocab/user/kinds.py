"""The kinds of vocabulary that can be added: one literal table says how each is called, known and read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.pipes import NO_FILE, is_pipe_or_device
from pohgraph.schema.prefixes import iri_root
from pohgraph.tables import package_table
from pohgraph.vocab.formats.columns import lines_of
from pohgraph.vocab.formats.hgnc import read_hgnc
from pohgraph.vocab.formats.hpoa import annotated_genes, hpoa_names, hpoa_version
from pohgraph.vocab.formats.mondo import read_mondo
from pohgraph.vocab.formats.obo import Ontology, read_obo
from pohgraph.vocab.formats.obographs import is_json, read_obographs
from pohgraph.vocab.formats.orphadata import read_orphadata
from pohgraph.vocab.formats.sssom import NO_TERM, read_sssom
from pohgraph.vocab.mappings import MappingSet

HPO_LICENSE = "https://hpo.jax.org/app/license"
_OBO_TAG = compiled(r"[a-z-]+:\s|\[\w+\]")
_HEAD = 1 << 18  # bytes; what the start of a file must show of its kind


class Summary(NamedTuple):
    """What was read from a file: what the manifest and the user are told about it.

    `iri` says which vocabulary it is: a file with another's IRI takes its place. `counts` are what it gives,
    `left_out` what of it could not be used, by reason.
    """

    title: str
    version: str
    license: str
    iri: str
    counts: dict[str, int]
    left_out: dict[str, int]


class Kind(NamedTuple):
    """One kind of vocabulary: its name on the command line, what it is, and how to check a file of it."""

    name: str
    description: str
    read: Callable[[Path], Summary]


def get_kind(name: str) -> Kind:
    """The kind of that name.

    Raises:
        VocabularyError: there is none.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise VocabularyError(path=name, reason=f"unknown kind of vocabulary: choose from {', '.join(KINDS)}") from None


def detect_kind(path: Path) -> str | None:
    """The kind of a file by its content, or None.

    Raises:
        VocabularyError: the file cannot be read, or is one that another takes the place of.
    """
    if is_pipe_or_device(path):  # a file is read several times
        raise VocabularyError(path=str(path), reason=NO_FILE)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError as error:
        raise VocabularyError(path=str(path), reason=(error.strerror or str(error)).lower()) from None
    for row in package_table("vocab/user", "refused.tsv"):
        if re.search(row["sign"], head):
            raise VocabularyError(path=str(path), reason=f"this is {row['what']}: {row['instead']}")
    found = next((name for name, pattern in _SIGNS if pattern.search(head)), None)
    return "mondo" if found == "sssom" and _is_about_mondo(head) else found


def _is_about_mondo(head: str) -> bool:
    """Whether the first row of an SSSOM file has a MONDO term as its subject."""
    rows = (line.split("\t") for line in head.splitlines() if line.strip() and not line.startswith("#"))
    columns = next(rows)
    return dict(zip(columns, next(rows, []), strict=False)).get("subject_id", "").startswith("MONDO:")


def read_ontology(path: Path) -> Ontology:
    """HPO, in OBO or OBO Graphs JSON.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    return read_obographs(path, "HP") if is_json(path) else read_obo(path, "HP")


def read_set(kind: str, path: Path) -> MappingSet:
    """A file of a kind that gives names and mappings.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    if kind in {"mondo", "sssom"}:
        return read_sssom(path) if _has_columns(path) else read_mondo(path)
    return {"hgnc": read_hgnc, "orphadata": read_orphadata}[kind](path)


def _has_columns(path: Path) -> bool:
    """Whether a file is a table and no ontology, by its first line that is no comment; an empty one is taken for a table."""
    if is_json(path):
        return False
    first = next((line for _, line in lines_of(path) if line.strip() and not line.startswith(("#", "!"))), "")
    return not _OBO_TAG.match(first)


def _hpo(path: Path) -> Summary:
    ontology = read_ontology(path)
    counts = {"terms": len(ontology.terms), "names": sum(1 + len(t.synonyms) for t in ontology.terms.values())}
    license_ = ontology.license or HPO_LICENSE
    return Summary("Human Phenotype Ontology", ontology.version, license_, f"{iri_root('obo')}hp.obo", counts, {})


def _hpoa(path: Path) -> Summary:
    counts = {"diseases": len(hpoa_names(path))}
    iri = f"{iri_root('obo')}hp/hpoa/phenotype.hpoa"
    return Summary("HPO annotations: disease names", hpoa_version(path), HPO_LICENSE, iri, counts, {})


def _genes(path: Path) -> Summary:
    counts = {"genes": len(set(annotated_genes(path).symbols.values()))}
    iri = f"{iri_root('obo')}hp/hpoa/phenotype_to_genes.txt"
    return Summary("HPO annotations: gene symbols", "", HPO_LICENSE, iri, counts, {})


def _set(kind: str) -> Callable[[Path], Summary]:
    def read(path: Path) -> Summary:
        found = read_set(kind, path)
        subjects = {m.subject.prefix for m in found.mappings} | {n.subject.prefix for n in found.names}
        if kind == "mondo" and "MONDO" not in subjects and (subjects or NO_TERM not in found.unknown):
            raise VocabularyError(path=str(path), reason="not Mondo's: no row about a MONDO term; add it as sssom")
        if not found.mappings and not found.names and NO_TERM not in found.unknown:
            raise VocabularyError(path=str(path), reason="not one usable row in it")
        counts = {"names": len(found.names), "mappings": len(found.mappings)}
        counts = {what: count for what, count in counts.items() if count} or {"mappings": 0}
        return Summary(found.title, found.version, found.license, found.id, counts, dict(found.unknown))

    return read


# In the order in which `vocab list` shows them.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("hpo", "Human Phenotype Ontology: hp.obo or hp.json", _hpo),
        Kind("hpoa", "HPO annotations: phenotype.hpoa", _hpoa),
        Kind("phenotype-to-genes", "HPO annotations: phenotype_to_genes.txt", _genes),
        Kind("mondo", "Mondo: mondo.obo, mondo.json, or its SSSOM files", _set("mondo")),
        Kind("orphadata", "Orphadata: en_product1.xml", _set("orphadata")),
        Kind("hgnc", "HGNC: hgnc_complete_set.txt", _set("hgnc")),
        Kind("sssom", "any SSSOM mapping set", _set("sssom")),
    )
}
# The first sign that shows in the head of a file tells its kind.
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, compiled(pattern, re.MULTILINE))
    for name, pattern in (
        ("orphadata", r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<JDBOR\b"),
        ("mondo", r'\A\s*\{(?s:.*)"id"\s*:\s*"[^"]*/mondo(?:\.json|\.owl|/)|\A\s*\{(?s:.*)obo/MONDO_\d'),
        ("hpo", r"\A\s*\{(?s:.*)obo/HP_\d"),
        ("mondo", r"^ontology: mondo|^id: MONDO:\d"),
        ("hpo", r"^ontology: hp\b|^id: HP:\d"),
        ("hpoa", r"^database_id\tdisease_name\t(?:.*\t)?hpo_id\b"),
        ("phenotype-to-genes", r"^(?:.*\t)?ncbi_gene_id\tgene_symbol\b"),
        ("hgnc", r"\A(?=.*\bhgnc_id\b)(?=.*\bentrez_id\b).*\bsymbol\b"),
        ("sssom", r"^(?!#)(?:.*\t)?subject_id\b.*\bpredicate_id\b"),
    )
)
