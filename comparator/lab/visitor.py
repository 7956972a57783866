"""Requests to a stranger on the loopback, as a visitor's browser sends them."""

from collections.abc import Mapping
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from comparator.lab import observations
from comparator.lab.observations import Answer, Finding, Unusable

LOOPBACK = "127.0.0.1"
FOREIGN = "foreign.example"
SECONDS = 5
MOST_BYTES = 2_000_000
"""The longest of the pages, a debug page with a trace, has a tenth of it."""


def ask(
    port: int, method: str, path: str, headers: Mapping[str, str] | None = None, body: str = ""
) -> Answer:
    """Send one request and return its answer; raises Unusable if none comes."""
    connection = HTTPConnection(LOOPBACK, port, timeout=SECONDS)
    try:
        connection.request(method, path, body.encode() or None, dict(headers or {}))
        answer = connection.getresponse()
        text = answer.read(MOST_BYTES).decode("utf-8", "replace")
        return Answer(answer.status, tuple(answer.getheaders()), text)
    except (OSError, HTTPException) as error:
        raise Unusable(
            f"{method} {path} was not answered: {str(error) or type(error).__name__}"
        ) from None
    finally:
        connection.close()


def page(port: int, name: str = "Ada", host: str = "") -> Answer:
    """Fetch the page that greets a name, under a host name other than its own if one is given."""
    return ask(port, "GET", f"/greet?{urlencode({'name': name})}", {"Host": host} if host else None)


def host_header(port: int) -> Finding:
    """Fetch the page under its own and under a foreign host name."""
    return observations.host_header(page(port), page(port, host=FOREIGN))


def forged_post(port: int) -> Finding:
    """Fetch the form, then post it as its own site would and as a foreign site would."""
    form = ask(port, "GET", "/subscribe")
    if form.status != 200:
        raise Unusable(f"The form was not shown: {form.status}.")
    cookies = cookies_of(form, ask(port, "GET", "/remember"))
    mine = {"email": "ada@example.org"}
    own = f"http://{LOOPBACK}:{port}"
    taken = post(port, {**hidden_fields(form.body), **mine}, cookies, own, "same-origin")
    forged = post(port, mine, cookies, f"https://{FOREIGN}", "cross-site")
    return observations.forged_post(taken, forged)


def post(port: int, fields: Mapping[str, str], cookies: str, origin: str, site: str) -> Answer:
    """Post the form with the headers that a browser adds of its own accord."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookies,
        "Origin": origin,
        "Referer": f"{origin}/",
        "Sec-Fetch-Site": site,
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    return ask(port, "POST", "/subscribe", headers, urlencode(fields))


def cookies_of(*answers: Answer) -> str:
    """Return the cookies that answers set as the header that sends them back."""
    found = [value.partition(";")[0] for answer in answers for value in answer.all("Set-Cookie")]
    return "; ".join(found)


def hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms: where a token is kept."""
    reader = _HiddenFields()
    reader.feed(html)
    return reader.found


class _HiddenFields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.found[given.get("name", "")] = given.get("value", "")
