"""The same variations done by a bare matrix product, by pymcdm and by scikit-criteria."""

from dataclasses import dataclass

import numpy as np
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from comparator.decision.sampler import DRAWS, Case, factors, levels

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Variations:
    """Every variation of one case, made ready: none of this is counted as anybody's time.

    ``weights`` has a row for each variation, adding up to one; ``matrices`` the levels of each.
    """

    table: Array
    factor: Array
    weights: Array
    matrices: Array


def unchanged(column: Array, cost: bool = False) -> Array:
    """A normaliser that does nothing, in place of pymcdm's, which depends on who is compared."""
    return column


def variations(case: Case) -> Variations:
    """Return the variations of a case as the sampler draws them."""
    criteria = sorted(slug for slug, part in case.parts.items() if part)
    factor = np.array([factors(slug) for slug in criteria])
    agreed = np.array([[row.score(s).value for s in criteria] for row in case.alternatives], float)
    matrices = np.repeat(agreed[None], DRAWS, axis=0)
    for at, row in enumerate(case.alternatives):
        for column, slug in enumerate(criteria):
            score = row.score(slug)
            if score.low != score.high:
                matrices[:, at, column] = levels(slug, row.slug, score.low, score.high)
    parts = np.array([case.parts[slug] for slug in criteria], float)
    weights = (factor * parts[:, None]).T
    return Variations(
        np.ascontiguousarray(agreed * parts),
        factor,
        weights / weights.sum(axis=1, keepdims=True),
        matrices,
    )


def bare(given: Variations) -> Array:
    """The product at the heart of it: totals of every alternative in every variation."""
    return given.table @ given.factor


def by_pymcdm(given: Variations, draws: int = DRAWS) -> Array:
    """Return the first of each variation, by the fastest way that pymcdm has."""
    method, types = WSM(unchanged), np.ones(given.weights.shape[1])
    return np.array(
        [
            method(given.matrices[at], given.weights[at], types, validation=False).argmax()
            for at in range(draws)
        ]
    )


def by_scikit_criteria(given: Variations, draws: int = DRAWS) -> Array:
    """Return the first of each variation, by the one way that scikit-criteria has."""
    method, goals = WeightedSumModel(), [max] * given.weights.shape[1]
    return np.array(
        [
            method.evaluate(
                mkdm(given.matrices[at], goals, weights=given.weights[at])
            ).rank_.argmin()
            for at in range(draws)
        ]
    )
