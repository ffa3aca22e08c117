"""What a page is about: the disease its title, names, identifiers and first sentences agree on, with a score and reasons.

Refuses rather than guesses: where nothing is known by that name, or two diseases of one registry fit alike, the disease gets
an own reference made of its title.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pohgraph.extractors.topic.annotated import Annotations
from pohgraph.extractors.topic.captions import by_gene, by_words, in_captions
from pohgraph.extractors.topic.disease_names import is_kind_of, name_key
from pohgraph.extractors.topic.file_name import by_file_name
from pohgraph.extractors.topic.initials import by_initials
from pohgraph.extractors.topic.leading_names import (
    is_named_most,
    leading_disease,
    leading_name,
    own_opening,
    unknown_definition,
)
from pohgraph.extractors.topic.listed import by_registry
from pohgraph.extractors.topic.naming import Naming
from pohgraph.extractors.topic.numbered_types import by_series
from pohgraph.extractors.topic.opening import (
    begins_many,
    headline,
    is_given_for,
    is_on_other_thing,
    opening_sentences,
)
from pohgraph.extractors.topic.places import (
    Place,
    in_fields,
    in_keywords,
    in_prose,
    in_saved_title,
    in_title,
    is_said_again,
    names_no_disease,
    says_no_name,
    titled,
    written_title,
)
from pohgraph.extractors.topic.reasons import BY_GENE, NAMING, PROSE, Reason, Reasons, rank, score, weight
from pohgraph.extractors.topic.subject import Topic, own_disease
from pohgraph.extractors.topic.taken_up import as_written, called_as_titled, known_as
from pohgraph.extractors.topic.title_names import (
    bare_name,
    defined_name,
    designated_name,
    heads_as_disease,
    is_more_than_name,
    shortens,
)
from pohgraph.model import Document, Mention, Reference, Span
from pohgraph.schema.categories import DISEASE_PREFIXES, OWN_DISEASE, preference
from pohgraph.vocab.lexicon import Lexicon

# A page is grounded from that much weight on, with that much more than rivals of the same registry.
_ENOUGH, _LEAD = 0.4, 0.1
_SERIES = "OMIMPS"


class Found(NamedTuple):
    """What a page is about, and the page with a title that is just the name; `topic` is None where nothing tells it."""

    topic: Topic | None
    doc: Document


def find_subject(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Found:
    """What a page is about, whether its title is the name, holds it, or is missing.

    Each place where the page names its disease is tried as its title, the surest first. What no vocabulary knows gets an own
    reference, made of what the title names.
    """
    found = _named(doc, mentions, lexicon)
    if found.topic and (by_other_name := known_as(found.topic, found.doc, lexicon)):
        return Found(by_other_name, found.doc)
    by_letters = by_initials(found.topic, doc, mentions, lexicon)
    if by_letters:
        return Found(*by_letters)
    if found.topic or headline(doc):
        return found
    return Found(by_gene(doc, mentions, lexicon) or by_words(doc, mentions, lexicon), found.doc)


def _named(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Found:
    topic, titles = find_topic(doc, mentions, lexicon), doc.elements_of("title")
    sure = topic is not None and topic.reference.prefix != OWN_DISEASE
    if titles and topic and sure:
        return Found(topic, _named_alone(doc, mentions, lexicon, topic))
    for place in _surest(doc, mentions, lexicon):
        view = titled(doc, place.span)
        if (found := find_topic(view, mentions, lexicon)) and found.reference.prefix != OWN_DISEASE:
            return Found(_told(found, place), view)
    if by_name := by_file_name(doc, mentions, lexicon):
        return Found(*by_name)
    if not titles and not headline(doc) and (of_table := by_gene(doc, mentions, lexicon)):
        return Found(of_table, doc)
    if not titles and begins_many(doc, _registered(mentions, lexicon)):
        return Found(None, doc)
    if not titles and (name := own_opening(doc, mentions)):
        return _by_name(doc, name, mentions, lexicon)
    if sure:
        return Found(topic, doc)
    if titles and is_on_other_thing(doc, titles[0].span) and not heads_as_disease(doc.quote(titles[0].span)):
        return Found(None, doc)
    return _by_prose(doc, mentions, lexicon) or _unknown(doc, topic, mentions, lexicon)


def _by_prose(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Found | None:
    """What the prose tells, where the title names no disease or shortens the name that the prose has."""
    titles = doc.elements_of("title")
    says_nothing = not titles or (
        names_no_disease(doc, titles[0].span, lexicon) and not written_title(doc, titles[0].span)
    )
    title = doc.quote(titles[0].span) if titles else ""
    for place in in_prose(doc, mentions, lexicon):
        name = doc.quote(place.span)
        if (not says_nothing and not shortens(title, name)) or is_kind_of(name, title):
            continue
        view = titled(doc, place.span)
        found = find_topic(view, mentions, lexicon)
        if found and found.reference.prefix != OWN_DISEASE:
            return Found(_told(found, place), view)
        if place.own and not (titles and is_said_again(doc, titles[0].span)):
            return Found(_told(_own(view, place.span), place), view)
    return None


def _registered(mentions: tuple[Mention, ...], lexicon: Lexicon) -> Iterator[Mention]:
    return (m for m in mentions if m.category == "disease" and lexicon.is_registered(m.reference))


def _named_alone(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon, topic: Topic) -> Document:
    """The page with a title that is just the name, where its own says more: extractors hold names against the title."""
    title = doc.elements_of("title")[0].span
    if is_more_than_name(doc.quote(title)):
        for place in in_title(doc, title, lexicon):
            view = titled(doc, place.span)
            found = find_topic(view, mentions, lexicon)
            if found and found.reference == topic.reference:
                return view
    return doc


def _surest(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Iterator[Place]:
    """Where the page itself says what its name is: its title, an article's, a field, the title of the saved file."""
    titles, top = doc.elements_of("title"), headline(doc)
    if titles:
        yield from in_title(doc, titles[0].span, lexicon)
        if full := written_title(doc, titles[0].span):
            yield Place(full, "the text writes out its title", 0.7)
        if natural := as_written(doc, titles[0].span, lexicon):
            yield Place(natural, f"the text calls it {' '.join(doc.quote(natural).split())!r}", 0.7)
    elif top:
        yield from in_title(doc, top, lexicon, framed=True)
    if not titles or names_no_disease(doc, titles[0].span, lexicon):
        yield from in_fields(doc)
        yield from in_saved_title(doc, mentions)
        yield from in_captions(doc, mentions, lexicon)
        yield from in_keywords(doc)


def _told(topic: Topic, place: Place) -> Topic:
    """The topic with the reason that led to it, and no surer than that."""
    reasons = [reason.replace("the title ", "the name ", 1) for reason in topic.reasons]
    return replace(topic, score=min(topic.score, place.trust), reasons=(place.reason, *reasons))


def _unknown(doc: Document, topic: Topic | None, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Found:
    """An own disease: of the title without what stands round the name, else of what the page begins with, or of its abbreviation."""
    titles = doc.elements_of("title")
    name = unknown_definition(doc)
    if topic and titles and not (name and names_no_disease(doc, titles[0].span, lexicon)):
        title = titles[0].span
        said = as_written(doc, title, lexicon)
        if said is None and says_no_name(doc, title, lexicon):
            # The title is a caption or a banner: what the text defines and names most is its subject.
            is_subject = name and is_named_most(name, mentions) and not is_given_for(doc, [name])
            return _by_name(doc, name, mentions, lexicon) if name and is_subject else Found(None, doc)
        is_new = said is not None and doc.quote(said).casefold() != doc.quote(title).casefold()
        name = said if said and is_new else bare_name(doc, title)
        if name == title:
            return Found(topic, doc)
        view = titled(doc, name)
        own = _own(view, name, called_as_titled(doc, title, name))
        return Found(replace(own, same_named=topic.same_named, members=topic.members), view)
    if name is None and not (topic and titles):
        name = next((span for s in opening_sentences(doc)[:1] if (span := defined_name(doc, s))), None)
        name = name or designated_name(doc) or leading_disease(doc, mentions) or leading_name(doc, mentions)
    return _by_name(doc, name, mentions, lexicon) if name else Found(None, doc)


def _by_name(doc: Document, name: Span, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Found:
    """The disease that a page calls so, by whatever else the page says of it; an own one where nothing tells it."""
    view = titled(doc, name)
    found = find_topic(view, mentions, lexicon)
    return Found(found if found and found.reference.prefix != OWN_DISEASE else _own(view, name), view)


def find_topic(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Topic | None:
    """The page's topic, or None where neither a title nor any disease name gives one."""
    titles = doc.elements_of("title")
    reasons, members = by_series(doc, _reasons(doc, mentions, lexicon), lexicon)
    # Where the page has a title, prose may confirm what the page's names say but not replace it.
    needed = NAMING if titles else NAMING | PROSE
    best = _best_by_registry({r: why for r, why in reasons.items() if _may_be_topic(r, why, needed)})
    named = [reference for reference in best if not _by_gene_alone(reasons[reference], needed)]
    registered = [reference for reference in named if reference.prefix != _SERIES]
    same_named = tuple((other, reasons[other][0].span) for other in sorted(best if registered else named))
    keys = frozenset(name_key(doc.quote(title.span)) for title in titles)
    if not registered:
        own = _own(doc, titles[0].span) if titles else None
        return replace(own, same_named=same_named, members=members, titles=keys) if own else None
    reference = min(registered, key=lambda r: (-score(reasons[r]), preference(r.prefix)))
    span = titles[0].span if titles else reasons[reference][0].span
    return Topic(
        reference=reference,
        label=lexicon.label(reference),
        span=span,
        score=score(reasons[reference]),
        reasons=tuple(reason.text for reason in reasons[reference]),
        same_named=tuple(pair for pair in same_named if pair[0] != reference),
        members=members,
        titles=keys,
    )


def _reasons(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Reasons:
    reasons: Reasons = defaultdict(list)
    naming = Naming(doc=doc, mentions=mentions, lexicon=lexicon)
    for reference, reason in naming.reasons():
        reasons[reference].append(reason)
    for reference, reason in Annotations(doc=doc, mentions=mentions, lexicon=lexicon).reasons():
        reasons[lexicon.canonical(reference)].append(reason)
    reasons = by_registry(doc, reasons, lexicon)
    for reference, why in reasons.items():
        why.extend(naming.against(reference))
    return reasons


def _may_be_topic(reference: Reference, reasons: list[Reason], needed: frozenset[str]) -> bool:
    return reference.prefix in (*DISEASE_PREFIXES, _SERIES) and any(reason.kind in needed for reason in reasons)


def _by_gene_alone(reasons: list[Reason], needed: frozenset[str]) -> bool:
    """Whether nothing but a gene that the page names grounds it: its disease may be another one of that gene."""
    kinds = {reason.kind for reason in reasons}
    return bool(kinds & BY_GENE) and not kinds & (needed - BY_GENE | {"name", "synonym_wider"})


def _best_by_registry(reasons: Reasons) -> list[Reference]:
    """The best reference of each registry that has enough reasons and no rival beside it."""
    groups: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in reasons:
        # An entry of OMIM and a series of entries cannot both be the page's disease.
        groups["OMIM" if reference.prefix == _SERIES else reference.prefix].append(reference)
    best: list[Reference] = []
    for group in groups.values():
        first, *others = sorted(group, key=lambda r: (rank(reasons[r]), r), reverse=True)
        if weight(reasons[first]) >= _ENOUGH and not (others and _is_rival(reasons[others[0]], reasons[first])):
            best.append(first)
    return best


def _is_rival(second: list[Reason], first: list[Reason]) -> bool:
    """Whether the second best is too near the best to tell which of them is meant."""
    (named, weight_), (best_named, best_weight) = rank(second), rank(first)
    return named == best_named and round(best_weight - weight_, 2) < _LEAD


def _own(doc: Document, title: Span, label: str = "") -> Topic:
    reason = "no loaded vocabulary knows the title, or several diseases fit it alike"
    name = label or " ".join(doc.quote(title).split())
    return Topic(reference=own_disease(name), label=name, span=title, score=0.0, reasons=(reason,))
