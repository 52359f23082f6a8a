"""Placement with many people and many positions: who fits which of them."""

from datetime import date, timedelta
from random import Random

from clearing.matching_jobs import Applicant, Job
from clearing.matching_jobs_index import Fitting, People
from network.vacancy_catalogue import Arbeitszeit, Entfernung
from participants.choices import Beruf, Fuehrerschein, Mobilitaet, Niveau

from .stopwatch import Target, busy_time, timed

PROFILES, VACANCIES, NAMED = 25_000, 2_000, 20


def placement_targets(day: date) -> list[Target]:
    applicants, jobs = many_applicants(PROFILES, day), many_jobs(VACANCIES, day)

    def compare() -> list[Fitting]:
        people = People(applicants, day)
        return [people.fitting(job, NAMED) for job in jobs]

    name = f"Vermittlung, {PROFILES} Profile und {VACANCIES} Stellen"
    return [Target(name, timed(compare, busy_time), against="", goal=4.0, times=1)]


def many_applicants(number: int, day: date) -> list[Applicant]:
    rng = Random(1)  # noqa: S311  chance for sample data
    fields, levels = ["", *Beruf.values], ["", *Niveau.values]
    licences, reaches = ["", *Fuehrerschein.values], ["", *Mobilitaet.values]
    return [
        Applicant(
            pk=pk,
            kommune_id=pk % 3,
            wish=rng.choice(fields),
            experience=tuple(rng.sample(Beruf.values, pk % 3)),
            skill=rng.choice((None, 1, 1.5, 2, 3)),
            level=rng.choice(levels),
            hours=rng.choice((None, *range(10, 41))),
            shifts=rng.choice((None, True, False)),
            licence=rng.choice(licences),
            available_from=rng.choice((None, day + timedelta(days=rng.randrange(200)))),
            mobility=rng.choice(reaches),
        )
        for pk in range(number)
    ]


def many_jobs(number: int, day: date) -> list[Job]:
    rng = Random(2)  # noqa: S311  chance for sample data
    levels, times = ["", *Niveau.values[1:5]], ["", *Arbeitszeit.values]
    return [
        Job(
            pk=pk,
            main_group=rng.choice(Beruf.values),
            requirement=rng.choice((1, 1, 2, 2, 3)),
            level=rng.choice(levels),
            hours_from=rng.choice((None, 10, 15, 20, 30)),
            hours_until=rng.choice((None, 30, 35, 40)),
            working_time=rng.choice(times),
            needs_licence=rng.random() < 0.2,
            starts_on=rng.choice((None, day + timedelta(days=rng.randrange(100)))),
            distance=rng.choice(["", *Entfernung.values]),
            kommune_id=pk % 3,
        )
        for pk in range(number)
    ]
