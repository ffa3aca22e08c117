"""How far a denial reaches: `-` before a marked finding says that the text denies it, `?` that it leaves it open."""

import re
from collections.abc import Callable

import pytest

from pohgraph.model import Mention
from pohgraph.tables import package_table

_MARKED = re.compile(r"(?P<sign>[-+?])\[(?P<name>[^\]]+)\]")


@pytest.mark.parametrize(
    "marked",
    [
        # lists and second clauses
        "He does not have -[fever], -[cough], or -[rash], but has +[seizures].",
        "without -[fever], -[cough] or -[rash]",
        "Without functional tubules, the kidneys fail and +[hypertension] follows.",
        "She may have no symptoms, or she may have +[seizures].",
        "Although some patients have no symptoms, most patients have +[diarrhea].",
        "Because they do not have every feature, females show only +[ptosis].",
        "The muscles cannot make enough energy, causing +[muscle weakness].",
        "born without teeth or with +[ptosis]",
        "no symptoms other than +[fever]",
        # what follows a denied item and ", and" may be the next of the list before
        "They have +[ptosis], but no -[seizures], and ?[rash].",
        "no -[fever], -[cough], and -[rash]",
        "no -[fever], and no -[rash]",
        # what is denied is no finding
        "There is no cure for ?[seizures], but they have +[ptosis].",
        "It may be no more than a mild +[tremor].",
        "For reasons not well understood, it comes with +[seizures].",
        "If the eyes are not treated, +[ptosis] may come.",
        "It is not uncommon to have +[seizures].",
        "They have +[seizures] that do not improve with treatment and +[ptosis].",
        "The +[tumors] do not grow back.",
        "Fever does not trigger -[seizures].",
        "It does not carry ?[cancer], but there is +[ptosis].",
        "It does not give rise to -[seizures].",
        "Nowhere was -[edema].",
        "Nowhere on the body was -[edema] seen.",
        "Nowhere is +[ataxia] more common than in this family.",
        "+[Ataxia] is seen; nowhere is it worse than at night, and +[seizures] occur.",
        # descriptions and their names
        "eyes that do not look in the same direction (+[strabismus]) and +[farsightedness]",
        "a lack of energy (+[lethargy]), +[vomiting] and +[seizures]",
        "People with it make no tears (?[alacrima]).",
        "an absence of clots (breakdown of ?[anemia]) or ?[ptosis]",
        "an absence of sound (+[loss of hearing]), and +[ptosis]",
        "a lack of vision (+[blindness]) or +[deafness]",
        "a lack of balance (+[ataxia of the limbs]) or +[tremor]",
        "no -[seizures] (-[epilepsy])",
        "Its absence (no -[seizures]) is rare in +[ptosis].",
        # with or without, until, unlike
        "+[cleft lip] with or without +[cleft palate]",
        "People do not have +[seizures] until adulthood.",
        "+[Seizures] do not appear until adulthood.",
        "It is important to rule out ?[scoliosis].",
        "A scan ruled out -[scoliosis].",
        # the finding is the verb
        "infants do not learn and -[lose weight] as they should",
        # backward
        "-[Seizures], -[ataxia] and -[hypotonia] are not seen.",
        "+[Ptosis] has been described, and -[seizures] are not seen.",
        "-[Seizures] are typically not seen.",
        "Despite the +[ptosis], -[seizures] are not seen.",
        "-[Seizures] have not usually been reported.",
        "-[Seizures] are not a recognized feature.",
        "?[Seizures] are not a prominent feature.",
        "?[Seizures] are almost never seen.",
        "There is little evidence of ?[seizures].",
        # a second verb under one denial
        "It does not progress or lead to -[seizures].",
        "They do not usually -[lose weight].",
        "People do not become -[deaf].",
        # a list under one "no" has one verb; a name's letters hide no verb
        "No -[seizures], -[ataxia], or -[vomiting] were noted.",
        "Imaging showed +[scoliosis], and nerve conduction velocity (NCV) was normal.",
    ],
)
def test_reach_of_denials(marked: str, phenotypes: Callable[..., list[Mention]]) -> None:
    """Each marked finding is denied, stated or left open as its sign says."""
    expected = {m["name"]: m["sign"] for m in _MARKED.finditer(marked)}
    contexts = {m.text: m.context for m in phenotypes(_MARKED.sub(r"\g<name>", marked))}
    signs = {name: "-" if c.negated else "?" if c.hedged else "+" for name, c in contexts.items() if name in expected}
    assert signs == expected


@pytest.mark.parametrize(
    ("text", "finding", "frequency"),
    [
        # people who are counted are the subject, or stand behind "in"
        ("Some 40 % have anemia, deafness is common.", "anemia", "Some 40 %"),
        ("Some 40 % have anemia, deafness is common.", "deafness", None),
        ("Some people with ataxia have seizures.", "ataxia", None),
        ("Some people with ataxia have seizures.", "seizures", "Some people"),
        ("Most patients have ataxia, seizures and scoliosis.", "scoliosis", "Most patients"),
        ("Scoliosis has been reported in some patients.", "Scoliosis", "in some patients"),
        ("They have seizures, scoliosis and, in some cases, ataxia.", "scoliosis", None),
        ("They have seizures, scoliosis and, in some cases, ataxia.", "ataxia", "in some cases"),
        ("They have seizures and ataxia (in 12 of 14 patients).", "ataxia", "12 of 14 patients"),
        ("They have seizures and ataxia (in 12 of 14 patients).", "seizures", None),
        ("Not all patients have seizures.", "seizures", None),
        (
            "The association of it with seizures or ataxia has been reported in very rare instances.",
            "seizures",
            "in very rare instances",
        ),
        (
            "The association of it with seizures or ataxia has been reported on rare occasions.",
            "ataxia",
            "on rare occasions",
        ),
        ("People with seizures have been seen in isolated cases.", "seizures", None),
        ("In one family 4 members had seizures.", "seizures", "4 members"),
        ("Four members of his family had seizures.", "seizures", None),
        ("3 of 8 boys, and two of 9 girls had seizures.", "seizures", "3 of 8 boys, and two of 9 girls"),
        ("Seizures were seen in 3/8 boys, and 2/9 girls had ataxia.", "Seizures", "3/8 boys"),
        ("Seizures were found in only 3 of them.", "Seizures", "only 3 of them"),
        # an adverb that is alone in its parentheses is said of what begins behind them
        ("The signs are ataxia, (rarely) seizures and scoliosis.", "seizures", "rarely"),
        ("The signs are ataxia, (rarely) seizures and scoliosis.", "scoliosis", None),
        ("(Sometimes) bad seizures", "seizures", "Sometimes"),
        ("They have ataxia (rarely) and seizures.", "seizures", None),
        ("They have a (usually) mild scoliosis.", "scoliosis", None),
        ("In the most severe cases, seizures occur.", "seizures", None),
        # an adverb belongs to its verb
        ("Women with scoliosis typically have seizures.", "scoliosis", None),
        ("Women with scoliosis typically have seizures.", "seizures", "typically"),
        ("They have fever, vomiting and occasionally seizures.", "vomiting", None),
        ("They have fever, vomiting and occasionally seizures.", "seizures", "occasionally"),
        ("Seizures, sometimes called fits, and ataxia occur.", "ataxia", None),
        ("Less commonly, patients have seizures.", "seizures", "Less commonly"),
        ("Seizures and ataxia are often seen.", "Seizures", "often"),
        ("Seizures usually begin in infancy.", "Seizures", None),
        (
            "They usually have a head that does not grow at the same rate as the body (scoliosis).",
            "scoliosis",
            "usually",
        ),
        ("Rarely, seizures cause bone fracture.", "seizures", None),
        ("Surgery is sometimes needed for scoliosis.", "scoliosis", None),
        ("They have seizures that often lead to ataxia.", "seizures", None),
        # a second clause on other patients, those of one kind, what comes first, what is removed, and whose relative it is
        ("Many children have ataxia and both children and adults may have seizures.", "ataxia", "Many children"),
        ("Many children have ataxia and both children and adults may have seizures.", "seizures", "may"),
        ("Patients in whom most cells have caps typically have seizures.", "seizures", None),
        ("They have ataxia, which is often the first symptom, followed by seizures.", "seizures", None),
        ("Seizures are often associated with fever.", "Seizures", None),
        ("Boys have seizures more often than girls.", "seizures", None),
        ("Seizures are often associated with this disease.", "Seizures", "often"),
        ("Features often associated with joubert syndrome include seizures.", "seizures", "often"),
        ("Treatment usually involves removal of the scoliosis.", "scoliosis", None),
        ("About 20% of patients have a family member with ataxia.", "ataxia", None),
        ("They have a large, heavy, and usually crooked spine (scoliosis), vomiting and seizures.", "seizures", None),
        ("It typically affects children ages 2 to 15, with signs that include ataxia and seizures.", "seizures", None),
        ("Features that often occur in people with this deletion include seizures.", "seizures", "often"),
        ("Signs are often mild and nonspecific, such as ataxia and vomiting.", "vomiting", None),
        ("Seizures most often occur 1-3 years after the disease begins.", "Seizures", None),
        ("Ataxia is often a sign of seizures.", "Ataxia", None),
        ("About 15% of patients have other problems, such as ataxia, seizures, or vomiting.", "seizures", None),
        (
            "About 15% of patients have other problems, such as ataxia, seizures, and vomiting.",
            "seizures",
            "About 15% of patients",
        ),
        ("Some children have seizures called spells.", "seizures", None),
        ("Lung involvement typically results in vomiting.", "vomiting", None),
        # who is counted: a quantifier and people, with words between, or without a noun
        ("A majority of the adult patients (95%) have seizures.", "seizures", "A majority of the adult patients (95%)"),
        ("Seventy-five percent of those with it have seizures.", "seizures", "Seventy-five percent of those"),
        ("Ataxia was present in some, and seizures were seen in a minority.", "Ataxia", "in some"),
        ("Ataxia was present in some, and seizures were seen in a minority.", "seizures", "in a minority"),
        ("About one in four patients develops seizures.", "seizures", "About one in four patients"),
        (
            "Of the 12 affected children, five (42%) have seizures.",
            "seizures",
            "Of the 12 affected children, five (42%)",
        ),
        ("Seizures were found in 12 of 30 families.", "Seizures", None),
        ("The estimate has a 95% CI and seizures were noted.", "seizures", None),
        # those counted have it, and do not only do something; a time, a place, a cause of it
        ("All patients completed the score, which includes ataxia and seizures.", "seizures", None),
        ("Some people have no signs until seizures develop.", "seizures", None),
        ("About 23% had surgery and 4% needed care for seizures.", "seizures", None),
        ("Nine of 17 ataxia patients had seizures.", "ataxia", None),
        ("In most cases, the cause of the ataxia is unknown.", "ataxia", None),
        ("Usually seizures develop in older adults.", "seizures", None),
        ("The body bends in half, or they have seizures.", "seizures", None),
        ("Seizures were seen in half, or in most.", "Seizures", "in half"),
        ("They have vomiting that usually affects adults, ataxia and seizures.", "seizures", None),
        ("The diagnosis is often delayed, leading to ataxia.", "ataxia", None),
        ("It is sometimes useful to test patients with ataxia.", "ataxia", None),
        ("It often causes vomiting, rare seizures and ataxia.", "seizures", None),
        # an adverb of a time, a course, a degree, or of what a part is like
        ("Usually in childhood, patients have seizures.", "seizures", None),
        ("Often in affected children, seizures occur.", "seizures", "Often"),
        ("The disease usually progresses slowly, with ataxia.", "ataxia", None),
        ("They have usually mild scoliosis.", "scoliosis", None),
        ("They usually have mild scoliosis.", "scoliosis", "usually"),
        ("They stumble frequently, have scoliosis and vomiting.", "scoliosis", None),
        ("Often, scoliosis is present.", "scoliosis", "Often"),
        ("They have eyes that are usually blue or green, and scoliosis.", "scoliosis", None),
        ("They have pain that often lasts for days and ataxia.", "ataxia", None),
        ("Occasionally, scoliosis begins as a slight tilt.", "scoliosis", None),
        ("Occasionally, scoliosis develops.", "scoliosis", "Occasionally"),
        ("Often ataxia, vomiting or seizures are the first symptoms.", "ataxia", None),
        ("Seizures sometimes occur without loss of consciousness.", "Seizures", None),
        ("Vomiting is often a sign of ataxia.", "ataxia", None),
        ("Ataxia is generally associated with more severe disease.", "Ataxia", None),
        ("It typically occurs in children with scoliosis.", "scoliosis", None),
        ("An aura often precedes seizures.", "seizures", None),
        ("Sometimes the signs occur only during bouts of vomiting or ataxia.", "ataxia", None),
        ("Warts most often occur on the hands, and scoliosis involves the neck.", "scoliosis", None),
        # what a finding turns into, comes of or is like; what is done about it; what those counted have besides
        ("In rare cases, scoliosis may develop into paralysis.", "scoliosis", None),
        ("In some cases, ataxia results from a lack of vitamins.", "ataxia", None),
        ("In some cases, ataxia or a palsy may be permanent.", "ataxia", None),
        ("Exercise may slow or stop scoliosis in some cases.", "scoliosis", None),
        ("Scoliosis may come back in some cases.", "Scoliosis", None),
        ("About 30% of patients have ataxia in addition to problems of sleep and vomiting.", "vomiting", None),
        ("In rare cases, children stay in hospital when they have severe vomiting.", "vomiting", None),
        (
            "The association of the disease with ataxia has been reported in very rare instances.",
            "ataxia",
            "in very rare instances",
        ),
        ("A link to seizures was noted on rare occasions.", "seizures", "on rare occasions"),
        ("The disease, with seizures, has been reported in isolated cases.", "seizures", None),
    ],
)
def test_scope_of_frequencies(
    text: str, finding: str, frequency: str | None, phenotypes: Callable[..., list[Mention]]
) -> None:
    """A frequency is that of the findings it governs; what nothing shows to be governed has none."""
    contexts = {m.text: m.context for m in phenotypes(text)}
    span = contexts[finding].frequency
    assert (text[span.start : span.end] if span else None) == frequency


@pytest.mark.parametrize(
    ("text", "finding", "hedged"),
    [
        ("A potentially serious complication is ataxia.", "ataxia", False),
        ("Other possible features include ataxia.", "ataxia", False),
        ("The skin may be thick and unusually prone to pain (scoliosis).", "scoliosis", False),
        ("There may be fever, vomiting and seizures.", "seizures", False),
        ("As its name suggests, it comes with seizures.", "seizures", False),
        ("They have ataxia, an increased risk of cancer, and seizures.", "seizures", False),
        ("They have an increased risk of ataxia, vomiting and seizures.", "seizures", True),
        ("The signs, which may come late, include seizures.", "seizures", False),
        ("Small stature which may be due to vomiting, and seizures.", "seizures", False),
        ("It may lead to seizures.", "seizures", True),
        ("The diagnosis is suggested by ataxia and seizures.", "seizures", False),
        ("Signs are ataxia, deafness (if it comes early) and seizures.", "ataxia", False),
        ("Signs are ataxia, deafness (if it comes early) and seizures.", "deafness", True),
        ("Signs are ataxia, deafness (if it comes early) and seizures.", "seizures", False),
        ("If the heart is affected, seizures may come.", "heart is affected", True),
        ("The heart is affected.", "heart is affected", False),
        ("Seizures occur in crowds, which can be large if vomiting is strong.", "Seizures", False),
        ("Most, if not all, patients have seizures.", "seizures", False),
        ("The main, if not the sole, sign is ataxia.", "ataxia", False),
        ("If not sterile, they have seizures.", "seizures", True),
        # a doubt that stands at one finding
        ("They have ataxia and possibly seizures.", "ataxia", False),
        ("They have ataxia and possibly seizures.", "seizures", True),
        ("They have ataxia (?), probable scoliosis and seizures.", "ataxia", True),
        ("They have ataxia (?), probable scoliosis and seizures.", "scoliosis", True),
        ("They have ataxia (?), probable scoliosis and seizures.", "seizures", False),
        ("The association with seizures is uncertain.", "seizures", True),
        ("Ataxia and seizures are possibly part of it.", "Ataxia", True),
        ("The cause of the seizures is uncertain.", "seizures", False),
        ("Possibly fatal seizures occur.", "seizures", False),
        ("They have presumed congenital scoliosis.", "scoliosis", False),
    ],
)
def test_scope_of_hedges(text: str, finding: str, hedged: bool, phenotypes: Callable[..., list[Mention]]) -> None:
    """A hedge leaves open what it governs, and no more."""
    contexts = {m.text: m.context for m in phenotypes(text)}
    assert contexts[finding].hedged is hedged


def test_every_cue_is_of_a_known_kind() -> None:
    """A misspelt kind or direction would make a cue that does nothing; each row says why it is there."""
    kinds = {"negation", "hedge", "chance", "aim", "condition", "frequency", "count", "relative"}
    directions = {"forward", "backward", "phrase", "list", "adverb", "people", "beside", "noun", "verb"}
    for row in package_table("recognise/context", "cues.tsv"):
        assert row["kind"] in kinds, row
        assert row["direction"] in directions, row
        assert row["reason"].strip(), row
