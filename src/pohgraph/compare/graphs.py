"""Two graphs as a whole: what became of their claims, pages, vocabularies and names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pohgraph.claims.changes import Changes, Renaming, Side
from pohgraph.claims.decisions import decision_in_words
from pohgraph.compare.difference import Decided, Difference, differences
from pohgraph.model import SourceRecord

# What a page is compared in, beside its bytes.
_OF_PAGES = ("sha256", "title", "label", "publisher_label", "license", "rights", "web_page", "modified", "family")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """`change` is added, removed, renamed (the same bytes under another identifier) or changed; `fields` are those that changed."""

    change: str
    before: SourceRecord | None
    after: SourceRecord | None
    fields: tuple[str, ...] = ()

    @property
    def page(self) -> SourceRecord:
        """The page as it is now, or was before it went."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """What a graph was made with, before and after: versions of "pohgraph", or the release of a vocabulary. "" is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphDifference:
    """What two graphs differ in, each list in a fixed order.

    `moved` counts the claims that stand at other places of a page with other bytes and say the same. `others` counts the quads,
    removed and added, that nothing else here tells of, by what they say. `removed` and `added` count all quads.
    """

    claims: tuple[Difference, ...]
    pages: tuple[PageChange, ...] = ()
    versions: tuple[VersionChange, ...] = ()
    names: tuple[Renaming, ...] = ()
    moved: int = 0
    others: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    removed: int = 0
    added: int = 0

    def __bool__(self) -> bool:
        return bool(self.claims or self.removed or self.added)


def difference_between(changes: Changes) -> GraphDifference:
    """What a comparison of two graphs comes to."""
    before, after = changes.before, changes.after
    decided = (_decided(before), _decided(after))
    claims = differences(before.claims, after.claims, renamed=changes.renamed, decided=decided)
    told = {one.claim.id.iri for found in claims for one in (found.before, found.after) if one}
    known = {claim.id.iri: claim.evidence for claim in before.claims}
    moved = sum(known.get(c.id.iri, c.evidence) != c.evidence for c in after.claims if c.id.iri not in told)
    return GraphDifference(
        claims=tuple(claims),
        pages=tuple(_pages(before.sources, after.sources, changes.renamed)),
        versions=tuple(_versions(before, after)),
        names=changes.names,
        moved=moved,
        others=changes.others,
        removed=changes.removed,
        added=changes.added,
    )


def _decided(side: Side) -> Decided:
    return {claim: tuple(map(decision_in_words, records)) for claim, records in side.decisions.items()}


def _pages(
    old: Mapping[str, SourceRecord], new: Mapping[str, SourceRecord], renamed: Mapping[str, str]
) -> Iterator[PageChange]:
    came_as = set(renamed.values())
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if key in renamed:
            yield PageChange(change="renamed", before=before, after=new[renamed[key]])
        elif before and after:
            if changed := tuple(name for name in _OF_PAGES if getattr(before, name) != getattr(after, name)):
                yield PageChange(change="changed", before=before, after=after, fields=changed)
        elif key not in came_as:
            yield PageChange(change="removed" if before else "added", before=before, after=after)


def _versions(before: Side, after: Side) -> Iterator[VersionChange]:
    if before.programs != after.programs or (before.code and after.code and before.code != after.code):
        one, other = (_program(side, with_code=before.programs == after.programs) for side in (before, after))
        yield VersionChange(name="pohgraph", before=one, after=other)
    old, new = ({v.iri: v for v in side.vocabularies} for side in (before, after))
    for iri in sorted(old.keys() | new.keys()):
        first, second = old.get(iri), new.get(iri)
        if first != second:
            labels = [v.label if v else "" for v in (first, second)]
            if first and second and first.label == second.label:  # one name of other bytes or terms
                labels = [f"{v.label} ({v.sha256[:12]}, {v.license})" for v in (first, second)]
            found = second or first
            yield VersionChange(name=found.id if found else iri, before=labels[0], after=labels[1])


def _program(side: Side, *, with_code: bool) -> str:
    code = f" (code {', '.join(side.code)})" if with_code and side.code else ""
    return f"{', '.join(side.programs)}{code}"
