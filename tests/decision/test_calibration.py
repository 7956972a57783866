"""What results are called over many profiles, on matrices whose words are plain."""

from dataclasses import replace

from comparator.decision.calibration import BANDS, Band, call, verdicts
from comparator.decision.profiles import Matrix
from comparator.decision.ranking import FAMILIARITY
from comparator.decision.records import Alternative, Answers, Score
from tests.builders import alternative, criterion, move, option, question, questionnaire

CERTAIN = Matrix(
    criteria=(criterion("speed"), criterion(FAMILIARITY, "team", 0)),
    alternatives=(alternative("ahead", speed=4), alternative("behind", speed=1)),
    questionnaire=questionnaire(question("colour", "red", "blue")),
)
"""One criterion with weight: the leader is first in every variation, by 75 points."""

RED = Answers({"colour": ("red",)}, required=())


def words(matrix: Matrix, *profiles: Answers) -> dict[str, int]:
    return dict(verdicts(matrix, profiles).words)


def scored(speed: Score) -> Matrix:
    """The same matrix with another level of the leader."""
    leader = Alternative("ahead", {"speed": speed})
    return replace(CERTAIN, alternatives=(leader, CERTAIN.alternatives[1]))


def test_a_certain_lead_is_clear() -> None:
    found = verdicts(CERTAIN, [RED, RED])

    assert (found.results, found.words, found.held_by_known) == (2, {"clear": 2}, 0)
    assert found.bands[-1] == Band(BANDS[-1], 2, 100, 100, 100, 100)
    assert {band.results for band in found.bands[:-1]} == {0}


def test_level_results_are_joint_and_in_no_band() -> None:
    found = verdicts(scored(Score(1, 1, 1)), [RED])

    assert found.words == {"joint": 1}
    assert sum(band.results for band in found.bands) == 0


def test_a_lead_within_doubt_is_close() -> None:
    """Level 2 that may be anything is first in three of five variations, but one level is noise."""
    found = call(scored(Score(2, 0, 4)), RED)

    assert (found.word, found.lead) == ("close", 250)
    assert 60 < found.first_in < 80


def test_scores_that_are_missing_make_nothing_clear() -> None:
    unknown = replace(
        CERTAIN,
        criteria=(*CERTAIN.criteria, criterion("size", "other")),
        alternatives=(alternative("ahead", speed=4, size=4), alternative("behind", speed=0)),
    )

    assert words(unknown, RED) == {"lead": 1}


def test_an_answer_that_flips_makes_nothing_clear() -> None:
    slow = question("colour", "red", option("blue", move("raise", 4, "size")))
    turning = replace(
        CERTAIN,
        criteria=(*CERTAIN.criteria, criterion("size", "other", 0)),
        alternatives=(
            alternative("ahead", speed=4, size=0),
            alternative("behind", speed=1, size=4),
        ),
        questionnaire=questionnaire(slow),
    )

    assert words(turning, RED) == {"lead": 1}
    assert call(turning, RED).held_by_known is False


def test_what_only_the_team_holds_back_is_counted() -> None:
    known = question(
        "known", option("behind", move("raise", 4, FAMILIARITY), knows=("behind",)), "nothing"
    )
    held = replace(CERTAIN, questionnaire=questionnaire(known))
    nothing = Answers({"known": ("nothing",)}, required=())

    found = verdicts(held, [nothing])
    assert (found.words, found.held_by_known) == ({"lead": 1}, 1)


def test_a_band_begins_where_the_last_ends() -> None:
    """Leads of 12.5 and 75 points, and nothing in between."""
    near = replace(
        CERTAIN,
        criteria=(criterion("speed"), criterion("size", "other")),
        alternatives=(
            alternative("ahead", speed=3, size=2),
            alternative("behind", speed=2, size=2),
        ),
    )

    assert call(near, RED).lead == 125
    assert [band.above for band in verdicts(near, [RED]).bands] == list(BANDS)
