"""Compiles vocabularies into the plain tables a `Lexicon` looks things up in. Slow, so its result is cached."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.language.disease_words import disease_words, loose_disease_key
from pohgraph.language.word_tables import word_tables
from pohgraph.language.words import function_words, loose_key, phrase_key
from pohgraph.model import Reference, Term
from pohgraph.tables import package_table
from pohgraph.vocab.blocks import but_last_digits, first_word, pack_blocks
from pohgraph.vocab.descriptions import describe
from pohgraph.vocab.diseases import (
    FIRM,
    LABEL,
    SCOPE_ORDER,
    disease_entries,
    disease_labels,
    gene_tables,
    gene_words,
    scope_of,
)
from pohgraph.vocab.entries import Entry, pack_entries, pack_term
from pohgraph.vocab.formats.gene_names import read_gene_names
from pohgraph.vocab.formats.hpoa import annotated_genes, hpoa_names, hpoa_profiles
from pohgraph.vocab.formats.mondo_sets import read_mondo_sets
from pohgraph.vocab.formats.obo import Ontology
from pohgraph.vocab.inputs import Input
from pohgraph.vocab.mappings import MappingSet
from pohgraph.vocab.packing import canonical_table, pack_mappings
from pohgraph.vocab.profiles import pack_profiles
from pohgraph.vocab.series import series_tables
from pohgraph.vocab.user.kinds import read_ontology, read_set
from pohgraph.vocab.user.manifest import sha256_of
from pohgraph.vocab.variants import variants

Tables = dict[str, Any]
# A name of this form is an abbreviation: it counts only where the text writes it in just this case.
ABBREVIATION = compiled(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]{2,6}")
_NO_SETS = frozenset({"hpo", "hpoa", "phenotype-to-genes", "genes"})  # kinds of files that are no sets of mappings
_ANYHOW = ("Abnormality of ", "Malformation of ")
_WORDING = "NARROW"  # a wording is no name of the term that HPO knows, so nothing is made of parts of it
_HYPHEN = compiled(r"(?<=[a-z]{2})-(?=[a-z]{2})")


def compile_tables(inputs: Sequence[Input]) -> Tables:
    """All tables of a lexicon, as values that `marshal` can write.

    Raises:
        VocabularyError: a file is missing or malformed, or was altered since it was added.
    """
    for item in inputs:
        if item.added and sha256_of(item.path) != item.added.sha256:
            raise VocabularyError(path=str(item.path), reason="altered since it was added: add the vocabulary again")
    files = {item.kind: item.path for item in inputs}
    ontology = read_ontology(files["hpo"])
    published = frozenset(item.added.iri for item in inputs if item.added)
    sets = [_read_set(item, published) for item in inputs if item.kind not in _NO_SETS]
    annotated = hpoa_names(files["hpoa"])
    canonical = canonical_table(sets)
    genes = annotated_genes(files["phenotype-to-genes"])
    shipped = read_gene_names(files["genes"])
    symbols, aliases = gene_tables(genes.symbols, sets, shipped)
    rows, facts = pack_mappings(sets)
    diseases = list(disease_entries(annotated, sets, canonical))
    named = _with_wordings(_reworded(_index(_term_names(ontology, sets), loose=True), ontology), ontology)
    diseased = _index(diseases, loose=False)
    return {
        "terms": {term.reference.curie: pack_term(term) for term in ontology.terms.values()},
        "replaced": {old.curie: new.curie for old, new in ontology.replaced.items()},
        "phenotypes": _packed(named),
        "diseases": _packed(diseased) | {"loose": pack_blocks(_loosely_named(diseases), first_word)},
        "words": tuple(word_tables(named["exact"], diseased["exact"], named["loose"])),
        "disease_labels": pack_blocks(disease_labels(annotated, sets), but_last_digits),
        "disease_words": dict(Counter(word for name in annotated.values() for word in disease_words(name))),
        "series": series_tables(annotated),
        "profiles": pack_profiles(_current(hpoa_profiles(files["hpoa"]), ontology)),
        "gene_diseases": {gene: " ".join(sorted(found)) for gene, found in genes.diseases.items()},
        "genes": symbols,
        "gene_names": aliases,
        "gene_words": gene_words(shipped),
        "gene_labels": {curie: symbol for symbol, curie in symbols.items()},
        "mappings": {
            "rows": pack_blocks(rows, but_last_digits),
            "facts": facts,
            "canonical": pack_blocks(canonical, but_last_digits),
        },
        "sources": [[s.name, s.title, s.version, s.license, s.sha256, s.iri] for s in describe(inputs)],
    }


def _current(profiles: dict[str, set[str]], ontology: Ontology) -> dict[str, set[str]]:
    """The profiles with the current terms of this release of HPO."""
    replaced = {old.curie: new.curie for old, new in ontology.replaced.items()}
    return {disease: {replaced.get(term, term) for term in terms} for disease, terms in profiles.items()}


def _packed(index: Tables) -> Tables:
    return {name: pack_entries(entries) for name, entries in index.items()}


def _read_set(item: Input, added: Collection[str]) -> MappingSet:
    if item.added is None and item.kind == "mondo":
        return read_mondo_sets(item.path, without=added)  # another release of one of its sets takes that one's place
    found = read_set(item.kind, item.path)
    if item.added is None and found.unknown:
        reason = f"prefixes that prefixes.tsv does not have: {', '.join(sorted(found.unknown))}"
        raise VocabularyError(path=str(item.path), reason=reason)
    return found


def _index(entries: Iterable[Entry], *, loose: bool, as_written: Collection[str] = ()) -> Tables:
    """Names by their exact key, in order of preference, and by their loose key where the names have several words.

    Those of `as_written` have no loose key.
    """
    exact: defaultdict[str, dict[Entry, None]] = defaultdict(dict)
    reworded: defaultdict[str, dict[Entry, None]] = defaultdict(dict)
    for entry in entries:
        key = phrase_key(entry[1])
        if not key:
            continue
        exact[key][entry] = None
        # "Low-set" as "lowset" too; two initials joined so would be another abbreviation.
        if (joined := _HYPHEN.sub("", entry[1])) != entry[1]:
            exact[phrase_key(joined)][entry] = None
        if loose and entry[1] not in as_written and not ABBREVIATION.fullmatch(entry[1]):
            reworded[loose_key(entry[1])][entry] = None
    return {"exact": _preferred(exact), "loose": _preferred(reworded)}


def _loosely_named(diseases: Iterable[Entry]) -> dict[str, str]:
    """Loose key -> the CURIEs of the diseases whose label or exact synonym has it, with blanks between them."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for curie, name, scope in diseases:
        if scope in FIRM and " " in (key := loose_disease_key(name)):
            found[key][curie] = None
    return {key: " ".join(curies) for key, curies in found.items()}


def _reworded(index: Tables, ontology: Ontology) -> Tables:
    above: dict[str, frozenset[str]] = {}

    def ancestors(curie: str) -> frozenset[str]:
        if curie not in above:
            term = ontology.terms.get(Reference.parse(curie))
            parents = [parent.curie for parent in term.parents] if term else []
            above[curie] = frozenset({curie}).union(*map(ancestors, parents))
        return above[curie]

    found = variants(index["loose"], lambda curie, ancestor: ancestor in ancestors(curie))
    return index | {"loose": index["loose"] | found}


def _preferred(index: dict[str, dict[Entry, None]]) -> dict[str, list[Entry]]:
    """Each key's entries: names in just as many words before those with words the key leaves out."""
    return {
        key: sorted(entries, key=lambda e: (_left_out(key, e[1]), SCOPE_ORDER.get(e[2], 9), e[0], e[1]))
        if len(entries) > 1
        else list(entries)
        for key, entries in index.items()
    }


def _left_out(key: str, name: str) -> bool:
    return len(phrase_key(name).split(" ")) > len(key.split(" "))


def _term_names(ontology: Ontology, sets: list[MappingSet]) -> Iterator[Entry]:
    for term in ontology.terms.values():
        yield from _names_of(term)
    for row in package_table("vocab", "lay_synonyms.tsv"):
        if current := _current_term(row["term"], ontology):
            yield current, row["phrase"], row["scope"]
    for literal in (name for s in sets for name in s.names if name.subject.prefix == "HP"):
        yield literal.subject.curie, literal.text, scope_of(literal)


def _with_wordings(index: Tables, ontology: Ontology) -> Tables:
    """The names of findings, and our own wordings where no name, in these words or in others, has their key."""
    wordings = [
        (current, phrase, _WORDING)
        for row in package_table("vocab", "wordings.tsv")
        if (current := _current_term(row["term"], ontology))
        for phrase in row["wordings"].split("|")
    ]
    joining = function_words().keys() - {"of"}
    # "Fat in liver" means its finding in this order of words only: a liver may burn fat.
    as_written = {phrase for _, phrase, _ in wordings if not joining.isdisjoint(phrase.split(" "))}
    ours = _index(wordings, loose=True, as_written=as_written)
    return {name: ours[name] | index[name] for name in index}


def _current_term(written: str, ontology: Ontology) -> str:
    """The term of a row of ours; "" where another release of HPO has withdrawn it."""
    reference = Reference.parse(written)
    current = ontology.replaced.get(reference, reference)
    return current.curie if current in ontology.terms else ""


def _names_of(term: Term) -> Iterator[Entry]:
    yield term.reference.curie, term.label, LABEL
    for text, scope in term.synonyms:
        if not _is_broken(term.label, text) and not _is_wider(term.label, text, scope):
            yield term.reference.curie, text, scope


def _is_wider(label: str, synonym: str, scope: str) -> bool:
    """Whether a synonym says only that something is abnormal, and the label says how: of the skull's shape, asymmetry.

    >>> _is_wider("Cranial asymmetry", "Abnormality of head shape", "RELATED")
    True
    """
    return scope not in FIRM and synonym.startswith(_ANYHOW) and "bnormal" not in label


def _is_broken(label: str, synonym: str) -> bool:
    for row in package_table("vocab", "broken_names.tsv"):
        start = row["label_start"]
        if label.startswith(start) and synonym == row["synonym_start"] + label.removeprefix(start):
            return True
    return False
