"""Every form but the sections of a talk: where it is, what to type, what is stored afterwards.

Those of deadlines, plan and results are in later_forms.py.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.db.models import QuerySet
from django.urls import reverse

from clearing import services as plans
from clearing.models import Goal, Measure, Need
from participants import services as people
from participants.choices import Einwilligung, Phase
from participants.models import Employment, Participant
from reports.models import PublicEdition, ReportDraft, Sachbericht
from spurwechsel.models import BarrierReport, Kommune, PotentialEstimate, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user, move_to

Typed = dict[str, str]
TALK = date(2024, 2, 1)
_days = count(1)


@dataclass
class Town:
    """Who works with the forms; two of a kind where two meet."""

    kommune: Kommune
    koordination: User
    colleague: User
    admin: User
    second_admin: User


@dataclass
class Opened:
    """One form over rows that no other test touches."""

    user: User
    path: str
    typed: Typed
    # How often something is stored as it was typed.
    stored: Callable[[Typed], int]
    # What somebody else types into the same form, where it changes something that is there.
    theirs: Typed = field(default_factory=dict)
    other: User | None = None
    # What is refused, and in which field.
    wrong: Typed = field(default_factory=dict)
    button: str = ""
    # What the other one is shown of that, where it is not what was typed.
    seen: list[str] = field(default_factory=list)
    # What is done once and then corrected elsewhere.
    is_final: bool = False
    # Whether there is still such a form once it is saved.
    comes_back: bool = True
    # Whether the first click leads to a preview, and only the one there stores something.
    is_previewed: bool = False


def word() -> str:
    """A name that nobody else has."""
    return "".join(secrets.choice("abdefghiklmnoprstuwz") for _ in range(10)).title()


def typed_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def found(rows: QuerySet, **columns: str) -> Callable[[Typed], int]:
    """Counts the rows whose columns hold what was typed into the named fields."""
    return lambda typed: rows.filter(**{column: typed[name] for column, name in columns.items()}).count()


def register(town: Town) -> Opened:
    typed = {
        "family_name": word(),
        "given_name": word(),
        "birth_date": "1990",
        "language": "tr",
        "phone": "0355 612-0",
        "residence_kind": "ae_25_5",
        "residence_until": "24.06.2030",
        "talk_held": "ja",
        "channel": "sozialamt",
    }
    rows = Participant.objects.filter(residence__valid_until=date(2030, 6, 24))
    return Opened(
        town.koordination,
        reverse("participant_register"),
        typed,
        found(rows, family_name="family_name", given_name="given_name"),
        wrong={"birth_date": "31.02.1990"},
    )


def new_person(town: Town, **fields: object) -> Participant:
    return make_participant(town.koordination, family_name=word(), **fields)


def of_person(town: Town, name: str, person: Participant, *args: object, **rest: object) -> Opened:
    path = reverse(name, args=[person.case_number, *args])
    return Opened(user=town.koordination, path=path, other=town.colleague, **rest)


def edit_person(town: Town) -> Opened:
    person = new_person(town)
    rows = Participant.objects.filter(pk=person.pk)
    return of_person(
        town,
        "participant_edit",
        person,
        typed={"family_name": word(), "phone": "0331 289-0"},
        theirs={"family_name": word(), "phone": "0355 612-1"},
        stored=found(rows, family_name="family_name", phone="phone"),
        wrong={"phone": "nicht bekannt"},
    )


def consent(town: Town) -> Opened:
    person = new_person(town, consent=Einwilligung.WIRD_EINGEHOLT, consent_on=None, consent_language="")
    rows = Participant.objects.filter(pk=person.pk, consent_on=date(2024, 1, 12))
    return of_person(
        town,
        "consent_edit",
        person,
        typed={"consent": "liegt_vor", "consent_on": "12.01.2024", "consent_language": "tr"},
        theirs={"consent": "liegt_vor", "consent_on": "11.01.2024", "consent_language": "ar"},
        stored=found(rows, consent="consent", consent_language="consent_language"),
        wrong={"consent_on": "31.02.2024"},
    )


def residence_add(town: Town) -> Opened:
    person = new_person(town)
    rows = person.residence.filter(valid_from=date(2024, 3, 1), valid_until=date(2030, 3, 1))
    return of_person(
        town,
        "residence_add",
        person,
        typed={"kind": "ae_25_5", "valid_from": "01.03.2024", "valid_until": "01.03.2030"},
        stored=found(rows, kind="kind"),
        wrong={"valid_until": "01.03.2020"},
    )


def residence_edit(town: Town) -> Opened:
    person = new_person(town)
    return of_person(
        town,
        "residence_edit",
        person,
        person.residence.get().pk,
        typed={"work_note": "mit_erlaubnis", "document_seen_on": "12.01.2024", "reason": word()},
        theirs={"work_note": "nicht_gestattet", "document_seen_on": "11.01.2024", "reason": word()},
        stored=found(person.residence.filter(document_seen_on=date(2024, 1, 12)), work_note="work_note"),
        wrong={"document_seen_on": "31.02.2024"},
    )


def residence_withdraw(town: Town) -> Opened:
    person = new_person(town)
    stored = found(person.residence.all(), withdrawn_reason="reason")
    path_args = person.residence.get().pk
    return of_person(
        town,
        "residence_withdraw",
        person,
        path_args,
        typed={"reason": word()},
        stored=stored,
        wrong=BLANK,
        comes_back=False,
    )


BLANK = {"reason": ""}


def identity(town: Town) -> Opened:
    person = new_person(town)
    return of_person(
        town,
        "identity_note",
        person,
        typed={"state": "in_klaerung", "stated_on": "12.01.2024", "review_on": "01.03.2030"},
        stored=found(person.identitynotes.filter(stated_on=date(2024, 1, 12)), state="state"),
        wrong={"stated_on": "31.02.2024"},
    )


def exclusion(town: Town) -> Opened:
    person = new_person(town)
    return of_person(
        town,
        "exclusion_note",
        person,
        typed={"state": "kein_hinweis", "stated_on": "12.01.2024", "review_on": "01.03.2030"},
        stored=found(person.exclusionnotes.filter(stated_on=date(2024, 1, 12)), state="state"),
        wrong={"review_on": "01.01.2024"},
    )


def move(town: Town) -> Opened:
    person = new_person(town)
    day = date.today() - timedelta(days=3)  # noqa: DTZ011  one day more or less makes no difference
    theirs = {"to": "clearing", "reason": word(), "effective_on": typed_day(day)}
    return of_person(
        town,
        "case_move",
        person,
        typed={
            "to": "abgeschlossen",
            "outcome": "arbeit",
            "reason": word(),
            "effective_on": typed_day(day + timedelta(days=1)),
        },
        theirs=theirs,
        stored=found(person.phase_changes.all(), reason="reason", phase="to"),
        seen=[theirs["reason"]],
        wrong=BLANK,
        comes_back=False,
    )


def revoke(town: Town) -> Opened:
    person = new_person(town)
    move_to(person, Phase.CLEARING, on=TALK, by=town.koordination)
    change = person.phase_changes.latest("pk")
    stored = found(person.phase_changes.all(), revoke_reason="reason")
    return of_person(
        town,
        "case_revoke",
        person,
        change.pk,
        typed={"reason": word()},
        stored=stored,
        wrong=BLANK,
        comes_back=False,
    )


def follow_up(town: Town) -> Opened:
    person = new_person(town)
    move_to(person, Phase.CLEARING, on=TALK, by=town.koordination)
    move_to(person, Phase.UNVEREINBARKEIT, on=TALK, by=town.koordination, follow_up_on=date(2024, 3, 1))
    return of_person(
        town,
        "follow_up_done",
        person,
        typed={"note": word(), "follow_up_on": "01.03.2031"},
        theirs={"note": word(), "follow_up_on": "02.03.2031"},
        stored=found(person.phase_changes.filter(follow_up_on=date(2031, 3, 1)), reason="note"),
        wrong={"follow_up_on": "01.03.2020"},
    )


def report_text(town: Town) -> Opened:
    return Opened(
        town.koordination,
        reverse("report_preview"),
        {
            "highlights": f"Die Betreuung wächst.\n{word()}",
            "successes": f"Ein neuer Kurs.\n{word()}",
            "outlook": "Im Mai beginnt er.",
        },
        found(ReportDraft.objects.all(), highlights="highlights", successes="successes", outlook="outlook"),
        theirs={"highlights": f"Das Clearing wächst.\n{word()}", "problems": "Zu wenige Plätze."},
        other=town.colleague,
        wrong={"highlights": ""},
        button="Als Entwurf speichern",
    )


def narrative(town: Town) -> Opened:
    return Opened(
        town.koordination,
        reverse("narrative_edit", args=[2023]),
        {"goal_care": "40", "course": f"Der Aufbau.\n{word()}", "attainment": "Wie geplant."},
        found(Sachbericht.objects.all(), goal_care="goal_care", course="course", attainment="attainment"),
        theirs={"goal_care": "50", "course": f"Der Anfang.\n{word()}"},
        other=town.colleague,
        wrong={"goal_care": "-1"},
        seen=["Der Anfang.", "50"],
    )


def publish(town: Town) -> Opened:
    """Every edition is of a later day than those before."""
    day = date(2024, 1, 31) + timedelta(days=next(_days))
    return Opened(
        town.koordination,
        reverse("edition_add"),
        {"stichtag": f"{day:%d.%m.%Y}"},
        lambda typed: PublicEdition.objects.filter(kommune=town.kommune, stichtag=day).count(),
        wrong={"stichtag": "31.12.2999"},
        is_final=True,
        comes_back=False,
        is_previewed=True,
    )


def need_add(town: Town) -> Opened:
    person = new_person(town)
    return of_person(
        town,
        "plan_need_add",
        person,
        typed={"kind": "wohnung", "priority": "1", "opened_on": "12.01.2024", "note": word()},
        stored=found(person.needs.filter(opened_on=date(2024, 1, 12)), kind="kind", note="note"),
        wrong={"opened_on": "31.02.2024"},
    )


def new_need(town: Town) -> Need:
    return plans.open_need(new_person(town), by=town.koordination, kind="wohnung", opened_on=TALK)


def need_edit(town: Town) -> Opened:
    need = new_need(town)
    return of_person(
        town,
        "plan_need",
        need.participant,
        need.pk,
        typed={"priority": "1", "note": word()},
        theirs={"priority": "3", "note": word()},
        stored=found(Need.objects.filter(pk=need.pk), priority="priority", note="note"),
        wrong={"opened_on": "31.02.2024"},
    )


def measure_add(town: Town) -> Opened:
    need = new_need(town)
    opened = of_person(
        town,
        "plan_measure_add",
        need.participant,
        typed={"kind": "jobcoaching", "name": word(), "hours": "20", "planned_from": "01.03.2030"},
        stored=found(Measure.objects.filter(need=need, hours=20), kind="kind", name="name"),
        wrong={"hours": "200"},
    )
    opened.path += f"?bedarf={need.pk}"
    return opened


def goal_add(town: Town) -> Opened:
    person = new_person(town)
    return of_person(
        town,
        "plan_goal_add",
        person,
        typed={"text": f"{word()} بيت"},
        stored=found(Goal.objects.filter(participant=person), text="text"),
        wrong={"text": ""},
    )


def work_add(town: Town) -> Opened:
    person = new_person(town)
    return of_person(
        town,
        "work_add",
        person,
        "beschaeftigung",
        typed={"employer": word(), "kind": "sv", "hours": "20", "valid_from": "12.01.2024"},
        stored=found(Employment.objects.filter(participant=person, hours=20), employer="employer"),
        wrong={"hours": "200"},
    )


def work_edit(town: Town) -> Opened:
    person = new_person(town)
    job = people.record_episode(
        person,
        Employment,
        by=town.koordination,
        employer=word(),
        kind="sv",
        hours=20,
        valid_from=TALK,
    )
    return of_person(
        town,
        "work_edit",
        person,
        "beschaeftigung",
        job.pk,
        typed={"employer": word(), "reason": word()},
        theirs={"employer": word(), "reason": word()},
        stored=found(Employment.objects.filter(pk=job.pk), employer="employer"),
        wrong={"hours": "200"},
    )


def user_add(town: Town) -> Opened:
    name = word()
    return Opened(
        town.admin,
        reverse("user_add"),
        {"name": name, "email": f"{name.lower()}@example.org", "role": Role.AUSWERTUNG},
        found(User.objects.all(), name="name", email="email", role="role"),
        wrong={"email": "kein at"},
    )


def user_edit(town: Town) -> Opened:
    account = make_user(Role.AUSWERTUNG, name=word())
    return Opened(
        town.admin,
        reverse("user_edit", args=[account.pk]),
        {"name": word()},
        found(User.objects.filter(pk=account.pk), name="name"),
        theirs={"name": word()},
        other=town.second_admin,
        wrong={"email": "kein at"},
    )


def kommune_add(town: Town) -> Opened:
    key = word().lower()
    return Opened(
        town.admin,
        reverse("settings_kommune_add"),
        {"name": word(), "key": key, "case_prefix": key[:4].upper(), "own_projects_label": "Projekte"},
        found(Kommune.objects.all(), name="name", key="key"),
        wrong={"key": "Groß"},
    )


def kommune_edit(town: Town) -> Opened:
    kommune = make_kommune(word().lower(), case_prefix=word()[:4].upper())
    return Opened(
        town.admin,
        reverse("settings_kommune_edit", args=[kommune.key]),
        {"name": word(), "team": word()},
        found(Kommune.objects.filter(pk=kommune.pk), name="name", team="team"),
        theirs={"name": word(), "team": word()},
        other=town.second_admin,
        wrong={"name": ""},
    )


def estimate(town: Town) -> Opened:
    day = date(2023, 1, 1) + timedelta(days=next(_days))
    rows = PotentialEstimate.objects.filter(kommune=town.kommune, day=day)
    return Opened(
        town.admin,
        reverse("settings_estimate_add", args=[town.kommune.key]),
        {"day": typed_day(day), "count": "150", "source": word()},
        found(rows, count="count", source="source"),
        wrong={"day": "31.02.2024"},
    )


def barrier(town: Town) -> Opened:
    return Opened(
        town.koordination,
        reverse("report_barrier"),
        {"what": f"{word()} wird nicht vorgelesen.", "where": "Übersicht"},
        found(BarrierReport.objects.all(), what="what", where="where"),
        wrong={"reply_to": "kein at"},
    )


FORMS = [
    *(register, edit_person, consent, residence_add, residence_edit, residence_withdraw, identity, exclusion),
    *(move, revoke, follow_up, report_text, need_add, need_edit, measure_add, goal_add, work_add, work_edit),
    *(user_add, user_edit, kommune_add, kommune_edit, estimate, barrier, publish, narrative),
]
# Those that change something that is there, so that two people can meet.
EDITS = [edit_person, consent, residence_edit, move, follow_up, report_text, need_edit, work_edit]
EDITS += [user_edit, kommune_edit, narrative]
# Those of which a second one could come to be.
ADDS = [register, residence_add, move, need_add, measure_add, goal_add, work_add]
ADDS += [user_add, kommune_add, estimate, barrier, report_text, narrative]
