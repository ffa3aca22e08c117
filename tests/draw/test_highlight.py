"""Highlighted text, whatever the text and wherever the highlights."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pohgraph.draw.highlight import Highlight, highlighted, legend


class _Text(HTMLParser):
    """The text of a piece of HTML, without our signs."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self._sign = "", False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own
        """A sign begins."""
        self._sign = tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        """A sign ends."""
        self._sign = self._sign and tag != "sup"

    def handle_data(self, data: str) -> None:
        """Keep what is no sign."""
        if not self._sign:
            self.text += data


_SPANS = st.tuples(st.integers(0, 40), st.integers(0, 15), st.sampled_from(["negated", "hedged", ""]))


@given(
    text=st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=40),
    spans=st.lists(_SPANS),
)
def test_the_text_stays_whole(text: str, spans: list[tuple[int, int, str]]) -> None:
    """Taking the mark-up away gives the text back, however highlights lie or nest."""
    marks = [
        Highlight(start, min(start + length, len(text)), "gene", "G:1 <x>", flags)
        for start, length, flags in spans
        if start <= len(text)
    ]
    assert _Text(highlighted(text, marks)).text == text


def test_the_legend_names_what_is_there() -> None:
    """Only the kinds that occur are in the legend, also when they come as an iterator."""
    shown = legend(iter(["gene", "phenotype", "gene"]))
    assert shown.count("<mark") == 2
    assert legend([]) == ""
