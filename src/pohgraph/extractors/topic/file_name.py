"""The disease that a page's file is named after: notes leave their title to the name of the file."""

from collections.abc import Iterator
from dataclasses import replace

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key, only_called
from pohgraph.extractors.topic.opening import headline
from pohgraph.extractors.topic.places import titled, written_title
from pohgraph.extractors.topic.subject import Topic
from pohgraph.extractors.topic.title_names import ends_as_name, shortens
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Mention, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "file_name_patterns.tsv")
_BY_FILE = "the file's name "
_TRUST = 0.4
_SHORTEST = 4  # code points of a name
_LONGEST = 8  # words of a first line that is no title of an article
_ENDING = compiled(r"\.[^./]*$")  # ".txt"
_HUMP = compiled(r"(?<=[a-z])(?=[A-Z])")
_JOINED = compiled(r"[\s_]+")
_HYPHENS = compiled(r"[\s_-]+")


def by_file_name(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> tuple[Topic, Document] | None:
    """The one disease that the file's name is a name of, and the page titled by it where it says it.

    None where a title of the page may be a name itself, or where the file's is a finding's too that the text never has.
    """
    found = only_called(lexicon, _names(stem(doc.source.file_name)))
    if found is None:
        return None
    name, reference, same = found
    titles = doc.elements_of("title")
    title = doc.quote(titles[0].span) if titles else ""
    if headline(doc) or len(title.split()) > _LONGEST:
        return None  # an article's title says what it is about; a file of records is named after what was searched for
    if titles and not shortens(title, name) and (ends_as_name(title) or written_title(doc, titles[0].span)):
        return None
    own = {reference, *same}
    places = [m.span for m in mentions if m.category == "disease" and own & {c.reference for c in m.candidates}]
    said = doc.text.lower().find(name.lower())
    if said >= 0:
        places.append(Span(said, said + len(name)))
    if not places and name_key(name) in lexicon.phenotype_names and not lexicon.is_registered(reference):
        return None
    first = min(places, default=doc.sentences[0] if doc.sentences else Span(0, len(doc.text)))
    view = titled(doc, first) if places else _untitled(doc)
    topic = Topic(
        reference=reference,
        label=lexicon.label(reference),
        span=first,
        score=_TRUST,
        reasons=(f"{_BY_FILE}{doc.source.file_name!r} names {name!r}",),
        same_named=tuple((other, first) for other in sorted(same)),
    )
    return topic, view


def is_by_file(reason: str) -> bool:
    """Whether a topic's reason is the name of the page's file."""
    return reason.startswith(_BY_FILE)


def _untitled(doc: Document) -> Document:
    """The page without a title that names no disease: names are held against the title."""
    return replace(doc, elements=tuple(element for element in doc.elements if element.kind != "title"))


def stem(file_name: str) -> str:
    """The name of a file without its ending.

    >>> stem("marfan.html")
    'marfan'
    """
    return _ENDING.sub("", file_name)


def _names(called: str) -> Iterator[str]:
    """What may be a name in the name of a file, its spelling with blanks first.

    >>> list(_names("012_hereditary_spherocytosis")), list(_names("Cystinosis - GeneReviews"))
    (['hereditary spherocytosis'], ['Cystinosis', 'GeneReviews', 'Gene Reviews'])
    """
    for part in _PATTERNS["apart"].split(called):
        bare = _PATTERNS["number"].sub("", part)
        for spelt in dict.fromkeys((_JOINED.sub(" ", bare), _HYPHENS.sub(" ", _HUMP.sub(" ", bare)))):
            name = spelt
            while (cut := _PATTERNS["document"].sub("", name).strip(" .")) != name:
                name = cut
            if len(name) >= _SHORTEST:
                yield name
