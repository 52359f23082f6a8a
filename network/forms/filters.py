"""What the directory is narrowed to; the names of the fields stand in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from spurwechsel.formfields import CleanCharField, SpurForm

from .. import vocabulary
from ..choices import Leistung
from ..models import Organisation, Service
from .fields import choice, level

STATES = {"alt": "neu zu prüfen", "frisch": "geprüft", "ohne": "ohne Angebot"}
OWNERS = {"eigene": "eigene", "geteilt": "von anderen Kommunen"}


class DirectoryFilter(SpurForm):
    """Of the organisations a user may see, those asked for; what cannot be read is told and left out."""

    mark_optional = False

    suche = CleanCharField(label="Organisation, Ort oder Angebot", required=False, max_length=100)
    gruppe = choice("Gruppe", (), empty="alle")
    leistung = choice("Leistung", Leistung.choices, empty="alle")
    bedarf = choice("Bedarf", lambda: vocabulary.words(vocabulary.NEEDS), empty="alle")
    sprache = choice("Sprache", lambda: vocabulary.words(vocabulary.LANGUAGES), empty="alle")
    aufenthalt = choice("Aufenthalt", lambda: vocabulary.words(vocabulary.STATUSES), empty="alle")
    niveau = level("Deutsch der Person")
    stand = choice("Stand der Angaben", STATES.items(), empty="egal")
    von = choice("Eingetragen von", OWNERS.items(), empty="allen")
    seite = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    abgelegt = choice("Abgelegte", {"ja": "auch zeigen"}.items(), empty="nicht zeigen")

    def __init__(self, data: Any, *, user: Any, labels: Mapping[str, str], limit: date) -> None:
        super().__init__(data)
        self.user, self.limit = user, limit
        self.fields["gruppe"].choices = [("", "alle"), *labels.items()]
        self.is_valid()

    def value(self, name: str) -> Any:
        """What is asked for under a name, empty where nothing or nonsense was."""
        return self.cleaned_data.get(name) or ""

    def organisations(self) -> QuerySet[Organisation]:
        found = Organisation.objects.visible_to(self.user).matching(self.value("suche"))
        if not self.value("abgelegt"):
            found = found.filter(active=True)
        if group := self.value("gruppe"):
            found = found.filter(group=group)
        if owner := self.value("von"):
            own = Q(kommune_id__in=self.user.kommune_ids)
            found = found.filter(own if owner == "eigene" else ~own)
        return self._by_state(self._with_services(found))

    @property
    def asks_for_services(self) -> bool:
        return any(map(self.value, ("leistung", "bedarf", "sprache", "aufenthalt", "niveau")))

    def services(self) -> QuerySet[Service]:
        """The offers in use that fit what is asked for; what an offer does not say excludes nobody."""
        rows = Service.objects.filter(active=True)
        if kind := self.value("leistung"):
            rows = rows.filter(kind=kind)
        if need := self.value("bedarf"):
            rows = rows.answering(need)
        if language := self.value("sprache"):
            rows = rows.filter(languages__contains=[language])
        if status := self.value("aufenthalt"):
            rows = rows.filter(Q(statuses=[]) | Q(statuses__contains=[status]))
        if wanted := self.value("niveau"):
            rows = rows.filter(_takes(wanted))
        return rows

    def _with_services(self, found: QuerySet[Organisation]) -> QuerySet[Organisation]:
        if not self.asks_for_services:
            return found
        return found.filter(Exists(self.services().filter(organisation=OuterRef("pk"))))

    def _by_state(self, found: QuerySet[Organisation]) -> QuerySet[Organisation]:
        state = self.value("stand")
        offers = Service.objects.filter(active=True, organisation=OuterRef("pk"))
        if state == "ohne":
            return found.filter(~Exists(offers))
        if state == "alt":
            return found.filter(Exists(offers.stale(self.limit)))
        if state == "frisch":
            return found.filter(Exists(offers)).filter(~Exists(offers.stale(self.limit)))
        return found


def _takes(level: str) -> Q:
    """Offers for somebody with this level of German."""
    codes = [word.code for word in vocabulary.words(vocabulary.LEVELS)]
    place = codes.index(level)
    low = Q(level_from="") | Q(level_from__in=codes[: place + 1])
    return low & (Q(level_until="") | Q(level_until__in=codes[place:]))
