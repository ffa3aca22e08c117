"""The graph as files, one format per module."""
