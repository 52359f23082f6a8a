"""Addresses of the Vermittlung: below a case, and below a position."""

from django.urls import path, register_converter

from . import placement_views
from .placement_views.steps import STEPS


class StepConverter:
    """A step of a placement; anything else is no page."""

    regex = "|".join(STEPS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepConverter, "vermittlungsschritt")

_placement = "<case:case_number>/vermittlung/"
_one = f"{_placement}<int:placement_id>/"

urlpatterns = [
    path(_placement, placement_views.placement_list, name="placement_list"),
    path(f"{_placement}profil/", placement_views.placement_profile, name="placement_profile"),
    path(f"{_placement}neu/", placement_views.placement_suggest, name="placement_suggest"),
    path(_one, placement_views.placement_detail, name="placement_detail"),
    path(f"{_one}blatt/", placement_views.placement_sheet, name="placement_sheet"),
    path(f"{_one}blatt.pdf", placement_views.placement_pdf, name="placement_pdf"),
    path(f"{_one}<vermittlungsschritt:step>/", placement_views.placement_step, name="placement_step"),
]

# Below /.
vacancy_urlpatterns = [
    path(
        "netzwerk/stellen/<int:vacancy_id>/teilnehmende/",
        placement_views.vacancy_people,
        name="vacancy_people",
    ),
]
