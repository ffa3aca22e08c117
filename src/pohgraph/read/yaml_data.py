"""Objects, lists and strings of YAML. Anchors are refused: a few lines of them stand for more than memory holds."""

from collections.abc import Mapping

import yaml

from pohgraph.errors import MalformedError

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value is a string; in C where PyYAML was built so
_DEEPEST = 100  # objects and lists within each other
_NOTHING = frozenset({"null", "~"})


def parse_yaml(text: str) -> object:
    r"""The value that a text of YAML is: objects and lists, with a string for every other value.

    >>> parse_yaml("name: Gout\nsigns:\n- pain # much\n- label: fever\n  id: 'HP:1'\nnote: >\n  It\n  hurts.\n")
    {'name': 'Gout', 'signs': ['pain', {'label': 'fever', 'id': 'HP:1'}], 'note': 'It hurts.'}

    Raises:
        MalformedError: it breaks the rules of YAML, has an anchor, is nested too deep, or is more than one document.
    """
    text = text.removeprefix("\ufeff")
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or getattr(event, "anchor", None):
                raise _fault(event.start_mark)
        return _plain(yaml.load(text, Loader=_LOADER))  # noqa: S506 - it makes strings, lists and dictionaries alone
    except yaml.MarkedYAMLError as error:
        raise _fault(error.problem_mark) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _fault(None) from None


def _plain(value: object) -> object:
    """The same without blanks at the ends of strings, and without halves of characters."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    words = str(value).strip()
    return "" if words in _NOTHING else words.encode(errors="replace").decode()


def _fault(mark: yaml.Mark | None) -> MalformedError:
    place = "" if mark is None else f"line {mark.line + 1}"
    return MalformedError(path="", reason="no YAML that can be read", place=place)
