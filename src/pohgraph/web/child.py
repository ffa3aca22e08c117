"""Starts other processes of ours, which see of the server's environment what they need and nothing else."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from pohgraph.web.sandbox import clean_environment


async def start_child(
    module: str,
    *arguments: str,
    stdin: int,
    stdout: int,
    stderr: int | None = None,
    has_network: bool = False,
    has_login: bool = False,
) -> Process:
    """Start a module of Python. Ctrl-C in a terminal is the server's alone."""
    return await asyncio.create_subprocess_exec(
        # -P: whatever lies in the folder that the server was started in is none of our modules.
        *(sys.executable, "-P", "-m", module, *arguments),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=clean_environment(os.environ, has_network=has_network, has_login=has_login),
        start_new_session=True,
    )


@asynccontextmanager
async def child(
    module: str, *arguments: str, stdin: int, stdout: int, stderr: int | None = None
) -> AsyncIterator[Process]:
    """The same, for as long as the block lasts: a process that is still there then is killed."""
    process = await start_child(module, *arguments, stdin=stdin, stdout=stdout, stderr=stderr)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
