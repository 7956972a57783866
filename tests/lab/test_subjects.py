"""Every subject keeps the contract, in an environment of its own, on each server it runs on."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from comparator.lab import contract, subjects
from comparator.lab.client import Visitor
from tests.lab import real_servers
from tests.lab.real_servers import SERVERS, Subject

INTERFACES = [
    ("asgi", "asgi"),
    ("django", "asgi"),
    ("django", "wsgi"),
    ("fastapi", "asgi"),
    ("flask", "wsgi"),
    ("wsgi", "wsgi"),
]
STACKS = [
    (one.slug, interface) for one in subjects.read() if one.base for interface in one.interfaces
]
RUNS = [
    (slug, interface, server)
    for slug, interface in (*INTERFACES, *STACKS)
    for server in SERVERS[interface]
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for environments, databases and logs."""
    return tmp_path_factory.mktemp("subjects")


@pytest.fixture(scope="session")
def build(folder: Path) -> Callable[[str], Subject]:
    """Makes a subject's environment and database when they are first asked for."""

    @functools.cache
    def made(slug: str) -> Subject:
        subject = real_servers.build(slug, folder / slug)
        real_servers.prepare(subject, folder / f"{slug}.sqlite")
        return subject

    return made


@pytest.mark.parametrize(("slug", "interface", "server"), RUNS)
def test_the_equal_app_keeps_the_contract(
    slug: str, interface: str, server: str, build: Callable[[str], Subject], folder: Path
) -> None:
    subject = build(slug)
    with real_servers.serving(subject, "app", interface, server, folder / f"{slug}.sqlite") as port:
        checks = contract.verify(port, subject.about["has"])

    assert [check for check in checks if not check.ok] == []
    assert {check.task for check in checks} == set(subject.about["has"])


@pytest.mark.parametrize(("slug", "interface"), INTERFACES)
def test_the_starter_answers_as_its_tutorial_says(
    slug: str, interface: str, build: Callable[[str], Subject], folder: Path
) -> None:
    words = {
        "asgi": "Hello, World!",
        "django": "The install worked successfully! Congratulations!",
        "fastapi": '{"message":"Hello World"}',
        "flask": "<p>Hello, World!</p>",
        "wsgi": "Hello, World!",
    }
    subject = build(slug)
    with real_servers.serving(
        subject, "starter", interface, "granian", folder / f"{slug}.sqlite"
    ) as port:
        answer = Visitor(port).get("/")

    assert answer.status == 200
    assert words[slug] in answer.text


def test_the_runs_are_those_that_the_subjects_name(build: Callable[[str], Subject]) -> None:
    named = [
        (slug, interface)
        for slug in sorted({slug for slug, _ in INTERFACES})
        for interface in sorted(build(slug).about["interfaces"])
    ]

    assert named == INTERFACES
