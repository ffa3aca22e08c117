"""The index of the names that the vocabularies have: beside the compiled lexicon, made when somebody first searches."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pohgraph.errors import VocabularyError
from pohgraph.model import Reference
from pohgraph.schema.branches import branch_of
from pohgraph.schema.categories import PREFIX_CATEGORIES
from pohgraph.search.index import FORMAT, Entity, Name, index_version, version_of, write_index
from pohgraph.search.kinds import OTHER, kind_of
from pohgraph.search.match import LABEL
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

_FILE = f"names-{FORMAT}.db"


def vocabulary_index() -> Path:
    """The index of the vocabularies in use.

    Raises:
        VocabularyError: a vocabulary file is missing or malformed, or the index can be written nowhere.
    """
    lexicon = open_lexicon()
    version = version_of(lexicon.folder.name)
    # A folder that belongs to somebody else may not be written to.
    aside = Path(tempfile.gettempdir()) / f"pohgraph-names-{version}"
    places = (lexicon.folder / _FILE, aside / _FILE)
    return next((path for path in places if index_version(path) == version), None) or _written(lexicon, version, places)


def vocabulary_entity(reference: Reference) -> Entity | None:
    """What the vocabularies know by an identifier: the current term, or the disease that it is mapped to."""
    lexicon = open_lexicon()
    term = lexicon.term(reference) if reference.prefix == "HP" else None
    current = term.reference if term else lexicon.canonical(reference)
    return _entity(lexicon, current.curie) if lexicon.label(current) != current.curie else None


def _written(lexicon: Lexicon, version: str, places: Sequence[Path]) -> Path:
    """The index, written to the first place that can be written to."""
    names = set(_names(lexicon))
    entities = [_entity(lexicon, curie) for curie in sorted({name.curie for name in names})]
    names |= {Name(entity.label, LABEL, entity.curie) for entity in entities}
    reason = ""
    for path in places:
        try:
            write_index(path, version, entities, names)
        except OSError as error:
            reason = error.strerror or str(error)
        else:
            return path
    raise VocabularyError(str(places[-1]), f"the index of names cannot be written: {reason}")


def _names(lexicon: Lexicon) -> Iterator[Name]:
    labels: dict[str, str] = {}
    for table in (lexicon.phenotype_names, lexicon.disease_names):
        for entries in table.values():
            for curie, name, scope in entries:
                if curie not in labels:
                    labels[curie] = lexicon.label(Reference.parse(curie))
                # Of the labels that registries give one disease, one is its label here.
                scope_here = scope.lower() if scope != "LABEL" else "exact"
                yield Name(name, LABEL if name == labels[curie] else scope_here, curie)
    for symbol, curie in lexicon.gene_symbols.items():
        yield Name(symbol, LABEL, curie)
    for alias, curie in lexicon.gene_aliases.items():
        yield Name(alias, "related", curie)


def _entity(lexicon: Lexicon, curie: str) -> Entity:
    reference = Reference.parse(curie)
    if reference.prefix == "HP":
        branch = branch_of(lexicon.ancestors(reference))
        kind = kind_of(branch.category.curie) if branch else OTHER
    else:
        category = PREFIX_CATEGORIES.get(reference.prefix)
        kind = kind_of(category.curie) if category else OTHER
    return Entity(curie, lexicon.label(reference), kind)
