"""Other people's servers, started on this machine for the tests that ask them."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
VIRTUOSO, _ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
HAS_VIRTUOSO = bool(VIRTUOSO and _ISQL)
_START = 60  # seconds that a server has to start
_INI = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {0}/temporary.db
TransactionFile = {0}/temporary.trx
[Parameters]
ServerPort = {1}
DirsAllowed = {0}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerThreads = 2
"""


class Virtuoso(NamedTuple):
    """A running server: the address of its web side, and the port of its SQL side."""

    url: str
    sql_port: int

    def execute(self, statement: str) -> None:
        """Carry out SQL as its administrator."""
        assert _ISQL
        command = [_ISQL, str(self.sql_port), "dba", "dba", f"EXEC={statement}"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert "Error" not in done.stdout + done.stderr


@contextmanager
def virtuoso(home: Path) -> Iterator[Virtuoso]:
    """An empty Virtuoso; its login is dba, dba."""
    assert VIRTUOSO
    port, web = _free_port(), _free_port()
    (home / "virtuoso.ini").write_text(_INI.format(home, port, web))
    with _running([VIRTUOSO, "+foreground", "+configfile", home / "virtuoso.ini"], port, web):
        yield Virtuoso(f"http://127.0.0.1:{web}", port)


@contextmanager
def oxigraph(home: Path, *options: str, command: str = "serve") -> Iterator[str]:
    """The address of a server of Oxigraph with what is in a folder."""
    assert OXIGRAPH
    port = _free_port()
    with _running([OXIGRAPH, command, "--location", home, "--bind", f"127.0.0.1:{port}", *options], port):
        yield f"http://127.0.0.1:{port}"


def fill_oxigraph(home: Path, nquads: Path) -> None:
    """Load a file into a folder that no server has open."""
    assert OXIGRAPH
    subprocess.run([OXIGRAPH, "load", "--location", home, "--file", nquads], check=True, capture_output=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _running(command: list[str | Path], *ports: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            end = time.monotonic() + _START
            while not all(map(_listening, ports)):
                assert server.poll() is None, f"{command[0]} stopped"
                assert time.monotonic() < end, f"{command[0]} does not start"
                time.sleep(0.1)
            yield
        finally:
            server.terminate()


def _listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
