"""The forms of deadlines, plan and results; see every_form.py."""

from datetime import date

from django.urls import reverse

from clearing import services as plans
from clearing.models import CertificateGained, Goal, Measure, Need
from participants import services as people
from participants.choices import Phase
from participants.models import DeadlineStep, Employment, Snooze
from spurwechsel.roles import Role
from tests.e2e.every_form import TALK, Opened, Town, found, new_need, new_person, of_person, word
from tests.factories import make_kommune, make_user, move_to

FOLLOW_UP = date(2030, 1, 8)


def snooze(town: Town) -> Opened:
    person, by = new_person(town), town.koordination
    move_to(person, Phase.CLEARING, on=TALK, by=by)
    move_to(person, Phase.UNVEREINBARKEIT, on=TALK, by=by, follow_up_on=FOLLOW_UP)
    return of_person(
        town,
        "case_deadline_snooze",
        person,
        f"wiedervorlage-fall-{FOLLOW_UP}",
        typed={"until": "01.12.2029", "reason": word()},
        stored=found(Snooze.objects.filter(participant=person, until=date(2029, 12, 1)), reason="reason"),
        wrong={"until": "31.02.2029"},
    )


def deadline_steps(town: Town) -> Opened:
    kommune = make_kommune(word().lower(), case_prefix=word()[:4].upper())
    rows = DeadlineStep.objects.filter(kommune=kommune, kind="papier", days=[77, 7])
    return Opened(
        make_user(Role.KOORDINATION, kommune),
        reverse("deadline_steps"),
        {"papier": "77, 7"},
        lambda typed: rows.count(),
        theirs={"papier": "66, 6"},
        other=make_user(Role.KOORDINATION, kommune),
        seen=["66, 6"],
        wrong={"papier": "bald"},
    )


def need_defer(town: Town) -> Opened:
    need = new_need(town)
    return of_person(
        town,
        "plan_need_defer",
        need.participant,
        need.pk,
        typed={"deferred_reason": word()},
        theirs={"deferred_reason": word()},
        stored=found(Need.objects.filter(pk=need.pk), deferred_reason="deferred_reason"),
        wrong={"deferred_reason": ""},
    )


def need_close(town: Town) -> Opened:
    need = new_need(town)
    rows = Need.objects.filter(pk=need.pk, closed_on=date(2024, 3, 12))
    return of_person(
        town,
        "plan_need_close",
        need.participant,
        need.pk,
        typed={"closed_because": "gedeckt", "closed_on": "12.03.2024"},
        theirs={"closed_because": "kein_angebot", "closed_on": "11.03.2024"},
        stored=found(rows, closed_because="closed_because"),
        wrong={"closed_on": "31.02.2024"},
        is_final=True,
    )


def _measure(town: Town) -> Measure:
    return plans.plan_measure(new_need(town), by=town.koordination, kind="jobcoaching")


def measure_start(town: Town) -> Opened:
    measure = _measure(town)
    rows = Measure.objects.filter(pk=measure.pk, started_on=date(2024, 3, 12))
    return of_person(
        town,
        "plan_measure_start",
        measure.participant,
        measure.pk,
        typed={"started_on": "12.03.2024"},
        theirs={"started_on": "11.03.2024"},
        stored=lambda typed: rows.count(),
        wrong={"started_on": "31.02.2024"},
        is_final=True,
    )


def measure_end(town: Town) -> Opened:
    measure = plans.start_measure(_measure(town), by=town.koordination, version=1, started_on=TALK)
    rows = Measure.objects.filter(pk=measure.pk, ended_on=date(2024, 3, 12))
    return of_person(
        town,
        "plan_measure_end",
        measure.participant,
        measure.pk,
        typed={"result": "abgebrochen", "break_off": "arbeit", "ended_on": "12.03.2024"},
        theirs={"result": "beendet", "ended_on": "11.03.2024"},
        stored=found(rows, result="result", break_off="break_off"),
        wrong={"break_off": ""},
        is_final=True,
    )


def goal_state(town: Town) -> Opened:
    person = new_person(town)
    goal = plans.set_goal(person, by=town.koordination, text=word(), needs=[], set_on=TALK)
    rows = Goal.objects.filter(pk=goal.pk, state_on=date(2024, 3, 12))
    return of_person(
        town,
        "plan_goal_state",
        person,
        goal.pk,
        typed={"state": "teilweise", "state_on": "12.03.2024", "state_reason": word()},
        theirs={"state": "aufgegeben", "state_on": "11.03.2024", "state_reason": word()},
        stored=found(rows, state="state", state_reason="state_reason"),
        wrong={"state_reason": ""},
    )


def certificate(town: Town) -> Opened:
    person = new_person(town)
    rows = CertificateGained.objects.filter(participant=person, gained_on=date(2024, 3, 12))
    return of_person(
        town,
        "work_certificate_add",
        person,
        typed={"level": "B1", "name": word(), "gained_on": "12.03.2024"},
        stored=found(rows, level="level", name="name"),
        wrong={"gained_on": "31.02.2024"},
    )


def question_later(town: Town) -> Opened:
    person = new_person(town)
    job = {"employer": word(), "kind": "sv", "hours": 20, "valid_from": TALK}
    people.record_episode(person, Employment, by=town.koordination, **job)
    return of_person(
        town,
        "work_follow_up",
        person,
        TALK,
        3,
        typed={"answer": "in_arbeit", "asked_on": "12.06.2024"},
        theirs={"answer": "nicht_erreicht", "asked_on": "11.06.2024"},
        stored=found(person.followups.filter(asked_on=date(2024, 6, 12)), answer="answer"),
        wrong={"asked_on": "12.03.2024"},
    )


def esf(town: Town) -> Opened:
    person = new_person(town)
    answers = {"labour": "langzeit", "education": "isced_3_4", "foreign_origin": "ja", "homeless": "nein"}
    return of_person(
        town,
        "esf_edit",
        person,
        "eintritt",
        typed=answers | {"rural": "ja", "answered_on": "12.03.2024"},
        theirs=answers | {"rural": "keine_angabe", "answered_on": "11.03.2024"},
        stored=found(person.esfanswers.filter(answered_on=date(2024, 3, 12)), labour="labour", rural="rural"),
        wrong={"answered_on": "31.02.2024"},
    )


def identity_step(town: Town) -> Opened:
    person = new_person(town)
    rows = person.identitysteps.filter(done_on=date(2024, 3, 12), next_on=date(2030, 1, 8))
    return of_person(
        town,
        "talk_identity",
        person,
        typed={"step": "gebuehren", "done_on": "12.03.2024", "next_on": "08.01.2030", "proof": "behoerde"},
        stored=found(rows, step="step", proof="proof"),
        wrong={"next_on": "01.03.2024"},
    )


FORMS = [
    *(snooze, deadline_steps, need_defer, need_close, measure_start, measure_end, goal_state),
    *(certificate, question_later, esf, identity_step),
]
EDITS = [deadline_steps, need_defer, need_close, measure_start, measure_end, goal_state, question_later, esf]
