"""Addresses below /berichte/veroeffentlichung/: the Kommune and the Stichtag."""

from datetime import date

from django.urls import path, register_converter

from . import views


class StichtagConverter:
    """2024-03-31; a day that no calendar has is no page."""

    regex = "20[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(StichtagConverter, "stichtag")

_EDITION = "<slug:kommune>/<stichtag:stichtag>"

urlpatterns = [
    path("", views.edition_list, name="edition_list"),
    path("neu/", views.edition_add, name="edition_add"),
    path(f"{_EDITION}/", views.edition_detail, name="edition_detail"),
    path(f"{_EDITION}.pdf", views.edition_pdf, name="edition_pdf"),
    path(f"{_EDITION}.csv", views.edition_csv, name="edition_csv"),
    path(f"{_EDITION}.json", views.edition_json_file, name="edition_json"),
]
