"""Referrals, short contacts and the titles of § 104c in the report: counted by hand, protected together."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from clearing.models import BriefContact, BriefContactSum, Referral
from participants.choices import Aufenthaltsstatus, Phase
from participants.models import Participant
from participants.services import recording_at
from reports import catalogue, network_catalogue, profile_catalogue
from reports.disclosure import protect
from reports.figures import Breakdown, Cell, MonthlyFigures
from reports.monthly import monthly_figures
from reports.people import Asked, people_behind
from reports.sheet import build_sheet
from reports.tallies import Tally, TallyRow
from reports.wording import Words
from spurwechsel.models import Kommune, User
from tests.built_once import once
from tests.factories import make_participant, move_to
from tests.reports import samples

STICHTAG = date(2024, 3, 27)
ENTRY = date(2024, 1, 10)
ONE_DAY = timedelta(days=1)


@once
def person(coordinator: User) -> Participant:
    person = make_participant(coordinator, on=ENTRY)
    move_to(person, Phase.CLEARING, on=ENTRY, by=coordinator)
    return person


def refer(person: Participant, day: date, group: str = "freie_traeger", **fields: Any) -> Referral:
    return Referral.objects.create(
        participant=person,
        place="Beratungsstelle",
        group=group,
        referred_on=day,
        kind="information",
        recorded_by=person.responsible,
        **fields,
    )


def table(kommune: Kommune, key: str, day: date = STICHTAG, cutoff: datetime | None = None) -> Tally:
    return next(tally for tally in monthly_figures(kommune, day, cutoff).work if tally.key == key)


def told(tally: Tally) -> dict[str, tuple[int | None, ...]]:
    return {row.key: row.counts for row in tally.rows if any(row.counts)}


def test_referrals_by_group_in_the_month_and_since_january(person: Participant, cottbus: Kommune) -> None:
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1), STICHTAG):
        refer(person, day)
    refer(person, STICHTAG + ONE_DAY)
    refer(person, STICHTAG, group="")
    refer(person, STICHTAG, group="kammern", withdrawn_at=datetime(2024, 3, 27, tzinfo=UTC))
    assert told(table(cottbus, "referrals")) == {"freie_traeger": (2, 4), "ohne_gruppe": (1, 1)}


def test_a_report_of_then_knows_what_was_known_then(cottbus: Kommune, coordinator: User) -> None:
    then = datetime(2024, 3, 28, 9, tzinfo=UTC)
    with recording_at(then):
        person = make_participant(coordinator, on=ENTRY)
    for group, recorded, withdrawn in (
        ("kammern", then, None),
        ("mso", then + ONE_DAY, None),
        ("behoerden", then, then + ONE_DAY),
        ("wirtschaft", then, then),
    ):
        Referral.objects.filter(pk=refer(person, STICHTAG, group).pk).update(
            recorded_at=recorded, withdrawn_at=withdrawn
        )
    assert told(table(cottbus, "referrals", cutoff=then)) == {"kammern": (1, 1), "behoerden": (1, 1)}


def test_people_of_another_town_are_not_counted(
    person: Participant, cottbus: Kommune, potsdam: Kommune
) -> None:
    refer(person, STICHTAG)
    assert monthly_figures(potsdam, STICHTAG).work == ()


def test_short_contacts_count_by_their_sums_once_they_are_deleted(
    person: Participant, cottbus: Kommune, potsdam: Kommune
) -> None:
    refer(person, STICHTAG)
    for day in (date(2023, 12, 31), date(2024, 2, 5), date(2024, 3, 1), STICHTAG, STICHTAG + ONE_DAY):
        BriefContact.objects.create(kommune=cottbus, day=day, topic="arbeit", language="ar")
    BriefContact.objects.create(kommune=potsdam, day=STICHTAG, topic="arbeit", language="ar")
    for month in (date(2023, 12, 1), date(2024, 1, 1), date(2024, 3, 1), date(2024, 4, 1)):
        BriefContactSum.objects.create(kommune=cottbus, month=month, topic="sprache", number=4)
    assert told(table(cottbus, "brief")) == {"arbeit": (2, 3), "sprache": (4, 8)}


def test_short_contacts_alone_are_no_work(cottbus: Kommune) -> None:
    BriefContact.objects.create(kommune=cottbus, day=STICHTAG, topic="arbeit", language="ar")
    assert monthly_figures(cottbus, STICHTAG).work == ()


def test_nobody_is_behind_a_short_contact(person: Participant, cottbus: Kommune) -> None:
    refer(person, STICHTAG)
    for _ in range(5):
        BriefContact.objects.create(kommune=cottbus, day=STICHTAG, topic="arbeit", language="ar")
    asked = Asked(cottbus, STICHTAG, None)
    assert people_behind(asked, "work/brief/arbeit/0") == set()
    assert people_behind(asked, "work/referrals/freie_traeger/0") == {person.pk}
    figures = protect(monthly_figures(cottbus, STICHTAG))
    sheet = build_sheet(figures, samples.LETTERHEAD, samples.EDITION, words=Words("Eins."))
    brief = next(each for each in sheet.work if each.key == "brief")
    assert {path for row in brief.rows for path in row.paths} == set()


@pytest.mark.parametrize(
    ("until", "row"),
    [
        (STICHTAG - ONE_DAY, "expired"),
        (STICHTAG, "three"),
        (date(2024, 6, 27), "three"),
        (date(2024, 6, 28), "six"),
        (date(2024, 9, 27), "six"),
        (date(2024, 9, 28), "twelve"),
        (date(2025, 3, 27), "twelve"),
        (date(2025, 3, 28), "longer"),
        (None, "longer"),
    ],
)
def test_titles_of_104c_by_their_end(
    person: Participant, cottbus: Kommune, coordinator: User, until: date | None, row: str
) -> None:
    refer(person, STICHTAG)
    for kind, days in ((Aufenthaltsstatus.AE_104C, until), (Aufenthaltsstatus.DULDUNG_60A, until)):
        other = make_participant(coordinator, on=ENTRY)
        other.residence.all().update(kind=kind, valid_from=date(2023, 1, 1), valid_until=days)
    person.residence.all().update(kind=Aufenthaltsstatus.AE_25_5)
    chance = table(cottbus, "chance")
    assert (told(chance), chance.totals) == ({row: (1,)}, (1,))
    assert len(people_behind(Asked(cottbus, STICHTAG, None), f"work/chance/{row}/0")) == 1


def test_without_any_104c_there_is_no_table(person: Participant, cottbus: Kommune) -> None:
    refer(person, STICHTAG)
    person.residence.all().update(kind=Aufenthaltsstatus.AE_25_5)
    keys = [tally.key for tally in monthly_figures(cottbus, STICHTAG).work]
    assert ("brief" in keys, "chance" in keys) == (True, False)


# --- protected together ------------------------------------------------------------------------------------

KEYS = [key for key, _ in network_catalogue.CHANCE_ROWS]


def figures(own: list[int], others: list[int], without: int) -> MonthlyFigures:
    """People with § 104c and with other papers by validity, and others still without any."""
    cells = [Cell(key, key, here + there) for key, here, there in zip(KEYS, own, others, strict=True)]
    expiry = Breakdown(
        "expiry", "G", "G", profile_catalogue.expiry(STICHTAG), (*cells, Cell("ohne_angabe", "o", without))
    )
    kinds = {"ae_104c": sum(own), "duldung": sum(others), "ohne_angabe": without}
    residence = Breakdown(
        *("residence", "A", "A", catalogue.residence(STICHTAG)),
        tuple(Cell(key, key, count) for key, count in kinds.items()),
    )
    chance = Tally(
        *("chance", "C", "C", ("Personen",), network_catalogue.chance(STICHTAG)),
        tuple(TallyRow(key, key, (count,)) for key, count in zip(KEYS, own, strict=True)),
        totals=(sum(own),),
    )
    return samples.figures(breakdowns=(residence, expiry), work=(chance,))


def given_away(shown: MonthlyFigures) -> list[int]:
    """Small numbers that are told or can be computed; 1 where one is told that another table keeps secret."""
    residence, expiry = ({cell.key: cell.persons for cell in one.cells} for one in shown.breakdowns)
    (chance,) = shown.work
    total = chance.totals[0]
    own = {row.key: row.counts[0] for row in chance.rows}
    numbers = [number for number in (total, *own.values()) if number is not None]
    if total is not None and residence["ae_104c"] is None:
        numbers.append(1)
    if own:
        rows = {key: own.get(key, 0) for key in KEYS}
        numbers += [1 if expiry[key] is None else expiry[key] - (rows[key] or 0) for key in KEYS]
    return [number for number in numbers if 0 < number < 3]


counts = st.lists(st.integers(0, 9), min_size=len(KEYS), max_size=len(KEYS))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counts, counts, st.integers(0, 9))
def test_no_small_number_can_be_computed(own: list[int], others: list[int], without: int) -> None:
    assume(sum(own))
    assert given_away(protect(figures(own, others, without))) == []


def test_each_table_alone_would_give_people_away() -> None:
    """The positive control: the rows as they are, beside the two other tables as they are protected."""

    def is_open(each: tuple[list[int], list[int]]) -> bool:
        exact = figures(*each, 0)
        shown = protect(exact)
        return sum(each[0]) > 0 and bool(given_away(replace(shown, work=exact.work)))

    try:
        found = find(st.tuples(counts, counts), is_open)
    except NoSuchExample:
        pytest.fail("nothing is given away")
    assert sum(found[0]) > 0


def test_large_numbers_are_told() -> None:
    shown = protect(figures([0, 4, 9, 0, 3], [3, 0, 5, 6, 0], 3)).work[0]
    assert (told(shown), shown.totals) == ({"three": (4,), "six": (9,), "longer": (3,)}, (16,))
    one_other = protect(figures([0, 4, 9, 0, 3], [3, 1, 5, 6, 0], 3)).work[0]
    assert (one_other.rows, one_other.totals) == ((), (16,))
    assert one_other.explanation.startswith("Nicht aufgegliedert: Zusammen mit den anderen Tabellen")


def test_it_adds_up_and_comes_back_from_json(
    person: Participant, cottbus: Kommune, coordinator: User
) -> None:
    refer(person, STICHTAG)
    exact = monthly_figures(cottbus, STICHTAG)
    assert exact.sum_errors() == []
    assert MonthlyFigures.from_json(exact.to_json()) == exact
