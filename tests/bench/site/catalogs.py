"""Catalogs of any size, made by multiplying a real one. Pure."""

from itertools import islice, product

from comparator.catalog.schema import Catalog, Framework, Wizard
from comparator.decision.ranking import FAMILIARITY
from tests.bench.site.asked import COMPARED
from tests.sites import renamed


def with_frameworks(catalog: Catalog, number: int) -> Catalog:
    """Return a catalog with so many frameworks and no stack: the compared ones, and copies.

    A copy has the name of its original with a number, and its cells.
    """
    originals = {slug: slug for slug in COMPARED}
    copies = (
        (f"{slug}-{at}", slug) for at, slug in product(range(2, number + 1), sorted(COMPARED))
    )
    of = dict([*originals.items(), *copies][:number])
    frameworks = {new: copied(catalog.frameworks[old], new, old) for new, old in of.items()}
    cells = {
        criterion: {new: row[old] for new, old in of.items() if old in row}
        for criterion, row in catalog.cells.items()
    }
    return catalog.model_copy(update={"frameworks": frameworks, "stacks": {}, "cells": cells})


def copied(framework: Framework, new: str, old: str) -> Framework:
    """Return a framework under another name, if it is another one."""
    if new == old:
        return framework
    name = f"{framework.name} {new.rpartition('-')[2]}"
    return framework.model_copy(update={"name": name})


def with_criteria(catalog: Catalog, number: int) -> Catalog:
    """Return a catalog with so many criteria: the real ones, and copies with their cells.

    Of fewer, those stay that requirements need; what the wizard says of the others goes.
    """
    needed = {item.criterion for item in catalog.wizard.requirements} | {FAMILIARITY}
    ordered = sorted(catalog.criteria, key=lambda slug: (slug not in needed, slug))
    of = {
        slug if at == 1 else f"{slug}-{at}": slug
        for at, slug in islice(product(range(1, number + 1), ordered), number)
    }
    return catalog.model_copy(
        update={
            "criteria": {new: catalog.criteria[old] for new, old in of.items()},
            "cells": {new: catalog.cells.get(old, {}) for new, old in of.items()},
            "wizard": speaking_of(catalog.wizard, set(of)),
            "asked": {},
            "disagreements": (),
        }
    )


def speaking_of(wizard: Wizard, criteria: set[str]) -> Wizard:
    """Return a wizard whose options move these criteria only."""
    questions = []
    for question in wizard.questions:
        options = []
        for option in question.options:
            moves = (
                move.model_copy(
                    update={"criteria": tuple(s for s in move.criteria if s in criteria)}
                )
                for move in option.moves
            )
            kept = tuple(move for move in moves if move.criteria or move.themes)
            options.append(option.model_copy(update={"moves": kept}))
        questions.append(question.model_copy(update={"options": tuple(options)}))
    return wizard.model_copy(update={"questions": tuple(questions)})


def editions(catalog: Catalog, number: int) -> list[Catalog]:
    """Return so many editions of the same data, oldest first."""
    return [renamed(catalog, f"0.{at}") for at in range(1, number + 1)]
