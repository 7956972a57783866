"""Which encoding a client gets, whatever it sends, and that a page comes out of it as it was."""

import gzip
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparator.front.encodings import ENCODINGS, IDENTITY, LONGEST_HEADER, chosen, encoded

READERS = {"br": brotli.decompress, "gzip": gzip.decompress, IDENTITY: bytes}


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", IDENTITY),
        ("br", "br"),
        ("gzip", "gzip"),
        ("BR", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", IDENTITY),
        ("br;q=0", IDENTITY),
        ("*", "br"),
        ("*;q=0", IDENTITY),
        ("br;q=0, *", "gzip"),
        ("identity", IDENTITY),
        ("deflate", IDENTITY),
        ("brotli", IDENTITY),
        ("gzip;q=", "gzip"),
        (",,;;==", IDENTITY),
        ("br" + " " * LONGEST_HEADER, IDENTITY),
    ],
)
def test_a_client_gets_what_it_asks_for(header: str, encoding: str) -> None:
    assert chosen(header) == encoding


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_any_header_means_something(header: str) -> None:
    assert chosen(header) in {*ENCODINGS, IDENTITY}


@given(st.binary(), st.sampled_from([*ENCODINGS, IDENTITY]), st.booleans())
def test_what_is_encoded_can_be_read(body: bytes, encoding: str, small: bool) -> None:
    assert READERS[encoding](encoded(body, encoding, small=small)) == body


def test_the_same_page_is_the_same_bytes() -> None:
    """A time in the header of gzip would make two answers of one page."""
    body = Path(__file__).read_bytes()

    for encoding in ENCODINGS:
        small = encoded(body, encoding, small=True)
        assert small == encoded(body, encoding, small=True)
        assert len(small) < len(encoded(body, encoding, small=False)) < len(body) / 2
