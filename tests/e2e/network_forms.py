"""The forms of the directory; see every_form.py."""

from django.urls import reverse

from network import services
from network.models import Contact, GroupLabel, Organisation, Service
from spurwechsel.roles import Role
from tests.e2e.every_form import Opened, Town, found, word
from tests.factories import make_kommune, make_user


def new_partner(town: Town) -> Organisation:
    return services.add_organisation(town.kommune, by=town.koordination, group="mso", name=word())


def of_partner(town: Town, name: str, *args: object, **rest: object) -> Opened:
    return Opened(
        user=town.koordination,
        path=reverse(name, args=args),
        other=make_user(Role.KOORDINATION, town.kommune),
        **rest,
    )


def organisation_add(town: Town) -> Opened:
    return Opened(
        town.koordination,
        reverse("organisation_add"),
        {"group": "kammern", "name": word(), "town": word(), "note": f"{word()}\n{word()}"},
        found(Organisation.objects.filter(group="kammern"), name="name", town="town"),
        wrong={"postcode": "144"},
    )


def organisation_edit(town: Town) -> Opened:
    row = new_partner(town)
    return of_partner(
        town,
        "organisation_edit",
        row.pk,
        typed={"name": word(), "opening_hours": word()},
        theirs={"name": word(), "opening_hours": word()},
        stored=found(Organisation.objects.filter(pk=row.pk), name="name", opening_hours="opening_hours"),
        wrong={"email": "kein at"},
    )


def contact_add(town: Town) -> Opened:
    row = new_partner(town)
    return of_partner(
        town,
        "partner_contact_add",
        row.pk,
        typed={"function": word(), "name": word(), "phone": "0355 1"},
        stored=found(Contact.objects.filter(organisation=row), function="function", name="name"),
        wrong={"email": "kein at"},
    )


def contact_edit(town: Town) -> Opened:
    row = services.add_contact(new_partner(town), by=town.koordination, function=word(), phone="1")
    return of_partner(
        town,
        "partner_contact_edit",
        row.organisation_id,
        row.pk,
        typed={"function": word(), "name": word()},
        theirs={"function": word(), "name": word()},
        stored=found(Contact.objects.filter(pk=row.pk), function="function", name="name"),
        wrong={"function": ""},
    )


def service_add(town: Town) -> Opened:
    row = new_partner(town)
    return of_partner(
        town,
        "service_add",
        row.pk,
        typed={"kind": "beratung", "name": word(), "level_from": "A2", "note": word()},
        stored=found(Service.objects.filter(organisation=row), name="name", level_from="level_from"),
        wrong={"checked_on": "31.02.2024"},
    )


def service_edit(town: Town) -> Opened:
    row = services.add_service(new_partner(town), by=town.koordination, kind="beratung", name=word())
    return of_partner(
        town,
        "service_edit",
        row.organisation_id,
        row.pk,
        typed={"name": word(), "area_note": word()},
        theirs={"name": word(), "area_note": word()},
        stored=found(Service.objects.filter(pk=row.pk), name="name", area_note="area_note"),
        wrong={"age_from": "121"},
    )


def settings(town: Town) -> Opened:
    kommune = make_kommune(word().lower(), case_prefix=word()[:4].upper())
    user, other = (make_user(Role.KOORDINATION, kommune) for _ in range(2))
    theirs = word()
    return Opened(
        user,
        reverse("directory_settings"),
        {"kammern": word()},
        found(GroupLabel.objects.filter(kommune=kommune, group="kammern"), label="kammern"),
        theirs={"kammern": theirs},
        seen=[theirs],
        other=other,
        wrong={"stale_months": "37"},
    )


FORMS = [organisation_add, organisation_edit, contact_add, contact_edit, service_add, service_edit, settings]
EDITS = [organisation_edit, contact_edit, service_edit, settings]
ADDS = [organisation_add, contact_add, service_add]
