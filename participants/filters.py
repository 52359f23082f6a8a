"""The list of people: searching, filtering and sorting, with every choice in the address in German."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.choices import BaseChoiceIterator
from django_filters import Filter, FilterSet

from spurwechsel.formfields import CleanCharField, PlainInput, PlainSelect, SingleChoice, SpurForm

from .choices import FIVE_PHASES, Aufenthaltsstatus, Phase, nationality_choices
from .models import Participant

ALL_PHASES = "alle"
PER_PAGE = 50
DEADLINES = {
    "abgelaufen": "schon abgelaufen",
    "30": "läuft in 30 Tagen ab",
    "60": "läuft in 60 Tagen ab",
    "90": "läuft in 90 Tagen ab",
}
OCCASIONS = {"wiedervorlage": "Wiedervorlage fällig", "langes-clearing": "Clearing länger als 6 Wochen"}
LONG_CLEARING = timedelta(weeks=6)
SORTS = {"name": "Name", "status": "Status", "gueltig": "Gültig bis", "seit": "Status seit"}
_DIRECTIONS = [*SORTS.items(), *((f"-{name}", f"{label}, absteigend") for name, label in SORTS.items())]
_RANK = Case(
    *(When(phase=phase, then=Value(rank)) for rank, phase in enumerate(Phase.values)),
    output_field=IntegerField(),
)
_ORDER = {"name": F("sort_key"), "status": _RANK, "gueltig": F("paper_until"), "seit": F("phase_since")}


def calls_for_attention(occasion: str, day: date) -> Q:
    """Who is to be looked at on the day for one of OCCASIONS."""
    if occasion == "wiedervorlage":
        return Q(follow_up_on__lte=day)
    return Q(phase=Phase.CLEARING, phase_since__lt=day - LONG_CLEARING)


class SearchField(CleanCharField):
    """Something to look for: at least one letter or digit."""

    widget = PlainInput

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(character.isalnum() for character in value):
            raise ValidationError("Geben Sie einen Namen oder eine Fallnummer ein.", code="no_word")


class TextFilter(Filter):
    field_class = SearchField


class Offer(BaseChoiceIterator):
    """Pairs that need no second look: Django would copy and check hundreds of them with every form."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def __deepcopy__(self, memo: Any) -> "Offer":
        return self


class ChoiceFilter(Filter):
    """One of a few; the list has no rows of its own to ask the database for."""

    field_class = SingleChoice

    def __init__(self, *, label: str, empty: str = "alle", choices: Any = (), **kwargs: Any) -> None:
        self.empty = empty
        kwargs.setdefault("widget", PlainSelect)
        unknown = f"{label}: Diese Auswahl gibt es nicht, sie bleibt unbeachtet."
        super().__init__(label=label, error_messages={"invalid_choice": unknown}, **kwargs)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        self.extra["choices"] = Offer([("", self.empty), *choices])


class PageFilter(Filter):
    field_class = forms.IntegerField


class ListForm(SpurForm):
    mark_optional = False


class ParticipantFilter(FilterSet):
    """Of the people a user may see, those asked for; what cannot be read is told and left out."""

    suche = TextFilter(label="Name oder Fallnummer", method="search", max_length=100)
    zustaendig = ChoiceFilter(label="Zuständig", method="of_responsible")
    aufenthalt = ChoiceFilter(
        label="Aufenthalt",
        method="with_kind",
        choices=[*Aufenthaltsstatus.choices, ("unklar", "noch unklar")],
    )
    frist = ChoiceFilter(label="Gültig bis", method="until", empty="egal", choices=DEADLINES.items())
    anlass = ChoiceFilter(label="Anlass", method="because", choices=OCCASIONS.items())
    staat = ChoiceFilter(label="Staatsangehörigkeit", field_name="nationality")
    kommune = ChoiceFilter(label="Kommune", field_name="kommune__key")
    status = ChoiceFilter(
        label="Status",
        method="keep",
        choices=[*Phase.choices, (ALL_PHASES, "alle Fälle")],
        widget=forms.HiddenInput,
    )
    sortierung = ChoiceFilter(label="Sortierung", method="keep", choices=_DIRECTIONS)
    seite = PageFilter(
        label="Seite",
        method="keep",
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value"), "Diese Seite der Liste gibt es nicht. Sie sehen die erste."
        ),
    )

    class Meta:
        model = Participant
        fields = ()
        form = ListForm

    def __init__(self, data: Any, *, user: Any, day: date) -> None:
        super().__init__(data, Participant.objects.visible_to(user))
        self.user, self.day = user, day
        # Names of those whose people the user may see, by id; where it is one, nobody asks which.
        self.kommunen: dict[int, str] = {}
        self._offer_what_occurs()

    # --- what there is to choose from -----------------------------------------------------------------------

    @property
    def sees_several_kommunen(self) -> bool:
        return len(self.user.kommune_ids) > 1

    def _offer_what_occurs(self) -> None:
        occurring = self.queryset.occurring(self.user)
        occurring.responsible.pop(self.user.pk, None)
        others = _by_name(occurring.responsible.items())
        mine = ("ich", f"{self.user.name} (ich)")
        self.filters["zustaendig"].offer([mine, *others, ("niemand", "noch niemand")])
        nationalities = [each for each in nationality_choices() if each[0] in occurring.nationalities]
        self.filters["staat"].offer(nationalities)
        if self.sees_several_kommunen:
            self.filters["kommune"].offer(_by_name(occurring.kommunen.values()))
            self.kommunen = {pk: name for pk, (_, name) in occurring.kommunen.items()}
        else:
            del self.filters["kommune"]

    # --- the filters ----------------------------------------------------------------------------------------

    def search(self, people: QuerySet, name: str, text: str) -> QuerySet:
        return people.matching(text)

    def of_responsible(self, people: QuerySet, name: str, who: str) -> QuerySet:
        if who == "niemand":
            return people.filter(responsible__isnull=True)
        return people.filter(responsible_id=self.user.pk if who == "ich" else int(who))

    def with_kind(self, people: QuerySet, name: str, kind: str) -> QuerySet:
        if kind == "unklar":
            return people.whose_paper(self.day, kind__isnull=True)
        return people.whose_paper(self.day, kind=kind)

    def until(self, people: QuerySet, name: str, deadline: str) -> QuerySet:
        if deadline == "abgelaufen":
            return people.whose_paper(self.day, until__lt=self.day)
        last = self.day + timedelta(days=int(deadline))
        return people.whose_paper(self.day, until__range=(self.day, last))

    def because(self, people: QuerySet, name: str, occasion: str) -> QuerySet:
        return people.filter(calls_for_attention(occasion, self.day))

    def keep(self, people: QuerySet, name: str, value: Any) -> QuerySet:
        """Status, order and page come last, so that the counts above the list see all phases."""
        return people

    # --- the result -----------------------------------------------------------------------------------------

    def value(self, name: str) -> Any:
        """What is asked for under a name, empty where nothing or nonsense was."""
        self.errors  # noqa: B018  reading them fills cleaned_data
        return self.form.cleaned_data.get(name) or ""

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are in each phase, with all filters but the status."""
        found = self.qs.order_by().values_list("phase").annotate(number=Count("*"))
        return dict.fromkeys(Phase.values, 0) | dict(found)

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases the list shows: the five that count as erschlossen unless others are asked for."""
        status = self.value("status")
        if status == ALL_PHASES:
            return tuple(Phase.values)
        return (status,) if status else FIVE_PHASES

    @cached_property
    def total(self) -> int:
        """How many people are on all pages."""
        return sum(self.counts[phase] for phase in self.phases)

    @property
    def sorting(self) -> str:
        return self.value("sortierung") or "name"

    def page_of_people(self, start: int, stop: int) -> QuerySet:
        """The people from place start up to stop.

        By their ids first, which stand in the index, where else every row would be read: on a deep page,
        and where many Kommunen are searched or put in another order than that of the index. Pages of the
        second half are counted from the end.
        """
        people = self._ordered(self.qs.filter(phase__in=self.phases))
        looks_through_many = self.value("suche") or self.sorting.removeprefix("-") != "name"
        if not start and not (self.sees_several_kommunen and looks_through_many):
            return people[:stop]
        ids = people.values("pk")
        if start > self.total // 2:
            here = ids.reverse()[max(self.total - stop, 0) : self.total - start]
        else:
            here = ids[start:stop]
        return self._ordered(self.queryset.filter(pk__in=here))

    def _ordered(self, people: QuerySet) -> QuerySet:
        name, descending = self.sorting.removeprefix("-"), self.sorting.startswith("-")
        if name == "name":
            return people.order_by("-sort_key", "-id") if descending else people.order_by("sort_key", "id")
        if name == "gueltig" and "paper_until" not in people.query.annotations:
            people = people.with_paper(self.day)
        key = _ORDER[name]
        first = key.desc(nulls_last=True) if descending else key.asc(nulls_last=True)
        return people.order_by(first, "sort_key", "id")


def _by_name(rows: Iterable[tuple[Any, str]]) -> list[tuple[str, str]]:
    """In German order: Ö beside O."""
    return sorted(((str(key), name) for key, name in rows), key=lambda pair: _plain(pair[1]))


@lru_cache(maxsize=4096)
def _plain(name: str) -> bytes:
    return normalize("NFKD", name).encode("ascii", "ignore").lower()
