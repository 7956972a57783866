"""What the site has to reach, and whether it does. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.site.rounds import Ratio, ratio

OF_BARE = 0.5
"""A held page reaches at least half of what a bare callable does on the same server."""

OF_NGINX = 1 / 3
"""And so it comes within three times of nginx."""

OF_TEMPLATE = 0.5
"""A comparison that is made anew takes at most twice as long as its template alone."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: the least ratio of rates that meets it, and the ratio that was found."""

    text: str
    least: float
    ratio: Ratio

    @property
    def found(self) -> str:
        """The ratio in words."""
        return str(self.ratio)

    @property
    def verdict(self) -> str:
        """Whether the median meets it, and if the rounds do not agree, that they do not."""
        if (self.ratio.low >= self.least) == (self.ratio.high >= self.least):
            return "met" if self.ratio.middle >= self.least else "not met"
        return "met, not in every round" if self.ratio.middle >= self.least else "not met, but once"


def held_goals(kinds: Sequence[str], rates: Mapping[str, Sequence[float]]) -> Iterator[Goal]:
    """Yield the goals of held pages; those beside nginx only where it was measured."""
    bounds = {"bare": ("half of a bare callable", OF_BARE), "nginx": ("a third of nginx", OF_NGINX)}
    for who, (words, least) in bounds.items():
        for kind in kinds:
            theirs = rates.get(f"{kind}, {who}")
            if theirs:
                found = ratio(rates[f"{kind}, ours"], theirs)
                yield Goal(f"{kind}, held: at least {words}", least, found)


def made_goals(kind: str, rates: Mapping[str, Sequence[float]]) -> Iterator[Goal]:
    """Yield the goals of a comparison that is made anew."""
    mine = rates[f"{kind}, made"]
    yield Goal(f"{kind}, made: faster than Django's", 1.0, ratio(mine, rates["Django"]))
    alone = ratio(mine, rates["template alone"])
    yield Goal(f"{kind}, made: at least half as fast as its template alone", OF_TEMPLATE, alone)
