"""Worked examples: what the site shows as output is printed while it is built, by the program it documents.

`{pohgraph}` runs one command line, `{python}` a piece of Python whose last expression is shown. Both work in one folder
that holds `seeds/` and the graph of these pages as `pohgraph.db`. An example that fails is a warning, and so fails a
strict build.
"""

import ast
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import ClassVar

from click.testing import CliRunner
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from pohgraph.cli import app as command_line
from pohgraph.counting import counted
from pohgraph.errors import PohgraphError
from pohgraph.pipeline.graph import build
from pohgraph.resources import bundled

_WIDTH = 100  # columns of the terminal


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_directive("pohgraph", CommandLine)
    app.add_directive("python", PythonCode)
    app.add_config_value("worked_folder", "", "")
    app.connect("builder-inited", _prepare)
    app.connect("build-finished", _clear)
    return {"parallel_read_safe": False}  # the examples share a folder


def _prepare(app: Sphinx) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pohgraph-docs-"))
    app.config.worked_folder = str(folder)
    shutil.copytree(bundled("seeds"), folder / "seeds")
    build(sorted((folder / "seeds").glob("*.txt")), store=folder / "pohgraph.db")


def _clear(app: Sphinx, _error: Exception | None) -> None:
    shutil.rmtree(app.config.worked_folder, ignore_errors=True)


class _Worked(SphinxDirective):
    """An example; `:lines: 8` shows the first eight lines of its output."""

    has_content = True
    option_spec: ClassVar = {"lines": directives.positive_int, "status": directives.nonnegative_int}

    @contextmanager
    def _in_folder(self) -> Iterator[None]:
        before = Path.cwd()
        os.chdir(self.config.worked_folder)
        try:
            yield
        finally:
            os.chdir(before)

    def _block(self, text: str, language: str, css: str) -> nodes.literal_block:
        block = nodes.literal_block(text, text, language=language, classes=[css])
        self.set_source_info(block)
        return block

    def _shown(self, output: str) -> list[nodes.Node]:
        lines = [line.rstrip() for line in output.rstrip().splitlines()]
        most = self.options.get("lines", len(lines))
        if len(lines) > most:
            lines = [*lines[:most], f"… {counted(len(lines) - most, 'more line(s)')}"]
        return [self._block("\n".join(lines), "text", "printed")] if lines else []

    def _failed(self, message: str) -> list[nodes.Node]:
        return [self.state.document.reporter.warning(f"the example fails: {message}", line=self.lineno)]


class CommandLine(_Worked):
    """`{pohgraph}`: one command line, without its first word; `:status: 1` where it is to end so."""

    def run(self) -> list[nodes.Node]:
        """Run it and show it with what it prints."""
        typed = "\n".join(self.content)
        with self._in_folder():
            result = CliRunner().invoke(command_line, shlex.split(typed), env={"COLUMNS": str(_WIDTH)})
        if isinstance(result.exception, PohgraphError):
            return self._failed(str(result.exception))
        if result.exit_code != self.options.get("status", 0):
            return self._failed(f"status {result.exit_code}: {result.output}{result.exception or ''}")
        return [self._block(f"pohgraph {typed}", "bash", "command"), *self._shown(result.output)]


class PythonCode(_Worked):
    """`{python}`: statements; the names they make are there for the page's later pieces."""

    def run(self) -> list[nodes.Node]:
        """Run it and show it with what its last expression is."""
        code = "\n".join(self.content)
        names = self.env.temp_data.setdefault("worked_names", {})
        statements = ast.parse(code).body
        last = statements.pop() if isinstance(statements[-1], ast.Expr) else None
        printed = StringIO()
        with self._in_folder(), redirect_stdout(printed):
            try:
                exec(compile(ast.Module(statements, []), "example", "exec"), names)  # noqa: S102 - our own pages
                if isinstance(last, ast.Expr):
                    value = eval(compile(ast.Expression(last.value), "example", "eval"), names)  # noqa: S307 - as above
                    print("" if value is None else repr(value))  # noqa: T201 - as an interpreter does
            except Exception as error:  # noqa: BLE001 - whatever an example does wrong is to be reported
                return self._failed(f"{type(error).__name__}: {error}")
        return [self._block(code, "python", "script"), *self._shown(printed.getvalue())]
