"""Organisations around a case and whom to call there; nothing of a participant has a place here."""

from collections.abc import Iterable
from typing import ClassVar, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower

from .. import vocabulary
from ..choices import Datenschutzrolle, Partnergruppe


class Fold(models.Func):
    """Letters without diacritics, lower case, in German order."""

    function = "german_fold"
    output_field = models.TextField(db_collation="C")


class SearchFold(models.Func):
    """Like Fold, and ae = ä = a."""

    function = "german_search"
    output_field = models.TextField(db_collation="C")


def words_to_find(*names: str) -> models.GeneratedField:
    """A column with the text of others, folded for the search."""
    parts = [part for name in names for part in (F(name), Value(" "))]
    return models.GeneratedField(
        expression=SearchFold(Concat(*parts, output_field=models.TextField())),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user) -> Self:
        """The own ones, and those that another Kommune shares as long as they are active."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(Q(kommune_id__in=user.kommune_ids) | Q(shared=True, active=True))

    def known_in(self, kommunen: Iterable[int]) -> Self:
        """Those not laid aside that Kommunen have themselves or see of others; suggested in their cases."""
        return self.filter(Q(kommune_id__in=kommunen) | Q(shared=True), active=True)

    def editable_by(self, user) -> Self:
        """Only the own ones: what another Kommune shares is read, not changed."""
        if not user.has_perm("network.edit"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)

    def matching(self, text: str) -> Self:
        """Every word of the text occurs in the organisation or in one of its services in use."""
        found = self
        for word in text.split():
            if any(character.isalnum() for character in word):
                key = SearchFold(Value(word))
                offers = self.model._meta.get_field("services").related_model.objects.filter(active=True)
                by_offer = offers.filter(search_key__contains=key).values("organisation")
                found = found.filter(Q(search_key__contains=key) | Q(pk__in=by_offer))
        return found


@pghistory.track(
    model_name="OrganisationVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
    exclude=["sort_key", "search_key"],
)
class Organisation(models.Model):
    kommune = models.ForeignKey(
        "spurwechsel.Kommune", models.PROTECT, related_name="organisations", verbose_name="Kommune"
    )
    group = models.CharField("Gruppe", max_length=16, choices=Partnergruppe.choices)
    name = models.CharField("Name", max_length=160)
    street = models.CharField("Straße und Hausnummer", max_length=80, blank=True)
    postcode = models.CharField(
        "Postleitzahl",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern.")],
    )
    town = models.CharField("Ort", max_length=80, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    website = models.URLField("Internetseite", max_length=200, blank=True)
    opening_hours = models.CharField("Öffnungszeiten", max_length=300, blank=True)
    languages = ArrayField(
        models.CharField(max_length=6), verbose_name="Sprachen am Empfang", default=list, blank=True
    )
    data_role = models.CharField(
        "Rolle im Datenschutz", max_length=9, choices=Datenschutzrolle.choices, blank=True
    )
    # No data of a person may ever be sent there (§ 87 AufenthG): people go themselves or are accompanied.
    auslaenderbehoerde = models.BooleanField("ist eine Ausländerbehörde", default=False)
    note = models.TextField("Notiz der eigenen Kommune", max_length=2000, blank=True)
    shared = models.BooleanField("auch für andere Kommunen sichtbar", default=False)
    active = models.BooleanField("im Verzeichnis", default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_key = models.GeneratedField(
        expression=Fold(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search_key = words_to_find("name", "town")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key", "id"]
        verbose_name = "Organisation"
        verbose_name_plural = "Organisationen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("kommune"),
                Lower("name"),
                name="one_organisation_of_a_name",
                violation_error_message="Diese Organisation steht schon im Verzeichnis.",
            ),
            models.CheckConstraint(
                name="auslaenderbehoerde_is_a_behoerde",
                condition=Q(auslaenderbehoerde=False) | Q(group=Partnergruppe.BEHOERDEN),
                violation_error_message="Eine Ausländerbehörde gehört zur Gruppe der Behörden.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        try:
            vocabulary.refuse_unknown(vocabulary.LANGUAGES, self.languages)
        except ValidationError as error:
            raise ValidationError({"languages": error}) from error

    @property
    def address_line(self) -> str:
        """Street and town in one line, as much of it as is known."""
        return ", ".join(filter(None, [self.street, f"{self.postcode} {self.town}".strip()]))


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user) -> Self:
        return self.filter(organisation__in=self.model._organisations().visible_to(user))

    def editable_by(self, user) -> Self:
        return self.filter(organisation__in=self.model._organisations().editable_by(user))


class Contact(models.Model):
    """Somebody or some post at an organisation, with business data only.

    Versions are not kept: who leaves the organisation is to be forgotten here.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    name = models.CharField("Name", max_length=120, blank=True)
    function = models.CharField("Funktion oder Stelle", max_length=120)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["function", "name", "id"]
        verbose_name = "Kontakt"
        verbose_name_plural = "Kontakte"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(phone="") | ~Q(email=""),
                violation_error_message="Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.function})" if self.name else self.function

    @staticmethod
    def _organisations() -> OrganisationQuerySet:
        return OrganisationQuerySet(Organisation)
