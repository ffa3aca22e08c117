"""The catalogue of SPARQL queries, their runner and the shapes of their results."""
