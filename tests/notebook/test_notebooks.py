"""The notebooks run from end to end, show what they promise, and are stored without output."""

import asyncio
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from pohgraph.vocab.lexicon import open_lexicon

_FOLDER = Path(__file__).parents[2] / "notebooks"
_NOTEBOOKS = sorted(_FOLDER.glob("*.ipynb"))
# Notebook -> what it says on standard error on purpose.
_COMPLAINTS = {"2-sparql-for-researchers": ["did you mean disease-genes?"]}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, NotebookNode | BaseException]:
    """Each notebook after its run in a folder of its own, or what ended that; as many run at once as there are processors.

    Nothing of the user's settings counts, and `!pohgraph` is the program under test.
    """
    place = tmp_path_factory.mktemp("notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("POHGRAPH_STORE", raising=False)
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(place / name))
        open_lexicon()  # so that no two of them compile it
        return asyncio.run(_run_all(place))


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
def test_notebooks_run(path: Path, runs: dict[Path, NotebookNode | BaseException]) -> None:
    """Every cell runs, nothing unexpected is said on standard error, and pictures survive the export to HTML."""
    notebook = runs[path]
    if isinstance(notebook, BaseException):
        raise notebook
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


async def _run_all(place: Path) -> dict[Path, NotebookNode | BaseException]:
    places = asyncio.Semaphore(os.cpu_count() or 1)

    async def run(path: Path) -> NotebookNode:
        folder = place / path.stem
        folder.mkdir()
        notebook = _read(path)
        async with places:
            await NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).async_execute()
        return notebook

    found = await asyncio.gather(*map(run, _NOTEBOOKS), return_exceptions=True)
    return dict(zip(_NOTEBOOKS, found, strict=True))


def _read(path: Path) -> NotebookNode:
    found: NotebookNode = nbformat.read(path, 4)  # type: ignore[no-untyped-call] # nbformat's
    return found


def _outputs(notebook: NotebookNode) -> list[NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
