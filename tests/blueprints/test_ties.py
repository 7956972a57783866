"""Which figures of one case can be told apart, and how far they are from each other."""

import pytest

from comparator.blueprints.lab.rows import Row, rows
from comparator.blueprints.lab.ties import Tie, comparisons
from comparator.catalog.reader import read
from comparator.queries.findings import Measurement, Probe
from comparator.queries.records import Framework

CATALOG, PROBLEMS = read()
assert CATALOG is not None, PROBLEMS
FRAMEWORKS = {
    slug: Framework(slug, slug.title(), "", "1.0", item.released, None, "", "", None)  # type: ignore[arg-type]
    for slug, item in zip(("ant", "bee", "cat"), CATALOG.frameworks.values(), strict=True)
}


def found(subject: str, value: float | None, noise: float = 0.2, **more: object) -> Measurement:
    """Return a figure of a framework on one server."""
    given = {
        "subject": subject, "framework": subject, "release": "1.0", "case": "one", "of": "app",
        "server": "granian", "interface": "wsgi", "status": "measured", "value": value,
        "low": None, "high": None, "ratio": None, "noise": noise, "samples": (), "packages": {},
        "note": "",
    }  # fmt: skip
    return Measurement(**(given | more))  # type: ignore[arg-type]


def shown(*measurements: Measurement) -> tuple[Row, ...]:
    about = Probe("p", "P", "memory", "", "MB", "less", "", "", "", "", (), (), None, ())  # type: ignore[arg-type]
    return rows(about, measurements, FRAMEWORKS)


@pytest.mark.parametrize(
    ("figures", "noise", "ties"),
    [
        ((10, 20, 40), 0.2, []),
        ((10, 11.9, 40), 0.2, [Tie(("Ant", "Bee"), 20)]),
        ((10, 12, 40), 0.2, [Tie(("Ant", "Bee"), 20)]),
        ((10, 12.1, 40), 0.2, []),
        ((40, 11, 10), 0.2, [Tie(("Cat", "Bee"), 20)]),
        ((10, 11, 12), 0.2, [Tie(("Ant", "Bee", "Cat"), 20)]),
        # The middle one ties with both others, which do not tie with each other.
        ((10, 11.5, 13), 0.2, [Tie(("Ant", "Bee"), 20), Tie(("Bee", "Cat"), 20)]),
        ((10, 15, 40), 0.5, [Tie(("Ant", "Bee"), 50)]),
        ((3, 3, 4), 0, [Tie(("Ant", "Bee"), 0)]),
        ((3, 4, 5), 0, []),
    ],
)
def test_figures_inside_the_noise_tie(
    figures: tuple[float, ...], noise: float, ties: list[Tie]
) -> None:
    own = [found(slug, value, noise) for slug, value in zip(FRAMEWORKS, figures, strict=True)]

    (compared,) = comparisons(shown(*own), "less")
    assert list(compared.ties) == ties


def test_the_larger_noise_of_two_decides() -> None:
    (compared,) = comparisons(shown(found("ant", 10, 0.2), found("bee", 14, 0.4)), "less")

    assert compared.ties == (Tie(("Ant", "Bee"), 40),)


@pytest.mark.parametrize(
    ("better", "first", "rest"),
    [
        ("less", "Ant", ("Bee 2.0\N{NO-BREAK SPACE}×", "Cat 15\N{NO-BREAK SPACE}×")),
        ("more", "Cat", ("Bee 0.13\N{NO-BREAK SPACE}×", "Ant 0.07\N{NO-BREAK SPACE}×")),
    ],
)
def test_the_extreme_comes_first(better: str, first: str, rest: tuple[str, ...]) -> None:
    own = [found("ant", 10), found("bee", 20), found("cat", 150)]

    (compared,) = comparisons(shown(*own), better)
    assert (compared.first, compared.rest) == (first, rest)


def test_nothing_is_compared_across_servers_or_with_what_failed() -> None:
    own = [
        found("ant", 10),
        found("bee", 20, server="gunicorn"),
        found("cat", None, status="failed"),
    ]

    assert list(comparisons(shown(*own), "less")) == []


def test_each_server_is_compared_by_itself_and_named() -> None:
    own = [found(slug, 10, server=server) for server in ("one", "two") for slug in ("ant", "bee")]

    assert [c.place for c in comparisons(shown(*own), "less")] == [
        "equal app, one",
        "equal app, two",
    ]


def test_a_framework_that_stands_there_twice_is_named_with_its_interface() -> None:
    own = [found("ant", 10), found("ant", 20, interface="asgi"), found("bee", 50)]

    (compared,) = comparisons(shown(*own), "less")
    assert compared.first == "Ant (WSGI)"
    assert [text.split("\N{NO-BREAK SPACE}")[0] for text in compared.rest] == [
        "Ant (ASGI) 2.0",
        "Bee 5.0",
    ]


@pytest.mark.parametrize(
    ("value", "noise", "written"),
    [
        (36_689, 0.2, "36,700"), (612.4, 0.2, "612"), (61.24, 0.2, "61.2"), (4.713, 0.2, "4.71"),
        (0.1654, 0.2, "0.165"), (36_689, 0, "36,689"), (48.31, 0, "48.31"), (7, 0, "7"),
    ],
)  # fmt: skip
def test_a_noisy_figure_is_written_with_three_digits_and_an_exact_one_with_all(
    value: float, noise: float, written: str
) -> None:
    assert [row.figure for row in shown(found("ant", value, noise))] == [written]
