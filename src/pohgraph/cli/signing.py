"""The options that sign a manifest and verify its signature: a key is a file, a password is never on the command line."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pohgraph.errors import SignatureError

if TYPE_CHECKING:
    from pohgraph.store.signing import PublicKey, Signer

PASSWORD = "POHGRAPH_SIGN_PASSWORD"  # noqa: S105 - the name of the variable that has it
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def sign_option(command: _Decorated) -> _Decorated:
    """Add --sign-key; the command opens it with `signer_of` before it does anything else."""
    option = click.option(
        "--sign-key",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE",
        help=f"Sign the manifest with this secret key of minisign. Its password is read from ${PASSWORD}, or asked for.",
    )
    return option(command)


def signer_of(path: Path | None) -> "Signer | None":
    """The key of --sign-key, opened; None where the option was not given."""
    if path is None:
        return None
    from pohgraph.store.signing import open_secret_key

    return open_secret_key(path, lambda: _password(path))


def key_of(text: str) -> "PublicKey | None":
    """The key of --public-key; None where the option was not given.

    Raises:
        click.BadParameter: it is none.
    """
    if not text:
        return None
    from pohgraph.store.signing import open_public_key

    try:
        return open_public_key(text)
    except SignatureError as error:
        raise click.BadParameter(str(error), param_hint="--public-key") from error


def _password(path: Path) -> str:
    password = os.environ.get(PASSWORD)
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise SignatureError(str(path), f"has a password: put it into ${PASSWORD}, or run this on a terminal")
    return str(click.prompt(f"Password of {path}", hide_input=True, err=True))
