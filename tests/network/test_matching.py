"""Hits, misses, near misses and what is unknown, for every thing an offer can ask for."""

from dataclasses import replace
from datetime import date

import pytest

from network.matching import Fit, Offered, Outcome, Seeker, judge, match

DAY = date(2024, 3, 27)
OPEN_TO_ALL = Offered(
    pk=1,
    name="Kurs",
    organisation_id=1,
    organisation="Brücke e. V.",
    kommune_id=1,
    kommune="Cottbus",
    statuses=[],
    level_from="",
    level_until="",
    age_from=None,
    age_until=None,
    languages=["prs"],
    area="kommune",
    area_note="",
    capacity="frei",
    waiting_weeks=None,
    costs="frei",
    costs_note="",
    access="selbst",
    access_note="",
    checked_on=date(2024, 3, 1),
)
KNOWN = Seeker(
    day=DAY,
    limit=date(2023, 9, 27),
    kommune_id=1,
    status="duldung_60a",
    level="A2",
    ages=(32, 32),
    languages=("prs",),
    needs_interpreting=True,
)
# In the order of the checks, for an offer that asks for nothing.
FITTING = [
    "für jeden Aufenthaltsstatus",
    "kein Niveau in Deutsch verlangt",
    "auf Dari",
    "Einzugsgebiet: nur die Kommune",
    "Plätze frei",
    "kostenfrei",
    "Person meldet sich selbst",
    "geprüft am 01.03.2024",
]


def told(offer: dict, person: dict | None = None):
    """The outcome of the whole, and the findings that an offer open to all does not have."""
    found = judge(replace(OPEN_TO_ALL, **offer), replace(KNOWN, **(person or {})))
    special = [each for each in found.findings if each.text not in FITTING]
    return found.fit, [(each.outcome.value, each.text) for each in special]


def test_an_offer_open_to_all():
    found = judge(OPEN_TO_ALL, KNOWN)
    assert (found.fit, [each.text for each in found.findings]) == (Fit.PASST, FITTING)
    assert {each.outcome for each in found.findings} == {Outcome.TREFFER}


@pytest.mark.parametrize(
    ("offer", "person", "fit", "finding"),
    [
        (
            {"statuses": ["duldung_60a"]},
            {},
            Fit.PASST,
            ("treffer", "für §\u00a060a AufenthG (Duldung)"),
        ),
        (
            {"statuses": ["duldung_60a"]},
            {"status": ""},
            Fit.PASST,
            (
                "offen",
                "nur für §\u00a060a AufenthG (Duldung); der Status der Person ist unbekannt",
            ),
        ),
        # --- level of German: both sides of both bounds ---
        ({"level_from": "A2"}, {}, Fit.PASST, ("treffer", "Deutsch ab A2 verlangt, A2 vorhanden")),
        (
            {"level_from": "A2", "level_until": "B1"},
            {"level": "B1"},
            Fit.PASST,
            ("treffer", "Deutsch A2 bis B1 verlangt, B1 vorhanden"),
        ),
        ({"level_from": "B1"}, {}, Fit.KNAPP, ("fehlt", "Deutsch ab B1 verlangt, A2 vorhanden")),
        ({"level_from": "B2"}, {}, Fit.PASST_NICHT, ("fehlt", "Deutsch ab B2 verlangt, A2 vorhanden")),
        ({"level_until": "A1"}, {}, Fit.KNAPP, ("fehlt", "Deutsch bis A1 verlangt, A2 vorhanden")),
        (
            {"level_until": "A1"},
            {"level": "B1"},
            Fit.PASST_NICHT,
            ("fehlt", "Deutsch bis A1 verlangt, B1 vorhanden"),
        ),
        (
            {"level_from": "B1"},
            {"course_until": date(2024, 6, 28)},
            Fit.KNAPP,
            ("fehlt", "Deutsch ab B1 verlangt, A2 vorhanden, Kurs endet am 28.06.2024"),
        ),
        (
            {"level_from": "B1"},
            {"course_until": date(2024, 3, 26)},
            Fit.KNAPP,
            ("fehlt", "Deutsch ab B1 verlangt, A2 vorhanden"),
        ),
        (
            {"level_from": "B1"},
            {"level": ""},
            Fit.PASST,
            ("offen", "Deutsch ab B1 verlangt, Niveau der Person unbekannt"),
        ),
        # --- age ---
        ({"age_from": 32}, {}, Fit.PASST, ("treffer", "Alter ab 32 Jahre, die Person ist 32")),
        ({"age_from": 33}, {}, Fit.KNAPP, ("fehlt", "Alter ab 33 Jahre, die Person ist 32")),
        ({"age_from": 34}, {}, Fit.PASST_NICHT, ("fehlt", "Alter ab 34 Jahre, die Person ist 32")),
        ({"age_until": 32}, {}, Fit.PASST, ("treffer", "Alter bis 32 Jahre, die Person ist 32")),
        ({"age_until": 31}, {}, Fit.KNAPP, ("fehlt", "Alter bis 31 Jahre, die Person ist 32")),
        ({"age_until": 30}, {}, Fit.PASST_NICHT, ("fehlt", "Alter bis 30 Jahre, die Person ist 32")),
        (
            {"age_from": 18, "age_until": 26},
            {"ages": (26, 27)},
            Fit.PASST,
            ("offen", "Alter 18 bis 26 Jahre, die Person ist 26 bis 27; der Tag der Geburt fehlt"),
        ),
        (
            {"age_until": 26},
            {"ages": None},
            Fit.PASST,
            ("offen", "Alter bis 26 Jahre, Geburtsdatum der Person unbekannt"),
        ),
        # --- language ---
        ({"languages": []}, {}, Fit.PASST, ("offen", "Sprachen des Angebots nicht eingetragen")),
        (
            {"languages": ["de"]},
            {},
            Fit.KNAPP,
            ("fehlt", "auf Deutsch, Sprachmittlung für Dari nötig"),
        ),
        (
            {"languages": ["de"]},
            {"needs_interpreting": False},
            Fit.PASST,
            ("treffer", "auf Deutsch, die Person braucht keine Sprachmittlung"),
        ),
        (
            {"languages": ["ar", "fa"]},
            {"languages": ("prs", "fa")},
            Fit.PASST,
            ("treffer", "auf Farsi"),
        ),
        # --- area ---
        ({}, {"kommune_id": 2}, Fit.PASST_NICHT, ("fehlt", "nur in Cottbus")),
        (
            {"area": "umgebung"},
            {"kommune_id": 2},
            Fit.PASST,
            ("offen", "Cottbus und Umgebung: Ist der Weg zu schaffen?"),
        ),
        ({"area": "umgebung"}, {}, Fit.PASST, ("treffer", "Einzugsgebiet: Kommune und Umgebung")),
        ({"area": "land"}, {"kommune_id": 2}, Fit.PASST, ("treffer", "Einzugsgebiet: ganz Brandenburg")),
        ({"area": ""}, {"kommune_id": 2}, Fit.PASST, ("offen", "Einzugsgebiet nicht eingetragen")),
        # --- places, costs, access, freshness ---
        ({"capacity": "voll"}, {}, Fit.KNAPP, ("fehlt", "zurzeit voll")),
        ({"capacity": ""}, {}, Fit.PASST, ("offen", "freie Plätze nicht bekannt")),
        (
            {"capacity": "warteliste", "waiting_weeks": 6},
            {},
            Fit.PASST,
            ("hinweis", "Warteliste, etwa 6 Wochen"),
        ),
        (
            {"costs": "selbst", "costs_note": "30 Euro"},
            {},
            Fit.PASST,
            ("hinweis", "selbst zu zahlen (30 Euro)"),
        ),
        ({"costs": ""}, {}, Fit.PASST, ("offen", "Kosten nicht eingetragen")),
        (
            {"access": "behoerde", "access_note": "Jobcenter"},
            {},
            Fit.PASST,
            ("hinweis", "nur über eine Behörde (Jobcenter)"),
        ),
        ({"access": ""}, {}, Fit.PASST, ("offen", "Zugang nicht eingetragen")),
        (
            {"checked_on": date(2023, 9, 26)},
            {},
            Fit.PASST,
            ("hinweis", "zuletzt geprüft am 26.09.2023, neu zu prüfen"),
        ),
        (
            {"checked_on": date(2023, 9, 27)},
            {},
            Fit.PASST,
            ("treffer", "geprüft am 27.09.2023"),
        ),
        ({"checked_on": None}, {}, Fit.PASST, ("offen", "noch nie geprüft")),
    ],
)
def test_one_thing_at_a_time(offer, person, fit, finding):
    assert told(offer, person) == (fit, [finding])


def test_another_status_is_no_near_miss():
    fit, [(outcome, text)] = told({"statuses": ["ae_25_5"]})
    assert (fit, outcome) == (Fit.PASST_NICHT, "fehlt")
    assert text.startswith("nur für ")
    assert text.endswith(", vorhanden: §\u00a060a AufenthG (Duldung)")


def test_two_small_misses_are_no_near_miss():
    assert told({"capacity": "voll", "level_from": "B1"})[0] == Fit.PASST_NICHT


def test_nothing_known_excludes_nobody():
    nobody = Seeker(day=DAY, limit=date(2023, 9, 27), kommune_id=1)
    asks = replace(OPEN_TO_ALL, statuses=["ae_25_5"], level_from="C1", age_from=18, age_until=20)
    found = judge(asks, nobody)
    assert found.fit == Fit.PASST
    assert [each.outcome.value for each in found.findings[:4]] == ["offen"] * 4


def test_what_fits_and_is_clear_comes_first():
    offers = [
        replace(OPEN_TO_ALL, pk=1, name="Voll", capacity="voll"),
        replace(OPEN_TO_ALL, pk=2, name="Unklar", costs=""),
        replace(OPEN_TO_ALL, pk=3, name="Wartet", capacity="warteliste", waiting_weeks=2),
        replace(OPEN_TO_ALL, pk=4, name="Zu jung", age_from=60),
        replace(OPEN_TO_ALL, pk=5, name="Beste"),
        replace(OPEN_TO_ALL, pk=6, name="auch gut"),
    ]
    assert [each.offer.pk for each in match(offers, KNOWN)] == [6, 5, 3, 2, 1, 4]


def test_what_speaks_against_comes_before_what_is_unknown():
    offer = replace(OPEN_TO_ALL, costs="", level_from="B1", capacity="warteliste")
    found = judge(offer, KNOWN)
    assert [each.outcome.value for each in found.against] == ["fehlt", "hinweis", "offen"]
    assert len(found.hits) == len(found.findings) - 3
