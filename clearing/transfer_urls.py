"""Addresses of referrals with data: below a case, of the partner, of the figures."""

from django.urls import path

# Registers the converter „case“.
import participants.urls  # noqa: F401

from . import transfer_views

_transfers = "<case:case_number>/plan/uebermittlungen/"
_transfer = f"{_transfers}<int:transfer_id>/"

# Below teilnehmende/.
urlpatterns = [
    path(f"{_transfers}neu/", transfer_views.plan_transfer_add, name="plan_transfer_add"),
    path(_transfer, transfer_views.plan_transfer, name="plan_transfer"),
    path(f"{_transfer}aendern/", transfer_views.plan_transfer_edit, name="plan_transfer_edit"),
    path(f"{_transfer}senden/", transfer_views.plan_transfer_send, name="plan_transfer_send"),
    path(f"{_transfer}antwort/", transfer_views.plan_transfer_state, name="plan_transfer_state"),
    path(f"{_transfer}zurueckziehen/", transfer_views.plan_transfer_withdraw, name="plan_transfer_withdraw"),
    path(f"{_transfer}link/", transfer_views.plan_transfer_link, name="plan_transfer_link"),
    path(
        f"{_transfer}link/widerrufen/",
        transfer_views.plan_transfer_link_revoke,
        name="plan_transfer_link_revoke",
    ),
    path(f"{_transfer}brief.pdf", transfer_views.plan_transfer_letter, name="plan_transfer_letter"),
    path(
        f"{_transfer}brief-mit-code.pdf",
        transfer_views.plan_transfer_coded_letter,
        name="plan_transfer_coded_letter",
    ),
]

# Below /.
open_urlpatterns = [
    path("antwort/", transfer_views.answer, name="answer"),
    path("antwort/danke/", transfer_views.answer_thanks, name="answer_thanks"),
    path("netzwerk/zahlen/", transfer_views.network_figures, name="network_figures"),
]
