"""Quads and the embedded store that answers SPARQL over them."""
