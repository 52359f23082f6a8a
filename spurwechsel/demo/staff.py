"""The two towns that ran the programme first, and the invented people who work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from participants.services import recording_at
from reports.programmes import known_programmes
from reports.services import add_programme
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from spurwechsel.services import add_estimate, create_kommune, create_user

COTTBUS, POTSDAM = "cottbus", "potsdam"
FOUNDED_ON = date(2023, 9, 4)
PROGRAMME_BEGAN_ON = {COTTBUS: date(2023, 7, 7), POTSDAM: date(2023, 5, 10)}
# Potsdam asks the ESF+ set since it is part of KIM.
ESF_PLUS_FROM = {POTSDAM: date(2026, 1, 1)}
ADMINISTRATION = "administration"


@dataclass(frozen=True)
class Colleague:
    """`visits` are the further Kommunen in which a Fallbegleitung stands in."""

    email: str
    name: str
    role: Role
    kommune: str | None = None
    visits: tuple[str, ...] = ()


KOMMUNEN: tuple[dict[str, Any], ...] = (
    {
        "key": COTTBUS,
        "name": "Stadt Cottbus/Chóśebuz",
        "case_prefix": "CB",
        "department": "Dezernat Soziales, Jugend, Bildung und Integration",
        "team": "Koordination Spurwechsel",
        "contact": "spurwechsel.cottbus@example.org",
        "street": "Neumarkt 5",
        "postcode": "03046",
        "town": "Cottbus/Chóśebuz",
        "phone": "0355 0000-123",
        "email": "spurwechsel.cottbus@example.org",
        "privacy_contact": "datenschutz.cottbus@example.org",
        "own_projects_label": "Projekte FB 15",
        "four_eyes": False,
    },
    {
        "key": POTSDAM,
        "name": "Landeshauptstadt Potsdam",
        "case_prefix": "P",
        "department": "Bereich Arbeit und Beschäftigung",
        "team": "Koordination Spurwechsel",
        "contact": "spurwechsel.potsdam@example.org",
        "street": "Friedrich-Ebert-Straße 79",
        "postcode": "14469",
        "town": "Potsdam",
        "phone": "0331 0000-123",
        "email": "spurwechsel.potsdam@example.org",
        "privacy_contact": "datenschutz.potsdam@example.org",
        "esf_plus_from": ESF_PLUS_FROM[POTSDAM],
        "four_eyes": False,
    },
)
# (day, possible participants, Geduldete in town, basis); the published figures first, the others invented.
ESTIMATES = {
    COTTBUS: (
        (date(2024, 1, 10), 151, None, "Fachgespräch im Landtag, Januar 2024"),
        (date(2024, 3, 27), 150, None, "Schätzung der Koordination, März 2024"),
        (date(2025, 1, 31), 158, None, "Fortschreibung für die Demodaten"),
        (date(2026, 1, 30), 162, None, "Fortschreibung für die Demodaten"),
    ),
    POTSDAM: (
        (date(2023, 5, 10), 300, 685, "Vorstellung des Modellprojekts, Mai 2023"),
        (date(2026, 1, 30), 240, 540, "Fortschreibung für die Demodaten"),
    ),
}
STAFF: dict[str, Colleague] = {
    "beispiel": Colleague("a.beispiel@example.org", "A. Beispiel", Role.FALLBEGLEITUNG, COTTBUS),
    "probe": Colleague("b.probe@example.org", "B. Probe", Role.FALLBEGLEITUNG, COTTBUS),
    "exempel": Colleague("c.exempel@example.org", "C. Exempel", Role.FALLBEGLEITUNG, COTTBUS),
    "muster": Colleague("k.muster@example.org", "K. Muster", Role.KOORDINATION, COTTBUS),
    "modell": Colleague("d.modell@example.org", "D. Modell", Role.FALLBEGLEITUNG, POTSDAM),
    "vorlage": Colleague("e.vorlage@example.org", "E. Vorlage", Role.FALLBEGLEITUNG, POTSDAM),
    "entwurf": Colleague("f.entwurf@example.org", "F. Entwurf", Role.FALLBEGLEITUNG, POTSDAM),
    "schablone": Colleague("m.schablone@example.org", "M. Schablone", Role.KOORDINATION, POTSDAM),
    "vertretung": Colleague(
        "v.vertretung@example.org", "V. Vertretung", Role.FALLBEGLEITUNG, COTTBUS, visits=(POTSDAM,)
    ),
    "auswertung": Colleague("s.stichprobe@example.org", "S. Stichprobe", Role.AUSWERTUNG),
    ADMINISTRATION: Colleague("p.platzhalter@example.org", "P. Platzhalter", Role.FACHADMINISTRATION),
    "datenschutz": Colleague("u.ungenannt@example.org", "U. Ungenannt", Role.DATENSCHUTZ),
}
CASEWORKERS = {
    COTTBUS: ("beispiel", "probe", "exempel", "vertretung"),
    POTSDAM: ("modell", "vorlage", "entwurf"),
}
COORDINATORS = {COTTBUS: "muster", POTSDAM: "schablone"}


def found(today: date) -> tuple[dict[str, Kommune], dict[str, User]]:
    """The towns and everybody who works there, without passwords yet, both by key.

    The Fachadministration sets everything up, each thing on its day but none later than today.
    """
    with recording_at(_morning(FOUNDED_ON)):
        administration = _hire(STAFF[ADMINISTRATION])
        kommunen = {facts["key"]: create_kommune(by=administration, **facts) for facts in KOMMUNEN}
        staff = {ADMINISTRATION: administration}
        for key, colleague in STAFF.items():
            if key != ADMINISTRATION:
                staff[key] = _hire(colleague, kommunen, by=administration)
    for kommune in kommunen.values():
        _set_up(kommune, administration, today)
    return kommunen, staff


def _hire(colleague: Colleague, kommunen: Mapping[str, Kommune] = {}, by: User | None = None) -> User:
    return create_user(
        email=colleague.email,
        name=colleague.name,
        role=colleague.role,
        kommune=kommunen[colleague.kommune] if colleague.kommune else None,
        further_kommunen=[kommunen[visited] for visited in colleague.visits],
        is_demo=True,
        by=by,
    )


def _set_up(kommune: Kommune, administration: User, today: date) -> None:
    for day, count, tolerated, source in ESTIMATES[kommune.key]:
        if day <= today:
            with recording_at(_morning(max(day, FOUNDED_ON))):
                add_estimate(
                    kommune,
                    by=administration,
                    day=day,
                    count=count,
                    tolerated_in_town=tolerated,
                    source=source,
                )
    for row in known_programmes(PROGRAMME_BEGAN_ON[kommune.key]):
        begin = row["valid_from"]
        with recording_at(_morning(min(max(begin, FOUNDED_ON), today))):
            add_programme(
                kommune, by=administration, funding_code=f"MUSTER-{kommune.case_prefix}-{begin.year}", **row
            )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8)))
