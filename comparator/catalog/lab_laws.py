"""Laws of what the lab measured: it holds together, and fits the criteria and their cells."""

from collections.abc import Iterator

from comparator.catalog.lab_schema import Measurement, Probe
from comparator.catalog.levels import deciding, observed
from comparator.catalog.problem import Problem
from comparator.catalog.schema import Catalog, Measured
from comparator.catalog.walk import near, pieces, results

AGAIN = "run the lab again: flask lab run {}"


def measured_criteria_say_how(catalog: Catalog) -> Iterator[Problem]:
    """A criterion of kind measurement says how a figure becomes a level, and no other does."""
    for slug, criterion in catalog.criteria.items():
        path = f"criteria/{slug}/criterion.toml"
        if criterion.kind == "measurement" and criterion.measured is None:
            tip = "add the table [measured] with probe, case, figure and bounds"
            yield Problem(path, "measured", "nothing says how a figure becomes a level", tip)
        if criterion.kind != "measurement" and criterion.measured is not None:
            yield Problem(path, "measured", "only a criterion of kind measurement has this table")


def _deciding_probes(catalog: Catalog) -> Iterator[tuple[str, str, Measured, Probe]]:
    """Yield slug, path, table and probe of every criterion whose probe has been run."""
    for slug, criterion in catalog.criteria.items():
        measured = criterion.measured
        if measured and measured.probe in catalog.measurements:
            path = f"criteria/{slug}/criterion.toml"
            yield slug, path, measured, catalog.measurements[measured.probe]


def deciding_probes_exist(catalog: Catalog) -> Iterator[Problem]:
    """The probe that decides a criterion exists, has the case, and names the criterion.

    Where the lab has written nothing at all, every such criterion waits.
    """
    for slug, criterion in catalog.criteria.items():
        known = catalog.measurements
        if criterion.measured and known and criterion.measured.probe not in known:
            probe = criterion.measured.probe
            message = f'probe "{probe}" has no file in measurements'
            tip = near(probe, known) or f"run it: flask lab run {probe}"
            yield Problem(f"criteria/{slug}/criterion.toml", "measured.probe", message, tip)
    for slug, path, measured, found in _deciding_probes(catalog):
        cases = [case.slug for case in found.cases]
        if measured.case not in cases:
            message = f'case "{measured.case}" is not in measurements/{measured.probe}.json'
            yield Problem(path, "measured.case", message, near(measured.case, cases))
        if slug not in found.criteria:
            message = f"measurements/{measured.probe}.json does not name this criterion"
            yield Problem(path, "measured.probe", message)


def bounds_run_one_way(catalog: Catalog) -> Iterator[Problem]:
    """The bounds of the levels 1 to 4 run in the direction in which the probe gets better."""
    for _, path, measured, probe in _deciding_probes(catalog):
        expected = sorted(set(measured.bounds), reverse=probe.better == "less")
        if not probe.better:
            message = f"measurements/{measured.probe}.json does not say which figure is better"
            yield Problem(path, "measured.probe", message)
        elif list(measured.bounds) != expected:
            word = "rise" if probe.better == "more" else "fall"
            yield Problem(path, "measured.bounds", f"{probe.better} is better, so bounds {word}")


def decisions_fit_their_cells(catalog: Catalog) -> Iterator[Problem]:
    """The measurement that decides a cell is of the release that the cell speaks of."""
    for slug, path, measured, _ in _deciding_probes(catalog):
        for framework, cell in catalog.cells.get(slug, {}).items():
            _, found = deciding(catalog, measured, framework) or (0, None)
            if found and found.release != cell.release:
                place = path.replace("criterion.toml", f"{framework}.toml")
                message = f"{found.release} was measured, the cell speaks of {cell.release}"
                yield Problem(place, "release", message, AGAIN.format(measured.probe))


def evidence_of_the_lab_fits(catalog: Catalog) -> Iterator[Problem]:
    """A measurement that evidence names exists and is about the cell's criterion and release."""
    for path, key, cell, _, evidence in pieces(catalog):
        slug = evidence.measurement
        if slug is None:
            continue
        if slug not in catalog.measurements:
            message = f'measurement "{slug}" has no file in measurements'
            yield Problem(path, key, message, near(slug, catalog.measurements))
            continue
        _, criterion, framework = path.removesuffix(".toml").split("/")
        probe = catalog.measurements[slug]
        if criterion not in probe.criteria:
            message = f"measurements/{slug}.json does not name this criterion"
            yield Problem(path, key, message)
        if cell.release not in {item.release for item in observed(probe, framework)}:
            message = f"measurements/{slug}.json has nothing about {framework} {cell.release}"
            yield Problem(path, key, message, AGAIN.format(slug))


def measurements_are_about_the_catalog(catalog: Catalog) -> Iterator[Problem]:
    """What is measured is a framework that the catalog knows, and speaks to its criteria."""
    for slug, probe in catalog.measurements.items():
        for at, criterion in enumerate(probe.criteria):
            if criterion not in catalog.criteria:
                message = f'criterion "{criterion}" does not exist'
                tip = near(criterion, catalog.criteria)
                yield Problem(f"measurements/{slug}.json", f"criteria.{at}", message, tip)
    for path, key, _, item in results(catalog):
        if item.framework is not None and item.framework not in {
            *catalog.frameworks,
            *catalog.stacks,
        }:
            message = f'framework "{item.framework}" is not compared here'
            tip = near(item.framework, catalog.frameworks)
            yield Problem(path, f"{key}.framework", message, tip)


def measurements_hold_together(catalog: Catalog) -> Iterator[Problem]:
    """A result names a listed case, a framework with its release, and its figures in order."""
    for path, key, probe, item in results(catalog):
        if item.case not in {case.slug for case in probe.cases}:
            yield Problem(path, f"{key}.case", f'case "{item.case}" is not listed')
        if (item.framework is None) != (item.release is None):
            yield Problem(path, key, "framework and release stand together or not at all")
        if message := _wrong_figures(item):
            yield Problem(path, f"{key}.value", message)


def _wrong_figures(item: Measurement) -> str:
    """Return what is wrong with the figures of a result; empty if nothing is."""
    if item.status != "measured":
        return "" if item.value is item.ratio is None else f'"{item.status}" has no figure'
    if item.value is None and item.ratio is None:
        return "it was measured, and there is neither a value nor a ratio"
    figures = [figure for figure in (item.low, item.value, item.high) if figure is not None]
    return "" if figures == sorted(figures) else "the figures do not run low, value, high"


def runs_come_before_the_edition(catalog: Catalog) -> Iterator[Problem]:
    """Nothing was measured after the edition's day."""
    last = catalog.edition.date
    for slug, probe in catalog.measurements.items():
        if probe.run.date > last:
            message = f"{probe.run.date} is after the edition's {last}"
            yield Problem(f"measurements/{slug}.json", "run.date", message)


LAB_LAWS = (
    measured_criteria_say_how,
    deciding_probes_exist,
    bounds_run_one_way,
    decisions_fit_their_cells,
    evidence_of_the_lab_fits,
    measurements_are_about_the_catalog,
    measurements_hold_together,
    runs_come_before_the_edition,
)
