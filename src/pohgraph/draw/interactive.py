"""A network to work with in a browser: one HTML page that holds its data and script, and asks for nothing else."""

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pohgraph.draw.layout import free_layout
from pohgraph.draw.network import Link, Network
from pohgraph.draw.palette import category_colour, category_name
from pohgraph.draw.web_page import save_bytes, web_page
from pohgraph.resources import data_file

if TYPE_CHECKING:
    from pohgraph.draw.picture import Picture

_HEIGHT = 680  # pixels of the frame in a notebook


class Interactive:
    """Shows a network in a frame of its own; where scripts do not run, the still picture is shown instead."""

    def __init__(self, network: Network, *, fallback: "Picture") -> None:
        self._network = network
        self._fallback = fallback

    def page(self) -> str:
        """The whole page as HTML."""
        body = data_file("draw", "network.html").read_text(encoding="utf-8")
        style = data_file("draw", "network.css").read_text(encoding="utf-8")
        script = data_file("draw", "network.js").read_text(encoding="utf-8")
        # No tag can end the element early: every < is written as an escape of JSON's.
        data = json.dumps(self._data(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        body = body.replace("{title}", escape(self._network.title)).replace(
            "{description}", escape(self._network.description)
        )
        scripts = f'<script type="application/json" id="data">{data}</script>\n<script>\n{script}</script>'
        return web_page(self._network.title, f"{body}\n{scripts}", head=f"<style>\n{style}</style>\n")

    def save(self, path: str | Path) -> Path:
        """Write the page as one file.

        Raises:
            ExportError: the file cannot be written.
        """
        return save_bytes(path, self.page().encode())

    def __repr__(self) -> str:
        return f"<Interactive {self._network.title}: {self._network.description}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - Jupyter's include and exclude
        # Without allow-same-origin the frame cannot reach the notebook it stands in.
        frame = (
            f'<iframe sandbox="allow-scripts allow-popups" title="{escape(self._network.title)}" '
            f'style="width:100%;height:{_HEIGHT}px;border:1px solid #ccc;box-sizing:border-box" srcdoc="{escape(self.page())}"></iframe>'
        )
        return {"text/html": frame, "image/svg+xml": self._fallback.svg, "text/plain": repr(self)}

    def _data(self) -> dict[str, object]:
        places = free_layout(self._network)
        categories = sorted({node.category for node in self._network.nodes})
        return {
            "categories": {c: {"name": category_name(c), "colour": category_colour(c)} for c in categories},
            "nodes": [
                {
                    "id": node.id,
                    "label": node.label,
                    "category": node.category,
                    "weight": node.weight,
                    "iri": node.iri,
                    "x": places[node.id][0],
                    "y": places[node.id][1],
                }
                for node in self._network.nodes
            ],
            "links": [_link(link) for link in self._network.links],
        }


def _link(link: Link) -> dict[str, object]:
    said = [
        {
            "relation": claim.relation,
            "state": claim.state,
            "qualifier": claim.qualifier,
            "page": claim.page,
            "quotes": claim.quotes,
        }
        for claim in link.said
    ]
    return {"source": link.source, "target": link.target, "kind": link.kind, "pages": link.pages, "said": said}
