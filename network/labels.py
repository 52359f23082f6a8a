"""What a Kommune calls the groups of partners, and after how many months it checks offers again."""

from datetime import date
from typing import Any

from .choices import Partnergruppe
from .freshness import stale_limit
from .models import STALE_MONTHS, DirectorySettings, GroupLabel


def group_labels(kommune: Any) -> dict[str, str]:
    """Group → label, in the order of the seven groups."""
    own = dict(GroupLabel.objects.filter(kommune=kommune).values_list("group", "label"))
    own[Partnergruppe.EIGENE_PROJEKTE] = kommune.own_projects_label
    return {group.value: own.get(group.value, group.label) for group in Partnergruppe}


def limit_of(kommune: Any, day: date) -> date:
    """Offers checked before this day are stale for the Kommune."""
    months = DirectorySettings.objects.filter(kommune=kommune).values_list("stale_months", flat=True)
    return stale_limit(day, months.first() or STALE_MONTHS)
