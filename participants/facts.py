"""The only bridge from the database to the rules: what was true of a person on a day."""

from datetime import date

from .choices import DatePrecision, Einwilligung
from .models import Participant
from .rules import Facts
from .rules import facts as vocabulary


def facts_of(participant: Participant, day: date) -> Facts:
    """What we hold for the day, as known now. Dates of which only month or year is known stay unknown."""
    return Facts(
        id=participant.case_number,
        geburtsdatum=_exact(participant.birth_date, participant.birth_precision),
        einreise=_exact(participant.entry_date, participant.entry_precision),
        staatsangehoerigkeit=participant.nationality or None,
        status=_status_periods(participant, day),
        identitaet=_identity(participant, day),
        ausschluss_hinweis=_exclusion(participant, day),
        einwilligung=consent_on(participant, day),
    )


def consent_on(participant: Participant, day: date) -> bool | None:
    """True while it holds, False once refused or withdrawn, None while nobody has an answer.

    A withdrawal counts from its own day on.
    """
    if participant.consent_withdrawn_on and participant.consent_withdrawn_on <= day:
        return False
    if participant.consent == Einwilligung.NICHT_ERTEILT:
        return False
    if participant.consent_on and participant.consent_on <= day:
        return True
    return None


def _exact(value: date | None, precision: str) -> date | None:
    return value if precision == DatePrecision.DAY else None


def _status_periods(participant: Participant, day: date) -> tuple[vocabulary.StatusPeriod, ...]:
    periods = [
        status
        for status in participant.residence.all()
        if status.withdrawn_at is None and status.valid_from <= day
    ]
    return tuple(
        vocabulary.StatusPeriod(
            art=vocabulary.Status(status.kind),
            von=status.valid_from,
            bis=status.valid_until,
            duldungsart=vocabulary.Duldungsart(status.duldungsart) if status.duldungsart else None,
        )
        for status in sorted(periods, key=lambda status: (status.valid_from, status.pk))
    )


def _identity(participant: Participant, day: date) -> vocabulary.Identitaet:
    notes = [note for note in participant.identitynotes.all() if note.stated_on <= day]
    if not notes:
        return vocabulary.Identitaet()
    latest = max(notes, key=lambda note: (note.stated_on, note.pk))
    state = vocabulary.Stand(latest.state)
    clarified = latest.stated_on if state == vocabulary.Stand.GEKLAERT else None
    return vocabulary.Identitaet(stand=state, geklaert_am=clarified)


def _exclusion(participant: Participant, day: date) -> vocabulary.Ausschlusshinweis | None:
    notes = [note for note in participant.exclusionnotes.all() if note.stated_on <= day]
    if not notes:
        return None
    latest = max(notes, key=lambda note: (note.stated_on, note.pk))
    return vocabulary.Ausschlusshinweis(latest.state)
