"""Everything of a person that runs out, derived as of a day from what is recorded. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from spurwechsel.german import format_day

from .choices import Aufenthaltsstatus, DatePrecision, Einwilligung, Fristart
from .deadline_papers import papers_of
from .deadline_words import AFTERWARDS, Deadline, Holdings, Silence, applied
from .rules.calendar import holds_from
from .rules.verdict import law

ANSWER_WITHIN = timedelta(days=28)
AGE_25A = 27
# With a soft hyphen for narrow columns.
PERMIT = "Beschäftigungs\xaderlaubnis"


def deadlines_of(held: Holdings, today: date) -> tuple[Deadline, ...]:
    """Every deadline of the person, the earliest first; silenced ones say by what."""
    found = [
        *papers_of(held, today),
        *_permits(held, today),
        *_passport(held),
        *_consent(held),
        *_reviews(held),
        *_course_permit(held, today),
        *_course(held, today),
        *_birthday(held, today),
        *_ways(held, today),
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.kind, each.ref)))


def _permits(held: Holdings, today: date) -> Iterator[Deadline]:
    for job in held.jobs:
        ended = job.valid_until is not None and job.valid_until < today
        if job.permit_until and not ended:
            yield Deadline(
                person=held.person,
                kind=Fristart.ERLAUBNIS,
                ref=str(job.pk),
                due=job.permit_until,
                what=PERMIT,
                action="Dokument zu prüfen" if job.permit_until < today else "Verlängerung klären",
                page="work_list",
            )


def _passport(held: Holdings) -> Iterator[Deadline]:
    if held.passport_until:
        yield Deadline(
            held.person,
            Fristart.PASS,
            "pass",
            held.passport_until,
            "Pass oder Passersatz",
            "Verlängerung oder neuen Pass klären",
            "talk_topic",
            ("aufenthalt",),
        )


def _consent(held: Holdings) -> Iterator[Deadline]:
    if held.person.consent == Einwilligung.WIRD_EINGEHOLT and held.known_since:
        yield Deadline(
            held.person,
            Fristart.EINWILLIGUNG,
            "antwort",
            held.known_since + ANSWER_WITHIN,
            "Einwilligung ohne Antwort",
            "Einwilligung einholen oder die Antwort festhalten",
            "consent_edit",
            tone="task",
        )


def _reviews(held: Holdings) -> Iterator[Deadline]:
    rows = (
        (Fristart.WIEDERVORLAGE, "fall", held.person.follow_up_on, "Wiedervorlage", "follow_up_done"),
        (Fristart.PRUEFUNG, "identitaet", held.identity_review, "Identitätsklärung", "identity_note"),
        (Fristart.PRUEFUNG, "hinweis", held.exclusion_review, "Ausschlusshinweis", "exclusion_note"),
    )
    for kind, ref, due, what, page in rows:
        if due:
            action = "Wieder ansehen" if kind == Fristart.WIEDERVORLAGE else "Stand erfragen und eintragen"
            yield Deadline(held.person, kind, ref, due, what, action, page, tone="task")


def _course_permit(held: Holdings, today: date) -> Iterator[Deadline]:
    """Used up by the course itself: while one runs, its end is what counts."""
    due = held.course_permit_until
    if due and not (held.course_until and held.course_until >= today):
        action = "Neue Berechtigung klären" if due < today else "Für einen Kurs anmelden"
        yield Deadline(
            person=held.person,
            kind=Fristart.BERECHTIGUNG,
            ref="kurs",
            due=due,
            what="Teilnahmeberechtigung für einen Deutschkurs",
            action=action,
            page="talk_topic",
            page_args=("sprache",),
        )


def _course(held: Holdings, today: date) -> Iterator[Deadline]:
    due = held.course_until
    if due:
        action = "Ergebnis eintragen" if due < today else "Prüfung und nächsten Kurs klären"
        yield Deadline(
            person=held.person,
            kind=Fristart.KURS,
            ref="kurs",
            due=due,
            what="Deutschkurs endet",
            action=action,
            page="talk_topic",
            page_args=("sprache",),
            tone="day",
        )


NO_LONGER_25A = (Aufenthaltsstatus.AE_25A, Aufenthaltsstatus.AE_25B)


def _birthday(held: Holdings, today: date) -> Iterator[Deadline]:
    """Last day for an application under § 25a: the day before the 27th birthday (born 29.02.: 28.02.).

    Where only the year of birth is known, the last day before that year counts.
    """
    born = held.person.birth_date
    if born is None or any(paper.kind in NO_LONGER_25A and paper.holds_on(today) for paper in held.papers):
        return
    exact = held.person.birth_precision == DatePrecision.DAY
    first = born if exact else date(born.year, 1, 1)
    due = holds_from(first, AGE_25A * 12) - timedelta(days=1)
    if due < today - AFTERWARDS:
        return
    unsure = "" if exact else " (Geburtstag nicht bekannt)"
    what = f"Letzter Tag für einen Antrag nach § 25a AufenthG{unsure}"
    action = "Andere Wege prüfen" if due < today else "Bleibeperspektive prüfen"
    yield Deadline(
        person=held.person,
        kind=Fristart.GEBURTSTAG,
        ref="25a",
        due=due,
        what=law(what),
        action=action,
        page="perspective",
        tone="day",
        silence=_applied_for(held, "25a", due),
    )


def _applied_for(held: Holdings, way: str, by: date = date.max) -> Silence | None:
    """An application for the way filed by the day and not yet decided."""
    pending = [
        each
        for each in held.applications
        if each.purpose == way and not each.ended_on and each.filed_on <= by
    ]
    return applied(pending[0]) if pending else None


def _ways(held: Holdings, today: date) -> Iterator[Deadline]:
    for way in held.first_days:
        if way.day < today - AFTERWARDS:
            continue
        yield Deadline(
            person=held.person,
            kind=Fristart.WEG,
            ref=way.key,
            due=way.day,
            what=f"{way.titel}: ab {format_day(way.day)} erfüllt: {way.reason}{way.besides}",
            action="Antrag vorbereiten" if not way.open_count else "Fehlendes angehen",
            page="perspective",
            tone="day",
            silence=_applied_for(held, way.key),
        )
