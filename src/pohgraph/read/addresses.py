"""Addresses that a page states of itself: of the page, and of its licence. They become IRIs of the graph, so they must be such."""

from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.read.layout import Layout, PageRemark

_SHOWN = 80  # code points of an address in a remark
# RFC 3987, with a host: letters of any script, and no space, quote, bracket or brace. What stands behind % is a byte.
_CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2}|[\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000dffff])"
_ADDRESS = compiled(
    rf"https?://[A-Za-z0-9._~-]+(?::[0-9]{{1,5}})?(?:/{_CHARACTER}*)?(?:\?(?:\?|{_CHARACTER})*)?(?:#(?:\?|{_CHARACTER})*)?"
)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that can stand in a graph as it is.

    >>> is_address("https://example.org/a%20b?c#d"), is_address("https://example.org/a b")
    (True, False)
    """
    return _ADDRESS.fullmatch(text) is not None and text.isprintable()


def with_addresses(layout: Layout) -> Layout:
    """A page without the addresses that are none, and with a remark on each."""
    remarks = list(layout.remarks)
    kept = {}
    for what, stated in (("address", layout.iri), ("licence", layout.license)):
        kept[what] = stated if is_address(stated) else ""
        if stated and not kept[what]:
            message = f"the {what} that the page states is no valid address, and was left out: {stated[:_SHOWN]!a}"
            remarks.append(PageRemark("bad_address", message))
    if len(remarks) == len(layout.remarks):
        return layout
    return replace(layout, iri=kept["address"], license=kept["licence"], remarks=tuple(remarks))
