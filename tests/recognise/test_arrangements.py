"""Names whose words the text orders, shares or derives in its own way: what is found, by which step, and what is not."""

import pytest

from pohgraph.language.derivation import stem
from pohgraph.language.sentences import find_sentences
from pohgraph.language.words import loose_key
from pohgraph.model import Document, Section, Source, Span
from pohgraph.recognise import Recogniser
from pohgraph.vocab.lexicon import open_lexicon


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """The recogniser of the bundled vocabularies."""
    return Recogniser(open_lexicon())


def _document(text: str) -> Document:
    whole = Span(0, len(text))
    return Document(
        id="pohdoc:case",
        text=text,
        source=Source(family="case", file_name="case.txt", sha256="0" * 64, encoding="utf-8"),
        sections=(Section(name="description", span=whole),),
        sentences=find_sentences(text, [whole]),
    )


def _found(recogniser: Recogniser, text: str) -> dict[str, tuple[str, ...]]:
    mentions = recogniser.mentions(_document(text))
    return {m.label: m.candidates[0].steps for m in mentions if m.category == "phenotype"}


@pytest.mark.parametrize(
    ("text", "label", "step"),
    [
        ("She has limited mobility of both hips.", "Limited hip movement", "reworded"),
        ("low set posteriorly rotated ears", "Low-set ears", "reworded"),
        ("short and broad fingers", "Short finger", "coordinated"),
        ("long fingers and toes", "Long toe", "coordinated"),
        ("contractures of the elbows and knees", "Knee contracture", "coordinated"),
        ("anal, renal and ear anomalies", "Abnormality of the kidney", "coordinated"),
        ("Her ears were low set.", "Low-set ears", "predicate"),
        ("The thumbs are long and broad.", "Broad thumb", "predicate"),
        ("Bones of the arms and legs, and the bones in the feet, are short.", "Short lower limbs", "predicate"),
        ("EARS: low set, otherwise fine", "Low-set ears", "heading"),
        ("NECK: redundant skin", "Redundant neck skin", "heading"),
        ("He is microcephalic.", "Microcephaly", "derived"),
    ],
)
def test_words_that_stand_apart_make_a_name(recogniser: Recogniser, text: str, label: str, step: str) -> None:
    """A name is found in other orders, lists, predicates and under headings, and its first step says which."""
    found = _found(recogniser, text)
    assert label in found
    assert found[label][0] == step


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ears with thick helices", "Thickened ears"),
        ("long feet and short toes", "Short foot"),
        ("sloped forehead and prominent nose", "Prominent forehead"),
        ("hypoplastic toe nails", "Short toe"),
        ("flexion deformities of the toes", "Toe deformity"),
        ("HANDS FEET: mild clinodactyly", "Toe clinodactyly"),
        ("HEAD: anterior fontanelle open and flat", "Plagiocephaly"),
        ("absent speech and seizures", "Typical absence seizure"),
        ("The left foot is missing the second digit.", "Absent foot"),
        ("the blood vessels in the toes temporarily narrow", "Slender toe"),
        ("They have a short trunk and neck, and their arms appear long.", "Long neck"),
    ],
)
def test_words_of_different_things_make_no_name(recogniser: Recogniser, text: str, label: str) -> None:
    """A word that belongs to another thing is not lent to this one."""
    assert label not in _found(recogniser, text)


def test_what_a_name_leaves_out_is_said(recogniser: Recogniser) -> None:
    """A content word between those of the name is a step of its own."""
    assert _found(recogniser, "low set rotated ears")["Low-set ears"] == ("reworded", "modifier dropped: rotated")


@pytest.mark.parametrize(
    ("text", "label"),
    [("pre-auricular pit", "Preauricular pit"), ("long eye lashes", "Long eyelashes"), ("lowset ears", "Low-set ears")],
)
def test_compounds_may_be_written_apart(recogniser: Recogniser, text: str, label: str) -> None:
    """A compound is found in one word, in two and with a hyphen."""
    assert label in _found(recogniser, text)


@pytest.mark.parametrize(
    ("text", "label", "negated"),
    [
        ("SPINE: no scoliosis, deep sacral dimple", "Sacral dimple", False),
        ("SPINE: no scoliosis, deep sacral dimple", "Scoliosis", True),
        ("EARS: large, not low set", "Low-set ears", True),
        ("She has absence of speech, ataxia and seizures.", "Ataxia", False),
    ],
)
def test_a_denial_ends_with_its_own_finding(recogniser: Recogniser, text: str, label: str, negated: bool) -> None:
    """A degree says that the next finding is there, and a denial that is part of a name denies nothing else."""
    mention = next(m for m in recogniser.mentions(_document(text)) if m.label == label)
    assert mention.context.negated is negated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("microcephaly", "microcephalic"),
        ("dysplasia", "dysplastic"),
        ("stenosis", "stenotic"),
        ("rotation", "rotated"),
        ("flat", "flattening"),
        ("scar", "scarring"),
        ("spasticity", "spastic"),
    ],
)
def test_words_of_one_family_share_their_stem(one: str, other: str) -> None:
    """Noun, adjective and participle of one family compare equal."""
    assert stem(one) == stem(other)


def test_words_that_only_look_alike_do_not() -> None:
    """A test is no testis, and later is not lateral."""
    assert stem("testing") != stem("testis")
    assert stem("later") != stem("lateral")


def test_a_label_is_found_without_the_words_nobody_says() -> None:
    """HPO's "morphology" and "concentration" do not count, unless little else is left."""
    assert loose_key("Abnormal rib morphology") == loose_key("rib anomalies")
    assert loose_key("Level") == loose_key("levels")
