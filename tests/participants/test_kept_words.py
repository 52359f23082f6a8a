"""What was kept is shown in words: every fact with its label, every way with its conditions of then."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

from participants.facts_kept import facts_as_dict
from participants.kept_labels import CODES, LABELS
from participants.kept_words import kept_facts, kept_ways
from participants.rules import Facts, perspective_as_dict
from participants.rules.facts import StatusPeriod
from tests.participants.rules.people import facts

KNOWN = {
    "geburtsdatum": "1999-04-02",
    "staatsangehoerigkeit": "AF",
    "asylverfahren": "unanfechtbar_abgelehnt",
    "in_aufnahmeeinrichtung": False,
    "identitaet": {"stand": "geklaert", "geklaert_am": "2023-11-02"},
    "pass": "gueltig",
    "haushalt": {"partner": "im_haushalt", "partner_identitaet": {"stand": "in_klaerung"}},
    "beschaeftigung": [{"von": "2024-01-01", "stunden": 30.5, "sv_pflichtig": True, "qualifiziert": False}],
    "lebensunterhalt": {"anteil_erwerb": 0.625},
    "gehalt_jahr": 45934.2,
}

CHILDLESS = {**KNOWN, "haushalt": {"minderjaehriges_lediges_kind": False}}


def shown(person: Facts) -> dict[str, list[tuple[str, str]]]:
    kept = kept_facts(facts_as_dict(person))
    return {
        each.label: [(row.label.replace("\xa0", " "), row.value.replace("\xa0", " ")) for row in each.facts]
        for each in kept
    }


def test_facts_by_topic_in_words() -> None:
    person = facts("gestattung_55 2016-09-20 2018-05-01", "duldung_60a 2018-05-02", id="Fall", **KNOWN)
    assert shown(person) == {
        "Angaben zur Person": [("Geburtsdatum", "02.04.1999"), ("Staatsangehörigkeit", "Afghanistan")],
        "Papiere": [
            ("Papier", "§ 55 AsylG (Aufenthaltsgestattung), 20.09.2016 bis 01.05.2018"),
            ("Papier", "§ 60a AufenthG (Duldung), ab 02.05.2018"),
        ],
        "Identitätsklärung": [("Identität", "geklärt"), ("Identität geklärt am", "02.11.2023")],
        "Aufenthalt und Identität": [
            ("Asylverfahren", "unanfechtbar abgelehnt"),
            ("Wohnt in einer Aufnahmeeinrichtung", "nein"),
            ("Pass", "gültiger Pass"),
        ],
        "Lebenslage": [
            ("Ehe oder Partnerschaft", "verheiratet oder verpartnert, gemeinsamer Haushalt"),
            ("Identität des Ehegatten", "wird geklärt"),
            ("Lebensunterhalt durch Erwerbstätigkeit", "62,5 %"),
        ],
        "Wünsche und Ziele": [("Gehalt im Jahr", "45.934,2 Euro")],
        "Arbeit und Ausbildung": [
            (
                "Beschäftigung",
                "30,5 Wochenstunden, ab 01.01.2024, sozialversicherungspflichtig: ja, qualifiziert: nein",
            )
        ],
    }


def test_a_time_of_which_nothing_is_entered_says_so() -> None:
    person = Facts(status=(StatusPeriod(None, None, date(2022, 11, 5)),))
    assert shown(person)["Papiere"] == [("Papier", "nicht bekannt, bis 05.11.2022")]


def test_nothing_known_shows_nothing() -> None:
    assert kept_facts(facts_as_dict(Facts())) == ()


def test_what_was_kept_under_a_key_of_another_day_is_not_lost() -> None:
    (topic,) = kept_facts({"frueher": "damals so"})
    assert [(each.label, each.value) for each in topic.facts] == [("frueher", "damals so")]


def _paths(kind: Any, of: str = "") -> dict[str, Any]:
    """Every key of the facts files that holds a plain value, with its type."""
    found: dict[str, Any] = {}
    for each in fields(kind):
        hint = get_type_hints(kind)[each.name]
        inner = [part for part in (hint, *get_args(hint)) if is_dataclass(part)]
        path = f"{of}{each.name.rstrip('_')}"
        found |= _paths(inner[0], f"{path}.") if inner else {path: hint}
    return found


def test_every_fact_has_a_label_and_every_code_a_word() -> None:
    for path, hint in _paths(Facts).items():
        dated = path.split(".")[-1] in ("von", "bis") or path == "antraege.am"
        named = path in ("id", "status.art", "status.duldungsart", "antraege.weg")
        assert dated or named or path in LABELS, path
        for kind in get_args(hint):
            if isinstance(kind, type) and hasattr(kind, "__members__"):
                assert set(CODES[path]) >= {str(code) for code in kind}, path


def test_ways_as_they_were_kept_the_nearest_first() -> None:
    day = date(2026, 11, 25)
    ways = kept_ways(perspective_as_dict(facts("duldung_60a 2020-12-01", **CHILDLESS), day))
    assert [(each.titel.partition(" (")[0].replace("\xa0", " "), each.word) for each in ways] == [
        ("§ 25 Abs. 5 AufenthG", "möglich"),
        ("§ 25b AufenthG", "fehlt noch etwas"),
        ("§ 16g AufenthG", "noch unklar"),
        ("§ 60c AufenthG", "noch unklar"),
        ("§ 60d AufenthG", "noch unklar"),
        ("§ 19d AufenthG", "noch unklar"),
        ("§ 28 AufenthG", "noch unklar"),
        ("§ 26 Abs. 4 AufenthG", "fehlt noch etwas"),
        ("Einbürgerung nach § 10 StAG", "fehlt noch etwas"),
        ("§ 18g AufenthG", "noch unklar"),
        ("§ 23a AufenthG", "noch unklar"),
        ("§ 25a AufenthG", "geschlossen"),
        ("§§ 18a, 18b AufenthG", "geschlossen"),
        ("§ 19c Abs. 2 AufenthG", "geschlossen"),
        ("§ 104c AufenthG", "geschlossen"),
    ]
    way = next(each for each in ways if each.titel == "§\xa025b AufenthG")
    assert (way.mode, way.fruehestens) == ("soll", date(2026, 12, 1))
    years = next(each for each in way.conditions if each.ab)
    assert (years.outcome, years.ab, years.since) == ("nicht_erfuellt", date(2026, 12, 1), date(2022, 12, 31))


def test_a_day_that_has_come_is_not_shown_as_ahead() -> None:
    person = facts("duldung_60a 2020-12-01", **CHILDLESS)
    ways = kept_ways(perspective_as_dict(person, date(2026, 12, 1)))
    assert next(each for each in ways if each.titel == "§\xa025b AufenthG").fruehestens is None
