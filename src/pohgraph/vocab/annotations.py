"""What HPO's annotation file says diseases have. Only findings: modes of inheritance, onset and course are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pohgraph.schema.frequencies import EXCLUDED
from pohgraph.vocab.formats.columns import read_columns
from pohgraph.vocab.inputs import lexicon_inputs

_COLUMNS = ("database_id", "disease_name", "qualifier", "hpo_id", "frequency", "aspect")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDisease:
    """A disease as HPOA has it. `present` and `excluded` map CURIEs of HPO to the frequency as the file writes it."""

    curie: str
    name: str
    present: dict[str, str]
    excluded: dict[str, str]


def annotated_diseases() -> dict[str, AnnotatedDisease]:
    """Every disease of the annotation file in use, by its CURIE of OMIM, Orphanet or DECIPHER; read once.

    Raises:
        VocabularyError: the file is missing or malformed.
    """
    return _annotated(next(item.path for item in lexicon_inputs() if item.kind == "hpoa"))


def is_zero(frequency: str) -> bool:
    """Whether a frequency says that nobody has it.

    >>> is_zero("0/13"), is_zero("0%"), is_zero("HP:0040285"), is_zero("1/13")
    (True, True, True, False)
    """
    return frequency.startswith("0/") or frequency in {"0%", EXCLUDED}


@cache
def _annotated(path: Path) -> dict[str, AnnotatedDisease]:
    found: dict[str, AnnotatedDisease] = {}
    for curie, name, excluded, term, frequency in _findings(path):
        disease = found.get(curie)
        if disease is None:
            disease = found[curie] = AnnotatedDisease(curie=curie, name=name, present={}, excluded={})
        terms = disease.excluded if excluded else disease.present
        terms[term] = terms.get(term) or frequency
    return found


def _findings(path: Path) -> Iterator[tuple[str, str, bool, str, str]]:
    for _, (curie, name, qualifier, term, frequency, aspect) in read_columns(path, _COLUMNS):
        if aspect == "P":
            yield curie, name, qualifier == "NOT" or is_zero(frequency), term, frequency
