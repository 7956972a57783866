"""The defaults and the counts, really taken: environments installed, strangers served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comparator.lab import runner, subjects
from comparator.lab.bench import Bench
from comparator.lab.probes import defaults, footprint
from comparator.lab.results import Result

pytestmark = pytest.mark.slow

AS_SHIPPED = {
    "forged-post": {"django": "yes", "fastapi": "no", "flask": "no"},
    "framing": {"django": "yes", "fastapi": "no", "flask": "no"},
    "sniffing": {"django": "yes", "fastapi": "no", "flask": "no"},
    "host-header": {"django": "yes", "fastapi": "no", "flask": "no"},
    "escaping": {"django": "yes", "fastapi": "yes", "flask": "yes"},
    "cookie-flags": {"django": "partly", "fastapi": "partly", "flask": "partly"},
    "traceback": {"django": "yes", "fastapi": "yes", "flask": "yes"},
}
"""Of the pinned releases. A new release may change one; then the catalog's cells change too."""


class Quiet:
    def expect(self, steps: int) -> None:
        """Show nothing."""

    def step(self, label: str) -> None:
        """Show nothing."""


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with runner.bench(subjects.read(), quick=True) as made:
        yield made


def by_subject(results: list[Result], case: str) -> dict[str, Result]:
    return {r.place.subject: r for r in results if r.place.case == case}


def test_the_strangers_answer_all_seven_questions(bench: Bench) -> None:
    found = {
        probe.slug: {
            result.place.subject: (result.status, result.note)
            for result in runner.measure(bench, probe, Quiet())
            if result.place.framework
        }
        for probe in defaults.PROBES
    }

    stacks = {one.slug for one in subjects.read() if one.base}
    states = {slug: {name: state for name, (state, _) in of.items()} for slug, of in found.items()}
    told = {slug: {name: of.pop(name) for name in stacks} for slug, of in states.items()}
    assert states == AS_SHIPPED, found
    assert {state for of in told.values() for state in of.values()} == {"does not apply"}
    assert found["framing"]["django"][1] == "X-Frame-Options: DENY"
    assert "SameSite=Lax" in found["cookie-flags"]["fastapi"][1]


def test_every_subject_can_be_counted_and_counts_the_same_again(bench: Bench) -> None:
    for probe in footprint.PROBES:
        results = runner.measure(bench, probe, Quiet())
        broken = [(r.place, r.note) for r in results if r.status == "failed"]
        assert broken == []
        assert results == runner.measure(bench, probe, Quiet())


def test_the_bare_callables_bring_nothing(bench: Bench) -> None:
    probes = {probe.slug: probe for probe in footprint.PROBES}

    for slug in ("packages", "install-size"):
        found = by_subject(runner.measure(bench, probes[slug], Quiet()), "starter")
        assert (found["wsgi"].value, found["asgi"].value) == (0, 0)
        assert min(found[name].value or 0 for name in ("django", "fastapi", "flask")) > 0
