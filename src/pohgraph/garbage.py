"""Memory of a process: how often it looks for reference cycles, and when the system gets back what is free."""

import gc
import sys
from contextlib import suppress

_NEW_OBJECTS = 200_000  # Python's own 700 cost a tenth of the time: pages leave few cycles


def collect_rarely() -> None:
    """Look for reference cycles less often, in a process of our own; a program that imports us keeps its setting."""
    gc.set_threshold(_NEW_OBJECTS)


def collect_no_more() -> None:
    """Look at nothing again: a process that ends would look through all that it has, twice, before it gives it back."""
    gc.freeze()


def give_back() -> None:
    """Give memory that was freed back to the system, which glibc leaves to the threads that had it: the engine has several."""
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):  # a Python without it, another C library
        import ctypes  # noqa: PLC0415 - few processes have much to give back

        ctypes.CDLL(None).malloc_trim(0)
