"""The other names that a sentence gives the page's disease: abbreviations in brackets, and "also known as".

Such words name whatever stands right before them, most often a finding, a gene or a subtype. So the head must be the disease.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.listed_names import listed_names
from pohgraph.extractors.shared.opening_names import opening_names
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import subject_at
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

_PATTERNS = Patterns("extractors/shared", "other_names_patterns.tsv")
_MARKS = " \t\n)].,;*_'\"\u201d"  # what may stand behind letters and is no word
_BRACKET = compiled(r"[*_'\]]*\s*\([*_'\[]*(?P<name>[A-Z][A-Za-z0-9-]{1,9})[*_'\]]*\)")
_LISTED = compiled(r"[*_'\]]*\s*\((?P<items>[^()]{1,100};[^()]{1,100})\)")
_SHORT = compiled(r"[A-Z](?=[A-Za-z0-9-]*[A-Z0-9])[A-Za-z0-9-]{1,9}")
_PERSONS = compiled(r"[A-Z][a-z]{2,}(?:[-\u2013][A-Z][a-z]{2,})+")  # "Camurati-Engelmann"
_WORDS = 200  # code points before a name that hold the last two words
_LETTER_WORD = compiled(r"[^\W_]+")


class OtherName(NamedTuple):
    """A name's place and the words that introduce it.

    `of_other`: what stands before these is not the page's disease. `wider`: the name leaves out a part of the disease's.
    `same`: the words say that the disease itself is called so.
    """

    place: Span
    cue: Span | None = None
    of_other: bool = False
    wider: bool = False
    same: bool = False


def keywords_are_names(publisher: str) -> bool:
    """Whether a publisher's keywords are by custom the names of a chapter's disease."""
    return _PATTERNS["keywords_are_names"].match(publisher) is not None


def other_names(page: Page, sentence: Span) -> Iterator[OtherName]:
    """The other names that one sentence gives to the page's disease and, marked so, to other things."""
    for name in _given(page, sentence):
        if not _PATTERNS["any_disease"].fullmatch(page.doc.text, *name.place):
            yield name


def _given(page: Page, sentence: Span) -> Iterator[OtherName]:
    """Whatever stands where a name does."""
    yield from _abbreviations(page, sentence)
    yield from _listed_in_brackets(page, sentence)
    for place, cue in (*opening_names(page, sentence), *listed_names(page, sentence)):
        if _is_name(page.doc.quote(place)):
            yield OtherName(place, cue, wider=_leaves_out(page, place))
    fronted = tuple(_fronted(page, sentence))
    yield from fronted
    for match in page.prose.finditer(_PATTERNS, "also", sentence):
        cue = Span(*match.span("cue"))
        if fronted and fronted[0].cue == cue:
            continue
        of_other = not _head_is_disease(page, sentence, match.start())
        names = [Span(*match.span(group)) for group in ("name", "second") if match[group]]
        if len(names) == 1:
            names += _rest_of_list(page, sentence, match.end())
        for name in names:
            if _is_name(page.doc.quote(name)):
                same = not (of_other or page.prose.search(_PATTERNS, "loose", name))
                yield OtherName(name, cue, of_other, wider=_leaves_out(page, name), same=same)
                yield from _letters_of(page, name, of_other=of_other, same=same)
    yield from _was_named(page, sentence)
    for match in page.prose.finditer(_PATTERNS, "or_name", sentence):
        if _head_is_disease(page, sentence, match.start()):
            yield OtherName(Span(*match.span("name")), Span(*match.span("cue")))


def _letters_of(page: Page, name: Span, *, of_other: bool, same: bool) -> Iterator[OtherName]:
    """The letters in brackets behind another name that are made of its own: "progressive diaphyseal dysplasia (PDD)"."""
    match = _BRACKET.match(page.doc.text, name.end)
    known = match and page.lexicon.phenotype_names.get(name_key(match["name"]))
    if match and not known and match["name"].isupper() and is_made_of(match["name"], page.doc.quote(name)):
        yield OtherName(Span(*match.span("name")), None, of_other, wider=_leaves_out(page, name), same=same)


def _leaves_out(page: Page, name: Span) -> bool:
    """Whether a name leaves out a part of the disease's; not only one of several persons: "Engelmann disease"."""
    words, title = disease_words(page.doc.quote(name)), disease_words(page.title)
    if not words or not words < title:
        return False
    persons = (disease_words(match[0]) for match in _PERSONS.finditer(page.title))
    return not any(words & some and title - words <= some for some in persons)


def _was_named(page: Page, sentence: Span) -> Iterator[OtherName]:
    """The names that the disease once had or was given: "originally reported in 1938 as B disease"."""
    for match in page.prose.finditer(_PATTERNS, "was_named", sentence):
        name = Span(*match.span("name"))
        if _head_is_disease(page, sentence, match.start()) and not _has_other(page, name):
            yield OtherName(name, Span(*match.span("cue")))


def stood_for(page: Page, sentence: Span) -> Iterator[OtherName]:
    """What the letters that the page calls its disease by stand for, or the letters that stand for its name."""
    match = page.prose.match(_PATTERNS, "stand_for", sentence)
    if match is None or not is_made_of(match["short"], match["name"]):
        return
    cue, long = Span(*match.span("cue")), Span(*match.span("name"))
    words = disease_words(match["short"])
    if words and any(disease_words(name) == words for name in (*page.own_names, *page.synonyms)):
        yield OtherName(long, cue)
    elif any(mention.span == long and page.names_topic(mention) for mention in page.mentions_in("disease", long)):
        yield OtherName(Span(*match.span("short")), cue)


def _has_other(page: Page, name: Span) -> bool:
    """Whether a name is, or ends with, that of another disease: what was once reported as that one."""
    return any(m.span.end == name.end and not page.names_topic(m) for m in page.mentions_in("disease", name))


def defined_short(page: Page, sentence: Span) -> Iterator[OtherName]:
    """The abbreviations in brackets behind the disease that are made of its letters: such a name holds wherever it stands."""
    for found in (*_abbreviations(page, sentence), *_listed_in_brackets(page, sentence)):
        words = page.doc.quote(found.place)
        named = [m for m in page.mentions_in("disease", sentence) if m.span.start < found.place.start]
        if not (found.of_other or found.wider) and named and words.isupper() and is_made_of(words, named[-1].text):
            yield found


def _fronted(page: Page, sentence: Span) -> Iterator[OtherName]:
    """The names before the disease that has them: "Also called X and Y, D is rare"."""
    if not page.prose.search(_PATTERNS, "cued_by", sentence):
        return
    for mention in page.mentions_in("disease", sentence):
        front = _PATTERNS["fronted"].match(page.doc.text[sentence.start : mention.span.start])
        if front and page.names_topic(mention):
            at = sentence.start
            for item in _PATTERNS["fronted_item"].finditer(front["names"]):
                name = Span(at + front.start("names") + item.start(), at + front.start("names") + item.end())
                if _is_name(page.doc.quote(name)):
                    yield OtherName(name, Span(at + front.start("cue"), at + front.end("cue")), same=True)
            return


def _rest_of_list(page: Page, sentence: Span, start: int) -> Iterator[Span]:
    """The names behind the first of "also known as X, Y, or Z"."""
    rest = _PATTERNS["list_rest"].match(page.doc.text, start, sentence.end)
    if rest is not None:
        for item in _PATTERNS["list_item"].finditer(page.doc.text, *rest.span()):
            yield Span(*item.span("name"))


def _abbreviations(page: Page, sentence: Span) -> Iterator[OtherName]:
    text = page.doc.text
    for mention in page.mentions_in("disease", sentence):
        if page.names_topic(mention) and (within := _PATTERNS["within"].search(text, *mention.span)):
            if within.end() == mention.span.end and is_made_of(
                within["name"], text[mention.span.start : within.start()]
            ):
                yield OtherName(Span(*within.span("name")))
            continue
        match = _BRACKET.match(text, mention.span.end) if page.names_topic(mention) else None
        if match and not _is_part(text, sentence, mention.span, match["name"]):
            of_other = _is_of_type(page, mention.text) or _is_form(page, sentence, mention.span)
            yield OtherName(Span(*match.span("name")), of_other=of_other, wider=_is_wider(page, mention.span, match))
            continue
        match = page.prose.match(_PATTERNS, "short_in_words", (mention.span.end, sentence.end))
        if not match or not (match["cue"] or text[match.end("name") : match.end()].strip(_MARKS)):
            continue  # letters without a word for them
        if page.names_topic(mention) and not _is_part(text, sentence, mention.span, match["name"]):
            of_other = _is_of_type(page, mention.text) or _is_form(page, sentence, mention.span)
            yield OtherName(
                Span(*match.span("name")),
                Span(*match.span("cue")) if match["cue"] else None,
                of_other,
                wider=_is_wider(page, mention.span, match),
            )


def _listed_in_brackets(page: Page, sentence: Span) -> Iterator[OtherName]:
    """The names between semicolons in brackets right behind the disease: abbreviations, and names that vocabularies have for it."""
    text = page.doc.text
    named = page.mentions_in("disease", sentence)
    own = {mention.span for mention in named if page.names_topic(mention)}
    for mention in named:
        match = _LISTED.match(text, mention.span.end) if mention.span in own else None
        if match is None or _PATTERNS["goes_on"].match(text, match.end()):
            continue
        start = match.start("items")
        for item in match["items"].split(";"):
            words = item.strip()
            at = start + item.find(words)  # its start where there is nothing between two semicolons
            place = Span(at, at + len(words))
            start += len(item) + 1
            if place in own or (_SHORT.fullmatch(words) and not _is_part(text, sentence, mention.span, words)):
                yield OtherName(place)


def _is_part(text: str, sentence: Span, named: Span, short: str) -> bool:
    """Whether an abbreviation is of a longer name, of which the mention is the end: "late-onset X (LOX)"."""
    before = _PATTERNS["word_before"].search(text[max(sentence.start, named.start - _WORDS) : named.start])
    words = _LETTER_WORD.findall(before[0]) if before else ()
    return any(word[0].lower() == short[0].lower() != text[named.start].lower() for word in words)


def _is_wider(page: Page, named: Span, bracket: re.Match[str]) -> bool:
    """Whether the name goes on behind the bracket, or the abbreviation leaves out what its first words or number say."""
    text = page.doc.text
    if _PATTERNS["goes_on"].match(text, bracket.end()):
        return True
    short = bracket["name"].lower()
    words = _LETTER_WORD.findall(page.doc.quote(named))
    if (
        _PATTERNS["typed"].search(page.title)
        and not _PATTERNS["typed"].search(bracket["name"])
        and not _PATTERNS["typed"].search(page.doc.quote(named))
    ):
        return True
    initials = "".join(word[0].lower() for word in words)
    if initials[:1] == short[:1]:
        return False
    if short in {initials[skipped:] for skipped in range(1, len(initials))}:
        return True
    return any(
        _spells(short, [word.lower() for word in words[skipped:]]) and _names_other(page, " ".join(words[skipped:]))
        for skipped in range(1, len(words))
    )


def _names_other(page: Page, name: str) -> bool:
    """Whether a name is another disease's, and not the page's as well."""
    named = [Reference.parse(curie) for curie, _, _ in page.lexicon.disease_names.get(name_key(name), ())]
    return bool(named) and page.topic.reference not in named


def _spells(short: str, words: list[str]) -> bool:
    """Whether letters are the first one of each word, with others of the same word behind it: "scid", the "id" of one word."""
    if not words or not short.startswith(words[0][0]):
        return not (words or short)
    rest = iter(words[0][1:])
    taken = 1
    while not _spells(short[taken:], words[1:]):
        if taken == len(short) or short[taken] not in rest:
            return False
        taken += 1
    return True


def _head_is_disease(page: Page, sentence: Span, cue: int) -> bool:
    """Whether what stands right before a cue is the page's disease, and not a type of it."""
    text = page.doc.text
    head = text[sentence.start : cue]
    while (cut := _PATTERNS["link"].sub("", head)) != head:
        head = cut
    end = sentence.start + len(head)
    if _PATTERNS["this_disease"].fullmatch(head):
        return _continues(page, sentence)
    for mention in page.mentions_in("disease", sentence):
        if mention.span.end == end and page.names_topic(mention) and not _is_of_type(page, mention.text):
            return not _is_form(page, sentence, mention.span) and bool(
                _PATTERNS["bare"].search(text[sentence.start : mention.span.start])
            )
    return name_key(head) == name_key(page.title)


def _is_of_type(page: Page, name: str) -> bool:
    """Whether a name has the number of a type, where the page is about all of them: "neurofibromatosis type 2"."""
    typed = _PATTERNS["typed"]
    return typed.search(name) is not None and not (typed.search(page.title) or typed.search(page.topic.label))


def _is_form(page: Page, sentence: Span, named: Span) -> bool:
    """Whether the words before a name say that a form of it is meant, or a wider group."""
    return page.prose.search(_PATTERNS, "form_of", (sentence.start, named.start)) is not None


def _continues(page: Page, sentence: Span) -> bool:
    """Whether "it" and "this condition" are the page's disease: the sentence before speaks of it, or of no other."""
    before = page.before(sentence)
    if before is None or subject_at(page, sentence, sentence.start).borrowed:
        return before is None
    named = page.mentions_in("disease", before)
    return not named or page.names_topic(named[0])


def _is_name(name: str) -> bool:
    return not _PATTERNS["no_name"].search(name)
