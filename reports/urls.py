"""Addresses below /berichte/: the month and the number of the edition, nothing else; and the programmes."""

from datetime import date

from django.urls import include, path, register_converter

from . import issued_views, land_views, people_views, programme_views, views
from .exchange import views as exchange_views
from .statistics import views as statistics_views


class MonthConverter:
    """2024-03; a day stands for its month."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")

_EDITION = "<slug:kommune>/<month:month>/fassung-<int:version>"

urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("statistik/", statistics_views.report_statistics, name="report_statistics"),
    path("statistik.csv", statistics_views.report_statistics_csv, name="report_statistics_csv"),
    path("statistik.json", statistics_views.report_statistics_json, name="report_statistics_json"),
    path("statistik.xlsx", statistics_views.report_statistics_xlsx, name="report_statistics_xlsx"),
    path("methodik/", statistics_views.report_methods, name="report_methods"),
    path("pruefen/", views.report_preview, name="report_preview"),
    path("pruefen/personen/", people_views.report_preview_people, name="report_preview_people"),
    path("pruefen/entwurf/", views.report_save, name="report_save"),
    path("pruefen/vorlegen/", views.report_submit, name="report_submit"),
    path("pruefen/entwurf.pdf", views.report_draft_pdf, name="report_draft_pdf"),
    path("pruefen/freigeben/", views.report_issue, name="report_issue"),
    path("vergleich/", exchange_views.exchange, name="exchange"),
    path("vergleich.csv", exchange_views.exchange_csv, name="exchange_csv"),
    path("vergleich.json", exchange_views.exchange_json, name="exchange_json"),
    path("vergleich.xlsx", exchange_views.exchange_xlsx, name="exchange_xlsx"),
    path("land/", land_views.land_report, name="land_report"),
    path("land.csv", land_views.land_report_csv, name="land_report_csv"),
    path("sachbericht/", include("reports.narrative.urls")),
    path("alle/", include("reports.batches.urls")),
    path("veroeffentlichung/", include("reports.editions.urls")),
    path(f"{_EDITION}/", issued_views.report_detail, name="report_detail"),
    path(f"{_EDITION}/personen/", people_views.report_people, name="report_people"),
    path(f"{_EDITION}.pdf", issued_views.report_pdf, name="report_pdf"),
    path(f"{_EDITION}.csv", issued_views.report_csv, name="report_csv"),
    path(f"{_EDITION}.json", issued_views.report_json, name="report_json"),
]

# Below /verwaltung/.
programme_urlpatterns = [
    path("foerderprogramme/", programme_views.programme_list, name="programme_list"),
    path("foerderprogramme/neu/", programme_views.programme_add, name="programme_add"),
    path("foerderprogramme/<int:pk>/", programme_views.programme_edit, name="programme_edit"),
]
