"""The bytes between the server and its workers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pohgraph.web.frames import ASK, DATA, HEAD, TAIL, Decoder, Frame, FrameError, encode


@given(st.lists(st.tuples(st.sampled_from([ASK, HEAD, DATA, TAIL]), st.binary(max_size=300))), st.integers(1, 50))
def test_frames_come_out_as_they_went_in_however_they_are_cut(frames: list[tuple[bytes, bytes]], size: int) -> None:
    """A stream cut into pieces of any size gives the same frames."""
    stream = b"".join(encode(kind, content) for kind, content in frames)
    decoder = Decoder()
    found = [frame for at in range(0, len(stream), size) for frame in decoder.feed(stream[at : at + size])]
    assert found == [Frame(*frame) for frame in frames]


def test_json_comes_back() -> None:
    """What is not data is a JSON object, whatever is in its texts."""
    value = {"query": "ASK { ?s ?p 'é\ud800\n' }"}
    assert [frame.value for frame in Decoder().feed(encode(ASK, value))] == [value]


@pytest.mark.parametrize("stream", [b"X\0\0\0\0", b"D\xff\xff\xff\xff", b"HTTP/1.1"])
def test_what_is_no_frame_is_refused(stream: bytes) -> None:
    """Another protocol, or a length that nobody means, is an error and not a wait."""
    with pytest.raises(FrameError):
        list(Decoder().feed(stream))


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff"])
def test_a_frame_that_is_no_json_object_is_an_error(content: bytes) -> None:
    """Whoever reads it is told, and meets no other exception."""
    with pytest.raises(FrameError):
        _ = Frame(HEAD, content).value
