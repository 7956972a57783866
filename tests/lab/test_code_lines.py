"""Lines that count, in files of known length; and a package counted by its own interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from comparator.lab import code_lines

PYTHON = '''\
"""The module's own words
over two lines."""

import os  # a comment beside code counts with it


def greet(
    name: str,
) -> str:
    # A comment alone does not count.
    """Nor does this."""
    text = """Text over
    three lines
    counts once"""
    return text + name
'''


def test_a_line_counts_where_a_token_begins() -> None:
    assert code_lines.python_lines(PYTHON.encode()) == {4, 7, 8, 9, 12, 15}


def test_formatted_text_counts_once_on_every_python() -> None:
    source = b'text = f"""one {\n  name\n} and f{f"{name}"}\nfour"""; more = (\n  2)\n'

    assert code_lines.python_lines(source) == {1, 4, 5}


@pytest.mark.parametrize("source", [b"", b"# only a comment\n", b'"""Only words."""\n', b"\n\n"])
def test_what_holds_no_code_has_no_lines(source: bytes) -> None:
    assert code_lines.python_lines(source) == set()


@pytest.mark.parametrize("source", [b"call(\n", b'text = """open\n', b"  a\n b\n"])
def test_what_is_no_python_is_refused(source: bytes) -> None:
    with pytest.raises(SyntaxError):
        code_lines.python_lines(source)


def test_a_template_is_counted_without_any_kind_of_comment() -> None:
    text = (
        "<p>one</p>\n\n{# task: form #}\n<!-- two\nthree -->\n"
        "{% comment 'why' %}\nfour\n{% endcomment %}\n<p>{{ two }}</p> {# beside #}\n"
    )

    assert code_lines.template_lines(text) == {1, 9}


def test_a_package_is_counted_by_an_interpreter_that_knows_none_of_our_code() -> None:
    program = Path(code_lines.__file__)
    done = subprocess.run(
        [sys.executable, "-I", str(program), "flask-wtf"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    found = json.loads(done.stdout)

    assert found == code_lines.total(code_lines.sources("flask-wtf"))
    assert found["files"] > 5
    assert found["lines"] > 100


def test_a_package_that_is_not_there_has_no_files() -> None:
    assert code_lines.total(code_lines.sources("no-such-distribution")) == {"files": 0, "lines": 0}
