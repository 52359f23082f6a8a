"""The forms of the Verweisberatung and of the Kurzkontakt; see every_form.py."""

from datetime import date, timedelta
from itertools import count

from django.urls import reverse

from clearing import services
from clearing.models import BriefContact, Referral
from tests.e2e.every_form import TALK, Opened, Town, found, new_need, of_person, typed_day, word

_days = count(1)


def referral(town: Town) -> Opened:
    need = new_need(town)
    rows = Referral.objects.filter(need=need, referred_on=date(2024, 3, 12), task__isnull=False)
    return of_person(
        town,
        "plan_referral_add",
        need.participant,
        typed={
            "place": word(),
            "need": str(need.pk),
            "kind": "termin",
            "referred_on": "12.03.2024",
            "next_on": "08.01.2030",
            "group": "mso",
            "note": word(),
        },
        stored=found(rows, place="place", kind="kind", group="group", note="note"),
        wrong={"referred_on": "31.02.2024"},
    )


def _referred(town: Town) -> Referral:
    need = new_need(town)
    return services.record_referral(
        need.participant, by=town.koordination, need=need, kind="termin", place=word(), referred_on=TALK
    )


def referral_edit(town: Town) -> Opened:
    row = _referred(town)
    return of_person(
        town,
        "plan_referral",
        row.participant,
        row.pk,
        typed={"place": word(), "kind": "begleitet", "note": word(), "reason": word()},
        theirs={"place": word(), "kind": "information", "note": word(), "reason": word()},
        stored=found(Referral.objects.filter(pk=row.pk), place="place", kind="kind", note="note"),
        wrong={"reason": ""},
    )


def referral_result(town: Town) -> Opened:
    row = _referred(town)
    rows = Referral.objects.filter(pk=row.pk, result_on=date(2024, 3, 12))
    return of_person(
        town,
        "plan_referral_result",
        row.participant,
        row.pk,
        typed={"result": "begonnen", "result_on": "12.03.2024"},
        theirs={"result": "unbekannt", "result_on": "11.03.2024"},
        stored=found(rows, result="result"),
        wrong={"result_on": "31.02.2024"},
    )


def referral_withdraw(town: Town) -> Opened:
    row = _referred(town)
    rows = row.participant.events.filter(kind="verweis_zurueckgenommen")
    return of_person(
        town,
        "plan_referral_withdraw",
        row.participant,
        row.pk,
        typed={"reason": word()},
        stored=found(rows, reason="reason"),
        wrong={"reason": ""},
        is_final=True,
    )


def brief_contact(town: Town) -> Opened:
    day = date(2022, 1, 1) + timedelta(days=next(_days))
    rows = BriefContact.objects.filter(kommune=town.kommune, day=day)
    return Opened(
        town.koordination,
        reverse("brief_contacts"),
        {"topic": "wohnung", "day": typed_day(day), "language": "tr"},
        found(rows, topic="topic", language="language"),
        wrong={"day": "31.02.2022"},
    )


FORMS = [referral, referral_edit, referral_result, referral_withdraw, brief_contact]
EDITS = [referral_edit, referral_result]
