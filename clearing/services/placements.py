"""The steps from a suggestion to a contract; no name reaches an employer before the person releases it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from network.models import Vacancy
from network.vacancy_catalogue import past_its_day
from participants.choices import EventKind, Phase, Zweck
from participants.consents import allows
from participants.models import Employment, Participant, PhaseChange, PurposeConsent
from participants.services import give_purpose, record_episode, record_event, withdraw_episode
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..deletions import introduced_on
from ..models import Placement, PlacementStep
from ..models.transfers import NEVER_THERE, never_to
from ..placement_catalogue import (
    BEFORE_THE_EMPLOYER,
    WITH_NAME,
    Profilangabe,
    Vermittlungsende,
    Vermittlungsstand,
    may_move,
)
from .deletions import ask_for_deletion
from .placement_profiles import withdraw_items
from .rows import locked, store

MORE_THAN_PLACES = (
    "Alle Plätze dieser Stelle sind vergeben. Stellt der Betrieb mehr Menschen ein, erhöhen Sie zuerst bei"
    " der Stelle die Zahl der Plätze."
)


@transaction.atomic
def suggest_vacancy(participant: Participant, *, by: Any, vacancy: Vacancy, on: date) -> Placement:
    """Begins a placement. The employer hears nothing of it yet.

    Raises ValidationError for a position that is closed, past its day, fully taken or not to be seen from
    the Kommune of the person, for a case that has ended, and where the person released nothing.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.phase == Phase.ABGESCHLOSSEN:
        raise ValidationError("Der Fall ist abgeschlossen. Nehmen Sie ihn zuerst wieder auf.")
    position = (
        Vacancy.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=vacancy.pk)
    )
    _refuse_position(position, person, on)
    if not allows(person, Zweck.VERMITTLUNG, on) or not _released_items(person):
        text = "Die Person hat noch nichts für die Vermittlung freigegeben. Füllen Sie zuerst das Profil aus."
        raise ValidationError(text)
    row = Placement(
        participant=person,
        vacancy=position,
        state=Vermittlungsstand.VORSCHLAG,
        state_on=on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    row.full_clean()
    row.save()
    _log(row, by, f"Vorgeschlagen: {_what(row)}")
    return row


def _refuse_position(vacancy: Vacancy, person: Participant, on: date) -> None:
    organisation = vacancy.organisation
    if organisation.kommune_id != person.kommune_id and not organisation.shared:
        raise ValidationError("Diese Stelle steht nicht im Netzwerk der Kommune.")
    if never_to(organisation):
        raise ValidationError(NEVER_THERE)
    if vacancy.is_past(on):
        raise ValidationError(past_its_day(vacancy.valid_until))
    if not vacancy.is_open(on):
        raise ValidationError("Diese Stelle ist geschlossen. Wählen Sie eine andere.")
    if no_place_left(vacancy):
        raise ValidationError("Alle Plätze dieser Stelle sind vergeben. Fragen Sie im Betrieb nach.")


def no_place_left(vacancy: Vacancy) -> bool:
    """Whether there are as many contracts as places."""
    taken = vacancy.placements.filter(state=Vermittlungsstand.VERTRAG).count()
    return bool(taken >= vacancy.places)


def _released_items(person: Participant) -> list[str]:
    profile = person.placementprofiles.first()
    return profile.items if profile else []


@transaction.atomic
def release_to_employer(placement: Placement, *, by: Any, version: int, on: date, language: str) -> Placement:
    """The person lets this employer know the name: a consent in passing on to it, unless there is one.

    Raises ValidationError for a step that is not the next one and a day before the last step.
    """
    row = _next(placement, version, Vermittlungsstand.FREIGEGEBEN, on)
    employer = row.vacancy.organisation
    row.partner = employer.name
    if not allows(row.participant, Zweck.WEITERGABE, on, employer.pk):
        give_purpose(
            row.participant,
            by=by,
            purpose=Zweck.WEITERGABE,
            partner=employer.name,
            partner_key=employer.pk,
            given_on=on,
            language=language,
        )
    return _step(row, Vermittlungsstand.FREIGEGEBEN, on, by)


@transaction.atomic
def introduce(placement: Placement, *, by: Any, version: int, on: date) -> Placement:
    """The employer gets the sheet with the name and what is released; what went there is kept.

    Raises ValidationError where the release no longer holds on the day.
    """
    row = _next(placement, version, Vermittlungsstand.VORGESTELLT, on)
    if not name_may_go(row, on):
        raise ValidationError({"on": "An diesem Tag ist der Name für den Betrieb nicht freigegeben."})
    row.introduced_items = _released_items(row.participant)
    return _step(row, Vermittlungsstand.VORGESTELLT, on, by)


@transaction.atomic
def start_trial(placement: Placement, *, by: Any, version: int, on: date) -> Placement:
    """Trial work begins. It may need a permission too; the page says so, the step does not ask."""
    row = _next(placement, version, Vermittlungsstand.PROBEARBEIT, on)
    return _step(row, Vermittlungsstand.PROBEARBEIT, on, by)


@transaction.atomic
def conclude(placement: Placement, *, by: Any, version: int, on: date, **job: Any) -> Placement:
    """A contract: the job is entered with the case like any other, and counts in the report like any other.

    `job` are the columns of Employment but employer and occupation, which the position knows. Raises
    ValidationError as record_episode does, and where every place of the position is taken.
    """
    row = _next(placement, version, Vermittlungsstand.VERTRAG, on)
    if no_place_left(Vacancy.objects.select_for_update().get(pk=row.vacancy_id)):
        raise ValidationError({"on": MORE_THAN_PLACES})
    row.employment = record_episode(
        row.participant,
        Employment,
        by=by,
        employer=row.vacancy.organisation.name,
        occupation=row.vacancy.occupation.main_group,
        **job,
    )
    return _step(row, Vermittlungsstand.VERTRAG, on, by)


@transaction.atomic
def end_placement(placement: Placement, *, by: Any, version: int, on: date, ended_because: str) -> Placement:
    """It came to nothing, with a coded reason; the row stays for the figures of the network.

    A contract ends only as a mistake, and takes its job with it. Raises ValidationError otherwise.
    """
    row = _next(placement, version, Vermittlungsstand.BEENDET, on)
    if not ended_because:
        raise ValidationError({"ended_because": "Wählen Sie den Grund aus."})
    if row.employment is not None:
        if ended_because != Vermittlungsende.IRRTUM:
            text = "Tragen Sie das Ende der Arbeit unter „Arbeit“ ein. Hier endet ein Vertrag nur als Irrtum."
            raise ValidationError({"ended_because": text})
        _take_back_job(row, by)
    row.ended_because = ended_because
    return _step(row, Vermittlungsstand.BEENDET, on, by)


def _take_back_job(row: Placement, by: Any) -> None:
    job, row.employment = row.employment, None
    if job is not None and job.withdrawn_at is None:
        withdraw_episode(job, by=by, version=job.version, reason="Vertrag irrtümlich eingetragen")


def end_with_case(participant: Participant, *, by: Any, on: date) -> None:
    """What is under way ends with a case that ended on the day; part of the step that ended it."""
    if participant.phase != Phase.ABGESCHLOSSEN:
        return
    for found in participant.placements.under_way():
        row = locked(found)
        row.ended_because = Vermittlungsende.FALL
        _step(row, Vermittlungsstand.BEENDET, max(on, row.state_on), by)


def go_on_with_case(participant: Participant, change: PhaseChange, *, by: Any) -> None:
    """What ended with a step that was just taken back goes on, as far as the person still wants it."""
    today = timezone.localdate(moment_of_recording())
    if change.phase != Phase.ABGESCHLOSSEN or participant.phase == Phase.ABGESCHLOSSEN:
        return
    if not allows(participant, Zweck.VERMITTLUNG, today):
        return
    ended = participant.placements.filter(ended_because=Vermittlungsende.FALL)
    for found in ended.filter(state_on__gte=change.effective_on):
        row = locked(found)
        before = row.steps.exclude(state=Vermittlungsstand.BEENDET).latest("id")
        row.ended_because = ""
        _step(row, Vermittlungsstand(before.state), before.on, by)


def stop_placements(consent: PurposeConsent, by: Any) -> None:
    """What rested on a consent that was just taken back ends, as far as no employer has met the person;
    of those who have, somebody asks to delete what they got."""
    if consent.purpose not in (Zweck.VERMITTLUNG, Zweck.WEITERGABE):
        return
    person, on = consent.participant, consent.withdrawn_on
    rows = person.placements.all()
    if consent.purpose == Zweck.VERMITTLUNG:
        withdraw_items(person, by=by)
    elif consent.partner_key is not None:
        rows = rows.filter(vacancy__organisation=consent.partner_key).exclude(partner="")
    else:
        rows = rows.filter(partner__iexact=consent.partner)
    for row in rows.filter(state__in=BEFORE_THE_EMPLOYER):
        current = locked(row)
        current.ended_because = Vermittlungsende.WIDERRUF
        _step(current, Vermittlungsstand.BEENDET, max(on or current.state_on, current.state_on), by)
    if on is not None:
        for row in rows.select_related("vacancy__organisation"):
            if met_on := introduced_on(row):
                ask_for_deletion(row, by=by, recipient=row.vacancy.organisation, left_on=met_on)


def name_may_go(placement: Placement, day: date) -> bool:
    """Whether the employer may know on the day who it is: released by the person, and not taken back."""
    if placement.state not in WITH_NAME:
        return False
    return allows(placement.participant, Zweck.WEITERGABE, day, placement.vacancy.organisation_id)


def _next(placement: Placement, version: int, to: Vermittlungsstand, on: date) -> Placement:
    """The row, locked, if it may take the step on the day."""
    row = locked(placement, version)
    if not may_move(row.state, to):
        raise ValidationError(f"Der Stand ist „{row.get_state_display()}“; dieser Schritt ist nicht dran.")
    if on < row.state_on:
        last = f"{row.get_state_display()} seit {format_day(row.state_on)}"
        raise ValidationError({"on": f"Der Tag liegt vor dem letzten Schritt: {last}."})
    return row


def _step(row: Placement, to: Vermittlungsstand, on: date, by: Any) -> Placement:
    row.state, row.state_on = to, on
    store(row)
    details = f": {row.get_ended_because_display()}" if row.ended_because else ""
    if to == Vermittlungsstand.VORGESTELLT:
        details = f", mit {', '.join(['Name', *(Profilangabe(each).label for each in row.introduced_items)])}"
    _log(row, by, f"Vermittlung {to.label}{details}: {_what(row)}")
    return row


def _log(row: Placement, by: Any, summary: str) -> None:
    PlacementStep.objects.create(
        placement=row, state=row.state, on=row.state_on, recorded_by=by, recorded_at=moment_of_recording()
    )
    record_event(EventKind.PLACEMENT, participant=row.participant, by=by, summary=summary[:300])


def _what(row: Placement) -> str:
    return f"{row.vacancy} bei {row.vacancy.organisation}, {format_day(row.state_on)}"
