"""Errors carry their data wherever they go, and show it."""

import pickle
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass

import pytest

import pohgraph.search.index
import pohgraph.vocab.releases  # noqa: F401 - they have errors of their own
from pohgraph.errors import MissingLibraryError, PohgraphError, QueryError, WorkerError


def _classes(base: type[PohgraphError]) -> Iterator[type[PohgraphError]]:
    yield base
    for derived in base.__subclasses__():
        yield from _classes(derived)


def _made(kind: type[PohgraphError]) -> PohgraphError:
    """An error of a class, made with keywords."""
    if not is_dataclass(kind):
        return kind()
    return kind(**{field.name: f"this {field.name}" for field in fields(kind) if field.default is MISSING})


@pytest.mark.parametrize("kind", list(dict.fromkeys(_classes(PohgraphError))))
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_comes_back_from_another_process(kind: type[PohgraphError], protocol: int) -> None:
    """With all its data, however it was made."""
    made = _made(kind)
    found = pickle.loads(pickle.dumps(made, protocol))
    assert (type(found), vars(found), found.args) == (kind, vars(made), made.args)
    assert (str(found), repr(found)) == (str(made), repr(made))


def test_an_error_made_without_keywords_comes_back() -> None:
    """With what Python keeps of it, and the notes that somebody added."""
    made = QueryError("no such prefix", "q.rq", line=2)
    made.add_note("seen")
    found = pickle.loads(pickle.dumps(made))
    assert (str(found), found.args, found.__notes__) == (str(made), made.args, ["seen"])


def test_an_error_shows_its_data() -> None:
    """Its fields and nothing else; where it has none, what it was made with."""
    error = MissingLibraryError(package="pohgraph[web]")
    error.add_note("seen")
    assert repr(error) == "MissingLibraryError(package='pohgraph[web]')"
    assert repr(PohgraphError("no page")) == "PohgraphError('no page')"
    assert repr(WorkerError()) == "WorkerError()"
