"""What a sentence says should be monitored again and again, or who should see the patients: "echocardiography should be done every two years".

A test counts where the sentence says how often it is done, where its name is one of watching, or where it is advised and not for the diagnosis.
"""

from collections.abc import Iterator

from pohgraph.extractors.shared.own_names import names_own
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "followed_up_patterns.tsv")
_FRAMES = (
    "repeated",
    "repeated_on",
    "watching",
    "to_be_watched",
    "referral",
    "tested",
    "thing_watched",
    "have_checked",
    "mandatory",
    "watch_list",
    "checked_by",
    "search_made",
    "told_to_seek",
    "sought",
)
_SEEKING = frozenset({"search_made", "told_to_seek", "sought"})
_LISTS = frozenset({"watch_list", "checked_by"})  # whose words lead to a list of what is watched
# frames of what may be done to tell the disease, too
_FOR_DIAGNOSIS = _SEEKING | _LISTS | {"tested", "thing_watched", "mandatory"}


def followed_up(page: Page, sentence: Span) -> Iterator[Span]:
    """The words for what is monitored and who should see the patients, in the order of the frames, without relatives and healthy people.

    Of two that share words the longer one counts.
    """
    found = list(_seen(page, sentence))
    yield from (cue for cue in found if not any(other != cue and other.contains(cue) for other in found))


def _seen(page: Page, sentence: Span) -> Iterator[Span]:
    possible = page.prose.possible(_PATTERNS, _FRAMES, sentence)
    if not possible or page.prose.search(_PATTERNS, "of_others", sentence):
        return
    for frame in possible:
        if frame in _FOR_DIAGNOSIS and page.prose.search(_PATTERNS, "tells_disease", sentence):
            continue
        for match in page.prose.finditer(_PATTERNS, frame, sentence):
            if frame in _LISTS:
                yield from _items(page.doc.text, Span(*match.span("cue")))
                continue
            cue = Span(*match.span("cue" if match["cue"] else "cue2"))
            if frame in _SEEKING and not page.mentions_in("phenotype", cue):
                continue  # what is sought is a cause, or another disease
            # "Children with X should be screened for the disease": that is how it is found.
            if not any(names_own(page, mention) for mention in page.mentions_in("disease", cue)):
                yield cue


def _items(text: str, listed: Span) -> Iterator[Span]:
    """The items of a list of what is watched that name an examination, each without how often and to what end it is done."""
    start = listed.start
    for between in [*_PATTERNS["item"].finditer(text, *listed), None]:
        stop = between.start() if between else listed.end
        cut = _PATTERNS["again"].search(text, start, stop)
        item = Span(start, cut.start() if cut else stop)
        if _PATTERNS["examined"].search(text, *item):
            yield item
        start = between.end() if between else stop
