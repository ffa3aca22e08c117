"""What changed since the release before, for the curators and integrators who use a release: one Markdown file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from pohgraph.claims.licences import licence_name
from pohgraph.claims.view import GraphView
from pohgraph.compare.decided import decisions_told, standing_of
from pohgraph.compare.difference import FIELDS, Difference
from pohgraph.compare.difference_words import (
    page_words,
    relation_words,
    shortened,
    version_words,
    what_changed,
)
from pohgraph.compare.graphs import GraphDifference, PageChange
from pohgraph.counting import counted
from pohgraph.export.header import source_comments
from pohgraph.export.release.released import Release
from pohgraph.model import Claim, Named, SourceRecord
from pohgraph.schema.categories import Category

_CHANGES = ("added", "removed", "changed")
_OF_PAGES = ("added", "removed", "renamed", "changed")
_SPECIAL = re.compile(r"([\\`*\[\]<>|]|\b_(?=\W)|(?<!\w)_)")  # what Markdown takes for markup
_PROGRAM = "pohgraph"


def write_changelog(
    found: GraphDifference, before: GraphView, after: GraphView, release: Release, previous: str, path: Path
) -> None:
    """Write what two graphs differ in: counts, versions, pages, then claims by disease with a short quote.

    Args:
        found: the difference of the two.
        before: the graph of the previous release.
        after: the graph of this one.
        release: this one.
        previous: what the previous one is called.
        path: the file.
    """
    lines = [
        f"# Changes since {_plain(previous)}\n",
        f"Release {release.date}, written by pohgraph {release.version}.\n",
        *_counts(found),
        *_versions(found),
        *_pages(found),
        *_claims(found, before, after),
        *_names(found),
        *_others(found),
        "\n## Terms\n",
        *(line.replace("# ", "- ", 1).rstrip() for line in source_comments(after)),
        *_former_terms(found.pages),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _counts(found: GraphDifference) -> Iterator[str]:
    yield "## Overview\n"
    if not found:
        yield "No statement changed." if found.versions else "Nothing changed."
        return
    yield "| | added | removed | changed |"
    yield "|---|---|---|---|"
    pages = Counter("changed" if page.change == "renamed" else page.change for page in found.pages)
    yield _row("pages", pages)
    yield _row("claims", Counter(difference.change for difference in found.claims))
    by_relation: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for difference in found.claims:
        by_relation[relation_words(difference.claim)][difference.change] += 1
    for relation, counts in sorted(by_relation.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        yield _row(f"… {relation}", counts)
    fields = Counter(name for difference in found.claims for name in _kinds(difference))
    if fields:
        told = ", ".join(
            f"{name} of {counted(fields[name], 'claim')}" for name in (*FIELDS, "grounding") if fields[name]
        )
        yield f"\nWhat changed: {told}."
    if decisions := decisions_told(found.claims):
        yield f"\n{decisions.capitalize()}."
    if found.moved:
        yield f"\n{counted(found.moved, 'more claim(s)')} stand at other places of pages that changed, and say the same."


def _kinds(difference: Difference) -> Iterator[str]:
    for name in difference.fields:
        yield "grounding" if name in {"subject", "object"} and difference.is_regrounded else name


def _row(name: str, counts: Counter[str]) -> str:
    return f"| {name} | {' | '.join(f'{counts[change]:,}' for change in _CHANGES)} |"


def _versions(found: GraphDifference) -> Iterator[str]:
    if found.versions:
        yield "\n## Program and vocabularies\n"
        if found.claims:
            yield "Many changes of claims come from these.\n"
        for version in found.versions:
            name = f"{_plain(version.name)}: " if version.name == _PROGRAM else ""
            yield f"- {name}{_plain(version_words(version))}"


def _pages(found: GraphDifference) -> Iterator[str]:
    if not found.pages:
        return
    renamed = {page.before.key: page.page.key for page in found.pages if page.change == "renamed" and page.before}
    claims: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for difference in found.claims:
        key = difference.claim.source.key
        claims[renamed.get(key, key)][difference.change] += 1
    yield "\n## Pages"
    for change in _OF_PAGES:
        pages = [page for page in found.pages if page.change == change]
        if pages:
            yield f"\n### {change.capitalize()}\n"
            yield from (_page(page, claims[page.page.key]) for page in pages)


def _page(page: PageChange, claims: Counter[str]) -> str:
    what = page_words(page)
    told = ", ".join(f"{claims[change]:,} {change}" for change in _CHANGES if claims[change])
    about = "; ".join(filter(None, (_plain(what), f"claims: {told}" if told else "")))
    return f"- {_plain(page.page.name)} (`{page.page.id}`; {_terms(page.page)}){f': {about}' if about else ''}"


def _claims(found: GraphDifference, before: GraphView, after: GraphView) -> Iterator[str]:
    if not found.claims:
        return
    diseases: defaultdict[tuple[str, str, str], list[Difference]] = defaultdict(list)
    for difference in found.claims:
        about = _about(difference.claim, after if difference.after else before)
        label = about.label or str(about)
        diseases[label.casefold(), label, str(about)].append(difference)
    yield "\n## Claims"
    for (_, label, curie), differences in sorted(diseases.items()):
        yield f"\n### {_plain(label)} ({curie})"
        for change in _CHANGES:
            own = [difference for difference in differences if difference.change == change]
            if own:
                yield f"\n{change.capitalize()}:\n"
                yield from (line for difference in own for line in _claim(difference, curie))


def _about(claim: Claim, view: GraphView) -> Named:
    """The disease that a claim is about: its subject, but of a gene's claim its object; of any other claim its subject."""
    ends = [end for end in (claim.subject, claim.object) if isinstance(end, Named)]
    return next((end for end in ends if view.category(NamedNode(end.iri)) == Category.DISEASE.curie), ends[0])


def _claim(difference: Difference, about: str) -> Iterator[str]:
    claim, one = difference.claim, difference.after or difference.before
    standing = standing_of(claim, one.decision if one else ())
    state = "" if standing == "stated" else f", *{_plain(standing)}*"
    yield f"- {_plain(_statement(claim, about))}{state}{_citation(claim)}"
    if what := what_changed(difference):
        yield f"  - {_plain(what)}"


def _statement(claim: Claim, about: str) -> str:
    """What a claim says; without its subject where that is the heading."""
    subject = "" if claim.subject == about else f"{claim.subject.label or claim.subject} "
    target = f"{claim.object_label} ({claim.object})" if claim.object_label else str(claim.object)
    if isinstance(claim.object, Named) and claim.object == about:
        target = claim.object_label or claim.object
    limits = "; ".join(filter(None, (claim.often, claim.qualifier)))
    return f"{subject}{relation_words(claim)}: {target}{f' ({limits})' if limits else ''}"


def _citation(claim: Claim) -> str:
    more = f" (and {counted(len(claim.quotes) - 1, 'more quote(s)')})" if len(claim.quotes) > 1 else ""
    quote = f" — “{_plain(shortened(claim.quotes[0]))}”{more}" if claim.quotes else " — inferred"
    return f"{quote}, {_plain(claim.source.name)}"


def _names(found: GraphDifference) -> Iterator[str]:
    if found.names:
        yield "\n## Names\n"
        yield from (f"- {name.node}: {_plain(f'{name.before} → {name.after}')}" for name in found.names)


def _others(found: GraphDifference) -> Iterator[str]:
    if found.others:
        yield "\n## Other statements\n"
        yield "| quads of | removed | added |"
        yield "|---|---|---|"
        yield from (f"| {what} | {removed:,} | {added:,} |" for what, (removed, added) in found.others.items())


def _former_terms(pages: Sequence[PageChange]) -> Iterator[str]:
    """The terms of pages that are gone: their quotes still stand here."""
    gone: Iterable[SourceRecord] = (page.page for page in pages if page.change == "removed")
    counts = Counter((page.publisher_label or "publisher not named", _terms(page)) for page in gone)
    for (publisher, terms), count in sorted(counts.items()):
        yield f"- No longer among the sources: {publisher}, {counted(count, 'document')}: {terms}"


def _terms(page: SourceRecord) -> str:
    stated = sorted({licence_name(page.license) if page.license else "", " ".join(page.rights.split())} - {""})
    return "; ".join(stated) or "no licence stated"


def _plain(text: str) -> str:
    """A text in one line, in which Markdown sees no markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
