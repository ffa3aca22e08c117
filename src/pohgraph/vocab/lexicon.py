"""The compiled vocabulary: what a name may mean, what a term is, how identifiers relate. Opened from a cache."""

import atexit
import os
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any

from pohgraph.errors import VocabularyError
from pohgraph.language.disease_words import loose_disease_key, numbered
from pohgraph.language.word_tables import WordTables
from pohgraph.leftovers import scratch_folder
from pohgraph.model import Reference, Term, VocabularySource
from pohgraph.resources import cache_folder as users_cache_folder
from pohgraph.schema.categories import DISEASE_PREFIXES
from pohgraph.vocab.blocks import Blocks, but_last_digits, first_word
from pohgraph.vocab.entries import Entries, packed_label, packed_parent_curies, packed_parents, unpack_term
from pohgraph.vocab.inputs import Input, inputs_key, lexicon_inputs
from pohgraph.vocab.mappings import MappingIndex
from pohgraph.vocab.profiles import Profiles
from pohgraph.vocab.sections import Mend, has_sections, read_section, write_sections
from pohgraph.vocab.shelf import forget_unused, mark_used

_ANNOTATIONS = "hpoa"  # the vocabulary of HPO's annotations, which name the diseases of OMIM and Orphanet
_LOADING = Lock()  # what two threads ask for at once is read once, and garbage collection is switched by one of them


class Lexicon:
    """Looks up names and terms; many threads may share one. Each section is read when it is first asked for."""

    def __init__(self, folder: Path, mend: Mend | None = None) -> None:
        self._folder = folder
        self._mend = mend
        self._loaded: dict[str, dict[str, Any]] = {}
        # Two threads that ask at once write the same.
        self._ancestors: dict[Reference, frozenset[Reference]] = {}

    @property
    def folder(self) -> Path:
        """Where its files are: another folder for other vocabularies."""
        return self._folder

    def term(self, reference: Reference) -> Term | None:
        """The current term of that reference, following alternative and replaced ones."""
        current = self._current(reference)
        found = self._hpo["terms"].get(current)
        if found is None:
            return None
        return unpack_term(Reference.parse(current), found)

    def ancestors(self, reference: Reference) -> frozenset[Reference]:
        """The term itself and everything above it, up to the root; empty where it is unknown."""
        known = self._ancestors.get(reference)
        if known is None:
            current = self._current(reference)
            found = self._hpo["terms"].get(current)
            known = frozenset()
            if found:
                known = frozenset({Reference.parse(current)}).union(*map(self.ancestors, packed_parents(found)))
            self._ancestors[reference] = known
        return known

    def is_a(self, reference: Reference, ancestor: Reference) -> bool:
        """Whether the term lies under `ancestor`, or is it."""
        return ancestor in self.ancestors(reference)

    def narrower(self, reference: Reference) -> frozenset[str]:
        """The CURIEs of the term itself and everything below it; empty where it is unknown."""
        current = self._current(reference)
        if current not in self._hpo["terms"]:
            return frozenset()
        found, waiting = {current}, [current]
        while waiting:
            below = self._children.get(waiting.pop(), ())
            waiting += (curie for curie in below if curie not in found)
            found.update(below)
        return frozenset(found)

    @cached_property
    def phenotype_names(self) -> Entries:
        """Exact key -> (CURIE, name, scope), the preferred one first; all branches of HPO."""
        return Entries(self._load("phenotypes")["phenotypes"]["exact"])

    @cached_property
    def phenotype_rewordings(self) -> Entries:
        """Loose key -> (CURIE, name, scope)."""
        return Entries(self._load("phenotypes")["phenotypes"]["loose"])

    @cached_property
    def disease_names(self) -> Entries:
        """Exact key -> (canonical CURIE, name, scope)."""
        return Entries(self._load("diseases")["diseases"]["exact"])

    @cached_property
    def word_tables(self) -> WordTables:
        """What names are found by in a text."""
        return WordTables(*self._load("words")["words"])

    def diseases_called(self, loose_key: str) -> frozenset[Reference]:
        """The diseases whose label or exact synonym has that key of `loose_disease_key`, of two words or more."""
        curies = self._loosely_named.get(loose_key, "")
        return frozenset(map(Reference.parse, curies.split()))

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

    @property
    def gene_words(self) -> dict[str, str]:
        """Key of a gene's name in words, as `gene_key` makes it -> CURIE."""
        found: dict[str, str] = self._load("genes")["gene_words"]
        return found

    @cached_property
    def profiles(self) -> dict[str, Profiles]:
        """Registry -> the annotated findings of its diseases."""
        packed: dict[str, tuple[list[str], dict[str, bytes]]] = self._grounding["profiles"]
        return {registry: Profiles(diseases, places) for registry, (diseases, places) in packed.items()}

    def diseases_of(self, gene: Reference) -> tuple[Reference, ...]:
        """The diseases of OMIM and Orphanet that HPO annotates with a gene."""
        found = self.annotated_genes.get(gene.curie, "")
        return tuple(map(Reference.parse, found.split()))

    @property
    def annotated_genes(self) -> dict[str, str]:
        """CURIE of a gene -> the CURIEs of the diseases that HPO annotates with it, with blanks between them."""
        found: dict[str, str] = self._grounding["gene_diseases"]
        return found

    def series(self, reference: Reference) -> Reference | None:
        """The phenotypic series that carries the number of this OMIM entry, its first type."""
        found: str | None = self._grounding["series"]["members"].get(reference.curie)
        return Reference.parse(found) if found else None

    def series_named(self, loose_key: str) -> Reference | None:
        """The phenotypic series whose types are numbered under a name."""
        found: str | None = self._grounding["series"]["names"].get(loose_key)
        return Reference.parse(found) if found else None

    def types_named(self, name: str) -> tuple[str, ...]:
        """The annotated diseases of OMIM, by CURIE, that are numbered under a name ("Noonan syndrome"); none of a type."""
        base, number = numbered(name)
        types: dict[str, str] = self._grounding["series"]["types"]
        return () if number else tuple(types.get(loose_disease_key(base), "").split())

    def disease_word_count(self, word: str) -> int:
        """In how many names of annotated diseases a word stands."""
        counts: dict[str, int] = self._grounding["disease_words"]
        return counts.get(word, 0)

    def label(self, reference: Reference) -> str:
        """The preferred label of a disease, gene or term; its CURIE where none is known."""
        if reference.prefix == "HP":
            found = self._hpo["terms"].get(self._current(reference))
            return packed_label(found) if found else reference.curie
        if reference.prefix == "NCBIGene":
            symbols: dict[str, str] = self._load("genes")["gene_labels"]
            return symbols.get(reference.curie, reference.curie)
        label: str = self._disease_labels.get(reference.curie, reference.curie)
        return label

    @cached_property
    def mappings(self) -> MappingIndex:
        """The mapping sets that were loaded."""
        return MappingIndex(**self._load("mappings")["mappings"])

    @cached_property
    def sources(self) -> tuple[VocabularySource, ...]:
        """The vocabularies this lexicon was compiled from."""
        return tuple(
            VocabularySource(name=name, title=title, version=version, license=license_, sha256=sha256, iri=iri)
            for name, title, version, license_, sha256, iri in self._load("mappings")["sources"]
        )

    def source_naming(self, disease: Reference) -> Reference:
        """The vocabulary that names a disease: its registry's own where it was added, else HPO's annotations."""
        registry = disease.prefix.lower()
        return Reference("pohvocab", next((s.name for s in self.sources if s.name.startswith(registry)), _ANNOTATIONS))

    def is_registered(self, disease: Reference) -> bool:
        """Whether OMIM or Orphanet lists a disease; one that is not of Mondo is taken to be theirs."""
        mondo, *registries = DISEASE_PREFIXES
        return disease.prefix != mondo or any(row.object.prefix in registries for row in self.mappings.of(disease))

    def canonical(self, reference: Reference) -> Reference:
        """The MONDO reference the mapping sets give, else the reference itself."""
        return self.mappings.canonical(reference)

    def _current(self, reference: Reference) -> str:
        curie = reference.curie
        current: str = self._hpo["replaced"].get(curie, curie)
        return current

    @cached_property
    def _loosely_named(self) -> Blocks:
        return Blocks(self._load("diseases")["diseases"]["loose"], first_word)

    @cached_property
    def _disease_labels(self) -> Blocks:
        return Blocks(self._load("diseases")["disease_labels"], but_last_digits)

    @cached_property
    def _grounding(self) -> dict[str, Any]:
        return self._load("grounding")

    @cached_property
    def _hpo(self) -> dict[str, Any]:
        return self._load("hpo")

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for curie, packed in self._hpo["terms"].items():
            for parent in packed_parent_curies(packed):
                found[parent].append(curie)
        return dict(found)

    def _load(self, section: str) -> dict[str, Any]:
        if section not in self._loaded:
            with _LOADING:
                if section not in self._loaded:
                    self._loaded[section] = self._read(section)
        return self._loaded[section]

    def _read(self, section: str) -> dict[str, Any]:
        try:
            return read_section(self._folder, section, self._mend)
        except VocabularyError:
            if self._mend is None:
                raise
        self._folder = self._mend()
        return read_section(self._folder, section, self._mend)


def open_lexicon(cache_folder: Path | None = None) -> Lexicon:
    """The lexicon of the bundled and added vocabularies; compiled on the first call, opened later in milliseconds.

    The cache lies under $POHGRAPH_CACHE, else the user's cache folder; where it cannot be written, the lexicon is
    compiled into a temporary folder for this run. A damaged one is compiled again, also while it is being read.

    Raises:
        VocabularyError: a vocabulary file is missing or malformed.
    """
    inputs = lexicon_inputs()
    return _opened((cache_folder or users_cache_folder()) / inputs_key(inputs), inputs)


def is_compiled() -> bool:
    """Whether the lexicon of the vocabularies in use is in the cache, so that opening it takes no time."""
    return has_sections(users_cache_folder() / inputs_key(lexicon_inputs()))


@cache
def _opened(folder: Path, inputs: tuple[Input, ...]) -> Lexicon:
    mend = partial(_compile, inputs, folder)
    if not has_sections(folder):
        return Lexicon(mend(), mend)
    mark_used(folder)
    return Lexicon(folder, mend)


def _compile(inputs: Sequence[Input], folder: Path) -> Path:
    from pohgraph.vocab.compile import compile_tables  # noqa: PLC0415 - needed once per release of a vocabulary

    tables = compile_tables(inputs)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_sections(tables, folder)
    except OSError:
        folder = _folder_of_this_run()
        write_sections(tables, folder)
    else:
        forget_unused(folder.parent, folder)
    return folder


def _folder_of_this_run() -> Path:
    run = ExitStack()
    folder = run.enter_context(scratch_folder("lexicon"))
    process = os.getpid()
    atexit.register(lambda: run.close() if os.getpid() == process else None)  # a fork leaves it to this process
    return folder
