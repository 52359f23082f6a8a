"""Addresses below /berichte/sachbericht/: the year, nothing else."""

from django.urls import path, register_converter

from . import views


class YearConverter:
    """2024; the programmes of this application began in this century."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


register_converter(YearConverter, "year")

urlpatterns = [
    path("", views.narrative_start, name="narrative_start"),
    path("<year:year>/", views.narrative_edit, name="narrative_edit"),
    path("<year:year>.pdf", views.narrative_pdf, name="narrative_pdf"),
]
