"""How often a process looks for reference cycles."""

import gc

_NEW_OBJECTS = 200_000  # Python's own 700 cost a tenth of the time: pages leave few cycles


def collect_rarely() -> None:
    """Look for reference cycles less often, in a process of our own; a program that imports us keeps its setting."""
    gc.set_threshold(_NEW_OBJECTS)
