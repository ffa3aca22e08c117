"""Restricts a worker: its memory, its time, its network, and its life to that of the server, as far as the system can.

Linux can do all of this. macOS ignores limits on memory, so a thread watches it. Its network stays open; only the check of
addresses in a query and proxy variables that point nowhere keep a worker from using it.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MIB = 1 << 20
_NICENESS = 5  # the server, which has little to do, goes first
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_STACK = 8 * MIB
_LOOKS = 0.05  # seconds between two looks at the memory, where the system does not limit it
_KEPT = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "VIRTUAL_ENV")
_KEPT_KINDS = ("POHGRAPH_", "XDG_")
_SECRET = "POHGRAPH_TOKEN"  # noqa: S105 - the name of a variable
_NOWHERE = "http://127.0.0.1:9"  # the port of "discard"


def clean_environment(environment: Mapping[str, str], *, has_network: bool, has_login: bool = False) -> dict[str, str]:
    """The part of the server's environment that a worker gets: no secrets but, if it `has_login`, that for the graph's own server; and no network."""
    kept = {name: value for name, value in environment.items() if name in _KEPT or name.startswith(_KEPT_KINDS)}
    if not has_login:
        kept.pop(_SECRET, None)
    if path := environment.get("PYTHONPATH"):
        kept["PYTHONPATH"] = os.pathsep.join(str(Path(folder).absolute()) for folder in path.split(os.pathsep))
    if not has_network:
        kept |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOWHERE)
    return kept


def enter(*, server: int, has_network: bool) -> None:
    """Lower the priority, and end with the server. Call this before there is a second thread: a namespace needs a single one."""
    if resource is None:
        return
    with suppress(OSError):
        os.nice(_NICENESS)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):  # where it has no bound, endless recursion takes all memory before it ends
        resource.setrlimit(resource.RLIMIT_STACK, (_STACK, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != server:  # it was gone before it could tell
            sys.exit(1)
        if not has_network:
            _leave_network(libc)


def limit_memory(mebibytes: int) -> None:
    """Allow that much more memory than is used now. Beyond it, an allocation fails or the process ends."""
    if resource is None:
        return
    amount = mebibytes * MIB
    if sys.platform == "linux":
        # What is written to, not RLIMIT_AS: threads reserve address space that they never use.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (_data_size() + amount,) * 2)
    else:
        threading.Thread(target=_watch_memory, args=(peak_memory() + amount,), daemon=True).start()
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (amount, amount))  # answers held back in a file


def peak_memory() -> int:
    """The peak memory of this process in bytes; 0 if the system does not count it."""
    if resource is None:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def end_after(seconds: float) -> None:
    """Have the system end this process then, whatever it is doing and whether or not its server lives; 0 calls it off."""
    if resource is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _leave_network(libc: ctypes.CDLL) -> None:
    """Move to a network without any device. Who may not do so as who he is may do so as somebody new."""
    if libc.unshare(_CLONE_NEWNET) == 0:
        return
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        with suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _data_size() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _watch_memory(most: int) -> None:
    while peak_memory() <= most:
        time.sleep(_LOOKS)
    os.abort()
