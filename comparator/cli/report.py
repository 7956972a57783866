"""The audit's figures as lines of text."""

from collections.abc import Iterator, Mapping, Sequence

from comparator.catalog.figures import Agreement, Drawn, Figures, Firsts, QuestionEffect
from comparator.decision.audit import flag
from comparator.decision.records import WHOLE


def lines(figures: Figures) -> Iterator[str]:
    """Yield the whole report."""
    yield f"Edition {figures.edition}, digest {figures.digest[:12]}"
    for name, drawn in (("Random", figures.random), ("Plausible", figures.plausible)):
        yield from survey_lines(name, drawn)
        yield from verdict_lines(drawn)
    yield from question_lines(figures.questions)
    yield from criterion_lines(figures.random, figures.plausible)
    yield from row_lines(figures)
    yield from agreement_lines(figures.agreement)


def heading(text: str) -> Iterator[str]:
    """Yield a heading with a blank line before it."""
    yield ""
    yield text
    yield "-" * len(text)


def share(part: int, whole: int) -> str:
    """Write a count as a percentage with one decimal."""
    return f"{per_cent(part * WHOLE // whole) if whole else '-':>7}"


def per_cent(parts: int) -> str:
    """Write parts per million as a percentage with one decimal."""
    return f"{parts / 10_000:.1f} %"


def by_name(shares: Mapping[str, int]) -> str:
    """Write shares with the name of each."""
    return "  ".join(f"{slug} {per_cent(part):>7}" for slug, part in shares.items())


def survey_lines(name: str, drawn: Drawn) -> Iterator[str]:
    """Yield first places and concentration of weight."""
    found = drawn.survey
    whole = found.overall.profiles
    yield from heading(f"{name} profiles: first places over {whole}")
    for one in (found.overall, *found.by_answer):
        yield first_line(one)
    yield f"joint first in {share(found.ties, whole)}"
    yield f"led by under a point in {share(found.under_a_point, whole)}"
    theme, effective = found.theme, found.effective
    yield (
        f"largest theme: {per_cent(theme.lowest)} to {per_cent(theme.highest)}, "
        f"median {per_cent(theme.median)}; over a quarter in {share(found.over_a_quarter, whole)}"
    )
    yield (
        f"effective number of criteria: {effective.lowest / 100:.1f} to "
        f"{effective.highest / 100:.1f}, median {effective.median / 100:.1f}"
    )
    for ladder, same in found.same_winner.items():
        yield f"same winner with the ladder {ladder}: {share(same, whole)}"


def first_line(one: Firsts) -> str:
    """Write one row of first places."""
    return f"  {one.answer or 'all':<12}{one.profiles:>7}  {by_name(one.shares)}"


def verdict_lines(drawn: Drawn) -> Iterator[str]:
    """Yield what results are called, and how often the leader is first by its lead."""
    found = drawn.verdicts
    yield f"verdicts over {found.results}:"
    for word, count in found.words.items():
        yield f"  {word:<8}{count:>6} {share(count, found.results)}"
    yield f"  not clear only for what the team knows: {found.held_by_known}"
    yield "  lead from   results  leader first in: lowest  lowest tenth  median  highest"
    for band in found.bands:
        figures = (band.lowest, band.tenth, band.median, band.highest)
        shown = "".join(f"{number:>10}" for number in figures)
        yield f"  {band.above / 10:>9} {band.results:>9}      {shown}"


def question_lines(questions: Sequence[QuestionEffect]) -> Iterator[str]:
    """Yield what each question changes, flagging those that do so rarely or often."""
    whole = of(questions[0]) if questions else 0
    yield from heading(f"Questions: one answer changed, over {whole} random profiles")
    yield f"  {'':<12} winner   group nothing  not asked  turned of all changes"
    for item in questions:
        cells = (item.winner, item.group, item.nothing, item.left_out)
        shown = " ".join(share(number, whole) for number in cells)
        turned = share(item.turned, item.tried)
        look = flag(item.winner, whole)
        yield f"  {item.question:<12}{shown}   {turned}" + (f"   <- {look}" if look else "")


def of(item: QuestionEffect) -> int:
    """Return how many profiles a question was tried on."""
    return item.winner + item.group + item.nothing + item.left_out


def criterion_lines(random: Drawn, plausible: Drawn) -> Iterator[str]:
    """Yield in how many profiles removing a criterion changes the winner."""
    sizes = f"{random.removed} random and {plausible.removed} plausible profiles"
    yield from heading(f"Criteria: removed one at a time, over {sizes}")
    yield f"  {'':<24}weighed  changes the winner: random, plausible"
    never, unweighed = [], []
    for one, other in zip(random.criteria, plausible.criteria, strict=True):
        if not one.weighed and not other.weighed:
            unweighed.append(one.criterion)
        elif not one.changed and not other.changed:
            never.append(one.criterion)
        weighed = share(one.weighed, random.removed)
        changed = share(one.changed, random.removed), share(other.changed, plausible.removed)
        yield f"  {one.criterion:<24}{weighed}  {changed[0]}  {changed[1]}"
    yield f"weighed, and never decides: {', '.join(never) or 'none'}"
    yield f"without weight in any profile: {', '.join(unweighed) or 'none'}"


def row_lines(figures: Figures) -> Iterator[str]:
    """Yield criteria that say the same, and cells that cite the same."""
    yield from heading("Rows with the same levels")
    yield "With so few frameworks equal rows are common by chance, and a correlation says nothing."
    for group in figures.rows.groups:
        yield f"  {', '.join(group)}"
    yield "inside a theme:"
    for group in figures.rows.in_a_theme:
        yield f"  {', '.join(group)}"
    yield "raised by the same answer (answers that do):"
    for one, other, times in figures.rows.raised_together:
        yield f"  {one}, {other} ({times})"
    yield "cells of a theme that cite the same places:"
    for item in figures.evidence:
        yield f"  {', '.join(item.criteria)}: {', '.join(item.frameworks)}"


def agreement_lines(found: Agreement) -> Iterator[str]:
    """Yield how results agree with what articles recommend."""
    yield from heading("What articles recommend")
    yield f"not comparable: {', '.join(found.not_comparable) or 'none'}"
    yield f"  {'':<38}of  first  level  group"
    for tally in found.tallies:
        name = f"{tally.encoding} {tally.scope} {tally.name}"
        yield f"  {name:<36}{tally.of:>4}{tally.first:>7}{tally.level:>7}{tally.group:>7}"
    for rule in found.rules:
        yield f"rule {rule.rule}, {rule.encoding}, {rule.scope}: {rule.agree} of {rule.of}"
    for area in found.areas:
        yield (
            f"area under the curve, {area.one} ({area.cases[0]}) against {area.other} "
            f"({area.cases[1]}), {area.rule}, {area.encoding}, {area.scope}: {area.area / 1000:.3f}"
        )
    yield "not first:"
    for item in found.disagreements:
        criteria = ", ".join(f"{slug} {tenths / 10}" for slug, tenths in item.criteria)
        yield (
            f"  {item.slug} {item.encoding:<7}{'strong' if item.strong else 'mild':<7}"
            f"{'+'.join(item.recommended):<8}{item.place:<9}after {'+'.join(item.first):<8}"
            f"by {item.gap / 10}: {criteria}"
        )
