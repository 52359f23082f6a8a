"""Cases that names, facts about a person and consent must get right."""

from datetime import date, timedelta
from typing import Any

from participants.choices import Abschluss, DatePrecision, Gender, ParkReason, Phase
from participants.choices import Aufenthaltsstatus as Status

from .casebook import WOMAN, Casebook, came, chain, known, went, withdrew_consent
from .edge_papers import S1
from .story import Paper

BIRTH_YEAR_ONLY = ("Farah", "Mahad")
ONE_WORD = (("Zabihullah", ""), ("Myint", ""))
DOUBLE = (("Müller", "Elena"), ("Mueller", "Elena"))
CONSENT_WITHDRAWN = ("Ngono", "Blaise")
CONSENT_REFUSED = ("Kapanadse", "Levan")
DIVERS = ("Rostami", "Navid")
STATELESS = ("Darwisch", "Samer")
NATIONALITY_UNCLEAR = ("Jallow", "Lamin")
KOSOVO = ("Krasniqi", "Drita")
APOSTROPHE = ("O'Neill", "Adaeze")
TRANSLITERATED = ("al-Ḥusaynī", "Ḥasan")

C, B, END = Phase.CLEARING, Phase.BETREUUNG, Phase.ABGESCHLOSSEN
YEAR = DatePrecision.YEAR


def tell_people(book: Casebook) -> None:
    for case in (
        _one_word,
        _double,
        _letters,
        _facts,
        _nationalities,
        _consent,
    ):
        case(book)


def duldung(book: Casebook, days_ago: int) -> list[Paper]:
    return chain(Status.DULDUNG_60A, book.ago(days_ago), book.today, **S1)


def _one_word(book: Casebook) -> None:
    book.tell(
        ONE_WORD[0],
        duldung(book, 150),
        came(130, talk_held=False),
        went(100, Phase.TERMINVEREINBARUNG),
        single_name=True,
        nationality="AF",
        language="ps",
    )
    book.tell(
        ONE_WORD[1],
        duldung(book, 90),
        came(60),
        single_name=True,
        nationality="MM",
        language="andere",
        worker="probe",
    )


def _double(book: Casebook) -> None:
    paper = Paper(Status.DULDUNG_60A, book.ago(110), book.today + timedelta(days=71), **S1)
    same: dict[str, Any] = {
        "birth_date": date(1989, 5, 17),
        "gender": Gender.WEIBLICH,
        "nationality": "RU",
        "language": "ru",
    }
    book.tell(DOUBLE[0], paper, came(75), **same)
    book.tell(DOUBLE[1], paper, came(26), **same, worker="probe")


def _letters(book: Casebook) -> None:
    book.tell(
        APOSTROPHE,
        duldung(book, 210),
        came(200),
        went(175, C),
        went(150, B),
        **WOMAN,
        nationality="NG",
        language="en",
    )
    book.tell(
        TRANSLITERATED,
        duldung(book, 95),
        came(85),
        went(40, C),
        nationality="IQ",
        language="ar",
        worker="exempel",
    )


def _facts(book: Casebook) -> None:
    book.tell(
        BIRTH_YEAR_ONLY,
        duldung(book, 140),
        came(125),
        birth_date=date(1994, 1, 1),
        birth_precision=YEAR,
        entry_date=date(2017, 1, 1),
        entry_precision=YEAR,
        nationality="SO",
        language="so",
    )
    book.tell(
        DIVERS,
        duldung(book, 135),
        came(110),
        went(90, C),
        known(90),
        went(70, B),
        gender=Gender.DIVERS,
        nationality="IR",
        language="fa",
    )


def _nationalities(book: Casebook) -> None:
    papers = duldung(book, 190)
    book.tell(STATELESS, papers, came(105), went(50, C), nationality="staatenlos", language="ar")
    book.tell(
        NATIONALITY_UNCLEAR, papers, came(80), nationality="ungeklaert", language="en", worker="exempel"
    )
    book.tell(
        KOSOVO,
        papers,
        came(180),
        went(160, C),
        went(
            145,
            Phase.KEINE_BEDARFE,
            park_reason=ParkReason.ANDERE_STELLE,
            follow_up_on=book.ahead(60),
        ),
        **WOMAN,
        nationality="XK",
        language="sq",
    )


def _consent(book: Casebook) -> None:
    book.tell(
        CONSENT_WITHDRAWN,
        duldung(book, 130),
        came(120),
        went(90, C),
        withdrew_consent(30),
        went(30, END, outcome=Abschluss.WIDERRUF),
        nationality="CM",
        language="fr",
    )
    book.tell(
        CONSENT_REFUSED,
        duldung(book, 70),
        came(45, refuses=True),
        nationality="GE",
        language="ka",
        worker="probe",
    )
