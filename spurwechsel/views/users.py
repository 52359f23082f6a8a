"""Accounts: list, create, change, close, and the way back in for somebody locked out."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.models.people import SearchFold

from .. import services
from ..conflict import Conflict
from ..forms import UserFilterForm, UserForm, initial_of
from ..models import User
from .errors import conflict

PER_PAGE = 50

_manages_users = permission_required("spurwechsel.manage_users", raise_exception=True)


@require_safe
@_manages_users
def user_list(request: HttpRequest) -> HttpResponse:
    form = UserFilterForm(request.GET)
    form.is_valid()
    users = _narrowed(form.cleaned_data).select_related("kommune")
    users = users.annotate(has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
    page = Paginator(users, PER_PAGE).get_page(request.GET.get("seite"))
    return render(request, "spurwechsel/user_list.html", {"form": form, "page": page})


def _narrowed(wanted: dict[str, Any]) -> QuerySet[User]:
    users = User.objects.in_german_order()
    for word in wanted.get("suche", "").split():
        users = users.annotate(name_key=SearchFold("name")).filter(
            Q(name_key__contains=SearchFold(Value(word))) | Q(email__icontains=word)
        )
    if wanted.get("rolle"):
        users = users.filter(role=wanted["rolle"])
    if wanted.get("kommune"):
        users = users.filter(Q(kommune=wanted["kommune"]) | Q(further_kommunen=wanted["kommune"])).distinct()
    if wanted.get("zustand"):
        users = users.filter(is_active=wanted["zustand"] == "ja")
    return users


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_users
def user_add(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = services.create_user(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Der Zugang für {user.name} ist angelegt. Ein Passwort fehlt noch.")
            return redirect("user_edit", user.pk)
    return render(request, "spurwechsel/user_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_users
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.select_related("kommune"), pk=pk)
    form = UserForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(user, UserForm),
        version=user.version,
    )
    if form.is_valid():
        try:
            services.change_user(user, by=request.user, **form.cleaned_data)
        except Conflict as other:
            return conflict(request, form, other.current, reverse("user_edit", args=[pk]))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Gespeichert. Die Änderung gilt ab sofort.")
            return redirect("user_list")
    context = {
        "form": form,
        "account": user,
        "has_factor": Authenticator.objects.filter(user=user).exists(),
        "sends_mail": settings.SENDS_MAIL,
    }
    return render(request, "spurwechsel/user_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_users
def user_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, because somebody's cases may depend on it."""
    user = get_object_or_404(User.objects.select_related("kommune"), pk=pk, is_active=True)
    if request.method == "POST":
        try:
            services.deactivate_user(user, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect("user_edit", pk)
        messages.success(request, f"Der Zugang von {user.name} ist deaktiviert.")
        return redirect("user_list")
    context = {"account": user, "open_cases": services.open_case_count(user)}
    return render(request, "spurwechsel/user_deactivate.html", context)


@require_POST
@_manages_users
def user_activate(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=False)
    services.activate_user(user, by=request.user)
    messages.success(request, f"Der Zugang von {user.name} ist wieder aktiv.")
    return redirect("user_edit", pk)


@require_POST
@_manages_users
def user_reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    try:
        services.reset_second_factor(user, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Der zweite Faktor ist zurückgesetzt. Alle Sitzungen sind beendet.")
    return redirect("user_edit", pk)


@require_POST
@_manages_users
def user_password_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the link, or shows it once where no mail leaves the house."""
    user = get_object_or_404(User, pk=pk)
    try:
        link = request.build_absolute_uri(services.issue_password_link(user, by=request.user))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("user_edit", pk)
    if not settings.SENDS_MAIL:
        return render(request, "spurwechsel/user_password_link.html", {"account": user, "link": link})
    get_adapter().send_mail("account/email/password_reset_key", user.email, {"password_reset_url": link})
    messages.success(request, f"Der Link ist an {user.email} unterwegs.")
    return redirect("user_edit", pk)
