"""Cases that the steps must get right: parked, corrected, moved away, decided against a rule, ended."""

from datetime import date, timedelta

from participants.choices import Abschluss, Ausschlusshinweis, ParkReason, Phase
from participants.choices import Aufenthaltsstatus as Status

from .casebook import WOMAN, Casebook, came, known, noted, was_mistaken, went
from .edge_papers import FREE
from .edge_people import duldung
from .papers import lasting
from .staff import COORDINATORS, COTTBUS, POTSDAM

MOVED_TO_POTSDAM = ("Tesfay", "Selam")
FOLLOW_UP_TODAY = ("Şahin", "Elif")
FOLLOW_UP_OVERDUE = ("Đặng", "Thị Lan")
FOLLOW_UP_LATER = ("Otieno", "Esther")
REVOKED = ("Iwanowa", "Olga")
BACK_DATED = ("Abena", "Mireille")
EXCEPTION = ("Świątek-Haddad", "Mariam")
TO_REFER = ("Straußberg", "Lidia")
RETURNED = ("Petrović", "Dragan")
DIED = ("Hồ", "Văn Nam")
CLARIFICATION = ("Gashi", "Valon")
NOT_POSSIBLE_NOW = ("Saidow", "Anzor")

C, B, U, END = Phase.CLEARING, Phase.BETREUUNG, Phase.UNVEREINBARKEIT, Phase.ABGESCHLOSSEN
COORDINATOR = COORDINATORS[COTTBUS]


def tell_steps(book: Casebook) -> None:
    for case in (_follow_ups, _corrected, _moved, _other_title, _exclusion, _ended):
        case(book)


def _follow_ups(book: Casebook) -> None:
    for name, nationality, language, reason, due_in in (
        (FOLLOW_UP_TODAY, "TR", "tr", ParkReason.ARBEITSZEIT, 0),
        (FOLLOW_UP_OVERDUE, "VN", "vi", ParkReason.KINDERBETREUUNG, -9),
        (FOLLOW_UP_LATER, "KE", "sw", ParkReason.KINDERBETREUUNG, 30),
    ):
        due = book.today + timedelta(days=due_in)
        book.tell(
            name,
            duldung(book, 230),
            came(210),
            went(190, C),
            known(190),
            went(130, U, park_reason=reason, follow_up_on=due),
            **WOMAN,
            nationality=nationality,
            language=language,
        )


def _corrected(book: Casebook) -> None:
    book.tell(
        REVOKED,
        duldung(book, 100),
        came(90),
        went(60, C),
        was_mistaken(59, "Bei der falschen Person eingetragen: Verwechslung mit dem Familiennamen."),
        **WOMAN,
        nationality="RU",
        language="ru",
    )
    book.tell(
        BACK_DATED,
        duldung(book, 160),
        came(150),
        went(100, C, late=20),
        **WOMAN,
        nationality="CM",
        language="fr",
    )


def _moved(book: Casebook) -> None:
    """Each town has its own file: one case is closed, another is opened."""
    papers = duldung(book, 260)
    facts = WOMAN | {"nationality": "ER", "language": "ti"}
    farewell = (
        "Umverteilung nach Potsdam ist bewilligt. Der Spurwechsel dort ist mit Einwilligung informiert."
    )
    book.tell(
        MOVED_TO_POTSDAM,
        papers,
        came(250),
        went(230, C),
        went(200, B),
        went(110, END, farewell, outcome=Abschluss.VERZOGEN),
        **facts,
    )
    book.tell(
        MOVED_TO_POTSDAM,
        papers,
        came(100),
        went(85, C),
        **facts,
        kommune=POTSDAM,
        worker="modell",
    )


def _other_title(book: Casebook) -> None:
    """Outside the fundable groups: one case is to be referred, one is passed by the Koordination."""
    decision = {
        "by": COORDINATOR,
        "exception_reason": "War schon vor der Erteilung des Titels im Spurwechsel angemeldet; der begonnene"
        " Kurs soll zu Ende gehen. Mit dem Jobcenter abgestimmt.",
    }
    paper = lasting(Status.SONSTIGE, book.ago(300), 36, **FREE)
    book.tell(TO_REFER, paper, came(28), **WOMAN, nationality="RU", language="ru")
    book.tell(
        EXCEPTION,
        paper,
        came(140),
        went(125, C, **decision),
        went(105, B, **decision),
        **WOMAN,
        nationality="SY",
        language="ar",
    )


def _exclusion(book: Casebook) -> None:
    """Two of the three words that may be stored."""
    for name, nationality, state in (
        (CLARIFICATION, "XK", Ausschlusshinweis.KLAERUNG_EXTERN),
        (NOT_POSSIBLE_NOW, "RU", Ausschlusshinweis.DERZEIT_NICHT_MOEGLICH),
    ):
        book.tell(
            name,
            duldung(book, 85),
            came(65),
            noted(50, exclusion=state, by=COORDINATOR),
            nationality=nationality,
            language="ru",
            worker="exempel",
        )


def _ended(book: Casebook) -> None:
    back = "Der Betrieb hat geschlossen; meldet sich von selbst und sucht neu."
    book.tell(
        RETURNED,
        duldung(book, 460),
        came(440),
        went(420, C),
        went(400, B),
        went(300, END, outcome=Abschluss.ARBEIT),
        went(55, C, back),
        nationality="RS",
        language="sr",
    )
    book.tell(
        DIED,
        duldung(book, 420),
        came(400),
        went(380, C),
        went(360, B),
        went(240, END, outcome=Abschluss.VERSTORBEN),
        nationality="VN",
        language="vi",
        birth_date=date(1966, 1, 30),
    )
