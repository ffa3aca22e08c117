"""Types and forms of the page's disease: what is said of one of them alone is not said of the disease."""

from itertools import pairwise

from pohgraph.extractors.shared.form_names import FormNames, Told, Turn, subject_named
from pohgraph.extractors.shared.form_turns import opens_clause, turns
from pohgraph.extractors.shared.forms_behind import form_behind, of_topic
from pohgraph.extractors.shared.forms_headed import headed_form
from pohgraph.extractors.shared.graded_forms import is_mode
from pohgraph.extractors.shared.own_names import names_own, names_own_in, own_places
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.qualified_names import is_qualified
from pohgraph.extractors.shared.subjects import subject_of_finding
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.language.roles import is_quality
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "forms_patterns.tsv")

_FARTHEST = 6  # sentences between "this form" and the form that it means
_CLOSE = 2  # code points between a type's number and the name that it belongs to: "type II ataxia"


def form_of(page: Page, sentence: Span, finding: Span, names: FormNames) -> Subject | None:
    """The type or form that a finding is said of; None where it is said of the disease as a whole."""
    named = form_behind(page, sentence, finding, names)
    if named:
        return named
    form = _last_form(page, sentence, finding.start, names)
    if form is None and (headed := headed_form(page, sentence)):
        return headed
    form = form or _spoken_of(page, sentence, names)
    return form.subject if form else None


def form_stated(page: Page, sentence: Span, place: Span, names: FormNames) -> Subject | None:
    """The one type or form that a sentence names, or goes on about by "it" or "this form"; a paragraph alone tells none.

    Three or more types in a row, and "other forms", are the disease as a whole.
    """
    named = form_behind(page, sentence, place, names)
    form = None if named else _last_form(page, sentence, place.start, names)
    if form is None and not named:
        named = headed_form(page, sentence)
    if form is None and not named and _this_form(page, sentence) is not False:
        form = _gone_on_about(page, sentence, names, "goes_on_with_it")
    subject = named or (form.subject if form else None)
    if subject and subject.span and page.prose.search(_PATTERNS, "many_types", subject.span):
        return None
    return subject


def only_inherited(page: Page, form: Subject) -> bool:
    """Whether a form differs from others only in how it comes about: "the familial form is dominant" is said of the disease."""
    return (
        form.span is not None
        and (
            is_mode(page, form.span)
            or page.prose.search(_PATTERNS, "any_kind", form.span) is not None
            or is_qualified(page, form.span)
        )
        and page.prose.search(_PATTERNS, "inherited_form", form.span) is not None
    )


def _spoken_of(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """What was spoken of before a sentence that goes on about the same patients, or stands in a paragraph on a form."""
    if _this_form(page, sentence) is False:
        return None
    return (
        _gone_on_about(page, sentence, names, "goes_on")
        or _opened_before(page, sentence, names)
        or _of_paragraph(page, sentence, names)
    )


def _opened_before(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """The form that the sentence before begins with, where this one goes on about "it" or "this condition"."""
    at = sentence
    for _ in range(_FARTHEST):
        says_it = page.prose.match(_PATTERNS, "goes_on_about_it", at)
        if says_it is None or any(
            names_own(page, m) for m in page.mentions_in("disease", Span(at.start, says_it.end()))
        ):
            return None
        earlier = page.before(at)
        if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(at.start):
            return None
        if called := names.given_last(page, earlier):
            return Turn(called.end, subject_named(page, called))
        if _opens_with(page, earlier, names):
            form = _last_form(page, earlier, earlier.end, names)
            one = form and form.subject and not page.prose.search(_PATTERNS, "kinds", form.subject.span or at)
            return form if one else None
        at = earlier
    return None


def _gone_on_about(page: Page, sentence: Span, names: FormNames, words: str) -> Turn | None:
    """What a sentence that begins with words for it goes on about: "They also have …", "This form …"."""
    this = _this_form(page, sentence)
    goes_on = this or page.prose.match(_PATTERNS, words, sentence) is not None
    at = sentence
    for _ in range(_FARTHEST):
        earlier = page.before(at) if goes_on else None
        if earlier is None or page.doc.section_at(earlier.start) != page.doc.section_at(at.start):
            break
        at = earlier
        form = _told_of(page, at, names)
        if form and (form.subject or not this or page.prose.search(_PATTERNS, "is_form", at)):
            return form
        if form:
            break  # what it says of the whole disease is not what "this form" means
        goes_on = this or page.prose.match(_PATTERNS, "goes_on", at) is not None
        this = this or _this_form(page, at)
    if this and not (_is_form(page) or _is_wider(page, sentence)):
        return Turn(
            sentence.start, Subject(reference=page.topic.reference, label=page.topic.label, span=None, borrowed=True)
        )
    return None


def _of_paragraph(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """The form that a later paragraph of a section is on, from its first sentence until one is on the disease as a whole."""
    if names_own_in(page, sentence):
        return None
    if page.prose.search(_PATTERNS, "kinds", sentence):
        return None
    told = _told_before(page, sentence, names)
    # Where the paragraph does not open with the form, it is over with any word for the disease: "Dwarfism", "with this condition".
    named = page.title.casefold() in page.doc.quote(sentence).casefold()
    if not told.opens and (named or page.prose.search(_PATTERNS, "of_this", sentence)):
        return None
    return (
        None
        if told.form and told.form.subject and _is_of_another_kind(page, sentence, told.form.subject)
        else told.form
    )


def _is_of_another_kind(page: Page, sentence: Span, form: Subject) -> bool:
    """Whether a sentence has another adjective where the form's name has its own: "organic mercury", after "inorganic mercury poisoning"."""
    own = set(page.title.lower().split())
    said = page.doc.quote(sentence).lower().split()
    named = {word: kind for kind, word in pairwise(form.label.lower().split()) if word in own and kind not in own}
    return any(kind != named.get(word, kind) and is_quality(kind) for kind, word in pairwise(said))


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
            goes_on = opens or _begins_with(page, sentence, names)
            form = last if last.subject and goes_on else None
        told = known[later] = Told(form, opens)
        sentence = later
    return told


def _begins_with(page: Page, sentence: Span, names: FormNames) -> bool:
    """Whether a sentence begins with a form: what comes next is said of it as well, until the disease is named again."""
    span = _opens_with(page, sentence, names)
    return span is not None and page.prose.match(_PATTERNS, "only_named", (span.end, sentence.end)) is None


def _opens_with(page: Page, sentence: Span, names: FormNames) -> Span | None:
    """The words for a form that a sentence begins with, and that it is about up to its end."""
    form = _last_form(page, sentence, sentence.end, names)
    span = form.subject.span if form and form.subject else None
    if span is None:
        return None
    # "D type 2 (D2) causes …": the words for the form stand right behind the disease's name.
    behind = [m.span for m in page.mentions_in("disease", sentence) if 0 <= span.start - m.span.end <= _CLOSE]
    within = [m.span for m in page.mentions_in("disease", sentence) if m.span.contains(span)]
    opening = min((span, *behind, *within))
    return span if _PATTERNS["nothing"].fullmatch(page.doc.text, sentence.start, opening.start) else None


def _told_of(page: Page, sentence: Span, names: FormNames) -> Turn | None:
    """What a whole sentence is about, where it says so: a form, the disease, or another disease."""
    kinds = page.prose.search(_PATTERNS, "kinds_of_it", sentence)
    if kinds and any(True for _ in own_places(page, Span(*kinds.span("of")))):
        return Turn(sentence.end, None)
    if form := _last_form(page, sentence, sentence.end, names):
        return form
    if page.prose.search(_PATTERNS, "only_compared", sentence):
        return None
    other = subject_of_finding(page, sentence, sentence.end)
    return Turn(sentence.end, other) if other.borrowed and other.span and sentence.contains(other.span) else None


def _this_form(page: Page, sentence: Span) -> bool | None:
    """Whether a sentence speaks of "this form" of the page's disease; false for "this form of cancer", None for neither."""
    match = page.prose.search(_PATTERNS, "this_form", sentence)
    return of_topic(page, match.end(), sentence.end) if match else None


def _is_wider(page: Page, sentence: Span) -> bool:
    """Whether "this form of scabies" stands on a page about crusted scabies, which it then is."""
    match = page.prose.search(_PATTERNS, "this_form", sentence)
    leads = _PATTERNS["of"].match(page.doc.text, match.end(), sentence.end) if match else None
    if leads is None or leads["disease"]:
        return False
    if any(own.start == leads.end() for own in own_places(page, Span(leads.end(), sentence.end))):
        return False
    named = _PATTERNS["next_words"].match(page.doc.text, leads.end(), sentence.end)
    words = disease_words(named[0]) if named else frozenset()
    return bool(words) and words < disease_words(page.title)


def _is_form(page: Page) -> bool:
    """Whether the page's own name is that of a type or form, which "this form" then is."""
    return any(
        numbered(name).number or _PATTERNS["any_kind"].search(name) or _PATTERNS["stage_word"].search(name)
        for name in (page.title, page.topic.label)
    )


def _last_form(page: Page, sentence: Span, before: int, names: FormNames) -> Turn | None:
    """What the sentence is about at an offset: of its forms and names of the disease the last one that is a subject."""
    text = page.doc.text
    last: Turn | None = None
    for form in sorted(turns(page, sentence, names), key=lambda turn: turn.end):
        start = form.subject.span.start if form.subject and form.subject.span else form.end
        renames = last and last.end <= start and _PATTERNS["renamed"].search(text, last.end, start)
        if form.end <= before and not renames and (last is None or form.end > last.end):
            last = form
    for own in own_places(page, sentence):
        if own.end > before:
            continue
        if last is not None and (
            own.start <= last.end + _CLOSE or _PATTERNS["renamed"].search(text, last.end, own.start)
        ):
            continue
        if last is not None and last.subject and _PATTERNS["number_behind"].match(text, own.end):
            continue  # "WS type 3 has features similar to WS type 1": a type is named again, not the disease
        if last is not None and last.subject and _goes_on_to(page, last.end, own.start):
            continue  # "type 4 has signs of both WS and another disease"
        if not page.prose.search(_PATTERNS, "of_form", (sentence.start, own.start)):
            last = Turn(own.end, None)
    return last


def _goes_on_to(page: Page, form: int, disease: int) -> bool:
    """Whether what leads from a form to a name of the disease is one clause, which the disease does not begin."""
    between = (form, disease)
    return not (opens_clause(page, between) or page.prose.search(_PATTERNS, "other_clause", between))
