"""Sichere Herkunftsstaaten and the ban of § 60a Abs. 6 S. 1 Nr. 3 AufenthG with its exceptions."""

from datetime import date

from .answers import ABGELEHNT, elsewhere, no, unknown, yes
from .calendar import german
from .case import Case
from .criterion import Answer
from .dated import stichtag, wechsel
from .facts import Asylverfahren
from .status import GEDULDET
from .values import at, declare
from .verdict import Outcome, law

declare(
    "anlage_ii",
    (
        "2015-10-24",
        frozenset({"AL", "BA", "GH", "XK", "MK", "ME", "SN", "RS"}),
        "§ 29a AsylG, Anlage II",
    ),
    (
        "2023-12-23",
        frozenset({"AL", "BA", "GH", "XK", "MK", "ME", "SN", "RS", "GE", "MD"}),
        "§ 29a AsylG, Anlage II",
    ),
    rules="60c-2b 16g-2b W7 W7d W7e W12",
)
declare(
    "verordnung_29b",
    ("2026-02-01", frozenset(), "§ 29b AsylG; eine Verordnung gibt es noch nicht"),
    rules="60c-2b 16g-2b W7b W7d W7e W12",
)
declare(
    "eu_liste",
    (
        "2026-07-29",
        frozenset({"BD", "CO", "EG", "IN", "XK", "MA", "TN", "AL", "BA", "GE", "MD", "ME", "MK", "RS", "TR"}),
        "Art. 62 Abs. 1 bis 1b der Verordnung (EU) 2024/1348",
    ),
    rules="60c-2b 16g-2b W7c W7d W7e",
)
LISTS = ("anlage_ii", "verordnung_29b", "eu_liste")

BANS = "60c-2b 16g-2b W7 W7b W7c"
LAST_FREE_APPLICATION = stichtag("2015-08-31", f"{BANS} W12")
GEORGIEN_MOLDAU = frozenset({"GE", "MD"})
GEORGIEN_MOLDAU_STICHTAG = stichtag("2023-08-30", "60c-2b 16g-2b W7d")
GEORGIEN_MOLDAU_SINCE = wechsel(
    "2023-12-23",
    "60c-2b 16g-2b",
    "Georgien, Moldau: Wer am 30.08.2023 geduldet war oder bis dahin den Asylantrag gestellt hat, "
    "fällt nicht unter das Verbot.",
    source="§ 104 Abs. 18 Nr. 1 AufenthG",
)
EU_NEU = frozenset({"EG", "BD", "IN", "CO", "MA", "TN", "TR"})
EU_NEU_GEDULDET = stichtag("2025-05-06", "60c-2b 16g-2b W7e")
EU_NEU_ERLAUBNIS = stichtag("2026-06-11", "60c-2b 16g-2b W7e")
EU_NEU_SINCE = wechsel(
    "2026-08-03",
    "60c-2b 16g-2b",
    "Ägypten, Bangladesch, Indien, Kolumbien, Marokko, Tunesien, Türkei: Wer am 06.05.2025 geduldet war "
    "oder am 11.06.2026 eine Arbeitserlaubnis hatte, fällt nicht unter das Verbot.",
    source="§ 104 Abs. 18 Nr. 2 AufenthG",
)

NAMED = law("gilt als sicherer Herkunftsstaat (§ 60a Abs. 6 S. 1 Nr. 3 AufenthG)")


def listed(nationality: str, day: date, lists: tuple[str, ...] = LISTS) -> bool:
    return any(nationality in (at(name, day) or ()) for name in lists)


def one_nationality(case: Case) -> str | Answer:
    """The citizenship to look up in the lists, or why there is none."""
    nationality = case.facts.staatsangehoerigkeit
    if nationality is None:
        return unknown("Die Staatsangehörigkeit ist nicht bekannt.")
    if nationality == "ungeklaert":
        return unknown("Die Staatsangehörigkeit ist ungeklärt, oder die Person hat mehrere.")
    return nationality


def listed_without_protection(case: Case, lists: tuple[str, ...] = LISTS) -> Answer:
    """A listed country and an asylum application rejected, withdrawn or never made."""
    nationality = one_nationality(case)
    if isinstance(nationality, Answer):
        return nationality
    if not listed(nationality, case.law, lists):
        return yes("Das Herkunftsland gilt nicht als sicherer Herkunftsstaat.")
    return _without_protection(case) or no(f"Das Herkunftsland {NAMED}.")


def safe_country_ban(case: Case) -> Answer:
    """The ban less the transitional rules of § 104 Abs. 18.

    The exceptions for unaccompanied minors and for a withdrawal after free legal advice are for the
    authority; they do not make the ban uncertain.
    """
    banned = listed_without_protection(case)
    if banned.outcome is not Outcome.NICHT_ERFUELLT:
        return banned
    return georgien_moldau(case) or eu_neu(case) or banned


def _filed(case: Case) -> date | None:
    filed = case.facts.asylantrag_am
    return filed if filed and filed <= case.day else None


def _without_protection(case: Case) -> Answer | None:
    """None where the asylum side of the ban is met; else why it is not or not known."""
    outcome, filed = case.facts.asylverfahren, _filed(case)
    if outcome is None:
        return unknown(f"Das Herkunftsland {NAMED}; der Stand des Asylverfahrens ist nicht bekannt.")
    if outcome == Asylverfahren.LAUFEND:
        return yes(f"Das Herkunftsland {NAMED}; das Asylverfahren läuft noch.")
    if outcome == Asylverfahren.NIE:
        return None
    if filed is None:
        return unknown(f"Das Herkunftsland {NAMED}; der Tag des Asylantrags ist nicht bekannt.")
    if filed <= LAST_FREE_APPLICATION:
        return yes(f"Das Herkunftsland {NAMED}; der Asylantrag ist vom {german(filed)}.")
    return None


def _geduldet_on(case: Case, day: date) -> bool | None:
    return case.kind_on(day) in GEDULDET if case.known_on(day) else None


def georgien_moldau(case: Case) -> Answer | None:
    """§ 104 Abs. 18 Nr. 1; None where it does not help."""
    if case.facts.staatsangehoerigkeit not in GEORGIEN_MOLDAU or case.law < GEORGIEN_MOLDAU_SINCE:
        return None
    stichtag, filed = GEORGIEN_MOLDAU_STICHTAG, _filed(case)
    if case.facts.asylverfahren in ABGELEHNT or filed:
        early = filed is not None and filed <= stichtag
        return yes(f"Der Asylantrag ist bis zum {german(stichtag)} gestellt.") if early else None
    geduldet = _geduldet_on(case, stichtag)
    if geduldet is None:
        return unknown(f"Ob am {german(stichtag)} eine Duldung bestand, ist nicht bekannt.")
    return yes(f"Am {german(stichtag)} bestand eine Duldung.") if geduldet else None


def eu_neu(case: Case) -> Answer | None:
    """§ 104 Abs. 18 Nr. 2; None where it does not help. A work permit shows only in the papers."""
    if case.facts.staatsangehoerigkeit not in EU_NEU or case.law < EU_NEU_SINCE:
        return None
    geduldet = _geduldet_on(case, EU_NEU_GEDULDET)
    if geduldet is None:
        return unknown(f"Ob am {german(EU_NEU_GEDULDET)} eine Duldung bestand, ist nicht bekannt.")
    if geduldet:
        return yes(f"Am {german(EU_NEU_GEDULDET)} bestand eine Duldung.")
    if case.einreise and case.einreise > EU_NEU_ERLAUBNIS:
        return None
    return elsewhere(
        f"Das Herkunftsland {NAMED}; ob am {german(EU_NEU_ERLAUBNIS)} eine Arbeitserlaubnis bestand, "
        "zeigen nur die Papiere."
    )
