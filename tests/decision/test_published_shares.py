"""The sampler's count against rank acceptabilities (SMAA-2) that others published.

Weights and performances are drawn here as the sources draw them; who is first is then counted by
the code that counts first places for a result.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

import numpy as np
import pytest

from comparator.decision.sampler import SHARED, shared_firsts

DRAWS = 10_000
"""As many as both sources drew."""

ANTIDEPRESSANTS = {
    "fluoxetine": ((11.7, 2.5), (7.2, 1.45), (16.6, 3.27), (13.7, 1.89), (18.6, 1.79)),
    "paroxetine": ((9.2, 1.86), (10.6, 1.58), (21.2, 5.15), (14.3, 2.93), (18.3, 3.7)),
    "sertraline": ((15.4, 2.65), (7.5, 1.48), (20.2, 3.78), (15.0, 3.21), (19.5, 2.6)),
    "venlafaxine": ((5.5, 2.32), (15.7, 4.44), (12.8, 2.45), (11.2, 3.98), (31.0, 1.68)),
}
"""Mean and standard deviation of diarrhea, dizziness, headache, insomnia and nausea, all normal
and to be low (JSMAA, lib/src/test/java/fi/smaa/jsmaa/simulator/SMAA2SimulationTest.java)."""

EFFICACY = {
    "fluoxetine": (0.0, 0.0),
    "paroxetine": (0.086, 0.056),
    "sertraline": (0.095, 0.044),
    "venlafaxine": (0.113, 0.048),
}
"""Mean and standard deviation of the logarithm, to be high (the same file)."""

ANTIDEPRESSANT_SCALES = (
    (0.98, 1.23),
    (0.953, 20.594),
    (4.358, 24.402),
    (7.998, 31.294),
    (3.399, 21.292),
    (11.048, 34.293),
)
"""From the lowest to the highest 95 of 100 interval of the alternatives, as the file asserts:
0.98 to 1.23, and the others within 1 of 1 to 20.6, 4.4 to 24.4, 8 to 31.3, 3.4 to 21.3 and 11.1 to
34; computed here as mean -+ 1.96 standard deviations."""

ANTIDEPRESSANTS_FIRST = {
    "fluoxetine": 0.20,
    "paroxetine": 0.25,
    "sertraline": 0.17,
    "venlafaxine": 0.39,
}
"""Published first-rank acceptabilities, each within 0.02."""

THROMBOLYTICS = {
    "heparin": ((20, 116), (40, 96), (1, 135)),
    "enoxaparin": ((8, 121), (32, 97), (5, 124)),
}
"""Parameters of the beta distributions of proximal and distal thrombosis and of bleeding, to be
low (drugis/mcda-elicitation-web, examples/regular-examples/thrombolytics.json)."""

THROMBOLYTIC_SCALES = ((0.0, 0.25), (0.15, 0.4), (0.0, 0.1))
"""The ranges of the linear value functions in the same file."""

THROMBOLYTICS_FIRST = {"any": 0.3381, "ordered": 0.1369, "fixed": 0.1049}
"""How often heparin is first in R/test/thrombo.R of the same repository: any weights; proximal
above bleeding above distal; and exactly 4, 1 and 2 sevenths."""


def simplex(random: Random, number: int) -> list[float]:
    """Return weights that add up to one, all such weights being equally likely."""
    found = [random.expovariate(1) for _ in range(number)]
    return [one / sum(found) for one in found]


def whole_total(parts: Sequence[float], values: Sequence[float]) -> int:
    return round(10**6 * sum(w * v for w, v in zip(parts, values, strict=True)))


def first_places(drawn: Iterator[Mapping[str, int]]) -> dict[str, float]:
    """Return the share of draws in which each has the highest total, as the sampler counts it."""
    rows = list(drawn)
    slugs = list(rows[0])
    counts = shared_firsts(np.array([[row[slug] for row in rows] for slug in slugs], dtype=float))
    return {
        slug: int(count) / SHARED / len(rows) for slug, count in zip(slugs, counts, strict=True)
    }


def antidepressant_totals() -> Iterator[dict[str, int]]:
    random = Random(1)
    for _ in range(DRAWS):
        parts = simplex(random, 6)
        row = {}
        for slug, harms in ANTIDEPRESSANTS.items():
            low, high = ANTIDEPRESSANT_SCALES[0]
            values = [(random.lognormvariate(*EFFICACY[slug]) - low) / (high - low)]
            for (mean, deviation), (low, high) in zip(
                harms, ANTIDEPRESSANT_SCALES[1:], strict=True
            ):
                values.append((high - random.normalvariate(mean, deviation)) / (high - low))
            row[slug] = whole_total(parts, values)
        yield row


def thrombolytic_totals(preference: str) -> Iterator[dict[str, int]]:
    random = Random(1)
    for _ in range(DRAWS):
        parts = simplex(random, 3)
        if preference == "ordered":
            highest, middle, lowest = sorted(parts, reverse=True)
            parts = [highest, lowest, middle]
        elif preference == "fixed":
            parts = [4 / 7, 1 / 7, 2 / 7]
        yield {
            slug: whole_total(
                parts,
                [
                    (high - random.betavariate(*shape)) / (high - low)
                    for shape, (low, high) in zip(shapes, THROMBOLYTIC_SCALES, strict=True)
                ],
            )
            for slug, shapes in THROMBOLYTICS.items()
        }


def test_first_rank_acceptabilities_of_four_antidepressants() -> None:
    """Tervonen, van Valkenhoef and others, JSMAA (2009 to 2015), testCorrectResultsWithBRModel.

    GitHub tommite/jsmaa, SMAA2SimulationTest.java, commit d00ae14; 10,000 draws, within 0.02.
    """
    assert first_places(antidepressant_totals()) == pytest.approx(
        ANTIDEPRESSANTS_FIRST, rel=0, abs=0.02
    )


@pytest.mark.parametrize("preference", ["any", "ordered", "fixed"])
def test_first_rank_acceptabilities_of_two_thrombolytics(preference: str) -> None:
    """drugis/mcda-elicitation-web, R/test/thrombo.R, commit 34bc9aa: three preferences.

    Both the published shares and these are from 10,000 draws, each with a standard error of up to
    0.005.
    """
    found = first_places(thrombolytic_totals(preference))

    assert found["heparin"] == pytest.approx(THROMBOLYTICS_FIRST[preference], rel=0, abs=0.02)
