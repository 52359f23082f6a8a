"""The one page of a partner: opened by the code of a letter, showing nothing of a person."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt  # of the page for a code alone; why stands there
from django.views.decorators.http import require_http_methods, require_safe

from participants.forms import add_refusal

from .. import services
from ..models import AnswerLink
from ..transfer_forms import AnswerCodeForm, AnswerForm


# The code is the proof, not a cookie: no session is read here and none is set, so there is nothing that
# another site could make a browser send along. Who can send this form has the code already.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Asks for the code, shows the form of the link, takes the answer.

    A wrong, old, used or revoked code: always the same page.
    """
    typed = request.POST if request.method == "POST" else request.GET
    asked = AnswerCodeForm(typed if "code" in typed else None)
    if request.method != "POST" and "code" not in typed:
        return _quiet(_page("clearing/answer_code.html", form=asked))
    # Who has guessed too often is not told of a right guess either.
    if not _within(request, "answer_wrong", dry_run=True):
        return _quiet(_too_many())
    code = asked.cleaned_data["code"] if asked.is_valid() else ""
    link = services.open_answer(code, today=timezone.localdate())
    if link is None:
        _within(request, "answer_wrong")
        return _quiet(_nothing_here())
    if not _within(request, "answer_open", key=str(link.pk)):
        return _quiet(_too_many())
    return _quiet(_of_link(request, link, code))


def _of_link(request: HttpRequest, link: AnswerLink, code: str) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None, transfer=link.transfer)
    if form.is_valid():
        try:
            taken = services.answer_transfer(code, today=timezone.localdate(), **form.answer())
        except ValidationError as refusal:
            add_refusal(form, refusal, otherwise="state")
        else:
            return redirect("answer_thanks") if taken else _nothing_here()
    return _page("clearing/answer.html", form=form, link=link, code=code)


@login_not_required
@require_safe
def answer_thanks(request: HttpRequest) -> HttpResponse:
    """The same for every answer, so that going back and forth shows nothing."""
    return _quiet(_page("clearing/answer_thanks.html"))


def _page(name: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Without the request: neither who is logged in nor a token of the page makes a difference."""
    return HttpResponse(render_to_string(name, context), status=status)


def _nothing_here() -> HttpResponse:
    return _page("clearing/answer_nothing.html", status=404)


def _within(request: HttpRequest, action: str, **options: Any) -> bool:
    """Counts this try, or with `dry_run` only looks; False once there were too many."""
    return ratelimit.consume_or_429(request, action=action, limit_get=True, **options) is None


def _too_many() -> HttpResponse:
    return _page("clearing/answer_too_many.html", status=429)


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address holds the code; no other page may learn it from the browser."""
    response["Referrer-Policy"] = "no-referrer"
    return response
