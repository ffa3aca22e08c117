"""What a worker can be asked, by name: queries, and what `answering.py` answers.

Both are imported when they are first asked for, so that a worker is ready soon. What they work with is in `call.py`.
"""

from pohgraph.web.call import Arguments, Call, Context, Out, answer_json


def find_call(name: str) -> Call | None:
    """What answers a call; None where there is none of that name."""
    if name == "sparql":
        from pohgraph.web.sparql_call import answer  # noqa: PLC0415

        return answer
    if name == "entity_rdf":
        return _entity_rdf
    return _json(name)


def _json(name: str) -> Call | None:
    """The call that answers with the JSON which `answering.py` has under that name."""
    from pohgraph.web.answering import ANSWERS  # noqa: PLC0415

    if (made := ANSWERS.get(name)) is None:
        return None

    def call(context: Context, arguments: Arguments, out: Out) -> None:
        answer_json(made(context.answers, arguments), out)

    return call


def _entity_rdf(context: Context, arguments: Arguments, out: Out) -> None:
    from pohgraph.web.answering import entity_rdf  # noqa: PLC0415

    media_type, body = entity_rdf(context.answers, arguments)
    out.head({"media_type": media_type})
    out.write(body)
