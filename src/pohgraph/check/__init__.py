"""Integrity of a graph: queries that must find nothing, SHACL, and every quote against its page."""
