"""The pages of plan, work and results: they work, tell what is wrong at the field, and lose nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.catalogue import Anwesenheit, Bedarf, Massnahmenergebnis, Zielstand
from clearing.models import CertificateGained, Goal, Measure, PlanAgreement
from participants import services as people
from participants.choices import Einwilligung
from participants.models import Employment
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, begun, certify, language_need, plan
from tests.factories import make_participant, make_user
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


# --- needs -------------------------------------------------------------------------------------------------


def test_an_empty_plan_leads_on(client, caseworker):
    person = make_participant(caseworker, on=CONSENT)
    text = text_of(client.get(url("plan_detail", person)))
    assert "Zurzeit ist kein Bedarf offen." in text
    assert f'href="{url("plan_need_add", person)}"' in text


def test_a_need_is_added(client, caseworker):
    person = make_participant(caseworker, on=CONSENT)
    page = url("plan_need_add", person)
    form = client.get(page).context["form"]
    assert (form["opened_on"].value(), form["priority"].value()) == ("27.03.2024", "2")
    typed = {"kind": "wohnung", "priority": "1", "opened_on": "heute", "note": "Zwei Zimmer"}
    response = client.post(page, typed)
    assert (response.status_code, response["Location"]) == (302, url("plan_detail", person))
    need = person.needs.get()
    assert (need.kind, need.priority, need.opened_on, need.note) == (Bedarf.WOHNUNG, 1, DAY, "Zwei Zimmer")
    response = client.post(page, typed)
    assert errors(response) == {"kind": ["Dieser Bedarf ist schon offen."]}
    assert response.context["form"]["note"].value() == "Zwei Zimmer"


def test_wrong_needs_keep_what_was_typed(client, person):
    response = client.post(
        url("plan_need_add", person),
        {"kind": "x", "priority": "9", "opened_on": "31.4.2024", "note": "Notiz bleibt"},
    )
    assert sorted(errors(response)) == ["kind", "opened_on", "priority"]
    form = response.context["form"]
    assert (form["note"].value(), form["opened_on"].value()) == ("Notiz bleibt", "31.4.2024")
    future = client.post(url("plan_need_add", person), {"kind": "wohnung", "opened_on": "+1"})
    assert errors(future)["opened_on"] == ["Das Datum muss heute oder in der Vergangenheit liegen."]


def test_a_note_warns_and_never_blocks(client, person):
    typed = {"kind": "wohnung", "priority": "2", "opened_on": "heute", "note": "Hat eine Strafe bekommen."}
    wrong = text_of(client.post(url("plan_need_add", person), typed | {"kind": ""}))
    assert "Im Text steht: <strong data-words>„Strafe“</strong>." in wrong
    assert client.post(url("plan_need_add", person), typed).status_code == 302


def test_a_target_that_is_proven_is_refused_at_the_field(client, person, caseworker):
    certify(person, caseworker, "B1", DAY)
    typed = {"kind": "sprachkurs", "target_level": "A2", "priority": "2", "opened_on": "heute"}
    assert errors(client.post(url("plan_need_add", person), typed)) == {
        "target_level": ["B1 ist schon nachgewiesen. Wählen Sie ein höheres Niveau."]
    }


def test_a_need_is_changed_and_two_people_are_told(client, person, need, caseworker):
    page = url("plan_need", person, need.pk)
    form = client.get(page).context["form"]
    assert (form["target_level"].value(), form["priority"].value()) == ("B1", "2")
    typed = {"version": "1", "target_level": "B2", "priority": "1", "opened_on": "27.3.24", "note": ""}
    assert client.post(page, typed)["Location"] == url("plan_detail", person)
    response = client.post(page, typed | {"target_level": "C1"})
    assert response.status_code == 409
    assert response.context["rows"] == [("Zielniveau", "B2", "C1")]
    saved = client.post(page, typed | {"target_level": "C1", "version": "2"})
    assert saved.status_code == 302
    need.refresh_from_db()
    assert (need.target_level, need.version) == ("C1", 3)


def test_every_need_is_settled_in_one_of_three_ways(client, person, need, caseworker):
    other = services.open_need(person, by=caseworker, kind=Bedarf.KINDERBETREUUNG, opened_on=DAY)
    third = services.open_need(person, by=caseworker, kind=Bedarf.ANERKENNUNG, opened_on=DAY)
    assert "<strong>0 von 3 Bedarfen geregelt</strong>" in text_of(client.get(url("plan_detail", person)))
    plan(need, caseworker)
    client.post(url("plan_need_defer", person, other.pk), {"version": "1", "deferred_reason": "Kein Platz."})
    text = text_of(client.get(url("plan_detail", person)))
    assert "<strong>2 von 3 Bedarfen geregelt</strong>" in text
    assert "<strong>Zurzeit nicht bearbeitbar:</strong> Kein Platz." in text
    close = {"version": "1", "closed_because": "kein_angebot", "closed_on": "heute"}
    response = client.post(url("plan_need_close", person, third.pk), close)
    assert told(response) == ["Abgeschlossen: Anerkennung ausländischer Abschlüsse (kein Angebot vorhanden)."]
    assert "<strong>2 von 2 Bedarfen geregelt</strong>" in text_of(client.get(url("plan_detail", person)))
    client.post(url("plan_need_resume", person, third.pk))
    client.post(url("plan_need_resume", person, third.pk))
    assert "<strong>2 von 3 Bedarfen geregelt</strong>" in text_of(client.get(url("plan_detail", person)))


def test_a_need_with_a_running_measure_is_not_closed(client, person, need, caseworker):
    begun(need, caseworker)
    page = url("plan_need_close", person, need.pk)
    response = client.post(page, {"version": "1", "closed_because": "gedeckt", "closed_on": "heute"})
    assert errors(response) == {
        "closed_because": [
            "Die Maßnahme „Deutschkurs für Geflüchtete (ESF+)“ läuft noch."
            " Tragen Sie zuerst ihr Ergebnis ein."
        ]
    }


def test_an_older_need_comes_back_only_where_it_is_not_open_again(client, person, need, caseworker):
    services.close_need(need, by=caseworker, version=1, closed_on=DAY, closed_because="gedeckt")
    language_need(person, caseworker)
    response = client.post(url("plan_need_resume", person, need.pk))
    assert told(response) == ["Der Bedarf ist schon wieder offen: Sprachkurs B1."]


# --- goals -------------------------------------------------------------------------------------------------


def test_a_goal_starts_from_its_need(client, person, need):
    page = url("plan_goal_add", person, query=f"?bedarf={need.pk}")
    assert client.get(page).context["form"]["needs"].value() == [need.pk]
    typed = {"text": "Ich will Pflegerin werden.", "needs": [need.pk], "set_on": "heute", "until": "+90"}
    assert client.post(page, typed)["Location"] == url("plan_detail", person)
    goal = Goal.objects.get()
    assert (goal.text, goal.until) == ("Ich will Pflegerin werden.", DAY + timedelta(days=90))
    assert "„Ich will Pflegerin werden.“" in text_of(client.get(url("plan_detail", person)))
    early = client.post(page, typed | {"text": "Anderes Ziel.", "until": "1.1.2024"})
    assert errors(early) == {"until": ["Das Ziel darf nicht enden, bevor es vereinbart ist."]}


def test_a_goal_is_changed_and_stated(client, person, need, caseworker):
    goal = services.set_goal(person, by=caseworker, text="Arbeit.", needs=[need], set_on=DAY)
    page = url("plan_goal", person, goal.pk)
    typed = {"version": "1", "text": "Arbeit finden.", "needs": [], "set_on": "27.3.2024", "until": ""}
    assert client.post(page, typed).status_code == 302
    response = client.post(page, typed | {"needs": [need.pk]})
    assert response.status_code == 409
    assert response.context["rows"] == [("Gehört zu", "keine", "Sprachkurs B1")]
    page = url("plan_goal_state", person, goal.pk)
    typed = {"version": "2", "state": "aufgegeben", "state_on": "heute", "state_reason": ""}
    assert errors(client.post(page, typed)) == {"state_reason": ["Schreiben Sie in einem Satz, warum."]}
    assert client.post(page, typed | {"state_reason": "Zieht um."}).status_code == 302
    goal.refresh_from_db()
    assert goal.state == Zielstand.AUFGEGEBEN


# --- measures ----------------------------------------------------------------------------------------------

MEASURE = {
    "kind": "deutschkurs_land",
    "name": "Deutsch B1 am Vormittag",
    "provider": "Volkshochschule",
    "planned_from": "8.4.24",
    "planned_until": "28.6.24",
    "hours": "20",
    "level": "B1",
}


def test_a_measure_without_a_need_leads_to_the_plan(client, person):
    for query in ("", "?bedarf=", "?bedarf=999", "?bedarf=x"):
        response = client.get(url("plan_measure_add", person, query=query))
        assert response["Location"] == url("plan_detail", person)
    assert told(response)[-1] == "Wählen Sie den Bedarf, zu dem die Maßnahme gehört."


def test_a_measure_is_planned_begun_and_ended(client, person, need):
    page = url("plan_measure_add", person, query=f"?bedarf={need.pk}")
    form = client.get(page).context["form"]
    assert form["level"].value() == "B1"
    assert form.fields["kind"].choices[1][0] == "Passend zu Sprachkurs"
    assert client.post(page, MEASURE)["Location"] == url("plan_detail", person)
    measure = Measure.objects.get()
    assert (measure.planned_from, measure.hours, measure.goal) == (date(2024, 4, 8), 20, None)
    start = url("plan_measure_start", person, measure.pk)
    assert client.get(start).context["form"]["started_on"].value() == "08.04.2024"
    assert client.post(start, {"version": "1", "started_on": "heute"}).status_code == 302
    end = url("plan_measure_end", person, measure.pk)
    typed = {"version": "2", "result": "zertifikat", "certificate": "B1", "ended_on": "heute"}
    assert client.post(end, typed)["Location"] == url("plan_measure", person, measure.pk)
    assert CertificateGained.objects.get().measure == measure
    text = text_of(client.get(url("plan_measure", person, measure.pk)))
    assert '<h2 id="stand">Stand: mit Zertifikat beendet</h2>' in text
    reopened = client.post(url("plan_measure_reopen", person, measure.pk))
    assert told(reopened)[-1] == (
        f"Das Ende ist zurückgenommen: {measure}. Das Zertifikat auch. Prüfen Sie, ob die Angaben zu Sprache"
        " und Beruf im Clearing noch stimmen."
    )
    measure.refresh_from_db()
    assert (measure.result, CertificateGained.objects.in_force().count()) == ("", 0)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"hours": "169"}, "hours", "Eine Woche hat 168 Stunden; prüfen Sie die Angabe."),
        ({"hours": "0"}, "hours", "Geben Sie mindestens eine Stunde pro Woche an."),
        ({"hours": "viel"}, "hours", "Geben Sie eine Zahl ein."),
        ({"kind": ""}, "kind", "Wählen Sie die Maßnahme aus."),
        ({"kind": "urlaub"}, "kind", "Wählen Sie einen Eintrag aus der Liste aus."),
        (
            {"planned_until": "7.4.24"},
            "planned_until",
            "Das geplante Ende darf nicht vor dem geplanten Beginn liegen.",
        ),
        ({"review_on": "7.4.24"}, "review_on", "Die Prüfung darf nicht vor dem Beginn liegen."),
        (
            {"planned_from": "9.1.24"},
            "planned_from",
            "Die Einwilligung ist vom 10.01.2024. Wählen Sie einen Beginn ab diesem Tag.",
        ),
    ],
)
def test_wrong_measures_are_told_at_the_field(client, person, need, typed, field, message):
    page = url("plan_measure_add", person, query=f"?bedarf={need.pk}")
    response = client.post(page, MEASURE | typed)
    assert errors(response) == {field: [message]}
    assert response.context["form"]["provider"].value() == "Volkshochschule"
    assert not Measure.objects.exists()


def test_no_measure_without_a_consent(client, caseworker):
    asked = {"consent": Einwilligung.WIRD_EINGEHOLT, "consent_on": None, "consent_language": ""}
    person = make_participant(caseworker, **asked)
    need = language_need(person, caseworker)
    page = url("plan_measure_add", person, query=f"?bedarf={need.pk}")
    response = client.post(page, MEASURE | {"planned_from": "", "planned_until": ""})
    assert errors(response) == {
        "planned_from": ["Die Einwilligung liegt noch nicht vor. Tragen Sie sie ein, dann geht die Maßnahme."]
    }


def test_a_break_off_asks_for_its_reason(client, person, need, caseworker):
    measure = begun(need, caseworker)
    page = url("plan_measure_end", person, measure.pk)
    typed = {"version": "2", "result": "abgebrochen", "ended_on": "heute"}
    assert errors(client.post(page, typed)) == {"break_off": ["Wählen Sie den Grund des Abbruchs aus."]}
    assert client.post(page, typed | {"break_off": "umzug"}).status_code == 302


def test_a_measure_that_never_began_has_two_results(client, person, need, caseworker):
    measure = plan(need, caseworker)
    form = client.get(url("plan_measure_end", person, measure.pk)).context["form"]
    assert [code for code, _ in form.fields["result"].choices] == ["nicht_angetreten", "verlegt"]
    assert sorted(form.fields) == ["ended_on", "result", "version"]


def test_the_result_of_an_ended_measure_is_corrected(client, person, need, caseworker):
    measure = begun(need, caseworker)
    services.end_measure(measure, by=caseworker, version=2, ended_on=DAY, result=Massnahmenergebnis.BEENDET)
    page = url("plan_measure_edit", person, measure.pk)
    form = client.get(page).context["form"]
    assert [form[name].value() for name in ("started_on", "ended_on", "result")] == [
        *("27.03.2024", "27.03.2024"),
        "beendet",
    ]
    typed = {
        **{"version": "3", "kind": "deutschkurs_land", "started_on": "heute", "ended_on": "heute"},
        **{"result": "abgebrochen", "break_off": ""},
    }
    text = "Ein Abbruch braucht einen Grund, und nur ein Abbruch hat einen."
    assert errors(client.post(page, typed)) == {"break_off": [text]}
    assert client.post(page, typed | {"break_off": "umzug"}).status_code == 302
    early = typed | {"break_off": "umzug", "version": "4", "ended_on": "26.3.24"}
    assert errors(client.post(page, early)) == {"ended_on": ["Die Maßnahme begann erst am 27.03.2024."]}


def test_two_absences_in_a_row_are_shown_on_the_plan_and_on_heute(client, person, need, caseworker):
    measure = begun(need, caseworker, planned_from=DAY)
    services.change_measure(measure, by=caseworker, version=2, started_on=date(2024, 3, 20))
    page = url("plan_measure", person, measure.pk)
    notice = "Zweimal hintereinander ohne Nachricht gefehlt."
    client.post(page, {"day": "25.3.24", "state": "unentschuldigt"})
    assert notice not in text_of(client.get(url("plan_detail", person)))
    client.post(page, {"day": "26.3.24", "state": "unentschuldigt"})
    assert notice in text_of(client.get(url("plan_detail", person)))
    assert notice in text_of(client.get(page))
    assert "Zweimal ohne Nachricht bei einer Maßnahme gefehlt" in text_of(client.get(reverse("home")))
    client.post(page, {"day": "26.3.24", "state": "entschuldigt"})
    assert notice not in text_of(client.get(url("plan_detail", person)))
    assert "Zweimal ohne Nachricht" not in text_of(client.get(reverse("home")))
    response = client.post(page, {"day": "19.3.24", "state": "anwesend"})
    assert errors(response) == {"day": ["An diesem Tag lief die Maßnahme nicht."]}
    assert [each.state for each in measure.attendances.all()] == [
        Anwesenheit.ENTSCHULDIGT,
        Anwesenheit.UNENTSCHULDIGT,
    ]


# --- paper -------------------------------------------------------------------------------------------------


def test_the_paper_plan_tells_what_is_planned_and_no_notes(client, person, need, caseworker):
    services.set_goal(person, by=caseworker, text="Ich will Pflegerin werden.", needs=[need], set_on=DAY)
    plan(need, caseworker, provider="VHS", planned_from=DAY, hours=20, note="Interne Notiz")
    text = text_of(client.get(url("plan_print", person)))
    assert "<li>Ich will Pflegerin werden.</li>" in text
    sentence = "Deutschkurs für Geflüchtete (ESF+) bei VHS, 20 Stunden pro Woche. Beginn: 27.03.2024."
    assert f'<th scope="row">Sprachkurs B1</th><td>{sentence}</td>' in text
    assert "Interne Notiz" not in text


def test_an_agreed_plan_is_kept_as_it_was(client, person, need, caseworker):
    response = client.post(url("plan_agree", person), {"agreed_on": "heute"})
    assert told(response) == ["Vereinbart: Plan vom 27.03.2024."]
    agreement = PlanAgreement.objects.get()
    plan(need, caseworker)
    response = client.get(url("plan_agreed_pdf", person, agreement.pk))
    assert (response.content, response["Content-Type"]) == (bytes(agreement.pdf), "application/pdf")
    name = f'inline; filename="Spurwechsel_Plan_{person.case_number}_2024-03-27.pdf"'
    assert response["Content-Disposition"] == name
    assert client.get(url("plan_pdf", person)).content[:5] == b"%PDF-"


def test_a_plan_without_needs_is_not_agreed(client, caseworker):
    person = make_participant(caseworker, on=CONSENT)
    response = client.post(url("plan_agree", person), {"agreed_on": "heute"})
    assert errors(response) == {"agreed_on": ["Ein Plan braucht mindestens einen offenen Bedarf."]}


def test_signs_that_the_paper_lacks_are_told(client, person, need, caseworker):
    services.set_goal(person, by=caseworker, text="أريد العمل", needs=[need], set_on=DAY)
    response = client.get(url("plan_pdf", person))
    assert response.status_code == 503
    assert "Drucken Sie die Seite mit dem Browser." in text_of(response)
    assert "أريد العمل" in text_of(client.get(url("plan_print", person)))


# --- others ------------------------------------------------------------------------------------------------


def test_the_plan_of_somebody_else_is_not_here(client, person, need, caseworker):
    other = make_participant(caseworker)
    measure = begun(need, caseworker)
    for name, pk in (("plan_need", need.pk), ("plan_measure", measure.pk), ("plan_measure_edit", measure.pk)):
        assert client.get(url(name, person, pk)).status_code == 200
        assert client.get(url(name, other, pk)).status_code == 404


@pytest.mark.parametrize("name", ["plan_detail", "work_list", "plan_print"])
def test_more_rows_cost_no_more_queries(
    client, person, need, caseworker, name, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(number):
        for kind in list(Bedarf)[number * 3 : number * 3 + 3]:
            if kind == Bedarf.SPRACHKURS:
                continue
            row = services.open_need(person, by=caseworker, kind=kind, opened_on=DAY)
            services.set_goal(person, by=caseworker, text=str(kind), needs=[row], set_on=DAY)
            measure = begun(row, caseworker)
            services.mark_attendance(measure, by=caseworker, day=DAY, state=Anwesenheit.ANWESEND)
            start = DAY - timedelta(days=40 * number + row.pk % 30)
            people.record_episode(
                person,
                Employment,
                by=caseworker,
                employer=str(kind),
                kind="minijob",
                hours=5,
                valid_from=start,
            )

    fill(0)
    page = url(name, person)
    client.get(page)
    with django_assert_max_num_queries(40) as few:
        client.get(page)
    fill(1)
    with django_assert_num_queries(len(few)):
        client.get(page)


def test_whose_case_it_is(login, person, need, potsdam):
    stranger = login(make_user(kommune=potsdam))
    for name, args in (("plan_detail", []), ("plan_need", [need.pk]), ("work_list", [])):
        assert stranger.get(url(name, person, *args)).status_code == 404
