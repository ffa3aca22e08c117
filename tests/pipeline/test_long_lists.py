"""What a build tells of each page waits on disk where the pages are many, and says the same as in memory."""

import json
import pickle
from dataclasses import fields
from pathlib import Path

from pohgraph.model import DocumentReport, Remark, Report
from pohgraph.pipeline.ledger import Ledger
from pohgraph.pipeline.long_lists import LongList, long_list
from pohgraph.pipeline.report import as_json, stored_report
from pohgraph.pipeline.sources import PageSource

_STRANGE = "a\udcff\U0001f9ec\n"  # of a file name that is no text, and beyond the first plane


def _remark(number: int) -> Remark:
    return Remark(document=f"pohdoc:{number}", code="no_topic", message=_STRANGE, start=number)


def test_a_long_list_is_the_tuple_of_its_items() -> None:
    """It is asked, compared and sent to other processes like one; a short list is one."""
    items = tuple(map(_remark, range(2_345)))
    long = long_list(iter(items))
    assert isinstance(long, LongList)
    assert long == items
    assert long != items[:-1]
    assert hash(long) == hash(items)
    assert (long[0], long[-1], long[1_234], long[5:250:7]) == (items[0], items[-1], items[1_234], items[5:250:7])
    assert pickle.loads(pickle.dumps(long)) == items
    assert [(one, other) for one, other in zip(long, long, strict=True) if one != other] == []
    assert long_list(items[:3]) == items[:3]
    assert isinstance(long_list(items[:3]), tuple)


def test_a_report_is_written_as_the_whole_of_it_would_be() -> None:
    """Piece by piece, the same JSON as at once, with many pages and with none."""
    page = DocumentReport(
        id="pohdoc:a", path=_STRANGE, family="text", title="", about="", about_label="", counts=(("biolink:causes", 2),)
    )
    for report in (
        Report(),
        Report(documents=(page,) * 2, remarks=tuple(map(_remark, range(3))), failures=("x\ny",), decisions=(("a", 1),)),
    ):
        whole = json.dumps(report, ensure_ascii=False, indent=1, default=_slots)
        assert "".join(as_json(report)) == whole
        assert stored_report(whole).remarks == report.remarks


def test_a_ledger_gives_pages_back_sorted_and_renamed(tmp_path: Path) -> None:
    """Pages that share an id are found, in the order in which they came, and sorted under the ids that they are given."""
    with Ledger(tmp_path) as ledger:
        for number, document in enumerate(("b", _STRANGE, "a", "b")):
            source = PageSource(_STRANGE, f"folder/{number}", b"", place=str(number))
            ledger.add(document, f"{number:064x}", source)
        assert ledger.origin("b", f"{3:064x}") == "folder/3"
        assert ledger.origin("b", f"{1:064x}") is None
        assert ledger.alike()
        assert [page.place for page in ledger.firsts()] == ["0"]
        assert [page.place for page in ledger.sharing()] == ["0", "3"]
        ledger.rename((page.number, f"b-{page.sha256[-1]}") for page in ledger.sharing())
        found = [(page.called, page.document, page.name, page.place) for page in ledger.pages()]
    assert found == [("a", "a", _STRANGE, "2"), (_STRANGE, _STRANGE, _STRANGE, "1")] + [
        (f"b-{number}", "b", _STRANGE, number) for number in ("0", "3")
    ]


def test_a_ledger_forgets_remarks_and_sorts_the_rest(tmp_path: Path) -> None:
    """Those of a page that is renamed go, however often they were made."""
    remarks = [_remark(number) for number in (3, 20, 3, 1)]
    with Ledger(tmp_path) as ledger:
        ledger.add_remarks(remarks)
        ledger.drop_remarks([_remark(3)])
        assert list(ledger.remarks()) == sorted(remarks[1::2])


def _slots(value: object) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]
