"""How conditions combine into a way, with made-up conditions whose answers are fixed."""

from datetime import date

import pytest

from participants.rules import Facts, Outcome, WayFinding
from participants.rules.case import Case
from participants.rules.criterion import Answer, Criterion, parse_group
from participants.rules.outlook import Modus
from participants.rules.ways import Way, way

TODAY = date(2026, 11, 22)
SHORT = {
    "ja": Outcome.ERFUELLT,
    "nein": Outcome.NICHT_ERFUELLT,
    "offen": Outcome.OFFEN,
    "anderswo": Outcome.ANDERSWO,
    "entf": Outcome.ENTFAELLT,
}
BACK = {outcome: word for word, outcome in SHORT.items()}


def made_up(*rows: str) -> Way:
    """Rows like "a ja all" or "b nein:2027-01-01 any:k time": id, answer with its day, group."""
    return way("x", "§ 1 X", "2000-01-01", Modus.SOLL, tuple(_criterion(row) for row in rows))


def _criterion(row: str) -> Criterion:
    id, answer, group = row.split(" ", 2)
    word, _, ab = answer.partition(":")
    given = Answer(SHORT[word], f"Text {id}", date.fromisoformat(ab) if ab else None)
    return Criterion(id, "§ 1 X", date(2000, 1, 1), None, parse_group(group), lambda case: given)


def judge(*rows: str) -> WayFinding:
    return made_up(*rows).judge(Case(Facts(), TODAY))


def words(found: WayFinding) -> str:
    return " ".join(BACK[each.outcome] for each in found.findings)


@pytest.mark.parametrize(
    ("rows", "shown", "ergebnis"),
    [
        # all: joined by AND, the worst wins
        (("a ja all", "b anderswo all", "c entf all"), "ja anderswo entf", "moeglich"),
        (("a ja all", "b offen all"), "ja offen", "unklar"),
        (("a nein all", "b offen all"), "nein offen", "fehlt_noch"),
        # bar and final close the way, an open bar leaves it unclear
        (("a nein bar", "b nein all"), "nein nein", "gesperrt"),
        (("a anderswo bar",), "anderswo", "moeglich"),
        (("a offen bar",), "offen", "unklar"),
        (("a nein all final", "b offen all"), "nein offen", "gesperrt"),
        (("a nein closed",), "nein", "gesperrt"),
        # consent never closes
        (("a anderswo consent",), "anderswo", "moeglich"),
        # any: one is enough, the others are displaced
        (("a nein any:k", "b ja any:k", "c offen any:k"), "entf ja entf", "moeglich"),
        (("a ja any:k", "b ja any:k"), "ja entf", "moeglich"),
        (("a nein any:k", "b offen any:k", "c anderswo any:k"), "nein offen anderswo", "unklar"),
        (("a nein any:k", "b anderswo any:k"), "nein anderswo", "moeglich"),
        (("a nein any:k", "b nein any:k"), "nein nein", "fehlt_noch"),
        # with: belongs to its alternative; anderswo does not stop it
        (("a ja any:k", "b ja with:a", "c nein any:k"), "ja ja entf", "moeglich"),
        (("a ja any:k", "b anderswo with:a", "c nein any:k"), "ja anderswo entf", "moeglich"),
        (("a ja any:k", "b nein with:a", "c nein any:k"), "ja nein nein", "fehlt_noch"),
        (("a ja any:k", "b offen with:a", "c nein any:k"), "ja offen nein", "unklar"),
        (("a ja any:k", "b nein with:a", "c ja any:k"), "entf entf ja", "moeglich"),
        (("a nein any:k", "b offen with:a", "c nein any:k"), "nein entf nein", "fehlt_noch"),
        # waives: sets aside when met, and counts for nothing otherwise
        (("a ja waives:b", "b nein all"), "ja entf", "moeglich"),
        (("a offen waives:b", "b nein all"), "offen nein", "fehlt_noch"),
        (("a offen waives:b", "b ja all"), "offen ja", "moeglich"),
        (("a ja waives:b,c", "b nein any:k", "c nein any:k"), "ja entf entf", "moeglich"),
        # anderswo: leaves the rows to the authority
        (("a anderswo anderswo:b", "b nein all"), "anderswo anderswo", "moeglich"),
        (("a offen anderswo:b", "b nein all"), "offen nein", "fehlt_noch"),
        # if: only when that alternative is relied on
        (("a ja any:k", "b nein any:k", "c nein all if:b"), "ja entf entf", "moeglich"),
        (("a nein any:k", "b ja any:k", "c nein all if:b"), "entf ja nein", "fehlt_noch"),
        (("a nein any:k", "b offen any:k", "c nein bar if:b"), "nein offen nein", "gesperrt"),
        (("a nein any:k", "b nein any:k", "c nein bar if:b"), "nein nein entf", "fehlt_noch"),
    ],
)
def test_combinations(rows: tuple[str, ...], shown: str, ergebnis: str) -> None:
    found = judge(*rows)
    assert (words(found), found.ergebnis) == (shown, ergebnis)


@pytest.mark.parametrize(
    ("rows", "shown", "ergebnis", "modus"),
    [
        (("a nein all", "b ja kann:a"), "entf ja", "moeglich", "kann"),
        (("a nein all", "b nein kann:a"), "nein nein", "fehlt_noch", "kann"),
        (("a nein all", "b offen kann:a"), "nein offen", "fehlt_noch", "kann"),
        (("a ja all", "b nein kann:a"), "ja entf", "moeglich", "soll"),
        (("a offen all", "b nein kann:a"), "offen nein", "unklar", "soll"),
        (("a entf all", "b offen kann:a"), "entf entf", "moeglich", "soll"),
        (("a nein all", "b nein all", "c ja kann:a"), "entf nein ja", "fehlt_noch", "kann"),
        (("a ja waives:b", "b nein all", "c nein kann:b"), "ja entf entf", "moeglich", "soll"),
        # mode of the alternative used; those without a mode go first
        (("a ja any:k mode:kann", "b ja any:k"), "entf ja", "moeglich", "soll"),
        (("a ja any:k mode:kann", "b nein any:k"), "ja entf", "moeglich", "kann"),
        # upgrade: lifts the mode, unmet it blocks nothing
        (("a ja upgrade:anspruch",), "ja", "moeglich", "anspruch"),
        (("a nein upgrade:anspruch",), "nein", "moeglich", "soll"),
        (("a offen upgrade:anspruch",), "offen", "moeglich", "soll"),
    ],
)
def test_modes(rows: tuple[str, ...], shown: str, ergebnis: str, modus: str) -> None:
    found = judge(*rows)
    assert (words(found), found.ergebnis, found.modus) == (shown, ergebnis, modus)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (("a ja all time",), "2026-11-22"),
        (("a nein all",), "2026-11-22"),
        (("a nein:2027-01-01 all time", "b nein:2027-03-01 all time"), "2027-03-01"),
        (("a nein:2027-01-01 any:k time", "b nein:2028-01-01 any:k time"), "2027-01-01"),
        (("a nein any:k", "b nein:2028-01-01 any:k time"), "2028-01-01"),
        (("a nein:2027-01-01 all time", "b nein all"), "2027-01-01"),
        (("a nein:2027-01-01 all time", "b offen all time"), None),
        (("a nein all time",), None),
        (("a nein:2027-01-01 all time", "b nein bar"), None),
        (("a nein:2027-01-01 upgrade:kann",), "2026-11-22"),
    ],
)
def test_first_day(rows: tuple[str, ...], first: str | None) -> None:
    assert str(judge(*rows).fruehestens) == str(first)


def test_no_first_day_after_the_last_day_that_helps() -> None:
    for last, first in ((date(2026, 12, 31), "None"), (date(2027, 1, 1), "2027-01-01")):
        base = made_up("a nein:2027-01-01 all time")
        limited = Way("x", "X", base.since, base.mode, base.criteria, (), lambda case, last=last: last)
        assert str(limited.judge(Case(Facts(), TODAY)).fruehestens) == first


def test_a_way_is_judged_once_per_case() -> None:
    case, one = Case(Facts(), TODAY), made_up("a ja all")
    assert one.judge(case) is one.judge(case)
