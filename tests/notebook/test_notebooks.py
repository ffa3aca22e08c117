"""The notebooks run from end to end, show what they promise, and are stored without output."""

import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat import NotebookNode

_FOLDER = Path(__file__).parents[2] / "notebooks"
_NOTEBOOKS = sorted(_FOLDER.glob("*.ipynb"))
# Notebook -> what it says on standard error on purpose.
_COMPLAINTS = {"2-sparql-for-researchers": ["did you mean disease-genes?"]}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder notebooks are run in, one after the other."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(autouse=True)
def _own_settings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's settings counts, and `!pohgraph` is the program under test."""
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(place / name))


def test_there_are_notebooks() -> None:
    """All five are there."""
    assert [path.name[0] for path in _NOTEBOOKS] == list("12345")


@pytest.mark.parametrize("path", _NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_stored_without_output(path: Path) -> None:
    """What a cell gave on somebody's machine is not kept, nor how often it was run."""
    code = [cell for cell in _read(path).cells if cell.cell_type == "code"]
    assert code
    assert not [cell.id for cell in code if cell.outputs or cell.execution_count]


@pytest.mark.parametrize("path", _NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run(path: Path, place: Path) -> None:
    """Every cell runs, nothing unexpected is said on standard error, and pictures survive the export to HTML."""
    notebook = _read(path)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(place)}}).execute()
    complaints = [o.text for o in _outputs(notebook) if o.output_type == "stream" and o.name == "stderr"]
    wanted = _COMPLAINTS.get(path.stem, [])
    assert len(complaints) == len(wanted)
    assert all(want in said for want, said in zip(wanted, complaints, strict=True))
    pictures = [o for o in _outputs(notebook) if "image/svg+xml" in o.get("data", {})]
    assert pictures or path.stem.startswith(("2", "4"))
    html, _ = HTMLExporter().from_notebook_node(notebook)  # type: ignore[no-untyped-call] # nbconvert's
    still = [o for o in pictures if "text/html" not in o.data]
    assert html.count('src="data:image/svg+xml') == len(still)
    assert html.count("srcdoc=") == len(pictures) - len(still)


def _read(path: Path) -> NotebookNode:
    found: NotebookNode = nbformat.read(path, 4)  # type: ignore[no-untyped-call] # nbformat's
    return found


def _outputs(notebook: NotebookNode) -> list[NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
