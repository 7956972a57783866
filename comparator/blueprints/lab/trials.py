"""The trials of add-ons in a few figures: each add-on has a page of its own for the rest."""

from dataclasses import dataclass

from comparator.queries.compared import TRIED
from comparator.queries.findings import Probe
from comparator.queries.records import Edition, Framework


@dataclass(frozen=True, slots=True)
class Trial:
    """How many add-ons were tried beside a framework, or beside none, and how it went."""

    framework: Framework | None
    tried: int
    work: int
    partly: int
    broken: int
    failed: int

    @property
    def words(self) -> str:
        """The outcome in a line: "44 of 48 do their job"."""
        return f"{self.work} of {self.tried} do their job"


def trials(probe: Probe, edition: Edition) -> tuple[Trial, ...]:
    """Return the trials of add-ons by framework, in the order of the site; none for other probes.

    Those beside no framework come last.
    """
    if probe.slug != TRIED:
        return ()
    pools = [(item, item.slug) for item in edition.bare] + [(None, None)]
    found = []
    for framework, slug in pools:
        states = [item.status for item in probe.measurements if item.framework == slug]
        words = ("yes", "partly", "no", "failed")
        if counted := [state for state in states if state in words]:
            found.append(Trial(framework, len(counted), *(counted.count(word) for word in words)))
    return tuple(found)
