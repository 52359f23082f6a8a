"""Addresses below /teilnehmende/; of a person they show the case number, never a name."""

from django.urls import path, register_converter

from . import views


class CaseNumberConverter:
    """SW-CB-2024-0031; anything else is no case."""

    regex = "SW-[A-Z]{1,4}-[0-9]{4}-[0-9]{4,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CaseNumberConverter, "case")

urlpatterns = [
    path("", views.participant_list, name="participant_list"),
    path("neu/", views.participant_register, name="participant_register"),
    path("<case:case_number>/", views.participant_detail, name="participant_detail"),
    path("<case:case_number>/bearbeiten/", views.participant_edit, name="participant_edit"),
    path("<case:case_number>/verlauf/", views.participant_history, name="participant_history"),
    path("<case:case_number>/anschrift/", views.address_edit, name="address_edit"),
    path("<case:case_number>/anschrift/loeschen/", views.address_erase, name="address_erase"),
    path("<case:case_number>/einwilligung/", views.consent_edit, name="consent_edit"),
    path("<case:case_number>/aufenthalt/", views.residence_list, name="residence_list"),
    path("<case:case_number>/aufenthalt/neu/", views.residence_add, name="residence_add"),
    path("<case:case_number>/aufenthalt/<int:status_id>/", views.residence_edit, name="residence_edit"),
    path(
        "<case:case_number>/aufenthalt/<int:status_id>/zuruecknehmen/",
        views.residence_withdraw,
        name="residence_withdraw",
    ),
    path("<case:case_number>/identitaet/", views.identity_note, name="identity_note"),
    path("<case:case_number>/ausschlusshinweis/", views.exclusion_note, name="exclusion_note"),
    path("<case:case_number>/fristen/", views.case_deadlines, name="case_deadlines"),
    path(
        "<case:case_number>/fristen/<slug:key>/zurueckstellen/",
        views.case_deadline_snooze,
        name="case_deadline_snooze",
    ),
    path(
        "<case:case_number>/fristen/<int:snooze_id>/wieder-zeigen/",
        views.case_deadline_resume,
        name="case_deadline_resume",
    ),
    path("<case:case_number>/bleibeperspektive/", views.perspective, name="perspective"),
    path("<case:case_number>/bleibeperspektive/druck.pdf", views.perspective_pdf, name="perspective_pdf"),
    path("<case:case_number>/bleibeperspektive/behalten/", views.perspective_keep, name="perspective_keep"),
    path(
        "<case:case_number>/bleibeperspektive/stand/",
        views.perspective_kept_list,
        name="perspective_kept_list",
    ),
    path(
        "<case:case_number>/bleibeperspektive/stand/<int:kept_id>/",
        views.perspective_kept,
        name="perspective_kept",
    ),
    path("<case:case_number>/antrag/", views.case_application_add, name="case_application_add"),
    path(
        "<case:case_number>/antrag/<int:application_id>/",
        views.case_application_end,
        name="case_application_end",
    ),
]

# Below /.
deadline_and_rulebook_urlpatterns = [
    path("fristen/", views.deadline_list, name="deadline_list"),
    path("fristen/vorwarnungen/", views.deadline_steps, name="deadline_steps"),
    path("regelwerk/", views.rulebook, name="rulebook"),
    path("regelwerk/aenderungen/", views.rulebook_changes, name="rulebook_changes"),
]
