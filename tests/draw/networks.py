"""Networks made by hand for the tests: every kind of link, and names that would break mark-up."""

from pohgraph.draw.network import Link, Network, Node, Said
from pohgraph.model import State

NASTY = "</script><script>alert('x')</script> \"quoted\" \\ #1 [a] {b}"


def every_kind() -> Network:
    """A disease with a gene and findings that are stated, denied, open, borrowed and disputed."""
    kinds: dict[str, tuple[State, ...]] = {
        "P1": ("stated",),
        "P2": ("denied",),
        "P3": ("open",),
        "P4": ("stated", "denied"),
        "P5": ("borrowed",),
    }
    nodes = (
        Node(id="D:1", label="disease of <Smith> & Wesson", category="Disease", weight=6, iri="https://x.org/D1"),
        Node(id="G:1", label="GENE1", category="Gene", weight=1),
        *(Node(id=id_, label=f"finding {id_}", category="PhenotypicFeature", weight=1) for id_ in kinds),
        Node(id="X:1", label=NASTY, category="", weight=1),
    )
    links = (
        Link(source="G:1", target="D:1", said=(_said("causes"),)),
        Link(source="D:1", target="X:1", said=(_said("has_onset"),)),
        *(
            Link(source="D:1", target=id_, said=tuple(_said("has_phenotype", state) for state in states))
            for id_, states in kinds.items()
        ),
    )
    return Network(title="All kinds <of> link", nodes=nodes, links=links, omitted=3)


def large(diseases: int = 12, findings: int = 60) -> Network:
    """Diseases with long names that share findings with long names."""
    nodes = [
        *(
            Node(
                id=f"D:{i}", label=f"Very long name of a hereditary syndrome, number {i}", category="Disease", weight=40
            )
            for i in range(diseases)
        ),
        *(
            Node(
                id=f"P:{i}",
                label=f"Abnormal morphology of the {i}th part of a part",
                category="PhenotypicFeature",
                weight=i % 9 + 1,
            )
            for i in range(findings)
        ),
        *(
            Node(id=f"G:{i}", label=f"Mode of inheritance or gene with a name {i}", category="Gene", weight=2)
            for i in range(20)
        ),
    ]
    links = [
        *(
            Link(source=f"D:{i}", target=f"P:{j}", said=(_said("has_phenotype"),))
            for i in range(diseases)
            for j in range(findings)
            if (i * 7 + j) % 5 == 0
        ),
        *(Link(source=f"G:{i}", target=f"D:{i % diseases}", said=(_said("causes"),)) for i in range(20)),
    ]
    return Network(title="A large network", nodes=tuple(nodes), links=tuple(links))


def _said(relation: str, state: State = "stated") -> Said:
    return Said(relation=relation, state=state, page=f"Page {state}", quotes=(f"words of {relation} {NASTY}",))
