"""A release: the graph in every format, with the papers that describe it."""
