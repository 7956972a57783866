"""Catalogs of any size, made by multiplying a real one. Pure."""

from itertools import islice, product

from comparator.catalog.schema import Catalog, Cell, Framework
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
    """Return a catalog in which so many criteria have cells: only those are compared.

    Those without stay, because the wizard names them. Copies have the cells of their originals.
    """
    shown: dict[str, dict[str, Cell]] = {}
    criteria = dict(catalog.criteria)
    with_cells = [slug for slug, row in catalog.cells.items() if row]
    for at, old in islice(product(range(1, number + 1), with_cells), number):
        new = old if at == 1 else f"{old}-{at}"
        criteria[new], shown[new] = catalog.criteria[old], catalog.cells[old]
    return catalog.model_copy(update={"criteria": criteria, "cells": shown})


def editions(catalog: Catalog, number: int) -> list[Catalog]:
    """Return so many editions of the same data, oldest first."""
    return [renamed(catalog, f"0.{at}") for at in range(1, number + 1)]
