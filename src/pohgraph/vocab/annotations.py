"""What HPO's annotation file in use says of diseases. The file is read once per run, when somebody first asks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pohgraph.model import Annotation
from pohgraph.vocab.formats.hpoa import AnnotationFile, read_annotations
from pohgraph.vocab.formats.hpoa_index import AnnotationIndex
from pohgraph.vocab.inputs import lexicon_inputs

_FEW = 1000  # diseases whose rows are looked up one by one
_FINDING = "P"  # the aspect of findings; modes of inheritance, onset and course have others


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDisease:
    """A disease as HPOA has it. `present` and `excluded` map CURIEs of HPO to the frequency as the file writes it."""

    curie: str
    name: str
    present: dict[str, str]
    excluded: dict[str, str]


def annotations_of(diseases: Collection[str]) -> Iterator[Annotation]:
    """The rows about the given diseases, by CURIE, in the order of the file. For a few diseases no other row is parsed.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    if len(diseases) <= _FEW:
        return iter(_index(_path()).annotations_of(diseases))
    return (annotation for annotation in _file(_path()).annotations if annotation.disease in diseases)


def is_annotated(start: str) -> bool:
    """Whether the file in use has rows on a disease whose CURIE begins so.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    return _index(_path()).has(start)


def annotated_diseases() -> dict[str, AnnotatedDisease]:
    """Every disease that has findings, by its CURIE of OMIM, Orphanet or DECIPHER. Only findings are listed.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    return _diseases(_path())


@cache
def _diseases(path: Path) -> dict[str, AnnotatedDisease]:
    found: dict[str, AnnotatedDisease] = {}
    names, annotations = _file(path)
    for annotation in annotations:
        if annotation.aspect != _FINDING:
            continue
        curie = annotation.disease
        disease = found.get(curie)
        if disease is None:
            disease = found[curie] = AnnotatedDisease(curie=curie, name=names[curie], present={}, excluded={})
        terms = disease.excluded if annotation.denies else disease.present
        terms[annotation.term] = terms.get(annotation.term) or annotation.frequency
    return found


@cache
def _index(path: Path) -> AnnotationIndex:
    return AnnotationIndex(path)


@cache
def _file(path: Path) -> AnnotationFile:
    return read_annotations(path)


def _path() -> Path:
    return next(item.path for item in lexicon_inputs() if item.kind == "hpoa")
