"""§ 10 StAG: Einbürgerung, ein Anspruch; shortened times at discretion."""

from .answers import (
    authority,
    elsewhere,
    health,
    identity,
    lasting,
    no,
    share,
    unknown,
    yes,
)
from .calendar import german
from .case import Case, Stay
from .criterion import Answer, criterion
from .facts import Grundkenntnisse, Niveau, Status
from .integration import KENNTNISSE, german_level, pledge
from .outlook import Modus
from .status import NAMEN, TITEL
from .verdict import Outcome
from .ways import way

FIRST = "2000-01-01"
COURSE = "2007-08-28"
OLD_END = "2024-06-26"
NEW = "2024-06-27"
TURBO_END = "2025-10-29"

ERLAUBT = TITEL | {Status.FIKTION_81_3}
GESTATTUNG = frozenset({Status.GESTATTUNG_55})
STAY = "Rechtmäßiger Aufenthalt"


def lawful_stay(case: Case) -> Stay:
    """A Gestattung counts only after recognition, which a title of unknown kind may rest on."""
    return case.stay(ERLAUBT, maybe=GESTATTUNG if case.kind == Status.SONSTIGE else frozenset())


@criterion("stag-1", source="§ 10 Abs. 1 StAG a.F.", since=FIRST, until=OLD_END, group="any:stag-1 time")
def acht_jahre(case: Case) -> Answer:
    return lasting(case, lawful_stay(case), 96, STAY)


@criterion("stag-1", source="§ 10 Abs. 1 StAG", since=NEW, group="any:stag-1 time")
def fuenf_jahre(case: Case) -> Answer:
    return lasting(case, lawful_stay(case), 60, STAY)


@criterion(
    "stag-1i", source="§ 10 Abs. 3 S. 1 StAG a.F.", since=COURSE, until=OLD_END, group="any:stag-1 time"
)
def sieben_jahre_mit_kurs(case: Case) -> Answer:
    done, stay = case.facts.integrationskurs.abgeschlossen, lasting(case, lawful_stay(case), 84, STAY)
    if done is False:
        return no("Ein Integrationskurs ist nicht abgeschlossen.")
    if done:
        return stay._replace(text=f"Mit abgeschlossenem Integrationskurs: {stay.text}")
    missing = f"{stay.text} Ob ein Integrationskurs abgeschlossen ist, ist nicht bekannt."
    if stay.outcome is Outcome.NICHT_ERFUELLT:
        return no(missing, vague=stay.ab is not None)
    return unknown(missing)


@criterion(
    "stag-1s",
    source="§ 10 Abs. 3 S. 2 StAG a.F.",
    since=COURSE,
    until=OLD_END,
    group="any:stag-1 mode:kann time",
)
def sechs_jahre_besondere_leistungen(case: Case) -> Answer:
    return lasting(case, lawful_stay(case), 72, STAY)


besondere_leistungen = criterion(
    "stag-1s2", source="§ 10 Abs. 3 S. 2 StAG a.F.", since=COURSE, until=OLD_END, group="with:stag-1s"
)(authority("Ob besondere Integrationsleistungen vorliegen, prüft die Einbürgerungsbehörde."))


@criterion(
    "stag-1t", source="§ 10 Abs. 3 StAG a.F.", since=NEW, until=TURBO_END, group="any:stag-1 mode:kann time"
)
def drei_jahre(case: Case) -> Answer:
    return lasting(case, lawful_stay(case), 36, STAY)


@criterion("stag-1t2", source="§ 10 Abs. 3 Nr. 3 StAG a.F.", since=NEW, until=TURBO_END, group="with:stag-1t")
def deutsch_c1(case: Case) -> Answer:
    return german_level(case, Niveau.C1)


@criterion(
    "stag-1t3",
    source="§ 10 Abs. 3 Nr. 2, § 8 Abs. 1 Nr. 4 StAG a.F.",
    since=NEW,
    until=TURBO_END,
    group="with:stag-1t",
)
def ernaehrt_sich_selbst(case: Case) -> Answer:
    return share(case.facts.lebensunterhalt.anteil_gesamt, "Lebensunterhalt")


gute_leistungen = criterion(
    "stag-1t4", source="§ 10 Abs. 3 Nr. 1 StAG a.F.", since=NEW, until=TURBO_END, group="with:stag-1t"
)(authority("Ob besonders gute Leistungen oder Engagement vorliegen, prüft die Einbürgerungsbehörde."))


@criterion("stag-2", source="§ 10 Abs. 1 StAG", since="2019-08-09")
def identitaet(case: Case) -> Answer:
    return identity(case)


# Of the titles we know by kind, those the list of Nr. 2 names.
AUSGENOMMEN_2020 = frozenset({Status.AE_25_5, Status.AE_23_1})
AUSGENOMMEN_2022 = AUSGENOMMEN_2020 | {Status.AE_104C}
AUSGENOMMEN_2024 = frozenset({Status.AE_25_5, Status.AE_104C})


def sufficient_title(case: Case, excepted: frozenset[Status]) -> Answer:
    """Holds a title for a purpose that the list does not name; the list is in the source."""
    kind = case.kind
    if kind is None:
        return unknown(f"Der Aufenthaltsstatus am {german(case.day)} ist nicht bekannt.")
    if kind == Status.SONSTIGE:
        return unknown("Welcher Aufenthaltstitel genau vorliegt, ist nicht bekannt.")
    text = f"Status am {german(case.day)}: {NAMEN[kind]}"
    if kind in TITEL and kind not in excepted:
        return yes(f"{text}; er genügt.")
    return no(f"{text}; er genügt nicht.")


NR_2 = "§ 10 Abs. 1 S. 1 Nr. 2 StAG"


@criterion("stag-3", source=f"{NR_2} a.F.", since="2020-03-01", until="2022-12-30")
def titel_2020(case: Case) -> Answer:
    return sufficient_title(case, AUSGENOMMEN_2020)


@criterion("stag-3", source=f"{NR_2} a.F.", since="2022-12-31", until="2024-05-31")
def titel_2022(case: Case) -> Answer:
    return sufficient_title(case, AUSGENOMMEN_2022)


@criterion("stag-3", source=f"{NR_2} a.F.", since="2024-06-01", until=OLD_END)
def titel_juni_2024(case: Case) -> Answer:
    """§ 20a joined the list."""
    return sufficient_title(case, AUSGENOMMEN_2022)


@criterion("stag-3", source=NR_2, since=NEW)
def titel(case: Case) -> Answer:
    """§§ 18d and 23 Abs. 1 left the list."""
    return sufficient_title(case, AUSGENOMMEN_2024)


def without_benefits(case: Case, exception: str) -> Answer:
    drawn = case.facts.leistungen_sgb
    if drawn is None:
        return unknown("Ob der Haushalt Leistungen bezieht oder bezog, ist nicht bekannt.")
    if drawn:
        return elsewhere(f"Der Haushalt bezieht oder bezog Leistungen; {exception}")
    return yes("Der Haushalt bezieht und bezog keine Leistungen nach SGB II, SGB XII oder AsylbLG.")


@criterion("stag-4", source="§ 10 Abs. 1 S. 1 Nr. 3 StAG a.F., § 40a StAG", since="2005-01-01", until=OLD_END)
def lebensunterhalt_alt(case: Case) -> Answer:
    return without_benefits(case, "ob die Person es zu vertreten hat, prüft die Einbürgerungsbehörde.")


@criterion("stag-4", source="§ 10 Abs. 1 S. 1 Nr. 3 StAG", since=NEW)
def lebensunterhalt(case: Case) -> Answer:
    """For applications until 23.08.2023 the earlier text goes on where better (§ 40a StAG)."""
    return without_benefits(case, "ob eine Ausnahme gilt, prüft die Einbürgerungsbehörde.")


aufgabe = criterion("stag-4b", source="§ 10 Abs. 1 S. 1 Nr. 4 StAG a.F.", since=FIRST, until=OLD_END)(
    authority("Die Aufgabe der bisherigen Staatsangehörigkeit prüft die Einbürgerungsbehörde.")
)
STRAFEN = "Ob Verurteilungen entgegenstehen, prüft die Einbürgerungsbehörde."
strafen_alt = criterion(
    "stag-5", source="§ 10 Abs. 1 S. 1 Nr. 5, § 12a StAG a.F.", since=FIRST, until=OLD_END, group="bar"
)(authority(STRAFEN))
strafen = criterion("stag-5", source="§ 10 Abs. 1 S. 1 Nr. 5, § 12a StAG", since=NEW, group="bar")(
    authority(STRAFEN)
)


def level_and_test(case: Case) -> Answer:
    """B1 and the Einbürgerungstest; a German school certificate stands for the test."""
    level, proof = german_level(case, Niveau.B1), case.facts.grundkenntnisse
    if proof == Grundkenntnisse.KEINE:
        return no(f"{level.text} Ein Einbürgerungstest ist nicht bestanden.")
    if level.outcome is Outcome.NICHT_ERFUELLT:
        return level
    if proof is None or proof == Grundkenntnisse.ORIENTIERUNGSKURS:
        return unknown(f"{level.text} Ob der Einbürgerungstest bestanden ist, ist nicht bekannt.")
    return level._replace(text=f"{level.text} Belegt: {KENNTNISSE[proof]}.")


@criterion(
    "stag-6", source="§ 10 Abs. 1 S. 1 Nr. 6, 7, Abs. 4, 5 StAG a.F.", since="2008-09-01", until=OLD_END
)
def deutsch_und_test_alt(case: Case) -> Answer:
    return level_and_test(case)


@criterion("stag-6", source="§ 10 Abs. 1 S. 1 Nr. 6, 7, Abs. 4, 5 StAG", since=NEW)
def deutsch_und_test(case: Case) -> Answer:
    return level_and_test(case)


@criterion("stag-6x", source="§ 10 Abs. 6 StAG", since=COURSE, group="waives:stag-6")
def krankheit_oder_alter(case: Case) -> Answer:
    return health(case)


@criterion("stag-7", source="§ 10 Abs. 1 S. 1 Nr. 1 StAG", since=FIRST)
def bekenntnis(case: Case) -> Answer:
    return pledge(case)


verantwortung = criterion("stag-7a", source="§ 10 Abs. 1 S. 1 Nr. 1a StAG", since=NEW)(
    authority("Das Bekenntnis zur historischen Verantwortung nimmt die Einbürgerungsbehörde entgegen.")
)

CRITERIA = (
    acht_jahre,
    fuenf_jahre,
    sieben_jahre_mit_kurs,
    sechs_jahre_besondere_leistungen,
    besondere_leistungen,
    drei_jahre,
    deutsch_c1,
    ernaehrt_sich_selbst,
    gute_leistungen,
    identitaet,
    titel_2020,
    titel_2022,
    titel_juni_2024,
    titel,
    lebensunterhalt_alt,
    lebensunterhalt,
    aufgabe,
    strafen_alt,
    strafen,
    deutsch_und_test_alt,
    deutsch_und_test,
    krankheit_oder_alter,
    bekenntnis,
    verantwortung,
)
WAY = way("einbuergerung", "Einbürgerung nach § 10 StAG", FIRST, Modus.ANSPRUCH, CRITERIA)
