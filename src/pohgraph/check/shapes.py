"""Validates a graph against `ontology/shapes.ttl` with pyshacl.

pyshacl takes about a millisecond for each thing it looks at, so it is given one batch of documents at a time, in a
graph of their own: a graph of any size fits in memory, and beyond a limit the result says how much was left out.
A batch is complete for shapes whose paths are single predicates, and that is what the file holds.
"""

from collections.abc import Iterable, Iterator
from itertools import batched
