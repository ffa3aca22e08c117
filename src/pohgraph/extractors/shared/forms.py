"""Types and forms of the page's disease: what is said of one of them alone is not said of the disease."""

from collections.abc import Iterator

from pohgraph.extractors.shared.form_names import FormNames, Told, Turn, subject_named
from pohgraph.extractors.shared.own_names import names_own, names_own_in
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import subject_of_finding
from pohgraph.extractors.topic.disease_names import name_key, named_firmly
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_patterns.tsv")

_FARTHEST = 6  # sentences between "this form" and the form that it means
_CLOSE = 2  # code points between a type's number and the name that it belongs to: "type II ataxia"


def form_of(page: Page, sentence: Span, finding: Span, names: FormNames) -> Subject | None:
    """The type or form that a finding is said of; None where it is said of the disease as a whole."""
    behind = page.prose.match(_PATTERNS, "behind", (finding.end, sentence.end))
    if behind and (named := named_form(page, Span(*behind.span("form")))):
        return named
    form = _last_form(page, sentence, finding.start, names) or _spoken_of(page, sentence, names)
    return form.subject if form else None


def named_form(page: Page, words: Span) -> Subject | None:
    """The type or form of the page's disease that words name; None where they are the page's own."""
    return None if _is_own(page, words) else _subject(page, words)


def _spoken_of(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """What was spoken of before a sentence that goes on about the same patients: "They also have …", "This form …"."""
    this = _this_form(page, sentence)
    if this is False:
        return None
    goes_on = this or page.prose.match(_PATTERNS, "goes_on", sentence) is not None
    at = sentence
    for _ in range(_FARTHEST):
        earlier = page.before(at) if goes_on else None
        if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(at.start):
            break
        at = earlier
        if form := _told_of(page, at, names):
            return form
        goes_on = this or page.prose.match(_PATTERNS, "goes_on", at) is not None
        this = this or _this_form(page, at)
    if this and not _is_form(page):
        return Turn(
            sentence.start, Subject(reference=page.topic.reference, label=page.topic.label, span=None, borrowed=True)
        )
    return _of_paragraph(page, sentence, names)


def _of_paragraph(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """The form that a later paragraph of a section is on, from its first sentence until one is on the disease as a whole."""
    if names_own_in(page, sentence):
        return None
    if page.prose.search(_PATTERNS, "kinds", sentence):
        return None
    return _told_before(page, sentence, names).form


def _told_before(page: Page, sentence: Span, names: FormNames) -> Told:
    """What the sentences of a paragraph before one of them tell; worked out once for each, or long paragraphs take ages."""
    known = names.told
    waiting: list[Span] = []
    while sentence not in known:
        earlier = page.before(sentence)
        if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(sentence.start):
            known[sentence] = Told(None, opens=False)
        elif sentence.start - earlier.end > 1:
            known[sentence] = Told(None, opens=_told_of(page, sentence, names) is not None)
        else:
            waiting.append(sentence)
            sentence = earlier
    told = known[sentence]
    for later in reversed(waiting):
        form, opens = told
        if last := _told_of(page, sentence, names):
            form = last if last.subject and opens else None
        told = known[later] = Told(form, opens)
        sentence = later
    return told


def _told_of(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """What a whole sentence is about, where it says so: a form, the disease, or another disease."""
    if form := _last_form(page, sentence, sentence.end, names):
        return form
    other = subject_of_finding(page, sentence, sentence.end)
    return Turn(sentence.end, other) if other.borrowed and other.span and sentence.contains(other.span) else None


def _this_form(page: Page, sentence: Span) -> bool | None:
    """Whether a sentence speaks of "this form" of the page's disease; false for "this form of cancer", None for neither."""
    match = page.prose.search(_PATTERNS, "this_form", sentence)
    return _of_topic(page, match.end(), sentence.end) if match else None


def _is_form(page: Page) -> bool:
    """Whether the page's own name is that of a type or form, which "this form" then is."""
    return any(numbered(name).number or _PATTERNS["any_kind"].search(name) for name in (page.title, page.topic.label))


def _last_form(page: Page, sentence: Span, before: int, names: FormNames) -> Turn | None:
    """What the sentence is about at an offset: of its forms and names of the disease the last one that is a subject."""
    text = page.doc.text
    found = [form for form in _forms(page, sentence, names) if form.end <= before]
    last = max(found, default=None, key=lambda form: form.end)
    for mention in page.diseases_on_topic(sentence):
        if mention.span.end > before:
            continue
        if last is not None and (
            mention.span.start <= last.end + _CLOSE or _PATTERNS["renamed"].search(text, last.end, mention.span.start)
        ):
            continue
        if not page.prose.search(_PATTERNS, "of_form", (sentence.start, mention.span.start)):
            last = Turn(mention.span.end, None)
    return last


def _forms(page: Page, sentence: Span, names: FormNames) -> tuple[Turn, ...]:
    found = names.turns.get(sentence)
    if found is None:
        found = names.turns[sentence] = tuple(_turns(page, sentence, names))
    return found


def _turns(page: Page, sentence: Span, names: FormNames) -> Iterator[Turn]:
    """Where a sentence turns to a form, by a word for it, by its own name or by the letters of the disease with a number."""
    for words in _worded(page, sentence):
        yield Turn(words.end, None if _is_own(page, words) else _subject(page, words))
    for words in names.places(page, sentence):
        if _PATTERNS["opens"].search(page.doc.text, sentence.start, words.start):
            yield Turn(words.end, subject_named(page, words))
    # Most sentences have none of the letters, and looking for their number takes long.
    has_letters = names.initials and any(map(page.doc.quote(sentence).__contains__, names.initials))
    for match in page.prose.finditer(_PATTERNS, "series", sentence) if has_letters else ():
        words = Span(*match.span("form"))
        if match["letters"] in names.initials and _is_of_series(page, words, match["number"]):
            yield Turn(words.end, subject_named(page, words))


def _worded(page: Page, sentence: Span) -> Iterator[Span]:
    for name in ("numbered", "described", "several", "one_of"):
        for match in page.prose.finditer(_PATTERNS, name, sentence):
            words = Span(*match.span("form"))
            if name == "numbered" or _of_topic(page, words.end, sentence.end):
                yield words


def _is_of_series(page: Page, words: Span, number: str) -> bool:
    """Whether letters with a number name another type than the page's own, or one of several."""
    if any(m.span.contains(words) and page.names_topic(m) for m in page.mentions_of("disease")):
        return False
    own, other = numbered(page.title).number, numbered(f"x type {number}").number
    return not (own and other and own.startswith(other))


def _of_topic(page: Page, start: int, end: int) -> bool:
    """Whether "of" behind a form leads to the page's disease, and not to something else that has forms."""
    leads = _PATTERNS["of"].match(page.doc.text, start, end)
    if leads is None or leads["disease"]:
        return True
    return any(
        m.span.start == leads.end() and names_own(page, m) for m in page.mentions_in("disease", Span(start, end))
    )


def _is_own(page: Page, words: Span) -> bool:
    """Whether the page's own name has the words of a form, or all numbers among its other names are the form's."""
    told = _told(page, words)
    key = disease_words(told)
    if any(_has(name, told, key) for name in (page.title, page.topic.label)):
        return True
    number = numbered(f"x {told}").number
    if not number:
        return any(_has(name, told, key) for name in page.synonyms)
    own = numbered(page.title).number
    if own:
        return own.startswith(number)  # type 2, where the page is about type 2F
    # The page's names may list the numbers of all its types.
    return {numbered(name).number for name in page.synonyms} - {""} == {number}


def _has(name: str, told: str, key: frozenset[str]) -> bool:
    if key <= disease_words(name) if key else told.casefold() in name.casefold():
        return True
    initials = "".join([word[0] for word in name.split()]).upper()
    return any(word.isupper() and len(word) > 1 and word in initials for word in told.split())


def _told(page: Page, words: Span) -> str:
    return " ".join(_PATTERNS["article"].sub("", page.doc.quote(words), count=1).split())


def _subject(page: Page, words: Span) -> Subject:
    """A form as what a claim is about, by its reference where a vocabulary knows it; else by an own one."""
    told = _told(page, words)
    for name in (page.title, page.topic.label):
        found = named_firmly(page.lexicon, name_key(f"{name} {told}"))
        if len(found) == 1:
            reference = page.lexicon.canonical(next(iter(found)))
            return Subject(
                reference=reference,
                label=page.lexicon.label(reference),
                span=words,
                borrowed=reference != page.topic.reference,
            )
    label = f"{page.title}, {told}"
    return Subject(reference=own_disease(label), label=label, span=words, borrowed=True)
