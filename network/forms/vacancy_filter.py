"""What the list of open positions is narrowed to; the names of the fields stand in the address."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet, Value
from django_filters import Filter, FilterSet

from spurwechsel.formfields import CleanCharField, PlainSelect, SingleChoice, SpurForm

from .. import vocabulary
from ..models import Vacancy
from ..models.organisations import SearchFold
from ..vacancy_catalogue import Arbeitszeit

STATES = {"offen": "nur offene", "abgelaufen": "nur abgelaufene", "geschlossen": "nur geschlossene"}
NO_PAGE = "Diese Seite der Liste gibt es nicht. Sie sehen die erste."


class TextFilter(Filter):
    field_class = CleanCharField


class OneOf(Filter):
    """One of a few; lent words are offered when the form is made."""

    field_class = SingleChoice

    def __init__(self, label: str, empty: str = "alle", choices: Any = (), **kwargs: Any) -> None:
        unknown = {"invalid_choice": f"{label}: Diese Auswahl gibt es nicht, sie bleibt unbeachtet."}
        offered = (lambda: [("", empty), *choices()]) if callable(choices) else [("", empty), *choices]
        super().__init__(label=label, choices=offered, widget=PlainSelect, error_messages=unknown, **kwargs)


class PageFilter(Filter):
    field_class = forms.IntegerField


class ListForm(SpurForm):
    mark_optional = False


class VacancyFilter(FilterSet):
    """Of the positions a user may see, those asked for; what cannot be read is told and left out."""

    suche = TextFilter(label="Stelle, Ort oder Betrieb", method="search", max_length=100)
    beruf = OneOf(
        "Berufsfeld",
        choices=lambda: vocabulary.words(vocabulary.OCCUPATIONS),
        field_name="kldb_code",
        lookup_expr="startswith",
    )
    niveau = OneOf(
        "Deutsch der Person", "egal", lambda: vocabulary.words(vocabulary.LEVELS), method="for_level"
    )
    zeit = OneOf("Arbeitszeit", "egal", Arbeitszeit.choices, field_name="working_time")
    schein = OneOf("Führerschein", "egal", [("ohne", "nicht nötig")], method="without_licence")
    stand = OneOf("Stand", "offene und abgelaufene", STATES.items(), method="keep")
    seite = PageFilter(
        label="Seite",
        method="keep",
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("invalid", "min_value"), NO_PAGE),
    )

    class Meta:
        model = Vacancy
        fields = ()
        form = ListForm

    def __init__(self, data: Any, *, user: Any, day: date) -> None:
        super().__init__(data, Vacancy.objects.visible_to(user))
        self.day = day

    def search(self, rows: QuerySet[Vacancy], name: str, text: str) -> QuerySet[Vacancy]:
        """Every word occurs in the position or in the name of the employer."""
        for word in text.split():
            if any(character.isalnum() for character in word):
                key = SearchFold(Value(word))
                rows = rows.filter(Q(search_key__contains=key) | Q(organisation__search_key__contains=key))
        return rows

    def for_level(self, rows: QuerySet[Vacancy], name: str, level: str) -> QuerySet[Vacancy]:
        codes = [word.code for word in vocabulary.words(vocabulary.LEVELS)]
        return rows.filter(Q(level_from="") | Q(level_from__in=codes[: codes.index(level) + 1]))

    def without_licence(self, rows: QuerySet[Vacancy], name: str, value: str) -> QuerySet[Vacancy]:
        return rows.filter(needs_licence=False)

    def keep(self, rows: QuerySet[Vacancy], name: str, value: Any) -> QuerySet[Vacancy]:
        """State and page come last."""
        return rows

    def value(self, name: str) -> Any:
        """What is asked for under a name, empty where nothing or nonsense was."""
        self.errors  # noqa: B018  reading them fills cleaned_data
        return self.form.cleaned_data.get(name) or ""

    @property
    def vacancies(self) -> QuerySet[Vacancy]:
        """Open ones first, the one that is over soonest before the others; then those past their day."""
        state = self.value("stand")
        rows = self.qs.filter(closed_on__isnull=state != "geschlossen")
        if state == "offen":
            rows = rows.open_on(self.day)
        if state == "abgelaufen":
            rows = rows.past_on(self.day)
        over = Q(valid_until__lt=self.day) | Q(organisation__active=False)
        return rows.alias(over=over).order_by("over", "valid_until", "title", "id")
