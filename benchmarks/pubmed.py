"""What it costs to read a baseline file of PubMed: 30,000 citations in one gzipped file, of which those on diseases are chosen.

    python benchmarks/pubmed.py TEXTS [--citations 3000 30000] [--share 0.1] [--build]

TEXTS is a folder of abstracts on genetic disorders as text files, such as those of GSC+. The file is made here, as NLM writes it: a third
of the citations has no abstract, `--share` of the others is such an abstract, and the rest is on other things, made of sentences
below. All have their own PMIDs, authors, MeSH terms and references. What share of PubMed names a disease is not known here; say yours. Texts
come again, so names in them are remembered: new ones take up to twice the time. Each run is a process of its own, without the cache.
Seconds are those of the processor, children included; memory is the peak of the largest process.
"""

import argparse
import gzip
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
_THINGS = [
    "soil",
    "water",
    "steel",
    "maize",
    "larvae",
    "nurses",
    "electrodes",
    "polymers",
    "sediments",
    "students",
    "enzymes",
    "membranes",
    "isotopes",
    "ligands",
]
_DONE = [
    "measured",
    "compared",
    "sampled",
    "modelled",
    "heated",
    "interviewed",
    "sequenced",
    "stained",
    "weighed",
    "simulated",
    "filtered",
    "randomised",
]
_FOUND = [
    "increased",
    "decreased",
    "varied",
    "doubled",
    "saturated",
    "remained",
    "stable",
    "declined",
    "correlated",
    "with",
    "depth",
    "differed",
    "by",
    "season",
]
_SENTENCES = (
    "We {done} {thing} from {number} sites over {other} weeks.",
    "The yield of {thing} {found} when the temperature rose by {other} degrees (p<0.0{other}).",
    "In {number} samples the {thing} {found}, while the {another} {found2}.",
    "Little is known about how {thing} respond to pressure, light and training.",
    "A regression with {other} covariates explained {other}% of the variance in {another}.",
    "These results suggest that {thing} and {another} should be {done} together in future work.",
    "Methods for {thing} are reviewed, and their cost is discussed.",
)
_ABSENT = 1 / 3  # of the citations
_SEED = 7


def main() -> None:
    """Make a file of each size and read it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of abstracts on genetic disorders")
    parser.add_argument("--citations", type=int, nargs="+", default=[3_000, 30_000])
    parser.add_argument("--share", type=float, default=0.1, help="of the abstracts, those taken from TEXTS")
    parser.add_argument("--build", action="store_true", help="build a graph, too")
    given = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(given.texts.iterdir()) if path.is_file()]
    print(f"{'citations':>9} {'':8}{'processor s':>12}{'citations/s':>13}{'peak MiB':>10}")
    for size in given.citations:
        with TemporaryDirectory(prefix="pohgraph-benchmark-") as folder:
            file = Path(folder) / "pubmed25n0001.xml.gz"
            with gzip.open(file, "wt", encoding="utf-8") as out:
                out.writelines(_file(size, texts, given.share))
            _measure(size, "extract", str(file), "-o", os.devnull)
            if given.build:
                _measure(size, "build", str(file), "--no-cache", "--store", str(Path(folder) / "store"))


def _measure(size: int, command: str, *words: str) -> None:
    line = [sys.executable, "-m", "pohgraph", command, "--only-on-diseases", *words]
    process = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    assert process.stderr
    told = [line for line in process.stderr if "records read" in line]
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"{command} failed: status {status}")
    seconds = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / 1024
    print(
        f"{size:>9,} {command:8}{seconds:>12.1f}{size / seconds:>13.0f}{peak:>10.0f}  {''.join(told).strip()}",
        flush=True,
    )


def _file(size: int, texts: list[str], share: float) -> Iterator[str]:
    chance = random.Random(_SEED)  # noqa: S311 - the same file each time
    yield _HEAD
    for number in range(1, size + 1):
        title, abstract = _words(chance, texts, share)
        yield _citation(number, title, abstract, chance)
    yield "</PubmedArticleSet>\n"


def _words(chance: random.Random, texts: list[str], share: float) -> tuple[str, str]:
    """A title and an abstract, if there is one."""
    if chance.random() < _ABSENT:
        return _sentence(chance), ""
    if chance.random() < share:
        title, _, rest = chance.choice(texts).strip().partition(". ")
        return title + ".", rest or title
    return _sentence(chance), " ".join(_sentence(chance) for _ in range(chance.randrange(5, 12)))


def _sentence(chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(
        done=chance.choice(_DONE),
        thing=chance.choice(_THINGS),
        another=chance.choice(_THINGS),
        found=chance.choice(_FOUND),
        found2=chance.choice(_FOUND),
        number=chance.randrange(10, 900),
        other=chance.randrange(2, 9),
    )


def _citation(number: int, title: str, abstract: str, chance: random.Random) -> str:
    names = "".join(
        f'<Author ValidYN="Y"><LastName>Name{chance.randrange(9000)}</LastName><ForeName>A B</ForeName><Initials>AB</Initials></Author>'
        for _ in range(chance.randrange(1, 8))
    )
    mesh = "".join(
        f'<MeshHeading><DescriptorName UI="D{chance.randrange(10**6):06d}" MajorTopicYN="N">{word}</DescriptorName></MeshHeading>'
        for word in ("Animals", "Humans", "Kinetics", "Time Factors")
    )
    cited = "".join(
        f'<Reference><Citation>J Ex. 2001;{n}:1-9</Citation><ArticleIdList><ArticleId IdType="pubmed">{chance.randrange(10**7)}</ArticleId></ArticleIdList></Reference>'
        for n in range(chance.randrange(0, 12))
    )
    words = f"<Abstract><AbstractText>{escape(abstract, quote=False)}</AbstractText></Abstract>" if abstract else ""
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Manual"><PMID Version="1">{number}</PMID>
<DateCompleted><Year>1976</Year><Month>01</Month><Day>16</Day></DateCompleted><DateRevised><Year>2019</Year><Month>02</Month><Day>08</Day></DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0006-2944</ISSN><JournalIssue CitedMedium="Print"><Volume>13</Volume><Issue>2</Issue><PubDate><Year>1975</Year><Month>Jun</Month></PubDate></JournalIssue><Title>Journal of examples</Title><ISOAbbreviation>J Ex</ISOAbbreviation></Journal>
<ArticleTitle>{escape(title, quote=False)}</ArticleTitle><Pagination><MedlinePgn>117-26</MedlinePgn></Pagination>{words}
<AuthorList CompleteYN="Y">{names}</AuthorList><Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<MeshHeadingList>{mesh}</MeshHeadingList></MedlineCitation>
<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">{number}</ArticleId><ArticleId IdType="doi">10.9999/ex.{number}</ArticleId></ArticleIdList><ReferenceList>{cited}</ReferenceList></PubmedData></PubmedArticle>
"""


if __name__ == "__main__":
    main()
