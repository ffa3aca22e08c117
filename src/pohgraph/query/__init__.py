"""The catalogue of SPARQL queries, their runner and the shapes of their results."""

from pohgraph.query.catalogue import CatalogueQuery, Param, catalogue, find_query
from pohgraph.query.result import Result
from pohgraph.query.run import run_query

__all__ = ["CatalogueQuery", "Param", "Result", "catalogue", "find_query", "run_query"]
