"""What §§ 60c and 16g AufenthG ask alike: the training, the identity in time, the contract."""

from datetime import date

from .answers import ABGELEHNT, ASYL_WORTE, both, lasting, measures_taken, no, unknown, weigh, yes
from .calendar import deadline_after, german, window_before
from .case import ONE_DAY, Case
from .criterion import Answer
from .dated import frist, stichtag
from .facts import Ausbildungsart, Vertrag
from .identity_deadlines import clarified_by, for_entry
from .status import DULDUNG_60B, DULDUNG_OHNE_60B, NAMEN
from .verdict import Outcome

ARTEN = {
    Ausbildungsart.QUALIFIZIERT: "qualifizierte Berufsausbildung",
    Ausbildungsart.HELFER_ENGPASS: "Assistenz- oder Helferausbildung mit Anschluss an einen Engpassberuf",
}
END_2016 = stichtag("2016-12-31", "60c-4a 60c-4b 16g-4a 16g-4b")
END_2019 = stichtag("2019-12-31", "60c-4b 60c-4c 16g-4b 16g-4c")
JUNE_2020 = frist(
    "2020-06-30",
    "60c-4b 16g-4b",
    "Klärung der Identität für Ausbildungen bei Einreise von 2017 bis 2019.",
    source="§ 60c Abs. 2 Nr. 3 Buchst. b AufenthG",
)
VERTRAG_WORTE = {
    Vertrag.EINGETRAGEN: "Der Ausbildungsvertrag ist eingetragen.",
    Vertrag.BEANTRAGT: "Die Eintragung des Ausbildungsvertrags ist beantragt.",
    Vertrag.SCHULE: "Ein Vertrag mit der Bildungseinrichtung liegt vor.",
    Vertrag.ZUSTIMMUNG: "Die Bildungseinrichtung hat zugestimmt.",
    Vertrag.ZUSAGE: "Es gibt nur eine Zusage; sie allein genügt nicht.",
}


def begun_as_asylum_seeker(case: Case, wanted: Ausbildungsart) -> Answer:
    """A training begun as asylum seeker and continued after the rejection."""
    training, asylum = case.facts.ausbildung, case.facts.asylverfahren
    known = both(
        both(training.als_asylbewerber_begonnen, None if asylum is None else asylum in ABGELEHNT),
        None if training.art is None else training.art == wanted,
    )
    procedure = ASYL_WORTE[asylum] if asylum else "Der Stand des Asylverfahrens ist nicht bekannt"
    what = f"Nach der Ablehnung fortgesetzt, was im Asylverfahren begonnen ist ({ARTEN[wanted]})"
    return weigh(
        known,
        f"{what}: trifft zu. {procedure}.",
        f"{what}: trifft nicht zu. {procedure}.",
        f"{what}: nicht bekannt. {procedure}.",
    )


def taken_up_with_duldung(case: Case) -> Answer:
    """A Duldung other than § 60b, which forbids work, and a training of either kind."""
    kind, art = case.kind, case.facts.ausbildung.art
    holds = None if kind is None else kind in DULDUNG_OHNE_60B
    status = f"Status am {german(case.day)}: {NAMEN[kind] if kind else 'nicht bekannt'}."
    what = f"Ausbildung: {ARTEN[art]}." if art else "Die Art der Ausbildung ist nicht bekannt."
    text = f"{status} {what}"
    return weigh(both(holds, True if art else None), text, text, text)


def three_months_of_duldung(case: Case) -> Answer:
    """At the application; time helps only while none is filed."""
    stay = case.stay(DULDUNG_OHNE_60B, DULDUNG_60B, end=case.antrag)
    answer = lasting(case, stay, 3, "Im Besitz einer Duldung", case.antrag)
    return answer._replace(ab=None) if case.filed else answer


def identity_entry_until_2016(case: Case) -> Answer:
    other = for_entry(case.einreise, None, END_2016)
    return other or clarified_by(case, case.facts.identitaet, case.antrag)


def identity_entry_until_2019(case: Case) -> Answer:
    other = for_entry(case.einreise, END_2016 + ONE_DAY, END_2019)
    return other or clarified_by(case, case.facts.identitaet, min(case.antrag, JUNE_2020))


def identity_entry_since_2020(case: Case) -> Answer:
    entered = case.einreise
    other = for_entry(entered, END_2019 + ONE_DAY, None)
    if other or entered is None:
        return other or unknown("Der Tag der Einreise ist nicht bekannt.")
    return clarified_by(case, case.facts.identitaet, deadline_after(entered, 6))


def relies_on_measures(case: Case) -> bool:
    """Whether the deadline is missed and only the discretion for steps taken is left."""
    if case.facts.identitaet.massnahmen_fristgerecht:
        return False
    rows = (identity_entry_until_2016, identity_entry_until_2019, identity_entry_since_2020)
    missed = any(row(case).outcome is Outcome.NICHT_ERFUELLT for row in rows)
    return missed and measures_taken(case).outcome is Outcome.ERFUELLT


def window(case: Case, day: date, months: int, what: str, *, fixed: bool) -> Answer:
    """Not before the window opens; `fixed` where the day is past and time no longer helps."""
    begin = case.facts.ausbildung.beginn
    if begin is None:
        return unknown(
            f"Der Beginn der Ausbildung ist nicht bekannt. {what} ist {months} Monate vorher möglich."
        )
    opens = window_before(begin, months)
    text = f"Ausbildungsbeginn am {german(begin)}. {what} ist ab dem {german(opens)} möglich."
    return yes(text) if day >= opens else no(text, None if fixed else opens)


def application_window(case: Case) -> Answer:
    return window(case, case.antrag, 7, "Der Antrag", fixed=case.filed)


def grant_window(case: Case) -> Answer:
    return window(case, case.day, 6, "Die Erteilung", fixed=False)


def contract(case: Case) -> Answer:
    state = case.facts.ausbildung.vertrag
    if state is None:
        return unknown("Ob ein Ausbildungsvertrag eingetragen oder beantragt ist, ist nicht bekannt.")
    return (no if state == Vertrag.ZUSAGE else yes)(VERTRAG_WORTE[state])
