"""Laws across files. Each law is a generator; its docstring is the law."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from comparator.catalog.article_laws import ARTICLE_LAWS
from comparator.catalog.lab_laws import LAB_LAWS
from comparator.catalog.problem import Problem
from comparator.catalog.schema import SECOND_HAND, Catalog, Cell
from comparator.catalog.stack_laws import STACK_LAWS
from comparator.catalog.walk import cells, cited, near
from comparator.catalog.wizard_laws import WIZARD_LAWS, named_by_wizard

Law: TypeAlias = Callable[[Catalog], Iterator[Problem]]

MEASUREMENT = "measurement"
"""What evidence of the lab counts as beside the kinds of sources: it is first-hand."""

UNKNOWN_SHARE = 10
"""At most one cell in this many may be unknown; figures not measured yet are not counted."""


def criteria_name_a_theme(catalog: Catalog) -> Iterator[Problem]:
    """Every criterion names a theme that exists, and every theme has a criterion."""
    for slug, criterion in catalog.criteria.items():
        if criterion.theme not in catalog.themes:
            tip = near(criterion.theme, catalog.themes)
            message = f'theme "{criterion.theme}" is not in themes.toml'
            yield Problem(f"criteria/{slug}/criterion.toml", "theme", message, tip)
    for slug in catalog.themes:
        if slug not in {criterion.theme for criterion in catalog.criteria.values()}:
            yield Problem("themes.toml", f"themes.{slug}", "no criterion belongs to this theme")


def there_is_something_to_compare(catalog: Catalog) -> Iterator[Problem]:
    """A catalog has two frameworks, a criterion and a question at the least."""
    for name, count, least in (
        ("frameworks", len(catalog.frameworks), 2),
        ("criteria", len(catalog.criteria), 1),
        ("wizard.toml", len(catalog.wizard.questions), 1),
    ):
        if count < least:
            yield Problem(name, "", f"{count} found where at least {least} are needed")


def families_stay_in_a_theme(catalog: Catalog) -> Iterator[Problem]:
    """A family has at least two criteria, all of the same theme."""
    families: dict[str, list[str]] = {}
    for slug, criterion in catalog.criteria.items():
        if criterion.family:
            families.setdefault(criterion.family, []).append(slug)
    for family, members in families.items():
        themes = {catalog.criteria[slug].theme for slug in members}
        path = f"criteria/{members[0]}/criterion.toml"
        if len(members) < 2:
            yield Problem(path, "family", f'"{family}" has no other member')
        if len(themes) > 1:
            yield Problem(path, "family", f'"{family}" spreads over themes {sorted(themes)}')


def cells_cover_the_matrix(catalog: Catalog) -> Iterator[Problem]:
    """Every criterion has one cell for each framework, and none for what is not compared."""
    for slug, criterion in catalog.criteria.items():
        row = catalog.cells.get(slug, {})
        expected = set() if criterion.kind == "profile" else set(catalog.frameworks)
        for framework in sorted(expected - set(row)):
            path = f"criteria/{slug}/{framework}.toml"
            yield Problem(path, "", "this cell is missing", 'write it, with confidence "unknown"')
        for framework in sorted(set(row) - expected - (set(catalog.stacks) if expected else set())):
            path = f"criteria/{slug}/{framework}.toml"
            yield Problem(path, "", "no such framework is compared on this criterion")


def via_belongs_to_capabilities(catalog: Catalog) -> Iterator[Problem]:
    """A cell of a capability says how it is met; other cells do not."""
    for criterion, _, path, cell in cells(catalog):
        capability = catalog.criteria[criterion].kind == "capability"
        if capability and cell.via is None:
            yield Problem(path, "via", "a capability says how it is met", 'or "unknown"')
        if not capability and cell.via is not None:
            yield Problem(path, "via", "only a capability says how it is met", "remove the key")


def add_ons_are_named(catalog: Catalog) -> Iterator[Problem]:
    """A capability that is met by an add-on names its packages."""
    for _, _, path, cell in cells(catalog):
        if cell.via == "add-on" and not cell.packages:
            yield Problem(path, "packages", "the add-on is not named")


def levels_follow_the_raters(catalog: Catalog) -> Iterator[Problem]:
    """A level lies between the two raters' levels, and no level stands without raters."""
    for _, _, path, cell in cells(catalog):
        if (cell.level is None) != (cell.raters is None):
            yield Problem(path, "raters", "level and raters stand together or not at all")
        elif cell.level is not None and cell.raters is not None:
            low, high = sorted(cell.raters)
            if not low <= cell.level <= high:
                yield Problem(path, "level", f"{cell.level} is outside {low} to {high}")


def confidence_by_rule(cell: Cell, kinds: set[str]) -> str:
    """Return the confidence that the rule gives: raters apart, first-hand sources, level known."""
    if cell.level is None or cell.raters is None:
        return "unknown"
    apart = abs(cell.raters[0] - cell.raters[1])
    if apart > 1:
        return "low"
    return "high" if apart == 0 and kinds - SECOND_HAND else "medium"


def confidence_follows_the_rule(catalog: Catalog) -> Iterator[Problem]:
    """Confidence is what raters and sources give, never a feeling."""
    for _, _, path, cell in cells(catalog):
        found = [evidence for claim in cell.claims for evidence in claim.evidence]
        kinds = {str(catalog.sources[e.source].kind) for e in found if e.source in catalog.sources}
        kinds |= {MEASUREMENT for evidence in found if evidence.measurement}
        expected = confidence_by_rule(cell, kinds)
        if cell.confidence != expected:
            message = f'"{cell.confidence}" stands here, the rule gives "{expected}"'
            yield Problem(path, "confidence", message)


def levels_have_evidence(catalog: Catalog) -> Iterator[Problem]:
    """A cell with a level has claims, and each claim a source or a measurement, no mere article."""
    for _, _, path, cell in cells(catalog):
        if cell.level is not None and not cell.claims:
            yield Problem(path, "claims", "a level needs at least one claim with evidence")
        for at, claim in enumerate(cell.claims):
            if not any(evidence.source or evidence.measurement for evidence in claim.evidence):
                yield Problem(path, f"claims.{at}.evidence", "no source besides articles")


def claims_are_told_apart(catalog: Catalog) -> Iterator[Problem]:
    """Within a cell every claim has its own id."""
    for _, _, path, cell in cells(catalog):
        for name, count in Counter(claim.id for claim in cell.claims).items():
            if count > 1:
                yield Problem(path, "claims", f'the id "{name}" is used {count} times')


def evidence_has_one_form(catalog: Catalog) -> Iterator[Problem]:
    """Evidence is a source with locator and day, a measurement, or an article's claim with stance.

    No piece of evidence is of two kinds.
    """
    for path, key, evidence in cited(catalog):
        source = (evidence.source, evidence.locator, evidence.retrieved)
        article = (evidence.article, evidence.claim, evidence.stance)
        kinds = [(evidence.measurement,), source, article]
        begun = [kind for kind in kinds if any(kind)]
        if len(begun) != 1 or not all(begun[0]):
            tip = "source, locator and retrieved; or measurement; or article, claim and stance"
            yield Problem(path, key, "evidence is incomplete or of two kinds", tip)


def sources_are_listed(catalog: Catalog) -> Iterator[Problem]:
    """Every cited source is in sources.toml, every article's claim in its article."""
    for path, key, evidence in cited(catalog):
        if evidence.source and evidence.source not in catalog.sources:
            message = f'source "{evidence.source}" is not in sources.toml'
            yield Problem(path, key, message, near(evidence.source, catalog.sources))
        if evidence.article and evidence.article not in catalog.articles:
            message = f'article "{evidence.article}" has no file in articles'
            yield Problem(path, key, message, near(evidence.article, catalog.articles))
        elif evidence.article and evidence.claim not in catalog.articles[evidence.article].claims:
            file = f"articles/{evidence.article}.toml"
            yield Problem(path, key, f'claim "{evidence.claim}" is not in {file}')
    for path, key, source in _read_in(catalog):
        if source not in catalog.sources:
            message = f'source "{source}" is not in sources.toml'
            yield Problem(path, key, message, near(source, catalog.sources))


def _read_in(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Yield path, key and source of what frameworks and add-ons say of their releases."""
    for slug, framework in catalog.frameworks.items():
        yield f"frameworks/{slug}.toml", "source", framework.source
        for at, line in enumerate(framework.support):
            yield f"frameworks/{slug}.toml", f"support.{at}.source", line.source
    for slug, add_on in catalog.add_ons.items():
        yield f"add-ons/{slug}.toml", "source", add_on.source


def support_has_not_ended(catalog: Catalog) -> Iterator[Problem]:
    """A release line whose support ended before the edition's month is not listed."""
    month = f"{catalog.edition.date:%Y-%m}"
    for slug, framework in catalog.frameworks.items():
        for at, line in enumerate(framework.support):
            if line.until < month:
                message = f"support of {line.release} ended in {line.until}"
                yield Problem(
                    f"frameworks/{slug}.toml", f"support.{at}.until", message, "remove it"
                )


def sources_are_used(catalog: Catalog) -> Iterator[Problem]:
    """Every listed source is cited somewhere."""
    named = {evidence.source for *_, evidence in cited(catalog)}
    named |= {source for *_, source in _read_in(catalog)}
    for slug in sorted(set(catalog.sources) - named):
        yield Problem("sources.toml", f"sources.{slug}", "nothing cites this source", "remove it")


def sources_say_where(catalog: Catalog) -> Iterator[Problem]:
    """A source has an address or says where it was read."""
    for slug, source in catalog.sources.items():
        if source.url is None and source.read_in is None:
            yield Problem("sources.toml", f"sources.{slug}", "neither url nor read_in is given")


def days_are_in_order(catalog: Catalog) -> Iterator[Problem]:
    """Nothing was retrieved or reviewed after the edition's day, or dated after its retrieval."""
    last = catalog.edition.date
    for slug, source in catalog.sources.items():
        if source.retrieved > last or (source.date and source.date > source.retrieved):
            message = "the days do not run date, retrieved, edition"
            yield Problem("sources.toml", f"sources.{slug}", message)
    for _, _, path, cell in cells(catalog):
        if cell.reviewed > last:
            yield Problem(path, "reviewed", f"{cell.reviewed} is after the edition's {last}")
    for path, key, evidence in cited(catalog):
        if evidence.retrieved and evidence.retrieved > last:
            yield Problem(path, key, f"{evidence.retrieved} is after the edition's {last}")


def few_cells_are_unknown(catalog: Catalog) -> Iterator[Problem]:
    """At most one cell in ten is unknown, figures that wait for the lab left aside."""
    counted = [
        cell for slug, _, _, cell in cells(catalog) if catalog.criteria[slug].kind != MEASUREMENT
    ]
    unknown = sum(cell.level is None for cell in counted)
    if unknown * UNKNOWN_SHARE > len(counted):
        yield Problem("criteria", "", f"{unknown} of {len(counted)} cells are unknown")


def measurements_wait_for_the_lab(catalog: Catalog) -> Iterator[Problem]:
    """A criterion that only a measurement can decide has no level without one."""
    for criterion, _, path, cell in cells(catalog):
        if catalog.criteria[criterion].kind == MEASUREMENT and cell.level is not None:
            yield Problem(path, "level", "no measurement stands behind this level")


def rows_separate(catalog: Catalog) -> Iterator[Problem]:
    """A row whose levels are all known and all equal is left out, unless the wizard names it.

    Whoever asks for the thing by name has to see that it makes no difference here.
    """
    named = named_by_wizard(catalog)
    for slug, row in catalog.cells.items():
        levels = [cell.level for cell in row.values()]
        equal = len(levels) > 1 and None not in levels and len(set(levels)) == 1
        if equal and slug not in named:
            path = f"criteria/{slug}/criterion.toml"
            yield Problem(path, "", f"all frameworks are at level {levels[0]}", "leave it out")


def topics_are_covered(catalog: Catalog) -> Iterator[Problem]:
    """Every topic of the articles names criteria, and all of them exist."""
    for at, topic in enumerate(catalog.topics):
        if not topic.criteria:
            yield Problem("topics.toml", f"topics.{at}", "no criterion answers this topic")
        for slug in topic.criteria:
            if slug not in catalog.criteria:
                tip = near(slug, catalog.criteria)
                message = f'criterion "{slug}" does not exist'
                yield Problem("topics.toml", f"topics.{at}", message, tip)


LAWS: tuple[Law, ...] = (
    there_is_something_to_compare,
    criteria_name_a_theme,
    families_stay_in_a_theme,
    cells_cover_the_matrix,
    via_belongs_to_capabilities,
    add_ons_are_named,
    levels_follow_the_raters,
    confidence_follows_the_rule,
    levels_have_evidence,
    claims_are_told_apart,
    evidence_has_one_form,
    sources_are_listed,
    sources_are_used,
    sources_say_where,
    days_are_in_order,
    support_has_not_ended,
    few_cells_are_unknown,
    measurements_wait_for_the_lab,
    rows_separate,
    topics_are_covered,
    *ARTICLE_LAWS,
    *LAB_LAWS,
    *STACK_LAWS,
    *WIZARD_LAWS,
)


def check(catalog: Catalog) -> list[Problem]:
    """Return every problem that any law finds, in order of path and key.

    The first laws guard what the others look up, so those wait until these are satisfied.
    """
    first = [
        *there_is_something_to_compare(catalog),
        *criteria_name_a_theme(catalog),
        *_rows_without_criterion(catalog),
    ]
    if first:
        return sorted(first)
    return sorted({problem for law in LAWS for problem in law(catalog)})


def _rows_without_criterion(catalog: Catalog) -> Iterator[Problem]:
    for slug in sorted(set(catalog.cells) - set(catalog.criteria)):
        yield Problem(f"criteria/{slug}", "criterion.toml", "this folder has no criterion")
