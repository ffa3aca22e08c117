"""Jupyter: the magic that asks a graph from a cell."""
