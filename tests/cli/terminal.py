"""A program on a real pseudo-terminal: what it shows is read, keys are sent to it."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
_PATIENCE = 60.0  # seconds


class Terminal:
    """`pohgraph` with these arguments, its input and output on a terminal of 100 columns."""

    def __init__(self, *arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._own, other = pty.openpty()
        variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", **(environment or {})}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pohgraph", *arguments],
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=folder,
            env=variables,
            start_new_session=True,
        )
        os.close(other)
        self.raw = ""
        self._read = 0  # how much of what was shown has been waited for

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._own)

    @property
    def shown(self) -> str:
        """All that was shown so far, without colours."""
        return _CONTROL.sub("", self.raw)

    def wait_for(self, text: str) -> str:
        """What is shown from the last wait until `text`, which is in it."""
        ends = time.monotonic() + _PATIENCE
        while True:
            place = self.shown.find(text, self._read)
            if place >= 0:
                start, self._read = self._read, place + len(text)
                return self.shown[start : self._read]
            assert self._take(ends), f"no {text!r} in {self.shown[self._read :]!r}"

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._own, keys.encode())

    def interrupt(self) -> None:
        """What Ctrl-C does, where the terminal is the one that controls the program."""
        time.sleep(0.3)  # a signal right before the program waits for a key is seen with the next key only
        self._process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """End the program on the spot, as a crash does."""
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        """Wait until the program ends; its exit status."""
        ends = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < ends:
            self._take(time.monotonic() + 0.2)
        while self._take(time.monotonic() + 0.2):
            pass
        return self._process.wait(timeout=1)

    def _take(self, ends: float) -> bool:
        ready, _, _ = select.select([self._own], [], [], max(0.0, ends - time.monotonic()))
        if not ready:
            return False
        try:
            read = os.read(self._own, 65536)
        except OSError:  # the other end is closed
            return False
        self.raw += read.decode(errors="replace")
        return bool(read)
