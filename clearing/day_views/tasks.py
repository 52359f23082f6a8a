"""Tasks: the lists of mine, the team and nobody, noting, changing, postponing, ticking off."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.models import Participant

from .. import services
from ..day_forms.fields import MINE, NOBODY, TEAM
from ..day_forms.tasks import CaseQuery, ComingFrom, PostponeForm, TaskForm, WorkQuery
from ..models import Task
from ..my_day import names_of, own_absence, with_deputies
from ..plan_views.access import posted
from ..presence import Presence
from ..reach import GROUPS, Waiting, waiting
from ..worklist import EVERYBODYS, Whose, of_nobody, of_user, worklist
from .access import DayPage, complete, settled

PER_PAGE = 50
ROWS = 50


def whose_of(form: Any, presence: Presence) -> Whose:
    """The work that ?wer=… asks for; a colleague who is away has none, the deputy has it."""
    if form.who == TEAM:
        return EVERYBODYS
    if form.who == NOBODY:
        return of_nobody(presence)
    return of_user(form.user_id, presence)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """What is to be done: tasks, Wiedervorlagen and next contacts, the earliest first."""
    today = timezone.localdate()
    presence, form = Presence(today), WorkQuery(request.GET, user=request.user)
    found = worklist(request.user, whose_of(form, presence))
    page_obj = Paginator(found, PER_PAGE).get_page(form.chosen("seite") or 1)
    page = {
        "form": form,
        "rows": with_deputies(list(page_obj.object_list), presence),
        "page_obj": page_obj,
        "away": own_absence(request.user, today) if form.who == MINE else None,
        "waiting_for_me": names_of(presence.stood_in_for(request.user.pk)) if form.who == MINE else [],
        "today": today,
    }
    return render(request, "clearing/task_list.html", page)


def _page(title: str, **options: Any) -> DayPage:
    url = reverse("task_list")
    return DayPage(title, [("Aufgaben", url)], options.pop("back", url), **options)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def task_add(request: HttpRequest) -> HttpResponse:
    """A further task, with or without a person."""
    number = CaseQuery(request.GET).case_number
    initial = {"case_number": number, "owner": request.user}
    form = TaskForm(posted(request), user=request.user, today=timezone.localdate(), initial=initial)
    known = Participant.objects.visible_to(request.user).filter(case_number=number).exists()
    back = reverse("appointment_list", args=[number]) if known else reverse("task_list")
    page = _page("Aufgabe anlegen", back=back, submit="Anlegen", places={"otherwise": "title"})

    def act(values: dict[str, Any]) -> Task:
        return services.add_task(by=request.user, **values)

    return complete(request, form, page, act, lambda task: (f"Angelegt, fällig am {task.due:%d.%m.%Y}.", ""))


def _visible(request: HttpRequest, task_id: int) -> Task:
    rows = Task.objects.visible_to(request.user).select_related(
        "participant__responsible", "owner", "kommune", "recorded_by", "done_by"
    )
    return get_object_or_404(rows, pk=task_id)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: its words, whose it is; buttons to tick it off and to postpone it."""
    task, today = _visible(request, task_id), timezone.localdate()
    form = TaskForm(posted(request), user=request.user, row=task, today=today)
    page = _page("Aufgabe", participant=task.participant, places={"otherwise": "title"})
    if request.method != "POST":
        shown = {"task": task, "participant": task.participant, "page": page, "form": form, "today": today}
        return render(request, "clearing/task_edit.html", shown)
    return complete(
        request,
        form,
        page,
        lambda values: services.change_task(task, by=request.user, **values),
        lambda _: ("Die Aufgabe ist gespeichert.", ""),
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def task_postpone(request: HttpRequest, task_id: int) -> HttpResponse:
    """Puts a task off to a later day with a reason."""
    task, today = _visible(request, task_id), timezone.localdate()
    form = PostponeForm(posted(request), row=task, today=today, initial={"due": None})
    page = _page(
        "Aufgabe verschieben",
        participant=task.participant,
        submit="Verschieben",
        lead=f"„{task.title}“, fällig am {task.due:%d.%m.%Y}",
        places={"otherwise": "due"},
    )

    def act(values: dict[str, Any]) -> Task:
        return services.postpone_task(task, by=request.user, today=today, **values)

    return complete(request, form, page, act, lambda row: (f"Verschoben auf den {row.due:%d.%m.%Y}.", ""))


def _back(request: HttpRequest, task: Task) -> HttpResponse:
    place = ComingFrom(request.POST).place
    if place == "fall" and task.participant is not None:
        return redirect("appointment_list", task.participant.case_number)
    return redirect("home" if place == "heute" else "task_list")


@permission_required("participants.edit", raise_exception=True)
@require_POST
def task_done(request: HttpRequest, task_id: int) -> HttpResponse:
    """Ticks a task off."""
    task = _visible(request, task_id)
    undo = reverse("task_reopen", args=[task.pk])
    settled(request, lambda: services.finish_task(task, by=request.user), "Erledigt.", undo=undo)
    return _back(request, task)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def task_reopen(request: HttpRequest, task_id: int) -> HttpResponse:
    """Takes back that a task is done."""
    task = _visible(request, task_id)
    settled(request, lambda: services.reopen_task(task, by=request.user), "Die Aufgabe ist wieder offen.")
    return _back(request, task)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def task_take(request: HttpRequest, task_id: int) -> HttpResponse:
    """Makes a task of nobody one's own."""
    task = _visible(request, task_id)
    settled(request, lambda: services.take_task(task, by=request.user), "Die Aufgabe ist jetzt Ihre.")
    return redirect("task_list")


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Who was invited and has not reacted, who was reached, and who was not contacted yet."""
    today = timezone.localdate()
    form = WorkQuery(request.GET, user=request.user)
    whose = whose_of(form, Presence(today))
    people = Participant.objects.visible_to(request.user).filter(whose.among("responsible"))
    found = waiting(people)
    groups: list[tuple[str, str, int, list[Waiting]]] = [
        (key, label, len(found[key]), found[key][:ROWS]) for key, label in GROUPS.items()
    ]
    page = {"form": form, "groups": groups, "today": today, "rows": ROWS}
    return render(request, "clearing/waiting_list.html", page)
