"""What a difference of two graphs is in words: rows of a table, values for JSON, and the phrases that both and others share."""

from collections.abc import Iterator, Sequence

from pohgraph.compare.decided import decisions_told, standing_of
from pohgraph.compare.difference import Compared, Difference, status_of
from pohgraph.compare.graphs import GraphDifference, PageChange, VersionChange
from pohgraph.counting import counted
from pohgraph.model import Claim, Named

DIFFERENCE_COLUMNS = (
    "kind",
    "change",
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "status",
    "what",
    "source",
    "quote",
    "id",
)
_LISTS = frozenset({"qualifiers", "decision", "sources"})  # of which only what came and went is told
_LONGEST = 160  # characters of a quote within a sentence
_SHORT = 12  # hexadecimal digits of a hash that tell two apart
_NONE = "none"
_ARROW = " → "
_PAGE_WORDS = {"sha256": "bytes", "publisher_label": "publisher", "license": "licence", "web_page": "address"}
Json = dict[str, object]


def difference_rows(found: GraphDifference) -> Iterator[tuple[str, ...]]:
    """Rows of `DIFFERENCE_COLUMNS`: versions, pages, claims, names, then counts of all else."""
    for version in found.versions:
        yield _row(kind="version", change=_version_change(version), subject=version.name, what=version_words(version))
    for page in found.pages:
        yield _row(
            kind="page",
            change=page.change,
            subject=page.page.id,
            subject_label=page.page.label,
            what=page_words(page),
            source=page.page.name,
        )
    yield from map(difference_row, found.claims)
    for name in found.names:
        what = f"name: {name.before}{_ARROW}{name.after}"
        yield _row(kind="name", change="changed", subject=name.node, subject_label=name.after, what=what)
    for what, counts in found.others.items():
        for change, count in zip(("removed", "added"), counts, strict=True):
            if count:
                yield _row(kind="other", change=change, predicate=what, what=counted(count, "quad"))


def difference_row(difference: Difference) -> tuple[str, ...]:
    """A row of `DIFFERENCE_COLUMNS` for a claim."""
    claim, one = difference.claim, difference.after or difference.before
    return _row(
        kind="claim",
        change=difference.change,
        subject=claim.subject,
        subject_label=claim.subject.label,
        predicate=claim.predicate,
        object=claim.object,
        object_label=claim.object_label,
        status=standing_of(claim, one.decision if one else ()),
        what=what_changed(difference),
        source=claim.source.name,
        quote=quotes_of(claim),
        id=claim.id,
    )


def _row(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in DIFFERENCE_COLUMNS)


def summary(found: GraphDifference) -> Iterator[str]:
    """How much differs, in a few lines."""
    if not found:
        yield "no difference, though other versions read them" if found.versions else "no difference"
        return
    counts = (f"{sum(d.change == c for d in found.claims):,} {c}" for c in ("added", "removed", "changed"))
    yield f"claims: {', '.join(counts)}" if found.claims else "no claim differs"
    if decisions := decisions_told(found.claims):
        yield decisions
    if found.moved:
        yield f"{counted(found.moved, 'claim')} moved within pages that changed"
    if found.removed or found.added:
        yield f"quads: {found.added:,} added, {found.removed:,} removed; `--format patch` has them all"


def difference_values(found: GraphDifference, *, limit: int | None = None) -> Json:
    """The whole difference as plain values for JSON; `limit` is the greatest number of claims."""
    return {
        "quads": {"removed": found.removed, "added": found.added},
        "versions": [{"name": v.name, "before": v.before, "after": v.after} for v in found.versions],
        "pages": list(map(_page_values, found.pages)),
        "claims": list(map(claim_difference_values, found.claims[:limit])),
        "moved": found.moved,
        "names": [{"node": n.node, "before": n.before, "after": n.after} for n in found.names],
        "others": {what: {"removed": counts[0], "added": counts[1]} for what, counts in found.others.items()},
    }


def claim_difference_values(difference: Difference) -> Json:
    """One claim that differs: what changed, in words, and the claim before and after."""
    changed = {
        ("grounding" if name in {"subject", "object"} and difference.is_regrounded else name): {
            "before": field_words(difference.before, name),
            "after": field_words(difference.after, name),
        }
        for name in difference.fields
    }
    return {
        "change": difference.change,
        "what": what_changed(difference),
        "fields": changed,
        "before": _claim_values(difference.before),
        "after": _claim_values(difference.after),
    }


def what_changed(difference: Difference) -> str:
    """What changed in a claim, with what it was and is; of one that came or went, what curators decided about it."""
    if difference.change != "changed":
        one = difference.after or difference.before
        return f"decision: {field_words(one, 'decision')}" if one and one.decision else ""
    return "; ".join(_field_change(difference, name) for name in difference.fields)


def version_words(version: VersionChange) -> str:
    """The versions, or that there was or is none."""
    return f"{version.before or _NONE}{_ARROW}{version.after or _NONE}"


def page_words(page: PageChange) -> str:
    """What changed of a page; of a renamed one its identifiers."""
    if page.change == "renamed":
        return f"the same bytes as {page.before.id}" if page.before else ""
    return "; ".join(_page_field(page, name) for name in page.fields)


def field_words(one: Compared | None, name: str) -> str:
    """What a claim has in a field, in words; "none" where it has nothing there."""
    if one is None:
        return _NONE
    claim = one.claim
    words = {
        "subject": lambda: _named(claim.subject),
        "relation": lambda: relation_words(claim),
        "object": lambda: _named(claim.object),
        "status": lambda: status_of(claim),
        "frequency": lambda: _often(claim),
        "onset": lambda: _named(claim.onset),
        "evidence": lambda: " | ".join(f"“{_line(quote)}”" for quote in claim.quotes),
        "places": lambda: counted(len(claim.evidence), "place"),
    }
    if name in words:
        return words[name]() or _NONE
    return "; ".join(_items(Difference(change="", before=one, after=one), name)[0]) or _NONE


def relation_words(claim: Claim) -> str:
    """A relation as people say it."""
    return claim.predicate.rpartition(":")[2].replace("_", " ")


def shortened(quote: str) -> str:
    """The beginning of a quote in one line, cut between words; the graph has all of it."""
    line = _line(quote)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def quotes_of(claim: Claim) -> str:
    """The quotes of a claim in one line."""
    return " | ".join(map(_line, claim.quotes))


def _field_change(difference: Difference, name: str) -> str:
    before, after = field_words(difference.before, name), field_words(difference.after, name)
    label = name
    if name in _LISTS:
        old, new = _items(difference, name)
        before = "; ".join(text for text in old if text not in new) or _NONE
        after = "; ".join(text for text in new if text not in old) or _NONE
    elif name == "evidence":
        old, new = (one.claim.quotes if one else () for one in (difference.before, difference.after))
        before, after = (
            " | ".join(f"“{shortened(quote)}”" for quote in own if quote not in other) or _NONE
            for own, other in ((old, new), (new, old))
        )
    elif name == "places" and before == after:
        return "places: the same words, read elsewhere in the page or by another rule"
    elif name in {"subject", "object"} and difference.is_regrounded:
        label = f"grounding (the same words, another {name})"
    return f"{label}: {before}{_ARROW}{after}"


def _items(difference: Difference, name: str) -> tuple[Sequence[str], Sequence[str]]:
    before, after = difference.values(name)
    return _texts(before), _texts(after)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _named(value: Named | str) -> str:
    return f"{value.label} ({value})" if isinstance(value, Named) and value.label else str(value)


def _often(claim: Claim) -> str:
    share = "" if claim.quotient is None else f"{100 * claim.quotient:g}%"
    counts = " of ".join(value for slot in ("biolink:has_count", "biolink:has_total") for value in claim.detail(slot))
    told = (*claim.frequency_texts, *filter(None, (share, counts)))
    words = [text for text in told if not any(text != other and text in other for other in told)]
    return ", ".join(dict.fromkeys(filter(None, (_named(claim.frequency), *words))))


def _line(text: str) -> str:
    return " ".join(text.split())


def _version_change(version: VersionChange) -> str:
    if version.before and version.after:
        return "changed"
    return "added" if version.after else "removed"


def _page_field(page: PageChange, name: str) -> str:
    before, after = (str(getattr(side, name) or _NONE) for side in (page.before, page.after))
    if name == "sha256":
        before, after = before[:_SHORT], after[:_SHORT]
    return f"{_PAGE_WORDS.get(name, name)}: {before}{_ARROW}{after}"


def _page_values(page: PageChange) -> Json:
    fields = {name: {"before": getattr(page.before, name), "after": getattr(page.after, name)} for name in page.fields}
    return {
        "change": page.change,
        "id": page.page.id,
        "before": page.before.id if page.before else None,
        "after": page.after.id if page.after else None,
        "title": page.page.title or page.page.name,
        "publisher": page.page.publisher_label,
        "license": page.page.license,
        "rights": page.page.rights,
        "fields": fields,
    }


def _claim_values(one: Compared | None) -> Json | None:
    if one is None:
        return None
    claim = one.claim
    return {
        "id": claim.id,
        "subject": claim.subject,
        "subject_label": claim.subject.label,
        "predicate": claim.predicate,
        "object": claim.object,
        "object_label": claim.object_label,
        "status": status_of(claim),
        "rejected": claim.rejected,
        "frequency": claim.frequency,
        "frequency_texts": list(claim.frequency_texts),
        "onset": claim.onset,
        "details": [{"slot": detail.slot, "value": detail.value} for detail in claim.details],
        "quotes": list(claim.quotes),
        "places": len(claim.evidence),
        "decision": list(one.decision),
        "publications": list(claim.publications),
        "source": {"id": claim.source.id, "name": claim.source.name, "license": claim.source.license},
    }
