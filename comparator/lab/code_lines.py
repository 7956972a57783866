"""Counts lines of code, and runs by itself in a subject's own interpreter to count a package's.

A line of Python counts where a token begins that is no comment. Text over several lines so
counts once, at its first line, and a docstring not at all: a package that documents itself in
its code is not longer for it. Blank lines and comments never count.

Standard library only and no import of ours: ``python code_lines.py NAME`` prints the number of
files and lines of the Python files that the distribution NAME installed.
"""

import io
import json
import re
import sys
import tokenize
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
# Python 3.12 began to take formatted text apart, 3.14 has a second kind; before, it is a STRING.
_OPENING, _CLOSING = (
    {getattr(tokenize, f"{kind}STRING_{end}", -1) for kind in "FT"} for end in ("START", "END")
)
_HTML_COMMENT = re.compile(
    r"\{#.*?#\}|\{%-?\s*comment\b.*?endcomment\s*-?%\}|<!--.*?-->", re.DOTALL
)


def python_lines(source: bytes) -> set[int]:
    """Return the numbers of the lines that count; raises SyntaxError if it cannot be read."""
    found: set[int] = set()
    statement: list[tokenize.TokenInfo] = []
    try:
        for token in tokenize.tokenize(io.BytesIO(source).readline):
            if token.type not in _LAYOUT:
                statement.append(token)
            elif token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
                found |= _counted(statement)
                statement.clear()
    except tokenize.TokenError as error:
        raise SyntaxError(str(error)) from None
    return found


def _counted(statement: list[tokenize.TokenInfo]) -> set[int]:
    if all(token.type == tokenize.STRING for token in statement):
        return set()
    found, depth = set(), 0
    for token in statement:
        if depth == 0:
            found.add(token.start[0])
        depth += (token.type in _OPENING) - (token.type in _CLOSING)
    return found


def template_lines(text: str) -> set[int]:
    """Return the numbers of the lines that hold more than blanks and comments."""
    bare = _HTML_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return {number for number, line in enumerate(bare.split("\n"), 1) if line.strip()}


def lines(path: Path) -> set[int]:
    """Return the numbers of the lines that count in a Python file or a template."""
    if path.suffix == ".py":
        return python_lines(path.read_bytes())
    return template_lines(path.read_text(encoding="utf-8"))


def total(paths: Iterable[Path]) -> dict[str, int]:
    """Return how many files were given and how many lines of them count."""
    found = list(paths)
    return {"files": len(found), "lines": sum(len(lines(path)) for path in found)}


def sources(distribution: str) -> list[Path]:
    """Return the Python files that an installed distribution brought; ``[]`` if there is none."""
    try:
        installed = files(distribution) or []
    except PackageNotFoundError:
        return []
    return [Path(str(item.locate())) for item in installed if item.suffix == ".py"]


if __name__ == "__main__":
    print(json.dumps(total(sources(sys.argv[1]))))
