"""Pages that show every component once, for the browser tests only."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from crispy_forms.layout import Column, Field, Fieldset, Layout, Row
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from participants.choices import FIVE_PHASES, Phase
from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    OptionCards,
    PartialDateField,
    SingleChoice,
    SpurForm,
    TickField,
)
from spurwechsel.urls import urlpatterns as real_pages

TODAY = date(2024, 3, 27)
HERE = Path(__file__).parent


class GalleryForm(SpurForm):
    name = CleanCharField(label="Familienname", max_length=10, required_message="Geben Sie den Namen ein.")
    given = CleanCharField(label="Vorname", required=False)
    born = GermanDateField(label="Geburtsdatum", past=True)
    entered = PartialDateField(label="Einreise", required=False)
    language = SingleChoice(label="Sprache", choices=[("", "Wählen Sie aus"), ("prs", "Dari")])
    interpreting = SingleChoice(
        label="Sprachmittlung nötig", choices=[("ja", "ja"), ("nein", "nein")], widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label="Bedarfe",
        choices=[("s", "Sprache"), ("k", "Kinderbetreuung")],
        widget=forms.CheckboxSelectMultiple,
    )
    to = SingleChoice(
        label="Wie geht es weiter?",
        choices=Phase.choices[2:4],
        widget=OptionCards(descriptions={"betreuung": "Maßnahmen laufen oder werden gesucht."}),
    )
    note = CleanCharField(label="Begründung", widget=forms.Textarea, help_text="Ein bis zwei Sätze.")
    consent = TickField(label="Die Einwilligung liegt vor.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("Person", Row("name", "given"), Row("born", Column("entered")), "language"),
            Field("interpreting", wrapper_class="sp-inline"),
            *("needs", "to", "note", "consent"),
        )


def _person() -> SimpleNamespace:
    return SimpleNamespace(
        full_name="Świątek-Haddad, Mariam",
        case_number="SW-CB-2024-0031",
        phase=Phase.BETREUUNG,
        get_phase_display="Betreuung",
        phase_since=date(2024, 2, 12),
        birth_date=date(1991, 7, 14),
        birth_precision="day",
        get_language_display="Dari",
        needs_interpreting=True,
        responsible=None,
    )


def _finding(outcome: str, text: str, **more) -> SimpleNamespace:
    return SimpleNamespace(outcome=outcome, text=text, **{"source": "", "since": None} | more)


def _findings() -> list[SimpleNamespace]:
    return [
        _finding("erfuellt", "Die Einwilligung liegt vor.", source="Art. 6 DSGVO", since=TODAY),
        _finding("nicht_erfuellt", "Der Titel gehört nicht zur Gruppe."),
        _finding("offen", "Der Titel ist nicht eingetragen.", link=("#titel", "Jetzt eintragen")),
        _finding("anderswo", "Darüber entscheidet die Ausländerbehörde."),
    ]


def _entries() -> list[dict]:
    at = timezone.now()
    return [
        {"title": "Status: Clearing → Betreuung", "at": at, "by": "A. Beispiel", "text": "Zwei Bedarfe."},
        {"title": "Status: Unvereinbarkeit", "at": at, "revoked": "Falscher Fall, K. Muster"},
    ]


def _components() -> dict:
    return {
        "today": TODAY,
        "participant": _person(),
        "findings": _findings(),
        "entries": _entries(),
        "page_obj": Paginator(range(305), 10).page(4),
        "counts": [(phase, phase.label, 12, f"?status={phase}", False) for phase in FIVE_PHASES],
        "chips": [("Zuständig: A. Beispiel", "?ohne")],
        "rows": [("Telefon", "0355 1")],
        "versions": [("Telefon", "0355 1", "0355 2")],
        "days": [date(2024, 3, 20), TODAY, date(2024, 4, 8), date(2025, 1, 1)],
        "phases": Phase.choices,
        "empty": "",
    }


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Ergebnis: Betreuung.", extra_tags="undo:/zurueck/")
    template = engines["django"].from_string((HERE / "gallery.html").read_text(encoding="utf-8"))
    return HttpResponse(template.render(_components(), request))


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    page = (
        '{% extends "base.html" %}{% block title %}Formular{% endblock %}'
        "{% block main %}<h1>Formular</h1>"
        '{% include "components/form_page.html" with submit="Aufnehmen" %}{% endblock %}'
    )
    shown = GalleryForm(request.POST or None, version=1)
    return HttpResponse(engines["django"].from_string(page).render({"form": shown}, request))


urlpatterns = [path("alles/", components), path("formular/", form), *real_pages]
