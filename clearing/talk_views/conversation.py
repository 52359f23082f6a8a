"""The conversation view, in which no other person is on the screen, and the cover that hides all of it."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ..talk_forms import ConversationForm
from .access import CONVERSATION

# Where the cover leads back to; in the session, so that the address says nothing.
COVERED = "verdeckt"


@permission_required("participants.view_cases", raise_exception=True)
@require_POST
def conversation_switch(request: HttpRequest) -> HttpResponse:
    """Switches the view on or off for this session and returns to the page."""
    form = ConversationForm(request.POST)
    if not form.is_valid():
        raise BadRequest("Gesprächsansicht: unbekannte Angabe")
    request.session[CONVERSATION] = form.cleaned_data["ansicht"] == "an"
    return redirect(form.cleaned_data["zurueck"])


@permission_required("participants.view_cases", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def screen_cover(request: HttpRequest) -> HttpResponse:
    """A page that says nothing; POST covers the page named in it, the button leads back."""
    if request.method == "POST":
        form = ConversationForm({**request.POST.dict(), "ansicht": "an"})
        request.session[COVERED] = form.cleaned_data["zurueck"] if form.is_valid() else "/"
        return redirect("screen_cover")
    return render(request, "clearing/talk_cover.html", {"back_url": request.session.get(COVERED, "/")})
