"""`pohgraph completion`: write the script with which a shell completes commands, options and query names."""

import click

from pohgraph.cli.console import standard_output
from pohgraph.cli.group import COMPLETION_VARIABLE, examples


@click.command(
    short_help="Write the completion script of a shell.",
    epilog=examples("pohgraph completion bash > ~/.local/share/bash-completion/completions/pohgraph"),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Write the completion script of a shell. `_POHGRAPH_COMPLETE=bash_source pohgraph` does the same for bash."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    script = found(ctx.find_root().command, {}, "pohgraph", COMPLETION_VARIABLE).source()
    with standard_output() as out:
        out.write(script.encode())
