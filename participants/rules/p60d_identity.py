"""§ 60d Abs. 1 Nr. 1 and Abs. 4 AufenthG: identity of both spouses, in time or at discretion."""

from datetime import date, timedelta

from .answers import measures_taken, no, not_needed, unknown, yes
from .case import Case
from .criterion import Answer, criterion
from .dated import frist, stichtag, wechsel
from .facts import Ausnahme, Identitaet, Partner, Stand
from .identity_deadlines import clarified_by, clear_on, for_entry, steps_in_time
from .verdict import Outcome
from .work_time import insured, weekly_hours

SINCE = "2020-01-01"
OLD_END = "2024-02-26"
NEW = "2024-02-27"
NEW_DAY = date.fromisoformat(NEW)
END_2016 = stichtag("2016-12-31", "60d-1a 60d-1b")
EINREISE_2018 = stichtag("2018-08-01", "60d-0 60d-1b")
EINREISE_2022 = stichtag("2022-12-31", "60d-0 60d-1b")
FIRST_DAY = stichtag("2020-01-01", "60d-1a")
JUNE_2020 = frist(
    "2020-06-30",
    "60d-1a 60d-1b 60d-1p 60d-1x",
    "Klärung der Identität für die Beschäftigungsduldung.",
    source="§ 60d Abs. 1 Nr. 1 AufenthG a.F.",
)
END_2024 = frist(
    "2024-12-31",
    "60d-1b 60d-1p 60d-1x",
    "Klärung der Identität für die Beschäftigungsduldung bei Einreise von 2017 bis 2022.",
    source="§ 60d Abs. 1 Nr. 1 Buchst. b AufenthG",
)
# Both answer by the version of the day within the one function they share.
wechsel(
    NEW,
    "60d-1p 60d-1x",
    "Für Ehegatten und für das Ermessen gelten die neuen Fristen zur Klärung der Identität.",
    source="§ 60d Abs. 1 Nr. 1, Abs. 4 AufenthG",
)
AFTER_2016 = END_2016 + timedelta(days=1)
SPOUSE = "die Identität des Ehegatten"


def hours_before_2024(case: Case) -> tuple[float, float]:
    """35 hours, 20 for Alleinerziehende: what is surely and what is possibly enough."""
    exception = case.facts.lebensunterhalt.ausnahme
    if exception == Ausnahme.ALLEINERZIEHEND:
        return 20.0, 20.0
    return 35.0, 20.0 if exception is None else 35.0


def employed_on_first_day(case: Case) -> bool | None:
    """In work as Nr. 3 asks for on 01.01.2020, the day § 60d began."""
    if case.facts.beschaeftigung is None:
        return None
    sure, possible = weekly_hours(case, FIRST_DAY, insured)
    least, possible_least = hours_before_2024(case)
    if sure >= least:
        return True
    return None if possible >= possible_least else False


def in_time(case: Case, known: Identitaet, entered: date, who: str) -> Answer:
    """The deadline of the version of the day, by the person's own entry."""
    if case.law >= NEW_DAY:
        by_end_of_2024 = min(case.antrag, END_2024)
        return clarified_by(case, known, case.antrag if entered <= END_2016 else by_end_of_2024, who)
    by_june = clarified_by(case, known, JUNE_2020, who)
    if entered > END_2016:
        return by_june
    employed = employed_on_first_day(case)
    by_application = clarified_by(case, known, case.antrag, who)
    if employed is None and by_application.outcome != by_june.outcome:
        return unknown(f"{by_application.text} Ob am 01.01.2020 gearbeitet wurde, ist nicht bekannt.")
    return by_application if employed else by_june


def own(case: Case, first: date | None, last: date) -> Answer:
    entered = case.einreise
    other = for_entry(entered, first, last)
    if other or entered is None:
        return other or unknown("Der Tag der Einreise ist nicht bekannt.")
    return in_time(case, case.facts.identitaet, entered, "die Identität")


@criterion("60d-1a", source="§ 60d Abs. 1 Nr. 1 Buchst. a, b AufenthG a.F.", since=SINCE, until=OLD_END)
def einreise_bis_2016_alt(case: Case) -> Answer:
    return own(case, None, END_2016)


@criterion("60d-1a", source="§ 60d Abs. 1 Nr. 1 Buchst. a AufenthG", since=NEW)
def einreise_bis_2016(case: Case) -> Answer:
    return own(case, None, END_2016)


@criterion("60d-1b", source="§ 60d Abs. 1 Nr. 1 Buchst. c AufenthG a.F.", since=SINCE, until=OLD_END)
def einreise_bis_august_2018(case: Case) -> Answer:
    return own(case, AFTER_2016, EINREISE_2018)


@criterion("60d-1b", source="§ 60d Abs. 1 Nr. 1 Buchst. b AufenthG", since=NEW)
def einreise_bis_2022(case: Case) -> Answer:
    return own(case, AFTER_2016, EINREISE_2022)


def partner_in_time(case: Case) -> Answer:
    """The same deadlines by the spouse's own entry; the spouse's own steps in time keep them too."""
    home = case.facts.haushalt
    if home.partner is None:
        return unknown("Ob es Ehegatten oder Lebenspartner im Haushalt gibt, ist nicht bekannt.")
    if home.partner != Partner.IM_HAUSHALT:
        return not_needed("Ehegatten oder Lebenspartner im Haushalt gibt es nicht.")
    entered = home.partner_einreise
    if entered is None or entered > case.day:
        return unknown("Wann der Ehegatte eingereist ist, ist nicht bekannt.")
    answer = in_time(case, home.partner_identitaet, entered, SPOUSE)
    if answer.outcome is Outcome.NICHT_ERFUELLT and home.partner_identitaet.massnahmen_fristgerecht:
        return not_needed(f"{answer.text} Der Ehegatte hat alle zumutbaren Schritte in der Frist getan.")
    return answer


@criterion("60d-1p", source="§ 60d Abs. 1 Nr. 1 AufenthG", since=SINCE)
def identitaet_partner(case: Case) -> Answer:
    return partner_in_time(case)


@criterion("60d-1c", source="§ 60d Abs. 1 Nr. 1 Hs. 2 AufenthG", since=SINCE, group="waives:60d-1a,60d-1b")
def massnahmen_fristgerecht(case: Case) -> Answer:
    return steps_in_time(case)


@criterion("60d-1x", source="§ 60d Abs. 4 AufenthG", since=SINCE, group="kann:60d-1a,60d-1b,60d-1p")
def ermessen_bei_massnahmen(case: Case) -> Answer:
    """Discretion of the authority: whoever of the two missed the deadline must have taken the steps."""
    if partner_in_time(case).outcome is not Outcome.NICHT_ERFUELLT:
        return measures_taken(case)
    partner = case.facts.haushalt.partner_identitaet
    if partner.stand != Stand.MASSNAHMEN_ERGRIFFEN and not clear_on(partner, case.day):
        return no("Der Ehegatte hat die zumutbaren Schritte zur Klärung der Identität noch nicht getan.")
    if _own_missed(case):
        return measures_taken(case)
    return yes("Der Ehegatte hat die zumutbaren Schritte zur Klärung der Identität getan.")


def _own_missed(case: Case) -> bool:
    if case.facts.identitaet.massnahmen_fristgerecht or case.einreise is None:
        return False
    answer = in_time(case, case.facts.identitaet, case.einreise, "die Identität")
    return answer.outcome is Outcome.NICHT_ERFUELLT
