"""What a worker can be asked: one function for each call. To add one, write its function and its line in `CALLS`.

Functions are imported when they are first called, so that a worker is ready soon. What they work with is in `call.py`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from pohgraph.web.call import Arguments, Call, Context, Out, answer_json

if TYPE_CHECKING:
    from pohgraph.answers.context import Context as Answers


def _sparql(context: Context, arguments: Arguments, out: Out) -> None:
    from pohgraph.web.sparql_call import answer  # noqa: PLC0415

    answer(context, arguments, out)


def _entity_rdf(context: Context, arguments: Arguments, out: Out) -> None:
    from pohgraph.web.answering import entity_rdf  # noqa: PLC0415

    media_type, body = entity_rdf(_answers_of(context), arguments)
    out.head({"media_type": media_type})
    out.write(body)


def _json(name: str) -> Call:
    """The call that answers with the JSON which `answering.py` has under that name."""

    def call(context: Context, arguments: Arguments, out: Out) -> None:
        from pohgraph.web.answering import ANSWERS  # noqa: PLC0415

        answer_json(ANSWERS[name](_answers_of(context), arguments), out)

    return call


def _answers_of(context: Context) -> "Answers":
    """What answers are made from; it learns of the graph as it goes, and so is kept."""
    from pohgraph.answers.context import Context as Answers  # noqa: PLC0415

    kept = context.kept.setdefault("answers", None) or Answers(context.store)
    context.kept["answers"] = kept
    assert isinstance(kept, Answers)
    return kept


_WITH_JSON = (
    "summary",
    "search",
    "entity",
    "entity_page",
    "page",
    "queries",
    "vocabulary",
    "network",
    "read",
    "claims",
    "decisions",
    "decide",
    "prepare",
)
CALLS: Mapping[str, Call] = MappingProxyType(
    {
        "sparql": _sparql,
        "entity_rdf": _entity_rdf,
        **{name: _json(name) for name in _WITH_JSON},
    }
)
