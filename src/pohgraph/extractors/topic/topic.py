"""What a page is about: the disease its title, names, identifiers and first sentences agree on, with a score and reasons.

Refuses rather than guesses: where nothing is known by that name, or two diseases of one registry fit alike, the disease gets
an own reference made of its title.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.topic.annotated import Annotations
from pohgraph.extractors.topic.disease_names import name_key
from pohgraph.extractors.topic.naming import Naming
from pohgraph.extractors.topic.numbered_types import by_series
from pohgraph.extractors.topic.reasons import BY_GENE, NAMING, PROSE, Reason, Reasons, rank, score, weight
from pohgraph.extractors.topic.subject import Topic, own_disease
from pohgraph.model import Candidate, Document, Mention, Reference, Span
from pohgraph.schema.categories import DISEASE_PREFIXES
from pohgraph.vocab.lexicon import Lexicon

# A page is grounded from that much weight on, with that much more than rivals of the same registry.
_ENOUGH, _LEAD = 0.4, 0.1
_SERIES = "OMIMPS"


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
    if not registered:
        return replace(_own(doc, titles[0].span), same_named=same_named, members=members) if titles else None
    reference = min(registered, key=lambda r: (-score(reasons[r]), DISEASE_PREFIXES.index(r.prefix)))
    span = titles[0].span if titles else reasons[reference][0].span
    return Topic(
        reference=reference,
        label=lexicon.label(reference),
        span=span,
        score=score(reasons[reference]),
        reasons=tuple(reason.text for reason in reasons[reference]),
        same_named=tuple(pair for pair in same_named if pair[0] != reference),
        members=members,
    )


def topic_mentions(doc: Document, mentions: tuple[Mention, ...], topic: Topic) -> tuple[Mention, ...]:
    """The mentions, with those of the page's own title and listed names that no vocabulary knows."""
    names = {doc.quote(e.span) for kind in ("title", "synonym") for e in doc.elements_of(kind)}
    taken = {m.span for m in mentions if m.category == "disease"}
    candidate = Candidate(reference=topic.reference, label=topic.label, steps=("the page's own name",))
    found, added = list(mentions), False
    lower = _lowered(doc.text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if lower.count(name.lower()) <= 1:
            continue  # it stands in the title or the list alone
        if name_key(name).count(" ") < 1 and not name.isupper():
            continue  # one common word would be found everywhere
        for span in _occurrences(name, doc.text) if name.isupper() else _occurrences(name.lower(), lower):
            near = [other for other in taken if span.overlaps(other)]
            if span in near or not all(map(span.contains, near)):
                continue
            if near:  # the page's own name is longer than what a vocabulary knows of it
                found = [m for m in found if m.category != "disease" or not span.contains(m.span)]
                taken.difference_update(near)
            taken.add(span)
            added = True
            found.append(Mention(span=span, text=doc.quote(span), category="disease", candidates=(candidate,)))
    return tuple(sorted(found, key=lambda m: (m.span, m.category, m.reference))) if added else mentions


def _lowered(text: str) -> str:
    """The text in lower case, as long as it is: a capital with a dot would become two code points."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join([low if len(low := char.lower()) == 1 else char for char in text])


def _occurrences(name: str, text: str) -> Iterator[Span]:
    """Where a name stands as whole words."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        whole = not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1]))
        if whole:
            yield Span(start, end)
        start = text.find(name, end if whole else start + 1)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def as_topic(mention: Mention, topic: Topic) -> Mention:
    """A mention of a disease that another registry lists under the page's own names, as one of the page's topic."""
    if mention.category != "disease":
        return mention
    if mention.reference in {other for other, _ in topic.same_named}:
        step = "same name in another registry"
    elif mention.reference in topic.members:
        step = "its first type bears the name of all types"
    else:
        return mention
    own = Candidate(reference=topic.reference, label=topic.label, steps=(step,))
    return replace(mention, candidates=(own, *mention.candidates))


def _reasons(doc: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Reasons:
    reasons: Reasons = defaultdict(list)
    naming = Naming(doc=doc, mentions=mentions, lexicon=lexicon)
    for reference, reason in naming.reasons():
        reasons[reference].append(reason)
    for reference, reason in Annotations(doc=doc, mentions=mentions, lexicon=lexicon).reasons():
        reasons[lexicon.canonical(reference)].append(reason)
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


def _own(doc: Document, title: Span) -> Topic:
    reason = "no loaded vocabulary knows the title, or several diseases fit it alike"
    name = " ".join(doc.quote(title).split())
    return Topic(reference=own_disease(name), label=name, span=title, score=0.0, reasons=(reason,))
