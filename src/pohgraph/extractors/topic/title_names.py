"""The disease that a title names which is more than a name: "What is cystinosis?", "X: an overview", "X in two siblings"."""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key, named_firmly, named_loosely, readings
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import function_words, lemma
from pohgraph.model import Document, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "title_frames.tsv")
_ENDINGS = Patterns("extractors/topic", "leading_names_patterns.tsv")
_WORD = compiled(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_MARK = compiled(r"^[#*+%^]?\s*\d|[;|?:\u2013\u2014]|\s-\s|\([^()]*\)$")
_LONGEST = 12  # words of a name
_SHORTEST = 4  # code points of a name
_BEFORE = 60  # code points before a name that say whether it is one
_PREFIX = 3  # letters of the beginning of a word that may stand for it
_WORDS = 60  # of a title that are looked at


def is_framed(title: str) -> bool:
    """Whether a title has words that no name of a disease has.

    >>> is_framed("What is cystinosis?"), is_framed("Cystinosis")
    (True, False)
    """
    return _PATTERNS["frame"].search(title) is not None


def is_more_than_name(title: str) -> bool:
    """Whether a title may hold other words beside the name.

    >>> is_more_than_name("142900 HOLT-ORAM SYNDROME; HOS"), is_more_than_name("Holt-Oram syndrome")
    (True, False)
    """
    return is_framed(title) or _MARK.search(title) is not None


def sounds_like_disease(name: str, lexicon: Lexicon) -> bool:
    """Whether a name ends as those of diseases do, or has a word that stands in one of them."""
    words = " ".join(name.split())
    if ends_as_name(words):
        return True
    return any(map(lexicon.disease_word_count, disease_words(words)))


def ends_as_name(name: str) -> bool:
    """Whether a name is short, and its last word is said of diseases, or ends as their names do.

    >>> ends_as_name("Psoas syndrome"), ends_as_name("Mutation search")
    (True, False)
    """
    words = " ".join(name.split()).rstrip(".")
    return any(_PATTERNS["disease_heading"].fullmatch(said) for said in (words, words.removesuffix("s")))


def heads_as_disease(name: str) -> bool:
    """Whether a name ends as those of diseases do before what it says of a cause or of what comes with the disease.

    >>> heads_as_disease("Spastic ataxia with deafness"), heads_as_disease("Treatment of spastic ataxia")
    (True, False)
    """
    head = _PATTERNS["complement"].sub("", " ".join(name.split()))
    return ends_as_name(head) or _ENDINGS["ends"].search(head) is not None


def names_alone(name: str) -> bool:
    """Whether a title that heads as a disease does is its name, and not what is told of it.

    >>> names_alone("Spastic ataxia with deafness"), names_alone("Exercise and ataxia")
    (True, False)
    """
    return heads_as_disease(name) and not is_framed(name) and _PATTERNS["is_topic"].search(name) is None


def shortens(title: str, name: str) -> bool:
    """Whether each word of a title is a letter word, the beginning, or the number of what a name says in full.

    >>> shortens("SMA Typ 1", "Spinal Muscular Atrophy Type 1"), shortens("NFI", "Neurofibromatosis type I")
    (True, True)
    >>> shortens("SMA Typ 2", "Spinal Muscular Atrophy Type 1"), shortens("Our story", "Spinal Muscular Atrophy Type 1")
    (False, False)
    """
    words = [word.lower() for word in _WORD.findall(name)]
    short = _WORD.findall(title)
    return bool(short) and all(
        word.lower() in words
        or (len(word) >= _PREFIX and any(other.startswith(word.lower()) for other in words))
        or (word.isupper() and word.isalpha() and len(word) > 1 and is_made_of(word, name))
        for word in short
    )


def names_in_title(doc: Document, title: Span, lexicon: Lexicon, *, framed: bool = False) -> list[Span]:
    """Where a title that is more than a name names diseases, the one that its text names most often first.

    `framed` says that the title is known to be a sentence, as an article's is. A name that goes on with a number or another
    word of its own is none: "X type 2" is not X.
    """
    found = [
        span
        for span in _known(doc, title, lexicon)
        if _stands_alone(doc.text, title, span, framed=framed)
        and not _PATTERNS["comes_with"].fullmatch(doc.text, title.start, span.start)  # "D associated with E"
    ]
    # "Intussusception in a girl with D": what is a finding as well comes last.
    return sorted(found, key=lambda span: (_is_finding(doc.quote(span), lexicon), -_times(doc, span), span))


def bare_name(doc: Document, title: Span) -> Span:
    """The part of a title that is likely to be the name, without a question, a report's words, an abbreviation or a site's name."""
    if patients := name_of_patients(doc, title):
        return patients
    for name in ("asked", "led", "trailed"):
        match = _PATTERNS[name].match(doc.text, *title)
        if match and not is_framed(match["name"]):
            return Span(*match.span("name"))
    return title


def name_of_patients(doc: Document, title: Span) -> Span | None:
    """The disease that the patients of a report's title have: "Variants in ABC1 in a boy with X (ABBR) deficiency: case report".

    A disease whose name leads the title is its subject: "X syndrome: care of women with Y disease".
    """
    match = _PATTERNS["of_patients"].match(doc.text, *title)
    if match is None or is_framed(match["name"]):
        return None
    led = _PATTERNS["led"].match(doc.text, *title)
    if led and led.end("name") < match.start("name") and ends_as_name(led["name"]):
        return None
    return Span(*match.span("name"))


def is_lacked(doc: Document, gene: Span) -> bool:
    """Whether the words before a gene in a title say that few or no patients have variants of it: "Low prevalence of ABC1 variants"."""
    return _PATTERNS["lacked"].search(doc.text, max(0, gene.start - _BEFORE), gene.start) is not None


def is_name_label(label: str) -> bool:
    """Whether the label of a field says that its value is the name of the disease.

    >>> is_name_label("Disease name:"), is_name_label("Inheritance")
    (True, False)
    """
    return _PATTERNS["name_label"].fullmatch(label.strip(" :*")) is not None


def is_defined(doc: Document, sentence: Span, name: Span) -> bool:
    """Whether a sentence says at its beginning what the disease is, or is about patients with it."""
    before = doc.quote(Span(sentence.start, name.start))
    if _PATTERNS["named_lead"].fullmatch(before):
        return True
    leads = _PATTERNS["defined_lead"].fullmatch(before)
    return leads is not None and _PATTERNS["defined"].match(doc.text, name.end, sentence.end) is not None


def is_kind(doc: Document, name: Span) -> bool:
    """Whether a disease is only said to be what another one is a kind of: "a rare neuromuscular disease"."""
    return _PATTERNS["kind_before"].search(doc.text, max(0, name.start - _BEFORE), name.start) is not None


def is_defined_disease(doc: Document, sentence: Span, name: Span) -> bool:
    """Whether a sentence says right behind a name, which may be a finding's, that it is a disease."""
    return _PATTERNS["defined_disease"].match(doc.text, name.end, sentence.end) is not None


def unknown_name(doc: Document, sentence: Span) -> Span | None:
    """The name, with a word for a disease at its end, that a sentence defines."""
    match = _PATTERNS["unknown"].match(doc.text, *sentence)
    return Span(*match.span("name")) if match else None


def defined_name(doc: Document, sentence: Span) -> Span | None:
    """The subject of a sentence that says of it that it is a disease, whatever its name is made of."""
    match = _PATTERNS["defined_name"].match(doc.text, *sentence)
    return Span(*match.span("name")) if match else None


def designated_name(doc: Document) -> Span | None:
    """The abbreviation that a sentence gives the disorder it speaks of, and that the page uses again."""
    for sentence in doc.sentences:
        match = _PATTERNS["designated"].search(doc.text, *sentence)
        if match:
            name = Span(*match.span("name" if match["name"] else "short"))
            again = re.findall(rf"(?<![\w-]){re.escape(doc.quote(name))}(?![\w-])", doc.text)
            return name if len(again) > 1 else None
    return None


def _known(doc: Document, title: Span, lexicon: Lexicon) -> Iterator[Span]:
    """The longest known names in a title, from left to right."""
    words = [
        word
        for match in _WORD.finditer(doc.text, *title)
        for word in _unglued(doc.text, Span(*match.span()), title.end)
    ][:_WORDS]
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            span = Span(words[at].start, words[end - 1].end)
            edges = {lemma(doc.quote(words[place]).lower()) for place in (at, end - 1)}
            if not edges & function_words().keys() and _is_name(doc.quote(span), lexicon):
                yield span
                at = end
                break
        else:
            at += 1


def _unglued(text: str, word: Span, end: int) -> Iterator[Span]:
    """A word, or the two that a dash sets apart: "Deficiency-Case Report"."""
    if glued := _PATTERNS["glued"].search(text, word.start, end):
        dash = glued.start("dash")
        if dash < word.end:
            yield from (Span(word.start, dash), Span(dash + 1, word.end))
            return
    yield word


def _times(doc: Document, name: Span) -> int:
    """How often the text has a name, in full or with an abbreviation for some of its words."""
    text = doc.text.lower()
    return max(text.count(said.lower()) for said in (doc.quote(name), *readings(doc.quote(name))))


def _is_finding(name: str, lexicon: Lexicon) -> bool:
    return name_key(name) in lexicon.phenotype_names


def _is_name(name: str, lexicon: Lexicon) -> bool:
    return len(name) >= _SHORTEST and any(
        named_firmly(lexicon, name_key(said)) or named_loosely(lexicon, said) for said in readings(name)
    )


def _stands_alone(text: str, title: Span, name: Span, *, framed: bool) -> bool:
    before, after = text[title.start : name.start], text[name.end : title.end]
    if _PATTERNS["bare_before"].fullmatch(before) and _PATTERNS["bare_after"].fullmatch(after):
        return True
    if not (framed or is_framed(f"{before} {after}")):
        return False
    return _PATTERNS["before"].search(before) is not None and _PATTERNS["after"].match(after.lstrip()) is not None
