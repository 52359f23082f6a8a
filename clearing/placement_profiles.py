"""What the Clearing recorded that matters for work, and of it what people released; many people at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.choices import (
    Anerkennung,
    Beruf,
    Einwilligung,
    Ergebnisstufe,
    Fuehrerschein,
    Mobilitaet,
    Niveau,
    Phase,
    Sprachnachweis,
    Zweck,
)
from participants.models import (
    EducationProfile,
    LanguageProfile,
    LifeProfile,
    Participant,
    PurposeConsent,
    WishProfile,
)
from spurwechsel.german import format_day

from .matching_jobs_criteria import skill_words
from .matching_jobs_facts import Applicant
from .models import CertificateGained, PlacementProfile
from .placement_catalogue import Profilangabe
from .progress import rank

# The level of work that a result of the Kompetenzfeststellung says.
_ASSESSED = {
    Ergebnisstufe.EINSTIEG: 1.0,
    Ergebnisstufe.HELFER: 1.0,
    Ergebnisstufe.TEILWEISE: 1.5,
    Ergebnisstufe.FACHKRAFT: 2.0,
    Ergebnisstufe.EXPERTE: 3.0,
}
_RECOGNISED = {
    Anerkennung.TEILWEISE: 1.5,
    Anerkennung.GLEICHWERTIG: 2.0,
    Anerkennung.VERGLEICHBAR: 3.0,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything that could be released; an empty value is not known."""

    wish: str = ""
    experience: tuple[str, ...] = ()
    skill: float | None = None
    degree: str = ""
    level: str = ""
    is_proven: bool = False
    course_until: date | None = None
    licence: str = ""
    hours: int | None = None
    shifts: bool | None = None
    available_from: date | None = None
    mobility: str = ""

    def released(self, items: Collection[str], *, pk: int, kommune_id: int) -> Applicant:
        """Only what is among the items; the rest is as unknown as if nobody had said it."""
        own: dict[str, Any] = {}
        for item, names in _FIELDS.items():
            if item in items:
                own |= {name: getattr(self, name) for name in names}
        return Applicant(pk=pk, kommune_id=kommune_id, **own)

    def words(self, day: date) -> dict[str, str]:
        """Item → what it says, for what is known, in the order of the items."""
        spoken = {
            Profilangabe.WUNSCH: Beruf(self.wish).label if self.wish else "",
            Profilangabe.ERFAHRUNG: ", ".join(Beruf(each).label for each in self.experience),
            Profilangabe.KOMPETENZ: skill_words(self.skill) if self.skill else "",
            Profilangabe.ABSCHLUSS: self.degree,
            Profilangabe.DEUTSCH: self._german(day),
            Profilangabe.FUEHRERSCHEIN: Fuehrerschein(self.licence).label if self.licence else "",
            Profilangabe.STUNDEN: str(self.hours) if self.hours else "",
            Profilangabe.SCHICHT: {True: "möglich", False: "nicht möglich"}.get(self.shifts, ""),  # type: ignore[arg-type]
            Profilangabe.BEGINN: self._start(day),
            Profilangabe.WEG: Mobilitaet(self.mobility).label if self.mobility else "",
        }
        return {item.value: text for item, text in spoken.items() if text}

    def _start(self, day: date) -> str:
        if self.available_from is None:
            return ""
        return format_day(self.available_from) if self.available_from > day else "sofort"

    def _german(self, day: date) -> str:
        if not self.level:
            return ""
        proof = "mit Zertifikat" if self.is_proven else "eigene Einschätzung"
        course = self.course_until
        goes_on = f", Kurs bis {format_day(course)}" if course and course >= day else ""
        return f"{Niveau(self.level).label} ({proof}){goes_on}"


# Which fields of Applicant an item releases; the others are for the sheet alone.
_FIELDS = {
    Profilangabe.WUNSCH: ("wish",),
    Profilangabe.ERFAHRUNG: ("experience",),
    Profilangabe.KOMPETENZ: ("skill",),
    Profilangabe.DEUTSCH: ("level", "course_until"),
    Profilangabe.FUEHRERSCHEIN: ("licence",),
    Profilangabe.STUNDEN: ("hours",),
    Profilangabe.SCHICHT: ("shifts",),
    Profilangabe.BEGINN: ("available_from",),
    Profilangabe.WEG: ("mobility",),
}


def recorded_of(participant: Participant, day: date) -> Recorded:
    return recorded(Participant.objects.filter(pk=participant.pk), [participant.pk], day)[participant.pk]


def recorded(people: QuerySet[Participant], ids: Iterable[int], day: date) -> dict[int, Recorded]:
    """What is known of many people as of the day, in as many queries as for one; `ids` are theirs."""
    languages = _latest(LanguageProfile, people, day, "speaking", "course_until")
    education = _latest(
        EducationProfile,
        people,
        day,
        *("occupation", "second_occupation", "assessment_level", "training_here", "degree_here"),
        *("recognition", "degree", "driving_licence"),
    )
    wishes = _latest(WishProfile, people, day, "wished_occupation", "hours", "shifts", "available_from")
    lives = _latest(LifeProfile, people, day, "mobility")
    proven = _proven(people, day)
    found = {}
    for pk in ids:
        speaking, course_until = languages.get(pk, ("", None))
        wish, hours, shifts, available_from = wishes.get(pk, ("", None, None, None))
        found[pk] = Recorded(
            level=proven.get(pk) or speaking,
            is_proven=pk in proven,
            course_until=course_until,
            wish=wish,
            hours=hours,
            shifts=shifts,
            available_from=available_from,
            mobility=lives.get(pk, ("",))[0],
            **_trained(education.get(pk)),
        )
    return found


def _trained(row: tuple[Any, ...] | None) -> dict[str, Any]:
    if row is None:
        return {}
    first, second, assessed, training, studied, recognition, degree, licence = row
    levels = [_ASSESSED.get(assessed), _RECOGNISED.get(recognition)]
    levels += [2.0 if training else None, 3.0 if studied else None]
    return {
        "experience": tuple(filter(None, dict.fromkeys((first, second)))),
        "skill": max((each for each in levels if each is not None), default=None),
        "degree": degree,
        "licence": licence,
    }


def _latest(kind: Any, people: QuerySet[Participant], day: date, *names: str) -> dict[int, tuple[Any, ...]]:
    rows = kind.objects.filter(participant__in=people.order_by().values("pk"), stated_on__lte=day)
    newest = rows.order_by("participant_id", "-stated_on", "-id").distinct("participant_id")
    return {row[0]: row[1:] for row in newest.values_list("participant_id", *names)}


def _proven(people: QuerySet[Participant], day: date) -> dict[int, str]:
    """The highest level of German proven by a certificate up to the day (see progress.proven_level)."""
    chosen = people.order_by().values("pk")
    stated = LanguageProfile.objects.filter(participant__in=chosen, stated_on__lte=day)
    papers = stated.filter(evidence=Sprachnachweis.ZERTIFIKAT).exclude(evidence_level="")
    gained = CertificateGained.objects.in_force().filter(participant__in=chosen, gained_on__lte=day)
    found: dict[int, str] = {}
    for rows in (
        papers.order_by().values_list("participant_id", "evidence_level"),
        gained.order_by().exclude(level="").values_list("participant_id", "level"),
    ):
        for pk, level in rows:
            if pk not in found or rank(level) > rank(found[pk]):
                found[pk] = level
    return found


def with_release(people: QuerySet[Participant], day: date) -> QuerySet[Participant]:
    """Of these people those who take part, released something, and whose consent holds on the day."""
    consents = PurposeConsent.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day),
        participant=OuterRef("pk"),
        purpose=Zweck.VERMITTLUNG,
        given_on__lte=day,
    )
    profiles = PlacementProfile.objects.filter(participant=OuterRef("pk")).exclude(items=[])
    taking_part = people.filter(consent=Einwilligung.LIEGT_VOR).exclude(phase=Phase.ABGESCHLOSSEN)
    return taking_part.filter(Exists(consents), Exists(profiles))


def applicants(people: QuerySet[Participant], day: date) -> list[Applicant]:
    """Of these people those who can be compared on the day, who released first before the others."""
    chosen = with_release(people, day)
    rows = PlacementProfile.objects.filter(participant__in=chosen.order_by().values("pk"))
    listed = list(
        rows.order_by("released_on", "id").values_list("participant_id", "participant__kommune_id", "items")
    )
    known = recorded(chosen, [row[0] for row in listed], day)
    return list(_released(listed, known))


def _released(
    rows: Iterable[tuple[int, int, list[str]]], known: Mapping[int, Recorded]
) -> Iterator[Applicant]:
    for pk, kommune_id, items in rows:
        yield known[pk].released(items, pk=pk, kommune_id=kommune_id)
