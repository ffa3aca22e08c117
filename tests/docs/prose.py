"""The pages that people write, README and docs/, and what they tell a reader to type."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# By their paths within the repository.
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
}
README = PAGES["README.md"]


def command_lines(page: str, *commands: str) -> list[str]:
    """The lines that run one of `commands`, without comments: indented in README, after `$` in the console blocks of docs."""
    lines = re.findall(rf"^(?:    |\$ )(pohgraph (?:{'|'.join(commands)})\b.*)$", page, re.MULTILINE)
    return [re.split(r"\s+# ", line)[0] for line in lines if line.count("'") % 2 == 0]


def commands_shown(page: str) -> set[str]:
    """The commands that a page shows in use, `{pohgraph}` blocks included."""
    typed = re.findall(r"^(?:    |\$ )(?:\$ )?(?:.* \| |.*\$\()?pohgraph (\w+)", page, re.MULTILINE)
    return {*typed, *re.findall(r"^```\{pohgraph\}\n(?::.*\n)*(\w+)", page, re.MULTILINE)}


def python_blocks(page: str) -> list[str]:
    """The blocks of Python that a page shows and the site does not run."""
    return re.findall(r"^```python\n(.*?)```", page, re.MULTILINE | re.DOTALL)
