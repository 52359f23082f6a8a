"""Cases that names, facts about a person and the steps of a case must get right."""

from datetime import date, timedelta

from participants.choices import (
    Abschluss,
    Ausschlusshinweis,
    DatePrecision,
    Gender,
    ParkReason,
    Phase,
    Zugang,
)
from participants.choices import Aufenthaltsstatus as Status

from .casebook import Casebook, chain
from .edge_papers import FREE, S1
from .papers import lasting
from .staff import COORDINATORS, COTTBUS, POTSDAM
from .story import Paper, Story
from .workdays import workday_from

BIRTH_YEAR_ONLY = ("Farah", "Mahad")
ONE_WORD = (("Zabihullah", ""), ("Myint", ""))
DOUBLE = (("Müller", "Elena"), ("Mueller", "Elena"))
CONSENT_WITHDRAWN = ("Ngono", "Blaise")
CONSENT_REFUSED = ("Kapanadse", "Levan")
DIVERS = ("Rostami", "Navid")
STATELESS = ("Darwisch", "Samer")
NATIONALITY_UNCLEAR = ("Jallow", "Lamin")
KOSOVO = ("Krasniqi", "Drita")
MOVED_TO_POTSDAM = ("Tesfay", "Selam")
FOLLOW_UP_TODAY = ("Şahin", "Elif")
FOLLOW_UP_OVERDUE = ("Đặng", "Thị Lan")
FOLLOW_UP_LATER = ("Otieno", "Esther")
REVOKED = ("Iwanowa", "Olga")
BACK_DATED = ("Abena", "Mireille")
EXCEPTION = ("Świątek-Haddad", "Mariam")
TO_REFER = ("Straußberg", "Lidia")
APOSTROPHE = ("O'Neill", "Adaeze")
TRANSLITERATED = ("al-Ḥusaynī", "Ḥasan")
RETURNED = ("Petrović", "Dragan")
DIED = ("Hồ", "Văn Nam")
CLARIFICATION = ("Gashi", "Valon")
NOT_POSSIBLE_NOW = ("Saidow", "Anzor")


def tell_people(book: Casebook) -> None:
    _names(book)
    _facts(book)
    _consent(book)
    _parked(book)
    _corrected(book)
    _decided(book)
    _exclusion(book)
    _ended(book)


def _duldung(book: Casebook, days_ago: int) -> list[Paper]:
    return chain(Status.DULDUNG_60A, book.ago(days_ago), book.today, **S1)


def _names(book: Casebook) -> None:
    one = book.person(ONE_WORD[0], _duldung(book, 150), single_name=True, nationality="AF", language="ps")
    book.begins(one, 130, talk_held=False)
    book.goes(one, Phase.TERMINVEREINBARUNG, 100)
    other = book.person(
        ONE_WORD[1], _duldung(book, 90), single_name=True, nationality="MM", language="andere", worker="probe"
    )
    book.begins(other, 60)
    for name, worker, days_ago in ((DOUBLE[0], "beispiel", 75), (DOUBLE[1], "probe", 26)):
        double = book.person(
            name,
            Paper(Status.DULDUNG_60A, book.ago(110), book.today + timedelta(days=71), **S1),
            gender=Gender.WEIBLICH,
            birth_date=date(1989, 5, 17),
            nationality="RU",
            language="ru",
            worker=worker,
        )
        book.begins(double, days_ago)
    neill = book.person(
        APOSTROPHE,
        _duldung(book, 210),
        gender=Gender.WEIBLICH,
        birth_date=date(1990, 3, 17),
        nationality="NG",
        language="en",
        needs_interpreting=False,
    )
    book.begins(neill, 200)
    book.goes(neill, Phase.CLEARING, 175)
    book.goes(neill, Phase.BETREUUNG, 150)
    arabic = book.person(
        TRANSLITERATED, _duldung(book, 95), nationality="IQ", language="ar", worker="exempel"
    )
    book.begins(arabic, 85)
    book.goes(arabic, Phase.CLEARING, 40)


def _facts(book: Casebook) -> None:
    only_year = book.person(
        BIRTH_YEAR_ONLY,
        _duldung(book, 140),
        birth_date=date(1994, 1, 1),
        birth_precision=DatePrecision.YEAR,
        entry_date=date(2017, 1, 1),
        entry_precision=DatePrecision.YEAR,
        nationality="SO",
        language="so",
    )
    book.begins(only_year, 125)
    divers = book.person(DIVERS, _duldung(book, 135), gender=Gender.DIVERS, nationality="IR", language="fa")
    book.begins(divers, 110)
    book.goes(divers, Phase.CLEARING, 90)
    book.known(divers, 90)
    book.goes(divers, Phase.BETREUUNG, 70)
    stateless = book.person(STATELESS, _duldung(book, 115), nationality="staatenlos", language="ar")
    book.begins(stateless, 105)
    book.goes(stateless, Phase.CLEARING, 50)
    unclear = book.person(
        NATIONALITY_UNCLEAR, _duldung(book, 100), nationality="ungeklaert", language="en", worker="exempel"
    )
    book.begins(unclear, 80)
    kosovo = book.person(
        KOSOVO,
        _duldung(book, 190),
        gender=Gender.WEIBLICH,
        birth_date=date(1979, 4, 4),
        entry_date=date(2014, 11, 24),
        nationality="XK",
        language="sq",
    )
    book.begins(kosovo, 180)
    book.goes(kosovo, Phase.CLEARING, 160)
    book.goes(
        kosovo,
        Phase.KEINE_BEDARFE,
        145,
        park_reason=ParkReason.ANDERE_STELLE,
        follow_up_on=workday_from(book.today + timedelta(days=60)),
    )


def _consent(book: Casebook) -> None:
    person = book.person(CONSENT_WITHDRAWN, _duldung(book, 130), nationality="CM", language="fr")
    book.begins(person, 120)
    book.goes(person, Phase.CLEARING, 90)
    person.withdraws_consent(book.ago(30))
    book.goes(person, Phase.ABGESCHLOSSEN, 30, outcome=Abschluss.WIDERRUF)
    refused = book.person(
        CONSENT_REFUSED, _duldung(book, 70), nationality="GE", language="ka", worker="probe"
    )
    book.begins(refused, 45, refuses=True)


def _parked(book: Casebook) -> None:
    """Follow-ups due today, overdue and later."""
    for name, nationality, language, due_in in (
        (FOLLOW_UP_TODAY, "TR", "tr", 0),
        (FOLLOW_UP_OVERDUE, "VN", "vi", -9),
        (FOLLOW_UP_LATER, "KE", "sw", 30),
    ):
        person = book.person(
            name,
            _duldung(book, 230),
            gender=Gender.WEIBLICH,
            birth_date=date(1992, 9, 1),
            nationality=nationality,
            language=language,
        )
        book.begins(person, 210)
        book.goes(person, Phase.CLEARING, 190)
        book.known(person, 190)
        book.goes(
            person,
            Phase.UNVEREINBARKEIT,
            130,
            park_reason=ParkReason.KINDERBETREUUNG if due_in else ParkReason.ARBEITSZEIT,
            follow_up_on=book.today + timedelta(days=due_in),
        )


def _corrected(book: Casebook) -> None:
    mistaken = book.person(
        REVOKED, _duldung(book, 100), gender=Gender.WEIBLICH, nationality="RU", language="ru"
    )
    book.begins(mistaken, 90)
    book.goes(mistaken, Phase.CLEARING, 60)
    mistaken.takes_back(
        book.ago(59), "Bei der falschen Person eingetragen: Verwechslung mit dem Familiennamen."
    )
    late = book.person(
        BACK_DATED, _duldung(book, 160), gender=Gender.WEIBLICH, nationality="CM", language="fr"
    )
    book.begins(late, 150)
    book.goes(late, Phase.CLEARING, 100, late=20)
    moved = book.person(
        MOVED_TO_POTSDAM,
        _duldung(book, 260),
        gender=Gender.WEIBLICH,
        birth_date=date(1998, 12, 1),
        nationality="ER",
        language="ti",
    )
    book.begins(moved, 250)
    book.goes(moved, Phase.CLEARING, 230)
    book.goes(moved, Phase.BETREUUNG, 200)
    book.goes(
        moved,
        Phase.ABGESCHLOSSEN,
        110,
        "Umverteilung nach Potsdam ist bewilligt. Der Spurwechsel dort ist informiert, mit Einwilligung.",
        outcome=Abschluss.VERZOGEN,
    )
    again = book.person(
        MOVED_TO_POTSDAM,
        _duldung(book, 260),
        kommune=POTSDAM,
        worker="modell",
        gender=Gender.WEIBLICH,
        birth_date=date(1998, 12, 1),
        nationality="ER",
        language="ti",
        channel=Zugang.NETZWERK,
    )
    book.begins(again, 100)
    book.goes(again, Phase.CLEARING, 85)


def _decided(book: Casebook) -> None:
    """A title outside the fundable groups: one case is referred, one is passed by the Koordination."""
    refer = book.person(
        TO_REFER,
        lasting(Status.SONSTIGE, book.ago(220), 36, **FREE),
        gender=Gender.WEIBLICH,
        nationality="RU",
        language="ru",
    )
    book.begins(refer, 28)
    passed = book.person(
        EXCEPTION,
        lasting(Status.SONSTIGE, book.ago(300), 36, **FREE),
        gender=Gender.WEIBLICH,
        nationality="SY",
        language="ar",
    )
    book.begins(passed, 140)
    decision = (
        "War bis zur Erteilung des Titels schon im Spurwechsel angemeldet; der begonnene Kurs soll zu Ende"
        " gehen. Mit dem Jobcenter abgestimmt."
    )
    coordinator = COORDINATORS[COTTBUS]
    book.goes(passed, Phase.CLEARING, 125, by=coordinator, exception_reason=decision)
    book.goes(passed, Phase.BETREUUNG, 105, by=coordinator, exception_reason=decision)


def _exclusion(book: Casebook) -> None:
    """Two of the three words that may be stored."""
    for name, nationality, state in (
        (CLARIFICATION, "XK", Ausschlusshinweis.KLAERUNG_EXTERN),
        (NOT_POSSIBLE_NOW, "RU", Ausschlusshinweis.DERZEIT_NICHT_MOEGLICH),
    ):
        person = book.person(
            name, _duldung(book, 85), nationality=nationality, language="ru", worker="exempel"
        )
        book.begins(person, 65)
        person.notes(book.ago(50), exclusion=state, by=COORDINATORS[COTTBUS])


def _ended(book: Casebook) -> None:
    back = book.person(RETURNED, _duldung(book, 460), nationality="RS", language="sr")
    _accompanied(book, back, 440)
    book.goes(back, Phase.ABGESCHLOSSEN, 300, outcome=Abschluss.ARBEIT)
    book.goes(back, Phase.CLEARING, 55, "Der Betrieb hat geschlossen; meldet sich von selbst und sucht neu.")
    died = book.person(
        DIED, _duldung(book, 420), nationality="VN", language="vi", birth_date=date(1966, 1, 30)
    )
    _accompanied(book, died, 400)
    book.goes(died, Phase.ABGESCHLOSSEN, 240, outcome=Abschluss.VERSTORBEN)


def _accompanied(book: Casebook, story: Story, days_ago: int) -> None:
    book.begins(story, days_ago)
    book.goes(story, Phase.CLEARING, days_ago - 20)
    book.goes(story, Phase.BETREUUNG, days_ago - 40)
