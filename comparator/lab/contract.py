"""What every subject's equal app has to do, checked from outside against a running server.

Nothing is measured of a subject that does not keep this contract. A check that fails says what
was expected and what came.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from math import ceil

from comparator.lab import LabError
from comparator.lab.client import SECONDS, Answer, ContactError, Visitor, echo

BOOKS = 1000
PER_PAGE = 12
HOSTILE = '<b>Fish</b> & "Chips"'
"""The title of book 25: as text it has to arrive unchanged, as HTML it must never be read."""
NAME, PASSWORD = "ada", "correct horse battery"

REDIRECT = (302, 303)
REFUSED = (400, 422)
NO_SUCH_PAGE = (400, 404, 422)
"""422 too: it is what FastAPI makes of a wrong parameter as it makes it of a wrong body."""
FORM_AGAIN = (200, 400, 422)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``message`` says what was expected, and if not ok what came."""

    task: str
    endpoint: str
    ok: bool
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check before it knows its task."""

    endpoint: str
    expected: str
    ok: bool
    came: object


@dataclass(slots=True)
class Form:
    """A form of a page: the values of its inputs by name, and which of them are hidden."""

    values: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """Reads a page's list items, forms, and text outside the list."""

    def __init__(self, answer: Answer) -> None:
        """Read all of it; HTML has no syntax errors."""
        super().__init__()
        self.items: list[str] = []
        self.forms: list[Form] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(answer.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an item or a form, or note an input."""
        given = {name: value or "" for name, value in attrs}
        if tag == "li":
            self._inside.append(tag)
            self.items.append("")
        elif tag == "form":
            self.forms.append(Form())
        elif tag == "input" and self.forms and given.get("name"):
            form = self.forms[-1]
            kept = form.hidden if given.get("type") == "hidden" else form.values
            kept[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Close an item."""
        if tag == "li" and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Add text to where it stands."""
        if self._inside:
            self.items[-1] += data
        else:
            self.text += data

    def words(self) -> set[str]:
        """Return the words that a reader sees."""
        return set(" ".join([self.text, *self.items]).split())

    def form(self, *names: str) -> Form | None:
        """Return the first form that has inputs of these names, or None."""
        return next((form for form in self.forms if form.values.keys() >= set(names)), None)


def title(number: int) -> str:
    """Return the title that a book has."""
    return HOSTILE if number == 25 else f"Book {number}"


def record(number: int) -> dict[str, object]:
    """Return a book as its JSON has to be."""
    author, year = f"Author {number % 50}", 1900 + number % 120
    return {"id": number, "title": title(number), "author": author, "year": year}


def verify(port: int, has: Collection[str], seconds: float = SECONDS) -> list[Check]:
    """Check every task in ``has`` against the server on a port of this machine.

    An exchange that fails, or takes longer than ``seconds``, ends its task with a failed check
    and no other. Raises LabError for a task that the contract does not know.
    """
    if unknown := sorted(set(has) - set(TASKS)):
        known = ", ".join(TASKS)
        raise LabError(f"The contract has no task “{unknown[0]}”. Its tasks are {known}.")
    return [
        check
        for task, look in TASKS.items()
        if task in has
        for check in _checks(task, look, Visitor(port, seconds))
    ]


def _checks(
    task: str, look: Callable[[Visitor], Iterator[Finding]], visitor: Visitor
) -> Iterator[Check]:
    try:
        for found in look(visitor):
            came = "" if found.ok else f"; came {found.came}"
            message = f"expected {found.expected}{came}"
            yield Check(task, found.endpoint, found.ok, message)
    except ContactError as error:
        endpoint, _, problem = str(error).partition(": ")
        yield Check(task, endpoint, False, f"expected an answer; {problem}")


def _plain_text(visitor: Visitor) -> Iterator[Finding]:
    came = visitor.get("/plaintext")
    ok = (came.status, came.kind, came.text) == (200, "text/plain", "Hello, World!")
    yield Finding("GET /plaintext", "200, text/plain, 'Hello, World!'", ok, came)


def _json(visitor: Visitor) -> Iterator[Finding]:
    yield _is_json(visitor, "/json", {"message": "Hello, World!"})


def _is_json(visitor: Visitor, path: str, value: object) -> Finding:
    came = visitor.get(path)
    ok = (came.status, came.kind, came.value) == (200, "application/json", value)
    return Finding(f"GET {path}", f"200, application/json, {value!r}", ok, came)


def _validated_body(visitor: Visitor) -> Iterator[Finding]:
    for tags in ([], ["novel", "England"]):
        book: dict[str, object] = {"title": "Emma", "year": 1815}
        came = visitor.post_json("/books", book | ({"tags": tags} if tags else {}))
        ok = (came.status, came.value) == (201, book | {"tags": tags})
        expected = f"201 and the record with tags {tags}"
        yield Finding("POST /books", expected, ok, came)
    for title in ("x", "x" * 200):
        came = visitor.post_json("/books", {"title": title, "year": 1450})
        expected = f"201 for a title of {len(title)} characters"
        yield Finding("POST /books", expected, came.status == 201, came)
    yield from _wrong_fields(visitor)
    yield from _no_book(visitor)


def _wrong_fields(visitor: Visitor) -> Iterator[Finding]:
    good: dict[str, object] = {"title": "Emma", "year": 1815, "tags": []}
    wrong: list[tuple[str, str, Mapping[str, object]]] = [
        ("title", "an empty title", good | {"title": ""}),
        ("title", "a title of 201 characters", good | {"title": "x" * 201}),
        ("title", "no title", {"year": 1815}),
        ("year", "the year 1449", good | {"year": 1449}),
        ("year", "the year 2101", good | {"year": 2101}),
        ("year", "the year 1815.5", good | {"year": 1815.5}),
        ("year", "a year in words", good | {"year": "recently"}),
        ("tags", "a string for tags", good | {"tags": "novel"}),
        ("tags", "a number among the tags", good | {"tags": ["novel", 1]}),
    ]
    for name, what, body in wrong:
        came = visitor.post_json("/books", body)
        ok = came.status in REFUSED and name in came.text
        yield Finding("POST /books", f"400 or 422 that names “{name}” for {what}", ok, came)


def _no_book(visitor: Visitor) -> Iterator[Finding]:
    bodies = [
        ("half an object", "application/json", b'{"title": "Emma",'),
        ("a list", "application/json", b"[]"),
        ("an empty body", "application/json", b""),
        ("plain text", "text/plain", b"Emma, 1815"),
    ]
    for what, kind, body in bodies:
        came = visitor.post("/books", kind, body)
        ok = came.status in (*REFUSED, 415)
        yield Finding("POST /books", f"400, 415 or 422 for {what}", ok, came)


def _one_row(visitor: Visitor) -> Iterator[Finding]:
    for number in (7, 25, BOOKS):
        yield _is_json(visitor, f"/books/{number}", record(number))
    for number, why in ((100_000, ""), (BOOKS + 1, ": POST /books stores nothing")):
        came = visitor.get(f"/books/{number}")
        yield Finding(f"GET /books/{number}", f"404{why}", came.status == 404, came)


def _page_of_rows(visitor: Visitor) -> Iterator[Finding]:
    pages = ceil(BOOKS / PER_PAGE)
    for number in (3, 1, pages):
        endpoint = f"/books?page={number}"
        came = visitor.get(endpoint)
        page = Page(came)
        first = PER_PAGE * (number - 1) + 1
        wanted = range(first, min(first + PER_PAGE, BOOKS + 1))
        ok = (came.status, came.kind) == (200, "text/html")
        yield Finding(f"GET {endpoint}", "200, text/html", ok, came)
        ok = len(page.items) == len(wanted) and all(map(_shows, page.items, wanted))
        expected = f"{len(wanted)} <li>, books {first} to {wanted[-1]} in order, escaped"
        yield Finding(f"GET {endpoint}", expected, ok, f"{len(page.items)}: {page.items}")
        ok = {str(number), str(pages)} <= set(re.findall(r"\d+", page.text))
        yield Finding(f"GET {endpoint}", f"page {number} of {pages}", ok, repr(page.text))
    for wrong in ("0", "-1", "x"):
        endpoint = f"/books?page={wrong}"
        came = visitor.get(endpoint)
        yield Finding(f"GET {endpoint}", "400, 404 or 422", came.status in NO_SUCH_PAGE, came)


def _shows(item: str, number: int) -> bool:
    """Tell whether a list item's text has a book's title, author and year, each as a whole."""
    parts = [str(value) for name, value in record(number).items() if name != "id"]
    return all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", item) for part in parts)


def _form(visitor: Visitor) -> Iterator[Finding]:
    endpoint = "/suggest"
    first = visitor.get(endpoint)
    form = Page(first).form("title", "email")
    ok = first.status == 200 and form is not None
    yield Finding(f"GET {endpoint}", "200 and a form with title and email", ok, first)
    if form is None:
        return
    good = {"title": HOSTILE, "email": "ada@example.com"}
    if form.hidden:
        came = visitor.post_form(endpoint, good)
        expected = "no redirect for a post without the form's token"
        ok = came.status in (*FORM_AGAIN, 403)
        yield Finding(f"POST {endpoint}", expected, ok, came)
    for what, wrong in (("address", {"email": "ada"}), ("title", {"title": ""})):
        came = visitor.post_form(endpoint, form.hidden | good | wrong)
        yield _form_again(first, came, good | wrong, f"a wrong {what}")
    came = visitor.post_form(endpoint, form.hidden | good)
    expected = "302 or 303 for a good suggestion"
    yield Finding(f"POST {endpoint}", expected, came.status in REDIRECT, came)


def _form_again(first: Answer, came: Answer, sent: dict[str, str], what: str) -> Finding:
    page = Page(came)
    form = page.form("title", "email")
    told = page.words() - Page(first).words()
    kept = form is not None and sent.items() <= form.values.items()
    expected = f"200, 400 or 422 and the form again with what was sent and a message for {what}"
    ok = came.status in FORM_AGAIN and kept and bool(told)
    words = " ".join(page.text.split())[:200]
    values = form.values if form else "no form"
    return Finding("POST /suggest", expected, ok, f"{came.status}, {values}, {words!r}")


def _sign_in(visitor: Visitor) -> Iterator[Finding]:
    yield _is_stranger(visitor)
    came = visitor.get("/sign-in")
    form = Page(came).form("username", "password")
    ok = came.status == 200 and form is not None
    yield Finding("GET /sign-in", "200 and a form with username and password", ok, came)
    if form is None:
        return
    for name, password in ((NAME, "wrong horse battery"), ("adam", PASSWORD)):
        came = visitor.post_form("/sign-in", _credentials(form, name, password))
        ok = came.status == 200 or 400 <= came.status < 500
        expected = f"the form again or 4xx for {name!r} with {password!r}"
        yield Finding("POST /sign-in", expected, ok, came)
        yield _is_stranger(visitor)
    came = visitor.post_form("/sign-in", _credentials(form, NAME, PASSWORD))
    ok = came.status in REDIRECT and bool(visitor.cookies)
    yield Finding("POST /sign-in", "302 or 303 and a session's cookie", ok, came)
    came = visitor.get("/me")
    ok = came.status == 200 and NAME in Page(came).text
    yield Finding("GET /me", f"200 with {NAME!r} for who has signed in", ok, came)
    yield _is_stranger(Visitor(visitor.port, visitor.seconds))


def _credentials(form: Form, name: str, password: str) -> dict[str, str]:
    return form.hidden | {"username": name, "password": password}


def _is_stranger(visitor: Visitor) -> Finding:
    came = visitor.get("/me")
    ok = came.status in (*REDIRECT, 401, 403)
    return Finding("GET /me", "302, 303, 401 or 403 for who has not signed in", ok, came)


def _streaming(visitor: Visitor) -> Iterator[Finding]:
    came = visitor.get("/stream")
    rows = "".join(f"row {number}\n" for number in range(1, 101))
    ok = (came.status, came.kind, came.text) == (200, "text/plain", rows)
    yield Finding("GET /stream", "200, text/plain, 'row 1' to 'row 100', a line each", ok, came)
    length = came.headers.get("content-length")
    yield Finding("GET /stream", "no Content-Length", length is None, f"one of {length}")
    yield Finding("GET /stream", "several pieces", came.pieces > 1, f"{came.pieces}")


def _websocket(visitor: Visitor) -> Iterator[Finding]:
    sent = ["Hello, World!", "", "Grüße, 世界"]
    came = echo(visitor.port, "/echo", sent, visitor.seconds)
    yield Finding("WebSocket /echo", f"{sent} back", came == sent, came)


TASKS: dict[str, Callable[[Visitor], Iterator[Finding]]] = {
    "plain-text": _plain_text,
    "json": _json,
    "validated-body": _validated_body,
    "one-row": _one_row,
    "page-of-rows": _page_of_rows,
    "form": _form,
    "sign-in": _sign_in,
    "streaming": _streaming,
    "websocket": _websocket,
}
"""How each task is looked at, in the order of the checks."""
