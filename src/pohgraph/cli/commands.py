"""The list of commands, and how a command line ends: its errors are one line, and its exit status says which kind it was."""

import errno
import os
import sys

import click

from pohgraph.cli.console import complain, forget_output
from pohgraph.cli.group import COMPLETION_VARIABLE, SuggestingGroup, quiet_option
from pohgraph.errors import PohgraphError
from pohgraph.legible import legible, on_one_line
from pohgraph.version import __version__

_INTERRUPTED = 130  # 128 and the signal's number, as shells have it
_READER_GONE = 141
# What is wrong with a file, a disk or the machine; whatever else an operation of the system fails with is our own fault.
_OF_THE_SYSTEM = frozenset(
    getattr(errno, name)
    for name in (
        *("ENAMETOOLONG", "EACCES", "EPERM", "EROFS", "ELOOP", "ENOTDIR", "EISDIR", "ENOENT"),
        *("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "ESTALE", "ENODEV", "ENXIO"),
    )
    if hasattr(errno, name)
)

app = SuggestingGroup(
    "pohgraph",
    help="""Rare-disease pages as a knowledge graph in which every claim carries the words it was read from.

\b
Start with
  pohgraph build                       read the bundled pages into ./pohgraph.db
  pohgraph query disease-phenotypes    run a ready-made query
  pohgraph queries                     list the ready-made queries
  pohgraph search calcific             find names and identifiers
  pohgraph show POH                    show all claims about one disease, gene or finding

Data goes to standard output, everything else to standard error. Exit status: 0 success, 1 failure, or a check or
comparison that found something, 2 wrong usage.""",
    # Each with its module, which is imported when the command is needed.
    commands={
        "build": "building",
        "query": "querying",
        "queries": "querying",
        "search": "searching",
        "show": "showing",
        "explain": "explaining",
        "similar": "resembling",
        "extract": "reading",
        "annotate": "reading",
        "viz": "viz",
        "export": "exporting",
        "merge": "building",
        "conflicts": "comparing",
        "compare": "against",
        "diff": "comparing",
        "check": "exporting",
        "review": "reviewing",
        "load": "loading",
        "serve": "serving",
        "mcp": "assisting",
        "vocab": "vocabularies",
        "completion": "completion",
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
quiet_option(app)
click.version_option(__version__, "--version", message="pohgraph %(version)s")(app)


def run(arguments: list[str]) -> int:
    """Run one command line; return its exit status."""
    if COMPLETION_VARIABLE in os.environ:
        from pohgraph.cli.completing import use_in_bash

        use_in_bash()
    try:
        status = app.main(arguments, prog_name="pohgraph", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        click.echo("pohgraph: interrupted", err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        error.message = legible(error.message)  # type: ignore[misc]  # it repeats what was given, such as names of files
        error.show()
        return error.exit_code
    except BrokenPipeError:
        forget_output()
        return _READER_GONE
    except PohgraphError as error:
        complain(error)
        return 1
    except (OSError, RuntimeError) as error:
        from pohgraph.store.seal import damage_met  # the engine tells of damage wherever somebody reads on

        if damage := damage_met(error):
            complain(damage)
            return 1
        if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
            place = f"{error.filename}: " if error.filename else ""
            complain(on_one_line(f"{place}{(error.strerror or '').lower()}"))
            return 1
        raise
    return status if isinstance(status, int) else 0
