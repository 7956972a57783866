"""The engine against worked examples that others published: their inputs give their outputs.

Nothing here was computed by this project first. Decimals are scaled to whole numbers, and every
docstring says where the numbers were read. What is published rounded is compared as rounded.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import pytest

from comparator.decision.ranking import rank
from comparator.decision.records import WHOLE, Alternative, Score
from comparator.decision.sensitivity import fewest_points, pair, weight_flips
from comparator.decision.weights import largest_remainder


def alternative(slug: str, levels: Sequence[int]) -> Alternative:
    """Give an alternative these levels on criteria c0, c1, and so on."""
    return Alternative(slug, {f"c{at}": Score(one, one, one) for at, one in enumerate(levels)})


def weights(numbers: Sequence[int]) -> dict[str, int]:
    return {f"c{at}": number for at, number in enumerate(numbers)}


def totals(rows: Mapping[str, Sequence[int]], numbers: Sequence[int]) -> dict[str, int]:
    """Return what ``rank`` finds for each row, in the order of the rows."""
    found = rank([alternative(slug, row) for slug, row in rows.items()], weights(numbers))
    by_slug = {item.alternative: item.total for item in found}
    return {slug: by_slug[slug] for slug in rows}


def ranks(rows: Mapping[str, Sequence[int]], numbers: Sequence[int]) -> list[int]:
    found = rank([alternative(slug, row) for slug, row in rows.items()], weights(numbers))
    by_slug = {item.alternative: item.rank for item in found}
    return [by_slug[slug] for slug in rows]


def apportioned(votes: Sequence[int], seats: int) -> list[int]:
    """Return the seats in the order of the votes; the names sort in that order too."""
    return list(
        largest_remainder({f"p{at:02}": one for at, one in enumerate(votes)}, seats).values()
    )


# Totals and ranks of weighted sums


def test_the_contributions_of_one_office_in_goodwin_and_wright() -> None:
    """Goodwin and Wright, Decisions involving multiple objectives: SMART (chapter 3), page 44.

    Addison Square: six values times six weights, the products, 8080 and hence 80.8.
    Read at yumpu.com/en/document/view/10698289/downloadable-about-university/60.
    """
    (office,) = rank(
        [alternative("addison-square", (100, 60, 100, 75, 0, 90))],
        weights((32, 26, 23, 10, 6, 3)),
    )

    assert list(office.contributions.values()) == [3200, 1560, 2300, 750, 0, 270]
    assert office.total == 8080


def test_two_alternatives_that_tie_for_first_in_the_weighted_sum_model() -> None:
    """Weighted sum model, encyclopedia article: 21.50, 22.00 and 22.00, so A2 and A3 are level.

    Read in the copy at cryer.org.uk/weighted_sum_model; its matrix and weights are also those of
    scikit-criteria, tests/agg/test_simple.py. Weights in hundredths.
    """
    rows = {"a1": (25, 20, 15, 30), "a2": (10, 30, 20, 30), "a3": (30, 10, 30, 10)}
    numbers = (20, 15, 40, 25)

    assert totals(rows, numbers) == {"a1": 2150, "a2": 2200, "a3": 2200}
    assert ranks(rows, numbers) == [3, 1, 1]


def test_two_sites_of_a_specimen_examination() -> None:
    """Specimen Decision Analysis Examination 1, question 1 (Tolford sports club): 43.0 and 67.0.

    Swing weights 100, 30, 55 and 15, not normalised, so a total is 200 times the published score.
    Read at coursehero.com/file/5830145/Specimen-exam-paper11 (author and year not given there).
    """
    rows = {"egbert-heath": (10, 100, 70, 50), "lakeside": (40, 80, 100, 100)}

    assert totals(rows, (100, 30, 55, 15)) == {"egbert-heath": 43 * 200, "lakeside": 67 * 200}


def test_the_weighted_sum_model_of_scikit_criteria() -> None:
    """Scikit-criteria, tests/agg/test_simple.py, test_WeightedSumModel: scores 4 and 11.

    Cabral, Luczywo and others, 2016 to 2025, commit 35f17ee.
    """
    rows = {"a0": (1, 0, 3), "a1": (0, 5, 6)}

    assert list(totals(rows, (1, 1, 1)).values()) == [4, 11]
    assert ranks(rows, (1, 1, 1)) == [2, 1]


def test_the_weighted_sum_inside_waspas_to_the_last_digit() -> None:
    """Scikit-criteria, tests/agg/test_waspas.py, test_WASPAS_verify_intermediate_calculations.

    Four alternatives, five criteria, four decimals each: exact when both are scaled by 10,000.
    Published 0.3423875, 0.30016082, 0.10069051 and 0.25625906. Commit 35f17ee.
    """
    rows = {
        "a0": (5099, 465, 2427, 3246, 1166),
        "a1": (2123, 7622, 2051, 3259, 5295),
        "a2": (280, 456, 2134, 1151, 1359),
        "a3": (2496, 1455, 3386, 2342, 2177),
    }
    numbers = (3672, 933, 2405, 2770, 217)

    assert list(totals(rows, numbers).values()) == [34238750, 30016082, 10069051, 25625906]
    found = pair(alternative("a0", rows["a0"]), alternative("a1", rows["a1"]), weights(numbers))
    assert found.gap == 34238750 - 30016082


def test_ten_alternatives_of_chakraborty_zavadskas_and_antucheviciene() -> None:
    """Chakraborty, Zavadskas and Antucheviciene (2015), Economic Computation and Economic
    Cybernetics Studies and Research 49(1), 5-22, example 2: lambda of 1 is the weighted sum.

    Read in scikit-criteria, tests/agg/test_waspas.py, commit 35f17ee. Each column is divided by
    its best, the lowest in the first three and the highest in the last, then scaled by a million.
    """
    matrix = (
        (581818, 5449, 3, 5500),
        (595454, 4973, 3, 4500),
        (586060, 5124, 3, 5000),
        (522727, 4571, 3, 5800),
        (561818, 5266, 3, 5200),
        (543030, 7446, 4, 5600),
        (522727, 7542, 4, 5800),
        (486970, 6262, 4, 5600),
        (509394, 6587, 4, 6400),
        (513333, 7067, 4, 6000),
    )
    published = [8590, 8194, 8430, 9420, 8645, 8315, 8552, 8983, 9067, 8784]
    columns = list(zip(*matrix, strict=True))
    rows = {
        f"a{number}": [round(Fraction(min(column), one) * 10**6) for column, one in low]
        + [round(Fraction(row[3], max(columns[3])) * 10**6)]
        for number, row in enumerate(matrix)
        for low in [list(zip(columns[:3], row[:3], strict=True))]
    }
    numbers = (467, 160, 95, 278)

    # The source rounds its columns first, so the last of the four decimals can differ by one.
    ten_thousandths = [total / 10**5 for total in totals(rows, numbers).values()]
    assert ten_thousandths == pytest.approx(published, rel=0, abs=1)
    assert ranks(rows, numbers) == [6, 10, 8, 1, 5, 9, 7, 3, 2, 4]


def test_six_alternatives_of_kracka_brauers_and_zavadskas() -> None:
    """Kracka, Brauers and Zavadskas (2010), Inzinerine Ekonomika 21(4), 352-359: equal weights.

    Scores and ranks as in scikit-criteria, tests/agg/test_simple.py, commit 35f17ee. What is to be
    low is inverted, columns are divided by their sum, then scaled by a thousand million.
    """
    matrix = (
        ("33.95", "23.78", "11.45", "39.97", "29.44", "167.10", "3.852"),
        ("38.9", "4.17", "6.32", "0.01", "4.29", "132.52", "25.184"),
        ("37.59", "9.36", "8.23", "4.35", "10.22", "136.71", "10.845"),
        ("30.44", "37.59", "13.91", "74.08", "45.10", "198.34", "2.186"),
        ("36.21", "14.79", "9.17", "17.77", "17.06", "148.3", "6.610"),
        ("37.8", "8.55", "7.97", "2.35", "9.25", "134.83", "11.935"),
    )
    published = [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
    highest_is_best = {4, 6}
    columns = [
        [Fraction(one) if at in highest_is_best else 1 / Fraction(one) for one in column]
        for at, column in enumerate(zip(*matrix, strict=True))
    ]
    rows = {
        f"a{number}": [round(column[number] / sum(column) * 10**9) for column in columns]
        for number in range(6)
    }

    scores = [total / (7 * 20 * 10**9) for total in totals(rows, (20,) * 7).values()]
    assert scores == pytest.approx(published, rel=0, abs=1e-8)
    assert ranks(rows, (20,) * 7) == [6, 1, 3, 4, 5, 2]


def test_a_table_that_another_project_took_from_pymcdm() -> None:
    """Kshana, tests/mcda_wsm_reference.rs, commit 05b7b98: 0.325, 0.4, 0.6 and 0.3375 by pymcdm.

    Lowest price and highest performance and range count 1, the opposite 0: here 400 and 0.
    """
    matrix = ((250, 16, 12), (200, 16, 8), (300, 32, 16), (275, 24, 10))
    rows = {
        f"a{number}": (4 * (300 - price), 25 * (performance - 16), 50 * (reach - 8))
        for number, (price, performance, reach) in enumerate(matrix)
    }

    assert list(totals(rows, (40, 35, 25)).values()) == [13000, 16000, 24000, 13500]
    assert ranks(rows, (40, 35, 25)) == [4, 2, 1, 3]


# A published switch point

TURNOVER, WORKING_CONDITIONS = 81, 19
"""The weights of the two groups of attributes (Goodwin and Wright, page 47)."""

ADDISON_SQUARE = (872, 525)
"""Its value on either group, in tenths: (100*100 + 80*60 + 70*100) / 250 and
(30*75 + 20*0 + 10*90) / 60. Values are those of page 44; the swings 100, 80 (figure 3.5), 30, 20
and 10 (page 47) are read, 70 for image is the only multiple of ten that gives the normalised
weights 32, 26, 23, 10, 6 and 3 of page 44."""

ELTON_STREET = (604, 817)
"""Published: 60.4 if turnover has all the weight, 81.7 if it has none (pages 47 and 48)."""


def test_the_swings_of_goodwin_and_wright_normalise_as_published() -> None:
    """Goodwin and Wright, pages 43, 44 and 47: 100, 80, 70, 30, 20, 10 become 32 to 3 of 100.

    Read at yumpu.com/en/document/view/10698289/downloadable-about-university/59, /60 and /63.
    """
    assert apportioned((100, 80, 70, 30, 20, 10), 100) == [32, 26, 23, 10, 6, 3]
    assert apportioned((30, 20, 10), 1000) == [500, 333, 167]


def test_the_weight_of_turnover_at_which_goodwin_and_wright_change_offices() -> None:
    """Goodwin and Wright, chapter 3, sensitivity analysis, figure 3.7 and page 48.

    Elton Street is best "as long as the weight placed on turnover is less than 52.1", else
    Addison Square; the current weight is 81.
    Read at yumpu.com/en/document/view/10698289/downloadable-about-university/63 and /64.
    """
    parts = weights((TURNOVER, WORKING_CONDITIONS))
    leader, rival = alternative("addison", ADDISON_SQUARE), alternative("elton", ELTON_STREET)
    factors = {flip.criterion: flip.factor for flip in weight_flips(leader, rival, parts)}

    less_turnover = TURNOVER * factors["c0"]
    more_conditions = WORKING_CONDITIONS * factors["c1"]
    switch = Fraction(100) * less_turnover / (less_turnover + WORKING_CONDITIONS)
    assert round(float(switch), 1) == 52.1
    assert Fraction(100) * TURNOVER / (TURNOVER + more_conditions) == switch
    assert factors["c0"] < 1 < factors["c1"]


def test_the_points_that_must_move_to_that_switch() -> None:
    """The same switch of Goodwin and Wright, page 48: from 81 of 100 points down to 52.1."""
    parts = weights((TURNOVER * WHOLE // 100, WORKING_CONDITIONS * WHOLE // 100))
    moved = fewest_points(
        alternative("addison", ADDISON_SQUARE), alternative("elton", ELTON_STREET), parts
    )

    assert moved is not None
    assert round(TURNOVER - 100 * moved / WHOLE, 1) == 52.1


@pytest.mark.parametrize(("of_turnover", "first"), [(53, "addison"), (52, "elton"), (0, "elton")])
def test_who_is_first_on_either_side_of_that_switch(of_turnover: int, first: str) -> None:
    """The same page: below 52.1 Elton Street has the highest value, above it Addison Square."""
    offices = [alternative("addison", ADDISON_SQUARE), alternative("elton", ELTON_STREET)]

    assert rank(offices, weights((of_turnover, 100 - of_turnover)))[0].alternative == first


# Largest remainders


@pytest.mark.parametrize(
    ("votes", "seats", "published"),
    [
        ((5117, 4400, 162, 161, 160), 100, [51, 44, 2, 2, 1]),
        ((9061, 7179, 5259, 3319, 1182), 26, [9, 7, 5, 4, 1]),
    ],
)
def test_two_examples_of_balinski_and_young(
    votes: tuple[int, ...], seats: int, published: list[int]
) -> None:
    """Balinski and Young (1975), The quota method of apportionment, American Mathematical Monthly
    82(7), 701-730, as kept in martinlackner/apportionment, tests/test_methods.py, commit 25f7a87.
    """
    assert apportioned(votes, seats) == published


@pytest.mark.parametrize(
    ("votes", "seats", "published"),
    [
        ((14, 28, 7, 35), 12, [2, 4, 1, 5]),
        ((0, 14, 28, 0, 0), 6, [0, 2, 4, 0, 0]),
        ((10, 9, 8, 8, 11, 12), 3, [1, 0, 0, 0, 1, 1]),
        ((2, 1, 1, 2, 2), 2, [1, 0, 0, 1, 0]),
        ((12, 12, 11, 12), 3, [1, 1, 0, 1]),
    ],
)
def test_whole_quotas_nothing_for_nothing_few_seats_and_ties(
    votes: tuple[int, ...], seats: int, published: list[int]
) -> None:
    """Lackner, apportionment (2022), tests/test_methods.py, commit 25f7a87; ties go by position."""
    assert apportioned(votes, seats) == published


@pytest.mark.parametrize(
    ("votes", "seats", "published"),
    [
        ((216, 310, 22, 32), 60, [23, 32, 2, 3]),
        ((47000, 16000, 15800, 12000, 6100, 3100), 10, [5, 2, 1, 1, 1, 0]),
        ((720257, 323524, 257466, 213138, 144392, 88315), 31, [13, 6, 5, 4, 2, 1]),
        ((43, 33, 12, 8, 4), 10, [4, 3, 1, 1, 1]),
        ((10, 10, 0), 2, [1, 1, 0]),
    ],
)
def test_the_examples_of_proporz(votes: tuple[int, ...], seats: int, published: list[int]) -> None:
    """Poletti, R package proporz, tests/testthat/test-quota.R, commit 5ec6239."""
    assert apportioned(votes, seats) == published


def test_the_house_that_grows_by_a_seat_and_takes_one_away() -> None:
    """For All Practical Purposes, 10th edition (Macmillan), chapter 14, exercise 15.

    Houses of 89, 90 and 91 seats; the smallest party falls from 2 to 1. Read at
    digfir-published.macmillanusa.com/fapp10e/asset/ch14/supp_wins/questions/fapp10e-ch14-exe-044.html
    """
    votes = (5576330, 1387342, 3334241, 7512860, 310968)

    assert apportioned(votes, 89) == [27, 7, 16, 37, 2]
    assert apportioned(votes, 90) == [28, 7, 17, 37, 1]
    assert apportioned(votes, 91) == [28, 7, 17, 38, 1]


@pytest.mark.parametrize(
    ("votes", "seats", "published"),
    [
        ((567, 385, 42, 6), 323, [183, 124, 14, 2]),
        ((567, 385, 42, 6), 324, [184, 125, 13, 2]),
        ((14, 23, 45, 18), 37, [5, 8, 17, 7]),
        ((63, 34, 14, 12, 10, 6), 25, [11, 6, 3, 2, 2, 1]),
        ((21878, 9713, 4167, 3252, 1065), 43, [24, 10, 4, 4, 1]),
        ((21878, 9713, 4167, 3252, 1065), 44, [24, 11, 5, 3, 1]),
        ((2560, 3315, 995, 5012), 20, [4, 6, 2, 8]),
    ],
)
def test_hamilton_tables_of_a_wiki_a_book_a_handout_and_a_package(
    votes: tuple[int, ...], seats: int, published: list[int]
) -> None:
    """In order: electowiki.org/wiki/Alabama_paradox (both); How Math Explains the World, page 229
    (issuhub.com/view/index/6013?pageIndex=249); Chapter 4 Handout 1 Solutions, problem 1
    (coursehero.com/file/6716897); ElGoorf/apportionment, test/index.test.ts, commit c7c2eb9, which
    names a video of Matt Parker for the next two and census.gov for the last.
    """
    assert apportioned(votes, seats) == published


# Surrogate weights, rounded by largest remainders


def rank_order_centroid(number: int) -> list[int]:
    """Return weights in proportion to the mean of 1/rank, as whole numbers."""
    one = 720720
    return [sum(one // at for at in range(first, number + 1)) for first in range(1, number + 1)]


def rank_sum(number: int) -> list[int]:
    return list(range(number, 0, -1))


def test_rank_order_centroid_weights_of_four_items_in_hundredths() -> None:
    """0.52, 0.27, 0.15 and 0.06: lecture text on the method that cites Chang (2004).

    Read at couryes.com, "Rank Order Centroid Method" (business mathematics, ETF2700).
    """
    assert apportioned(rank_order_centroid(4), 100) == [52, 27, 15, 6]


def test_rank_order_centroid_and_rank_sum_weights_of_twelve_items_in_thousandths() -> None:
    """WAndraszyk and others (2022), unit_tests/weights/test_SurrogateWeights.py, commit 70acbba.

    They follow Roberts and Goodwin (2002) and Roszkowska (2013), with twelve items, some of equal
    rank; listed are the weights of ranks 1, 2, 4, 5, 6 and 7. What adds up to exactly 1,000 can be
    one off from what was rounded alone.
    """
    centroid = apportioned(rank_order_centroid(12), 1000)
    by_sum = apportioned(rank_sum(12), 1000)
    listed = [at - 1 for at in (1, 2, 4, 5, 6, 7)]

    published_centroid = [259, 175, 106, 85, 68, 54]
    published_sum = [154, 141, 115, 103, 90, 77]
    assert [centroid[at] for at in listed] == pytest.approx(published_centroid, rel=0, abs=1)
    assert [by_sum[at] for at in listed] == pytest.approx(published_sum, rel=0, abs=1)
    assert all(before > after for before, after in pairwise(by_sum))
