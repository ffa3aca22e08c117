"""What a page's links say of its disease: the resources, and the title of an entry on it."""

from dataclasses import replace

from tests.extractors.pages import TOPIC, mention, page_of, place

from pohgraph.extractors.resource import resource
from pohgraph.extractors.synonym import synonym
from pohgraph.model import Assertion, Element, Part, Section, Span
from pohgraph.recognise import Recogniser

_ADDRESS = "https://omim.example/entry/1"
_TEXT = f"DOUGH SKIN, LATE; DSL ({_ADDRESS})"
_LINK = Element(
    kind="link",
    span=Span(0, len(_TEXT)),
    parts=(Part("label", place(_TEXT, "DOUGH SKIN, LATE; DSL")), Part("target", place(_TEXT, _ADDRESS))),
)


def _sections(name: str) -> tuple[Section, ...]:
    return (Section(name=name, span=Span(0, len(_TEXT))),)


def test_a_linked_resource_keeps_its_address(recogniser: Recogniser) -> None:
    """The words of the link are the claim; a link in running text is no resource."""
    page = page_of(_TEXT, recogniser.lexicon, elements=(_LINK,), sections=_sections("resources"))
    (claim,) = [item for item in resource(page) if isinstance(item, Assertion)]
    assert claim.value == "DOUGH SKIN, LATE; DSL"
    assert [(d.slot, d.value) for d in claim.qualifiers.details] == [("schema:url", _ADDRESS)]
    page = page_of(_TEXT, recogniser.lexicon, elements=(_LINK,), sections=_sections("description"))
    assert not list(resource(page))


def test_the_menu_of_a_site_names_no_resource(recogniser: Recogniser) -> None:
    """An address within the site leads nowhere but to the site itself."""
    text = "Home (/home)"
    parts = (Part("label", place(text, "Home")), Part("target", place(text, "/home")))
    link = Element(kind="link", span=Span(0, len(text)), parts=parts)
    sections = (Section(name="resources", span=Span(0, len(text))),)
    assert not list(resource(page_of(text, recogniser.lexicon, elements=(link,), sections=sections)))


def test_the_title_of_an_entry_is_a_name(recogniser: Recogniser) -> None:
    """Each name of an OMIM entry's title, where the entry is on the page's disease and not on another one."""
    own = mention(_TEXT, _ADDRESS, "identifier", TOPIC._replace(prefix="OMIM", identifier="1"))
    page = page_of(_TEXT, recogniser.lexicon, own, elements=(_LINK,), sections=_sections("resources"))
    assert not [item for item in synonym(page) if isinstance(item, Assertion)]
    listed = recogniser.lexicon.canonical(TOPIC._replace(prefix="OMIM", identifier="166350"))
    page = page_of(
        _TEXT,
        recogniser.lexicon,
        mention(_TEXT, _ADDRESS, "identifier", TOPIC._replace(prefix="OMIM", identifier="166350")),
        elements=(_LINK,),
        sections=_sections("resources"),
    )
    page = replace(page, topic=replace(page.topic, reference=listed))
    names = [item.value for item in synonym(page) if isinstance(item, Assertion)]
    assert names == ["DOUGH SKIN, LATE", "DSL"]
