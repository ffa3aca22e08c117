"""Which disease a page is about, and the reasons for that choice."""
