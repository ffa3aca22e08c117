"""How conflicts are found: one function for each rule of `conflict_rules.tsv`, all listed here.

A function is given claims and what the vocabularies know. Most get all claims of one subject, borrowed ones left out, in the order
of the graph; those of `ACROSS` get the stated claims of a relation that have one object, of all subjects.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from pohgraph.compare.mechanisms import cause, frequency, identifier, inheritance, name, onset, polarity, source
from pohgraph.compare.rules import Conflict, Known
from pohgraph.model import Claim
from pohgraph.schema.relations import CAUSES, EXACT_MATCH

Mechanism = Callable[[Sequence[Claim], Known], Iterator[Conflict]]

MECHANISMS: tuple[tuple[str, Mechanism], ...] = (
    ("stated-and-denied", polarity.stated_and_denied),
    ("stated-below-denied", polarity.stated_below_denied),
    ("excluded-by-criterion", polarity.excluded_by_criterion),
    ("frequencies-apart", frequency.frequencies_apart),
    ("modes-exclude", inheritance.modes_exclude),
    ("modes-of-a-group", inheritance.modes_of_a_group),
    ("not-inherited-beside-mode", inheritance.not_inherited_beside_mode),
    ("parents-differ", inheritance.parents_differ),
    ("parent-against-imprinting", inheritance.parent_against_imprinting),
    ("onsets-apart", onset.onsets_apart),
    ("genes-differ", cause.genes_differ),
    ("gene-not-in-vocabulary", cause.gene_not_in_vocabulary),
    ("name-of-another", name.name_of_another),
    ("identifier-of-another", identifier.identifier_of_another),
    ("identifiers-not-one-to-one", identifier.identifiers_not_one_to_one),
    ("codes-differ", identifier.codes_differ),
    ("retracted-source", source.retracted_source),
    ("source-of-concern", source.source_of_concern),
)
# Rule -> the relation whose claims of all subjects are held against each other: a gene is the subject of what it causes.
ACROSS: Mapping[str, str] = {
    "genes-differ": CAUSES.curie,
    "gene-not-in-vocabulary": CAUSES.curie,
    "identifiers-not-one-to-one": EXACT_MATCH.curie,
}
BOTH_WAYS = frozenset(
    {"identifiers-not-one-to-one"}
)  # those of them that hold claims of one subject against each other as well
