"""Explains what is wrong with a query: where the error is and what to do. The parser's own messages are not shown."""

import re

from pyoxigraph import QuerySolutions, Store

from pohgraph.errors import QueryError
from pohgraph.schema.prefixes import prefix_map
from pohgraph.schema.relations import PREDICATES
from pohgraph.store.sparql import FORMS, Token, declared_prefixes, place, query_form, services, tokens
from pohgraph.tables import package_table

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_KEYWORDS = (
    *FORMS,
    *_UPDATES,
    *re.findall(
        r"\w+",
        """A ABS AS ASC AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY DESC DISTINCT
    ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI
    ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW
    OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SEPARATOR SERVICE SHA1
    SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM
    TIMEZONE TRUE TZ UCASE UNDEF UNION URI UUID VALUES WHERE YEAR""",
    ),
)
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_DEEPEST = 200  # the engine's parser recurses: some thousand levels crash the whole process
_ALIKE, _AS_GOOD = 0.65, 0.05  # shares of common letters: for a suggestion, and for one more beside the best
_LONGEST = 2000  # operators: a chain of them recurses as well
_OPERATORS = ("||", "&&", "+", "-", "*", "/", "|")
_AT = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)


def check_syntax(sparql: str, *, name: str = "", allow_service: bool = False) -> tuple[str, ...]:
    """Refuse a query that cannot be run; return the variables of a SELECT, in the engine's order.

    Raises:
        QueryError: it is not a SPARQL query, changes data, contacts another server, or is nested too deeply.
    """
    stream = tuple(tokens(sparql))
    _refuse(sparql, stream, name=name, allow_service=allow_service)
    try:
        answer = Store().query(_without_requests(sparql, stream), prefixes=prefix_map())
    except SyntaxError as error:
        raise explain(sparql, str(error), name=name) from None
    except (ValueError, RuntimeError) as error:
        raise QueryError(str(error), name=name) from None
    return tuple(variable.value for variable in answer.variables) if isinstance(answer, QuerySolutions) else ()


def explain(sparql: str, message: str, *, name: str = "") -> QueryError:
    """Make our error from a message of the parser, such as "error at 1:28: expected one of Prefix not found, …"."""
    stream = tuple(tokens(sparql))
    found = _AT.match(message)
    line, column, expected = (int(found[1]), int(found[2]), found[3]) if found else (0, 0, message)
    fault = (
        _unknown_prefix(stream)
        or _unclosed_string(stream)
        or _relative_iri(stream)
        or _unbalanced(stream, sparql)
        or _unknown_word(stream)
    )
    if fault:
        reason, hint, offset = fault
        line, column = place(sparql, offset)
        return QueryError(reason, name=name, line=line, column=column, hint=hint)
    if "unbound" in expected:
        hint = "add it to GROUP BY, or put it in an aggregate such as SAMPLE(?x)"
        return QueryError("a selected variable is not grouped", name=name, hint=hint)
    if "Duplicated" in expected:
        return QueryError("a variable is selected twice", name=name)
    if not query_form(stream):
        line, column = place(sparql, stream[0].start)
        return QueryError("the query has no SELECT, ASK, CONSTRUCT or DESCRIBE", name=name, line=line, column=column)
    reached = sum(len(text) + 1 for text in sparql.split("\n")[: line - 1]) + column - 1
    token = next((t for t in stream if t.end > reached), stream[-1])
    return QueryError(f"syntax error near {token.text!r}", name=name, line=line, column=column)


def near(word: str, known: tuple[str, ...]) -> str:
    """The question "did you mean …?" if a known word is similar, else nothing."""
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415 - most queries have nothing misspelt

    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    found = get_close_matches(word.casefold(), folded, n=3, cutoff=_ALIKE)
    alike = [SequenceMatcher(None, match, word.casefold()).ratio() for match in found]
    best = [folded[match] for match, ratio in zip(found, alike, strict=True) if ratio > alike[0] - _AS_GOOD]
    return f"did you mean {' or '.join(best)}?" if best else ""


def _refuse(sparql: str, stream: tuple[Token, ...], *, name: str, allow_service: bool) -> None:
    if not stream:
        raise QueryError("the query is empty", name=name, hint="try: SELECT * WHERE { ?s ?p ?o } LIMIT 10")
    first = next((t for t in stream if t.kind == "word" and not t.is_word("PREFIX", "BASE")), stream[0])
    line, column = place(sparql, first.start)
    if first.is_word(*_UPDATES):
        reason = f"{first.text.upper()} changes data, but queries can only read"
        hint = "`pohgraph build` writes the graph; `pohgraph export` writes a copy that you can change"
        raise QueryError(reason, name=name, line=line, column=column, hint=hint)
    service = next(services(stream), None)
    if service and not allow_service:
        line, column = place(sparql, service.start)
        reason = "SERVICE would contact another server"
        raise QueryError(reason, name=name, line=line, column=column, hint="allow it with --allow-service")
    _refuse_monsters(sparql, stream, name=name)


def _refuse_monsters(sparql: str, stream: tuple[Token, ...], *, name: str) -> None:
    chained = sum(token.is_mark(*_OPERATORS) for token in stream)
    if chained > _LONGEST:
        raise QueryError(
            f"{chained:,} operators; at most {_LONGEST:,} are allowed", name=name, hint="use VALUES for long lists"
        )
    opened: list[int] = []  # levels that each open bracket adds, with the negations before it
    depth = negations = 0
    for token in stream:
        if token.is_mark("!"):
            negations += 1
        elif token.is_mark(*_CLOSING):
            opened.append(negations + 1)
            depth += negations + 1
            negations = 0
        elif token.is_mark(*_CLOSING.values()) and opened:
            depth -= opened.pop()
            negations = 0
        elif token.kind not in {"word", "name", "iri"}:  # what is negated may be a call, with its bracket still to come
            negations = 0
        if depth + negations > _DEEPEST:
            line, column = place(sparql, token.start)
            raise QueryError(f"nested more than {_DEEPEST} levels deep", name=name, line=line, column=column)


def _without_requests(sparql: str, stream: tuple[Token, ...]) -> str:
    """The query with GRAPH for SERVICE, which has the same grammar: the engine only parses what it also runs."""
    for token in stream:
        if token.is_word("SERVICE", "SILENT"):
            word = "GRAPH" if token.is_word("SERVICE") else ""
            sparql = sparql[: token.start] + word.ljust(len(token.text)) + sparql[token.end :]
    return sparql


_Fault = tuple[str, str, int]


def _unknown_prefix(stream: tuple[Token, ...]) -> _Fault | None:
    known = {*prefix_map(), *declared_prefixes(stream)}
    for token in stream:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known:
            before = stream[stream.index(token) - 1] if token is not stream[0] else token
            if before.is_word("PREFIX"):
                continue
            return f"unknown prefix {prefix + ':'!r}", _prefix_hint(prefix, known), token.start
    return None


def _prefix_hint(prefix: str, known: set[str]) -> str:
    for row in package_table("schema", "prefixes.tsv"):
        if prefix in row["synonyms"].split("|"):
            return f"did you mean {row['prefix']}:?"
    declare = f"declare it: PREFIX {prefix}: <…>"
    close = near(prefix, tuple(sorted(known)))
    return f"{close.replace('?', ':?').replace(' or ', ': or ')} If not, {declare}" if close else declare


def _unclosed_string(stream: tuple[Token, ...]) -> _Fault | None:
    token = next((t for t in stream if t.is_mark('"', "'")), None)
    return (f"a string starts with {token.text} and does not end", "", token.start) if token else None


def _relative_iri(stream: tuple[Token, ...]) -> _Fault | None:
    for token, after in zip(stream, (*stream[1:], stream[-1]), strict=True):
        if token.kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.\-]*:", token.text):
            return f"{token.text} is not an absolute IRI", "write <https://…> or a prefixed name", token.start
        if token.is_mark("<") and after.kind in {"word", "name"} and token.end == after.start:
            return (
                f"an IRI starts with <{after.text} and does not end",
                "<…> must not contain a space, quote or brace",
                token.start,
            )
    return None


def _unbalanced(stream: tuple[Token, ...], sparql: str) -> _Fault | None:
    opened: list[Token] = []
    for token in stream:
        if token.is_mark(*_CLOSING):
            opened.append(token)
        elif token.is_mark(*_CLOSING.values()):
            if not opened:
                return (
                    f"{token.text} has no opening {_opening(token.text)}",
                    f"remove it, or add {_opening(token.text)} before it",
                    token.start,
                )
            start = opened.pop()
            if _CLOSING[start.text] != token.text:
                line, column = place(sparql, start.start)
                hint = f"{start.text} in line {line}, column {column} is still open: add {_CLOSING[start.text]}"
                return f"found {token.text}, expected {_CLOSING[start.text]}", hint, token.start
    if not opened:
        return None
    start = opened[-1]
    return f"{start.text} is never closed", f"add {_CLOSING[start.text]}", start.start


def _opening(mark: str) -> str:
    return next(opening for opening, closing in _CLOSING.items() if closing == mark)


def _unknown_word(stream: tuple[Token, ...]) -> _Fault | None:
    for token in stream:
        if token.kind == "word" and token.text.upper() not in _KEYWORDS:
            relation = next((curie for curie in PREDICATES if curie.endswith(f":{token.text}")), "")
            hint = f"did you mean {relation}?" if relation else near(token.text, _KEYWORDS)
            hint = hint or "a name needs a prefix, as in biolink:causes, and a variable needs a ?"
            return f"unknown word {token.text!r}", hint, token.start
    return None
