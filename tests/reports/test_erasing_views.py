"""The pages of erasing, and the command that carries it out at night."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from participants.choices import Phase
from participants.models import Participant
from reports.erasure.services import carry_out, order_erasure
from reports.erasure_models import Erasure
from spurwechsel.models import User
from tests.built_once import once
from tests.factories import make_participant, move_to

LIST = "/loeschungen/"
NO_OFFERS = "Abgelaufene Angebote an andere Kommunen: 0."
NOW = "2024-11-20 09:00+01:00"


@once
def person(coordinator: User) -> Participant:
    """Not looked after, closed in March."""
    found = make_participant(coordinator, on=date(2024, 1, 10), family_name="Beispielname")
    move_to(found, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 3, 1))
    return found


def page_of(person: Participant) -> str:
    return reverse("erasure_add", args=[person.case_number])


def test_from_the_list_to_the_erased_case(coordinator: User, person: Participant, login: Any) -> None:
    client = login(coordinator)
    assert "Clearing ohne Betreuung" in client.get(LIST).text
    page = client.get(page_of(person)).text
    assert "Das wird gelöscht" in page
    answer = client.post(
        page_of(person), {"reason": "aufbewahrung", "case_number": person.case_number.lower()}
    )
    assert answer.status_code == 302, answer.text
    listed = client.get(LIST).text
    assert "wird im Hintergrund gelöscht" in listed
    assert "Beispielname" not in listed
    call_command("loeschungen_ausfuehren", "--probelauf", stdout=(said := StringIO()))
    assert Erasure.objects.waiting().count() == 1
    call_command("loeschungen_ausfuehren", stdout=said)
    assert said.getvalue().splitlines() == [
        "Zu löschen: 1 Fall.",
        NO_OFFERS,
        "Frist abgelaufen, noch nicht bestätigt: 0 Fälle.",
        "Gelöscht: 1 Fall.",
        NO_OFFERS,
        "Frist abgelaufen, noch nicht bestätigt: 0 Fälle.",
    ]
    assert Participant.objects.count() == 0
    assert "Zuletzt gelöscht" in client.get(LIST).text


def test_the_night_deletes_nothing_that_nobody_confirmed(person: Participant) -> None:
    call_command("loeschungen_ausfuehren", stdout=(said := StringIO()))
    assert said.getvalue().splitlines() == [
        "Gelöscht: 0 Fälle.",
        NO_OFFERS,
        "Frist abgelaufen, noch nicht bestätigt: 1 Fall.",
    ]
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"reason": "aufbewahrung", "case_number": "SW-CB-2024-9999"},
            "Das ist nicht die Nummer dieses Falls.",
        ),
        ({"reason": "aufbewahrung"}, "Geben Sie die Fallnummer ein."),
        ({"case_number": "SW-CB-2024-0001"}, "Wählen Sie den Grund aus."),
        ({"reason": "widerruf", "case_number": "SW-CB-2024-0001"}, "Tragen Sie zuerst den Widerruf ein."),
    ],
)
def test_what_is_refused_comes_back_as_typed(
    coordinator: User, person: Participant, login: Any, typed: dict[str, str], sentence: str
) -> None:
    answer = login(coordinator).post(page_of(person), typed)
    assert answer.status_code == 200
    assert sentence in answer.text
    if "case_number" in typed:
        assert f'value="{typed["case_number"]}"' in answer.text
    assert Erasure.objects.count() == 0


def test_caseworkers_may_not(caseworker: User, person: Participant, login: Any) -> None:
    client = login(caseworker)
    assert client.get(LIST).status_code == 403
    assert client.get(page_of(person)).status_code == 403
    assert client.post(page_of(person), {"reason": "verlangen"}).status_code == 403


# --- after a restore --------------------------------------------------------------------------------------


def erased(person: Participant, by: User) -> str:
    order_erasure(person, by=by, reason="verlangen", today=date(2024, 11, 20))
    carry_out(by.kommune, today=date(2024, 11, 20))
    return person.case_number


def test_what_a_backup_brings_back_is_erased_again(
    coordinator: User, person: Participant, tmp_path: Path
) -> None:
    number, path = erased(person, coordinator), tmp_path / "loeschliste.jsonl"
    call_command("loeschungen_nachholen", schreiben=path, stdout=(said := StringIO()))
    assert path.read_text() == f'{{"fall": "{number}", "grund": "verlangen"}}\n'
    # The backup: the case is there, and nothing is known of its erasure.
    Erasure.objects.all().delete()
    back = make_participant(coordinator, on=date(2024, 11, 1), talk_held=False)
    Participant.objects.filter(pk=back.pk).update(case_number=number)
    other = make_participant(coordinator, on=date(2024, 11, 1))
    call_command("loeschungen_nachholen", von=path, durch=coordinator.email, stdout=said)
    assert said.getvalue().splitlines() == [
        "Auf der Löschliste: 1.",
        "Wieder da waren 1 von 1. Gelöscht: 1.",
    ]
    assert list(Participant.objects.all()) == [other]
    call_command("loeschungen_nachholen", von=path, durch=coordinator.email, stdout=said)
    assert said.getvalue().splitlines()[-1] == "Wieder da waren 0 von 1. Gelöscht: 0."


@pytest.mark.parametrize(
    ("content", "by", "sentence"),
    [
        ("", "niemand@example.org", "Nennen Sie mit --durch die E-Mail-Adresse eines aktiven Zugangs."),
        ("quatsch\n", "", "Zeile 1 der Löschliste ist nicht zu lesen. Gelöscht ist nichts."),
        (
            '{"fall": "SW-CB-2024-0001", "grund": "x"}\n',
            "",
            "Zeile 1 der Löschliste ist nicht zu lesen. Gelöscht ist nichts.",
        ),
        (None, "", "Die Löschliste ist nicht zu lesen."),
    ],
)
def test_a_list_that_is_no_list_erases_nothing(
    coordinator: User, person: Participant, tmp_path: Path, content: str | None, by: str, sentence: str
) -> None:
    path = tmp_path / "liste"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("loeschungen_nachholen", von=path, durch=by or coordinator.email)
    assert Participant.objects.count() == 1


def test_writing_or_reading_a_list_has_to_be_said(db: None) -> None:
    with pytest.raises(CommandError, match=r"^Geben Sie --schreiben oder --von an\.$") as refused:
        call_command("loeschungen_nachholen")
    assert refused.value.returncode == 2
