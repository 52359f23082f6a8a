"""Cases that the rules about papers, stay and age must get right."""

from datetime import date, timedelta

from participants.choices import Aufenthaltsstatus as Status
from participants.choices import (
    DatePrecision,
    Duldungsart,
    Gender,
    Identitaetsklaerung,
    Nebenbestimmung,
    ParkReason,
    Phase,
)

from .casebook import Casebook, chain
from .papers import lasting
from .story import Paper
from .workdays import months_later, workday_from

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

S1 = {"art": Duldungsart.A2_S1, "work": Nebenbestimmung.MIT_ERLAUBNIS}
JOB = {"work": Nebenbestimmung.BESTIMMTER_ARBEITGEBER}
FREE = {"work": Nebenbestimmung.ERWERB_GESTATTET}


def tell_papers(book: Casebook) -> None:
    _age_and_time(book)
    _identity_open(book)
    _countries(book)
    _family(book)
    _asylum_and_fiktion(book)


def _age_and_time(book: Casebook) -> None:
    today = book.today
    young = book.person(
        TURNS_27,
        chain(Status.DULDUNG_60A, date(2020, 3, 2), today, **S1),
        birth_date=months_later(today, 4 - 27 * 12),
        entry_date=date(2015, 9, 21),
        nationality="AF",
        language="prs",
    )
    book.begins(young, 300)
    book.goes(young, Phase.CLEARING, 280)
    book.known(young, 280)
    book.goes(
        young,
        Phase.BETREUUNG,
        250,
        "Hat hier fünf Jahre die Schule besucht und den Abschluss geschafft. Bis zum 27. Geburtstag soll der"
        " Antrag für gut integrierte Jugendliche gestellt sein; die Rechtsberatung ist eingeschaltet.",
    )
    chance = book.person(
        CHANCE_UNTIL_MAY_2027,
        Paper(Status.AE_104C, date(2025, 12, 1), date(2027, 5, 31), **FREE),
        entry_date=date(2016, 8, 15),
        nationality="RU",
        language="ce",
    )
    chance.registered(date(2025, 12, 9), talk_held=True)
    chance.moves(Phase.CLEARING, date(2026, 1, 13))
    chance.notes(date(2026, 1, 13), identity=Identitaetsklaerung.MASSNAHMEN_ERGRIFFEN)
    chance.moves(
        Phase.BETREUUNG,
        date(2026, 2, 3),
        "Die Chance endet am 31.05.2027 und wird nicht verlängert. Plan: Deutsch B1, „Leben in Deutschland“"
        " und eine Arbeit, die zum Leben reicht, damit der Antrag rechtzeitig gestellt wird.",
    )
    _workers(book)


def _workers(book: Casebook) -> None:
    today = book.today
    begun = months_later(today, -28) - timedelta(days=10)
    working = book.person(
        MONTH_29_OF_60D,
        [
            Paper(Status.DULDUNG_60A, months_later(begun, -24), begun - timedelta(days=1), **S1),
            lasting(Status.DULDUNG_60D, begun, 30, **JOB),
        ],
        entry_date=date(2018, 2, 19),
        nationality="AF",
        language="prs",
    )
    book.begins(working, 330)
    book.goes(working, Phase.CLEARING, 310)
    book.known(working, 310)
    book.goes(
        working,
        Phase.BETREUUNG,
        290,
        "Arbeitet seit mehr als zwei Jahren in der Wäscherei. Nach dreißig Monaten soll der Antrag auf einen"
        " Titel folgen; bis dahin fehlt das Zertifikat A2.",
    )
    almost = book.person(
        ALMOST_SIX_YEARS,
        chain(Status.DULDUNG_60A, months_later(today, -71), today, **S1),
        gender=Gender.WEIBLICH,
        birth_date=date(1993, 11, 30),
        entry_date=months_later(today, -71),
        nationality="CM",
        language="fr",
    )
    book.begins(almost, 260)
    book.goes(almost, Phase.CLEARING, 240)
    book.known(almost, 240)
    book.goes(
        almost,
        Phase.BETREUUNG,
        215,
        "In wenigen Wochen sind sechs Jahre erreicht. Deutsch B1 ist bestanden; der Antrag wird vorbereitet.",
    )


def _identity_open(book: Casebook) -> None:
    """Refusal stands against the Clearing and can be made good at any time."""
    person = book.person(
        DULDUNG_60B,
        chain(Status.DULDUNG_60B, book.ago(200), book.today, 6, work=Nebenbestimmung.NICHT_GESTATTET),
        nationality="GN",
        language="ff",
        worker="probe",
    )
    book.begins(person, 190)
    person.notes(book.ago(180), identity=Identitaetsklaerung.MITWIRKUNG_VERWEIGERT)
    person.notes(book.ago(95), identity=Identitaetsklaerung.IN_KLAERUNG)
    book.goes(
        person,
        Phase.CLEARING,
        90,
        "War mit der Verfahrensberatung bei der Botschaft und hat den Termin belegt; das Clearing beginnt.",
    )


def _countries(book: Casebook) -> None:
    georgian = book.person(
        GEORGIAN,
        chain(Status.DULDUNG_60A, date(2022, 9, 1), book.today, **S1),
        entry_date=date(2022, 2, 8),
        birth_date=date(1988, 1, 25),
        nationality="GE",
        language="ka",
        worker="probe",
    )
    book.begins(georgian, 230)
    book.goes(georgian, Phase.CLEARING, 205)
    book.known(georgian, 205)
    turkish = book.person(
        TURKISH_2023,
        [
            Paper(Status.GESTATTUNG_55, date(2023, 4, 11), date(2025, 4, 10), **S1 | {"art": ""}),
            *chain(Status.DULDUNG_60A, date(2025, 4, 11), book.today, **S1),
        ],
        entry_date=date(2023, 3, 27),
        birth_date=date(1997, 6, 2),
        nationality="TR",
        language="kmr",
        worker="exempel",
    )
    book.begins(turkish, 170)
    book.goes(turkish, Phase.CLEARING, 150)
    book.known(turkish, 150, Identitaetsklaerung.IN_KLAERUNG)


def _family(book: Casebook) -> None:
    """Four years here with a child: the mother waits for a place in the Kita."""
    entry = months_later(book.today, -50)
    papers = chain(Status.DULDUNG_60A, months_later(book.today, -48), book.today, **S1)
    mother = book.person(
        FAMILY[0],
        papers,
        gender=Gender.WEIBLICH,
        birth_date=date(1996, 2, 11),
        entry_date=entry,
        nationality="AF",
        language="prs",
    )
    book.begins(mother, 220)
    book.goes(mother, Phase.CLEARING, 200)
    book.known(mother, 200)
    book.goes(
        mother,
        Phase.UNVEREINBARKEIT,
        185,
        "Möchte in die Kinderpflege. Für die jüngere Tochter gibt es noch keinen Kita-Platz; bis dahin"
        " Pause.",
        park_reason=ParkReason.KINDERBETREUUNG,
        follow_up_on=workday_from(book.today + timedelta(days=45)),
    )
    father = book.person(
        FAMILY[1], papers, birth_date=date(1992, 8, 19), entry_date=entry, nationality="AF", language="prs"
    )
    book.begins(father, 220)
    book.goes(father, Phase.CLEARING, 200)
    book.known(father, 200)
    book.goes(
        father,
        Phase.BETREUUNG,
        180,
        "Lernt Deutsch B1 am Abend und arbeitet am Vormittag im Lager; die Familie plant gemeinsam.",
    )


def _asylum_and_fiktion(book: Casebook) -> None:
    today = book.today
    waiting = book.person(
        GESTATTUNG_FOUR_YEARS,
        chain(
            Status.GESTATTUNG_55,
            months_later(today, -48),
            today,
            work=Nebenbestimmung.BESCHAEFTIGUNG_GESTATTET,
        ),
        gender=Gender.WEIBLICH,
        birth_date=date(1995, 10, 5),
        entry_date=months_later(today, -49),
        nationality="KE",
        language="en",
        needs_interpreting=False,
    )
    book.begins(waiting, 240)
    book.goes(waiting, Phase.CLEARING, 225)
    book.known(waiting, 225)
    book.goes(waiting, Phase.BETREUUNG, 210)
    late = book.person(
        LATE_FIKTION,
        lasting(Status.FIKTION_81_3_S2, book.ago(40), 6, work=Nebenbestimmung.MIT_ERLAUBNIS),
        nationality="AM",
        language="hy",
        worker="exempel",
    )
    book.begins(late, 35)
    book.goes(late, Phase.CLEARING, 20)
    beside = book.person(
        FIKTION_BESIDE_TITLE,
        [
            Paper(Status.AE_25_5, book.ago(347), today + timedelta(days=18), **FREE),
            lasting(Status.FIKTION_81_4, book.ago(15), 6, **FREE),
        ],
        gender=Gender.WEIBLICH,
        birth_date=date(1984, 12, 9),
        entry_date=date(2015, 10, 12),
        entry_precision=DatePrecision.DAY,
        nationality="SY",
        language="ar",
    )
    book.begins(beside, 120)
    book.goes(beside, Phase.CLEARING, 100)
    book.known(beside, 100)
    book.goes(beside, Phase.BETREUUNG, 80)
    expired = book.person(
        EXPIRED,
        Paper(Status.DULDUNG_60A, book.ago(200), today - timedelta(days=12), **S1),
        nationality="TR",
        language="tr",
        entry_date=date(2019, 1, 14),
    )
    book.begins(expired, 160)
    book.goes(expired, Phase.CLEARING, 140)
    book.known(expired, 140)
    book.goes(expired, Phase.BETREUUNG, 120)
