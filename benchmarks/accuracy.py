"""How well phenotypes are recognised: pohgraph, FastHPOCR and a plain dictionary on annotated corpora, in one table.

  python benchmarks/accuracy.py CORPUS... [--install] [--also NAME=FILE.tsv]

A CORPUS is a folder with `text/*.txt` and `gold.tsv`; README.md says which columns that has and what counts. `--also` adds
what another tool found in the corpora: a file of document, start, end and HPO id for each corpus, FILE with `{}` where the
corpus' name goes. Nothing is fetched but FastHPOCR, where `--install` asks for it.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from peers import default_cache, fasthpocr, run_dictionary, run_fasthpocr, run_ours

from pohgraph.model import Reference
from pohgraph.schema.branches import PHENOTYPIC_ABNORMALITY
from pohgraph.vocab.lexicon import Lexicon, open_lexicon

Ids = Mapping[str, set[str]]  # document -> the HPO ids that count
_LEFT_OUT = frozenset({"neg", "dropped"})  # flags of gold rows: denied, or not to be judged


class Corpus(NamedTuple):
    """A corpus: its documents' texts by name, and the ids each should give."""

    name: str
    texts: dict[str, str]
    gold: Ids


def main() -> None:
    """Measure and print one table for all corpora."""
    options = _options()
    lexicon = open_lexicon()
    peer = fasthpocr(options.cache, options.environment, install=options.install)
    others = dict(item.split("=", 1) for item in options.also)
    sys.stdout.write(f"{'corpus':<14}{'tool':<20}{'P':>7}{'R':>7}{'F1':>7}{'of ours':>9}\n")
    for folder in filter(Path.is_dir, options.corpora):
        corpus = _read(folder, lexicon)
        texts = list(corpus.texts.values())
        runs = [run_ours(texts), run_dictionary(texts)]
        if peer:
            runs += [run_fasthpocr(texts, *peer, policy) for policy in ("nested", "longest")]
        found = {
            run.name: {
                document: _counted((curie for _, _, curie in page), lexicon)
                for document, page in zip(corpus.texts, run.found, strict=True)
            }
            for run in runs
        }
        found |= {name: _written(Path(file.format(corpus.name)), lexicon) for name, file in others.items()}
        scores = {name: score(ids, corpus) for name, ids in found.items()}
        ours = scores[runs[0].name][2]
        for name, (precision, recall, f1) in scores.items():
            ratio = f1 / ours if ours else 0.0
            figures = "".join(f"{100 * value:>7.1f}" for value in (precision, recall, f1))
            sys.stdout.write(f"{corpus.name:<14}{name:<20}{figures}{ratio:>9.2f}\n")


def score(found: Ids, corpus: Corpus) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of document and id."""
    right = sum(len(found.get(document, set()) & corpus.gold.get(document, set())) for document in corpus.texts)
    given = sum(len(found.get(document, ())) for document in corpus.texts)
    wanted = sum(len(corpus.gold.get(document, ())) for document in corpus.texts)
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def _read(folder: Path, lexicon: Lexicon) -> Corpus:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "text").glob("*.txt"))}
    gold: defaultdict[str, set[str]] = defaultdict(set)
    with (folder / "gold.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["flag"] not in _LEFT_OUT:
                gold[row["doc_id"]] |= _counted([row["hp"]], lexicon)
    return Corpus(folder.name, texts, gold)


def _written(path: Path, lexicon: Lexicon) -> Ids:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[3:4] and cells[3].startswith("HP:"):
            found[cells[0]] |= _counted([cells[3]], lexicon)
    return found


def _counted(curies: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Current ids of phenotypic abnormalities; ids HPO does not know stay, and are wrong."""
    counted: set[str] = set()
    for curie in curies:
        term = lexicon.term(Reference.parse(curie))
        if term is None:
            counted.add(curie)
        elif term.reference != PHENOTYPIC_ABNORMALITY and lexicon.is_a(term.reference, PHENOTYPIC_ABNORMALITY):
            counted.add(term.reference.curie)
    return counted


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=FILE.tsv", help="another tool's findings")
    parser.add_argument("--install", action="store_true", help="fetch FastHPOCR into its own environment")
    parser.add_argument("--environment", type=Path, help="an environment that has FastHPOCR and pronto")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where environment and index are kept")
    return parser.parse_args()


if __name__ == "__main__":
    main()
