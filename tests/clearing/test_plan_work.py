"""The pages of work and results: they work, tell what is wrong at the field, and lose nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from clearing.models import CertificateGained, EsfAnswer, FollowUp
from participants import services as people
from participants.choices import Phase
from participants.models import Employment, Training
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, language_need
from tests.factories import make_participant, move_to
from tests.responses import errors, text_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, 14, 22, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT, family_name="Özdemir", given_name="Ayşe")


@once
def need(person, caseworker):
    return language_need(person, caseworker)


@pytest.fixture
def client(caseworker, login):
    return login(caseworker)


def url(name, person, *args, query=""):
    return reverse(name, args=[person.case_number, *args]) + query


# --- work --------------------------------------------------------------------------------------------------

JOB = {
    "employer": "Bäckerei Lehmann",
    "kind": "sv",
    "hours": "38,5",
    "valid_from": "1.3.24",
    "valid_until": "",
}


def test_a_job_is_entered_corrected_ended_and_withdrawn(client, person):
    page = url("work_add", person, "beschaeftigung")
    assert client.post(page, JOB)["Location"] == url("work_list", person)
    job = Employment.objects.get()
    assert "38,5 Stunden" in text_of(client.get(url("work_list", person)))
    edit = url("work_edit", person, "beschaeftigung", job.pk)
    assert client.get(edit).context["form"]["hours"].value() == job.hours
    typed = JOB | {"version": "1", "hours": "30"}
    assert errors(client.post(edit, typed)) == {"reason": ["Begründen Sie die Änderung in einem Satz."]}
    assert client.post(edit, typed | {"reason": "Verlesen."}).status_code == 302
    conflict = client.post(edit, typed | {"reason": "Verlesen.", "hours": "25"})
    assert (conflict.status_code, conflict.context["rows"]) == (409, [("Stunden pro Woche", "30", "25")])
    end = url("work_end", person, "beschaeftigung", job.pk)
    typed = {"version": "2", "valid_until": "29.2.24", "ended_because": "person"}
    assert errors(client.post(end, typed)) == {"valid_until": ["Das Ende darf nicht vor dem Beginn liegen."]}
    assert client.post(end, typed | {"valid_until": "heute"}).status_code == 302
    withdraw = url("work_withdraw", person, "beschaeftigung", job.pk)
    assert client.post(withdraw, {"version": "3", "reason": "Andere Person."}).status_code == 302
    assert "<s>Bäckerei Lehmann</s>" in text_of(client.get(url("work_list", person)))
    assert [client.get(each).status_code for each in (edit, end, withdraw)] == [404, 404, 404]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"hours": "169"}, "hours", "Eine Woche hat 168 Stunden; prüfen Sie die Angabe."),
        ({"hours": "0,5"}, "hours", "Geben Sie mindestens eine Stunde pro Woche an."),
        ({"valid_until": "29.2.24"}, "valid_until", "Das Ende darf nicht vor dem Beginn liegen."),
        ({"kind": "x"}, "kind", "Wählen Sie einen Eintrag aus der Liste aus."),
        ({"employer": ""}, "employer", "Geben Sie den Betrieb oder die Einrichtung ein."),
        ({"permit_until": "1.4.24"}, "permit_until", "Nur eine erteilte Erlaubnis hat ein Ende."),
    ],
)
def test_wrong_jobs_are_told_at_the_field(client, person, typed, field, message):
    response = client.post(url("work_add", person, "beschaeftigung"), JOB | typed)
    assert errors(response) == {field: [message]}
    assert not Employment.objects.exists()


def test_more_than_sixty_hours_are_told_at_the_field(client, person):
    page = url("work_add", person, "beschaeftigung")
    client.post(page, JOB)
    response = client.post(page, JOB | {"employer": "Hotel", "hours": "22"})
    assert list(errors(response)) == ["hours"]


def test_a_training_is_entered(client, person):
    page = url("work_add", person, "ausbildung")
    typed = {
        **{"employer": "Elektro Noack", "kind": "qualifiziert", "valid_from": "1.9.2024"},
        **{"contract": "zusage", "begun_in_asylum_procedure": "nein"},
    }
    assert client.post(page, typed).status_code == 302
    training = Training.objects.get()
    assert (training.valid_from, training.begun_in_asylum_procedure) == (date(2024, 9, 1), False)
    assert list(errors(client.post(page, typed))) == ["valid_from"]


def test_certificates(client, person):
    page = url("work_certificate_add", person)
    both = {"level": "B1", "recognition": "gleichwertig", "gained_on": "heute"}
    assert list(errors(client.post(page, both))) == ["level"]
    assert client.post(page, {"level": "B1", "gained_on": "heute", "name": "telc B1"}).status_code == 302
    row = CertificateGained.objects.get()
    for text in ("Zurückgenommen: telc B1.", "Dieser Eintrag ist schon zurückgenommen."):
        response = client.post(url("work_certificate_withdraw", person, row.pk))
        assert told(response)[-1].startswith(text)
    assert "<s>telc B1</s>" in text_of(client.get(url("work_list", person)))


def test_questions_after_three_months(client, person, caseworker):
    start = {"employer": "Bäckerei", "kind": "sv", "hours": 30, "valid_from": date(2023, 12, 27)}
    people.record_episode(person, Employment, by=caseworker, **start)
    page = url("work_follow_up", person, date(2023, 12, 27), 3)
    assert f'href="{page}"' in text_of(client.get(url("work_list", person)))
    assert "Nachfrage nach 3 Monaten: Bäckerei" in text_of(client.get(reverse("home")))
    assert errors(client.post(page, {"version": "0", "asked_on": "heute"})) == {
        "answer": ["Wählen Sie eine Antwort aus."]
    }
    typed = {"version": "0", "answer": "in_arbeit", "asked_on": "heute"}
    assert client.post(page, typed).status_code == 302
    assert FollowUp.objects.get().answer == "in_arbeit"
    assert "Nachfrage nach 3 Monaten" not in text_of(client.get(reverse("home")))
    assert client.post(page, typed | {"answer": "nicht_mehr"}).status_code == 409
    assert client.get(url("work_follow_up", person, DAY, 3)).status_code == 404


# --- ESF+ --------------------------------------------------------------------------------------------------


def test_the_esf_asks_only_where_it_is_switched_on(client, person, cottbus):
    pages = [url("esf_list", person), url("esf_edit", person, "eintritt")]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    cottbus.esf_plus_from = DAY + timedelta(days=1)
    cottbus.save()
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert pages[0] not in text_of(client.get(url("plan_detail", person)))
    cottbus.esf_plus_from = DAY
    cottbus.save()
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert pages[0] in text_of(client.get(url("plan_detail", person)))


def test_esf_answers(client, person, cottbus, caseworker):
    cottbus.esf_plus_from = DAY
    cottbus.save()
    page = url("esf_edit", person, "eintritt")
    assert sorted(errors(client.post(page, {"version": "0", "answered_on": "heute"}))) == [
        *("education", "foreign_origin", "homeless", "labour", "rural")
    ]
    typed = {
        **{"version": "0", "answered_on": "heute", "labour": "langzeit", "education": "keine_angabe"},
        **{"foreign_origin": "ja", "homeless": "nein", "rural": "nein"},
    }
    assert client.post(page, typed)["Location"] == url("esf_list", person)
    answer = EsfAnswer.objects.get()
    assert (answer.labour, answer.education, answer.disability) == ("langzeit", "keine_angabe", "")
    assert client.post(page, typed).status_code == 409
    exit_page = url("esf_edit", person, "austritt")
    typed = {"version": "0", "answered_on": "heute", **dict.fromkeys(("seeking_work", "in_work"), "ja")}
    typed |= dict.fromkeys(("in_education", "qualified"), "nein")
    assert list(errors(client.post(exit_page, typed))) == ["answered_on"]
    move_to(person, Phase.ABGESCHLOSSEN, on=DAY, by=caseworker)
    assert client.post(exit_page, typed).status_code == 302
