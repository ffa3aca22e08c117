"""What workers of a cluster get before they read pages: the compiled lexicon, once each; and who may read at all.

A kit is named by the hash of everything that the result depends on. A worker that has another program is not used: its pages
might say something else. What is sent is sent by value where the scheduler looks into it, so that it needs no pohgraph.
"""

import gc
import hashlib
import io
import pickle
import sys
import tarfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from pohgraph.garbage import collect_rarely
from pohgraph.pipeline.reading import reading_with, recogniser
from pohgraph.pipeline.readings import code_hash
from pohgraph.version import __version__

if TYPE_CHECKING:
    from distributed import WorkerPlugin

_LIBRARIES = ("pyoxigraph", "selectolax", "ahocorasick-rs")  # on which depends what pages say, or how it is written
_QUICK = 1  # zlib's level: N-Quads shrink to a tenth at four times the speed of a network
NO_KIT = "it could not take the vocabularies; its log says why"
_READING = Lock()  # threads of one process do not read faster than one does


class Kit(NamedTuple):
    """What a worker needs: `facts` about the program that it must have, and the files of the lexicon, packed."""

    name: str
    facts: dict[str, str]
    files: bytes


@cache
def pack_kit() -> Kit:
    """The kit of this program and its vocabularies.

    Raises:
        VocabularyError: a vocabulary is missing or malformed.
    """
    packed = io.BytesIO()
    digest = hashlib.sha256()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in sorted(recogniser().lexicon.folder.glob("*.bin")):
            data = path.read_bytes()
            digest.update(data)
            entry = tarfile.TarInfo(path.name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    facts = program_facts()
    digest.update(repr(sorted(facts.items())).encode())
    return Kit(f"pohgraph-{digest.hexdigest()[:16]}", facts, zlib.compress(packed.getvalue(), _QUICK))


def program_facts() -> dict[str, str]:
    """What must be the same in every process that reads pages of one graph."""
    facts = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}", "pohgraph": __version__}
    for library in _LIBRARIES:
        try:
            facts[library] = version(library)
        except PackageNotFoundError:  # vendored by a system's package: nothing is known of it
            facts[library] = "of unknown version"
    return {**facts, "code": code_hash()[:16]}


def unpack_kit(name: str, facts: dict[str, str], files: bytes, folder: str) -> str:
    """Put a kit into a worker's folder; why this worker cannot be used, or ""."""
    if refused := _difference(facts):
        return refused
    target = Path(folder, name)
    if not target.exists():
        aside = Path(mkdtemp(dir=folder, prefix=f"{name}-"))
        with tarfile.open(fileobj=io.BytesIO(zlib.decompress(files))) as archive:
            archive.extractall(aside, filter="data")
        aside.rename(target)
    return ""


def _difference(facts: dict[str, str]) -> str:
    own = program_facts()
    other = [f"{what} {own.get(what)} instead of {value}" for what, value in facts.items() if own.get(what) != value]
    if len(other) == 1 and own["code"] != facts["code"]:
        return f"it has pohgraph {own['pohgraph']} with other code or tables"
    return f"it has {', '.join(text for text in other if not text.startswith('code'))}" if other else ""


def packed_task(work: Callable[..., object], items: Sequence[object]) -> bytes:
    """A module's function and what it is to be done to, as `perform` takes them."""
    return zlib.compress(pickle.dumps((work, items), pickle.HIGHEST_PROTOCOL), _QUICK)


def unpacked_results(packed: bytes) -> list[Any]:
    """What `perform` gave."""
    results: list[Any] = pickle.loads(zlib.decompress(packed))  # noqa: S301 - a cluster runs our code: whom it trusts, we do
    return results


def perform(folder: str, packed: bytes) -> bytes:
    """Do a task with the lexicon in a folder; runs in a worker."""
    work, items = pickle.loads(zlib.decompress(packed))  # noqa: S301 - as above
    with _READING, reading_with(Path(folder)):
        before = gc.get_threshold()
        collect_rarely()
        try:
            results = [work(item) for item in items]
        finally:
            gc.set_threshold(*before)  # the process is not ours
    return zlib.compress(pickle.dumps(results, pickle.HIGHEST_PROTOCOL), _QUICK)


def plugin_of(kit: Kit) -> "WorkerPlugin":
    """What puts a kit into every worker that is there or comes later, and gives those that can be used a resource of its name."""
    from distributed import WorkerPlugin  # noqa: PLC0415 - an optional library

    # A class within a function is sent by value: a worker without pohgraph can still say that it has none.
    class Shipped(WorkerPlugin):  # type: ignore[misc,unused-ignore]  # the library may have no types
        idempotent = True

        def __init__(self, kit_name: str, facts: dict[str, str], files: bytes) -> None:
            self.name, self.facts, self.files = kit_name, facts, files
            self.refusal = ""

        async def setup(self, worker: Any) -> None:  # noqa: ANN401 - the library's
            import asyncio  # noqa: PLC0415 - runs elsewhere

            self.refusal = await asyncio.to_thread(self.unpack, worker.local_directory)
            self.files = b""
            if not self.refusal:
                # Room for any number of tasks: the resource says that it may, not how many.
                await worker.set_resources(**{self.name: 1e6})

        def unpack(self, folder: str) -> str:
            try:
                from pohgraph.pipeline.shipping import unpack_kit  # noqa: PLC0415 - runs elsewhere
            except ImportError as error:
                return f"it has no pohgraph, or not this version: {error}"
            try:
                return unpack_kit(self.name, self.facts, self.files, folder)
            except (OSError, EOFError, ValueError) as error:
                return f"the vocabularies cannot be written there: {error}"

    return Shipped(kit.name, kit.facts, kit.files)


def task_of() -> Callable[[str, bytes], bytes]:
    """A function that does a packed task on a worker with the kit of a name. It is sent by value, as the scheduler unpacks it."""

    def read_pages(name: str, packed: bytes) -> bytes:
        import os  # noqa: PLC0415 - runs elsewhere

        from distributed import get_worker  # noqa: PLC0415

        from pohgraph.pipeline.shipping import perform  # noqa: PLC0415

        return perform(os.path.join(get_worker().local_directory, name), packed)  # noqa: PTH118 - as little as possible is sent

    return read_pages


def refusal_of(name: str) -> Callable[[Any], str]:
    """A function that a worker runs to say why it cannot be used, "" if it can. It is sent by value."""
    missing = NO_KIT

    def ask(dask_worker: Any) -> str:  # noqa: ANN401 - the library's
        return str(getattr(dask_worker.plugins.get(name), "refusal", missing))

    return ask
