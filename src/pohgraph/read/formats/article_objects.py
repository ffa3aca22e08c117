"""Objects of data that are an article: a title and an abstract, as interfaces for literature, programs for references and BioC give them.

Their title is a sentence, so it is no name of a page. Crossref, Europe PMC, OpenAlex, Semantic Scholar, CSL, ClinicalTrials.gov and
EndNote differ only in their keys and in how deep the two stand. https://bioc.sourceforge.net/
"""

import re
from collections.abc import Iterator, Mapping

from pohgraph.compiled import compiled
from pohgraph.read.derived import one_line
from pohgraph.read.formats.article import Article, Passage, abstract_passages
from pohgraph.read.inline_markup import without_inline_tags
from pohgraph.read.objects import DEEPEST, TEXTS, Json, fields_of, name_of, section_of, spelt, texts_of

_TITLES = ("title", "article title", "paper title", "official title", "brief title", "display title")
_ABSTRACTS = ("abstract", "abstract text", "abstract note", "paper abstract", "brief summary", "detailed description")
_INVERTED = "abstract inverted index"  # each word with its places
_KEYWORDS = ("keywords", "keyword", "keyword list", "mesh terms", "manual tags")
_CONDITIONS = ("conditions", "condition")  # of a trial: several are whom it takes, and none is what its page is about
_OF_ARTICLE = frozenset((*_TITLES, *_ABSTRACTS, _INVERTED, *_KEYWORDS, *_CONDITIONS))
_BODIES = frozenset(
    (*TEXTS, "sections", "section", "body text", "full text")
)  # what has one is read with all its parts
_CITED = frozenset({"references", "resources", "not_content"})  # sections whose articles are others'
_NUMBERS = {"pmid": "PMID", "pub med": "PMID", "pubmed": "PMID", "pubmed id": "PMID", "pmcid": "PMC", "doi": "DOI"}
_HEADING = compiled(r"<(?:\w+:)?(?P<name>title|h[1-6])>\s*(?P<words>[^<>:]{3,60}?)\s*:?\s*</(?:\w+:)?(?P=name)>")
_LOW = compiled(r"</?(?:\w+:)?sub>", re.IGNORECASE)
# Keys of what was published, or registered; a page on a disease has none.
_PUBLISHED = frozenset(
    (
        *_NUMBERS,
        *("ids", "external ids", "nct id", "brief title", "electronic resource num", "ref type", "contributors"),
        *("journal", "journal title", "journal info", "container title", "publication title"),
        *("author", "authors", "author string", "author list", "issued", "year", "pub year", "publication year"),
    )
)
_TAG = compiled(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]{0,300})?/?>")
_NUMBER = compiled(r"(?:.*/)?(?:PMC|doi:)?(?P<local>\d{1,9}|10\.\d{4,9}/\S+)", re.IGNORECASE)
_SEPARATORS = compiled(r"\s*;\s*")
_MOST_FIELDS = 1  # keys of an article that might be a disease's
_SHORTEST = 100  # characters of an abstract
_LEFT_OUT = frozenset({"ref", "refs", "fig", "table", "methods", "ack_fund", "auth_cont", "comp_int", "suppl", "abbr"})


def article_of(whole: object) -> Article | None:
    """The one article that a value of data holds; None where it holds none, or several."""
    found = list(_articles(whole, 0))
    return found[0] if len(found) == 1 else None


def article_title(value: Mapping[str, object]) -> str:
    """The title of an object that is an article itself; empty for any other."""
    found = article_of(value)
    return found.title if found else ""


def _articles(value: object, depth: int) -> Iterator[Article]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _articles(inner, depth + 1)
    elif isinstance(value, dict):
        if article := _of_passages(value) or _of_fields(value):
            yield article
            return
        if _is_page(value):
            return
        for key, inner in value.items():
            if section_of(spelt(key)) not in _CITED:
                yield from _articles(inner, depth + 1)


def _is_page(value: Json) -> bool:
    """Whether an object is a page of its own: an article within it is one that it cites."""
    own = [said for said in value.values() if not isinstance(said, dict | list)]
    return bool(name_of(value)) and (fields_of(value) > _MOST_FIELDS or next(texts_of(own), None) is not None)


def _of_fields(value: Json) -> Article | None:
    own = _by_words(value)
    if any(key in own and next(texts_of(own[key]), None) for key in _BODIES):
        return None
    others = {key: said for key, said in value.items() if spelt(key) not in _OF_ARTICLE}
    below = {
        words: said for part in value.values() if isinstance(part, dict) for words, said in _by_words(part).items()
    }
    said_by = {**below, **own}
    # What tells of patients, or a text beside the abstract, is read only as part of a page.
    if fields_of(others) > _MOST_FIELDS or (
        _PUBLISHED.isdisjoint(said_by) and (fields_of(others) or next(texts_of(others), None))
    ):
        return None
    if not any(words in own for words in (*_TITLES, *_ABSTRACTS, _INVERTED)) and not _is_record(below):
        return None
    title = next((title for key in _TITLES if (title := _said(said_by.get(key)))), "")
    abstracts = [text for key in _ABSTRACTS if (text := _said(said_by.get(key)))] or [_in_order(said_by.get(_INVERTED))]
    if not title or sum(map(len, abstracts)) < _SHORTEST:
        return None
    return Article(
        title=title,
        passages=[passage for abstract in abstracts for passage in abstract_passages(abstract)],
        identifiers=list(dict(_identifiers(said_by)).items()),
        keywords=[("Keywords", list(dict.fromkeys(_keywords(said_by))))],
    )


def _is_record(below: Json) -> bool:
    """Whether the parts of an object have a title and an abstract between them: those of a trial, of EndNote's record."""
    return any(key in below for key in _TITLES) and any(key in below for key in _ABSTRACTS)


def _by_words(value: Json) -> dict[str, object]:
    return {spelt(key): said for key, said in value.items()}


def _said(value: object) -> str:
    """A text, or the only text of a list or an object, without tags."""
    while isinstance(value, dict | list) and len(value) == 1:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return without_tags(value) if isinstance(value, str) else ""


def without_tags(text: str) -> str:
    """A text on one line, without tags; what is marked as a heading is a label, as printed abstracts have it.

    >>> without_tags("<h4>Results</h4>Six had <i>ataxia</i>.")
    'Results: Six had ataxia.'
    """
    labelled = _HEADING.sub(lambda match: f" {match['words']}: " if match["words"].lower() != "abstract" else " ", text)
    return one_line(_TAG.sub(" ", _LOW.sub("", without_inline_tags(labelled))))


def _in_order(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    places = [(at, word) for word, ats in value.items() if isinstance(ats, list) for at in ats if isinstance(at, int)]
    return one_line(" ".join(word for _, word in sorted(places)))


def _keywords(said_by: Json) -> Iterator[str]:
    conditions = [word for key in _CONDITIONS for word in _words(said_by.get(key))]
    yield from conditions if len(conditions) == 1 else ()
    for key in _KEYWORDS if len(conditions) <= 1 else ():
        yield from _words(said_by.get(key))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, map(one_line, _SEPARATORS.split(value)))
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _words(inner)


def _identifiers(said_by: Json) -> Iterator[tuple[str, str]]:
    within = said_by.get("ids") or said_by.get("external ids")
    for key, value in (*(_by_words(within).items() if isinstance(within, dict) else ()), *said_by.items()):
        match = _NUMBER.fullmatch(str(value)) if key in _NUMBERS and isinstance(value, str | int) else None
        if match and match["local"].startswith("10.") == (_NUMBERS[key] == "DOI"):
            yield _NUMBERS[key], match["local"]


def _of_passages(value: Json) -> Article | None:
    """A document of BioC: passages, each with what kind it is; sections of a body as their titles have them."""
    passages = value.get("passages", value.get("passage"))
    parts: list[Json] = [
        part for part in (passages if isinstance(passages, list) else [passages]) if isinstance(part, dict)
    ]
    if not parts or not all("infons" in part or "infon" in part for part in parts):
        return None
    title, abstract, body = "", list[Passage](), list[Passage]()
    for part in parts:
        kinds, text = _kinds(part), _said(part.get("text"))
        if not text or kinds & _LEFT_OUT:
            continue
        if kinds & {"title", "front"} and not title:
            title = text
        elif "abstract" in kinds:
            abstract += abstract_passages(text)
        elif any(kind.startswith("title_") for kind in kinds):
            body.append(Passage(heading=text, paragraphs=[], level=1 + ("title_1" not in kinds)))
        else:
            body.append(Passage(heading="", paragraphs=[text]))
    if not title and not abstract:
        return None
    identifiers = list(dict(_numbers_of(value, parts)).items())
    return Article(title=title, passages=abstract, identifiers=identifiers, body=list(_joined(body)))


def _numbers_of(document: Json, parts: list[Json]) -> Iterator[tuple[str, str]]:
    """The numbers of an article in BioC: the document's own is PubMed's, unless it begins with "PMC" or its parts name PubMed's."""
    noted = {str(key).lower(): str(said) for part in parts for key, said in _notes(part).items()}
    own = _said(document.get("id"))
    of_pmc = own.upper().startswith("PMC") or noted.get("article-id_pmc", "").upper().removeprefix("PMC") == own
    pmid = noted.get("article-id_pmid", "" if of_pmc else own)
    if pmid.isdigit() and pmid.strip("0"):
        yield "PMID", pmid
    if of_pmc:
        yield "PMC", own.upper().removeprefix("PMC")
    if doi := noted.get("article-id_doi"):
        yield "DOI", doi


def _notes(part: Json) -> Json:
    infons = part.get("infons", part.get("infon"))
    return infons if isinstance(infons, dict) else {}


def _kinds(part: Json) -> set[str]:
    """What a passage is: "title", "abstract", "intro"; its other notes are numbers and names of authors."""
    infons = part.get("infons", part.get("infon"))
    values = infons.values() if isinstance(infons, dict) else infons if isinstance(infons, list) else [infons]
    return {str(value).lower() for value in values if isinstance(value, str)}


def _joined(body: list[Passage]) -> Iterator[Passage]:
    """A heading with the paragraphs below it."""
    heading, level, below = "", 1, list[str]()
    for passage in body:
        if passage.heading:
            if below or heading:
                yield Passage(heading=heading, paragraphs=below, level=level)
            heading, level, below = passage.heading, passage.level, []
        below.extend(passage.paragraphs)
    if below or heading:
        yield Passage(heading=heading, paragraphs=below, level=level)
