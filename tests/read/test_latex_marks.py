r"""LaTeX as text: what prints nothing leaves nothing."""

import pytest

from pohgraph.read.latex_marks import without_latex

HEAD = "\\documentclass{article}\n\\title{Gout\\thanks{NIH {grant} \\emph{7}}}\n\\begin{document}\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("It hurts.\\footnote{No \\emph{fever} but {rash}.} Often.", "It hurts. Often."),
        ("\\newcommand{\\foo}[1]{Fever #1}It hurts.", "It hurts."),
        ("It is 5\\,nmol and \\[x = y\\] more.\\\\[2pt] Often.", "It is 5 nmol and more.\nOften."),
        ("\\noindent {It hurts.}", "It hurts."),
    ],
)
def test_commands_and_what_they_hide(body: str, text: str) -> None:
    """Notes and definitions are none of the text, whatever stands in their braces."""
    assert without_latex(f"{HEAD}{body}\n\\end{{document}}\n") == f"# Gout\n\n{text}"


def test_a_text_that_shows_latex_is_none() -> None:
    """Its signs of per cent begin no comments."""
    text = "# Gout\n\nWrite\n\n\\documentclass{article}\n\nIn 50% of patients it hurts.\n"
    assert without_latex(text) == text
