"""The one place where the steps are joined: pages to mentions (`mentions`), to records (`records`), or to a stored graph (`graph`).

Each is imported from its own module, so that finding mentions loads no extractors, and reading pages no store.
"""
