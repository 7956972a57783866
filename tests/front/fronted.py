"""A small application behind a front, which counts what it makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.test import Client, TestResponse

from comparator.front.door import Front
from comparator.front.store import Store
from comparator.front.watch import Watch
from comparator.headers import HEADERS, PAGE
from tests.sites import ROOT

HOST = {"Host": "ours.example"}


@dataclass
class State:
    """A state of the catalog, or none: then it cannot be had."""

    token: str = "now"

    def held(self) -> "State":
        """Return it. Raises LookupError if there is none."""
        if not self.token:
            raise LookupError("nothing is held")
        return self


class Site:
    """An application that counts what it makes, behind a front."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.status, self.kind, self.cache = "200 OK", "text/html; charset=utf-8", PAGE
        self.fault: BaseException | None = None
        self.body = (ROOT / "README.md").read_bytes()
        self.state = State()
        self.front = Front(
            self.application,
            shelf=self.state,
            store=Store(10**7),
            watch=Watch(0, []),
            protection=HEADERS,
            hosts=["ours.example"],
            logs=False,
        )

    def application(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Make a page, and say from which method."""
        self.made.append(environ["REQUEST_METHOD"])
        if self.fault:
            raise self.fault
        headers = [("Content-Type", self.kind), ("Cache-Control", self.cache)]
        headers += [("Content-Length", str(len(self.body))), *HEADERS.items()]
        start(self.status, headers)
        return [self.body]

    def ask(self, method: str = "GET", path: str = "/a?b=1", **named: Any) -> TestResponse:
        """Ask for an address of our host, or of another one if ``headers`` names that."""
        named["headers"] = {**HOST, **named.get("headers", {})}
        return Client(self.front).open(path, method=method, **named)
