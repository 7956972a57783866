"""The method's properties on the real catalog, over some thousands of random profiles."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparator.decision.explanation import Doubts, contrast, verdict
from comparator.decision.flips import answer_flips, is_proven, pair_flips
from comparator.decision.ranking import (
    bare_parts,
    evaluate,
    required,
    with_familiarity,
)
from comparator.decision.records import (
    TOP_LEVEL,
    UNKNOWN,
    WHOLE,
    Alternative,
    Answers,
    Evaluation,
    Score,
    Standing,
)
from comparator.decision.requirements import survivors
from comparator.decision.sampler import DRAWS, SHARED, cases, sample
from comparator.decision.sensitivity import is_within_noise, weight_flips
from comparator.decision.trials import Trials
from comparator.decision.weights import effective_choices, open_questions
from comparator.queries.records import Edition
from tests.profiles import choices, full_answers, plain_answers

Pool = tuple[Alternative, ...]
Profiles = st.SearchStrategy[Answers]

many = settings(max_examples=400)


def evaluated(edition: Edition, answers: Answers, pool: Pool | None = None) -> Evaluation:
    rows = edition.alternatives if pool is None else pool
    return evaluate(edition.rows, rows, edition.questionnaire, answers)


def names(standings: tuple[Standing, ...]) -> tuple[str, ...]:
    return tuple(entry.alternative for entry in standings)


def changed(answers: Answers, question: str, chosen: tuple[str, ...]) -> Answers:
    return replace(answers, choices={**answers.choices, question: chosen})


@pytest.fixture(scope="module")
def full(edition: Edition) -> Profiles:
    """Random answers with non-negotiables, familiarity and themes weighted by hand."""
    return full_answers(edition.questionnaire)


@pytest.fixture(scope="module")
def plain(edition: Edition) -> Profiles:
    """Random answers to the questions alone, some of them open."""
    return plain_answers(edition.questionnaire)


# 1. Who else is there


@many
@given(st.data())
def test_without_some_and_in_another_order_the_rest_stand_as_before(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    answers = data.draw(full)
    staying = data.draw(st.lists(st.sampled_from(edition.alternatives), unique_by=lambda r: r.slug))
    kept = {row.slug for row in staying}
    before = evaluated(edition, answers)
    after = evaluated(edition, answers, tuple(staying))

    assert after.weights == before.weights
    assert [(e.alternative, e.total) for e in after.ranking.standings] == [
        (e.alternative, e.total) for e in before.ranking.standings if e.alternative in kept
    ]


@many
@given(st.data())
def test_a_copy_of_a_framework_ties_with_it(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    """Without the question about what the team knows, which knows frameworks by name."""
    answers = replace(data.draw(full), familiarity=False)
    original = data.draw(st.sampled_from(edition.alternatives))
    pool = (replace(original, slug="copy"), *edition.alternatives)
    before, after = (evaluated(edition, answers, p).ranking for p in (edition.alternatives, pool))
    found = {entry.alternative: entry for entry in after.standings}

    assert ("copy" in found) is (original.slug in found)
    if "copy" in found:
        assert found["copy"] == replace(found[original.slug], alternative="copy")
    assert [n for n in names(after.standings) if n != "copy"] == [*names(before.standings)]


# 2. Better is never worse


@many
@given(st.data())
def test_a_raised_level_never_lowers_a_rank(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    answers = data.draw(full)
    lucky = data.draw(st.sampled_from(edition.alternatives))
    better = {}
    for slug in data.draw(st.lists(st.sampled_from(edition.rows), min_size=1, max_size=8)):
        at = min(TOP_LEVEL, lucky.score(slug.slug).value + 1)
        better[slug.slug] = Score(at, at, at)
    raised = replace(
        lucky,
        scores={**lucky.scores, **better},
        inherited=lucky.inherited - better.keys(),
    )
    pool = tuple(raised if row is lucky else row for row in edition.alternatives)
    before, after = (
        {e.alternative: e.rank for e in evaluated(edition, free, p).ranking.standings}
        for free in (replace(answers, required=None),)
        for p in (edition.alternatives, pool)
    )

    assert after[lucky.slug] <= before[lucky.slug]
    assert all(rank >= before[slug] for slug, rank in after.items() if slug != lucky.slug)
    # One with less of everything never stands above, and never leads alone.
    both = evaluated(
        edition, replace(answers, familiarity=False), (raised, replace(lucky, slug="z"))
    )
    places = {e.alternative: e.rank for e in both.ranking.standings}
    assert lucky.slug not in places or "z" not in places or places[lucky.slug] <= places["z"]


# 3 and 4. Sums


@many
@given(st.data())
def test_everything_adds_up_exactly(edition: Edition, full: Profiles, data: st.DataObject) -> None:
    """Weights to a million or to nothing, contributions to totals, shown tenths to shown gaps."""
    found = evaluated(edition, data.draw(full))
    assert sum(found.weights.parts.values()) in (0, WHOLE)
    assert sum(found.weights.themes.values()) == sum(found.weights.parts.values())
    assert (sum(found.weights.parts.values()) == 0) is not any(
        item.level
        for slug, item in found.weights.importance.items()
        for row in edition.rows
        if row.slug == slug and row.counts
    )
    for entry in found.ranking.standings:
        assert sum(entry.contributions.values()) == entry.total <= TOP_LEVEL * WHOLE
        against = contrast(found.ranking.standings[0], entry)
        lines = (*against.advantages, *against.disadvantages)
        assert against.gap == found.ranking.standings[0].total - entry.total
        assert sum(line.tenths for line in lines) + against.smaller_tenths == against.tenths


@many
@given(st.data())
def test_the_short_ways_say_what_the_whole_evaluation_says(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    """``Trials`` and ``bare_parts`` with requirements, weights by hand and familiarity.

    One set of trials answers for whatever else was chosen, and mixes nothing up.
    """
    answers = data.draw(full)
    asked = edition.questionnaire
    found = evaluated(edition, answers)

    assert bare_parts(edition.rows, asked, answers) == found.weights.parts
    trials = Trials(edition.rows, edition.alternatives, asked, answers)
    assert trials.leaders(answers) == names(found.ranking.leaders)
    for _ in range(2):
        other = replace(answers, choices=data.draw(full).choices)
        assert trials.leaders(other) == names(evaluated(edition, other).ranking.leaders)


# 5. What would change it


@settings(max_examples=80)
@given(st.data())
def test_every_flip_shown_flips_when_recomputed(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    """Single answers all of them; pairs only where no single answer does it; weights to a tie."""
    answers = data.draw(full)
    asked, pool = edition.questionnaire, edition.alternatives
    now = names(evaluated(edition, answers).ranking.leaders)
    singles = answer_flips(edition.rows, pool, asked, answers)
    for flip in singles:
        again = names(evaluated(edition, flip.answers).ranking.leaders)
        assert again == flip.leaders != now
        assert flip.answers == changed(answers, flip.question, flip.chosen)
    if not singles:
        for pair in pair_flips(edition.rows, pool, asked, answers, 2):
            assert names(evaluated(edition, pair.answers).ranking.leaders) == pair.leaders != now
            assert len(pair.chosen) == 2


@many
@given(st.data())
def test_a_weight_that_is_shown_brings_the_pair_level(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    answers = data.draw(full)
    found = evaluated(edition, answers)
    pool = with_familiarity(edition.alternatives, edition.questionnaire, answers)
    by_slug = {row.slug: row for row in pool}
    parts = found.weights.parts
    for entry in found.ranking.standings[1:]:
        one = by_slug[found.ranking.standings[0].alternative]
        other = by_slug[entry.alternative]
        for flip in weight_flips(one, other, parts):
            gap = sum(
                part
                * (flip.factor if slug == flip.criterion else 1)
                * (one.score(slug).value - other.score(slug).value)
                for slug, part in parts.items()
            )
            assert gap == 0


# 8. Unknown is unknown


def called(edition: Edition, answers: Answers) -> str:
    """The verdict's word, with every doubt as a page would have it."""
    asked = edition.questionnaire
    found = evaluated(edition, answers)
    pool = survivors(edition.alternatives, required(asked, answers))
    by_slug = {row.slug: row for row in with_familiarity(pool, asked, answers)}
    standings = found.ranking.standings
    parts = found.weights.parts
    doubts = Doubts(
        noisy=any(
            is_within_noise(by_slug[standings[0].alternative], by_slug[entry.alternative], parts)
            for entry in standings[1:]
        ),
        open_questions=bool(open_questions(asked, answers)),
        unsettled=bool(open_questions(asked, answers))
        and not is_proven(edition.rows, pool, asked, answers),
        flips=bool(answer_flips(edition.rows, pool, asked, answers)),
        missing=max(
            sum(part for slug, part in parts.items() if row.score(slug).level is None)
            for row in by_slug.values()
        ),
    )
    counts = sample(cases(edition.rows, pool, asked, answers)).counts
    return verdict(names(found.ranking.leaders), counts, DRAWS * SHARED, doubts).word


@settings(max_examples=40)
@given(st.data())
def test_nothing_known_is_never_clear(edition: Edition, data: st.DataObject) -> None:
    """Every question skipped or met with "I don't know", whatever themes weigh by hand."""
    asked = edition.questionnaire
    silent = data.draw(st.sets(st.sampled_from([item.slug for item in asked.questions])))
    themes = data.draw(
        st.dictionaries(st.sampled_from(asked.themes), st.integers(0, 4), max_size=3)
    )
    answers = Answers(dict.fromkeys(sorted(silent), (UNKNOWN,)), (), True, themes)

    assert called(edition, answers) != "clear"


def moved_criteria(edition: Edition, *answers: Answers) -> set[str]:
    """What is moved by the options that count with some of these answers and not with others."""
    asked = edition.questionnaire
    effective = [effective_choices(asked, one) for one in answers]
    return {
        slug
        for question in asked.questions
        for option in question.options
        if len({option.slug in one[question.slug] for one in effective}) > 1
        for move in option.moves
        for slug in move.criteria
    }


@many
@given(st.data())
def test_only_what_an_answer_moved_changes_importance(
    edition: Edition, plain: Profiles, data: st.DataObject
) -> None:
    """So a first place that changes with an answer is explained by the criteria it moved."""
    asked = edition.questionnaire
    answers = data.draw(plain)
    item = data.draw(st.sampled_from([q for q in asked.questions if q.slug != "known"]))
    said = changed(answers, item.slug, data.draw(choices(item)))
    silent = changed(answers, item.slug, (UNKNOWN,))
    before, after = (evaluated(edition, given_answers) for given_answers in (silent, said))
    differing = {
        slug
        for slug, importance in after.weights.importance.items()
        if importance.level != before.weights.importance[slug].level
    }

    assert differing <= moved_criteria(edition, silent, said)
    if names(before.ranking.leaders) != names(after.ranking.leaders):
        assert differing


# 9. Not known is not "does not apply"


@many
@given(st.data())
def test_not_known_and_skipped_are_the_same(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    answers = data.draw(full)
    said = {slug: chosen for slug, chosen in answers.choices.items() if chosen != (UNKNOWN,)}
    unknown = {
        item.slug: said.get(item.slug, (UNKNOWN,)) for item in edition.questionnaire.questions
    }
    found = evaluated(edition, replace(answers, choices=said))

    assert evaluated(edition, replace(answers, choices=unknown)) == found
    assert evaluated(edition, answers) == found


@settings(max_examples=10)
@given(st.data())
def test_not_known_and_skipped_vary_alike(
    edition: Edition, plain: Profiles, data: st.DataObject
) -> None:
    asked = edition.questionnaire
    answers = data.draw(plain)
    said = {slug: chosen for slug, chosen in answers.choices.items() if chosen != (UNKNOWN,)}
    found = [
        sample(cases(edition.rows, edition.alternatives, asked, replace(answers, choices=given_)))
        for given_ in (answers.choices, said)
    ]

    assert found[0] == found[1]


def test_what_does_not_apply_differs_from_what_is_not_known(edition: Edition) -> None:
    """Whatever an option switches off, another answer asks for: "not known" leaves it standing."""
    moves = [
        (question.slug, option.slug, move)
        for question in edition.questionnaire.questions
        for option in question.options
        for move in option.moves
    ]
    switched = 0
    for gate, option, move in moves:
        for other, wish, raising in moves:
            if move.kind == "off" and raising.kind == "raise" and other != gate:
                unknown, off = Answers({other: (wish,)}), Answers({other: (wish,), gate: (option,)})
                before, after = (evaluated(edition, a).weights.parts for a in (unknown, off))
                assert not any(after[slug] for slug in move.criteria)
                switched += any(before[slug] for slug in move.criteria)
    assert switched, "no option switches off what another asks for"


# 11. The excluded


@many
@given(st.data())
def test_the_excluded_influence_nobody(
    edition: Edition, full: Profiles, data: st.DataObject
) -> None:
    """Not by being compared, and not by being perfect in all that excludes nobody."""
    asked = edition.questionnaire
    must = data.draw(
        st.lists(st.sampled_from([item.slug for item in asked.requirements]), min_size=1)
    )
    answers = replace(data.draw(full), required=tuple(dict.fromkeys(must)))
    found = evaluated(edition, answers).ranking
    out = {entry.alternative for entry in found.excluded}
    inside = tuple(row for row in edition.alternatives if row.slug not in out)
    bound = {item.criterion for item in required(asked, answers)}
    perfect = tuple(
        Alternative(r.slug, {s: v if s in bound else Score(4, 4, 4) for s, v in r.scores.items()})
        if r.slug in out
        else r
        for r in edition.alternatives
    )

    assert evaluated(edition, answers, inside).ranking.standings == found.standings
    assert evaluated(edition, answers, perfect).ranking.standings == found.standings
    assert not out & set(names(found.standings))
