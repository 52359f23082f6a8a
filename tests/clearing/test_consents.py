"""Consent in single purposes: each for itself, and taking one back stops what rests on it at once."""

from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from clearing import services
from clearing.completeness import due_moments
from clearing.letter_catalogue import Briefart
from clearing.progress import questions_for, questions_of
from participants import services as people
from participants.choices import Einwilligung, EventKind, Zweck
from participants.consents import allows, has_withdrawn
from participants.models import Employment, Participant, PurposeConsent
from tests.built_once import once
from tests.clearing.letters import DAY, MOMENT, addressed, meet, printed, with_sender
from tests.clearing.plans import last_event, refusal
from tests.factories import make_participant

GIVEN = date(2024, 2, 1)
BACK = date(2024, 3, 1)


@once
def person(caseworker):
    return make_participant(caseworker, on=date(2024, 1, 10))


def give(person, by, purpose=Zweck.NACHFRAGE, **fields):
    known = {"given_on": GIVEN, "language": "prs"}
    return people.give_purpose(person, by=by, purpose=purpose, **(known | fields))


def take_back(row, by, on=BACK):
    return services.take_back_purpose(row, by=by, withdrawn_on=on, today=on)


def test_a_consent_holds_from_its_day_to_the_day_before_the_withdrawal(person, caseworker):
    row = give(person, caseworker)
    days = [date(2024, 1, 31), GIVEN, date(2024, 2, 29), BACK]
    assert [allows(person, Zweck.NACHFRAGE, day) for day in days] == [False, True, True, True]
    take_back(row, caseworker)
    assert [allows(person, Zweck.NACHFRAGE, day) for day in days] == [False, True, True, False]
    assert allows(person, Zweck.ESF, GIVEN) is False


def test_passing_on_is_for_one_named_organisation(person, caseworker):
    give(person, caseworker, Zweck.WEITERGABE, partner="Handwerkskammer Cottbus")
    assert allows(person, Zweck.WEITERGABE, GIVEN, "Handwerkskammer Cottbus") is True
    assert allows(person, Zweck.WEITERGABE, GIVEN, "Jobcenter") is False
    give(person, caseworker, Zweck.WEITERGABE, partner="Jobcenter")
    assert refusal(give, person, caseworker, Zweck.WEITERGABE, partner="Jobcenter") == {
        "__all__": ["In diesen Zweck ist schon eingewilligt."]
    }
    assert refusal(give, person, caseworker, Zweck.WEITERGABE) == {
        "__all__": ["Geben Sie an, an welche Stelle weitergegeben werden darf."]
    }
    assert refusal(give, person, caseworker, Zweck.ESF, partner="Jobcenter") == {
        "__all__": ["Geben Sie an, an welche Stelle weitergegeben werden darf."]
    }


@pytest.mark.parametrize(
    ("given_on", "said"),
    [
        (date(2024, 1, 9), {"given_on": ["Die Einwilligung in die Teilnahme ist erst vom 10.01.2024."]}),
        (date(2024, 1, 10), None),
    ],
)
def test_no_purpose_before_the_participation(person, caseworker, given_on, said):
    if said:
        assert refusal(give, person, caseworker, given_on=given_on) == said
    else:
        assert give(person, caseworker, given_on=given_on).pk


def test_no_purpose_without_the_participation(caseworker):
    waiting = {"consent": Einwilligung.WIRD_EINGEHOLT, "consent_on": None, "consent_language": ""}
    person = make_participant(caseworker, **waiting)
    assert refusal(give, person, caseworker) == ["Zuerst braucht es die Einwilligung in die Teilnahme."]


def test_a_withdrawal_is_told_once_and_never_before_the_consent(person, caseworker):
    row = give(person, caseworker)
    assert last_event(person) == (EventKind.CONSENT_CHANGED, "Eingewilligt: Nachfrage, auch nach dem Ende")
    assert refusal(take_back, row, caseworker, date(2024, 1, 31)) == {
        "__all__": ["Der Widerruf darf nicht vor der Einwilligung liegen."]
    }
    take_back(row, caseworker)
    assert last_event(person) == (EventKind.CONSENT_CHANGED, "Widerrufen: Nachfrage, auch nach dem Ende")
    assert refusal(take_back, row, caseworker) == ["Diese Einwilligung ist schon widerrufen."]


def test_nobody_is_asked_after_taking_it_back_until_it_is_given_again(person, caseworker):
    job = {"employer": "Betrieb", "kind": "sv", "hours": 20, "valid_from": date(2024, 2, 1)}
    people.record_episode(person, Employment, by=caseworker, **job)
    later, everybody = date(2024, 6, 1), Participant.objects.all()
    asked = {"since": date(2024, 2, 1), "months": 3, "asked_on": later, "answer": "ja"}
    row = give(person, caseworker)
    assert (len(questions_of(person, later)[0]), len(questions_for(everybody, later))) == (1, 1)
    assert take_back(row, caseworker) == "Nachfragen werden nicht mehr fällig und nicht mehr angenommen."
    assert (questions_of(person, later), questions_for(everybody, later)) == (([], []), [])
    assert refusal(services.answer_follow_up, person, by=caseworker, **asked) == {
        "__all__": ["Die Einwilligung ist widerrufen: Nachfrage, auch nach dem Ende."]
    }
    give(person, caseworker, given_on=date(2024, 4, 1))
    assert (len(questions_of(person, later)[0]), len(questions_for(everybody, later))) == (1, 1)


def test_the_esf_set_is_asked_no_more(person, caseworker):
    assert due_moments(person, DAY) == ["eintritt"]
    take_back(give(person, caseworker, Zweck.ESF), caseworker)
    assert due_moments(person, DAY) == []
    with pytest.raises(ValidationError):
        services.answer_esf(person, by=caseworker, moment="eintritt", answered_on=DAY)
    assert person.esfanswers.count() == 0


def test_planned_appointments_lose_their_interpreting(person, caseworker):
    row = give(person, caseworker, Zweck.SPRACHMITTLUNG)
    before = meet(person, caseworker, day=date(2024, 2, 7), interpreter="Frau Beispiel")
    ahead = meet(person, caseworker, interpreter="Frau Beispiel", interpreter_confirmed=True)
    assert take_back(row, caseworker) == "Sprachmittlung ist bei einem geplanten Termin gestrichen."
    for each in (before, ahead):
        each.refresh_from_db()
    assert (before.interpreting_language, before.interpreter) == ("prs", "Frau Beispiel")
    assert (ahead.interpreting_language, ahead.interpreter, ahead.interpreter_confirmed) == ("", "", False)
    again = {"day": date(2024, 4, 3), "begins": time(9), "ends": time(10)}
    assert refusal(meet, person, caseworker, **again) == {
        "interpreting_language": ["Die Einwilligung ist widerrufen: Sprachmittlung."]
    }
    assert meet(person, caseworker, interpreting_language="", **again).pk


@pytest.mark.parametrize(
    ("consent", "day"), [(Einwilligung.WIDERRUFEN, BACK), (Einwilligung.NICHT_ERTEILT, None)]
)
def test_with_the_participation_every_purpose_ends(person, caseworker, consent, day):
    give(person, caseworker)
    give(person, caseworker, Zweck.ESF)
    with time_machine.travel(MOMENT, tick=False):
        people.record_consent(person, by=caseworker, version=1, consent=consent, consent_withdrawn_on=day)
    ended = PurposeConsent.objects.values_list("withdrawn_on", flat=True)
    assert list(ended) == [day or DAY] * 2
    person.refresh_from_db()
    assert has_withdrawn(person, Zweck.ESF) is True


def test_the_page_keeps_language_and_form(cottbus, caseworker, login):
    person = addressed(caseworker, language="prs")
    with_sender(cottbus)
    person.refresh_from_db()
    form = printed(person, caseworker, Briefart.EINWILLIGUNG)
    client, number = login(caseworker), person.case_number
    typed = {
        "purpose": "weitergabe",
        "partner": "",
        "given_on": "1.3.2024",
        "language": "prs",
        "form": form.pk,
    }
    with time_machine.travel(MOMENT, tick=False):
        wrong = client.post(reverse("consent_give", args=[number]), typed)
        assert wrong.context["form"].errors == {
            "partner": ["Geben Sie an, an welche Stelle weitergegeben werden darf."]
        }
        client.post(reverse("consent_give", args=[number]), typed | {"partner": "Jobcenter"})
        row = PurposeConsent.objects.get()
        assert (row.language, row.partner, row.form_version) == (
            "prs",
            "Jobcenter",
            "Formular zur Einwilligung vom 20.03.2024: mitgelieferter Text, Stand 25.11.2026",
        )
        page = reverse("consent_take_back", args=[number, row.pk])
        shown = client.post(page, {"withdrawn_on": "20.3.2024"}, follow=True).content.decode()
    assert "Der Widerruf ist festgehalten. An diese Stelle geht nichts mehr." in shown
    assert "widerrufen am 20.03.2024, erteilt am 01.03.2024" in shown
