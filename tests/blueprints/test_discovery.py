"""What programs ask for: which pages there are, whom to tell of a weakness, how a link looks."""

import re
import struct
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from markupsafe import escape

from comparator import create_app
from comparator.blueprints.discovery import expiry
from comparator.catalog.schema import Catalog
from comparator.headers import HEADERS
from tests.conftest import Reader
from tests.sites import renamed, site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "http://localhost"
CONTACT = "mailto:safe@example.org"


def listed(reader: Reader) -> dict[str, str]:
    """Return the days in the sitemap by path; an address that stands twice fails."""
    root = ElementTree.fromstring(reader.raw("/sitemap.xml").data)
    found = [
        (str(item.findtext(f"{SITEMAP}loc")), item.findtext(f"{SITEMAP}lastmod", ""))
        for item in root
    ]
    assert len(dict(found)) == len(found)
    assert all(address.startswith(f"{BASE}/") for address, _ in found)
    return {address.removeprefix(BASE): day for address, day in found}


def tags(source: str, name: str) -> list[dict[str, str]]:
    """Return the attributes of every tag of this name; the pages are parsed by other tests."""
    found = re.findall(rf"<{name} ([^>]*)>", source)
    return [
        {key: unescape(value) for key, value in re.findall(r'([\w:-]+)="([^"]*)"', attributes)}
        for attributes in found
    ]


def named(source: str, attribute: str, name: str) -> list[str]:
    """Return what the page's metadata of this name say."""
    return [item["content"] for item in tags(source, "meta") if item.get(attribute) == name]


def text(reader: Reader, address: str) -> str:
    """Return a page as it is sent."""
    return str(reader.raw(address).get_data(as_text=True))


def test_search_engines_are_kept_out_of_answers(reader_client: Reader) -> None:
    lines = reader_client.raw("/robots.txt").get_data(as_text=True).splitlines()

    assert lines[0] == "User-agent: *"
    assert {"Disallow: /r/", "Disallow: /results/", "Disallow: /wizard/"} <= set(lines)
    assert [line for line in lines if line.startswith("Sitemap: ")] == [
        f"Sitemap: {BASE}/sitemap.xml"
    ]


def refused(path: str, rules: list[str]) -> bool:
    """Say whether robots.txt keeps a path from search engines: the longest rule decides."""
    lengths = {True: -1, False: -1}
    for rule in rules:
        kind, _, pattern = rule.partition(": ")
        if kind in ("Allow", "Disallow") and (
            path == pattern[:-1] if pattern.endswith("$") else path.startswith(pattern)
        ):
            is_refusal = kind == "Disallow"
            lengths[is_refusal] = max(lengths[is_refusal], len(pattern))
    return lengths[True] > lengths[False]


def test_the_sitemap_lists_exactly_the_pages_that_wish_to_be_found(reader_client: Reader) -> None:
    """Crawled as a search engine would: every link in reach that robots.txt admits."""
    rules = text(reader_client, "/robots.txt").splitlines()
    queue, seen, indexed = ["/"], {"/"}, set()
    while queue:
        address = queue.pop()
        answer = reader_client.raw(address)
        if answer.mimetype != "text/html":
            continue
        source = answer.get_data(as_text=True)
        if named(source, "name", "robots") != ["noindex"]:
            assert f'<link rel="canonical" href="{BASE}{address}">' in source
            indexed.add(address)
        links = {link["href"].partition("#")[0] for link in tags(source, "a")}
        ours = {link for link in links - seen if link.startswith("/") and not refused(link, rules)}
        seen |= ours
        queue += ours

    assert len(indexed) > 150
    assert len([address for address in seen - indexed if "?" in address]) > 20
    assert set(listed(reader_client)) == indexed


def test_each_page_was_changed_on_the_day_of_the_edition_that_it_shows(
    catalog: Catalog, tmp_path: Path
) -> None:
    older = renamed(catalog, "9.0", date=date(2026, 2, 1))
    newer = renamed(catalog, "9.1", date=date(2026, 3, 1))
    days = listed(Reader(site(tmp_path / "days.sqlite", older, newer).test_client()))

    assert days["/editions/9.0"] == "2026-02-01"
    assert days["/editions/9.1"] == days["/"] == days["/criteria/orm"] == "2026-03-01"
    assert {path for path, day in days.items() if not day} == {"/privacy", "/accessibility"}


@pytest.mark.parametrize(
    "address", ["/wizard/product", "/wizard/check", "/results/latest", "/criteria/orm?edition=0.1"]
)
def test_pages_of_answers_and_copies_stay_out_of_search_engines(
    reader_client: Reader, catalog: Catalog, address: str
) -> None:
    source = text(reader_client, address.replace("0.1", catalog.edition.name))

    assert named(source, "name", "robots") == ["noindex"]
    assert not named(source, "property", "og:url")


def test_a_shared_link_shows_what_the_page_says_of_itself(reader_client: Reader) -> None:
    told = Counter[str]()
    for path in listed(reader_client):
        source = text(reader_client, path)
        (title,) = named(source, "property", "og:title")
        (description,) = named(source, "name", "description")
        assert f"<title>{escape(title)} – Comparator</title>" in source
        assert named(source, "property", "og:description") == [description]
        assert named(source, "property", "og:type") == ["website"]
        assert named(source, "property", "og:url") == [BASE + path]
        assert len(description) > 20, path
        told[description] += 1

    # Comparisons say the same of themselves, and so may two editions.
    assert len(told) > 120


def test_a_shared_result_shows_its_verdict(reader_client: Reader) -> None:
    page = reader_client.get("/results/latest?product=site&sends=pages")

    assert named(page.source, "property", "og:title") == [page.heading]


def test_the_picture_of_a_shared_link_is_ours_and_small(reader_client: Reader) -> None:
    """It has the measures that such pictures are shown in, and stays the same on every page."""
    (address,) = named(text(reader_client, "/"), "property", "og:image")
    result = text(reader_client, "/results/latest?product=site")
    data = reader_client.raw(address.removeprefix(BASE)).get_data()

    assert named(result, "property", "og:image") == [address]
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 30_000


def test_the_icon_is_where_programs_look_for_it(reader_client: Reader) -> None:
    answer = reader_client.raw("/favicon.ico")
    data = answer.get_data()
    reserved, kind, count = struct.unpack_from("<3H", data)
    entries = [struct.unpack_from("<4B2H2I", data, 6 + 16 * number) for number in range(count)]

    assert (reserved, kind, [entry[:2] for entry in entries]) == (0, 1, [(16, 16), (32, 32)])
    for width, height, *_, size, start in entries:
        picture = data[start : start + size]
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", picture[16:24]) == (width, height)
    assert len(data) == start + size < 1_000
    assert answer.content_type == "image/vnd.microsoft.icon"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_who_has_the_icon_is_told_so(app: Flask) -> None:
    client = app.test_client()
    tag = client.get("/favicon.ico").headers["ETag"]
    answer = client.get("/favicon.ico", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.get_data()) == (304, b"")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert client.get("/favicon.ico?v=2").headers["Location"] == "/favicon.ico"


@pytest.mark.parametrize(
    ("address", "types"),
    [
        ("/compare/django-vs-flask", {"text/csv", "application/json"}),
        ("/results/latest?product=api", {"text/csv", "application/json", "text/markdown"}),
    ],
)
def test_a_page_names_its_other_forms(reader_client: Reader, address: str, types: set[str]) -> None:
    links = [link for link in tags(text(reader_client, address), "a") if "type" in link]

    assert {link["type"] for link in links if link["rel"] == "alternate"} == types
    for link in links:
        assert reader_client.raw(link["href"]).mimetype == link["type"]


def security(**settings: str) -> dict[str, str]:
    """Return the fields of security.txt under these settings. It needs no database."""
    app = create_app(settings)
    answer = Reader(app.test_client()).raw("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    lines = answer.get_data(as_text=True).splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines), "each of these fields may stand once"
    return fields


def test_who_finds_a_weakness_learns_whom_to_tell() -> None:
    base = "https://example.org"
    fields = security(SECURITY_CONTACT=CONTACT, BASE_URL=base)
    expires = datetime.fromisoformat(fields.pop("Expires"))

    assert fields == {
        "Contact": CONTACT,
        "Preferred-Languages": "en",
        "Canonical": f"{base}/.well-known/security.txt",
    }
    assert timedelta(days=148) < expires - datetime.now(UTC) < timedelta(days=186)


def test_without_encryption_no_address_is_called_canonical() -> None:
    """RFC 9116, 2.5.2 admits web addresses that begin with https:// only."""
    assert "Canonical" not in security(SECURITY_CONTACT=CONTACT, BASE_URL=BASE)


def test_a_site_without_a_contact_says_so(reader_client: Reader) -> None:
    page = reader_client.get("/.well-known/security.txt", 404)

    assert "named nobody to tell of a weakness" in page.text
    assert "SECURITY_CONTACT" in page.text


def test_security_txt_is_not_held_until_the_next_edition(catalog: Catalog, tmp_path: Path) -> None:
    """It follows the calendar: a process that lives for a year would serve an expired one."""
    app = site(tmp_path / "held.sqlite", catalog)
    app.config["SECURITY_CONTACT"] = CONTACT
    reader = Reader(app.test_client())

    assert "ETag" in reader.raw("/robots.txt").headers, "what is held has one"
    assert "ETag" not in reader.raw("/.well-known/security.txt").headers


def test_a_copy_of_security_txt_is_valid_for_months_and_moves_once_in_one() -> None:
    """On every day of forty years, whatever the age of the newest edition."""
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(40 * 365)]
    ahead = [(expiry(day) - day).days for day in days]

    assert min(ahead) > 149
    assert max(ahead) < 186
    assert all(
        (expiry(one) == expiry(next_one)) == (one.month == next_one.month)
        for one, next_one in pairwise(days)
    )
