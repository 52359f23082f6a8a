"""Consents in passing on that were given by name are bound to the organisation of the directory they mean."""

from django.db import migrations
from django.db.models import Q


def fill(apps, schema_editor):
    """The newest first: of two in force for the same organisation one is bound, the other stays a name."""
    consents = apps.get_model("participants", "PurposeConsent").objects
    bound = set()
    # What a packet rests on names a Kommune.
    named = consents.filter(purpose="weitergabe", partner_key__isnull=True, packets__isnull=True)
    for row in named.select_related("participant").order_by("-pk"):
        key = key_of(apps, row)
        mark = (row.participant_id, key)
        if key is None or (row.withdrawn_on is None and mark in bound):
            continue
        if row.withdrawn_on is None:
            bound.add(mark)
        consents.filter(pk=row.pk).update(partner_key=key)


def key_of(apps, row):
    """Where data or the name went on it first; else the only organisation of the name in the directory."""
    sent = apps.get_model("clearing", "Transfer").objects.filter(consent=row).order_by("sent_on", "pk")
    if (key := sent.values_list("organisation_id", flat=True).first()) is not None:
        return key
    placements = apps.get_model("clearing", "Placement").objects
    released = placements.filter(participant=row.participant, partner__iexact=row.partner)
    organisations = apps.get_model("network", "Organisation").objects
    directory = organisations.filter(Q(kommune_id=row.participant.kommune_id) | Q(shared=True))
    for keys in (
        set(released.values_list("vacancy__organisation_id", flat=True)),
        set(directory.filter(name__iexact=row.partner).values_list("pk", flat=True)),
    ):
        if keys:
            return keys.pop() if len(keys) == 1 else None
    return None


class Migration(migrations.Migration):
    dependencies = [
        ("clearing", "0009_packets"),
        ("network", "0002_vacancies"),
        ("participants", "0015_partner_key_of_consents"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
