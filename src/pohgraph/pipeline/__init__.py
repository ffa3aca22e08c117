"""The one place where the steps are joined: pages to mentions, to records, or to a stored graph (`graph`, `gather`).

What writes graphs is imported from its own module, so that reading pages loads no store.
"""

from pohgraph.pipeline.mentions import AnnotatedDocument, annotate
from pohgraph.pipeline.records import extract_lines, extract_records

__all__ = ["AnnotatedDocument", "annotate", "extract_lines", "extract_records"]
