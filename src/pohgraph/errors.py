"""The errors of this package. Each carries its data and makes its message in `__str__`.

The command line prints a `PohgraphError` as one line on standard error and exits with 1. Any other exception is a bug.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from pohgraph.legible import on_one_line


class PohgraphError(Exception):
    """Base of all errors that this package raises on purpose."""

    def __repr__(self) -> str:
        # Here for all: dataclasses would write and compile one for each class when this module is loaded.
        if not is_dataclass(self):
            return super().__repr__()
        data = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{type(self).__qualname__}({data})"

    def __reduce__(self) -> tuple[object, ...]:
        """For pickle: the object and its data. Python would call the class with what was given without keywords."""
        return _again, (type(self), self.args), vars(self)


def _again(kind: type[PohgraphError], arguments: tuple[object, ...]) -> PohgraphError:
    """An error whose data is still to be added."""
    return kind.__new__(kind, *arguments)


@dataclass(eq=False, repr=False)
class ReadError(PohgraphError):
    """A source cannot be read as a page. `place` is a line, an element or a byte offset, if known."""

    path: str
    reason: str
    place: str = ""

    def __str__(self) -> str:
        return on_one_line(f"{self.path}{', ' + self.place if self.place else ''}: {self.reason}")


class MalformedError(ReadError):
    """A page in XML, JSON or YAML breaks the rules of its format, so that no parser reads it."""


@dataclass(eq=False, repr=False)
class FieldError(ReadError):
    """One value of several is wrong: that of `field`, "" where none is to blame."""

    field: str = ""


class OtherFileError(ReadError):
    """The file is of another kind than was asked for; the reason says of which, and which command takes it."""


def address_error(path: Path) -> OtherFileError | None:
    """The error for an address of the web where a file should be; None for anything else.

    >>> str(address_error(Path("https://example.org/page.html")))
    'https://example.org/page.html: nothing is fetched: save it to a file first, and give the file'
    """
    match = re.fullmatch(r"(https?|ftp):/+(.*)", path.as_posix())
    if not match:
        return None
    return OtherFileError(f"{match[1]}://{match[2]}", "nothing is fetched: save it to a file first, and give the file")


@dataclass(eq=False, repr=False)
class NothingReadError(ReadError):
    """Of all inputs not one could be read. `failures` are the reasons, of which the first is the error's own."""

    failures: tuple[PohgraphError, ...] = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.failures))

    @property
    def is_misuse(self) -> bool:
        """Whether every input is for another command."""
        return all(isinstance(failure, OtherFileError) for failure in self.failures)


@dataclass(eq=False, repr=False)
class DecisionsError(ReadError):
    """A file of decisions cannot be read. `failures` are its wrong lines, of which the first is the error's own."""

    failures: tuple[ReadError, ...] = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.failures)) if self.failures else super().__str__()


def decisions_error(failures: Sequence[ReadError]) -> DecisionsError:
    """The error that stands for all wrong lines, of which there is at least one."""
    first = failures[0]
    return DecisionsError(first.path, first.reason, first.place, failures=tuple(failures))


def nothing_read(failures: Sequence[PohgraphError]) -> PohgraphError:
    """The error that stands for all failures, of which there is at least one."""
    first = failures[0]
    if isinstance(first, ReadError):
        return NothingReadError(first.path, first.reason, first.place, failures=tuple(failures))
    return NothingReadError("", str(first), failures=tuple(failures))


@dataclass(eq=False, repr=False)
class VocabularyError(PohgraphError):
    """A vocabulary or data file is missing or malformed."""

    path: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        return on_one_line(f"{self.path}{f', line {self.line}' if self.line else ''}: {self.reason}")


@dataclass(eq=False, repr=False)
class UnknownReferenceError(PohgraphError):
    """A string should be a CURIE or a known name, but is not."""

    text: str
    reason: str

    def __str__(self) -> str:
        return on_one_line(f"{self.text!r}: {self.reason}")


@dataclass(eq=False, repr=False)
class StoreError(PohgraphError):
    """A store is missing, locked, damaged, or not a store of pohgraph; or a server, by its address, cannot do what a store can."""

    path: Path | str
    reason: str

    def __str__(self) -> str:
        return on_one_line(f"{self.path}: {self.reason}")


class WorkerError(PohgraphError):
    """One of several processes that read pages has ended before its work was done."""

    def __str__(self) -> str:
        return "a process that read pages was killed, or ran out of memory: try again, or with fewer --jobs"


@dataclass(eq=False, repr=False)
class QueryError(PohgraphError):
    """A SPARQL query is wrong. `line` and `column` count from 1 (0: unknown); `hint` says what to do."""

    reason: str
    name: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""

    def __str__(self) -> str:
        at = f"line {self.line}, column {self.column}" if self.line else ""
        where = ", ".join(filter(None, (self.name, at)))
        return on_one_line(f"{where}{': ' if where else ''}{self.reason}{f' ({self.hint})' if self.hint else ''}")


class SeveralGraphsError(QueryError):
    """Several graphs of a server describe pages, and nobody said which one is meant."""


class NotInGraphError(QueryError):
    """What was asked for is no thing of this graph."""


@dataclass(eq=False, repr=False)
class ServiceError(PohgraphError):
    """The service cannot be started, for example because its port is taken. `hint` says what to do."""

    address: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return on_one_line(f"{self.address}: {self.reason}{f' ({self.hint})' if self.hint else ''}")


@dataclass(eq=False, repr=False)
class LoadError(PohgraphError):
    """A graph cannot be loaded into a server. `hint` says what to do."""

    address: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return on_one_line(f"{self.address}: {self.reason}{f' ({self.hint})' if self.hint else ''}")


@dataclass(eq=False, repr=False)
class ExportError(PohgraphError):
    """A file cannot be written, or a format is unknown."""

    target: str
    reason: str

    def __str__(self) -> str:
        return on_one_line(f"{self.target}: {self.reason}")


@dataclass(eq=False, repr=False)
class SignatureError(PohgraphError):
    """A key cannot be used. `target` is its file, or the key itself where that is public."""

    target: str
    reason: str

    def __str__(self) -> str:
        return f"{self.target}: {self.reason}"


@dataclass(eq=False, repr=False)
class PageMissingError(PohgraphError):
    """The bundle of the page is not there: this wheel was built without npm, or a checkout has not built it. `name` is the file."""

    name: str

    def __str__(self) -> str:
        return (
            f"this installation has no {self.name}, a part of the web page: in a checkout `make serve` builds it, which needs npm; "
            "else install a wheel that has it"
        )


@dataclass(eq=False, repr=False)
class MissingLibraryError(PohgraphError, ImportError):
    """An optional library is not installed. `package` is what to install."""

    package: str

    def __str__(self) -> str:
        return on_one_line(f"this needs {self.package}: install it with `pip install '{self.package}'`")
