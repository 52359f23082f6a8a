"""Work permission as a hint with reasons, never a flat no: what counts is the note on the paper.

W1 to W13 of § 60a, § 61 AsylG and § 32 BeschV, one list for each kind of status.
"""

from datetime import date

from .answers import authority, elsewhere, lasting, no, not_needed, unknown, yes
from .case import Case
from .countries import eu_neu, georgien_moldau, listed_without_protection
from .criterion import Answer, criterion, note
from .facts import Ausbildungsart, Facts, Pass, Status
from .outlook import Modus, WayFinding
from .status import DULDUNG, DULDUNG_60B, DULDUNG_OHNE_60B, FIKTION, NAMEN, TITEL
from .verdict import Outcome
from .ways import way
from .work_gestattung import DRAUSSEN, DRINNEN, FEB_2024, JUNI_2026, NEU_2024, NEU_2026, WO_UNBEKANNT
from .work_gestattung import WAY as WAY_GESTATTUNG

GESTATTUNG = frozenset({Status.GESTATTUNG_55})
HIER = DULDUNG | TITEL | FIKTION | GESTATTUNG


@criterion("W1", source="§ 4a Abs. 1, 5 AufenthG", since="2020-03-01")
def mit_titel(case: Case) -> Answer:
    kind = case.kind
    if kind is None or kind not in TITEL:
        return not_needed("Gilt nur mit einem Aufenthaltstitel.")
    if kind == Status.AE_23_1:
        return elsewhere(f"{NAMEN[kind]}: Ob Arbeit erlaubt ist, steht in der Anordnung und auf dem Papier.")
    return yes(f"{NAMEN[kind]}: Arbeit ist erlaubt, soweit kein Gesetz sie verbietet.")


@criterion("W13", source="§ 81 Abs. 3, 4 AufenthG", since="2020-03-01")
def mit_fiktion(case: Case) -> Answer:
    held = {each.art for each in case.papers} & FIKTION
    if Status.FIKTION_81_4 in held:
        return yes("Mit dieser Fiktionsbescheinigung gilt für Arbeit dasselbe wie mit dem bisherigen Titel.")
    if held:
        return elsewhere(
            "Die Fiktionsbescheinigung erlaubt für sich allein keine Arbeit; es gilt das Papier."
        )
    return not_needed("Gilt nur mit einer Fiktionsbescheinigung.")


def general_grant(case: Case, sentence: str) -> Answer:
    if case.facts.in_aufnahmeeinrichtung:
        return not_needed(DRAUSSEN)
    if case.kind in DULDUNG_60B:
        return not_needed(f"{NAMEN[Status.DULDUNG_60B]}: Das Erwerbsverbot geht vor.")
    return yes(f"{NAMEN[case.kind] if case.kind else 'Duldung'}: {sentence}")


@criterion("W2", source="§ 4a Abs. 4 AufenthG, § 32 BeschV", since="2020-03-01", until=FEB_2024)
def erlaubnis_kann(case: Case) -> Answer:
    return general_grant(case, "Die Beschäftigung kann erlaubt werden.")


@criterion("W2", source="§ 60a Abs. 5b AufenthG", since=NEU_2024)
def erlaubnis_soll(case: Case) -> Answer:
    return general_grant(
        case,
        "Die Beschäftigung soll erlaubt werden, wenn keine konkreten Maßnahmen zur Aufenthaltsbeendigung "
        "bevorstehen.",
    )


HIER_SEIT = "Erlaubt, geduldet oder gestattet"


@criterion("W3", source="§ 32 Abs. 1 BeschV", since="2020-03-01", group="all time")
def nach_drei_monaten(case: Case) -> Answer:
    if case.facts.in_aufnahmeeinrichtung:
        return not_needed(DRAUSSEN)
    return lasting(case, case.stay(HIER), 3, HIER_SEIT)


@criterion("W4", source="§ 32 Abs. 2 Nr. 5 BeschV", since="2020-03-01", group="waives:W3")
def zustimmungsfrei_nach_vier_jahren(case: Case) -> Answer:
    return lasting(case, case.stay(HIER), 48, HIER_SEIT)


ohne_zustimmung = note(
    "W4b",
    "Ohne Zustimmung der Bundesagentur: bestimmte Praktika, jede Berufsausbildung, hoch qualifizierte "
    "Arbeit und Arbeit im Familienbetrieb; ebenso mit Aufenthaltsgestattung.",
    source="§ 32 Abs. 2 Nr. 1 bis 4, Abs. 3 BeschV",
    since="2020-03-01",
)
selbst_zu_vertreten = criterion(
    "W6", source="§ 60a Abs. 6 S. 1 Nr. 1, 2 AufenthG", since="2015-10-24", group="bar"
)(
    authority(
        "Ob die Einreise dem Leistungsbezug galt oder die Person Hindernisse der Ausreise selbst "
        "zu vertreten hat, prüft die Ausländerbehörde."
    )
)

NR_3 = "§ 60a Abs. 6 S. 1 Nr. 3 AufenthG"


@criterion("W7", source=f"{NR_3}, § 29a AsylG", since="2015-10-24", group="bar")
def anlage_ii(case: Case) -> Answer:
    return listed_without_protection(case, ("anlage_ii",))


@criterion("W7b", source=f"{NR_3}, § 29b AsylG", since="2026-02-01", group="bar")
def verordnung(case: Case) -> Answer:
    return listed_without_protection(case, ("verordnung_29b",))


@criterion("W7c", source=f"{NR_3}, Art. 62 Abs. 1 bis 1b VO (EU) 2024/1348", since="2026-07-29", group="bar")
def eu_liste(case: Case) -> Answer:
    return listed_without_protection(case, ("eu_liste",))


def exception(case: Case, found: Answer | None) -> Answer:
    """A transitional rule, which matters only where the ban would apply."""
    if listed_without_protection(case).outcome is not Outcome.NICHT_ERFUELLT:
        return not_needed("Eine Ausnahme wird nicht gebraucht.")
    return found or no("Die Übergangsregel greift nicht.")


@criterion("W7d", source="§ 104 Abs. 18 Nr. 1 AufenthG", since="2023-12-23", group="waives:W7,W7b,W7c")
def uebergang_georgien_moldau(case: Case) -> Answer:
    return exception(case, georgien_moldau(case))


@criterion(
    "W7e",
    source="§ 104 Abs. 18 Nr. 2 AufenthG",
    since="2026-08-03",
    group="waives:W7,W7b,W7c anderswo:W7,W7b,W7c",
)
def uebergang_eu_liste(case: Case) -> Answer:
    return exception(case, eu_neu(case))


ausnahmen = (
    note(
        "W7f",
        "Das Verbot gilt nicht nach einer Rücknahme des Asylantrags auf Beratung durch das BAMF hin.",
        source=f"{NR_3} a.F.",
        since="2020-03-01",
        until=JUNI_2026,
    ),
    note(
        "W7f",
        "Das Verbot gilt nicht nach einer Rücknahme des Asylantrags auf unentgeltliche Rechtsauskunft hin.",
        source=NR_3,
        since=NEU_2026,
    ),
    note(
        "W7g",
        "Das Verbot gilt nicht für unbegleitete Minderjährige, die im Interesse des Kindeswohls verzichten.",
        source="§ 60a Abs. 6 S. 3 AufenthG",
        since="2020-03-01",
    ),
)


@criterion("W8", source="§ 60b Abs. 5 S. 2 AufenthG", since="2019-08-21", group="bar")
def duldung_60b(case: Case) -> Answer:
    if case.kind == Status.DULDUNG_60B:
        return no(
            f"{NAMEN[Status.DULDUNG_60B]} schließt Arbeit aus; die fehlende Mitwirkung "
            "kann jederzeit nachgeholt werden."
        )
    return yes("Eine Duldung bei ungeklärter Identität liegt nicht vor.")


def inside(case: Case, months: int, sentence: str) -> Answer:
    """Duldung in an Aufnahmeeinrichtung, after so many months."""
    lives = case.facts.in_aufnahmeeinrichtung
    if lives is None:
        return unknown(WO_UNBEKANNT)
    if not lives:
        return not_needed(DRINNEN)
    held = lasting(case, case.stay(DULDUNG_OHNE_60B, DULDUNG_60B), months, "Im Besitz einer Duldung")
    return held._replace(text=f"{held.text} {sentence}")


@criterion(
    "W11", source="§ 61 Abs. 1 S. 2 Hs. 2 AsylG a.F.", since="2019-08-21", until=FEB_2024, group="all time"
)
def aufnahmeeinrichtung_kann(case: Case) -> Answer:
    return inside(case, 6, "Danach kann die Beschäftigung erlaubt werden.")


@criterion(
    "W11", source="§ 61 Abs. 1 S. 2 Hs. 2 AsylG a.F.", since=NEU_2024, until=JUNI_2026, group="all time"
)
def aufnahmeeinrichtung_soll(case: Case) -> Answer:
    return inside(case, 6, "Danach soll die Beschäftigung erlaubt werden.")


@criterion("W11", source="§ 61 Abs. 1 S. 6, 7 AsylG", since=NEU_2026, group="all time")
def aufnahmeeinrichtung_soll_frueher(case: Case) -> Answer:
    """Three months with a valid passport or a qualifying training, else six."""
    training = case.facts.ausbildung.art in (Ausbildungsart.QUALIFIZIERT, Ausbildungsart.HELFER_ENGPASS)
    proven = bool(case.identity_clear) and case.facts.pass_ == Pass.GUELTIG
    return inside(case, 3 if proven or training else 6, "Danach soll die Beschäftigung erlaubt werden.")


@criterion("W11b", source="§ 61 Abs. 1 S. 9 AsylG", since=NEU_2026, group="consent")
def schon_im_asylverfahren_erlaubt(case: Case) -> Answer:
    if case.facts.in_aufnahmeeinrichtung is False:
        return not_needed(DRINNEN)
    return elsewhere("War Arbeit schon im Asylverfahren erlaubt, ist sie weiter zu erlauben.")


CRITERIA_DULDUNG = (
    erlaubnis_kann,
    erlaubnis_soll,
    nach_drei_monaten,
    zustimmungsfrei_nach_vier_jahren,
    selbst_zu_vertreten,
    anlage_ii,
    verordnung,
    eu_liste,
    uebergang_georgien_moldau,
    uebergang_eu_liste,
    duldung_60b,
    aufnahmeeinrichtung_kann,
    aufnahmeeinrichtung_soll,
    aufnahmeeinrichtung_soll_frueher,
    schon_im_asylverfahren_erlaubt,
)


def mode(case: Case) -> Modus:
    return Modus.SOLL if case.law >= date.fromisoformat(NEU_2024) else Modus.KANN


WAY_TITEL = way(
    "arbeit_titel", "Arbeit mit Aufenthaltstitel", "2020-03-01", Modus.ANSPRUCH, (mit_titel, mit_fiktion)
)
WAY_DULDUNG = way(
    "arbeit_duldung",
    "Beschäftigungserlaubnis mit Duldung",
    "2020-03-01",
    mode,
    CRITERIA_DULDUNG,
    notes=(ohne_zustimmung, *ausnahmen),
)
WAYS = (WAY_TITEL, WAY_DULDUNG, WAY_GESTATTUNG)


def assess_work(facts: Facts, day: date) -> WayFinding | None:
    """The hint on work for the status of the day; None where the status is not known."""
    case = Case(facts, day)
    kind = case.kind
    if kind is None:
        return None
    chosen = WAY_TITEL
    if kind in DULDUNG or kind in GESTATTUNG:
        chosen = WAY_DULDUNG if kind in DULDUNG else WAY_GESTATTUNG
    return chosen.judge(case) if chosen.in_force(day) else None
