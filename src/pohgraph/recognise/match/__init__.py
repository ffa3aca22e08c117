"""Names in running text: the matching behind one function."""
