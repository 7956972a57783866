"""The hostile requests, by family: payloads crossed with places, and requests written by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from comparator.front.assets import FOLDER, hashed
from tests.hostile.payloads import LONG, MARK, PAYLOADS, QUERIES, unwanted

HOST = b"OUR-HOST"
"""Stands for the server's own name and port."""

STYLES = hashed(FOLDER / "comparator.css")
TWO = "/compare/django-vs-flask"
LONGEST_LINE = 4_000
"""A target from this length on may be refused by a server before the application sees it."""


@dataclass(frozen=True, slots=True)
class Case:
    """Bytes to be sent, and what they allow.

    ``methods`` has one entry for each answer that is due. ``own`` if a server may refuse this
    before the application sees it; ``closing`` if it may even close without a word, because this
    is no HTTP. ``unwanted`` must not be in an answer. ``status`` is the only one right, if any is.
    """

    name: str
    data: bytes
    methods: tuple[str, ...] = ("GET",)
    own: bool = False
    closing: bool = False
    half_close: bool = False
    unwanted: tuple[bytes, ...] = ()
    status: int = 0


def request(
    target: bytes | str = b"/",
    method: bytes = b"GET",
    headers: bytes = b"",
    body: bytes = b"",
    *,
    version: bytes = b"HTTP/1.1",
    host: bytes = b"Host: OUR-HOST\r\n",
    agent: bytes = b"User-Agent: %b\r\n" % MARK.encode(),
) -> bytes:
    """Return a request; ``headers`` are whole lines, each with its end."""
    path = target.encode() if isinstance(target, str) else target
    line = b" ".join([method, path, version])
    return line + b"\r\n" + host + agent + b"Connection: close\r\n" + headers + b"\r\n" + body


PLACES = {
    "catalog": [
        "/{}", "/{}/", "//{}", "/frameworks/{}", "/frameworks/flask/{}",
        "/frameworks/flask?edition={}", "/frameworks/flask?{}=1", "/criteria/{}",
        "/criteria/orm?edition={}", "/criteria/?q={}",
        "/add-ons/{}", "/add-ons/?to={}", "/add-ons/?state={}", "/calendar?edition={}",
        "/articles/{}", "/articles/lycore-2026?verdict={}", "/articles/lycore-2026?kind={}",
        "/articles/lycore-2026?criterion={}", "/articles/asked/{}", "/articles/disagreements?{}",
        "/editions/{}", "/lab/{}", "/lab/code/{}", "/lab/code/{}?edition=1", "/method?{}={}",
    ],
    "comparisons": [
        "/compare/{}", "/compare/flask-vs-{}", "/compare/{}-vs-flask", "/compare/?frameworks={}",
        "/compare/?frameworks=flask&frameworks={}", TWO + "?theme={}", TWO + "?edition={}",
        TWO + "?{}=security", "/compare/flask-vs-django?theme={}", "/compare/{}/",
    ],
    "wizard": [
        "/wizard/{}", "/wizard/{}/next", "/wizard/?{}", "/wizard/check?product={}",
        "/wizard/check?must={}", "/wizard/check?{}=api", "/wizard/product?change={}",
        "/wizard/product/next?product={}", "/wizard/live/next?live={}&live=jobs",
        "/wizard/must/next?must={}", "/wizard/weights?w-security={}",
        "/wizard/weights/next?w-security={}", "/wizard/weights/next?{}=1",
    ],
    "results": [
        "/results/{}", "/results/{}?product=api", "/results/latest?product={}",
        "/results/latest?live={}&live=jobs", "/results/latest?must={}",
        "/results/latest?familiarity={}", "/results/latest?w-security={}", "/results/latest?{}=api",
    ],
    "exports": [
        TWO + ".{}", TWO + ".csv?edition={}", TWO + ".json?{}=1", "/compare/{}.csv",
        "/results/{}.csv", "/results/{}.json", "/results/{}.md", "/results/latest.csv?product={}",
        "/results/latest.json?must={}", "/results/latest.md?known={}", "/results/latest.{}",
    ],
    "shared": [
        "/r/{}", "/r/2026.11.5-{}", "/r/{}-000", "/results/together?r={}",
        "/results/together?r=r/x&r={}", "/results/together?edition={}", "/results/together?{}=1",
    ],
    "meta": [
        "/robots.txt?{}", "/sitemap.xml?x={}", "/editions/feed.atom?{}=1", "/editions/feed.{}",
        "/favicon.ico?x={}", "/frameworks/{}/feed.atom", "/privacy?{}=1", "/accessibility?x={}",
        "/healthz?x={}", "/healthz/{}", "/readyz?{}", "/static/{}", "/static/comparator.css?{}=1",
        STYLES + "?{}=1", "/static/{}/comparator.css",
        "/.well-known/{}", "/.well-known/security.txt?{}",
    ],
}  # fmt: skip
"""Addresses by family; a payload takes each pair of braces."""

PASTED = [
    "/results/latest?product={}", "/results/{}?product=api", "/r/{}", "http://OUR-HOST/r/{}",
    "http://{}/results/latest", "{}/results/latest", "OUR-HOST/results/latest.md?{}=api",
]  # fmt: skip
"""Links that somebody pastes to compare results; encoded once more on their way."""

PROBES = [
    "/.git/HEAD", "/.env", "/wp-login.php", "/admin", "/console", "/debug", "/metrics",
    "/server-status", "/static/", "/static", "/static/../wsgi.py", "/static/..%2f..%2fwsgi.py",
    "/static/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd", "/static/comparator.css/",
    "/instance/comparator.sqlite", "/comparator.sqlite", "/wsgi.py", "/favicon.ico/",
    "/.well-known/", "/.well-known/change-password", "/apple-touch-icon.png", "/index.php?x=1",
    "/%2e%2e/%2e%2e/etc/passwd", "/..;/..;/", "/.%00./", "/cgi-bin/.%2e/.%2e/bin/sh",
    "/robots.txt/", "/healthz/", "/HEALTHZ", "/Frameworks/", "/frameworks//flask",
    "/frameworks/flask/", "/frameworks", "/compare", "/compare/flask-vs-django-vs-flask",
    "//evil.example/", "//evil.example", "//criteria/?x=1", "/%2f%2fevil.example/compare/?x=1",
    "//evil.example/..%2f?x=1", "/\\evil.example/?x=1", "/%5cevil.example/criteria",
    "/r/", "/r", "/results/", "/results", "/results/latest/", "/wizard/product/next/",
]  # fmt: skip
"""What scanners ask every site for, and near misses of real addresses."""

PAGES = [
    "/", "/frameworks/", "/frameworks/flask", "/criteria/", "/criteria/orm", "/compare/", TWO,
    f"{TWO}.csv", f"{TWO}.json", "/add-ons/", "/add-ons/alembic", "/calendar", "/articles/",
    "/articles/lycore-2026", "/articles/disagreements", "/articles/asked/",
    "/articles/asked/beginners", "/lab/", "/lab/orm", "/lab/code/", "/lab/code/form",
    "/editions/", "/editions/2026.11.5",
    "/editions/feed.atom", "/frameworks/flask/feed.atom", "/.well-known/security.txt", "/privacy",
    "/accessibility", "/method", "/wizard/", "/wizard/product", "/wizard/product/next",
    "/wizard/must/next", "/wizard/weights", "/wizard/weights/next", "/wizard/check",
    "/results/latest", "/results/latest.csv", "/results/latest.json", "/results/latest.md",
    "/results/together", "/r/x", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz",
    "/static/comparator.css", STYLES, "/favicon.ico",
]  # fmt: skip
"""One address of every kind."""


def get(name: str, target: str, bad: tuple[bytes, ...] = ()) -> Case:
    """Return a well-formed GET."""
    return Case(name, request(target), own=len(target) >= LONGEST_LINE, unwanted=bad)


def crossed(family: str) -> Iterator[Case]:
    """Yield every payload in every place of a family."""
    for place in PLACES[family]:
        for name, payload in PAYLOADS.items():
            yield get(f"{name} in {place}", place.replace("{}", payload), unwanted(payload))


def pasted() -> Iterator[Case]:
    """Yield every payload in every kind of pasted link."""
    for link in PASTED:
        for name, payload in PAYLOADS.items():
            text = quote(link.replace("{}", payload), safe="")
            yield get(f"{name} pasted in {link}", f"/results/together?r={text}", unwanted(payload))


def shapes() -> Iterator[Case]:
    """Yield every oddly shaped query on every kind of page, and what scanners ask for."""
    for page in PAGES:
        for name, query in QUERIES.items():
            yield get(f"{name} on {page}", f"{page}?{query}")
    for probe in PROBES:
        yield get(f"probe {probe}", probe)


METHODS = [
    b"HEAD", b"OPTIONS", b"TRACE", b"POST", b"PUT", b"PATCH", b"DELETE", b"PROPFIND", b"LINK",
    b"PURGE", b"BREW", b"QUERY", b"CONNECT", b"get", b"Get", b"GETT", b"G", b"A" * 20, b"PRI",
    b"GE\tT", b"GE<T", b"G\xc3\x89T", b"G\xffT", b"GE\0T", b"\"GET\"", b"GET,HEAD", b"A" * 5_000,
    b"", b" GET", b"-", b"!#$%&'*+.^_`|~",
]  # fmt: skip
COMMON = {b"HEAD", b"OPTIONS", b"TRACE", b"POST", b"PUT", b"PATCH", b"DELETE", b"PROPFIND"}
"""Methods that every server hands on; any other one may be refused by it."""


def methods() -> Iterator[Case]:
    """Yield every method, on a page, a redirect, a refusal, an export and a file."""
    echo = b"X-Secret: %b\r\nContent-Length: 0\r\n" % MARK.encode()
    for target in ["/", "/results/latest", "/compare/flask-vs-django", "/nothing", "/healthz",
                   f"{TWO}.csv", STYLES, "*"]:  # fmt: skip
        for method in METHODS:
            if (method, target) == (b"HEAD", "*"):
                continue  # gunicorn refuses this with a body, which no client would read
            known = method in COMMON and target != "*"
            yield Case(
                f"{method[:24]!r} {target}", request(target, method, echo),
                ("HEAD" if method == b"HEAD" else "GET",), own=not known,
                closing=method in {b"CONNECT", b"PRI"}, unwanted=(MARK.encode(),),
            )  # fmt: skip


FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
JSON = b"Content-Type: application/json\r\n"
PARTS = b"Content-Type: multipart/form-data; boundary=zq\r\n"
PART = b"--zq\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n"
BODIES = {
    "20,000 keys": (FORM, b"&".join(b"k%d=v" % number for number in range(20_000))),
    "900 keys": (FORM, b"&".join(b"k%d=v" % number for number in range(900))),
    "broken escapes": (FORM, b"%zz=%&%ff%fe=%00&=&;;"),
    "odd charset": (FORM[:-2] + b"; charset=utf-7\r\n", b"+ADw-"),
    "no such charset": (b"Content-Type: text/plain; charset=\"\\\"\r\n", b"x"),
    "JSON 100,000 deep": (JSON, b"[" * 100_000),
    "JSON 50,000 deep": (JSON, b"[" * 50_000),
    "JSON objects deep": (JSON, b'{"a":' * 9_000),
    "JSON surrogate": (JSON, b'{"a":"\\ud800","a":1e400,"b":NaN}'),
    "multipart of 900": (PARTS, PART * 900),
    "multipart that never ends": (PARTS, b"--zq\r\nContent-Disposition: form-data; name=\"x\r\n"),
    "multipart without boundary": (b"Content-Type: multipart/form-data\r\n", b"--\r\n\r\n"),
    "multipart file": (PARTS, b"--zq\r\nContent-Disposition: form-data; name=f; "
                       b"filename=\"../../x\0\"\r\n\r\n\xff\r\n--zq--\r\n"),
    "zipped": (b"Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\0" + b"\0" * 60),
    "xml": (b"Content-Type: text/xml\r\n", b"<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>"),
    "no type": (b"", b"\0" * 1_000),
    "5 MB": (FORM, b"a=" + b"b" * 5_000_000),
}  # fmt: skip


def bodies() -> Iterator[Case]:
    """Yield bodies where none is taken."""
    for target in ["/", "/wizard/product/next", "/results/latest.json", "/nothing"]:
        for method in [b"POST", b"PUT", b"GET"]:
            for name, (kind, body) in BODIES.items():
                length = b"Content-Length: %d\r\n" % len(body)
                data = request(target, method, kind + length, body)
                yield Case(f"{name} {method.decode()} {target}", data)
        announced = request(target, b"POST", FORM + b"Content-Length: 5000000\r\n")
        yield Case(f"5 MB announced {target}", announced)
        yield Case(
            f"body cut short {target}",
            request(target, b"POST", FORM + b"Content-Length: 500\r\n", b"a=1"),
            own=True, closing=True, half_close=True,
        )  # fmt: skip


VALUES = {
    "NUL": b"a\0b", "escape": b"\x1b[31m", "bare CR": b"a\rX-Zq: 1", "delete": b"\x7f",
    "Latin-1": b"\xe9\xff", "UTF-8": "é☃\U0001f40d".encode(), "empty": b"", "long": b"a" * 7_000,
    "longer": b"a" * LONG, "commas": b"," * 500, "quotes": b'"\\"', "script": b"<script>alert(1)",
    "digits": b"9" * 400, "minus": b"-1", "nan": b"nan", "star": b"*", "format": b"%s%n{0}{{7*7}}",
}  # fmt: skip
SEMANTIC = [
    b"Accept", b"Accept-Encoding", b"Accept-Language", b"Accept-Charset", b"Authorization",
    b"Cache-Control", b"Content-Type", b"Content-Encoding", b"Cookie", b"Date", b"Forwarded",
    b"If-Match", b"If-Modified-Since", b"If-None-Match", b"If-Range", b"If-Unmodified-Since",
    b"Origin", b"Range", b"Referer", b"Upgrade", b"Via", b"X-Forwarded-Proto", b"X-Request-Id",
    b"X-Zq", b"Proxy", b"TE", b"Sec-Fetch-Site",
]  # fmt: skip
BROKEN = {"NUL", "escape", "bare CR", "delete", "longer", "long"}
"""Values that no header may hold or that are longer than a server's own limit."""


def headers() -> Iterator[Case]:
    """Yield every odd value in every header that means something to somebody."""
    for name in SEMANTIC:
        for kind, value in VALUES.items():
            for target in ["/criteria/", STYLES]:
                data = request(target, headers=name + b": " + value + b"\r\n")
                yield Case(f"{kind} in {name.decode()} {target}", data, own=kind in BROKEN)
