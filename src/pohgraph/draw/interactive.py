"""A network to work with in a browser: one HTML page that holds its data and script, and asks for nothing else.

What it does and looks like is the network view of the web page, `frontend/src/network/`; nothing here draws.
"""

import json
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pohgraph.draw.layout import free_layout
from pohgraph.draw.network import Link, Network, Said
from pohgraph.draw.web_page import save_bytes, web_page
from pohgraph.errors import PageMissingError
from pohgraph.model import STATES, State
from pohgraph.resources import page_file

if TYPE_CHECKING:
    from pohgraph.draw.picture import Picture

_HEIGHT = 760  # pixels of the frame in a notebook
_BUNDLE = "network-standalone"
_Way = tuple[str, State, str, str]


class Interactive:
    """Shows a network in a frame of its own; where scripts do not run, the still picture is shown instead."""

    def __init__(self, network: Network, *, fallback: "Picture") -> None:
        self._network = network
        self._fallback = fallback

    def page(self) -> str:
        """The whole page as HTML.

        Raises:
            PageMissingError: this installation was made without the page's bundle.
        """
        style = page_file(f"{_BUNDLE}.css").read_text(encoding="utf-8")
        script = page_file(f"{_BUNDLE}.js").read_text(encoding="utf-8")
        # Their authors ask that the licences of the packages in it go with every copy.
        licences = page_file("LICENSES.txt").read_text(encoding="utf-8").replace("</", "<\\/")
        # No tag can end the element early: every < is written as an escape of JSON's.
        data = json.dumps(self._data(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        body = (
            '<div id="app"><noscript>This network needs JavaScript.</noscript></div>\n'
            f'<script type="application/json" id="data">{data}</script>\n'
            f'<script type="text/plain" id="licences">{licences}</script>\n<script>\n{script}</script>'
        )
        return web_page(self._network.title, body, head=f"<style>\n{style}</style>\n")

    def save(self, path: str | Path) -> Path:
        """Write the page as one file.

        Raises:
            PageMissingError: this installation was made without the page's bundle.
            ExportError: the file cannot be written.
        """
        return save_bytes(path, self.page().encode())

    def __repr__(self) -> str:
        return f"<Interactive {self._network.title}: {self._network.description}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - Jupyter's include and exclude
        still = {"image/svg+xml": self._fallback.svg, "text/plain": repr(self)}
        try:
            page = self.page()
        except PageMissingError as error:
            return {**still, "text/plain": f"{self!r}, shown still: {error}"}
        # Without allow-same-origin the frame cannot reach the notebook it stands in.
        frame = (
            f'<iframe sandbox="allow-scripts allow-popups allow-downloads" title="{escape(self._network.title)}" '
            f'style="width:100%;height:{_HEIGHT}px;border:1px solid #ccc;box-sizing:border-box" srcdoc="{escape(page)}"></iframe>'
        )
        return {"text/html": frame, **still}

    def _data(self) -> dict[str, object]:
        """The network as `frontend/src/answers.ts` has it, and where its nodes stand."""
        pages = sorted({said.page for link in self._network.links for said in link.said})
        return {
            "network": {
                "title": self._network.title,
                "nodes": [
                    {
                        "id": node.id,
                        "iri": node.iri,
                        "label": node.label,
                        "category": node.category,
                        "weight": node.weight,
                    }
                    for node in self._network.nodes
                ],
                "links": [way for link in self._network.links for way in _ways(link)],
                "omitted": self._network.omitted,
                "sources": [_source(page) for page in pages],
            },
            "description": self._network.description,
            "places": free_layout(self._network),
        }


def _ways(link: Link) -> list[dict[str, object]]:
    """What is said of a pair, each way of saying it once."""
    ways: defaultdict[_Way, list[Said]] = defaultdict(list)
    for claim in link.said:
        ways[claim.relation.replace("_", " "), claim.state, claim.often, claim.qualifier].append(claim)
    ordered = sorted(ways.items(), key=lambda way: (way[0][0], STATES.index(way[0][1]), *way[0][2:]))
    return [
        {
            "source": link.source,
            "target": link.target,
            "relation": relation,
            "state": state,
            "often": often,
            "qualifier": qualifier,
            "documents": sorted({claim.page for claim in said}),
            "quotes": sorted({quote for claim in said for quote in claim.quotes}),
        }
        for (relation, state, often, qualifier), said in ordered
    ]


def _source(page: str) -> dict[str, str]:
    """A picture knows the names of pages only."""
    rest = dict.fromkeys(("publisher", "license", "address", "modified", "sha256"), "")
    return {"id": page, "title": page, "label": page, **rest}
