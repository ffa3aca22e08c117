"""The frames that say that what they name is done: where the names stand, and how surely they must be names.

The words of a frame are in `interventions_patterns.tsv`; `intervention_names.py` says how surely a phrase names something that is done.
"""

from typing import NamedTuple

from pohgraph.extractors.shared.intervention_names import BY_ENDING, BY_HEAD, BY_PLACE


class Frame(NamedTuple):
    """Whether names stand before the words, and the least strength of one in a part on treatment and elsewhere; None: not read there."""

    is_before: bool
    within: int
    elsewhere: int | None


FRAMES: dict[str, Frame] = {
    "chosen_behind": Frame(True, BY_PLACE, BY_HEAD),
    "needed_behind": Frame(True, BY_PLACE, BY_HEAD),
    "responds_before": Frame(False, BY_ENDING, BY_HEAD),
    "works_behind": Frame(True, BY_ENDING, None),
    "shown_behind": Frame(True, BY_PLACE, BY_HEAD),
    "treated_before": Frame(False, BY_PLACE, BY_ENDING),
    "is_on": Frame(False, BY_ENDING, BY_ENDING),
    "prescribed_by": Frame(False, BY_ENDING, BY_HEAD),
    "treatment_with": Frame(False, BY_PLACE, BY_HEAD),
    "patients_before": Frame(False, BY_PLACE, BY_HEAD),
    "advised_by": Frame(False, BY_ENDING, BY_HEAD),
    "we_gave": Frame(False, BY_HEAD, BY_HEAD),
    "known_drugs": Frame(False, BY_ENDING, BY_HEAD),
    "needs_to": Frame(False, BY_ENDING, BY_HEAD),
    "drugs_such_as": Frame(False, BY_ENDING, None),
    "having_home": Frame(False, BY_HEAD, BY_HEAD),
    "should_have": Frame(False, BY_HEAD, BY_HEAD),
    "choice_before": Frame(False, BY_ENDING, BY_HEAD),
    "effect_behind": Frame(True, BY_ENDING, BY_HEAD),
    "role_behind": Frame(True, BY_ENDING, BY_ENDING),
    "to_treat_behind": Frame(True, BY_ENDING, BY_ENDING),
    "approved_by": Frame(False, BY_PLACE, BY_ENDING),
    "important_behind": Frame(True, BY_ENDING, BY_HEAD),
    "counted": Frame(False, BY_HEAD, BY_HEAD),
    "given_home": Frame(False, BY_ENDING, BY_ENDING),
}
FRAME_NAMES = tuple(FRAMES)
FIRST_ONLY = frozenset({"treatment_with", "approved_by"})  # whose place tells only the first name of a list
