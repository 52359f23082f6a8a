"""A correction about few people is warned of before it is released."""

import pytest

from reports.correction import people_behind, warning
from reports.figures import Change


def change(path: str, before: int | None, after: int | None) -> Change:
    return Change(path, path, before, after)


# Somebody goes from Clearing to Betreuung, with two needs.
ONE = [
    change("status/clearing", 11, 10),
    change("status/betreuung", 5, 6),
    change("bridge/clearing/moved_out", 3, 4),
    change("bridge/clearing/after", 11, 10),
    change("bridge/betreuung/moved_in", 3, 4),
    change("bridge/betreuung/after", 5, 6),
    change("work/ever/betreuung/0", 3, 4),
    change("work/ever/betreuung/1", 3, 4),
    change("work/needs/wohnung/0", 4, 5),
    change("work/needs/arbeit/0", 8, 9),
    change("work/needs/total/0", 40, 42),
    change("work/waiting/single/0", 35, 20),
]


@pytest.mark.parametrize(
    ("changes", "people"),
    [
        ([], 0),
        (ONE, 1),
        ([*ONE, change("reached", 50, 52)], 2),
        ([change("age/18_24", 9, 10), change("age/25_29", 9, 10), change("age/30_54", 9, 7)], 2),
        ([change("expiry/three", None, 4), change("expiry/six", 8, 9)], 2),
        ([change("work/results/job/0", 3, 7)], 4),
    ],
)
def test_as_many_as_are_enough_for_the_changes(changes: list[Change], people: int) -> None:
    assert people_behind(changes) == people


def test_the_sentence_on_both_sides_of_the_threshold() -> None:
    assert warning([], 3) == ""
    assert warning(ONE, 3).startswith("Hinter der Korrektur steht womöglich eine einzige Person: ")
    two = [*ONE, change("reached", 50, 52)]
    assert warning(two, 3).startswith("Hinter der Korrektur stehen womöglich nur 2 Personen: ")
    assert warning(two, 2) == ""
