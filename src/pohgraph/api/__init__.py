"""The Python interface: a graph that answers in tables, entities and pictures; pages and texts without a graph."""
