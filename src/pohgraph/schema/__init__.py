"""What the graph is made of, defined once: relations, categories, prefixes."""
