"""The catalogue of ready-made queries."""

from pohgraph.answers import shapes
from pohgraph.query.catalogue import catalogue


def queries() -> list[shapes.CatalogueQuery]:
    """Every ready-made query with its text and parameters, by name."""
    return [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "sparql": query.sparql,
            "params": [
                {"name": p.name, "kind": p.kind, "description": p.description, "default": p.default}
                for p in query.params
            ],
        }
        for query in catalogue()
    ]
