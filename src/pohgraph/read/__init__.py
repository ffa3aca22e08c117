"""Bytes -> Document: one source format per file, listed in `READERS`. No files, no network, no clock."""

from pohgraph.read.page import READERS, Reader, ReadPage, read_page
from pohgraph.read.records import Record, SetAside, split_records

__all__ = ["READERS", "ReadPage", "Reader", "Record", "SetAside", "read_page", "split_records"]
