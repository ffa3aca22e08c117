"""Formats of RDF: Turtle, TriG, N-Quads, N-Triples, JSON-LD, nanopublications, Bioschemas."""
