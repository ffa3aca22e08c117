"""A piece of HTML as a whole page: one file that asks for nothing else."""

from html import escape
from pathlib import Path

from pohgraph.errors import ExportError

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } th, td { padding: .2rem .6rem; border-bottom: 1px solid #ddd; text-align: left }
a { color: #0072B2 } svg, img { max-width: 100%; height: auto }
""".strip()


def web_page(title: str, body: str, *, head: str = "") -> str:
    """An HTML page in the English language; `body` and `head` are HTML, `title` is text."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def save_bytes(path: str | Path, content: bytes) -> Path:
    """Write a file, and give its path.

    Raises:
        ExportError: it cannot be written.
    """
    target = Path(path)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise ExportError(str(path), error.strerror or str(error)) from error
    return target
