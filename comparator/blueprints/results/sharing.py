"""Sharing results: the short code of one, and several people's results together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from comparator import answers, pages
from comparator.blueprints.results import codes, links
from comparator.blueprints.results.links import Shared
from comparator.blueprints.results.together import Comparison, compare, topics
from comparator.blueprints.results.views import LATEST
from comparator.errors import BadInputError, NotFoundError
from comparator.queries.records import Edition, EditionName

bp = Blueprint("sharing", __name__)

TOGETHER = "/results/together"
PASTED, EDITION = "r", "edition"
"""The parameters: a code or a link, once for each person; the edition that all are read in."""

FEWEST, MOST, FIELDS_AT_FIRST = 2, 8, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One pasted text: the result that it leads to, or what is wrong with it."""

    number: int
    text: str
    shared: Shared | None
    problem: str = ""

    @property
    def short(self) -> str:
        """The text in its shortest form that loses nothing."""
        return self.shared.code if self.shared and not self.shared.ignored else self.text

    @property
    def shown(self) -> str:
        """What the form's field holds: the code, or what cannot be read."""
        return self.shared.code if self.shared else self.text

    @property
    def address(self) -> str:
        """The address of the result."""
        if not self.shared:
            return ""
        edition = self.shared.edition
        pairs = answers.encode(self.shared.answers, edition.questionnaire)
        return pages.with_query(f"/results/{edition.about.name}", pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherPage(pages.Page):
    """Several results, or the form that asks for them.

    ``surplus`` counts what was pasted beyond the most. ``mixed`` is filled only where results of
    different editions keep each other from being compared. ``in_newest`` leads to the same results
    in the newest edition, and is empty where they are in it.
    """

    entries: tuple[Entry, ...]
    fields: tuple[Entry, ...]
    most: int
    surplus: int
    mixed: tuple[tuple[EditionName, tuple[int, ...]], ...]
    in_newest: str
    comparison: Comparison | None

    @property
    def problems(self) -> tuple[Entry, ...]:
        """What cannot be read."""
        return tuple(item for item in self.entries if item.problem)

    @property
    def readable(self) -> tuple[Entry, ...]:
        """What leads to a result."""
        return tuple(item for item in self.entries if item.shared)


@bp.get("/r/<code>")
def expand(code: str) -> ResponseReturnValue:
    """Lead from a short code to its result."""
    edition, given = codes.decode(code)
    return redirect(Entry(1, code, Shared(edition, given)).address)


@bp.get(TOGETHER)
def together() -> ResponseReturnValue:
    """Show several people's results side by side, or the form that asks for them."""
    texts, wanted = read_address()
    entries = [entry(number, text) for number, text in enumerate(texts[:MOST], 1)]
    if wanted and all(i.shared.edition.about == wanted.about for i in entries if i.shared):
        wanted = None
    short = [item.short for item in entries]
    pairs = address_pairs([*short, *texts[MOST:]], wanted)
    pages.lead_to_canonical(list(request.args.items(multi=True)), pairs)
    in_edition = [moved(item, wanted) for item in entries] if wanted else entries
    page = together_page(in_edition, len(texts) - len(entries))
    text = render_template("results/together.html", page=page)
    return (text, 400, pages.NOT_STORED) if page.problems or page.surplus else text


def read_address() -> tuple[list[str], Edition | None]:
    """Return what was pasted, and the edition that all of it is to be read in."""
    texts = [text.strip() for text in request.args.getlist(PASTED)]
    named = [name for name in request.args.getlist(EDITION) if name]
    if len(named) > 1:
        raise BadInputError(f"“{EDITION}” is given twice in this address.")
    wanted = None
    if named:
        wanted = pages.named_edition(pages.newest_name().name if named[0] == LATEST else named[0])
    return [text for text in texts if text], wanted


def address_pairs(texts: Iterable[str], edition: Edition | None) -> list[tuple[str, str]]:
    """Return the parameters of the page for these results."""
    own = [(EDITION, edition.about.name)] if edition else []
    return [*own, *((PASTED, text) for text in texts)]


def entry(number: int, text: str) -> Entry:
    """Read one pasted text."""
    try:
        return Entry(number, text, links.read(text))
    except (BadInputError, NotFoundError) as refusal:
        return Entry(number, text, None, str(refusal))


def moved(item: Entry, edition: Edition) -> Entry:
    """Read an entry's answers in another edition; what that does not know is named as ignored."""
    if not item.shared or item.shared.edition.about == edition.about:
        return item
    old = item.shared.edition
    pairs = answers.encode(item.shared.answers, old.questionnaire)
    try:
        given = answers.parse(pairs, edition.questionnaire).answers
    except BadInputError as refusal:
        problem = f"Its answers cannot be read in edition {edition.about.title}: {refusal}"
        return replace(item, shared=None, problem=problem)
    kept = answers.encode(given, edition.questionnaire)
    named = {topic.name: topic for topic in topics(old)}
    lost = [
        f"“{named[name].title}” {named[name].labels.get(value, value)}"
        for name, value in pairs
        if (name, value) not in kept
    ]
    return replace(item, shared=Shared(edition, given, (*item.shared.ignored, *lost)))


def in_newest(entries: Sequence[Entry]) -> str:
    """Return the address of these results in the newest edition; empty if all are in it."""
    newest = pages.newest_name()
    found = [item.shared for item in entries if item.shared]
    if all(item.edition.about == newest for item in found):
        return ""
    pairs = [(EDITION, newest.name), *((PASTED, item.code) for item in found)]
    return pages.with_query(TOGETHER, pairs)


def together_page(entries: Sequence[Entry], surplus: int) -> TogetherPage:
    """Build the record of the page."""
    readable = {item.number: item.shared for item in entries if item.shared}
    editions = by_edition(readable)
    is_mixed = len(editions) > 1
    comparison, title = None, "Compare several people’s results"
    if is_mixed:
        title = "These results are from different editions"
    elif len(readable) >= FEWEST:
        edition = next(iter(readable.values())).edition
        comparison = compare(edition, {n: item.answers for n, item in readable.items()})
        title = heading(comparison)
    newest = pages.newest_name()
    blank = range(len(entries) + 1, min(MOST, max(FIELDS_AT_FIRST, len(entries) + 1)) + 1)
    return TogetherPage(
        title=title,
        description="Several people’s answers side by side, and whether the differences matter.",
        section="wizard",
        edition=editions[0][0] if comparison else newest,
        newest=newest,
        path=pages.with_query(TOGETHER, [(PASTED, item.code) for item in readable.values()]),
        indexed=False,
        entries=tuple(entries),
        fields=(*entries, *(Entry(number, "", None) for number in blank)),
        most=MOST,
        surplus=surplus,
        mixed=editions if is_mixed else (),
        in_newest=in_newest(entries),
        comparison=comparison,
    )


def by_edition(readable: dict[int, Shared]) -> tuple[tuple[EditionName, tuple[int, ...]], ...]:
    """Return the editions of results, each with the numbers of those that are in it."""
    found: dict[EditionName, list[int]] = {}
    for number, item in readable.items():
        found.setdefault(item.edition.about, []).append(number)
    return tuple((about, tuple(numbers)) for about, numbers in found.items())


def heading(comparison: Comparison) -> str:
    """Say whether all have the same first place."""
    count = len(comparison.people)
    everybody = "Both results" if count == 2 else f"All {count} results"
    if not comparison.agrees:
        return "The results do not agree on the first place"
    names = [item.name for item in comparison.firsts[0][0]]
    if not names:
        return f"{everybody} exclude every framework"
    if len(names) == 1:
        return f"{everybody} put {names[0]} first"
    return f"{everybody} have {', '.join(names[:-1])} and {names[-1]} level in first place"
