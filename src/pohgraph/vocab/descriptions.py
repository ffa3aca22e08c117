"""What is said about each file that a lexicon is compiled from: name, title, release, licence and SHA-256."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pohgraph.model import VocabularySource
from pohgraph.vocab.formats.columns import lines_of
from pohgraph.vocab.formats.gene_names import gene_names_version
from pohgraph.vocab.formats.hpoa import hpoa_version
from pohgraph.vocab.formats.mondo_sets import mondo_sets_version
from pohgraph.vocab.formats.obo import release_of
from pohgraph.vocab.formats.sssom import read_sssom
from pohgraph.vocab.inputs import HPO_FILES, Input
from pohgraph.vocab.mappings import iri_or_nothing
from pohgraph.vocab.user.kinds import HPO_LICENSE
from pohgraph.vocab.user.manifest import AddedVocabulary, sha256_of

# How a graph calls the sources of each kind; a mapping set is called by its own identifier.
_NAMES = {
    "hpo": "hp",
    "hpoa": "hpoa",
    "phenotype-to-genes": "hpo-genes",
    "orphadata": "orphadata",
    "hgnc": "hgnc",
}
_SHIPPED = {"mondo": ("mondo-mappings", mondo_sets_version), "genes": ("hgnc-names", gene_names_version)}
_TITLES = {
    "hpo": "Human Phenotype Ontology",
    "hpoa": "HPO annotations: disease names",
    "phenotype-to-genes": "HPO annotations: gene symbols",
}


def describe(inputs: Sequence[Input]) -> tuple[VocabularySource, ...]:
    """What is said about each input: no two have the same name."""
    found: dict[str, VocabularySource] = {}
    for item in inputs:
        source = _added_source(item.kind, item.added) if item.added else _bundled_source(item)
        if source.name in found:
            source = replace(source, name=f"{source.name}-{source.sha256[:8]}")
        found[source.name] = source
    return tuple(found.values())


def _added_source(kind: str, added: AddedVocabulary) -> VocabularySource:
    name = _NAMES.get(kind) or added.iri.rpartition("/")[2] or added.name
    return VocabularySource(
        name=re.sub(r"[^A-Za-z0-9._-]+", "-", name),
        title=added.title,
        version=added.version,
        license=added.license,
        sha256=added.sha256,
        iri=iri_or_nothing(added.iri),
    )


def _bundled_source(item: Input) -> VocabularySource:
    digest = sha256_of(item.path)
    if shipped := _SHIPPED.get(item.kind):
        name, described = shipped
        iri, title, version, license_ = described(item.path)
        return VocabularySource(name=name, title=title, version=version, license=license_, sha256=digest, iri=iri)
    if item.kind not in HPO_FILES:
        found = read_sssom(item.path)
        return VocabularySource(
            name=found.id.rpartition("/")[2],
            title=found.title,
            version=found.version,
            license=found.license,
            sha256=digest,
            iri=found.id,
        )
    # The file of genes names no release; it is made together with the ontology beside it.
    version = hpoa_version(item.path) if item.kind == "hpoa" else _obo_version(item.path.with_name("hp.obo"))
    return VocabularySource(
        name=_NAMES[item.kind], title=_TITLES[item.kind], version=version, license=HPO_LICENSE, sha256=digest
    )


def _obo_version(path: Path) -> str:
    for _, line in lines_of(path):
        if line.startswith("data-version:"):
            return release_of(line.partition(":")[2].strip())
        if line.startswith("[Term]"):
            break
    return ""
