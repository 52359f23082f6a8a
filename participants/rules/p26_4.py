"""§ 26 Abs. 4 AufenthG: Niederlassungserlaubnis aus humanitären Titeln, kann."""

from datetime import timedelta

from .answers import elsewhere, lasting, no, not_needed, share, status_in, unknown, yes
from .case import Case, Stay
from .criterion import Answer, criterion
from .facts import Niveau, Status
from .general import gesperrt_durch_104c
from .integration import basic_knowledge, german_level
from .outlook import Modus
from .p19d import housing
from .status import ABSCHNITT_5
from .ways import way

SINCE = "2005-01-01"
SONSTIGE = frozenset({Status.SONSTIGE})
GESTATTUNG = frozenset({Status.GESTATTUNG_55})


@criterion("264-1", source="§ 26 Abs. 4 S. 1 AufenthG", since=SINCE)
def titel_abschnitt_5(case: Case) -> Answer:
    return status_in(case, ABSCHNITT_5)


def stay_with_asylum(case: Case) -> Stay:
    """Time with a title of Abschnitt 5 and, before it, the asylum procedure, a gap between or not."""
    stay = case.stay(ABSCHNITT_5, maybe=SONSTIGE)
    if stay.since is None:
        return stay
    procedure = _procedure_before(case, stay)
    return stay._replace(skipped=stay.skipped - procedure)


def _procedure_before(case: Case, stay: Stay) -> int:
    """Days of the last asylum procedure before the title."""
    for span in case.spans:
        if span.kind in GESTATTUNG and stay.since and span.bis < stay.since:
            procedure = case.stay(GESTATTUNG, end=span.bis)
            return (span.bis - procedure.since).days + 1 if procedure.since else 0
    return 0


@criterion(
    "264-2", source="§ 26 Abs. 4 S. 1, 3, § 9 Abs. 2 S. 1 Nr. 1 AufenthG", since=SINCE, group="all time"
)
def fuenf_jahre(case: Case) -> Answer:
    stay = stay_with_asylum(case)
    if stay.since is None or stay.skipped >= 0:
        return lasting(case, stay, 60, "Mit humanitärer Aufenthaltserlaubnis")
    counted = Stay(True, stay.since - timedelta(days=-stay.skipped), 0, stay.open, stay.running)
    what = f"Mit humanitärer Aufenthaltserlaubnis, {-stay.skipped} Tage Asylverfahren mitgezählt,"
    return lasting(case, counted, 60, what)


@criterion("264-3", source="§ 9 Abs. 2 S. 1 Nr. 3, Abs. 3 AufenthG", since=SINCE)
def rentenversicherung(case: Case) -> Answer:
    """Sixty months, voluntary ones included; with spouses it is enough that one has them."""
    if case.facts.bildung.zurzeit:
        return not_needed("Während Schule, Ausbildung oder Studium sind keine Beiträge nötig.")
    months = case.facts.rv_monate
    if months is None:
        return unknown("Die Beitragsmonate der Rentenversicherung sind nicht bekannt; nötig sind 60.")
    text = f"{months} Beitragsmonate in der Rentenversicherung; nötig sind 60."
    return yes(text) if months >= 60 else no(f"{text} Bei Ehegatten genügt es, wenn einer sie hat.")


@criterion("264-4", source="§ 9 Abs. 2 S. 1 Nr. 2 AufenthG", since=SINCE)
def lebensunterhalt(case: Case) -> Answer:
    return share(case.facts.lebensunterhalt.anteil_gesamt, "Lebensunterhalt")


@criterion("264-5", source="§ 9 Abs. 2 S. 1 Nr. 7 AufenthG", since=SINCE)
def deutsch_b1(case: Case) -> Answer:
    return german_level(case, Niveau.B1)


@criterion("264-6", source="§ 9 Abs. 2 S. 1 Nr. 5, 6, 9 AufenthG", since=SINCE)
def wohnraum(case: Case) -> Answer:
    return housing(case)


@criterion("264-6b", source="§ 9 Abs. 2 S. 1 Nr. 8 AufenthG", since=SINCE)
def grundkenntnisse(case: Case) -> Answer:
    return basic_knowledge(case)


@criterion("264-7", source="§ 9 Abs. 2 S. 1 Nr. 4 AufenthG", since=SINCE, group="bar")
def oeffentliche_sicherheit(case: Case) -> Answer:
    return elsewhere("Gründe der öffentlichen Sicherheit oder Ordnung prüft die Ausländerbehörde.")


@criterion(
    "264-8",
    source="§ 26 Abs. 4 S. 2, § 9 Abs. 2 S. 3, 6 AufenthG",
    since=SINCE,
    group="anderswo:264-3,264-4,264-5,264-6b",
)
def krankheit_oder_behinderung(case: Case) -> Answer:
    """Illness or disability, not age; the fact does not tell which, so the authority must."""
    exempt = case.facts.gesundheit_ausnahme
    if exempt is None:
        return unknown("Ob Krankheit oder Behinderung eine Ausnahme begründen, ist nicht bekannt.")
    if exempt:
        return elsewhere(
            "Ob wegen Krankheit oder Behinderung davon abgesehen wird, prüft die Ausländerbehörde."
        )
    return not_needed("Eine Ausnahme wegen Krankheit oder Behinderung ist nicht belegt.")


CRITERIA = (
    titel_abschnitt_5,
    fuenf_jahre,
    rentenversicherung,
    lebensunterhalt,
    deutsch_b1,
    wohnraum,
    grundkenntnisse,
    oeffentliche_sicherheit,
    krankheit_oder_behinderung,
    gesperrt_durch_104c,
)
WAY = way("26_4", "§ 26 Abs. 4 AufenthG (Niederlassungserlaubnis)", SINCE, Modus.KANN, CRITERIA)
