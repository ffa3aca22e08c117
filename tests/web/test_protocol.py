"""The SPARQL 1.1 Protocol, case by case: what the specification demands of requests, over a real socket.

The names are those of the W3C's protocol tests (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/); the
requests are written from the specification, with graphs that this store has.
"""

from typing import NamedTuple
from urllib.parse import quote

import httpx
import pytest

from pohgraph.web.asking import AskError
from pohgraph.web.protocol import read_request

_ONE, _TWO = "http://example.org/one", "http://example.org/two"
_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_ASK = "ASK {}"
_DEFAULT_HAS = "ASK { <%s> ?p ?o }"
_BOTH_DEFAULT = f"ASK {{ <{_ONE}> ?p ?o . <{_TWO}> ?q ?r }}"
_BOTH_NAMED = f"ASK {{ GRAPH <{_ONE}> {{ ?a ?b ?c }} GRAPH <{_TWO}> {{ ?d ?e ?f }} }}"
_FULL = f"ASK {{ GRAPH ?g {{ <{_ONE}> ?p ?o }} <{_TWO}> ?q ?r }}"


class Case(NamedTuple):
    """One request, and the status and answer that the specification demands."""

    name: str
    status: int
    method: str = "GET"
    address: str = ""
    type: str = ""
    body: str | bytes = ""
    answer: bool | None = None


def _q(query: str, **more: str | list[str]) -> str:
    pairs = [("query", query)]
    for name, values in more.items():
        pairs += [(name.replace("_", "-"), value) for value in ([values] if isinstance(values, str) else values)]
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)


_CASES = (
    # Good requests.
    Case("query_get", 200, address=_q(_ASK), answer=True),
    Case("query_post_form", 200, "POST", "", _FORM, _q(_ASK), answer=True),
    Case("query_post_direct", 200, "POST", "", _QUERY, _ASK, answer=True),
    Case("query_post_direct_charset", 200, "POST", "", f"{_QUERY}; charset=UTF-8", _ASK, answer=True),
    Case("query_post_form_charset", 200, "POST", "", f"{_FORM};charset=utf-8", _q(_ASK), answer=True),
    Case("query_dataset_default_graph_get", 200, address=_q(_DEFAULT_HAS % _ONE, default_graph_uri=_ONE), answer=True),
    Case("query_dataset_other_graph_get", 200, address=_q(_DEFAULT_HAS % _ONE, default_graph_uri=_TWO), answer=False),
    Case(
        "query_dataset_default_graph_post",
        200,
        "POST",
        f"default-graph-uri={quote(_ONE)}",
        _QUERY,
        _DEFAULT_HAS % _ONE,
        answer=True,
    ),
    Case(
        "query_dataset_default_graphs_get", 200, address=_q(_BOTH_DEFAULT, default_graph_uri=[_ONE, _TWO]), answer=True
    ),
    Case(
        "query_dataset_default_graphs_post",
        200,
        "POST",
        "",
        _FORM,
        _q(_BOTH_DEFAULT, default_graph_uri=[_ONE, _TWO]),
        answer=True,
    ),
    Case("query_dataset_named_graphs_get", 200, address=_q(_BOTH_NAMED, named_graph_uri=[_ONE, _TWO]), answer=True),
    Case("query_dataset_one_named_graph_get", 200, address=_q(_BOTH_NAMED, named_graph_uri=_ONE), answer=False),
    Case(
        "query_dataset_named_graphs_post",
        200,
        "POST",
        "",
        _FORM,
        _q(_BOTH_NAMED, named_graph_uri=[_ONE, _TWO]),
        answer=True,
    ),
    Case("query_dataset_full", 200, address=_q(_FULL, default_graph_uri=_TWO, named_graph_uri=_ONE), answer=True),
    Case(  # the protocol's dataset counts, not that of the query
        "query_multiple_dataset",
        200,
        address=_q(f"ASK FROM <{_TWO}> {{ <{_ONE}> ?p ?o }}", default_graph_uri=_ONE),
        answer=True,
    ),
    Case("query_unknown_parameters", 200, address=f"{_q(_ASK)}&format=json&output=json&results=json&ac=1", answer=True),
    Case("query_unquoted_once", 200, address=_q('ASK { FILTER("%41+" = CONCAT("%", "41+")) }'), answer=True),
    Case("query_plus_is_blank", 200, address="query=ASK+%7B+FILTER(STRLEN(%22a+b%22)=3)+%7D", answer=True),
    Case("query_post_form_type_in_capitals", 200, "POST", "", _FORM.upper(), _q(_ASK), answer=True),
    Case("query_post_direct_charset_quoted", 200, "POST", "", f'{_QUERY}; charset="utf-8"', _ASK, answer=True),
    Case("query_post_form_address_is_not_read", 200, "POST", _q("ASK {"), _FORM, _q(_ASK), answer=True),
    Case("query_names_in_capitals_are_others", 200, address=f"{_q(_ASK)}&Query=x&DEFAULT-GRAPH-URI=x", answer=True),
    Case("query_not_ascii", 200, "POST", "", _QUERY, 'ASK { GRAPH ?g { ?s ?p "é" } }', answer=True),
    # Bad requests.
    Case("bad_multiple_queries", 400, address=f"{_q(_ASK)}&{_q('SELECT * {}')}"),
    Case("bad_multiple_queries_post", 400, "POST", "", _FORM, f"{_q(_ASK)}&{_q('SELECT * {}')}"),
    Case("bad_query_in_address_and_body", 400, "POST", _q(_ASK), _QUERY, _ASK),
    Case("bad_query_method", 405, "PUT", _q(_ASK)),
    Case("bad_query_method_delete", 405, "DELETE", _q(_ASK)),
    Case("bad_query_method_patch", 405, "PATCH", _q(_ASK)),
    Case("bad_query_and_update_get", 400, address=f"{_q(_ASK)}&update=CLEAR+ALL"),
    Case("bad_query_multipart", 415, "POST", "", "multipart/form-data; boundary=x", "--x--"),
    Case("bad_query_json", 415, "POST", "", "application/json", '{"query": "ASK {}"}'),
    Case("bad_query_changes", 400, address=_q("INSERT DATA { <urn:a> <urn:b> 1 }")),
    Case("bad_query_missing_form_type", 415, "POST", "", "", _q(_ASK)),
    Case("bad_query_missing_direct_type", 415, "POST", "", "", _ASK),
    Case("bad_query_wrong_media_type", 415, "POST", "", "text/plain", _ASK),
    Case("bad_query_wrong_charset", 415, "POST", "", f"{_QUERY}; charset=utf-16", _ASK.encode("utf-16")),
    Case("bad_query_non_utf8", 400, "POST", "", _QUERY, 'ASK { ?s ?p "é" }'.encode("latin-1")),
    Case("bad_query_non_utf8_address", 400, address="query=ASK%20%7B%20%3Fs%20%3Fp%20%22%E9%22%20%7D"),
    Case("bad_query_syntax", 400, address=_q("ASK {")),
    Case("bad_query_empty", 400, address="query="),
    Case("bad_form_without_query", 400, "POST", "", _FORM, "format=json"),
    Case("bad_update_get", 400, address=f"update={quote('CLEAR ALL')}"),
    Case("bad_update_as_query", 400, "POST", "", _QUERY, "CLEAR ALL"),
    # This server only reads.
    Case("update_post_form", 403, "POST", "", _FORM, f"update={quote('CLEAR ALL')}"),
    Case("update_post_direct", 403, "POST", "", _UPDATE, "CLEAR ALL"),
    Case("bad_multiple_updates", 400, "POST", "", _FORM, "update=CLEAR+ALL&update=CLEAR+ALL"),
    Case("bad_query_and_update", 400, "POST", "", _FORM, "update=CLEAR+ALL&query=ASK+%7B%7D"),
    Case("bad_update_missing_form_type", 415, "POST", "", "", "update=CLEAR+ALL"),
    Case("bad_update_non_utf8", 400, "POST", "", _UPDATE, "CLEAR GRAPH <http://é>".encode("latin-1")),
)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_protocol(client: httpx.Client, case: Case) -> None:
    """Status, and for good requests the answer."""
    content = case.body.encode() if isinstance(case.body, str) else case.body
    headers = {"Content-Type": case.type} if case.type else {}
    answer = client.request(case.method, f"/sparql?{case.address}", content=content or None, headers=headers)
    assert answer.status_code == case.status, answer.text
    if case.answer is not None:
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.json()["boolean"] is case.answer
    else:
        problem = answer.json()
        assert list(problem) == ["error", "line", "column", "hint"]
        assert problem["error"]
    assert ("allow" in answer.headers) is (case.status == 405)


@pytest.mark.parametrize(
    ("query", "media"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+json"),
        ("DESCRIBE <http://example.org/1>", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "text/turtle; charset=utf-8"),
    ],
    ids=["query_content_type_select", "_ask", "_describe", "_construct"],
)
def test_content_types(client: httpx.Client, query: str, media: str) -> None:
    """What each form of query is answered with when the client says nothing."""
    assert client.get("/sparql", params={"query": query}, headers={"Accept": ""}).headers["content-type"] == media


def test_a_wrong_query_says_where(client: httpx.Client) -> None:
    """The place and the advice are those of the command line."""
    query = "SELECT * WHERE {\n  ?s bioolink:causes ?o }"
    problem = client.get("/sparql", params={"query": query}).json()
    assert (problem["line"], problem["column"]) == (2, 6)
    assert "biolink" in problem["hint"]
    text = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text.startswith("line 2, column 6: ")


@pytest.mark.parametrize(
    ("method", "address", "type_", "body"),
    [
        ("GET", b"&".join([b"a=b"] * 2000), "", b""),
        ("POST", b"", _FORM, b"&".join([b"query=ASK"] * 2000)),
        ("POST", b"", _FORM, b"query=\xff"),
        ("PATCH", b"", "", b""),
    ],
)
def test_nothing_but_our_own_error_is_raised(method: str, address: bytes, type_: str, body: bytes) -> None:
    """Whatever comes, it is an operation or an error with a status."""
    with pytest.raises(AskError):
        read_request(method, address, type_, body)
