"""What the shell completes, as bash asks for it: one line for each word, and nothing where nothing is known."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_NOWHERE = Path("nowhere.db")


def _completed(store: Path, *words: str) -> list[str]:
    """What follows the last of the words, broken as bash breaks them."""
    return _answered(store, {"COMP_WORDS": "\n".join(("pohgraph", *words)), "COMP_CWORD": str(len(words))})


def _answered(store: Path, asked: dict[str, str]) -> list[str]:
    environment = os.environ | asked | {"_POHGRAPH_COMPLETE": "bash_complete", "POHGRAPH_STORE": str(store)}
    code = "import sys; sys.argv = ['pohgraph']; from pohgraph.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == ""
    return [line.removeprefix("plain,").replace(r"\\", "\\") for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("show", "GNA"), "GNAS"),
        (("show", "progressive"), r"progressive\ osseous\ heteroplasia"),
        (("show", r"progressive\ oss"), r"progressive\ osseous\ heteroplasia"),
        (("show", '"progressive oss'), "progressive osseous heteroplasia"),
        (("show", "mondo", ":", "000"), "0008153"),
        (("show", "MONDO", ":"), "0008153"),
        (("show", ""), r"progressive\ osseous\ heteroplasia"),
        (("search", "--kind", "dis"), "disease"),
        (("export", "kgx-t"), "kgx-tsv"),
        (("conflicts", "--rule", "name-of"), "name-of-another"),
        (("conflicts", "--kind", "pol"), "polarity"),
        (("compare", "--status", "not"), r"not\ in\ HPOA"),
        (("compare", "--against", "orphanet", "--status", "not"), r"not\ in\ Orphanet"),
        (("explain", "POH", "has_ph"), "has_phenotype"),
        (("explain", "POH", "has_phenotype", "Osteoma"), r"Osteoma\ cutis"),
        (("review", "--disease", "PO"), "POH"),
        (("query", "disease-g"), "disease-genes"),
        (("query", "disease-genes", "-p", ""), "disease="),
        (("query", "disease-genes", "-p", "disease", "=", "PO"), "POH"),
    ],
)
def test_words_are_completed(seeds_path: Path, words: tuple[str, ...], found: str) -> None:
    """Names and CURIEs of the graph, kinds, formats, queries and their parameters."""
    assert found in _completed(seeds_path, *words)


def test_only_what_a_command_takes_is_completed(seeds_path: Path) -> None:
    """A disease is compared, and no gene."""
    assert "GNAS" not in _completed(seeds_path, "compare", "")
    assert "GNAS" not in _completed(seeds_path, "query", "disease-genes", "-p", "disease", "=", "")


@pytest.mark.parametrize("words", [("show", ""), ("show", "--store", "elsewhere.db", "P"), ("compare", "P")])
def test_without_a_graph_nothing_is_completed(words: tuple[str, ...]) -> None:
    """Where there is no graph the shell stays silent."""
    assert _completed(_NOWHERE, *words) == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"COMP_CWORD": "1"},
        {"COMP_WORDS": "pohgraph"},
        {"COMP_WORDS": "pohgraph\nshow", "COMP_CWORD": ""},
        {"COMP_WORDS": "pohgraph show", "COMP_CWORD": "-1"},
    ],
)
def test_without_a_word_to_complete_there_is_nothing(seeds_path: Path, asked: dict[str, str]) -> None:
    """Where the shell does not say which word is meant, nothing is completed and nothing is said."""
    assert _answered(seeds_path, asked) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_gets_one_word(seeds_path: Path, tmp_path: Path) -> None:
    """In bash itself, a name with blanks is one word after completion."""
    command = tmp_path / "pohgraph"
    code = "from pohgraph.cli import main; main()"
    command.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    command.chmod(0o755)
    script = (
        'eval "$(pohgraph completion bash)"; COMP_WORDS=(pohgraph show prog); COMP_CWORD=2; '
        '_pohgraph_completion pohgraph; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "POHGRAPH_STORE": str(seeds_path)}
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[0] == r"progressive\ osseous\ heteroplasia"
