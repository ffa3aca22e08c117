"""A claim as a stored graph has it, read back: what exports, comparisons, pictures and people's questions work on."""

import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from pohgraph.model.assertion import Detail
from pohgraph.model.named import Named
from pohgraph.model.state import State, state_of

_QUOTIENT, _PERCENTAGE = "biolink:has_quotient", "biolink:has_percentage"
_HUNDRED = 100
_NOBODY = frozenset({"0%", "HP:0040285"})  # the share 0 and the term "excluded"
_NONE = Named("")
_ARTICLE = re.compile(r"pohdoc:PMID_(\d+)")
_UNREGISTERED = "pohsource:"
_ENUMERATED = re.compile(r"[a-z]+(?:_[a-z]+)+")
# Own details that say for whom or when a claim holds; every slot of Biolink that ends in _qualifier says so as well.
_NARROWING = frozenset(("pohgraph:as_of", "pohgraph:measure", "pohgraph:region", "pohgraph:study_type"))
# What an association says of itself and not of its claim: two graphs may differ in it and claim the same.
_OF_THE_RECORD = frozenset(
    (
        "biolink:aggregator_knowledge_source",
        "biolink:knowledge_source",
        "biolink:supporting_data_source",
        "dcterms:identifier",
        "sssom:mapping_justification",
        "sssom:object_label",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A page, or with `is_dataset` a file of statements that was read back. Identifiers are CURIEs, "" for none.

    `stated_by` is whom a file names as the source of a statement, "" where it names nobody; of a page it is always "".
    `license` and `web_page` are IRIs, `publisher` is an infores or an own CURIE, `modified` an ISO date.
    """

    id: str
    iri: str = ""
    is_dataset: bool = False
    stated_by: Named = _NONE
    title: str = ""
    label: str = ""
    family: str = ""
    publisher: str = ""
    publisher_label: str = ""
    license: str = ""
    rights: str = ""
    web_page: str = ""
    modified: str = ""
    sha256: str = ""

    @property
    def name(self) -> str:
        """What it is called; its CURIE where it has no label. A file is named with whom it quotes."""
        own = self.label or self.id
        return f"{self.stated_by.label or self.stated_by} in {own}" if self.stated_by else own

    @property
    def key(self) -> str:
        """What two graphs both call it: a page by its CURIE; a file by its name, since its CURIE is a hash of its bytes.

        Of a file that names the sources of its statements, each is a source of its own.
        """
        return " in ".join(filter(None, (self.stated_by, self.label))) if self.is_dataset else self.id

    @property
    def publication(self) -> str:
        """The PubMed number of the article that it is, as CURIE; "" of a page that is none.

        >>> SourceRecord(id="pohdoc:PMID_20301776").publication, SourceRecord(id="medquad:GARD_0000830").publication
        ('PMID:20301776', '')
        """
        found = _ARTICLE.fullmatch(self.id)
        return f"PMID:{found[1]}" if found else ""

    @property
    def attribution(self) -> str:
        """Whom to name when a statement of this page is shared: publisher, title, address."""
        return ". ".join(filter(None, (self.publisher_label, self.title, self.web_page)))


class Mark(NamedTuple):
    """The words for one part of a claim: code points `start` to `end` (excluded) of the page's text.

    `part` is "subject", "object", "cue", or what the words qualify, such as "frequency".
    """

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where a claim was read: code points `start` to `end` (excluded) of the page's text, which are `exact`.

    `before` and `after` are the words around it, `section` is the name of the part of the page. `marks` are the words for the
    parts of the claim, in the order of the text; some, such as a heading that gives a frequency, stand outside the passage.
    """

    iri: str
    start: int
    end: int
    exact: str
    before: str = ""
    after: str = ""
    section: str = ""
    extraction: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one page says: one association with its qualifiers, quotes and source.

    `object` is text where the claim ends in text, such as a prevalence. `category` is the specific class.
    `negated`: the page denies it; `hedged`: it leaves it open; `borrowed`: it says it of another disease or a relative.
    `state` sums the three up. `frequency` and `onset` are terms of HPO, "" where there is none; `frequency_texts` are the
    page's words for it. `details` are all other qualifiers. A claim of another graph may have no quotes.
    `evidence` are the IRIs of the places it was read at; `passages` are these places, for readers who ask for them.
    `rejected`: a curator decided that the page does not say so, or edited it; only who asks for such claims gets them.
    `curators` are those who accepted or made it, on the days `accepted`; of several, `curators_days` has the day of each, in their
    order, "" for one whose decision has none. `revision_of` are the IRIs of the claims that they edited.
    """

    id: Named = _NONE
    category: str = ""
    subject: Named
    predicate: Named
    object: Named | str
    negated: bool = False
    hedged: bool = False
    borrowed: bool = False
    frequency: Named = _NONE
    frequency_texts: tuple[str, ...] = ()
    onset: Named = _NONE
    details: tuple[Detail, ...] = ()
    quotes: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    knowledge_source: str = ""
    knowledge_level: str = ""
    agent_type: str = ""
    evidence_codes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    source: SourceRecord
    passages: tuple[Passage, ...] = ()
    rejected: bool = False
    curators: tuple[Named, ...] = ()
    accepted: tuple[str, ...] = ()
    curators_days: tuple[str, ...] = ()
    revision_of: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """What its flags come to: borrowed, else denied, else open, else stated."""
        return state_of(negated=self.negated, hedged=self.hedged, borrowed=self.borrowed)

    @property
    def status(self) -> str:
        """Its state; of a borrowed claim also whether the page denies it or leaves it open of the other.

        >>> Claim(subject=Named("MONDO:1"), predicate=Named("biolink:has_phenotype"), object=Named("HP:1"), negated=True,
        ...       borrowed=True, source=SourceRecord(id="a")).status
        'borrowed, denied'
        """
        of_other = state_of(negated=self.negated, hedged=self.hedged, borrowed=False)
        return f"{self.state}, {of_other}" if self.borrowed and of_other != "stated" else self.state

    @property
    def object_label(self) -> str:
        """What the object is called; "" where it is text, or has no label."""
        return self.object.label if isinstance(self.object, Named) else ""

    @property
    def quotient(self) -> float | None:
        """The share of patients the page prints, 0 to 1; None where it prints none, or more than one."""
        given = {float(value) for value in self.detail(_QUOTIENT)}
        given = given or {float(value) / _HUNDRED for value in self.detail(_PERCENTAGE)}
        return given.pop() if len(given) == 1 else None

    @property
    def often(self) -> str:
        """How often, in words: HPO's band and what the page prints."""
        band, printed = self.frequency.label or str(self.frequency), "; ".join(self.frequency_texts)
        return f"{band} ({printed})" if band and printed else band or printed

    @property
    def qualifier(self) -> str:
        """At what age, in whom and where it holds, in words; "" where nothing limits the claim so."""
        age = getattr(self.onset, "label", "") or str(self.onset)
        others = (_in_words(d) for d in self.details if d.slot in _NARROWING or d.slot.endswith("_qualifier"))
        return "; ".join(filter(None, (age, *others)))

    @property
    def denies(self) -> bool:
        """Whether it denies its object altogether, and not only at some age, in some patients, or so often.

        >>> spot = Claim(subject=Named("MONDO:1"), predicate=Named("biolink:has_phenotype"), object=Named("HP:1"),
        ...              negated=True, onset=Named("HP:0003577", label="Congenital onset"), source=SourceRecord(id="a"))
        >>> spot.denies, spot.standing
        (False, 'denied (Congenital onset)')
        """
        in_nobody = self.frequency in _NOBODY or self.quotient == 0
        how_often = self.frequency or self.frequency_texts or self.quotient is not None
        return self.state == "denied" and not self.qualifier and (in_nobody or not how_often)

    @property
    def standing(self) -> str:
        """Its status; of a denial with what limits it, for without that it would be read as a general one."""
        return f"{self.state} ({self.qualifier})" if self.state == "denied" and self.qualifier else self.status

    @property
    def origins(self) -> frozenset[str]:
        """Whom its content comes from, by CURIE: its source, and the data that source made it from.

        A source without a registered identifier, such as pages of unnamed publishers, is nobody that two claims could share.
        """
        source = () if self.knowledge_source.startswith(_UNREGISTERED) else (self.knowledge_source,)
        return frozenset(filter(None, (*source, *self.derived_from)))

    @property
    def derived_from(self) -> tuple[str, ...]:
        """The data that its source made it from, by CURIE."""
        return self.detail("biolink:supporting_data_source")

    @property
    def narrowed(self) -> tuple[str, ...]:
        """Every detail of what is claimed as `slot=value`, sorted; a share of patients has `quotient`."""
        texts = (Detail("pohgraph:frequency_text", text) for text in self.frequency_texts)
        left_out = _OF_THE_RECORD | {_QUOTIENT, _PERCENTAGE}
        return tuple(sorted(f"{d.slot}={d.value}" for d in (*self.details, *texts) if d.slot not in left_out))

    def detail(self, slot: str) -> tuple[str, ...]:
        """The values of one other qualifier, given as our CURIE."""
        return tuple(detail.value for detail in self.details if detail.slot == slot)


def _in_words(detail: Detail) -> str:
    """A qualifier as people say it. The values of Biolink's enumerations are words joined by underscores.

    >>> _in_words(Detail("biolink:subject_form_or_variant_qualifier", "loss_of_function_variant_form"))
    'loss-of-function variant'
    >>> _in_words(Detail("pohgraph:region", "Western Europe"))
    'region: Western Europe'
    >>> _in_words(Detail("pohgraph:study_type", "pohgraph:case_report", is_reference=True))
    'case report'
    """
    name = detail.slot.partition(":")[2].removesuffix("_qualifier")
    value = detail.value
    if detail.slot == "pohgraph:study_type":
        return value.partition(":")[2].replace("_", " ")
    if _ENUMERATED.fullmatch(value):
        value = value.replace("_of_function", "-of-function").replace("_", " ")
    if name.endswith("_form_or_variant"):
        return value.removesuffix(" form")
    return f"{name.replace('_', ' ')}: {value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One row of HPO's annotations of diseases. `frequency` is as the file has it: a term, n/m, a percentage, or "".

    `onset` is the term for when the finding begins, or "". A gene that HPO gives for a disease has the aspect `GENE`.
    """

    GENE: ClassVar[str] = "gene"

    disease: str
    term: str
    aspect: str
    negated: bool = False
    frequency: str = ""
    onset: str = ""
    reference: str = ""

    @property
    def denies(self) -> bool:
        """Whether it says that the disease lacks the term, be it by a share of none.

        >>> [Annotation(disease="OMIM:1", term="HP:1", aspect="P", frequency=f).denies for f in ("0/13", "0%", "1/13")]
        [True, True, False]
        """
        return self.negated or self.frequency.startswith("0/") or self.frequency in _NOBODY
