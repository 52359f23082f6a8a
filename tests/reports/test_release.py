"""One prepares a report and a second person releases it; what would distort the month stands beside."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from participants.choices import Phase
from participants.models import Participant
from reports import services
from reports.models import IssuedReport
from reports.preparation import sheet_of
from reports.printing.services import leave_unprinted
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to
from tests.reports.test_views import STICHTAG, TEXT, Login, address, form, start_programme, words

NOW = "2024-03-28 09:00+01:00"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Stands at the day after the Stichtag, and can be moved on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@once
def people(cottbus: Kommune, coordinator: User) -> list[Any]:
    start_programme(cottbus)
    return [make_participant(coordinator, on=date(2024, 1, 10)) for _ in range(3)]


@pytest.fixture
def issued(people: list[Any], cottbus: Kommune, coordinator: User) -> IssuedReport:
    return services.issue(cottbus, STICHTAG, by=coordinator, highlights=TEXT, printer=leave_unprinted)


@pytest.fixture
def second(cottbus: Kommune) -> User:
    Kommune.objects.update(four_eyes=True)
    cottbus.refresh_from_db()
    return make_user(Role.KOORDINATION, cottbus, name="Z. Zweite")


def test_one_prepares_and_a_second_person_releases(
    people: list[Any], coordinator: User, second: User, login: Login
) -> None:
    first = login(coordinator)
    page = first.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert f'formaction="{reverse("report_issue")}"' not in page.content.decode()
    done = first.post(reverse("report_submit"), form(), follow=True)
    assert "Zur Freigabe vorgelegt. Stichtag 27.03.2024." in words(done)
    assert "Freigeben kann den Bericht nur eine zweite Person." in words(done)
    listed = words(first.get(reverse("report_list")))
    assert "wartet auf Freigabe , vorgelegt von K. Muster am 28.03.2024, 09:00 Uhr" in listed
    assert "wartet auf Ihre Freigabe" not in words(first.get(reverse("home")))
    other = login(second)
    today = other.get(reverse("home"))
    assert (
        "Monatsbericht März 2024 wartet auf Ihre Freigabe vorgelegt von K. Muster am 28.03.2024, 09:00 Uhr"
        in words(today)
    )
    assert f'href="{reverse("report_preview")}?stichtag=27.03.2024"' in today.content.decode()
    page = other.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert f'formaction="{reverse("report_issue")}"' in page.content.decode()
    assert "vorgelegt von K. Muster am 28.03.2024, 09:00 Uhr. Sie können ihn unverändert" in words(page)
    detail = other.post(reverse("report_issue"), form(version="1"), follow=True)
    assert "Vorbereitet K. Muster" in words(detail)
    assert "Vorbereitet von einer Person, freigegeben von einer zweiten." in words(detail)
    assert IssuedReport.objects.get().prepared_by == coordinator


@pytest.mark.parametrize(
    ("submitted", "by_second", "text", "sentence"),
    [
        (False, True, TEXT, "Legen Sie den Bericht zuerst zur Freigabe vor."),
        (True, False, TEXT, "Freigeben kann ihn nur eine zweite Person."),
        (True, True, "Ein anderer Text.", "Der Text ist ein anderer als der, den K. Muster vorgelegt hat."),
    ],
)
def test_without_a_second_person_nothing_is_released(
    people: list[Any],
    cottbus: Kommune,
    coordinator: User,
    second: User,
    login: Login,
    submitted: bool,
    by_second: bool,
    text: str,
    sentence: str,
) -> None:
    services.save_draft(
        cottbus, STICHTAG, by=coordinator, today=date(2024, 3, 28), highlights=TEXT, submit=submitted
    )
    client = login(second if by_second else coordinator)
    page = words(client.post(reverse("report_issue"), form(highlights=text, version="1")))
    assert sentence in page
    assert text in page
    assert IssuedReport.objects.count() == 0


def test_where_nobody_else_could_release_the_page_says_so(
    people: list[Any], coordinator: User, second: User, login: Login
) -> None:
    sentence = "Eine zweite Person gibt es hier noch nicht: Sie sind die einzige Koordination."
    client = login(coordinator)
    asked = {"stichtag": "27.3.2024"}
    assert sentence not in words(client.get(reverse("report_preview"), asked))
    second.is_active = False
    second.save()
    assert sentence in words(client.get(reverse("report_preview"), asked))


def test_who_saves_again_takes_the_draft_back(
    people: list[Any], cottbus: Kommune, coordinator: User, second: User
) -> None:
    known = {"by": coordinator, "today": date(2024, 3, 28), "highlights": TEXT}
    assert services.save_draft(cottbus, STICHTAG, **known, submit=True).submitted_at is not None
    assert services.save_draft(cottbus, STICHTAG, **known, version=1).submitted_at is None


def test_without_four_eyes_the_report_says_so(issued: IssuedReport, coordinator: User, login: Login) -> None:
    sentence = "Vorbereitet und freigegeben von einer Person; die Kommune verzichtet auf eine zweite."
    assert sentence in words(login(coordinator).get(address("report_detail")))
    assert dict(sheet_of(issued).method)["Freigabe"] == sentence
    assert issued.prepared_by is None


def test_a_correction_about_one_person_is_warned_of(
    issued: IssuedReport, people: list[Any], coordinator: User, login: Login
) -> None:
    sentence = "Hinter der Korrektur steht womöglich eine einzige Person:"
    client = login(coordinator)
    assert sentence not in words(client.get(reverse("report_preview"), {"stichtag": "27.3.2024"}))
    move_to(people[0], Phase.CLEARING, on=date(2024, 3, 20), by=coordinator)
    assert sentence in words(client.get(reverse("report_preview"), {"stichtag": "27.3.2024"}))


def test_findings_stand_on_the_check_page_with_links(
    people: list[Any], coordinator: User, login: Login, clock: Any
) -> None:
    client = login(coordinator)
    Participant.objects.update(gender="w")
    page = client.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert "Der Monat ist noch nicht zu Ende." in words(page)
    clock.move_to("2024-04-02 09:00+02:00")
    client = login(coordinator)
    page = client.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert "Nichts fehlt, nichts widerspricht sich, und keine Zahl springt." in words(page)
    Participant.objects.filter(pk=people[0].pk).update(birth_date=None)
    page = client.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert "1 Person hat kein Geburtsdatum." in words(page)
    assert f'href="{reverse("participant_edit", args=[people[0].case_number])}"' in page.content.decode()


def test_what_was_entered_late_is_told_in_the_next_report(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    services.issue(cottbus, date(2024, 2, 29), by=coordinator, highlights=TEXT)
    move_to(people[0], Phase.CLEARING, on=date(2024, 2, 29), by=coordinator)
    move_to(people[1], Phase.CLEARING, on=date(2024, 3, 1), by=coordinator)
    report = services.issue(cottbus, STICHTAG, by=coordinator, highlights=TEXT)
    stored = IssuedReport.objects.get(pk=report.pk).figures.late
    assert [(one.label, one.before, one.after) for one in stored] == [
        ("Terminvereinbarung", 3, 2),
        ("Clearing", 0, 1),
    ]
    assert sheet_of(report).status.notes[1] == (
        "Nachmeldungen zum 29.02.2024, seit jenem Bericht eingetragen: Terminvereinbarung 3 → 2 (−1), "
        "Clearing 0 → 1 (+1). Sie sind in der Veränderung enthalten."
    )


def test_without_late_entries_nothing_is_told(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    services.issue(cottbus, date(2024, 2, 29), by=coordinator, highlights=TEXT)
    move_to(people[0], Phase.CLEARING, on=date(2024, 3, 1), by=coordinator)
    assert services.issue(cottbus, STICHTAG, by=coordinator, highlights=TEXT).figures.late == ()
