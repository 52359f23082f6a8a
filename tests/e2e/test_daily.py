"""A morning, two missed appointments, leave with a deputy in a real browser; every page fits."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.collisions import collisions_of
from clearing.models import Absence, Appointment, Task
from participants.choices import Phase
from spurwechsel.german import is_working_day, next_working_day
from tests.factories import make_participant, move_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, family_name="Özdemir", given_name="Ayşe")


def book(person, by, day, hour=9, **fields):
    """An appointment whatever the day: tests run on holidays too."""
    clock = {"day": day, "begins": time(hour), "ends": time(hour, 45)}
    draft = Appointment(participant=person, host=by, **clock)
    known = {"kind": "clearing", "host": by, "place": "buero", "despite": collisions_of(draft)}
    return services.book_appointment(person, by=by, **clock, **(known | fields))


def task(person, by, title, due):
    return services.add_task(
        by=by, kommune_id=person.kommune_id, participant=person, title=title, owner=by, due=due
    )


def today():
    return timezone.localdate()


def address(name, person, *args):
    return reverse(name, args=[person.case_number, *args])


def test_a_morning(page, login, caseworker, person):
    row = book(person, caseworker, today(), interpreting_language="prs")
    task(person, caseworker, "Unterlagen nachreichen", today())
    login(page, caseworker)
    page.goto("/")
    page.get_by_role("heading", name="Termine heute (1)").wait_for()
    page.get_by_text("Sprachmittlung Dari: noch nicht bestätigt").wait_for()
    page.get_by_role("link", name="Clearing-Gespräch").click()
    page.get_by_role("button", name="Als bestätigt eintragen").click()
    page.get_by_text("Sprachmittlung ist bestätigt").wait_for()
    page.goto("/")
    page.get_by_role("button", name=re.compile("Erledigt.*Unterlagen")).click()
    page.get_by_role("heading", name="Meine Aufgaben (0)").wait_for()
    page.get_by_role("button", name="Rückgängig").click()
    page.get_by_text("Die Aufgabe ist wieder offen.").wait_for()
    page.goto("/")
    page.get_by_role("link", name="Ergebnis eintragen").click()
    page.get_by_label("wahrgenommen").check()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Rückgängig").wait_for()
    row.refresh_from_db()
    assert (row.state, row.interpreter_confirmed) == ("wahrgenommen", True)


def test_the_first_talk_is_agreed_and_held(page, login, caseworker):
    person = make_participant(caseworker, family_name="Njoroge", given_name="Peter", talk_held=False)
    book(make_participant(caseworker), caseworker, today(), hour=11)
    login(page, caseworker)
    page.goto(address("appointment_add", person))
    page.get_by_label("Tag").fill("heute")
    page.get_by_label("Beginn").fill("11:30")
    page.get_by_label("Raum").fill("2.14")
    page.get_by_role("button", name="Vereinbaren").click()
    page.get_by_label("Trotzdem so eintragen").check()
    assert page.get_by_label("Raum").input_value() == "2.14"
    page.get_by_role("button", name="Vereinbaren").click()
    page.get_by_text("Vereinbart: Erstgespräch").wait_for()
    page.get_by_role("link", name="Ergebnis eintragen").click()
    page.get_by_label("wahrgenommen").check()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Der Status ist jetzt Terminvereinbarung.").wait_for()
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG


def test_no_show_twice_makes_a_task(page, login, caseworker, person):
    for days in (2, 1):
        book(person, caseworker, today() - timedelta(days=days))
    login(page, caseworker)
    for _ in range(2):
        page.goto(address("appointment_list", person))
        page.get_by_role("link", name="Ergebnis eintragen").first.click()
        page.get_by_label("nicht erschienen").check()
        page.get_by_role("button", name="Speichern").click()
        page.get_by_text("nicht erschienen.").wait_for()
    page.goto("/")
    page.get_by_role("link", name="Zwei Termine sind nicht zustande gekommen").wait_for()
    assert Task.objects.get().participant == person


def test_leave_and_deputy(page, login, caseworker, coordinator, person):
    task(person, caseworker, "Unterlagen nachreichen", today())
    login(page, caseworker)
    page.goto(reverse("absence_add"))
    page.get_by_label("Erster Tag").fill("heute")
    page.get_by_label("Letzter Tag").fill("gestern")
    page.get_by_label("Vertretung").select_option(label="K. Muster")
    page.get_by_role("button", name="Eintragen").click()
    page.get_by_role("link", name="Der letzte Tag darf nicht vor dem ersten liegen.").click()
    page.get_by_label("Letzter Tag").fill("+14")
    page.get_by_role("button", name="Eintragen").click()
    page.get_by_text("Vertretung: K. Muster.").wait_for()
    page.goto("/")
    page.get_by_role("heading", name="Meine Aufgaben (0)").wait_for()
    page.get_by_text("Ihre Aufgaben und Fristen liegen so lange bei K. Muster.").wait_for()
    login(page, coordinator)
    page.goto("/")
    page.get_by_text("Sie vertreten heute: A. Beispiel.").wait_for()
    page.get_by_role("button", name=re.compile("Erledigt.*Unterlagen")).click()
    page.get_by_role("heading", name="Meine Aufgaben (0)").wait_for()
    assert (Task.objects.get().done_by, Absence.objects.get().deputy) == (coordinator, coordinator)


def test_a_caseload_changes_hands(page, login, axe, no_sideways_scroll, caseworker, coordinator, person):
    task(person, caseworker, "Unterlagen nachreichen", today())
    login(page, coordinator)
    page.goto(reverse("hand_over"))
    page.get_by_label("Wessen").select_option(label="A. Beispiel")
    page.get_by_role("button", name="Fälle zeigen").click()
    page.get_by_label("An wen?").select_option(label="K. Muster")
    page.get_by_label("Warum?").fill("Elternzeit")
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("heading", name="Übergabe an K. Muster: 1 Fall").wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Zurück zur Auswahl").click()
    assert page.get_by_label("Warum?").input_value() == "Elternzeit"
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("button", name="Übergeben", exact=True).click()
    page.get_by_text("1 Fall an K. Muster übergeben, mit Aufgaben: 1 und Terminen: 0.").wait_for()
    person.refresh_from_db()
    assert (person.responsible, Task.objects.get().owner) == (coordinator, coordinator)


def test_every_page_is_accessible_and_fits(
    page, login, axe, no_sideways_scroll, caseworker, coordinator, person
):
    first = today() if is_working_day(today()) else next_working_day(today())
    row = book(
        person,
        caseworker,
        today(),
        interpreting_language="prs",
        interpreter="R. Dolmetsch",
        partner="Handwerkskammer Cottbus",
        room="2.14",
        note="Zeugnisse mitbringen.",
    )
    old = book(person, caseworker, today() - timedelta(days=3), hour=14)
    later = {"day": first + timedelta(days=1), "begins": time(15), "ends": time(16)}
    against = collisions_of(Appointment(participant=person, host=caseworker, moved_from=old, **later))
    moved = services.move_appointment(
        old, by=caseworker, version=1, reason="Zug verpasst.", despite=against, **later
    )
    row_task = task(person, caseworker, "Unterlagen nachreichen", today() - timedelta(days=9))
    services.postpone_task(
        task(person, caseworker, "Rückmeldung der Handwerkskammer", today()),
        by=caseworker,
        version=1,
        due=today() + timedelta(days=10),
        reason="Post fehlt.",
        today=today(),
    )
    silent = make_participant(caseworker, family_name="Zögernd", talk_held=False)
    call = {"channel": "brief", "result": "hinterlassen", "next_on": date(2024, 2, 8), "language": "prs"}
    services.record_attempt(silent, by=caseworker, tried_on=date(2024, 2, 1), **call)
    late = make_participant(caseworker, family_name="Lange")
    move_to(late, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    leave = services.record_absence(
        by=coordinator, user=coordinator, deputy=caseworker, first_day=today(), last_day=first
    )
    pages = [
        *(
            "/",
            reverse("calendar"),
            reverse("calendar_month"),
            reverse("calendar_day"),
            reverse("calendar_add"),
        ),
        *(address(name, person) for name in ("appointment_list", "appointment_add", "contact_add")),
        *(address("appointment_detail", person, each.pk) for each in (row, old, moved)),
        *(
            address(name, person, row.pk)
            for name in ("appointment_edit", "appointment_move", "appointment_state")
        ),
        *(reverse(name) for name in ("task_list", "task_add", "waiting_list", "dwelling_list")),
        *(reverse(name, args=[row_task.pk]) for name in ("task_edit", "task_postpone")),
        *(reverse("absence_list"), reverse("absence_add"), reverse("absence_edit", args=[leave.pk])),
        *(reverse("dwelling_targets"), reverse("hand_over") + f"?wer={caseworker.pk}"),
    ]
    of_the_team = ("uebergabe", "abwesenheiten/", "zielwerte")
    for each in pages:
        login(page, coordinator if any(word in each for word in of_the_team) else caseworker)
        page.goto(each)
        axe(page)
        no_sideways_scroll(page)
