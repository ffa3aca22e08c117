"""A wire to a server that can be cut: for tests of what happens when a connection breaks."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PIECE = 1 << 16


class Relay:
    """Passes bytes on to a server and counts those of the client; `cut_after` so many of them it lets all connections go."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.sent = 0
        self.cut_after: int | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def run(self) -> None:
        """Take connections until the listener is closed."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self.target)) as server:
            back = threading.Thread(target=self._pass, args=(server, client), daemon=True)
            back.start()
            self._pass(client, server)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        is_cut = False
        with suppress(OSError):
            while not is_cut and (piece := source.recv(_PIECE)):
                if target.getpeername()[1] == self.target:
                    self.sent += len(piece)
                    is_cut = self.cut_after is not None and self.sent > self.cut_after
                if not is_cut:
                    target.sendall(piece)
        for end in (source, target) if is_cut else (target,):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR if is_cut else socket.SHUT_WR)


@contextmanager
def relayed(port: int) -> Iterator[Relay]:
    """A wire to a port of this machine."""
    relay = Relay(port)
    thread = threading.Thread(target=relay.run, daemon=True)
    thread.start()
    yield relay
    relay.close()
    thread.join(5)
