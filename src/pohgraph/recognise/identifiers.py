"""Identifiers as pages print them: in links, after the name of their registry, or as codes of a named system."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.model import Candidate, Document, Reference, Span
from pohgraph.recognise.overlap import Found
from pohgraph.tables import package_table


class _Registry(NamedTuple):
    prefix: str
    label: re.Pattern[str]
    code: re.Pattern[str]
    alone: str  # whether a code tells the registry without its label: yes, no, or decimal where it has a point


class _Pattern(NamedTuple):
    prefix: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    literal: str


def identifiers(doc: Document) -> Iterator[Found]:
    """Every printed identifier; the mention's span is that of its local part."""
    yield from _in_fields(doc)
    for prefix, pattern, needs, literal in _patterns():
        if literal not in doc.text:
            continue
        for match in pattern.finditer(doc.text):
            if needs:
                sentence = doc.sentence_at(match.start()) or Span(match.start(), match.end())
                if not needs.search(doc.text, sentence.start, sentence.end):
                    continue
            span = Span(*match.span(1))
            local = str(int(match[1])) if prefix == "GARD" else match[1]
            reference = Reference(prefix, local)
            yield Found(
                span=span,
                text=doc.quote(span),
                category="identifier",
                candidates=(Candidate(reference=reference, label=reference.curie),),
            )


def _in_fields(doc: Document) -> Iterator[Found]:
    """The codes of fields, whose labels name the registry: "omim: 607323"."""
    for element in doc.elements_of("identifier"):
        label, value = element.part("label"), element.part("value")
        if label is None or value is None:
            continue
        words = " ".join(doc.quote(label).split())
        bare = label == value  # a code in a list whose labels were lost
        registry = next(
            (row for row in _registries() if (_tells_itself(row, words) if bare else row.label.fullmatch(words))),
            None,
        )
        match = registry.code.fullmatch(doc.text, *value) if registry else None
        if registry and match:
            local = str(int(match[1])) if registry.prefix in {"GARD", "ORPHA"} else match[1].upper()
            reference = Reference(registry.prefix, local)
            candidates = (Candidate(reference=reference, label=reference.curie),)
            span = Span(*match.span(1))
            yield Found(span=span, text=doc.quote(span), category="identifier", candidates=candidates)


def _tells_itself(registry: _Registry, words: str) -> bool:
    """Whether a code without a label is that of a registry: any six figures, and a vitamin or a protein, may be something else."""
    is_told = registry.alone == "yes" or (registry.alone == "decimal" and "." in words)
    return is_told and registry.code.fullmatch(words) is not None


@cache
def _registries() -> tuple[_Registry, ...]:
    return tuple(
        _Registry(
            prefix=row["prefix"],
            label=re.compile(row["label"], re.IGNORECASE),
            code=re.compile(row["code"], re.IGNORECASE),
            alone=row["alone"],
        )
        for row in package_table("recognise", "registries.tsv")
    )


def _compiled(pattern: str, literal: str) -> re.Pattern[str]:
    """The pattern; one that begins with its literal as a word looks for the literal first, which takes no time."""
    whole = rf"\b{literal}"
    return compiled(rf"{literal}(?<={whole}){pattern.removeprefix(whole)}" if pattern.startswith(whole) else pattern)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            prefix=row["prefix"],
            pattern=_compiled(row["pattern"], row["literal"]),
            needs=re.compile(row["needs"]) if row["needs"] else None,
            literal=row["literal"],
        )
        for row in package_table("recognise", "identifiers.tsv")
    )
