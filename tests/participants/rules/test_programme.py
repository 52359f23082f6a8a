"""Who may take part: groups, exclusions, consent; and what stands against a step."""

from dataclasses import replace
from datetime import date

import pytest

from participants.rules import RULE_VERSION, Facts, Finding, Outcome, Verdict, assess_programme, obstacles
from participants.rules.facts import Identitaet, StatusPeriod
from participants.rules.programme import GRUPPEN, fundable_on
from participants.rules.status import NAMEN
from participants.rules.verdict import law

DAY = date(2024, 3, 27)


def person(*arten: str, **changes: object) -> Facts:
    """A person who meets every condition, with the papers named since 2023."""
    papers = tuple(StatusPeriod(art, date(2023, 1, 1)) for art in arten)
    meets = Facts(
        status=papers,
        identitaet=Identitaet("in_klaerung"),
        ausschluss_hinweis="kein_hinweis",
        einwilligung=True,
    )
    return replace(meets, **changes)


def outcomes(verdict: Verdict) -> dict[str, str]:
    return {each.id: str(each.outcome) for each in verdict.findings}


MET = {
    "titel": "erfuellt",
    "identitaet": "erfuellt",
    "straffaelligkeit": "erfuellt",
    "einwilligung": "erfuellt",
}

FUNDABLE = [
    "ae_104c",
    "ae_25_5",
    "ae_23_1",
    "duldung_60a",
    "duldung_60b",
    "duldung_60c",
    "duldung_60d",
    "gestattung_55",
]


@pytest.mark.parametrize("art", FUNDABLE)
def test_five_groups_are_fundable(art: str) -> None:
    verdict = assess_programme(person(art), DAY)
    assert outcomes(verdict) == MET
    assert verdict.ergebnis == "foerderfaehig"


@pytest.mark.parametrize("art", ["ae_25a", "ae_25b", "ae_16g", "ae_19d", "sonstige"])
def test_other_titles_are_for_the_verweisberatung(art: str) -> None:
    verdict = assess_programme(person(art), DAY)
    assert verdict.ergebnis == "verweisberatung"
    assert [each.id for each in obstacles(verdict, "clearing")] == ["titel"]
    assert [each.id for each in obstacles(verdict, "betreuung")] == ["titel"]
    assert obstacles(verdict, "keine_bedarfe") == ()


@pytest.mark.parametrize("art", ["fiktion_81_3", "fiktion_81_3_s2", "fiktion_81_4"])
def test_fiktion_opens_the_clearing_only(art: str) -> None:
    verdict = assess_programme(person(art), DAY)
    assert outcomes(verdict) == {**MET, "titel": "offen", "fiktion": "nicht_erfuellt"}
    assert verdict.ergebnis == "nur_clearing"
    assert obstacles(verdict, "clearing") == ()
    assert [each.id for each in obstacles(verdict, "betreuung")] == ["fiktion"]


@pytest.mark.parametrize(
    "papers",
    [
        (StatusPeriod("ae_25_5", date(2023, 1, 1), date(2024, 12, 31)), StatusPeriod("fiktion_81_4", DAY)),
        (
            StatusPeriod("ae_25_5", date(2023, 1, 1), date(2024, 3, 26)),
            StatusPeriod("fiktion_81_4", date(2024, 3, 27)),
        ),
    ],
    ids=["beside", "directly after"],
)
def test_fiktion_that_continues_a_title_is_a_fiktion_all_the_same(papers: tuple[StatusPeriod, ...]) -> None:
    verdict = assess_programme(person(status=papers), DAY)
    assert outcomes(verdict) == {**MET, "fiktion": "nicht_erfuellt"}
    assert verdict.ergebnis == "nur_clearing"


@pytest.mark.parametrize(
    ("granted", "ergebnis"),
    [(date(2024, 3, 27), "foerderfaehig"), (date(2024, 3, 28), "nur_clearing")],
)
def test_betreuung_is_open_from_the_day_of_the_grant(granted: date, ergebnis: str) -> None:
    """Even where the Fiktionsbescheinigung would run on."""
    papers = (
        StatusPeriod("fiktion_81_4", date(2024, 1, 1), date(2024, 6, 30)),
        StatusPeriod("ae_25_5", granted),
    )
    assert assess_programme(person(status=papers), DAY).ergebnis == ergebnis


def test_fiktion_that_continues_another_title_is_no_verweisberatung() -> None:
    papers = (StatusPeriod("ae_25b", date(2023, 1, 1)), StatusPeriod("fiktion_81_4", DAY))
    assert assess_programme(person(status=papers), DAY).ergebnis == "nur_clearing"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2025, 12, 30), "§ 104c AufenthG (Chancen-Aufenthaltsrecht) gehört zur geförderten Gruppe."),
        (
            date(2025, 12, 31),
            "§ 104c AufenthG (Chancen-Aufenthaltsrecht) gehört zur geförderten Gruppe; "
            "neu erteilt wird der Titel seit dem 31.12.2025 nicht mehr.",
        ),
    ],
)
def test_holders_of_104c_stay_eligible_after_its_end(day: date, says: str) -> None:
    verdict = assess_programme(person("ae_104c"), day)
    assert verdict.ergebnis == "foerderfaehig"
    assert verdict.findings[0].text == law(says)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2024, 3, 26), "offen"),
        (date(2024, 3, 27), "erfuellt"),
        (date(2024, 6, 30), "erfuellt"),
        (date(2024, 7, 1), "offen"),
    ],
)
def test_the_paper_of_the_day_counts_and_both_its_ends(day: date, outcome: str) -> None:
    verdict = assess_programme(person(status=(StatusPeriod("duldung_60a", DAY, date(2024, 6, 30)),)), day)
    assert outcomes(verdict)["titel"] == outcome


def test_an_ended_paper_is_named_and_never_a_refusal() -> None:
    papers = (StatusPeriod("duldung_60a", date(2023, 1, 1), date(2024, 3, 26)),)
    verdict = assess_programme(person(status=papers), DAY)
    assert verdict.ergebnis == "unklar"
    assert verdict.findings[0].text == law(
        "§ 60a AufenthG (Duldung) endete am 26.03.2024; "
        "der Aufenthaltsstatus am 27.03.2024 ist nicht bekannt."
    )


def test_nothing_known_is_a_list_of_tasks() -> None:
    verdict = assess_programme(Facts(), DAY)
    assert outcomes(verdict) == dict.fromkeys(MET, "offen")
    assert verdict.ergebnis == "unklar"
    assert obstacles(verdict, "betreuung") == ()


@pytest.mark.parametrize(
    ("changes", "condition", "outcome", "ergebnis"),
    [
        (
            {"identitaet": Identitaet("mitwirkung_verweigert")},
            "identitaet",
            "nicht_erfuellt",
            "ausgeschlossen",
        ),
        ({"identitaet": Identitaet("offen")}, "identitaet", "erfuellt", "foerderfaehig"),
        ({"identitaet": Identitaet()}, "identitaet", "offen", "unklar"),
        ({"ausschluss_hinweis": "klaerung_extern"}, "straffaelligkeit", "anderswo", "unklar"),
        (
            {"ausschluss_hinweis": "derzeit_nicht_moeglich"},
            "straffaelligkeit",
            "nicht_erfuellt",
            "ausgeschlossen",
        ),
        ({"ausschluss_hinweis": None}, "straffaelligkeit", "offen", "unklar"),
        ({"einwilligung": False}, "einwilligung", "nicht_erfuellt", "ausgeschlossen"),
        ({"einwilligung": None}, "einwilligung", "offen", "unklar"),
    ],
)
def test_exclusions_and_consent(
    changes: dict[str, object], condition: str, outcome: str, ergebnis: str
) -> None:
    verdict = assess_programme(person("duldung_60a", **changes), DAY)
    assert outcomes(verdict) == {**MET, condition: outcome}
    assert verdict.ergebnis == ergebnis
    expected = [condition] if outcome == "nicht_erfuellt" else []
    assert [each.id for each in obstacles(verdict, "clearing")] == expected
    assert [each.id for each in obstacles(verdict, "betreuung")] == expected


@pytest.mark.parametrize(
    ("geklaert_am", "says"),
    [
        (DAY, "Die Identität ist seit dem 27.03.2024 geklärt."),
        (None, "Die Identität ist geklärt."),
        (
            date(2024, 3, 28),
            "Die Identität ist noch nicht geklärt, eine Verweigerung der Mitwirkung liegt nicht vor.",
        ),
    ],
)
def test_identity_clarified_later_is_not_clarified_yet(geklaert_am: date | None, says: str) -> None:
    known = person("duldung_60a", identitaet=Identitaet("geklaert", geklaert_am))
    assert assess_programme(known, DAY).findings[1].text == says


@pytest.mark.parametrize(("day", "listed"), [(date(2023, 9, 30), 0), (date(2023, 10, 1), 5)])
def test_the_list_begins_with_the_project(day: date, listed: int) -> None:
    assert len(list(fundable_on(day))) == listed
    assert assess_programme(person("duldung_60a"), day).ergebnis == ("foerderfaehig" if listed else "unklar")


def test_a_new_fundable_title_is_one_new_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(GRUPPEN[0], since=date(2025, 1, 1), name=NAMEN["ae_25b"], arten=frozenset({"ae_25b"}))
    monkeypatch.setattr("participants.rules.programme.GRUPPEN", (*GRUPPEN, row))
    assert assess_programme(person("ae_25b"), date(2024, 12, 31)).ergebnis == "verweisberatung"
    assert assess_programme(person("ae_25b"), date(2025, 1, 1)).ergebnis == "foerderfaehig"


def test_verdicts_survive_storage_as_json() -> None:
    verdict = assess_programme(person("fiktion_81_4", einwilligung=False), DAY)
    assert Verdict.from_dict(verdict.as_dict()) == verdict
    finding = Finding("x", Outcome.OFFEN, "t", "q", DAY, date(2025, 1, 1), date(2026, 1, 1))
    assert Finding.from_dict(finding.as_dict()) == finding


def test_every_finding_is_cited_and_dated() -> None:
    for finding in assess_programme(person("fiktion_81_4"), DAY).findings:
        assert finding.source
        assert finding.since == date(2023, 10, 1)


def test_rule_version_names_the_newest_day() -> None:
    day, _, digest = RULE_VERSION.rpartition("-")
    assert date.fromisoformat(day) >= date(2023, 10, 1)
    assert len(digest) == 8
