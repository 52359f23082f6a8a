"""Facts files: what is read, and what is refused with which sentence."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.fact_answers import answer
from participants.fact_files import FactsRefused, parse_facts, parse_persons, read_persons
from participants.rules import Facts
from participants.rules.facts import Identitaet, Lebensunterhalt, Niveau, Pass, Status

WHOLE: dict[str, Any] = {
    "id": "Fall 1",
    "geburtsdatum": "1999-04-02",
    "einreise": "2016-09-14",
    "staatsangehoerigkeit": "AF",
    "status": [
        {"art": "gestattung_55", "von": "2016-09-20", "bis": "2018-05-01"},
        {"art": "duldung_60a", "duldungsart": "60a_2_s1", "von": "2018-05-02", "bis": "2026-12-31"},
    ],
    "identitaet": {"stand": "geklaert", "geklaert_am": "2023-11-02", "massnahmen_fristgerecht": None},
    "pass": "gueltig",
    "haushalt": {"minderjaehriges_lediges_kind": True, "partner": "im_haushalt"},
    "deutsch": {"muendlich": "A2", "schriftlich": None},
    "beschaeftigung": [{"von": "2024-01-01", "bis": None, "stunden": 30, "sv_pflichtig": True}],
    "lebensunterhalt": {"anteil_erwerb": 0.62},
    "rv_monate": 60,
    "gehalt_jahr": 45630.5,
    "antrag_am": None,
}


def test_every_key_is_read() -> None:
    facts = parse_facts(WHOLE)
    assert facts.geburtsdatum == date(1999, 4, 2)
    assert [each.art for each in facts.status] == [Status.GESTATTUNG_55, Status.DULDUNG_60A]
    assert facts.identitaet == Identitaet("geklaert", date(2023, 11, 2), None)
    assert facts.pass_ is Pass.GUELTIG
    assert facts.deutsch.muendlich is Niveau.A2
    assert facts.beschaeftigung is not None
    assert facts.beschaeftigung[0].stunden == 30.0
    assert facts.lebensunterhalt == Lebensunterhalt(anteil_erwerb=0.62)
    assert (facts.rv_monate, facts.gehalt_jahr) == (60, 45630.5)


def test_missing_and_null_are_unknown() -> None:
    assert parse_facts({}) == Facts()
    assert parse_facts({"status": None, "haushalt": None, "einwilligung": None}) == Facts()


def test_one_person_or_a_list() -> None:
    assert parse_persons("{}") == ([Facts()], False)
    assert parse_persons("[{}, {}]") == ([Facts(), Facts()], True)
    assert parse_persons("[]") == ([], True)


OF_THE_NEED = "muss ein Bruchteil des Bedarfs von 0 bis 10 sein, 0.62 für 62 Prozent."
REFUSED = [
    ({"lebensunterhalt": {"anteil_erwerb": 62}}, f"lebensunterhalt.anteil_erwerb {OF_THE_NEED}"),
    ({"lebensunterhalt": {"anteil_gesamt": 10.01}}, f"lebensunterhalt.anteil_gesamt {OF_THE_NEED}"),
    ({"lebensunterhalt": {"eigener_anteil": -0.01}}, f"lebensunterhalt.eigener_anteil {OF_THE_NEED}"),
    ({"staat": "AF"}, "Der Schlüssel „staat“ ist unbekannt."),
    ({"deutsch": {"oral": "A2"}}, "Der Schlüssel „deutsch.oral“ ist unbekannt."),
    ({"status": [{"seit": "2020-01-01"}]}, "Der Schlüssel „status.seit“ ist unbekannt."),
    ({"einwilligung": 1}, "einwilligung muss true, false oder null sein."),
    ({"rv_monate": True}, "rv_monate muss eine ganze Zahl sein."),
    ({"rv_monate": 1.5}, "rv_monate muss eine ganze Zahl sein."),
    ({"rv_monate": -1}, "rv_monate muss eine Zahl von 0 bis 1200 sein."),
    ({"gehalt_jahr": "viel"}, "gehalt_jahr muss eine Zahl sein."),
    ({"gehalt_jahr": True}, "gehalt_jahr muss eine Zahl sein."),
    ({"gehalt_jahr": 10**400}, "gehalt_jahr muss eine Zahl von 0 bis 1000000000 sein."),
    ({"beschaeftigung": [{"stunden": -0.5}]}, "beschaeftigung.stunden muss eine Zahl von 0 bis 168 sein."),
    ({"beschaeftigung": {}}, "beschaeftigung muss eine Liste sein."),
    ({"status": [7]}, "status muss ein Objekt mit Schlüsseln und Werten sein."),
    ({"haushalt": []}, "haushalt muss ein Objekt mit Schlüsseln und Werten sein."),
    ({"id": 4}, "id muss ein Text sein."),
    ({"id": "\ud800"}, "id enthält ein Zeichen, das es nicht gibt."),
    ({"pass": "abgelaufen "}, "pass kennt den Wert „abgelaufen “ nicht."),
    ({"pass": ["gueltig"]}, "pass kennt den Wert „[…]“ nicht."),
    ({"staatsangehoerigkeit": "af"}, "staatsangehoerigkeit kennt den Wert „af“ nicht."),
    ({"staatsangehoerigkeit": "QQ"}, "staatsangehoerigkeit kennt den Wert „QQ“ nicht."),
    ({"einreise": "2023-02-29"}, "einreise muss ein Kalendertag in der Form JJJJ-MM-TT sein."),
    ({"einreise": "20230228"}, "einreise muss ein Kalendertag in der Form JJJJ-MM-TT sein."),
    ({"einreise": 2023}, "einreise muss ein Kalendertag in der Form JJJJ-MM-TT sein."),
    ({"geburtsdatum": "2020-01-02", "einreise": "2020-01-01"}, "einreise liegt vor geburtsdatum."),
    (
        {"geburtsdatum": "2020-01-02", "status": [{"von": "2020-01-01"}]},
        "status.von liegt vor geburtsdatum.",
    ),
    ({"status": [{"von": "2020-01-02", "bis": "2020-01-01"}]}, "status.bis liegt vor status.von."),
    (
        {"beschaeftigung": [{"von": "2020-01-02", "bis": "2020-01-01"}]},
        "beschaeftigung.bis liegt vor beschaeftigung.von.",
    ),
    (
        {"status": [{"art": "duldung_60a", "duldungsart": "60a_2_s4"}]},
        "status.duldungsart: Die Duldung nach § 60a Abs. 2 S. 4 darf nicht gespeichert werden.",
    ),
    (
        {"status": [{"art": "ae_25b", "duldungsart": "60a_2_s1"}]},
        "status.duldungsart gibt es nur bei einer Duldung.",
    ),
    (
        {"haushalt": {"partner": "keiner", "partner_einreise": "2020-01-01"}},
        "haushalt.partner_einreise passt nicht zu haushalt.partner „keiner“.",
    ),
    (
        {"haushalt": {"partner": "keiner", "partner_identitaet": {"stand": "offen"}}},
        "haushalt.partner_identitaet passt nicht zu haushalt.partner „keiner“.",
    ),
]


@pytest.mark.parametrize(("person", "sentence"), REFUSED)
def test_refused_with_one_sentence_naming_the_key(person: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FactsRefused) as refusal:
        parse_facts(person)
    assert str(refusal.value).replace("\u00a0", " ") == sentence


def period(art: str | None, von: str | None, bis: str | None = None) -> dict[str, str | None]:
    return {"art": art, "von": von, "bis": bis}


@pytest.mark.parametrize(
    ("periods", "accepted"),
    [
        ([period("duldung_60a", "2020-01-01", "2020-12-31"), period("duldung_60b", "2021-01-01")], True),
        ([period("duldung_60a", "2020-01-01", "2021-01-01"), period("duldung_60b", "2021-01-01")], False),
        ([period("duldung_60b", "2021-01-01"), period("duldung_60a", "2020-01-01")], False),
        ([period("ae_25_5", "2020-01-01"), period("fiktion_81_4", "2021-01-01")], True),
        ([period("sonstige", "2020-01-01"), period("fiktion_81_4", "2021-01-01")], True),
        ([period("ae_25_5", "2020-01-01"), period("fiktion_81_3", "2021-01-01")], False),
        ([period("duldung_60a", "2020-01-01"), period("fiktion_81_4", "2021-01-01")], False),
        ([period("fiktion_81_4", "2020-01-01"), period("fiktion_81_4", "2021-01-01")], False),
        ([period("duldung_60a", None), period("duldung_60a", "2021-01-01")], True),
        ([period(None, "2020-01-01"), period("duldung_60a", "2021-01-01")], False),
    ],
)
def test_only_a_fiktion_may_lie_beside_the_title_it_continues(
    periods: list[dict[str, str | None]], accepted: bool
) -> None:
    if accepted:
        assert len(parse_facts({"status": periods}).status) == 2
    else:
        with pytest.raises(FactsRefused, match=r"^status enthält Zeiträume, die sich überschneiden\.$"):
            parse_facts({"status": periods})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Die Datei ist kein gültiges JSON (Zeile 1, Spalte 1)."),
        ('{"id": ', "Die Datei ist kein gültiges JSON (Zeile 1, Spalte 8)."),
        ('"text"', "Eine Person muss ein Objekt mit Schlüsseln und Werten sein."),
        ("null", "Eine Person muss ein Objekt mit Schlüsseln und Werten sein."),
        ("[{}, 3]", "Eine Person muss ein Objekt mit Schlüsseln und Werten sein (Person 2)."),
        ('[{}, {"x": 1}]', "Der Schlüssel „x“ ist unbekannt (Person 2)."),
        ('{"id": "a", "id": "b"}', "Der Schlüssel „id“ steht zweimal in der Datei."),
        ('{"gehalt_jahr": NaN}', "gehalt_jahr muss eine endliche Zahl sein."),
        ('{"gehalt_jahr": -Infinity}', "gehalt_jahr muss eine endliche Zahl sein."),
        ('{"rv_monate": Infinity}', "rv_monate muss eine ganze Zahl sein."),
        ('{"einwilligung": NaN}', "einwilligung muss true, false oder null sein."),
        ('{"pass": NaN}', "pass kennt den Wert „NaN“ nicht."),
        ('{"pass": ' + "[" * 900 + "]" * 900 + "}", "pass kennt den Wert „[…]“ nicht."),
        ('{"gehalt_jahr": 1e999}', "gehalt_jahr muss eine endliche Zahl sein."),
        ('{"gehalt_jahr": ' + "9" * 5000 + "}", "gehalt_jahr muss eine endliche Zahl sein."),
        ("[" * 100_000, "Die Datei ist zu tief verschachtelt."),
        ('{"\\u0000\\n' + "x" * 99 + '": 1}', f"Der Schlüssel „��{'x' * 58}…“ ist unbekannt."),
    ],
    ids=lambda text: text[:20],
)
def test_texts_that_are_no_facts(text: str, sentence: str) -> None:
    with pytest.raises(FactsRefused) as refusal:
        parse_persons(text)
    assert str(refusal.value) == sentence


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"id": "Jürgen"}'.encode("latin-1"))
    with pytest.raises(FactsRefused, match=r"ist nicht in UTF-8 geschrieben\.$"):
        read_persons(str(latin))
    with pytest.raises(FactsRefused, match=r"gibt es nicht\.$"):
        read_persons(str(tmp_path / "fehlt.json"))
    with pytest.raises(FactsRefused, match=r"ist ein Verzeichnis\.$"):
        read_persons(str(tmp_path))
    with pytest.raises(FactsRefused, match=r"lässt sich nicht lesen\.$"):
        read_persons("a\0b")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert read_persons(str(path)) == ([Facts()], False)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def refusal_of(text: str) -> str:
    """The sentence that refuses the text, or one that would pass the checks below."""
    try:
        parse_persons(text)
    except FactsRefused as refusal:
        return str(refusal)
    return "Gelesen."


@given(st.sampled_from(sorted(WHOLE)), JSON)
def test_any_value_is_read_or_refused_in_one_sentence(key: str, value: Any) -> None:
    sentence = refusal_of(json.dumps({key: value}))
    assert sentence.endswith(".")
    assert sentence.isprintable()


@given(JSON)
def test_any_text_is_read_or_refused_in_one_sentence(value: Any) -> None:
    sentence = refusal_of(json.dumps(value))
    assert sentence.endswith(".")
    assert sentence.isprintable()


def run(path: str | None, am: str | None) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    today = date(2026, 11, 25)
    status = answer(path, am, lambda facts, day: {"am": day.isoformat()}, out, err, today=today)
    return status, out.getvalue(), err.getvalue()


def test_answers_are_json_one_or_a_list(tmp_path: Path) -> None:
    path = tmp_path / "fakten.json"
    path.write_text('{"id": "Ä"}', encoding="utf-8")
    assert run(str(path), "2024-03-27") == (0, '{\n  "id": "Ä",\n  "am": "2024-03-27"\n}\n', "")
    path.write_text("[{}]", encoding="utf-8")
    status, out, err = run(str(path), "2024-03-27")
    assert (status, json.loads(out), err) == (0, [{"id": None, "am": "2024-03-27"}], "")


@pytest.mark.parametrize(
    ("path", "am", "sentence"),
    [
        (None, "2024-03-27", "Der Name der Faktendatei fehlt.\n"),
        ("x", None, "Die Angabe --am muss ein Kalendertag in der Form JJJJ-MM-TT sein.\n"),
        ("x", "27.03.2024", "Die Angabe --am muss ein Kalendertag in der Form JJJJ-MM-TT sein.\n"),
        ("x", "2024-02-30", "Die Angabe --am muss ein Kalendertag in der Form JJJJ-MM-TT sein.\n"),
        ("/gibt/es/nicht.json", "2024-03-27", "Die Datei „/gibt/es/nicht.json“ gibt es nicht.\n"),
    ],
)
def test_refusals_leave_standard_output_empty(path: str | None, am: str | None, sentence: str) -> None:
    assert run(path, am) == (2, "", sentence)


@pytest.mark.parametrize("share", [0, 0.5, 1, 9.99, 10])
def test_shares_up_to_ten_times_the_need(share: float) -> None:
    assert parse_facts({"lebensunterhalt": {"anteil_erwerb": share}}).lebensunterhalt.anteil_erwerb == share


@pytest.mark.parametrize("am", ["2020-01-01", "2026-11-25", "2095-01-01"])
def test_nobody_is_born_after_today(tmp_path: Path, am: str) -> None:
    """Whatever day is asked for: one before a birth is asked of somebody who is not there yet."""
    path = tmp_path / "fakten.json"
    for born, status, sentence in (
        ("2026-11-25", 0, ""),
        ("2026-11-26", 2, "geburtsdatum liegt in der Zukunft.\n"),
        ("2090-01-01", 2, "geburtsdatum liegt in der Zukunft.\n"),
    ):
        path.write_text(json.dumps({"geburtsdatum": born}), encoding="utf-8")
        found = run(str(path), am)
        assert (found[0], found[2]) == (status, sentence)
    path.write_text('[{}, {"geburtsdatum": "2090-01-01"}]', encoding="utf-8")
    assert run(str(path), am) == (2, "", "geburtsdatum liegt in der Zukunft (Person 2).\n")
