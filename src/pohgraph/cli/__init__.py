"""The command line. Each command parses its arguments, calls one function and shows the result."""

import sys
from typing import TYPE_CHECKING, NoReturn

from pohgraph.garbage import collect_no_more, collect_rarely
from pohgraph.late import late

if TYPE_CHECKING:
    from pohgraph.cli.commands import app, run
else:  # imported late, so that `main` turns down the collection of garbage before the modules are loaded
    __getattr__, __dir__ = late(__name__, {"commands": "app run"})

__all__ = ["app", "main", "run"]


def main() -> NoReturn:
    """Run the command line and end the process with its exit status.

    Its memory is looked through for garbage less often, and at the end no more: a program that goes on calls `run`.
    """
    collect_rarely()
    from pohgraph.cli.commands import run

    status = run(sys.argv[1:])
    collect_no_more()
    sys.exit(status)
