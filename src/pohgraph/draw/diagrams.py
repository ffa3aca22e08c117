"""A network in the languages of other programs that draw: Graphviz and Mermaid."""

import re
from collections.abc import Iterable

from pohgraph.draw.network import Link, Network, Node
from pohgraph.draw.palette import VERMILION, category_colour, category_name

_DOT_SHAPES = {"Disease": "box", "Gene": "diamond", "PhenotypicFeature": "ellipse", "GeneticInheritance": "triangle"}
_DOT_STYLES = {"stated": "solid", "open": "dotted", "borrowed": "dotted", "denied": "dashed", "disputed": "bold"}
_ARROWS = {"stated": "-->", "open": "-.->", "borrowed": "-.-o", "denied": "-.-x", "disputed": "==>"}


def dot(network: Network) -> str:
    """Graphviz: `dot -Tsvg` draws it.

    A link is dotted where it is open or borrowed, dashed where it is denied, bold where it is disputed.
    """
    lines = [
        "digraph pohgraph {",
        f"  graph [label={_quoted(network.title)}, labelloc=t, rankdir=LR, overlap=false, splines=true];",
        '  node [fontname="Helvetica", fontsize=10, style=filled, fontcolor=white];',
        '  edge [fontname="Helvetica", fontsize=8, color="#7F7F7F"];',
    ]
    for node in network.nodes:
        shape = _DOT_SHAPES.get(node.category, "ellipse")
        link = f", URL={_quoted(node.iri)}" if node.iri else ""
        lines.append(
            f"  {_quoted(node.id)} [label={_quoted(node.label)}, tooltip={_quoted(node.id)}, shape={shape}, "
            f'fillcolor="{category_colour(node.category)}"{link}];'
        )
    for link_ in network.links:
        colour = f', color="{VERMILION}"' if link_.kind == "denied" else ""
        lines.append(
            f"  {_quoted(link_.source)} -> {_quoted(link_.target)} [label={_quoted(_relations(link_))}, "
            f"style={_DOT_STYLES[link_.kind]}, penwidth={link_.pages}{colour}];"
        )
    return "\n".join([*lines, "}", ""])


def mermaid(network: Network) -> str:
    """A Mermaid flow chart. Broken arrows are open, those that end in a circle borrowed, in a cross denied; thick ones are disputed."""
    names = {node.id: f"n{i}" for i, node in enumerate(network.nodes)}
    lines = ["flowchart LR"]
    lines += [f"  {names[node.id]}{_mermaid_node(node)}" for node in network.nodes]
    lines += [
        f'  {names[link.source]} {_ARROWS[link.kind]}|"{_escaped(_relations(link))}"| {names[link.target]}'
        for link in network.links
    ]
    lines += _classes(network.nodes, names)
    return "\n".join([*lines, ""])


def _relations(link: Link) -> str:
    said = (f"{c.relation} ({c.qualifier})" if c.qualifier else c.relation for c in link.said)
    return ", ".join(dict.fromkeys(said))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _mermaid_node(node: Node) -> str:
    left, right = {"Disease": ("[", "]"), "Gene": ("{{", "}}")}.get(node.category, ("(", ")"))
    return f'{left}"{_escaped(node.label)}"{right}'


def _escaped(text: str) -> str:
    """Mermaid reads quotes, brackets and hashes itself; its own entities stand for them."""
    return re.sub(r'["#<>&|`\\\n]', lambda match: f"#{ord(match[0])};", text)


def _classes(nodes: Iterable[Node], names: dict[str, str]) -> list[str]:
    lines = []
    by_category: dict[str, list[str]] = {}
    for node in nodes:
        by_category.setdefault(node.category, []).append(names[node.id])
    for category, members in sorted(by_category.items()):
        name = category_name(category).replace(" ", "")
        lines.append(f"  classDef {name} fill:{category_colour(category)},color:#fff,stroke:none")
        lines.append(f"  class {','.join(members)} {name}")
    return lines
