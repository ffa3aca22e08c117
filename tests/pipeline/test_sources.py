"""What an input may be: a file, a folder, a pattern, an archive, standard input; and what goes wrong with each."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from pohgraph.errors import PohgraphError
from pohgraph.model import Remark
from pohgraph.pipeline import streams
from pohgraph.pipeline.sources import PageSource, find_files, open_pages

BULK = (Path(__file__).parents[1] / "read" / "samples" / "medlineplus_bulk.xml").read_bytes()


def pages(*paths: Path | str) -> dict[str, bytes]:
    """The pages of inputs, by where they come from."""
    found = list(open_pages(find_files([Path(path) for path in paths])))
    assert {item.code for item in found if isinstance(item, Remark)} <= {"not_read"}
    assert not [item for item in found if not isinstance(item, PageSource | Remark)]
    return {f"{page.origin} {page.place}".strip(): page.data for page in found if isinstance(page, PageSource)}


def failures(*paths: Path | str) -> list[str]:
    """What could not be read, as it is shown."""
    return [
        str(found) for found in open_pages(find_files([Path(p) for p in paths])) if isinstance(found, PohgraphError)
    ]


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    """A tar with these members."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # the mode is one of tarfile's
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of pages, one packed, one deeper, and one file that is none."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.HTML", "deep/c.xml", "notes.pdf"):
        (tmp_path / "in" / name).write_bytes(name.encode())
    (tmp_path / "in" / "d.xml.gz").write_bytes(gzip.compress(b"packed"))
    return tmp_path / "in"


def test_a_folder_gives_its_pages_in_order(folder: Path) -> None:
    """By name, deeper ones too, packed ones unpacked; other files are no pages."""
    assert list(pages(folder).values()) == [b"a.HTML", b"b.txt", b"packed", b"deep/c.xml"]


def test_a_pattern_gives_what_it_matches(folder: Path) -> None:
    """Sorted; two stars reach every folder; what a pattern names may have any suffix."""
    assert list(pages(folder / "*.txt").values()) == [b"b.txt"]
    assert list(pages(folder / "**" / "*.*[Ll]").values()) == [b"a.HTML", b"deep/c.xml"]
    assert list(pages(folder / "n*").values()) == [b"notes.pdf"]
    assert list(pages(folder / "dee*").values()) == [b"deep/c.xml"]
    assert failures(folder / "*.zip") == [f"{folder}/*.zip: no file matches"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    """Brackets in a name are a name's brackets."""
    (tmp_path / "a[1].txt").write_bytes(b"bracket")
    assert list(pages(tmp_path / "a[1].txt").values()) == [b"bracket"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_is_read_member_by_member(tmp_path: Path, mode: str) -> None:
    """However it is packed and whatever it is called."""
    path = tarred(tmp_path / "archive", {"x/b.txt": b"one", "x/a.txt": b"two", "x/c.pdf": b"no page"}, mode)
    assert pages(path) == {f"{path}!x/b.txt": b"one", f"{path}!x/a.txt": b"two"}


def test_a_zip_is_read_member_by_member(tmp_path: Path) -> None:
    """Members are called after the archive and their path; what systems put beside them is left out."""
    path = zipped(tmp_path / "a.zip", {"x/b.txt": b"one", "__MACOSX/x/._b.txt": b"fork", "x/._b.txt": b"fork"})
    assert pages(path) == {f"{path}!x/b.txt": b"one"}
    assert [page.name for page in open_pages(find_files([path])) if isinstance(page, PageSource)] == ["b.txt"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_that_file(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """It is called after the file within, and may hold many pages."""
    path = tmp_path / "ghr-summaries.xml.gz"
    path.write_bytes(pack(BULK))
    found = list(open_pages(find_files([path])))
    assert [page.name for page in found if isinstance(page, PageSource)] == ["ghr-summaries.xml"] * 2
    assert [found.message for found in found if isinstance(found, Remark)] == [
        f"{path}: 1 <gene-summary> are about no disorder and were not read"
    ]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_bulk_files_in_archives_are_cut_into_records(tmp_path: Path, make: Callable[..., Path]) -> None:
    """A record says which member it stands in, and where."""
    path = make(tmp_path / "archive", {"ghr.xml": BULK})
    places = [(page.origin, page.place) for page in open_pages(find_files([path])) if isinstance(page, PageSource)]
    assert places == [(f"{path}!ghr.xml", "record 1 at byte 161"), (f"{path}!ghr.xml", "record 2 at byte 2428")]


@pytest.mark.parametrize("data", [b"Bone forms.", gzip.compress(b"Bone forms.", mtime=0)])
def test_standard_input_is_a_file(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Packed or not."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert pages("-") == {"standard input": b"Bone forms."}


class _Pipe(io.BytesIO):
    """What a pipe is like: it cannot go back, and gives a few bytes at a time."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def read(self, size: int | None = -1) -> bytes:
        return super().read(size if size is None or size < 0 else min(size, 7))


@pytest.mark.parametrize("make", [zipped, tarred])
def test_standard_input_may_be_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., Path]
) -> None:
    """A zip is read from its end, so that it is kept aside first; a tar as it comes in."""
    path = make(tmp_path / "archive", {"a.txt": b"one", "b.txt": b"two"})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(_Pipe(path.read_bytes())))
    assert pages("-") == {"standard input!a.txt": b"one", "standard input!b.txt": b"two"}


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../up.txt", "its path leads out of the archive"),
        ("/etc/top.txt", "its path leads out of the archive"),
        ("C:\\x\\top.txt", "its path leads out of the archive"),
        ("inner.zip", "an archive within an archive; unpack the outer one first"),
        ("inner.xml.gz", "an archive within an archive; unpack the outer one first"),
    ],
)
def test_a_member_that_is_refused_leaves_the_others_alone(
    tmp_path: Path, make: Callable[..., Path], name: str, reason: str
) -> None:
    """One line names archive and member; the rest goes on."""
    path = make(tmp_path / "archive", {"a.txt": b"one", name: b"x", "b.txt": b"two"})
    found = list(open_pages(find_files([path])))
    assert [page.data for page in found if isinstance(page, PageSource)] == [b"one", b"two"]
    assert failures(path) == [f"{path}!{name}: {reason}"]


def test_a_member_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    """Control characters in its name are not passed on."""
    path = tarred(tmp_path / "archive", {"\x1b[2J/../x.txt": b"x"})
    assert failures(path) == [f"{path}!?[2J/../x.txt: its path leads out of the archive"]


def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    """A tar may name any file of the machine; none is read."""
    path = tmp_path / "links.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("sym.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert failures(path) == [f"{path}!{n}.txt: a link or a device, not a file" for n in ("sym", "hard", "dev")]


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    """What it says is what to do; members without a password are read."""
    path = zipped(tmp_path / "a.zip", {"a.txt": b"one", "b.txt": b"two"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the first member's flag in the list of members
    path.write_bytes(data)
    assert failures(path) == [f"{path}!a.txt: encrypted; unpack it with its password"]
    assert [p.data for p in open_pages(find_files([path])) if isinstance(p, PageSource)] == [b"two"]


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize("part", [3, 6, 9])
def test_a_broken_archive_is_one_line(tmp_path: Path, make: Callable[..., Path], part: int) -> None:
    """An archive cut off anywhere gives what is whole and an error, never a traceback."""
    words = {f"{n}.txt": bytes((n * i * i) % 251 for i in range(3_000)) for n in range(1, 9)}
    path = make(tmp_path / "archive", words)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * part // 10])
    found = list(open_pages(find_files([path])))
    assert isinstance(found[-1], PohgraphError)
    assert "damaged" in str(found[-1])
    assert all(page.data in words.values() for page in found if isinstance(page, PageSource))


def test_a_broken_member_leaves_the_others_alone(tmp_path: Path) -> None:
    """Its checksum does not hold, and it is not read."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"one, as it was")
        archive.writestr("b.txt", b"two")
    path.write_bytes(path.read_bytes().replace(b"one, as", b"1, then"))
    assert [p.data for p in open_pages(find_files([path])) if isinstance(p, PageSource)] == [b"two"]
    assert failures(path) == [f"{path}!a.txt: damaged or not readable: bad CRC-32 for file 'a.txt'"]


@pytest.mark.parametrize("make", [zipped, tarred])
def test_an_archive_without_pages_says_so(tmp_path: Path, make: Callable[..., Path]) -> None:
    """And names what would be a page."""
    (found,) = failures(make(tmp_path / "archive", {"a.pdf": b"x"}))
    assert found.startswith(f"{tmp_path}/archive: the archive holds no page (.txt ")


@pytest.mark.parametrize(
    "members",
    [
        {"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
    ],
    ids=["pptx", "odt"],
)
def test_an_office_document_is_no_archive_of_pages(tmp_path: Path, members: dict[str, bytes]) -> None:
    """It is a zip of XML by its bytes alone."""
    path = zipped(tmp_path / "a.docx", members)
    assert failures(path) == [f"{path}: an office document, not an archive of pages: save it as text or HTML"]


@pytest.mark.parametrize(
    ("begins", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an office document: save it"),
        (b"From: <Saved by Blink>\r\nSubject: POH\r\n", "a web page and its pictures in one file (MHTML)"),
        (
            b"MIME-Version: 1.0\nX-Part: a\n\tb\nContent-Type: multipart/related;",
            "a web page and its pictures in one file",
        ),
        (b"bplist00\xd1", "a web archive of Safari"),
    ],
    ids=["doc", "mhtml", "mail", "webarchive"],
)
def test_a_document_that_is_not_text_says_how_to_save_it(tmp_path: Path, begins: bytes, told: str) -> None:
    """By its first bytes, whatever its name is, and packed as well: its markup would be read as the words of a page."""
    plain, packed = tmp_path / "page.txt", tmp_path / "page.txt.gz"
    plain.write_bytes(begins)
    packed.write_bytes(gzip.compress(begins))
    for path in (plain, packed):
        (found,) = failures(path)
        assert found.startswith(f"{path}: {told}")


def _bombs(folder: Path) -> Iterator[Path]:
    zeros = b"0" * (40 * 2**20)
    yield zipped(folder / "bomb.zip", {"a.txt": zeros, "b.txt": b"after"})
    yield tarred(folder / "bomb.tgz", {"a.txt": zeros, "b.txt": b"after"})
    path = folder / "bomb.txt.gz"
    path.write_bytes(gzip.compress(zeros))
    yield path


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    """What unpacks to hundreds of times its size is given up, in little memory."""
    for path in _bombs(tmp_path):
        tracemalloc.start()
        found = failures(path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(found) == 1
        assert "expands to more than 200 times its size" in found[0]
        assert peak < 48 * 2**20


def test_a_file_larger_than_any_page_is_refused(tmp_path: Path) -> None:
    """Before it fills the memory, be it a file or a member."""
    noise = bytes(range(256)) * 4_096
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        for _ in range(65):
            file.write(noise)
    assert failures(path) == [f"{path}: larger than 64 MiB, no page is: split the file"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "huge.txt")
        archive.writestr("b.txt", b"two")
    assert failures(tmp_path / "a.zip") == [
        f"{tmp_path}/a.zip!huge.txt: larger than 64 MiB, no page is: split the file"
    ]


def test_an_empty_folder_says_what_a_page_is(tmp_path: Path) -> None:
    """So does a folder of other files."""
    assert failures(tmp_path)[0].startswith(f"{tmp_path}: the folder holds no page (.txt ")


def test_bulk_files_stream(tmp_path: Path) -> None:
    """Forty MiB of records take no more memory than a few of them."""
    record = BULK[BULK.index(b"<health-condition-summary") : BULK.index(b"</health-condition-summary>") + 27]
    path = tmp_path / "bulk.xml"
    with path.open("wb") as file:
        file.write(b"<summaries>\n")
        for _ in range(40 * 2**20 // len(record)):
            file.write(record)
        file.write(b"</summaries>")
    tracemalloc.start()
    count = sum(isinstance(found, PageSource) for found in open_pages(find_files([path])))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40 * 2**20 // len(record)
    assert peak < 16 * 2**20


def test_what_is_no_folder_is_read_as_a_file(tmp_path: Path) -> None:
    """A named pipe, as a shell makes for another command's output, is read like a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_bytes(b"Bone forms."))
    writer.start()
    assert list(pages(pipe).values()) == [b"Bone forms."]
    writer.join()


@pytest.mark.parametrize("make", [zipped, tarred])
def test_other_documents_are_told(tmp_path: Path, make: Callable[..., Path]) -> None:
    """A page saved in a format that is not read does not vanish without a word; pictures do."""
    path = make(tmp_path / "archive", {"a.txt": b"one", "b.pdf": b"x", "c.docx": b"x", "d.png": b"x", "e.csv": b"x"})
    documents, data = [found for found in open_pages(find_files([path])) if isinstance(found, Remark)]
    assert (
        documents.message
        == f"2 files of {path} not read (b.pdf, c.docx): save them as text, HTML or XML, or give PDF, Word and rich text by name"
    )
    assert data.message == f"1 file of {path} not read (e.csv): give those that are pages by name"


def test_a_file_of_many_pages_may_be_larger_than_any_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PubMed's baseline files unpack to hundreds of MiB; what has no end of a page in it is refused all the same."""
    monkeypatch.setattr(streams, "LARGEST", 2 * 2**20)
    record = b"<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>\n".ljust(200_000)
    path = tmp_path / "pubmed25n0001.xml"
    path.write_bytes(b"<PubmedArticleSet>\n" + record * 30 + b"</PubmedArticleSet>\n")
    assert sum(isinstance(found, PageSource) for found in open_pages(find_files([path]))) == 30
    path.write_bytes(b"<PubmedArticleSet>\n" + b" " * 6_000_000 + b"</PubmedArticleSet>\n")
    assert failures(path) == [f"{path}: larger than 2 MiB, no page is: split the file"]
