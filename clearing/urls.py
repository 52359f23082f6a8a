"""Addresses of the pipeline and of the talks: below a case, and those that belong to no case."""

from django.urls import path, register_converter

# Registers the converter „case“.
import participants.urls  # noqa: F401

from . import bulk_views, day_urls, letter_urls, placement_urls, plan_urls, talk_views, transfer_urls, views
from .catalogue import Abschnitt
from .packets import urls as packet_urls


class SectionConverter:
    """One of the six sections; anything else is no page."""

    regex = "|".join(Abschnitt.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(SectionConverter, "abschnitt")

_section = "<case:case_number>/clearing/<int:number>/<abschnitt:section>/"

# Below teilnehmende/.
urlpatterns = [
    path("<case:case_number>/status/", views.case_move, name="case_move"),
    path("<case:case_number>/status/<int:change_id>/rueckgaengig/", views.case_undo, name="case_undo"),
    path("<case:case_number>/status/<int:change_id>/zuruecknehmen/", views.case_revoke, name="case_revoke"),
    path("<case:case_number>/wiedervorlage/", views.follow_up_done, name="follow_up_done"),
    path("<case:case_number>/clearing/", talk_views.talk_list, name="talk_list"),
    path("<case:case_number>/clearing/beginnen/", talk_views.talk_start, name="talk_start"),
    path("<case:case_number>/clearing/vergleich/", talk_views.talk_compare, name="talk_compare"),
    path("<case:case_number>/clearing/papierbogen/", talk_views.talk_paper, name="talk_paper"),
    path("<case:case_number>/clearing/papierbogen.pdf", talk_views.talk_paper_pdf, name="talk_paper_pdf"),
    path("<case:case_number>/clearing/identitaet/", talk_views.talk_identity, name="talk_identity"),
    path(
        "<case:case_number>/clearing/identitaet/<int:step_id>/zuruecknehmen/",
        talk_views.talk_identity_withdraw,
        name="talk_identity_withdraw",
    ),
    path("<case:case_number>/clearing/<int:number>/", talk_views.talk_detail, name="talk_detail"),
    path("<case:case_number>/clearing/<int:number>/beenden/", talk_views.talk_end, name="talk_end"),
    path(
        "<case:case_number>/clearing/<int:number>/termin/<int:appointment_id>/wahrgenommen/",
        talk_views.talk_attended,
        name="talk_attended",
    ),
    path(
        "<case:case_number>/clearing/<int:number>/protokoll/", talk_views.talk_protocol, name="talk_protocol"
    ),
    path(
        "<case:case_number>/clearing/<int:number>/protokoll.pdf",
        talk_views.talk_protocol_pdf,
        name="talk_protocol_pdf",
    ),
    path("<case:case_number>/clearing/<abschnitt:section>/", talk_views.talk_topic, name="talk_topic"),
    path(_section, talk_views.talk_section, name="talk_section"),
    path(f"{_section}entwurf/", talk_views.talk_draft, name="talk_draft"),
    path(f"{_section}verwerfen/", talk_views.talk_discard, name="talk_discard"),
    *plan_urls.urlpatterns,
    *packet_urls.urlpatterns,
    *day_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *placement_urls.urlpatterns,
    *transfer_urls.urlpatterns,
]

# Below /.
overview_urlpatterns = [
    *day_urls.calendar_urlpatterns,
    *letter_urls.text_urlpatterns,
    *placement_urls.vacancy_urlpatterns,
    *transfer_urls.open_urlpatterns,
    *packet_urls.decision_urlpatterns,
    path("uebersicht/", views.overview, name="overview"),
    path("entwuerfe/", talk_views.draft_list, name="draft_list"),
    path("gespraechsansicht/", talk_views.conversation_switch, name="conversation_switch"),
    path("sammelauftraege/<int:pk>/", bulk_views.bulk_detail, name="bulk_detail"),
    path("sammelauftraege/<int:pk>/erneut/", bulk_views.bulk_retry, name="bulk_retry"),
    path("verdeckt/", talk_views.screen_cover, name="screen_cover"),
]
