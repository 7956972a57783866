"""What the equal app is asked under load: one request for each task of the contract."""

from comparator.lab import LabError
from comparator.lab.client import Visitor
from comparator.lab.contract import NAME, PASSWORD, REDIRECT, Page
from comparator.lab.load import Request
from comparator.lab.subjects import Subject

BOOK = '{"title": "A book", "year": 1999, "tags": ["one", "two"]}'
JSON = "application/json"

REQUESTS = {
    "plain-text": Request("/plaintext", 200, "Hello, World!"),
    "json": Request("/json", 200, '"message"'),
    "validated-body": Request("/books", 201, "A book", BOOK, JSON),
    "one-row": Request("/books/7", 200, "Author 7"),
    "page-of-rows": Request("/books?page=3", 200, "&lt;b&gt;Fish"),
    "form": Request("/suggest", 200, "<form"),
    "streaming": Request("/stream", 200, "row 100"),
}
"""The requests that need nothing beforehand. The form is fetched, not sent."""

SIGN_IN = "sign-in"

TASKS = (*REQUESTS, SIGN_IN)
"""The tasks of the contract that are asked over HTTP again and again."""


def requests_of(subject: Subject, port: int) -> list[Request]:
    """Return the requests for every task that the subject has; raises LabError."""
    return [request_of(task, port) for task in TASKS if task in subject.tasks]


def request_of(task: str, port: int) -> Request:
    """Return the request for a task; the page of a signed-in user needs signing in first."""
    if task != SIGN_IN:
        return REQUESTS[task]
    return Request("/me", 200, NAME, cookies=signed_in(port))


def signed_in(port: int) -> dict[str, str]:
    """Sign the agreed user in with the form and return the cookies; raises LabError."""
    visitor = Visitor(port)
    form = Page(visitor.get("/sign-in")).form("username", "password")
    if form is None:
        raise LabError("nobody can sign in: /sign-in has no form with username and password")
    fields = {**form.hidden, "username": NAME, "password": PASSWORD}
    answer = visitor.post_form("/sign-in", fields)
    if answer.status not in REDIRECT:
        raise LabError(f"nobody can sign in: /sign-in answered {answer}")
    return visitor.cookies
