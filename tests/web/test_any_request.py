"""Whatever comes over the wire, the answer is one of HTTP, and never a fault of ours."""

import json
from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pohgraph.web.negotiation import GRAPHS, ROWS, choose, parse_accept

_FAULT = 500
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
_ACCEPT = st.lists(
    st.sampled_from(
        [
            "*/*",
            "text/*",
            "text/csv",
            "application/sparql-results+json",
            "text/turtle;q=0.3",
            "image/png",
            ";q=",
            "a/b;q=x",
            "",
        ]
    )
    | _HEADER
).map(lambda parts: ",".join(parts).strip())
_PATH = st.sampled_from(
    [
        "/sparql",
        "/api/search",
        "/api/entity/",
        "/api/network",
        "/api/claims",
        "/api/page/",
        "/entity/",
        "/graphs",
        "/static/",
        "/",
    ]
)
_NAME = st.sampled_from(
    ["query", "default-graph-uri", "named-graph-uri", "update", "q", "limit", "offset", "focus", "graph", "default"]
)
_TYPE = st.sampled_from(
    [
        "application/sparql-query",
        "application/x-www-form-urlencoded",
        "application/sparql-update",
        "application/json",
        "text/plain; charset=utf-16",
        "multipart/form-data; boundary=x",
        "",
    ]
)
_FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_FEW
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"]),
    path=_PATH,
    rest=_TEXT,
    pairs=st.lists(st.tuples(_NAME, _TEXT), max_size=4),
    accept=_ACCEPT,
    type_=_TYPE,
    body=st.binary(max_size=200),
)
def test_any_request(
    client: httpx.Client,
    method: str,
    path: str,
    rest: str,
    pairs: list[tuple[str, str]],
    accept: str,
    type_: str,
    body: bytes,
) -> None:
    """Errors of the endpoint and of /api are a problem as JSON or text."""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
    address = f"{path}{quote(rest, safe='')}?{query}"
    headers = {"Accept": accept, **({"Content-Type": type_} if type_ else {})}
    content = body if method not in {"GET", "HEAD", "TRACE"} else None
    answer = client.request(method, address, headers=headers, content=content)
    assert answer.status_code < _FAULT, answer.text
    if answer.status_code >= 400 and method != "HEAD" and path.startswith(("/sparql", "/api")):
        if answer.headers["content-type"] == "application/json":
            assert set(json.loads(answer.text)) == {"error", "line", "column", "hint"}
        else:
            assert answer.text


@settings(max_examples=100, deadline=None)
@given(accept=_ACCEPT)
def test_any_accept(accept: str) -> None:
    """A format that is chosen is one that is accepted."""
    for offers in (ROWS, GRAPHS):
        chosen = choose(accept, offers)
        assert chosen is None or chosen in offers
        if parse_accept(accept) and all(one.weight == 0 for one in parse_accept(accept)):
            assert chosen is None
