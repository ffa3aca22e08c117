"""What stands under a path in place of a file: whoever opens a pipe waits for it, and a device may never end."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG

NO_FILE = "a pipe or a device, not a file: save what it gives to a file first, and give the file"
_DESCRIPTORS = "/dev/fd/"


def is_pipe_or_device(path: Path, *, read_once: bool = False) -> bool:
    """Whether a path is not to be opened; what is missing is, for that error tells more.

    With `read_once` a pipe that the shell makes of a command (`<(command)`), or standard input, is as good as a file.

    >>> is_pipe_or_device(Path("/dev/null")), is_pipe_or_device(Path("nowhere"))
    (False, False)
    """
    try:
        mode = path.stat().st_mode
        where = path.resolve()
    except (OSError, ValueError):
        return False
    if S_ISREG(mode) or S_ISDIR(mode) or str(where) == os.devnull:
        return False
    return not (read_once and S_ISFIFO(mode) and _is_descriptor(where))


def _is_descriptor(where: Path) -> bool:
    """Whether a pipe is open already: Linux gives it a name under which there is nothing ("pipe:[1]")."""
    return str(where).startswith(_DESCRIPTORS) or not where.exists()
