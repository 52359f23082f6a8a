"""Editions for publication: stored once, in their order, frozen while hardly anybody changes."""

from collections import Counter
from datetime import UTC, date, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from participants.choices import EventKind, Phase
from participants.models import Event
from participants.services import recording_at
from reports.editions.services import CHANGED, NOT_ALLOWED, publish
from reports.editions.turnover import changes_since, places
from reports.models import Foerderprogramm, PublicEdition
from reports.monthly import monthly_figures
from reports.publication import TABLES, exact_counts
from reports.services import change_programme
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to
from tests.reports.test_pdf import text_of
from tests.reports.test_services import make_programme
from tests.reports.test_views import words

MARCH, APRIL, MAY = date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31)
TODAY = date(2024, 6, 3)
NOW = "2024-06-03 09:00+02:00"


@once
def programme(cottbus: Kommune) -> Foerderprogramm:
    return make_programme(cottbus)


@once
def people(coordinator: User, programme: Foerderprogramm) -> list[Any]:
    return [make_participant(coordinator, on=date(2024, 1, 10)) for _ in range(12)]


def published(kommune: Kommune, day: date, by: User | None = None) -> PublicEdition:
    return publish(kommune, day, by=by, today=TODAY)


def test_an_edition_is_stored_once(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    edition = published(cottbus, MARCH, coordinator)
    stored = PublicEdition.objects.get()
    assert (stored.number, stored.figures.total, stored.figures.base) == ("CB-2024-03-31/V", 10, 10)
    assert stored.sha256 == sha256(bytes(stored.pdf)).hexdigest()
    assert (stored.counted_on, stored.counted_cutoff) == (MARCH, stored.issued_at)
    assert stored.reasons_json[0] == "Alle Zahlen sind auf 10 gerundet: Es sind unter 50 Personen."
    event = Event.objects.get(kind=EventKind.REPORT_ISSUED)
    assert (event.by, event.summary) == (coordinator, "Veröffentlicht zum 31.03.2024: CB-2024-03-31/V")
    with time_machine.travel("2024-07-01 09:00+02:00", tick=False):
        again = published(cottbus, MARCH, coordinator)
    assert (again.pk, bytes(again.pdf)) == (edition.pk, bytes(edition.pdf))
    assert PublicEdition.objects.count() == 1


def test_an_earlier_stichtag_is_refused(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    published(cottbus, APRIL, coordinator)
    with pytest.raises(ValidationError) as refusal:
        published(cottbus, MARCH, coordinator)
    assert refusal.value.messages == [
        "Die letzte Fassung zur Veröffentlichung gilt zum 30.04.2024. Für einen früheren Stichtag wird keine "
        "mehr erstellt, weil der Vergleich Einzelne verraten könnte."
    ]
    assert published(cottbus, APRIL, coordinator).stichtag == APRIL


def test_a_day_in_the_future_is_refused(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    with pytest.raises(ValidationError, match="liegt in der Zukunft"):
        published(cottbus, date(2024, 6, 4), coordinator)


def test_a_programme_may_forbid_publishing_and_never_becomes_looser(
    cottbus: Kommune, coordinator: User, people: list[Any], programme: Foerderprogramm
) -> None:
    admin = make_user(Role.FACHADMINISTRATION)
    published(cottbus, MARCH, coordinator)
    strict = change_programme(programme, by=admin, version=1, public_method="zehner", public_change=7)
    assert published(cottbus, APRIL, coordinator).figures.smallest_change == 7
    with pytest.raises(ValidationError) as error:
        change_programme(strict, by=admin, version=2, public_method="fuenfer", public_change=6)
    assert list(error.value.message_dict) == ["public_method", "public_change"]
    change_programme(strict, by=admin, version=2, public_method="keine")
    with pytest.raises(ValidationError, match="werden keine Zahlen veröffentlicht"):
        published(cottbus, MAY, coordinator)
    assert published(cottbus, APRIL, coordinator).stichtag == APRIL


def test_others_do_not_publish(cottbus: Kommune, people: list[Any]) -> None:
    for role in (Role.FALLBEGLEITUNG, Role.AUSWERTUNG):
        with pytest.raises(ValidationError, match="veröffentlicht ihre Koordination"):
            published(
                cottbus, MARCH, make_user(role, kommune=cottbus if role == Role.FALLBEGLEITUNG else None)
            )
    assert PublicEdition.objects.count() == 0


@pytest.mark.parametrize(("newcomers", "is_renewed"), [(4, False), (5, True)])
def test_numbers_are_renewed_after_five_changes(
    cottbus: Kommune, coordinator: User, people: list[Any], newcomers: int, is_renewed: bool
) -> None:
    first = published(cottbus, MARCH, coordinator)
    for _ in range(newcomers):
        make_participant(coordinator, on=date(2024, 4, 10))
    second = published(cottbus, APRIL, coordinator)
    assert (second.is_renewed, second.figures.total) == (is_renewed, 20 if is_renewed else 10)
    if not is_renewed:
        assert second.figures.tables == first.figures.tables
        assert (second.counted_on, second.counted_cutoff) == (MARCH, first.counted_cutoff)
        assert "Die Zahlen vom 31.03.2024 gelten auch zum 30.04.2024" in " ".join(
            text_of(bytes(second.pdf)).split()
        )


def test_changes_add_up_since_what_was_really_published(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    """Three people a month: too few after one month, enough after two."""
    published(cottbus, MARCH, coordinator)
    for month in (4, 5):
        for _ in range(3):
            make_participant(coordinator, on=date(2024, month, 10))
    assert [published(cottbus, day, coordinator).is_renewed for day in (APRIL, MAY)] == [False, True]


def test_a_late_entry_counts_as_a_change(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    """Compared is what was known when the numbers were published, not what March looks like today."""
    edition = published(cottbus, MARCH, coordinator)
    with recording_at(datetime(2024, 6, 3, 10, 0, tzinfo=UTC)):
        make_participant(coordinator, on=date(2024, 2, 1))
    changes = changes_since(cottbus, APRIL, [edition])
    assert changes == {MARCH: dict.fromkeys(TABLES, 1)}


def test_people_are_in_the_rows_that_the_report_counts(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    move_to(people[0], Phase.CLEARING, by=coordinator, on=date(2024, 2, 1))
    exact = exact_counts(monthly_figures(cottbus, MARCH))
    found = places(cottbus, MARCH)
    for key in TABLES:
        counts = Counter(getattr(place, key) for place in found.values())
        known = {row: count for row, count in exact[key].items() if count}
        unknown = known.pop("ohne_angabe", 0)
        assert {row: counts[row] for row in known} == known
        assert counts.total() - sum(known.values()) == unknown


BARRED = (
    "Danach kann kein früherer Stichtag als der 31.03.2024 mehr veröffentlicht werden. Zurückholen oder "
    "ändern lässt sich die Fassung nicht."
)


def seen_by(client: Any, typed: str = "31.3.2024") -> dict[str, str]:
    """What the form below the preview sends."""
    response = client.post(reverse("edition_add"), {"stichtag": typed}, follow=True)
    assert response.redirect_chain == [(f"{reverse('edition_add')}?stichtag={typed}", 302)]
    form = response.context["form"]
    assert f'<input type="hidden" name="stichtag" value="{typed}"' in response.text
    return {"stichtag": form["stichtag"].value(), "gesehen": response.context["outlook"].digest}


def test_the_first_click_shows_and_the_second_publishes(
    cottbus: Kommune, coordinator: User, people: list[Any], login: Any
) -> None:
    client = login(coordinator)
    preview = client.get(reverse("edition_add"), {"stichtag": "31.3.2024"})
    text = words(preview)
    assert BARRED in text
    assert "Am 31.03.2024 waren rund 10 Teilnehmende erschlossen." in text
    assert "Alle Zahlen sind auf 10 gerundet: Es sind unter 50 Personen." in text
    assert (PublicEdition.objects.count(), Event.objects.filter(kind=EventKind.REPORT_ISSUED).count()) == (
        0,
        0,
    )
    answer = client.post(reverse("edition_add"), seen_by(client))
    assert answer["Location"] == reverse("edition_detail", args=["cottbus", MARCH])
    edition = PublicEdition.objects.get()
    assert (edition.figures, edition.reasons_json, edition.issued_by) == (
        preview.context["outlook"].decision.figures,
        list(preview.context["outlook"].reasons),
        coordinator,
    )


def test_what_was_not_looked_at_is_shown_first(
    cottbus: Kommune, coordinator: User, people: list[Any], login: Any
) -> None:
    client = login(coordinator)
    old = seen_by(client)
    for _ in range(10):
        make_participant(coordinator, on=date(2024, 2, 1))
    refused = client.post(reverse("edition_add"), old)
    assert (refused.status_code, refused.context["notice"]) == (409, CHANGED)
    assert "waren rund 20 Teilnehmende erschlossen" in words(refused)
    assert PublicEdition.objects.count() == 0
    client.post(reverse("edition_add"), old | {"gesehen": refused.context["outlook"].digest})
    assert PublicEdition.objects.get().figures.total == 20


def test_the_way_back_keeps_the_day(coordinator: User, people: list[Any], login: Any) -> None:
    client = login(coordinator)
    address = f"{reverse('edition_add')}?zurueck=1&amp;stichtag=31.3.2024"
    assert f'href="{address}"' in client.get(reverse("edition_add"), {"stichtag": "31.3.2024"}).text
    back = client.get(reverse("edition_add"), {"stichtag": "31.3.2024", "zurueck": "1"})
    assert 'value="31.3.2024"' in back.text
    assert ("outlook" in back.context, PublicEdition.objects.count()) == (False, 0)


def test_a_day_that_cannot_be_published_has_no_preview(
    cottbus: Kommune, coordinator: User, people: list[Any], login: Any
) -> None:
    published(cottbus, APRIL, coordinator)
    client = login(coordinator)
    refused = client.get(reverse("edition_add"), {"stichtag": "31.3.2024"})
    assert refused.context["form"].errors["stichtag"][0][:59] == (
        "Die letzte Fassung zur Veröffentlichung gilt zum 30.04.2024"
    )
    known = client.post(reverse("edition_add"), {"stichtag": "30.4.2024"}, follow=True)
    assert known.redirect_chain[-1] == (reverse("edition_detail", args=["cottbus", APRIL]), 302)
    assert "Schon veröffentlicht: CB-2024-04-30/V." in words(known)


def test_the_page_says_who_published(
    cottbus: Kommune, coordinator: User, people: list[Any], login: Any
) -> None:
    published(cottbus, MARCH, coordinator)
    published(cottbus, APRIL)
    client = login(coordinator)
    for day, sentence in (
        (MARCH, "Veröffentlicht 03.06.2024, 09:00 Uhr, K. Muster"),
        (APRIL, "Veröffentlicht 03.06.2024, 09:00 Uhr mit dem Befehl monatsbericht"),
    ):
        assert sentence in words(client.get(reverse("edition_detail", args=["cottbus", day])))


def test_only_fixed_tables_are_published(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    """Not the countries: which five are the most frequent changes with a single person."""
    edition = published(cottbus, MARCH, coordinator)
    assert [table.key for table in edition.figures.tables] == ["status", "residence", "age", "gender"]


def test_the_database_refuses_a_change(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    published(cottbus, MARCH, coordinator)
    for change in (
        lambda: PublicEdition.objects.update(number="X"),
        lambda: PublicEdition.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def run(folder: Path, day: str, **more: str) -> tuple[int, str]:
    """Exit status and what stands on stderr."""
    err = StringIO()
    arguments = {"kommune": "cottbus", "stichtag": day, "ausgabe": str(folder)}
    arguments |= {"fassung": "veroeffentlichung"} | more
    try:
        call_command("monatsbericht", **arguments, stdout=StringIO(), stderr=err)
    except SystemExit as end:
        return int(str(end.code)), err.getvalue().strip()
    return 0, err.getvalue()


def test_the_command_publishes_in_order(people: list[Any], tmp_path: Path, login: Any) -> None:
    assert run(tmp_path / "eins", "2024-04-30") == (0, "")
    event = Event.objects.get(kind=EventKind.REPORT_ISSUED)
    summary = "Veröffentlicht zum 30.04.2024 mit dem Befehl monatsbericht: CB-2024-04-30/V"
    assert (event.by, event.summary) == (None, summary)
    log = words(login(make_user(Role.DATENSCHUTZ)).get(reverse("log_list")))
    assert f"Befehl auf dem Server Bericht freigegeben {summary}" in log
    name = "Spurwechsel_Veroeffentlichung_cottbus_2024-04-30"
    files = {path.name: path.read_bytes() for path in (tmp_path / "eins").iterdir()}
    assert sorted(files) == [f"{name}.csv", f"{name}.json", f"{name}.pdf"]
    assert run(tmp_path / "zwei", "2024-04-30") == (0, "")
    assert {path.name: path.read_bytes() for path in (tmp_path / "zwei").iterdir()} == files
    code, sentence = run(tmp_path / "drei", "2024-03-31")
    assert (code, sentence[:59]) == (2, "Die letzte Fassung zur Veröffentlichung gilt zum 30.04.2024")
    assert not (tmp_path / "drei").exists()


def test_the_command_names_who_publishes(
    cottbus: Kommune, coordinator: User, people: list[Any], tmp_path: Path
) -> None:
    assert run(tmp_path, "2024-04-30", durch=coordinator.email.upper()) == (0, "")
    event = Event.objects.get(kind=EventKind.REPORT_ISSUED)
    assert (event.by, event.kommune, event.summary) == (
        coordinator,
        cottbus,
        "Veröffentlicht zum 30.04.2024: CB-2024-04-30/V",
    )
    assert PublicEdition.objects.get().issued_by == coordinator


def test_the_command_refuses_who_may_not_publish(
    potsdam: Kommune, coordinator: User, people: list[Any], tmp_path: Path
) -> None:
    folder = tmp_path / "nichts"
    nobody = "Nennen Sie mit --durch die E-Mail-Adresse eines aktiven Zugangs."
    assert run(folder, "2024-04-30", durch="niemand@example.org") == (2, nobody)
    stranger = make_user(Role.KOORDINATION, kommune=potsdam)
    assert run(folder, "2024-04-30", durch=stranger.email) == (2, NOT_ALLOWED)
    refused = run(folder, "2024-04-30", durch=coordinator.email, fassung="dienstlich")
    assert refused == (2, "--durch gehört zu --fassung veroeffentlichung.")
    assert (PublicEdition.objects.count(), folder.exists()) == (0, False)
