"""One claim through the releases of a graph: when it was first seen, what changed in it, and when it went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pohgraph.compare.difference import Compared, Decided, Difference, claim_likeness, difference_of_claims
from pohgraph.compare.matching import matched
from pohgraph.model import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """A page in one release: the claims of it with their passages, those that curators rejected among them.

    `is_there` is False where the release has no such page; `key` is what it is called there. `decided` is what curators decided, in words.
    """

    key: str = ""
    is_there: bool = False
    claims: Sequence[Claim] = ()
    decided: Decided = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What became of the claim in one release.

    `what` is one of "not there yet", "first seen", "unchanged", "changed", "gone", "still gone" and "back". `difference` is what
    changed since the release before that had it. `has_page` is False where the release has not even the page; `renamed` is what the page
    is called since this release, "" where it is called as before. `decision` is what curators decided about the claim, in words.
    """

    release: str
    what: str
    claim: Claim | None = None
    difference: Difference | None = None
    has_page: bool = True
    renamed: str = ""
    decision: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A claim through releases, oldest first: one event for each.

    `claim` is the newest form of it, and `decision` what curators decided about that, in words. `replaced_by` are the claims that an
    edit put in its place.
    """

    claim: Claim
    events: tuple[Event, ...]
    decision: tuple[str, ...] = ()
    replaced_by: tuple[Claim, ...] = ()


def history(claim: Claim, release: int, names: Sequence[str], pages: Sequence[PageState]) -> History:
    """Follow a claim of one release back and forth through all.

    Args:
        claim: the claim, as one of `pages[release].claims` is.
        release: the number of the release that has it.
        names: what the releases are called, oldest first.
        pages: the claim's page in each.
    """
    forms: dict[int, Claim] = {release: claim}
    for numbers in (range(release + 1, len(pages)), range(release - 1, -1, -1)):
        known = release
        for number in numbers:
            found = _found_again(forms[known], pages[known], pages[number], is_later=number > known)
            if found:
                forms[number] = found
                known = number
    newest, page = forms[max(forms)], pages[max(forms)]
    return History(
        claim=newest,
        events=tuple(_events(forms, names, pages)),
        decision=Compared(claim=newest, decided=page.decided).decision,
        replaced_by=tuple(one for one in page.claims if newest.rejected and newest.id.iri in one.revision_of),
    )


def _found_again(claim: Claim, here: PageState, there: PageState, *, is_later: bool) -> Claim | None:
    """What the claim is in another release of its page."""
    old, new = (here, there) if is_later else (there, here)
    renamed = {old.key: new.key}
    likeness = claim_likeness((old.decided, new.decided), renamed=renamed)
    pairs = matched(old.claims, new.claims, likeness=likeness, renamed=renamed)
    for before, after in pairs:
        own, other = (before, after) if is_later else (after, before)
        if own is not None and own.id == claim.id:
            return other
    return None


def _events(forms: Mapping[int, Claim], names: Sequence[str], pages: Sequence[PageState]) -> Iterable[Event]:
    last: int | None = None
    was_there = False
    for number, (name, page) in enumerate(zip(names, pages, strict=True)):
        claim = forms.get(number)
        if claim is None:
            what = "not there yet" if last is None else "gone" if was_there else "still gone"
            yield Event(release=name, what=what, has_page=page.is_there)
        else:
            now, difference, what, renamed = Compared(claim=claim, decided=page.decided), None, "first seen", ""
            if last is not None:
                before = pages[last]
                then = Compared(claim=forms[last], decided=before.decided, renamed={before.key: page.key})
                difference = difference_of_claims(then, now)
                what = "back" if not was_there else "changed" if difference else "unchanged"
                renamed = page.key if page.key != before.key else ""
            yield Event(
                release=name, what=what, claim=claim, difference=difference, renamed=renamed, decision=now.decision
            )
        last = number if claim else last
        was_there = claim is not None
