"""Whether an add-on can be built on: broken, ended, quiet or kept, with the reason in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from comparator.queries.findings import Measurement
from comparator.queries.records import AddOn

STATES = {
    "broken": "does not do its job beside a framework that it is for",
    "ended": "its own record says that it is no longer developed",
    "quiet": "no release for more than two years",
    "kept": "none of these",
}
"""The states in the order in which they are tried, and what each means."""

QUIET_YEARS = 2

TRIALS = {
    "no": "does not do its job",
    "yes": "does its job",
    "partly": "works in part",
    "failed": "could not be tried",
    "does not apply": "has nothing to do",
}
"""What the lab's findings about an add-on are called, the order in which they are told."""


@dataclass(frozen=True, slots=True)
class State:
    """One of the states; ``reason`` is a sentence without its stop, small at the beginning."""

    word: str
    reason: str

    @property
    def is_lost(self) -> bool:
        """Whether nothing should rest on it."""
        return self.word in ("broken", "ended")


def state(add_on: AddOn, on: Day, names: Mapping[str, str]) -> State:
    """Return the state of an add-on on a day, that of the edition. ``names`` are of frameworks."""
    broken = [item for item in own_trials(add_on) if item.status == "no"]
    if broken:
        return State("broken", trials(add_on, names))
    if add_on.ended:
        return State("ended", f"{STATES['ended']}; {trials(add_on, names)}")
    if is_quiet(add_on.released, on):
        joint = "but" if found(add_on) <= {"yes"} and found(add_on) else "and"
        silence = f"no release for {silent_for(add_on.released, on)}"
        return State("quiet", f"{silence}, {joint} {trials(add_on, names)}")
    return State("kept", trials(add_on, names))


def is_quiet(released: Day, on: Day) -> bool:
    """Say whether a release lies more than two years before a day."""
    then = released.year + QUIET_YEARS, released.month, released.day
    return then < (on.year, on.month, on.day)


def silent_for(released: Day, on: Day) -> str:
    """Write the time between two days in whole months: 3 years and 2 months."""
    months = (on.year - released.year) * 12 + on.month - released.month
    years, rest = divmod(months - (on.day < released.day), 12)
    parts = ((years, "year"), (rest, "month"))
    said = [f"{number} {unit}{'s' * (number != 1)}" for number, unit in parts if number]
    return " and ".join(said) or "less than a month"


def own_trials(add_on: AddOn) -> tuple[Measurement, ...]:
    """Return what the lab found beside the frameworks that an add-on is for."""
    return tuple(item for slug, item in add_on.tried.items() if not add_on.to or slug in add_on.to)


def found(add_on: AddOn) -> set[str]:
    """Return the kinds of findings about an add-on."""
    return {item.status for item in own_trials(add_on)}


def trials(add_on: AddOn, names: Mapping[str, str]) -> str:
    """Say what the lab found: it does its job beside Flask 3.1.3; the lab has not tried it yet."""
    told = []
    for status in (status for status in TRIALS if status in found(add_on)):
        own = [item for item in own_trials(add_on) if item.status == status]
        told.append(f"{TRIALS[status]} {places(own, names)}")
    if not told:
        return "the lab has not tried it yet"
    untried = [names.get(slug, slug) for slug in add_on.to if slug not in add_on.tried]
    if untried:
        told.append(f"was not tried yet beside {' and '.join(untried)}")
    return f"it {', and '.join(told)}"


def places(own: Sequence[Measurement], names: Mapping[str, str]) -> str:
    """Say where trials were made: beside Django 6.1.3 and Flask 3.1.3."""
    beside = [
        f"{names.get(item.framework, item.framework)} {item.release or ''}".rstrip()
        for item in own
        if item.framework
    ]
    if not beside:
        return "in a program of its own"
    parts = [", ".join(beside[:-1]), beside[-1]] if len(beside) > 1 else beside
    return f"beside {' and '.join(parts)}"
