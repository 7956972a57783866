"""Ways through a catalog that several laws take."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from comparator.catalog.framework_schema import Claim, Evidence
from comparator.catalog.lab_schema import Measurement, Probe
from comparator.catalog.schema import ArticleClaim, Catalog, Cell


def cells(catalog: Catalog) -> Iterator[tuple[str, str, str, Cell]]:
    """Yield criterion, framework, path and cell for every cell."""
    for criterion, row in catalog.cells.items():
        for framework, cell in row.items():
            yield criterion, framework, f"criteria/{criterion}/{framework}.toml", cell


def pieces(catalog: Catalog) -> Iterator[tuple[str, str, Cell, Claim, Evidence]]:
    """Yield path, key path, cell, claim and evidence for every piece of evidence."""
    for _, _, path, cell in cells(catalog):
        for at, claim in enumerate(cell.claims):
            for number, item in enumerate(claim.evidence):
                yield path, f"claims.{at}.evidence.{number}", cell, claim, item


def statements(catalog: Catalog) -> Iterator[tuple[str, str, str, str, ArticleClaim]]:
    """Yield path, key path, article, code and claim for every claim of an article."""
    for slug, article in catalog.articles.items():
        for code, claim in article.claims.items():
            yield f"articles/{slug}.toml", f"claims.{code}", slug, code, claim


def proofs(catalog: Catalog) -> Iterator[tuple[str, str, Evidence]]:
    """Yield path, key path and evidence for what carries verdicts, findings and answers."""
    for path, key, _, _, claim in statements(catalog):
        for at, item in enumerate(claim.evidence):
            yield path, f"{key}.evidence.{at}", item
    for number, disagreement in enumerate(catalog.disagreements):
        for at, item in enumerate(disagreement.evidence):
            yield "disagreements.toml", f"disagreements.{number}.evidence.{at}", item
    for slug, asked in catalog.asked.items():
        for at, item in enumerate(asked.evidence):
            yield f"asked/{slug}.toml", f"evidence.{at}", item


def grounds(catalog: Catalog) -> Iterator[tuple[str, str, Evidence]]:
    """Yield path, key path and evidence for what carries stacks and claims about add-ons."""
    for slug, stack in catalog.stacks.items():
        for at, item in enumerate(stack.evidence):
            yield f"frameworks/{slug}.toml", f"evidence.{at}", item
    for slug, add_on in catalog.add_ons.items():
        for at, claim in enumerate(add_on.claims):
            for number, item in enumerate(claim.evidence):
                yield f"add-ons/{slug}.toml", f"claims.{at}.evidence.{number}", item


def cited(catalog: Catalog) -> Iterator[tuple[str, str, Evidence]]:
    """Yield path, key path and evidence for every piece of evidence in the catalog."""
    for path, key, _, _, item in pieces(catalog):
        yield path, key, item
    yield from proofs(catalog)
    yield from grounds(catalog)


def results(catalog: Catalog) -> Iterator[tuple[str, str, Probe, Measurement]]:
    """Yield path, key path, probe and measurement for everything that the lab found."""
    for slug, probe in catalog.measurements.items():
        for at, item in enumerate(probe.results):
            yield f"measurements/{slug}.json", f"results.{at}", probe, item


def near(word: str, known: Iterable[object]) -> str:
    """Return a tip that names the known word closest to a misspelt one, if any is close."""
    found = get_close_matches(word, [str(item) for item in known], n=1)
    return f'did you mean "{found[0]}"?' if found else ""
