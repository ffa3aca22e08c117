"""What an export could not carry, or spelled as best it could: nothing is dropped without a line here."""

from collections import Counter
from collections.abc import Callable, Iterator

from pohgraph.counting import counted, plural

_SHOWN = 3  # identifiers named on one line for people; the table names them all


class ExportReport:
    """Counts while a format is written; `lines` are for people, `rows` are all of it as a table.

    `progress` is told how many things of how many are done, by formats that take long.
    """

    HEADER = ("kind", "item", "count")

    def __init__(self) -> None:
        self._left_out: Counter[str] = Counter()
        self._identifiers: dict[str, set[str]] = {}
        self._remarks: list[str] = []
        self.progress: Callable[[int, int], None] | None = None

    def advance(self, done: int, total: int) -> None:
        """Tell how far it is."""
        if self.progress:
            self.progress(done, total)

    def remark(self, line: str) -> None:
        """Note something else that whoever uses the files should know."""
        self._remarks.append(line)

    def leave_out(self, what: str, count: int = 1) -> None:
        """Count what the files do not hold; `what` is put as `counted` takes it, such as "claim(s) without an object"."""
        self._left_out[what] += count

    def list_identifier(self, problem: str, curie: str) -> None:
        """Note an identifier that was written although `problem`, such as "no prefix in bioregistry"."""
        self._identifiers.setdefault(problem, set()).add(curie)

    def lines(self) -> Iterator[str]:
        """One line for each kind of thing, most first, after the remarks."""
        yield from self._remarks
        for what, count in sorted(self._left_out.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"left out: {counted(count, what)}"
        for problem, curies in sorted(self._identifiers.items()):
            some = ", ".join(sorted(curies)[:_SHOWN])
            more = ", …" if len(curies) > _SHOWN else ""
            yield f"written anyway: {counted(len(curies), 'identifier')} ({problem}): {some}{more}"

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Every count and every identifier, in order, for a table under `HEADER`."""
        yield from (("remark", line, "1") for line in self._remarks)
        for what, count in sorted(self._left_out.items()):
            yield "left_out", plural(what), str(count)
        for problem, curies in sorted(self._identifiers.items()):
            yield from (("identifier", f"{curie}: {problem}", "1") for curie in sorted(curies))
