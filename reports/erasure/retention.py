"""How long a case is kept: a period for each class of cases, and what stands against erasing one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from clearing.deletions import DELETION
from clearing.models import Appointment, ContactAttempt, EsfAnswer, Measure, Packet, Task
from participants.choices import Einwilligung, Phase
from participants.models import Participant, PhasePeriod
from participants.rules.calendar import deadline_after, window_before
from spurwechsel.german import format_day

from ..erasure_models import Erasure, Loeschgrund

# Months after the start of each class (Löschkonzept after DIN 66398, to be confirmed by each Kommune).
INTEREST, CLEARING_ONLY, CASE_FILE = 3, 6, 12
# Answers for the ESF+ are proof for the funder until the end of the fifth year (VO (EU) 2021/1060 Art. 82).
PROOF_YEARS = 5
AT_REST = (Phase.ABGESCHLOSSEN, Phase.IDENTIFIZIERT)


@dataclass(frozen=True)
class Kept:
    """A case is kept as ``label`` from ``start`` up to and including ``until``."""

    label: str
    start: date
    until: date


def with_retention(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Annotates what the periods depend on; the same number of queries for any number of people."""
    own = {"participant": OuterRef("pk")}
    tried = ContactAttempt.objects.filter(**own, withdrawn_at__isnull=True)
    return people.annotate(
        was_supported=Exists(PhasePeriod.objects.filter(**own, phase=Phase.BETREUUNG)),
        measure_runs=Exists(Measure.objects.filter(**own, started_on__isnull=False, ended_on__isnull=True)),
        packet_waits=Exists(Packet.objects.waiting().filter(**own)),
        is_kept_elsewhere=Exists(Task.objects.still_open().filter(**own, origin_key__startswith=DELETION)),
        erasure_ordered=Exists(Erasure.objects.waiting().filter(case_number=OuterRef("case_number"))),
        last_proof=_newest(EsfAnswer.objects.filter(**own), "answered_on"),
        last_contact=Greatest(
            "phase_since", _newest(tried, "tried_on"), _newest(Appointment.objects.filter(**own), "day")
        ),
    )


def _newest(rows: QuerySet, day: str) -> Subquery:  # type: ignore[type-arg]
    newest = rows.order_by().values("participant").annotate(newest=Max(day)).values("newest")
    return Subquery(newest, output_field=DateField())


def kept(person: Participant) -> Kept | None:
    """Of a person with_retention; None while no period runs: the case goes on, or waits with consent."""
    found = _period(person)
    proof = person.last_proof  # type: ignore[attr-defined]
    if found is None or proof is None:
        return found
    until = date(proof.year + PROOF_YEARS, 12, 31)
    return found if until <= found.until else Kept("Nachweis für die ESF+-Förderung", proof, until)


def _period(person: Participant) -> Kept | None:
    if person.phase not in AT_REST:
        return None
    withdrawn = person.consent_withdrawn_on
    if withdrawn is not None:
        return Kept("Einwilligung widerrufen", withdrawn, withdrawn)
    if person.phase == Phase.IDENTIFIZIERT:
        start = person.last_contact  # type: ignore[attr-defined]
        if person.consent == Einwilligung.LIEGT_VOR:
            return None
        return Kept("Interesse ohne Einwilligung", start, deadline_after(start, INTEREST))
    start = person.phase_since
    if person.was_supported:  # type: ignore[attr-defined]
        return Kept("Fallakte", start, deadline_after(start, CASE_FILE))
    return Kept("Clearing ohne Betreuung", start, deadline_after(start, CLEARING_ONLY))


def due(people: QuerySet[Participant], today: date) -> list[tuple[Participant, Kept]]:
    """Whose period is over and whose erasure nobody confirmed yet, the oldest first."""
    might = people.filter(
        Q(consent_withdrawn_on__isnull=False) | Q(phase_since__lt=window_before(today, INTEREST)),
        phase__in=AT_REST,
    )
    undecided = [person for person in with_retention(might) if not person.erasure_ordered]  # type: ignore[attr-defined]
    periods = ((person, kept(person)) for person in undecided)
    over = [(person, period) for person, period in periods if period is not None and period.until < today]
    return sorted(over, key=lambda row: (row[1].until, row[0].pk))


def objection(person: Participant, reason: str, today: date) -> str:
    """Of a person with_retention: why the case is not erased for this reason, in a sentence, or nothing."""
    period = kept(person)
    if person.erasure_ordered:  # type: ignore[attr-defined]
        return "Die Löschung dieses Falls ist schon bestätigt."
    if person.phase not in AT_REST:
        return "Der Fall läuft noch. Beenden Sie zuerst die Teilnahme, dann kann er gelöscht werden."
    if unfinished := _unfinished(person):
        return unfinished
    if person.last_proof is not None:  # type: ignore[attr-defined]
        until = date(person.last_proof.year + PROOF_YEARS, 12, 31)  # type: ignore[attr-defined]
        if today <= until:
            return (
                f"Die Angaben für die ESF+-Förderung sind bis zum {format_day(until)} aufzubewahren;"
                " bis dahin bleibt der Fall."
            )
    if reason == Loeschgrund.WIDERRUF and person.consent_withdrawn_on is None:
        return "Die Einwilligung ist nicht widerrufen. Tragen Sie zuerst den Widerruf ein."
    if reason == Loeschgrund.AUFBEWAHRUNG and period is None:
        return "Für diesen Fall läuft keine Aufbewahrungsfrist."
    if reason == Loeschgrund.AUFBEWAHRUNG and period is not None and today <= period.until:
        return f"Der Fall wird bis zum {format_day(period.until)} aufbewahrt ({period.label})."
    return ""


def _unfinished(person: Participant) -> str:
    """What is to be ended before, in a sentence, or nothing."""
    if person.measure_runs:  # type: ignore[attr-defined]
        return "Eine Maßnahme läuft noch. Tragen Sie zuerst ihr Ende ein, dann kann der Fall gelöscht werden."
    if person.packet_waits:  # type: ignore[attr-defined]
        return (
            "Eine andere Kommune entscheidet noch über die Übernahme. Ziehen Sie das Angebot zuerst zurück."
        )
    if person.is_kept_elsewhere:  # type: ignore[attr-defined]
        return (
            "Eine Stelle hat noch Angaben der Person (Art. 19 DSGVO). Bitten Sie dort zuerst um Löschung, und"
            " erledigen Sie die Aufgabe dazu."
        )
    return ""
