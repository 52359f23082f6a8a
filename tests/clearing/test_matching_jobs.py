"""Positions beside people: every criterion at its bounds, the whole in words, and the index against them."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from clearing.matching_jobs import CRITERIA, Applicant, Fit, Job, Outcome, fit_of, judge, match_jobs
from clearing.matching_jobs_index import People

DAY = date(2024, 3, 27)
JOB = Job(
    pk=1,
    main_group="54",
    requirement=2,
    level="B1",
    hours_from=20,
    hours_until=30,
    working_time="schicht",
    needs_licence=True,
    starts_on=date(2024, 5, 1),
    place="Döbern",
    distance="umgebung",
    kommune_id=1,
    kommune="Cottbus",
)
PERSON = Applicant(
    pk=1,
    kommune_id=1,
    wish="54",
    experience=("54",),
    skill=2,
    level="B1",
    hours=25,
    shifts=True,
    licence="deutsch",
    available_from=date(2024, 4, 1),
    mobility="nahverkehr",
)
HIT, OPEN, NEAR, MISS = Outcome.TREFFER, Outcome.OFFEN, Outcome.BEINAHE, Outcome.FEHLT
OCCUPATION, SKILL, GERMAN, HOURS, SHIFTS, LICENCE, START, WAY = range(8)

# Criterion, what is other than JOB, what is other than PERSON, outcome, sentence.
TABLE = [
    (OCCUPATION, {}, {"experience": ()}, HIT, "Berufsfeld 54 Reinigung: gewünscht"),
    (OCCUPATION, {}, {"wish": "29"}, HIT, "Berufsfeld 54 Reinigung: Erfahrung vorhanden"),
    (
        OCCUPATION,
        {},
        {"wish": "", "experience": ()},
        OPEN,
        "Berufsfeld 54 Reinigung, Wunsch der Person nicht bekannt",
    ),
    (
        OCCUPATION,
        {},
        {"wish": "", "experience": ("29",)},
        OPEN,
        "Berufsfeld 54 Reinigung, Wunsch der Person nicht bekannt",
    ),
    (
        OCCUPATION,
        {"requirement": 1},
        {"wish": "51", "experience": ()},
        NEAR,
        "Berufsfeld 54 Reinigung gefordert, gewünscht ist 51 Verkehr und Logistik (ohne Fahrzeugführung)",
    ),
    (
        OCCUPATION,
        {"requirement": 1},
        {"wish": "62", "experience": ("53",)},
        NEAR,
        "Berufsfeld 54 Reinigung gefordert, gewünscht ist 62 Verkauf",
    ),
    (
        OCCUPATION,
        {"requirement": 1},
        {"wish": "62", "experience": ()},
        MISS,
        "Berufsfeld 54 Reinigung gefordert, gewünscht ist 62 Verkauf",
    ),
    (
        OCCUPATION,
        {},
        {"wish": "51", "experience": ()},
        MISS,
        "Berufsfeld 54 Reinigung gefordert, gewünscht ist 51 Verkehr und Logistik (ohne Fahrzeugführung)",
    ),
    (SKILL, {}, {}, HIT, "Niveau Fachkraft gefordert, Fachkraft vorhanden"),
    (SKILL, {"requirement": 1}, {"skill": None}, HIT, "Helfertätigkeit, keine Ausbildung nötig"),
    (SKILL, {}, {"skill": None}, OPEN, "Niveau Fachkraft gefordert, Kompetenzen der Person nicht bekannt"),
    (SKILL, {}, {"skill": 1.5}, NEAR, "Niveau Fachkraft gefordert, Teile von Fachkraft vorhanden"),
    (SKILL, {}, {"skill": 1}, MISS, "Niveau Fachkraft gefordert, Helfertätigkeit vorhanden"),
    (
        SKILL,
        {"requirement": 3},
        {},
        NEAR,
        "Niveau Spezialistin, Spezialist gefordert, Fachkraft vorhanden",
    ),
    (SKILL, {"requirement": 4}, {}, MISS, "Niveau Expertin, Experte gefordert, Fachkraft vorhanden"),
    (GERMAN, {"level": ""}, {"level": ""}, HIT, "kein Niveau in Deutsch gefordert"),
    (GERMAN, {}, {"level": ""}, OPEN, "Deutsch B1 gefordert, Niveau der Person nicht bekannt"),
    (GERMAN, {}, {"level": "C1"}, HIT, "Deutsch B1 gefordert, C1 vorhanden"),
    (GERMAN, {}, {"level": "A2"}, NEAR, "Deutsch B1 gefordert, A2 vorhanden"),
    (GERMAN, {}, {"level": "A1"}, MISS, "Deutsch B1 gefordert, A1 vorhanden"),
    (
        GERMAN,
        {},
        {"level": "A2", "course_until": date(2024, 6, 28)},
        NEAR,
        "Deutsch B1 gefordert, A2 vorhanden, Kurs endet 28.06.2024",
    ),
    (
        GERMAN,
        {},
        {"level": "A2", "course_until": DAY},
        NEAR,
        "Deutsch B1 gefordert, A2 vorhanden, Kurs endet 27.03.2024",
    ),
    (
        GERMAN,
        {},
        {"level": "A2", "course_until": date(2024, 3, 26)},
        NEAR,
        "Deutsch B1 gefordert, A2 vorhanden",
    ),
    (HOURS, {}, {"hours": 20}, HIT, "20 bis 30 Stunden pro Woche, gewünscht sind 20"),
    (HOURS, {}, {"hours": 30}, HIT, "20 bis 30 Stunden pro Woche, gewünscht sind 30"),
    (HOURS, {}, {"hours": 15}, NEAR, "20 bis 30 Stunden pro Woche, gewünscht sind 15"),
    (HOURS, {}, {"hours": 14}, MISS, "20 bis 30 Stunden pro Woche, gewünscht sind 14"),
    (HOURS, {}, {"hours": 35}, NEAR, "20 bis 30 Stunden pro Woche, gewünscht sind 35"),
    (HOURS, {}, {"hours": 36}, MISS, "20 bis 30 Stunden pro Woche, gewünscht sind 36"),
    (HOURS, {}, {"hours": None}, OPEN, "20 bis 30 Stunden pro Woche, Wunsch der Person nicht bekannt"),
    (HOURS, {"hours_until": None}, {"hours": 40}, HIT, "ab 20 Stunden pro Woche, gewünscht sind 40"),
    (HOURS, {"hours_from": None}, {"hours": 5}, HIT, "bis 30 Stunden pro Woche, gewünscht sind 5"),
    (
        HOURS,
        {"hours_from": None, "hours_until": None},
        {},
        OPEN,
        "Stunden der Stelle nicht bekannt, gewünscht sind 25",
    ),
    (SHIFTS, {"working_time": "tag"}, {"shifts": None}, HIT, "Arbeitszeit am Tag, ohne Schicht"),
    (SHIFTS, {}, {}, HIT, "Arbeitszeit Schichtarbeit, Schichtarbeit ist möglich"),
    (SHIFTS, {}, {"shifts": False}, MISS, "Arbeitszeit Schichtarbeit, Schichtarbeit ist nicht möglich"),
    (SHIFTS, {}, {"shifts": None}, OPEN, "Arbeitszeit Schichtarbeit, Schichtarbeit der Person nicht bekannt"),
    (
        SHIFTS,
        {"working_time": ""},
        {"shifts": False},
        OPEN,
        "Arbeitszeit nicht bekannt, Schichtarbeit ist nicht möglich",
    ),
    (LICENCE, {"needs_licence": False}, {"licence": "keiner"}, HIT, "kein Führerschein nötig"),
    (LICENCE, {}, {}, HIT, "Führerschein nötig, vorhanden: deutscher Führerschein"),
    (LICENCE, {}, {"licence": ""}, OPEN, "Führerschein nötig, vorhanden: nicht bekannt"),
    (LICENCE, {}, {"licence": "umschreibung"}, NEAR, "Führerschein nötig, vorhanden: Umschreibung läuft"),
    (LICENCE, {}, {"licence": "keiner"}, MISS, "Führerschein nötig, vorhanden: keiner"),
    (
        START,
        {},
        {"available_from": date(2024, 5, 1)},
        HIT,
        "Beginn 01.05.2024, die Person kann ab 01.05.2024",
    ),
    (
        START,
        {},
        {"available_from": date(2024, 6, 1)},
        NEAR,
        "Beginn 01.05.2024, die Person kann ab 01.06.2024",
    ),
    (
        START,
        {},
        {"available_from": date(2024, 6, 2)},
        MISS,
        "Beginn 01.05.2024, die Person kann ab 02.06.2024",
    ),
    (START, {"starts_on": None}, {"available_from": DAY}, HIT, "Beginn sofort, die Person kann beginnen"),
    (
        START,
        {"starts_on": date(2024, 3, 1)},
        {"available_from": date(2024, 3, 28)},
        NEAR,
        "Beginn sofort, die Person kann ab 28.03.2024",
    ),
    (
        START,
        {},
        {"available_from": None},
        OPEN,
        "Beginn 01.05.2024, ab wann die Person kann, ist nicht bekannt",
    ),
    (
        WAY,
        {},
        {},
        HIT,
        "Arbeitsort Döbern (in der Umgebung), erreichbar sind Arbeitsorte: mit Bus und Bahn in der Umgebung",
    ),
    (WAY, {"distance": "kommune"}, {"mobility": ""}, HIT, "Arbeitsort Döbern (in der Kommune)"),
    (
        WAY,
        {},
        {"mobility": "ort"},
        NEAR,
        "Arbeitsort Döbern (in der Umgebung), erreichbar sind Arbeitsorte: nur am Wohnort",
    ),
    (
        WAY,
        {"distance": "weit"},
        {"mobility": "ort"},
        MISS,
        "Arbeitsort Döbern (weiter weg), erreichbar sind Arbeitsorte: nur am Wohnort",
    ),
    (
        WAY,
        {"distance": "weit"},
        {},
        NEAR,
        "Arbeitsort Döbern (weiter weg), erreichbar sind Arbeitsorte: mit Bus und Bahn in der Umgebung",
    ),
    (
        WAY,
        {},
        {"mobility": ""},
        OPEN,
        "Arbeitsort Döbern (in der Umgebung), erreichbar sind Arbeitsorte: nicht bekannt",
    ),
    (
        WAY,
        {"distance": "kommune", "kommune_id": 2},
        {},
        OPEN,
        "Arbeitsort Döbern (von Cottbus aus: in der Kommune),"
        " erreichbar sind Arbeitsorte: mit Bus und Bahn in der Umgebung",
    ),
    (
        WAY,
        {"distance": "", "place": ""},
        {},
        OPEN,
        "Arbeitsort nicht bekannt, erreichbar sind Arbeitsorte: mit Bus und Bahn in der Umgebung",
    ),
]


@pytest.mark.parametrize(("criterion", "job", "person", "outcome", "text"), TABLE)
def test_each_criterion(criterion, job, person, outcome, text):
    found = judge(replace(JOB, **job), replace(PERSON, **person), DAY)
    assert found.findings[criterion] == (outcome, text)


@pytest.mark.parametrize(
    ("outcomes", "fit"),
    [
        ([HIT, HIT], Fit.PASST),
        ([HIT, OPEN], Fit.SOWEIT_BEKANNT),
        ([NEAR, OPEN], Fit.BEINAHE),
        ([NEAR, NEAR], Fit.PASST_NICHT),
        ([MISS, OPEN], Fit.PASST_NICHT),
    ],
)
def test_the_whole(outcomes, fit):
    assert fit_of(outcomes) is fit


def test_nothing_known_is_never_a_no():
    nothing = judge(JOB, Applicant(pk=1, kommune_id=1), DAY)
    assert nothing.fit is Fit.SOWEIT_BEKANNT
    assert {each.outcome for each in nothing.findings} == {OPEN}
    bare = judge(Job(pk=1, main_group="54", requirement=1), replace(PERSON, available_from=DAY), DAY)
    assert bare.fit is Fit.SOWEIT_BEKANNT


def test_the_best_position_first():
    jobs = [
        replace(JOB, pk=1, level="C1"),
        replace(JOB, pk=2, level="B2"),
        replace(JOB, pk=3, hours_from=None, hours_until=None),
        replace(JOB, pk=4),
    ]
    assert [each.job.pk for each in match_jobs(jobs, PERSON, DAY)] == [4, 3, 2, 1]


def some_applicant(rng: Random, pk: int) -> Applicant:
    return Applicant(
        pk=pk,
        kommune_id=rng.choice([1, 2]),
        wish=rng.choice(["", "54", "51", "29"]),
        experience=tuple(rng.sample(["54", "62", "29"], rng.choice([0, 1, 2]))),
        skill=rng.choice([None, 1, 1.5, 2, 3]),
        level=rng.choice(["", "keine", "A1", "A2", "B1", "B2"]),
        hours=rng.choice([None, 15, 20, 30, 40]),
        shifts=rng.choice([None, True, False]),
        licence=rng.choice(["", "keiner", "umschreibung", "deutsch"]),
        available_from=rng.choice([None, DAY, date(2024, 5, 20), date(2024, 9, 1)]),
        mobility=rng.choice(["", "ort", "nahverkehr", "auto", "umzug"]),
    )


def some_job(rng: Random, pk: int) -> Job:
    return Job(
        pk=pk,
        main_group=rng.choice(["54", "29"]),
        requirement=rng.choice([1, 2, 3]),
        level=rng.choice(["", "A1", "A2", "B1"]),
        hours_from=rng.choice([None, 15, 20]),
        hours_until=rng.choice([None, 20, 40]),
        working_time=rng.choice(["", "tag", "schicht"]),
        needs_licence=rng.random() < 0.3,
        starts_on=rng.choice([None, date(2024, 5, 1)]),
        distance=rng.choice(["", "kommune", "umgebung", "weit"]),
        kommune_id=rng.choice([1, 2]),
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_index_says_the_same_as_every_single_pair(seed):
    rng = Random(seed)
    people = [some_applicant(rng, number) for number in range(203)]
    index = People(people, DAY)
    for number in range(30):
        job = some_job(rng, number)
        found = index.fitting(job, most=len(people))
        judged = [judge(job, person, DAY) for person in people]
        by_fit = {
            fit: [
                each.applicant for each in sorted(judged, key=lambda match: match.unknown) if each.fit is fit
            ]
            for fit in Fit
        }
        assert found.first == by_fit
        assert found.counts == {fit: len(rows) for fit, rows in by_fit.items()}


def test_no_more_than_asked_for():
    found = People([replace(PERSON, pk=number) for number in range(9)], DAY).fitting(JOB, most=3)
    assert [each.pk for each in found.first[Fit.PASST]] == [0, 1, 2]
    assert found.counts[Fit.PASST] == 9


def test_nobody():
    assert People([], DAY).fitting(JOB, most=3).counts == dict.fromkeys(Fit, 0)


def test_every_criterion_is_in_the_table():
    assert {row[0] for row in TABLE} == set(range(len(CRITERIA)))
