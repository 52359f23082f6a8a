"""Pages of the Vermittlung."""

from .pages import placement_list, placement_profile, vacancy_people
from .sheets import placement_pdf, placement_sheet
from .steps import placement_detail, placement_step, placement_suggest

__all__ = [
    "placement_detail",
    "placement_list",
    "placement_pdf",
    "placement_profile",
    "placement_sheet",
    "placement_step",
    "placement_suggest",
    "vacancy_people",
]
