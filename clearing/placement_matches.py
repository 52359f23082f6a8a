"""Positions for one person and people for one position, each with reasons and with the hint on work."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from network.models import Vacancy
from participants.facts_bulk import bulk_facts_of
from participants.models import Participant

from .matching_jobs import Applicant, Finding, Fit, Job, JobMatch, Outcome, judge, match_jobs
from .matching_jobs_index import People
from .models import Placement
from .placement_catalogue import Vermittlungsstand
from .placement_profiles import applicants
from .work_permission import work_hint_from

# Of each kind so many at once; who sees more needs the filters of the list.
SHOWN = 20
HEADINGS = {
    Fit.PASST: "Passt",
    Fit.SOWEIT_BEKANNT: "Passt, soweit bekannt",
    Fit.BEINAHE: "Passt beinahe",
    Fit.PASST_NICHT: "Passt nicht",
}
_COLUMNS = {
    "pk": "pk",
    "level": "level_from",
    "hours_from": "hours_from",
    "hours_until": "hours_until",
    "working_time": "working_time",
    "needs_licence": "needs_licence",
    "starts_on": "starts_on",
    "place": "place",
    "distance": "distance",
    "kommune_id": "organisation__kommune_id",
    "kommune": "organisation__kommune__name",
}


class Shown(NamedTuple):
    """One line of a page: the pair with its reasons, and whom or what it leads to."""

    match: JobMatch
    title: str
    beside: str
    # What the title leads to, the position or the case.
    key: Any
    case_number: str

    @property
    def against(self) -> list[Finding]:
        return self.match.against

    @property
    def hits(self) -> list[str]:
        return self.match.hits


class Group(NamedTuple):
    heading: str
    rows: list[Shown]
    total: int
    # What does not fit is there to be looked up, not to be read.
    folded: bool

    @property
    def hidden(self) -> int:
        return self.total - len(self.rows)


def jobs_of(vacancies: Any) -> list[Job]:
    """A query set of positions as they are compared."""
    rows = vacancies.order_by().values_list("kldb_code", *_COLUMNS.values())
    return [
        Job(main_group=code[:2], requirement=int(code[4]), **dict(zip(_COLUMNS, rest, strict=True)))
        for code, *rest in rows
    ]


def job_of(vacancy: Vacancy) -> Job:
    return jobs_of(Vacancy.objects.filter(pk=vacancy.pk))[0]


def applicant_of(participant: Participant, day: date) -> Applicant | None:
    """The person as released; None where nothing is released or the consent does not hold."""
    found = applicants(Participant.objects.filter(pk=participant.pk), day)
    return found[0] if found else None


def vacancies_for(participant: Participant, user: Any, day: date) -> list[Group]:
    """Every open position that the user sees, for one person; empty where nothing is released.

    Those for which the person is suggested already are left out, and those without a place left.
    """
    person = applicant_of(participant, day)
    if person is None:
        return []
    suggested = participant.placements.under_way().values("vacancy")
    open_ones = with_places_left(Vacancy.objects.visible_to(user).open_on(day)).exclude(pk__in=suggested)
    by_fit: dict[Fit, list[JobMatch]] = {fit: [] for fit in Fit}
    for match in match_jobs(jobs_of(open_ones), person, day):
        by_fit[match.fit].append(match)
    named = [each.job.pk for found in by_fit.values() for each in found[:SHOWN]]
    rows = Vacancy.objects.filter(pk__in=named).select_related("organisation").in_bulk()
    return _groups(
        by_fit,
        {fit: len(found) for fit, found in by_fit.items()},
        lambda match: (
            rows[match.job.pk].title,
            rows[match.job.pk].organisation.name,
            match.job.pk,
            participant.case_number,
        ),
    )


def people_for(vacancy: Vacancy, user: Any, day: date) -> list[Group]:
    """Everybody whom the user sees and who released something, for one position; nobody twice."""
    job = job_of(vacancy)
    suggested = Placement.objects.under_way().filter(vacancy=vacancy).values("participant")
    others = Participant.objects.visible_to(user).exclude(pk__in=suggested)
    found = People(applicants(others, day), day).fitting(job, SHOWN)
    named = [each.pk for rows in found.first.values() for each in rows]
    people = Participant.objects.visible_to(user).in_bulk(named)
    facts = bulk_facts_of(people.values(), day)
    hints = {pk: work_hint_from(people[pk], known, day) for pk, known in facts.items()}
    by_fit = {
        fit: [_with_hint(judge(job, each, day), hints[each.pk]) for each in rows if each.pk in people]
        for fit, rows in found.first.items()
    }

    def shown(match: JobMatch) -> tuple[str, str, Any, str]:
        person = people[match.applicant.pk]
        return person.full_name, person.case_number, person.case_number, person.case_number

    return _groups(by_fit, found.counts, shown)


def with_places_left(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Of these positions those that contracts have not filled."""
    filled = Placement.objects.filter(vacancy=OuterRef("pk"), state=Vermittlungsstand.VERTRAG)
    taken = filled.order_by().values("vacancy").annotate(number=Count("pk")).values("number")
    return vacancies.alias(taken=Coalesce(Subquery(taken), 0)).filter(taken__lt=F("places"))


def _with_hint(match: JobMatch, hint: str) -> JobMatch:
    return match._replace(findings=[*match.findings, Finding(Outcome.HINWEIS, hint)])


def _groups(by_fit: Any, counts: dict[Fit, int], named: Any) -> list[Group]:
    return [
        Group(
            HEADINGS[fit],
            [Shown(match, *named(match)) for match in _first(found)],
            counts[fit],
            fit is Fit.PASST_NICHT,
        )
        for fit, found in by_fit.items()
        if found
    ]


def _first(found: Iterable[JobMatch]) -> list[JobMatch]:
    return list(found)[:SHOWN]
