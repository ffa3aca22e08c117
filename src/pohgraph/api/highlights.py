"""What is highlighted in a page's text: what it names, and what its claims are about, such as the rows of a table."""

from collections.abc import Iterable, Iterator

from pohgraph.draw.highlight import Highlight
from pohgraph.model import Mention
from pohgraph.pipeline.records import Record
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import HAS_ONSET, RELATIONS

# A group of relations -> what the words of its objects are shown as. Of the others the words are no term.
_CATEGORIES = {
    Group.PHENOTYPES: "phenotype",
    Group.DIAGNOSIS: "phenotype",
    Group.GENES: "disease",
    Group.RELATED: "disease",
    Group.SYNONYMS: "disease",
    Group.ABOUT: "disease",
    Group.INHERITANCE: "inheritance",
    Group.COURSE: "course",
    Group.IDENTIFIERS: "identifier",
}
_SHOWN_AS = {
    **{row.predicate.curie: _CATEGORIES[row.group] for row in RELATIONS if row.group in _CATEGORIES},
    HAS_ONSET.curie: "onset",
}
_TABLE = "hpo_table"  # the section whose rows are claims: the whole row is shown
_FLAGS = ("negated", "hedged", "borrowed")


def of_mention(mention: Mention) -> Highlight:
    """A mention, with its identifier and label."""
    title = f"{mention.reference.curie} {mention.label}"
    return Highlight(mention.span.start, mention.span.end, mention.category, title, flags_of(mention))


def of_records(records: Iterable[Record]) -> Iterator[Highlight]:
    """The words that claims have their objects from, and whole rows of a table, with how often the claim holds."""
    for record in records:
        shown_as = _SHOWN_AS.get(str(record["predicate"]))
        where = ("start", "end") if record["section"] == _TABLE else ("object_start", "object_end")
        start, end = (record[key] for key in where)
        if not (shown_as and isinstance(start, int) and isinstance(end, int)):
            continue
        often = record["frequency_text"] or ""
        title = " ".join(
            filter(None, (str(record["object"] or ""), str(record["object_label"] or record["value"] or "")))
        )
        flags = " ".join(name for name in _FLAGS if record[name])
        yield Highlight(start, end, shown_as, f"{title}: {often}" if often else title, flags)


def flags_of(mention: Mention) -> str:
    """Whether a mention is denied or left open, in words."""
    flags = (("negated", mention.context.negated), ("hedged", mention.context.hedged))
    return " ".join(name for name, is_set in flags if is_set)
