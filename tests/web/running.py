"""`pohgraph serve` as a process, as people start it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import NamedTuple

_WITHIN = 60  # seconds to start and to end


class Started(NamedTuple):
    """The address without slash at the end, the process, and what it has written to standard error until now."""

    address: str
    process: "subprocess.Popen[str]"
    said: list[str]


@contextmanager
def serve(store: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Started]:
    """A server on a free port, which is stopped at the end."""
    process = start(["--store", str(store), "--port", "0", *options], env=env)
    try:
        yield _ready(process)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(_WITHIN)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stderr.close()


def start(options: Sequence[str], *, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    """The process."""
    command = [sys.executable, "-m", "pohgraph", "serve", *options]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}
    )


def _ready(process: "subprocess.Popen[str]") -> Started:
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        if match := re.search(r"http://\S+(?=/ )", line):
            Thread(target=said.extend, args=(process.stderr,), daemon=True).start()
            return Started(match[0], process, said)
    raise AssertionError("".join(said))
