"""Items and lines that a form of the disease stands over: "- Juvenile form. This is the second most common form …"."""

from pohgraph.extractors.shared.form_names import subject_named
from pohgraph.extractors.shared.form_subjects import named_form
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_headed_patterns.tsv")
_REACH = 120  # code points of a line that its label may take


def headed_form(page: Page, sentence: Span) -> Subject | None:
    """The form whose name is the label of the line that a sentence stands on; None where there is none, or it is the page's own."""
    text = page.doc.text
    start = text.rfind("\n", 0, sentence.start) + 1
    label = _PATTERNS["label"].match(text, start, min(start + _REACH, max(sentence.end, start)))
    if label is None:
        return None
    words = Span(*label.span("form"))
    if page.doc.quote(words).casefold() in page.title.casefold():
        return None
    return named_form(page, words) or subject_named(page, words)
