"""Letters for many: one missing address stops one letter, and the page says whose and how to go on."""

import io
import re
import zipfile

import pytest
import time_machine
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from clearing.letter_catalogue import Briefart
from clearing.models import BulkRun, Letter
from clearing.services import work_off
from participants import services as people
from spurwechsel.jobs import WORKS
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.letters import ADDRESS, DAY, MOMENT, addressed, check, meet, with_sender
from tests.factories import make_participant, make_user

TYPED = {"kind": "kennenlernen", "language": "eigene", "delivery": "post"}


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(MOMENT, tick=False):
        yield


@once
def trio(cottbus, caseworker):
    """With address, without one, and with an address again."""
    with_sender(cottbus)
    return [
        addressed(caseworker, family_name="Amani", language="ru"),
        make_participant(caseworker, family_name="Berg"),
        addressed(caseworker, family_name="Cano", language="ar"),
    ]


def ordered(client, number=3, query="", **typed):
    answer = client.post(reverse("letter_bulk") + query, TYPED | {"number": number} | typed)
    assert answer.status_code == 302, answer.context["form"].errors
    run = BulkRun.objects.order_by("-pk")[0]
    work_off(run, WORKS[run.kind])
    return run


def results(run):
    return list(run.items.order_by("position").values_list("state", "message"))


def test_one_missing_address_stops_one_letter(trio, caseworker, login):
    client = login(caseworker)
    check(trio[0].kommune, caseworker, Briefart.KENNENLERNEN, "ru")
    run = ordered(client)
    assert results(run) == [
        ("erledigt", ""),
        ("nicht_erledigt", "Die Anschrift der Person fehlt."),
        ("erledigt", ""),
    ]
    assert list(Letter.objects.order_by("pk").values_list("participant", "language", "printed_on")) == [
        (trio[0].pk, "ru", DAY),
        (trio[2].pk, "", DAY),
    ]
    page = client.get(reverse("bulk_detail", args=[run.pk])).content.decode()
    assert f'href="/teilnehmende/{trio[1].case_number}/anschrift/">Anschrift eintragen' in page
    people.set_address(trio[1], by=caseworker, version=0, **ADDRESS)
    client.post(reverse("bulk_retry", args=[run.pk]))
    work_off(run, WORKS[run.kind])
    assert results(run) == [("erledigt", "")] * 3


def test_the_job_and_the_file_name_nobody(trio, caseworker, login):
    client = login(caseworker)
    run = ordered(client)
    job = ProcrastinateJob.objects.get()
    assert job.args == {"run_id": run.pk}
    assert run.parameters == {"kind": "kennenlernen", "delivery": "post", "german_only": False}
    answer = client.get(reverse("letter_bulk_zip", args=[run.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="Spurwechsel_Briefe_{run.pk}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        letters = Letter.objects.order_by("pk")
        assert archive.namelist() == [
            f"Spurwechsel_Brief_{each.participant.case_number}_2024-03-20_{each.pk}.pdf" for each in letters
        ]
        assert [archive.read(name) for name in archive.namelist()] == [bytes(each.pdf) for each in letters]


def test_the_filter_of_the_list_chooses_and_a_changed_number_is_shown_first(trio, caseworker, login):
    client = login(caseworker)
    page = client.get(reverse("letter_bulk"), {"suche": "berg"})
    assert "Briefe für 1 Person" in re.sub(r"<[^>]+>", "", page.content.decode())
    assert list(page.context["without_address"]) == [trio[1]]
    stale = client.post(reverse("letter_bulk"), TYPED | {"number": 2})
    assert stale.context["form"].non_field_errors() == [
        "Die Auswahl hat sich geändert: Es sind jetzt 3 statt 2 Personen."
        " Prüfen Sie das und senden Sie das Formular noch einmal ab."
    ]
    assert stale.context["form"]["number"].value() == 3
    run = ordered(client, 1, "?suche=berg", delivery="uebergabe", language="deutsch")
    assert results(run) == [("erledigt", "")]
    assert run.parameters["german_only"] is True


def test_nobody_is_no_order(potsdam, login):
    answer = login(make_user(Role.FALLBEGLEITUNG, potsdam)).post(
        reverse("letter_bulk"), TYPED | {"number": 0}
    )
    assert answer.context["form"].non_field_errors() == ["Wählen Sie mindestens eine Person aus."]


def test_an_invitation_is_to_the_next_planned_appointment(trio, caseworker, login):
    first = meet(trio[0], caseworker)
    run = ordered(login(caseworker), kind="einladung", delivery="uebergabe")
    missing = "Wählen Sie einen geplanten Termin aus oder vereinbaren Sie zuerst einen."
    assert results(run) == [("erledigt", ""), ("nicht_erledigt", missing), ("nicht_erledigt", missing)]
    assert Letter.objects.get().appointment == first


def test_a_run_of_another_town_is_not_there(trio, caseworker, potsdam, login):
    run = ordered(login(caseworker))
    stranger = login(make_user(kommune=potsdam))
    assert stranger.get(reverse("letter_bulk_zip", args=[run.pk])).status_code == 404


def test_who_was_invited_with_many_counts_as_tried_once(cottbus, caseworker, login):
    with_sender(cottbus)
    stranger = addressed(caseworker, talk_held=False)
    client = login(caseworker)
    for _ in range(2):
        assert results(ordered(client, number=1, query="?status=identifiziert")) == [("erledigt", "")]
    assert [(row.tried_on, row.channel) for row in stranger.contactattempts.all()] == [(DAY, "brief")]
