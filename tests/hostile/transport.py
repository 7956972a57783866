"""Requests that are odd as HTTP, written by hand: lines, header names, lengths, chunks."""

from collections.abc import Iterator

from tests.hostile.cases import STYLES, Case, request
from tests.hostile.payloads import MARK

TAGS = b", ".join(b'"%040d"' % number for number in range(180))
TEN_THOUSAND_TAGS = b", ".join(b'"%d"' % number for number in range(10_000))

READABLE = {
    "absolute form": request(b"http://OUR-HOST/criteria/"),
    "absolute form with a query": request(b"http://OUR-HOST/criteria/?x=1"),
    "HTTP/1.0": request(version=b"HTTP/1.0"),
    "HTTP/1.0 that stays": request(version=b"HTTP/1.0", headers=b"Keep-Alive: 300\r\n"),
    "dots": request(b"/./criteria/../criteria/"),
    "180 tags": request(STYLES, headers=b"If-None-Match: " + TAGS + b"\r\n"),
    "any tag": request(STYLES, headers=b"If-None-Match: *\r\n"),
    "any tag of a page": request("/criteria/", headers=b"If-None-Match: *\r\n"),
    "weak tag": request(b"/criteria/", headers=b'If-None-Match: W/"x", W/, "\r\n'),
    "no tag matches": request(STYLES, headers=b'If-Match: "x"\r\n'),
    "impossible day": request(
        STYLES,
        headers=b"If-Modified-Since: Fri, 31 Feb 99999 25:61:61 GMT\r\n",
    ),
    "far day": request(
        STYLES, headers=b"If-Modified-Since: Fri, 31 Dec 9999 23:59:59 -9999\r\n"
    ),
    "one encoding": request(b"/criteria/", headers=b"Accept-Encoding: br;q=0, *;q=0\r\n"),
    "encodings": request(b"/criteria/", headers=b"Accept-Encoding: " + b"gzip;q=nan,br;q=-1," * 90
                         + b"\r\n"),
    "encoding with weight": request(b"/criteria/", headers=b"Accept-Encoding: gzip;q=1e400;x\r\n"),
    "cookies": request(b"/criteria/", headers=b"Cookie: " + b"a=b; " * 900 + b"\r\n"),
    "broken session": request(b"/criteria/", headers=b"Cookie: session=.eJw.x.y\r\n"),
    "many of one header": request(headers=b"X-Zq: 1\r\n" * 60),
    "underscored": request(headers=b"X_Forwarded_Host: evil\r\nHTTP_HOST: evil\r\n"),
    "expecting": request(headers=b"Expect: 100-continue\r\n"),
    "upgrade": request(headers=b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"),
    "web socket": request(headers=b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                          b"Sec-WebSocket-Key: dGhlIHNhbXBsZQ==\r\n"),
    "empty query": request(b"/criteria/?"),
    "method in a header": request(headers=b"X-HTTP-Method-Override: DELETE\r\n"),
    "script name of a proxy": request(headers=b"X-Script-Name: /x\r\nX-Forwarded-Prefix: /x\r\n"),
}  # fmt: skip
"""Well-formed: the application has to answer, on every server."""

RANGES = [
    b"bytes=0-0", b"bytes=-1", b"bytes=0-", b"bytes=5-1", b"bytes=99999999-", b"bytes=-0",
    b"bytes=0-0,1-1,2-2", b"bytes=" + b"0-," * 900, b"bytes=a-b", b"lines=1-2", b"bytes",
    b"bytes=99999999999999999999-", b"bytes=--1", b"bytes= 0 - 1 ",
    "bytes=٠-١".encode(),
]  # fmt: skip

CHUNKS = {
    "hexadecimal of 40 digits": b"f" * 40 + b"\r\n",
    "no number": b"zz\r\nab\r\n0\r\n\r\n",
    "minus": b"-1\r\na\r\n0\r\n\r\n",
    "underscored": b"1_0\r\n" + b"a" * 16 + b"\r\n0\r\n\r\n",
    "0x": b"0x2\r\nab\r\n0\r\n\r\n",
    "space": b"2 \r\nab\r\n0\r\n\r\n",
    "extension": b"2;a=\"\r\nab\r\n0\r\n\r\n",
    "long extension": b"2;" + b"a" * 20_000 + b"\r\nab\r\n0\r\n\r\n",
    "too short": b"5\r\nab\r\n0\r\n\r\n",
    "too long": b"1\r\nabcdef\r\n0\r\n\r\n",
    "bare line feeds": b"2\nab\n0\n\n",
    "trailer": b"2\r\nab\r\n0\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n",
    "broken trailer": b"0\r\n\xff\0\r\n\r\n",
    "5,000 chunks": b"1\r\na\r\n" * 5_000 + b"0\r\n\r\n",
    "100 kB": b"19000\r\n" + b"a" * 102_400 + b"\r\n0\r\n\r\n",
    "never ends": b"2\r\nab\r\n",
    "nothing": b"",
}  # fmt: skip

HOSTS = {
    "another": b"Host: evil.example\r\n",
    "another below ours": b"Host: 127.0.0.1.evil.example\r\n",
    "user": b"Host: 127.0.0.1@evil.example\r\n",
    "markup": b"Host: <script>alert(1)</script>\r\n",
    "space": b"Host: a b\r\n",
    "bracket": b"Host: [::1\r\n",
    "no port": b"Host: 127.0.0.1:\r\n",
    "odd port": b"Host: 127.0.0.1:99999999\r\n",
    "worded port": b"Host: 127.0.0.1:evil\r\n",
    "empty": b"Host: \r\n",
    "none": b"",
    "path": b"Host: 127.0.0.1/evil\r\n",
    "NUL": b"Host: 127.0.0.1\0.evil.example\r\n",
    "not ASCII": "Host: ⓛocalhost\r\n".encode(),
    "not UTF-8": b"Host: \xff\r\n",
    "64 kB": b"Host: " + b"a" * 65_536 + b"\r\n",
    "two": b"Host: OUR-HOST\r\nHost: evil.example\r\n",
    "two, ours last": b"Host: evil.example\r\nHost: OUR-HOST\r\n",
    "indented": b" Host: evil.example\r\nHost: OUR-HOST\r\n",
    "localhost": b"Host: localhost\r\n",
    "localhost of another port": b"Host: localhost:9\r\n",
    "list": b"Host: OUR-HOST, evil.example\r\n",
    "dot": b"Host: localhost.\r\n",
    "case": b"Host: LOCALHOST\r\n",
}  # fmt: skip

OURS = {"no port", "localhost", "localhost of another port", "case"}
ASKED_OF_HOSTS = {
    b"/criteria/": 200, b"/criteria": 308, b"/compare/flask-vs-django": 301, b"/sitemap.xml": 200,
}  # fmt: skip
"""What a name of ours leads to."""

OTHERWISE = {"none", "64 kB"}
"""A server may fill in its own name, and may find the header too large."""

SMUGGLED = b"GET /nothing HTTP/1.1\r\nHost: OUR-HOST\r\n\r\n"
POST = b"POST"
LENGTHS = {
    "length and chunks": b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
    "chunks and length": b"Transfer-Encoding: chunked\r\nContent-Length: 60\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n",
    "equal lengths": b"Content-Length: 5\r\nContent-Length: 5\r\n",
    "list of lengths": b"Content-Length: 5, 6\r\n",
    "negative": b"Content-Length: -1\r\n",
    "plus": b"Content-Length: +5\r\n",
    "worded": b"Content-Length: five\r\n",
    "hexadecimal": b"Content-Length: 0x5\r\n",
    "empty": b"Content-Length: \r\n",
    "fraction": b"Content-Length: 5.0\r\n",
    "400 digits": b"Content-Length: " + b"9" * 400 + b"\r\n",
    "20 digits": b"Content-Length: 99999999999999999999\r\n",
    "Arabic": "Content-Length: ٥\r\n".encode(),
    "space before colon": b"Content-Length : 5\r\n",
    "folded": b"Content-Length:\r\n 5\r\n",
    "identity": b"Transfer-Encoding: identity\r\n",
    "gzip": b"Transfer-Encoding: gzip, chunked\r\n",
    "chunked last but one": b"Transfer-Encoding: chunked, identity\r\n",
    "vertical tab": b"Transfer-Encoding: \x0bchunked\r\n",
    "chunked twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
    "other case": b"Transfer-Encoding: cHuNkEd\r\n",
    "joined": b"Transfer-Encoding: xchunked\r\n",
    "underscored": b"Transfer_Encoding: chunked\r\nContent_Length: 5\r\nContent-Length: 0\r\n",
}  # fmt: skip

ODD = {
    "no version": b"GET /\r\n\r\n",
    "future version": request(version=b"HTTP/9.9"),
    "HTTP/2.0": request(version=b"HTTP/2.0"),
    "HTTP/1.2": request(version=b"HTTP/1.2"),
    "HTTP/1.11": request(version=b"HTTP/1.11"),
    "version of markup": request(version=b"HTTP/<b>%b" % MARK.encode()),
    "lower-case version": request(version=b"http/1.1"),
    "other protocol": request(version=b"RTSP/1.0"),
    "no target": b"GET HTTP/1.1\r\nHost: OUR-HOST\r\nConnection: close\r\n\r\n",
    "two spaces": request(b" /"),
    "space in the target": request(b"/a b"),
    "tab in the target": request(b"/a\tb"),
    "NUL in the target": request(b"/a\0b"),
    "bare byte": request(b"/criteria/\xff"),
    "bare UTF-8": request("/criteria/é"),
    "delete": request(b"/\x7f"),
    "markup": request(b"/<script>%b" % MARK.encode()),
    "bare name": request(b"nothing"),
    "backslash": request(b"\\evil"),
    "backslash host": request(b"/\\evil.example/"),
    "star": request(b"*"),
    "only a query": request(b"?x=1"),
    "fragment": request(b"/criteria/#x"),
    "another's absolute form": request(b"http://evil.example/criteria/"),
    "file": request(b"file:///etc/passwd"),
    "authority": request(b"evil.example:443"),
    "brackets": request(b"http://[::1/"),
    "100 kB of target": request(b"/" + b"a" * 100_000),
    "1 MB of target": request(b"/" + b"a" * 1_000_000),
    "header without colon": request(headers=b"nothing\r\n"),
    "header without name": request(headers=b": x\r\n"),
    "space in a name": request(headers=b"X Zq: 1\r\n"),
    "space before a colon": request(headers=b"X-Zq : 1\r\n"),
    "name of Latin-1": request(headers=b"X-\xe9: 1\r\n"),
    "name of UTF-8": request(headers="X-é: 1\r\n".encode()),
    "name of markup": request(headers=b"<%b>: 1\r\n" % MARK.encode()),
    "NUL in a name": request(headers=b"X\0: 1\r\n"),
    "long name": request(headers=b"X" * 60_000 + b": 1\r\n"),
    "folded": request(headers=b"X-Zq: 1\r\n  2\r\n"),
    "1,000 headers": request(headers=b"".join(b"X-%d: 1\r\n" % n for n in range(1_000))),
    "1 MB of one header": request(headers=b"X-Zq: " + b"a" * 1_000_000 + b"\r\n"),
    "10,000 tags": request(headers=b"If-None-Match: " + TEN_THOUSAND_TAGS + b"\r\n"),
    "bare line feeds": request().replace(b"\r\n", b"\n"),
    "bare returns": request().replace(b"\r\n", b"\r") + b"\r\n\r\n",
    "empty lines first": b"\r\n\r\n" + request(),
    "space first": b" " + request(),
    "byte order mark": b"\xef\xbb\xbf" + request(),
    "script name": request(headers=b"SCRIPT_NAME: /x\r\n"),
    "path info": request(headers=b"PATH_INFO: /x\r\nSCRIPT-NAME: /x\r\n"),
    "remote user": request(headers=b"REMOTE_USER: x\r\nwsgi.url_scheme: https\r\n"),
    "schemes at odds": request(headers=b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\n"),
    "odd expectation": request(headers=b"Expect: %b\r\n" % MARK.encode()),
    "two expectations": request(headers=b"Expect: 100-continue\r\nExpect: x\r\n"),
    "proxy protocol": b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + request(),
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 9,
    "TLS": b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + b"\0" * 200,
    "zeros": b"\0" * 2_000,
    "noise": bytes(range(256)) * 8 + b"\r\n\r\n",
    "words": b"hello\r\n\r\n",
    "mail": b"EHLO evil.example\r\nMAIL FROM:<a@b>\r\n\r\n",
    "nothing": b"",
    "half a line": b"GET /crit",
    "half the headers": b"GET / HTTP/1.1\r\nHost: OUR-HOST\r\nX-Zq",
}  # fmt: skip
"""Hardly HTTP or none: a server may refuse it in its own way."""

NOT_HTTP = {
    "no version", "HTTP/2 preface", "HTTP/2.0", "TLS", "zeros", "noise", "words", "mail",
    "nothing", "half a line", "half the headers", "bare returns", "1 MB of target",
    "1 MB of one header", "other protocol", "byte order mark", "proxy protocol",
}  # fmt: skip


def transport() -> Iterator[Case]:
    """Yield what is odd in the request line, the headers and the lengths."""
    for name, data in READABLE.items():
        yield Case(name, data)
    for name, data in ODD.items():
        none = name in NOT_HTTP
        yield Case(name, data, own=True, closing=none, half_close=none)
    for value in RANGES:
        for target in [STYLES, "/criteria/"]:
            data = request(target, headers=b"Range: " + value + b"\r\n")
            yield Case(f"range {value[:20]!r} {target}", data)
    for name, line in HOSTS.items():
        for target, status in ASKED_OF_HOSTS.items():
            wanted = 0 if name in OTHERWISE else status if name in OURS else 400
            data = request(target, host=line)
            yield Case(f"host: {name} {target.decode()}", data, own=True, status=wanted)
    yield from lengths()
    yield from pipelined()


def lengths() -> Iterator[Case]:
    """Yield bodies of doubtful length: one answer at most, whatever is hidden in them."""
    for method in [b"POST", b"GET"]:
        for name, line in LENGTHS.items():
            data = request(b"/criteria/", method, line, b"0\r\n\r\n" + SMUGGLED)
            yield Case(f"length: {name} {method.decode()}", data, own=True)
        for name, body in CHUNKS.items():
            chunked = b"Transfer-Encoding: chunked\r\n"
            data = request(b"/criteria/", method, chunked, body)
            yield Case(f"chunk: {name} {method.decode()}", data, own=True)


def pipelined() -> Iterator[Case]:
    """Yield requests sent at once on one connection."""
    first = b"GET /criteria/ HTTP/1.1\r\nHost: OUR-HOST\r\n\r\n"
    head = first.replace(b"GET", b"HEAD")
    refused = first.replace(b"/criteria/", b"/criteria/%00")
    yield Case("two at once", first + request(), ("GET", "GET"))
    yield Case("a head before", head + request(), ("HEAD", "GET"))
    yield Case("a refusal before", refused + request(), ("GET", "GET"))
    yield Case("twenty at once", first * 19 + request(), ("GET",) * 20)
    yield Case("noise after", first + b"\0\xff\r\n\r\n", ("GET", "GET"), own=True, closing=True)
    post = b"POST /criteria/ HTTP/1.1\r\nHost: OUR-HOST\r\nContent-Length: 3\r\n\r\na=1"
    yield Case("a body before", post + request(), ("POST", "GET"))
