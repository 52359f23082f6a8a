"""The forms of a referral with data; see every_form.py."""

from datetime import date

from clearing import services
from clearing.models import Transfer
from network import services as network
from participants import services as people
from tests.e2e.every_form import TALK, Opened, Town, found, new_person, of_person, word


def _partner(town: Town):
    return network.add_organisation(town.kommune, by=town.koordination, group="kammern", name=word())


def _draft(town: Town) -> Transfer:
    person = new_person(town, consent_on=date(2024, 1, 10))
    return services.prepare_transfer(
        person, by=town.koordination, organisation=_partner(town), shared=["name", "ziel"], goal=word()
    )


def _sent(town: Town) -> Transfer:
    draft = _draft(town)
    people.give_purpose(
        draft.participant,
        by=town.koordination,
        purpose="weitergabe",
        partner=draft.organisation.name,
        partner_key=draft.organisation_id,
        given_on=TALK,
        language="prs",
    )
    return services.send_transfer(draft, by=town.koordination, version=1, today=TALK)


def transfer_add(town: Town) -> Opened:
    person, partner = new_person(town), _partner(town)
    return of_person(
        town,
        "plan_transfer_add",
        person,
        typed={"place": partner.name, "shared": "ziel", "goal": word(), "meeting_on": "08.01.2030"},
        stored=found(Transfer.objects.filter(participant=person), organisation__name="place", goal="goal"),
        wrong={"meeting_on": "31.02.2024"},
    )


def transfer_edit(town: Town) -> Opened:
    row, theirs = _draft(town), word()
    return of_person(
        town,
        "plan_transfer_edit",
        row.participant,
        row.pk,
        typed={"goal": word(), "meeting_on": "08.01.2030"},
        theirs={"goal": theirs, "meeting_on": "09.01.2030"},
        seen=[theirs, "09.01.2030"],
        stored=found(Transfer.objects.filter(pk=row.pk, meeting_on=date(2030, 1, 8)), goal="goal"),
        wrong={"meeting_on": "31.02.2024"},
    )


def transfer_state(town: Town) -> Opened:
    row = _sent(town)
    return of_person(
        town,
        "plan_transfer_state",
        row.participant,
        row.pk,
        typed={"state": "angenommen", "answered_by": word(), "on": "12.03.2024"},
        stored=found(row.steps.filter(on=date(2024, 3, 12)), state="state", answered_by="answered_by"),
        wrong={"on": "31.02.2024"},
        is_final=True,
        # The next step is asked for then.
        comes_back=False,
    )


def transfer_withdraw(town: Town) -> Opened:
    row = _sent(town)
    rows = row.participant.events.filter(kind="antwort_stelle")
    return of_person(
        town,
        "plan_transfer_withdraw",
        row.participant,
        row.pk,
        typed={"reason": word()},
        stored=found(rows, reason="reason"),
        wrong={"reason": ""},
        is_final=True,
        comes_back=False,
    )


FORMS = [transfer_add, transfer_edit, transfer_state, transfer_withdraw]
EDITS = [transfer_edit]
