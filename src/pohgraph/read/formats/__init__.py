"""One source format per file, each listed in `READERS`."""
