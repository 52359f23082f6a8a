"""Cases that the rules about papers, stay and age must get right."""

from datetime import date, timedelta
from typing import Any

from participants.choices import Aufenthaltsstatus as Status
from participants.choices import Duldungsart, Identitaetsklaerung, Nebenbestimmung, ParkReason, Phase

from .casebook import WOMAN, Casebook, came, chain, known, noted, went
from .papers import lasting
from .story import Paper
from .workdays import months_later

TURNS_27 = ("Noori", "Omid")
CHANCE_UNTIL_MAY_2027 = ("Jachjajew", "Islam")
DULDUNG_60B = ("Diallo", "Mamadou")
GEORGIAN = ("Beridse", "Nodar")
TURKISH_2023 = ("Öztürk", "Ali")
MONTH_29_OF_60D = ("Karimi", "Rafi")
ALMOST_SIX_YEARS = ("Kamga", "Estelle")
FAMILY = (("Haidari", "Zahra"), ("Haidari", "Jawad"))
GESTATTUNG_FOUR_YEARS = ("Mwangi", "Grace")
LATE_FIKTION = ("Sargsyan", "Armen")
FIKTION_BESIDE_TITLE = ("Mansour", "Rana")
EXPIRED = ("Kaya", "Emre")

C, B = Phase.CLEARING, Phase.BETREUUNG
PERMIT: dict[str, Any] = {"work": Nebenbestimmung.MIT_ERLAUBNIS}
S1: dict[str, Any] = {"art": Duldungsart.A2_S1} | PERMIT
FREE: dict[str, Any] = {"work": Nebenbestimmung.ERWERB_GESTATTET}


def tell_papers(book: Casebook) -> None:
    for case in (
        _turns_27,
        _last_chance,
        _identity_open,
        _georgian,
        _turkish,
        _month_29,
        _almost_six_years,
        _family,
        _gestattung,
        _fiktionen,
        _expired,
    ):
        case(book)


def _turns_27(book: Casebook) -> None:
    book.tell(
        TURNS_27,
        chain(Status.DULDUNG_60A, date(2020, 3, 2), book.today, **S1),
        came(300),
        went(280, C),
        known(280),
        went(
            250,
            B,
            "Hat hier fünf Jahre die Schule besucht und den Abschluss geschafft. Bis zum 27. Geburtstag soll"
            " der Antrag für gut integrierte Jugendliche gestellt sein; die Rechtsberatung hilft dabei.",
        ),
        birth_date=months_later(book.today, 4 - 27 * 12),
        entry_date=date(2015, 9, 21),
        nationality="AF",
        language="prs",
    )


def _last_chance(book: Casebook) -> None:
    """Granted in the last month in which that was possible; the days are fixed."""
    registered_on = date(2025, 12, 9)
    days_ago = (book.today - registered_on).days
    book.tell(
        CHANCE_UNTIL_MAY_2027,
        Paper(Status.AE_104C, date(2025, 12, 1), date(2027, 5, 31), **FREE),
        came(days_ago),
        went(days_ago - 35, C),
        noted(days_ago - 35, identity=Identitaetsklaerung.MASSNAHMEN_ERGRIFFEN),
        went(
            days_ago - 56,
            B,
            "Die Chance endet am 31.05.2027 und wird nicht verlängert. Plan: Deutsch B1, „Leben in"
            " Deutschland“ und eine Arbeit, die zum Leben reicht; dann rechtzeitig den Antrag stellen.",
        ),
        entry_date=date(2016, 8, 15),
        nationality="RU",
        language="ce",
    )


def _identity_open(book: Casebook) -> None:
    """Refusal stands against the Clearing and can be made good at any time."""
    no_work = Nebenbestimmung.NICHT_GESTATTET
    book.tell(
        DULDUNG_60B,
        chain(Status.DULDUNG_60B, book.ago(200), book.today, 6, work=no_work),
        came(190),
        noted(180, identity=Identitaetsklaerung.MITWIRKUNG_VERWEIGERT),
        noted(95, identity=Identitaetsklaerung.IN_KLAERUNG),
        went(
            90,
            C,
            "War mit der Verfahrensberatung bei der Botschaft und hat das belegt; das Clearing beginnt.",
        ),
        nationality="GN",
        language="ff",
        worker="probe",
    )


def _georgian(book: Casebook) -> None:
    book.tell(
        GEORGIAN,
        chain(Status.DULDUNG_60A, date(2022, 9, 1), book.today, **S1),
        came(230),
        went(205, C),
        known(205),
        entry_date=date(2022, 2, 8),
        birth_date=date(1988, 1, 25),
        nationality="GE",
        language="ka",
        worker="probe",
    )


def _turkish(book: Casebook) -> None:
    book.tell(
        TURKISH_2023,
        [
            Paper(Status.GESTATTUNG_55, date(2023, 4, 11), date(2025, 4, 10), **PERMIT),
            *chain(Status.DULDUNG_60A, date(2025, 4, 11), book.today, **S1),
        ],
        came(170),
        went(150, C),
        known(150, Identitaetsklaerung.IN_KLAERUNG),
        entry_date=date(2023, 3, 27),
        birth_date=date(1997, 6, 2),
        nationality="TR",
        language="kmr",
        worker="exempel",
    )


def _month_29(book: Casebook) -> None:
    begun = months_later(book.today, -28) - timedelta(days=10)
    book.tell(
        MONTH_29_OF_60D,
        [
            Paper(Status.DULDUNG_60A, months_later(begun, -24), begun - timedelta(days=1), **S1),
            lasting(Status.DULDUNG_60D, begun, 30, work=Nebenbestimmung.BESTIMMTER_ARBEITGEBER),
        ],
        came(330),
        went(310, C),
        known(310),
        went(
            290,
            B,
            "Arbeitet seit mehr als zwei Jahren in der Wäscherei. Nach dreißig Monaten soll der Antrag auf"
            " einen Titel folgen; bis dahin fehlt das Zertifikat A2.",
        ),
        entry_date=date(2018, 2, 19),
        nationality="AF",
        language="prs",
    )


def _almost_six_years(book: Casebook) -> None:
    arrived = months_later(book.today, -71)
    book.tell(
        ALMOST_SIX_YEARS,
        chain(Status.DULDUNG_60A, arrived, book.today, **S1),
        came(260),
        went(240, C),
        known(240),
        went(
            215,
            B,
            "In wenigen Monaten sind sechs Jahre erreicht. Deutsch B1 ist bestanden; der Antrag wird"
            " vorbereitet.",
        ),
        **WOMAN,
        entry_date=arrived,
        nationality="CM",
        language="fr",
    )


def _family(book: Casebook) -> None:
    """Four years here with children: the mother waits for a place in the Kita."""
    begun = months_later(book.today, -48) - timedelta(days=20)
    papers = chain(Status.DULDUNG_60A, begun, book.today, **S1)
    both: dict[str, Any] = {
        "entry_date": months_later(book.today, -50),
        "nationality": "AF",
        "language": "prs",
    }
    book.tell(
        FAMILY[0],
        papers,
        came(220),
        went(200, C),
        known(200),
        went(
            185,
            Phase.UNVEREINBARKEIT,
            "Möchte in die Kinderpflege. Für die jüngere Tochter gibt es noch keinen Kita-Platz; bis dahin"
            " machen wir Pause.",
            park_reason=ParkReason.KINDERBETREUUNG,
            follow_up_on=book.ahead(45),
        ),
        **WOMAN,
        **both,
    )
    book.tell(
        FAMILY[1],
        papers,
        came(220),
        went(200, C),
        known(200),
        went(
            180, B, "Lernt am Abend für B1 und arbeitet am Vormittag im Lager; die Familie plant gemeinsam."
        ),
        **both,
    )


def _gestattung(book: Casebook) -> None:
    begun = months_later(book.today, -48) - timedelta(days=20)
    allowed = Nebenbestimmung.BESCHAEFTIGUNG_GESTATTET
    book.tell(
        GESTATTUNG_FOUR_YEARS,
        chain(Status.GESTATTUNG_55, begun, book.today, work=allowed),
        came(240),
        went(225, C),
        known(225),
        went(210, B),
        **WOMAN,
        entry_date=months_later(book.today, -50),
        nationality="KE",
        language="en",
    )


def _fiktionen(book: Casebook) -> None:
    """One after a late application, one beside the title that it continues."""
    book.tell(
        LATE_FIKTION,
        lasting(Status.FIKTION_81_3_S2, book.ago(40), 6, **PERMIT),
        came(35),
        went(20, C),
        nationality="AM",
        language="hy",
        worker="exempel",
    )
    book.tell(
        FIKTION_BESIDE_TITLE,
        [
            Paper(Status.AE_25_5, book.ago(347), book.today + timedelta(days=18), **FREE),
            lasting(Status.FIKTION_81_4, book.ago(15), 6, **FREE),
        ],
        came(120),
        went(100, C),
        known(100),
        went(80, B),
        **WOMAN,
        entry_date=date(2015, 10, 12),
        nationality="SY",
        language="ar",
    )


def _expired(book: Casebook) -> None:
    book.tell(
        EXPIRED,
        Paper(Status.DULDUNG_60A, book.ago(200), book.today - timedelta(days=12), **S1),
        came(160),
        went(140, C),
        known(140),
        went(120, B),
        entry_date=date(2019, 1, 14),
        nationality="TR",
        language="tr",
    )
