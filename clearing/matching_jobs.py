"""Does a position fit a person: what is asked and what was released in, findings in words out; no database.

Each criterion looks at one key of the position and one of the person, so that an index of many people has
to compare every pair of keys only once (see matching_jobs_index).
"""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from .matching_jobs_criteria import CRITERIA
from .matching_jobs_facts import Applicant, Job, Outcome

__all__ = [
    "CRITERIA",
    "Applicant",
    "Finding",
    "Fit",
    "Job",
    "JobMatch",
    "Outcome",
    "fit_of",
    "judge",
    "match_jobs",
]


class Fit(IntEnum):
    """In the order of the page. What is not known makes nobody unfit."""

    PASST = 0
    SOWEIT_BEKANNT = 1
    BEINAHE = 2
    PASST_NICHT = 3


class Finding(NamedTuple):
    outcome: Outcome
    text: str


class JobMatch(NamedTuple):
    job: Job
    applicant: Applicant
    fit: Fit
    findings: list[Finding]

    @property
    def against(self) -> list[Finding]:
        """What is no hit: misses, near misses, what to think of, what is unknown."""
        order = (Outcome.FEHLT, Outcome.BEINAHE, Outcome.HINWEIS, Outcome.OFFEN)
        rest = [each for each in self.findings if each.outcome in order]
        return sorted(rest, key=lambda each: order.index(each.outcome))

    @property
    def hits(self) -> list[str]:
        return [each.text for each in self.findings if each.outcome is Outcome.TREFFER]

    @property
    def unknown(self) -> int:
        return sum(each.outcome is Outcome.OFFEN for each in self.findings)


def judge(job: Job, person: Applicant, day: date) -> JobMatch:
    """One pair in words. A near miss is one near miss alone; two of them are a miss."""
    findings = []
    for each in CRITERIA:
        outcome = each.outcome(each.asked(job, day), each.held(person))
        findings.append(Finding(outcome, each.text(job, person, outcome, day)))
    return JobMatch(job, person, fit_of([each.outcome for each in findings]), findings)


def fit_of(outcomes: Iterable[Outcome]) -> Fit:
    seen = list(outcomes)
    near = seen.count(Outcome.BEINAHE)
    if Outcome.FEHLT in seen or near > 1:
        return Fit.PASST_NICHT
    if near:
        return Fit.BEINAHE
    return Fit.SOWEIT_BEKANNT if Outcome.OFFEN in seen else Fit.PASST


def match_jobs(jobs: Iterable[Job], person: Applicant, day: date) -> list[JobMatch]:
    """Every position for one person: what fits first, within each what leaves fewer questions open."""
    found = [judge(job, person, day) for job in jobs]
    return sorted(found, key=lambda each: (each.fit, each.unknown, each.job.pk))
