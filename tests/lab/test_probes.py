"""The probes as records: what the pages and the catalog lean on."""

from collections import Counter

from comparator.catalog.schema import Catalog
from comparator.lab.probes import ORDER, PROBES


def test_the_probes_that_decide_criteria_are_there() -> None:
    assert {"memory-per-worker", "start-up-time", "throughput"} <= set(PROBES)


def test_every_criterion_of_a_probe_is_in_the_catalog(catalog: Catalog) -> None:
    named = {slug for probe in PROBES.values() for slug in probe.criteria}

    assert named <= set(catalog.criteria)


def test_every_probe_says_how_it_is_checked_and_what_it_cannot_tell() -> None:
    for probe in PROBES.values():
        texts = (probe.name, probe.question, probe.method, probe.verified, probe.limits)
        assert all(text == text.strip() and text for text in texts), probe.slug
        assert probe.question.endswith("?"), probe.slug
        assert probe.cases, probe.slug
        assert max(Counter(case.slug for case in probe.cases).values()) == 1, probe.slug
        assert bool(probe.unit) >= bool(probe.better), probe.slug


def test_they_run_in_the_order_of_their_kinds() -> None:
    kinds = [ORDER.index(probe.kind) for probe in PROBES.values()]

    assert kinds == sorted(kinds)
