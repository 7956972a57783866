"""The state of an add-on: the first of broken, ended, quiet and kept that is true, in words."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

import pytest

from comparator.blueprints.add_ons.state import silent_for, state
from comparator.queries.findings import Measurement
from comparator.queries.records import AddOn, Claim, Source

TODAY = Day(2026, 11, 21)
NAMES = {"flask": "Flask", "django": "Django", "fastapi": "FastAPI"}
OLD = Day(2023, 9, 21)
ENDED = Claim("ended", "Its page says so.", ())
UNTRIED = "the lab has not tried it yet"


def found(status: str, framework: str | None = "flask", release: str = "3.1.3") -> Measurement:
    nothing: dict[str, Any] = dict.fromkeys(
        ("server", "interface", "value", "low", "high", "ratio", "noise")
    )
    return Measurement(
        subject=framework or "python",
        framework=framework,
        release=release if framework else None,
        case="add-on",
        of="addons",
        status=status,
        samples=(),
        packages={},
        note="",
        **nothing,
    )


def add_on(
    *trials: Measurement,
    to: tuple[str, ...] = ("flask",),
    released: Day = TODAY,
    ended: Claim | None = None,
) -> AddOn:
    source = Source("record", "Record", "Index", "package-record", None, None, None, TODAY)
    tried: Mapping[str, Measurement] = {item.framework or "": item for item in trials}
    return AddOn(
        slug="add-on",
        name="Add-on",
        adds="Something",
        to=to,
        package="add-on",
        spellings=("Add-on",),
        release="1.0",
        released=released,
        licence="MIT",
        source=source,
        checked=TODAY,
        ended=ended,
        touches=(),
        claims=(),
        tried=tried,
    )


@pytest.mark.parametrize(
    ("given", "word", "reason"),
    [
        (add_on(found("no"), released=OLD, ended=ENDED), "broken",
         "it does not do its job beside Flask 3.1.3"),
        (add_on(found("yes"), found("no", "django", "6.1"), to=("flask", "django")), "broken",
         "it does not do its job beside Django 6.1, and does its job beside Flask 3.1.3"),
        (add_on(found("no", None), to=()), "broken",
         "it does not do its job in a program of its own"),
        (add_on(found("yes"), released=OLD, ended=ENDED), "ended",
         "its own record says that it is no longer developed; "
         "it does its job beside Flask 3.1.3"),
        (add_on(ended=ENDED), "ended",
         f"its own record says that it is no longer developed; {UNTRIED}"),
        (add_on(found("yes"), released=OLD), "quiet",
         "no release for 3 years and 2 months, but it does its job beside Flask 3.1.3"),
        (add_on(released=OLD), "quiet", f"no release for 3 years and 2 months, and {UNTRIED}"),
        (add_on(found("failed"), released=OLD), "quiet",
         "no release for 3 years and 2 months, and it could not be tried beside Flask 3.1.3"),
        (add_on(found("yes")), "kept", "it does its job beside Flask 3.1.3"),
        (add_on(found("partly"), to=("flask", "django")), "kept",
         "it works in part beside Flask 3.1.3, and was not tried yet beside Django"),
        (add_on(found("yes"), found("yes", "django", "6.1"), found("yes", "fastapi", "0.1"),
                to=("django", "fastapi", "flask")), "kept",
         "it does its job beside Flask 3.1.3, Django 6.1 and FastAPI 0.1"),
        (add_on(), "kept", UNTRIED),
    ],
)  # fmt: skip
def test_the_first_true_state_is_told_with_its_reason(given: AddOn, word: str, reason: str) -> None:
    result = state(given, TODAY, NAMES)

    assert (result.word, result.reason) == (word, reason)
    assert result.is_lost == (word in ("broken", "ended"))


def test_a_no_beside_a_framework_that_it_is_not_for_breaks_nothing() -> None:
    result = state(add_on(found("yes"), found("no", "django")), TODAY, NAMES)

    assert (result.word, "Django" in result.reason) == ("kept", False)


@pytest.mark.parametrize(
    ("released", "word"),
    [(Day(2024, 11, 21), "kept"), (Day(2024, 11, 20), "quiet"), (Day(2024, 2, 29), "quiet")],
)
def test_it_is_quiet_from_the_day_after_24_months(released: Day, word: str) -> None:
    assert state(add_on(released=released), TODAY, NAMES).word == word


@pytest.mark.parametrize(
    ("released", "words"),
    [
        (Day(2024, 11, 20), "2 years"),
        (Day(2025, 10, 22), "1 year"),
        (Day(2025, 10, 21), "1 year and 1 month"),
        (Day(2026, 10, 22), "less than a month"),
        (Day(2025, 12, 22), "10 months"),
    ],
)
def test_silence_is_counted_in_whole_months(released: Day, words: str) -> None:
    assert silent_for(released, TODAY) == words
