"""A decision record read back by a CommonMark parser, and a few ways of asking it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shape(source: str) -> list[tuple[str, int, list[str]]]:
    """Return the kinds of a text's tokens, with their depth and those inside lines."""
    return [
        (token.type, token.level, [child.type for child in token.children or ()])
        for token in READER.parse(source)
    ]


@dataclass(frozen=True)
class Document:
    """A record read back: its tokens, and the texts of its paragraphs by heading."""

    source: str

    @property
    def front(self) -> list[str]:
        """The lines of the front matter."""
        return self.source.split("---\n")[1].splitlines()

    @property
    def body(self) -> str:
        """Everything below the front matter."""
        return self.source.split("---\n", 2)[2]

    @property
    def tokens(self) -> list[Token]:
        """The tokens below the front matter."""
        return READER.parse(self.body)

    def lines(self) -> Iterator[tuple[str, Token]]:
        """Yield every line with the kind of what it stands in: h1 to h3, li or p."""
        kinds: list[str] = []
        for token in self.tokens:
            if token.nesting == 1 and token.tag in ("h1", "h2", "h3", "li", "p"):
                kinds.append("li" if token.tag == "p" and "li" in kinds[-1:] else token.tag)
            elif token.nesting == -1 and token.tag in ("h1", "h2", "h3", "li", "p"):
                kinds.pop()
            elif token.type == "inline":
                yield kinds[-1], token

    def headings(self, *levels: str) -> list[str]:
        """Return the headings of these levels."""
        return [plain(line) for kind, line in self.lines() if kind in levels]

    def under(self, heading: str, *kinds: str) -> list[str]:
        """Return the texts under a heading, up to the next, of these kinds: li or p."""
        found: dict[str, list[tuple[str, str]]] = {}
        for kind, line in self.lines():
            if kind in ("h1", "h2", "h3"):
                here = found.setdefault(plain(line), [])
            else:
                here.append((kind, plain(line)))
        return [text for kind, text in found[heading] if kind in kinds]

    def text(self) -> str:
        """Return all text, a line for each paragraph."""
        return "\n".join(plain(line) for _, line in self.lines())

    def links(self) -> list[str]:
        """Return the targets of all links."""
        inside = [child for _, line in self.lines() for child in line.children or ()]
        return [str(item.attrs["href"]) for item in inside if item.type == "link_open"]


def plain(line: Token) -> str:
    """Return a line's text."""
    return "".join(child.content for child in line.children or ())
