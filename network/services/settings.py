"""How a Kommune reads its directory."""

from typing import Any

from django.db import transaction

from spurwechsel.conflict import check_version

from ..choices import Partnergruppe, Vorgang
from ..models import DirectorySettings, GroupLabel
from .log import Changes, put, record_event


@transaction.atomic
def change_directory_settings(
    kommune: Any, *, by: Any, version: int, stale_months: int, labels: dict[str, str]
) -> DirectorySettings:
    """Sets after how many months an offer is old, and what the groups are called.

    `labels` maps a group to its name; an empty one brings the usual name back. `version` is 0 where nothing
    was set before. Raises Conflict and ValidationError.
    """
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    row = DirectorySettings.objects.filter(kommune=kommune).first()
    row = row or DirectorySettings(kommune=kommune, version=0)
    check_version(row, version)
    changes = put(row, {"stale_months": stale_months}) | _rename(kommune, labels)
    if changes:
        row.version += 1
        row.full_clean()
        row.save()
        record_event(
            Vorgang.SETTINGS_CHANGED,
            by=by,
            kommune_id=kommune.pk,
            summary=f"Einstellungen des Verzeichnisses geändert: {', '.join(changes)}",
            changes=changes,
        )
    return row


def _rename(kommune: Any, labels: dict[str, str]) -> Changes:
    known = {row.group: row for row in GroupLabel.objects.filter(kommune=kommune)}
    changes: Changes = {}
    for group, label in labels.items():
        usual = Partnergruppe(group).label
        row = known.get(group) or GroupLabel(kommune=kommune, group=group, label=usual)
        wanted = label or usual
        if row.label == wanted:
            continue
        changes[usual] = [row.label, wanted]
        row.label = wanted
        if wanted == usual:
            row.delete()
        else:
            row.full_clean()
            row.save()
    return changes
