"""One case: what is known today, what follows from it, and what happened."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from spurwechsel.german import format_day

from ..choices import Aufenthaltsstatus
from ..facts import facts_of
from ..forms import HistoryFilterForm
from ..forms.history import GROUPS, STATUS
from ..history import History
from ..models import ExclusionNote, IdentityNote, Participant, ResidenceStatus
from ..rules import Ergebnis, Finding, Outcome, assess_programme
from ..steps import Step, next_steps
from .access import visible_case

RECENT = 5
PER_PAGE = 30

# The page where the fact behind a condition is entered.
_PAGES = {
    "titel": "residence_add",
    "fiktion": "residence_add",
    "identitaet": "identity_note",
    "straffaelligkeit": "exclusion_note",
    "einwilligung": "consent_edit",
}
_WORDS = {
    Ergebnis.FOERDERFAEHIG: ("Teilnahme möglich", "Alle Bedingungen sind erfüllt."),
    Ergebnis.NUR_CLEARING: (
        "Clearing möglich",
        "Die Betreuung beginnt, wenn der Aufenthaltstitel erteilt ist.",
    ),
    Ergebnis.VERWEISBERATUNG: (
        "Verweisberatung",
        "Der Titel gehört nicht zur geförderten Gruppe. Verweisen Sie die Person an eine Stelle,"
        " die ihr weiterhilft.",
    ),
    Ergebnis.AUSGESCHLOSSEN: (
        "Teilnahme zurzeit nicht möglich",
        "Mindestens eine Bedingung ist nicht erfüllt. Das kann sich jederzeit ändern.",
    ),
    Ergebnis.UNKLAR: ("Noch offen", "Es fehlen Angaben. Das ist eine Aufgabe und keine Absage."),
}


class LinkedFinding(NamedTuple):
    """A finding with the way to the page where a missing fact is entered."""

    outcome: str
    text: str
    source: str
    since: date
    link: tuple[str, str] | None


@dataclass
class CaseView:
    """What is known of a person on a day; the rows come prefetched, so nothing here asks again."""

    participant: Participant
    day: date

    @cached_property
    def papers(self) -> list[ResidenceStatus]:
        """Papers in force, begun by the day, newest first."""
        papers = [
            each
            for each in self.participant.residence.all()
            if each.withdrawn_at is None and each.valid_from <= self.day
        ]
        return sorted(papers, key=lambda each: (each.valid_from, each.pk), reverse=True)

    @property
    def current(self) -> list[ResidenceStatus]:
        """What holds today, a Fiktion beside its title included; without any, the one that ran out last."""
        held = [each for each in self.papers if each.holds_on(self.day)]
        return held or self.papers[:1]

    @property
    def earlier(self) -> list[ResidenceStatus]:
        return [each for each in self.papers if each not in self.current]

    @property
    def upcoming(self) -> list[ResidenceStatus]:
        """Entered already, but not yet valid."""
        papers = self.participant.residence.all()
        return [each for each in papers if each.withdrawn_at is None and each.valid_from > self.day]

    @property
    def only_25a_25b(self) -> bool:
        """§ 104c cannot be extended; it leads to § 25a or § 25b and nowhere else."""
        return any(each.kind == Aufenthaltsstatus.AE_104C for each in self.current)

    @property
    def identity(self) -> IdentityNote | None:
        return _latest(self.participant.identitynotes.all(), self.day)

    @property
    def exclusion(self) -> ExclusionNote | None:
        return _latest(self.participant.exclusionnotes.all(), self.day)

    @property
    def consent(self) -> str:
        """The state with its day and language."""
        person = self.participant
        if person.consent_withdrawn_on:
            return f"{person.get_consent_display()} am {format_day(person.consent_withdrawn_on)}"
        given = f", {format_day(person.consent_on)}" if person.consent_on else ""
        language = f" ({person.get_consent_language_display()})" if person.consent_language else ""
        return f"{person.get_consent_display()}{given}{language}"

    @property
    def steps(self) -> list[Step]:
        paper = self.papers[0] if self.papers else None
        return next_steps(
            phase=self.participant.phase,
            follow_up_on=self.participant.follow_up_on,
            consent=self.participant.consent,
            paper_kind=paper.kind if paper else None,
            paper_until=paper.valid_until if paper else None,
            day=self.day,
        )

    @cached_property
    def verdict(self) -> dict[str, Any]:
        """The result in words and every condition behind it."""
        verdict = assess_programme(facts_of(self.participant, self.day), self.day)
        title, text = _WORDS[verdict.ergebnis]
        return {"title": title, "text": text, "findings": [self._linked(each) for each in verdict.findings]}

    def _linked(self, finding: Finding) -> LinkedFinding:
        link = None
        if finding.outcome is Outcome.OFFEN and finding.id in _PAGES:
            url = reverse(_PAGES[finding.id], args=[self.participant.case_number])
            link = (url, "Jetzt eintragen")
        return LinkedFinding(finding.outcome, finding.text, finding.source, finding.since, link)


def _latest(notes: Any, day: date) -> Any:
    stated = [note for note in notes if note.stated_on <= day]
    return max(stated, key=lambda note: (note.stated_on, note.pk), default=None)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def participant_detail(request: HttpRequest, case_number: str) -> HttpResponse:
    """Overview of a case."""
    people = (
        Participant.objects.visible_to(request.user)
        .select_related("kommune", "responsible", "address")
        .prefetch_related("residence", "identitynotes", "exclusionnotes")
    )
    participant, today = get_object_or_404(people, case_number=case_number), timezone.localdate()
    history = History(participant)
    page = {
        "participant": participant,
        "case": CaseView(participant, today),
        "entries": history.entries(0, RECENT),
        "last_step": history.last_step,
        "today": today,
    }
    return render(request, "participants/participant_detail.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def participant_history(request: HttpRequest, case_number: str) -> HttpResponse:
    """Everything that happened, newest first."""
    participant = visible_case(request, case_number)
    form = HistoryFilterForm(request.GET)
    group = form.group
    kinds = GROUPS[group][1] if group else None
    history = History(participant, kinds=kinds, with_steps=group in ("", STATUS))
    page_obj = Paginator(range(history.count()), PER_PAGE).get_page(form.page)
    start = (page_obj.number - 1) * PER_PAGE
    page = {
        "participant": participant,
        "form": form,
        "entries": history.entries(start, start + PER_PAGE),
        "page_obj": page_obj,
        "today": timezone.localdate(),
    }
    return render(request, "participants/participant_history.html", page)
