"""The decisions that a browser keeps and gives as a file are, byte for byte, what the program writes."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.needs import ROOT, missing
from tests.review.decided import read_decisions

from pohgraph.answers.shapes import Decision
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision

_FRONTEND = ROOT / "frontend"
_RUN = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const { toTsv, fromTsv } = await import(pathToFileURL(process.argv[1]).href);
const given = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(typeof given === "string" ? JSON.stringify(fromTsv(given)) : toTsv(given));
"""
_AWKWARD = (
    "",
    "plain",
    "so \"it\" is, 'quoted', and “so”",
    '"{""state"": ""open""}"',
    "a\ttab, a\nline, a\r\nline and a \\ backslash \\n \\t",
    "no-break\u00a0blank, line\u2028separator, paragraph\u2029, next\u0085line, feed\x0c, tab\x0b",
    "zero\u200bwidth, mark\ufeff, soft\u00adhyphen, joined \U0001f469\u200d\U0001f52c",
    "nul\x00 bell\x07 escape\x1b[0m delete\x7f file\x1cseparator",
    "né, Ünïcode, e\u0301, 日本語, العربية, हिन्दी, \U0001f600, \U0001d518\U0001d52b\U0001d526",
    "# no comment, and = no formula",
    " blanks  around ",
    "x" * 1990,
    "</script> & <b> \u2019",
)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's own writer, as Node can run it."""
    bundler = _FRONTEND / "node_modules" / ".bin" / "esbuild"
    if not bundler.exists() or not shutil.which("node"):
        missing("PAGE", "Node or the packages of the page are not installed: `make page` installs them")
    out = tmp_path_factory.mktemp("writer") / "tsv.mjs"
    options = ("--bundle", "--format=esm", "--platform=node", "--log-level=error", f"--outfile={out}")
    subprocess.run([bundler, _FRONTEND / "src" / "review" / "tsv.ts", *options], check=True)
    return out


def test_awkward_texts_are_written_alike(writer: Path, tmp_path: Path) -> None:
    """What a curator may type or paste: the browser's file is read, and written again it is the same."""
    given = [
        _decision(f"pohassoc:{number}{kind}", kind, text)
        for number, text in enumerate(_AWKWARD)
        for kind in ("accept", "reject", "edit")
    ]
    told = _node(writer, given)
    browsers = tmp_path / "browser.tsv"
    browsers.write_bytes(told)
    kept = read_decisions(browsers)
    assert len(kept) == len(given)
    ours = tmp_path / "ours.tsv"
    for decision in kept.values():
        add_decision(ours, decision)
    assert ours.read_bytes() == told
    for decision in given:
        if decision["comment"].isprintable():
            assert kept[decision["claim"]]["comment"] == " ".join(decision["comment"].split())


def test_what_the_program_writes_a_browser_reads(writer: Path, tmp_path: Path) -> None:
    """Decisions that are taken back are gone, the others whole."""
    file = tmp_path / "ours.tsv"
    for number, text in enumerate(_AWKWARD):
        if text.isprintable():
            add_decision(file, decision_from(_decision(f"pohassoc:{number}", "edit", text.strip())))
    add_decision(file, decision_from({"claim": "pohassoc:1", "decision": "undo"}))
    found = json.loads(_node(writer, file.read_text(encoding="utf-8")))
    assert {one["claim"]: one for one in found} == read_decisions(file)
    assert "pohassoc:1" not in {one["claim"] for one in found}


def _decision(claim: str, kind: str, text: str) -> Decision:
    return {
        "claim": claim,
        "decision": kind,
        "changes": {"frequency": "", "object": text, "predicate": "biolink:causes"} if kind == "edit" else {},
        "comment": text,
        "curator": f"Ada {text}"[:100],
        "date": "2026-01-02T03:04:05Z",
        "evidence": "0123456789abcdef01234567",
        "statement": text,
    }


def _node(writer: Path, given: object) -> bytes:
    """What the page's code makes of decisions (a file) or of a file (decisions)."""
    command = ["node", "--input-type=module", "-e", _RUN, str(writer)]
    return subprocess.run(command, input=json.dumps(given).encode(), stdout=subprocess.PIPE, check=True).stdout
