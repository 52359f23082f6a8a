"""Addresses of plan, work and results; all of them below a case."""

from datetime import date

from django.urls import path, register_converter

from . import plan_views
from .catalogue import EsfZeitpunkt


class EpisodeConverter:
    """A kind of episode; anything else is no page."""

    regex = "beschaeftigung|ausbildung"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class MomentConverter(EpisodeConverter):
    """A moment of the ESF+ set."""

    regex = "|".join(EsfZeitpunkt.values)

    def to_url(self, value: str) -> str:
        return str(value)


class DayConverter:
    """2024-03-27; a day that no calendar has is no page."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(EpisodeConverter, "episode")
register_converter(MomentConverter, "esf")
register_converter(DayConverter, "tag")

_plan = "<case:case_number>/plan/"
_need = f"{_plan}bedarfe/<int:need_id>/"
_measure = f"{_plan}massnahmen/<int:measure_id>/"
_goal = f"{_plan}ziele/<int:goal_id>/"
_referral = f"{_plan}verweise/<int:referral_id>/"
_work = "<case:case_number>/arbeit/"
_episode = f"{_work}<episode:art>/<int:episode_id>/"

urlpatterns = [
    path(_plan, plan_views.plan_detail, name="plan_detail"),
    path(f"{_plan}drucken/", plan_views.plan_print, name="plan_print"),
    path(f"{_plan}plan.pdf", plan_views.plan_pdf, name="plan_pdf"),
    path(f"{_plan}vereinbaren/", plan_views.plan_agree, name="plan_agree"),
    path(
        f"{_plan}vereinbart/<int:agreement_id>/plan.pdf", plan_views.plan_agreed_pdf, name="plan_agreed_pdf"
    ),
    path(f"{_plan}bedarfe/neu/", plan_views.plan_need_add, name="plan_need_add"),
    path(_need, plan_views.plan_need, name="plan_need"),
    path(f"{_need}angebote/", plan_views.plan_need_offers, name="plan_need_offers"),
    path(f"{_need}zurueckstellen/", plan_views.plan_need_defer, name="plan_need_defer"),
    path(f"{_need}abschliessen/", plan_views.plan_need_close, name="plan_need_close"),
    path(f"{_need}wieder-aufnehmen/", plan_views.plan_need_resume, name="plan_need_resume"),
    path(f"{_plan}massnahmen/neu/", plan_views.plan_measure_add, name="plan_measure_add"),
    path(_measure, plan_views.plan_measure, name="plan_measure"),
    path(f"{_measure}aendern/", plan_views.plan_measure_edit, name="plan_measure_edit"),
    path(f"{_measure}beginnen/", plan_views.plan_measure_start, name="plan_measure_start"),
    path(f"{_measure}beenden/", plan_views.plan_measure_end, name="plan_measure_end"),
    path(f"{_measure}wieder-oeffnen/", plan_views.plan_measure_reopen, name="plan_measure_reopen"),
    path(f"{_plan}ziele/neu/", plan_views.plan_goal_add, name="plan_goal_add"),
    path(_goal, plan_views.plan_goal, name="plan_goal"),
    path(f"{_goal}stand/", plan_views.plan_goal_state, name="plan_goal_state"),
    path(f"{_plan}verweise/neu/", plan_views.plan_referral_add, name="plan_referral_add"),
    path(_referral, plan_views.plan_referral, name="plan_referral"),
    path(f"{_referral}ergebnis/", plan_views.plan_referral_result, name="plan_referral_result"),
    path(f"{_referral}zuruecknehmen/", plan_views.plan_referral_withdraw, name="plan_referral_withdraw"),
    path(_work, plan_views.work_list, name="work_list"),
    path(f"{_work}<episode:art>/neu/", plan_views.work_add, name="work_add"),
    path(_episode, plan_views.work_edit, name="work_edit"),
    path(f"{_episode}beenden/", plan_views.work_end, name="work_end"),
    path(f"{_episode}zuruecknehmen/", plan_views.work_withdraw, name="work_withdraw"),
    path(f"{_work}nachweise/neu/", plan_views.work_certificate_add, name="work_certificate_add"),
    path(
        f"{_work}nachweise/<int:certificate_id>/zuruecknehmen/",
        plan_views.work_certificate_withdraw,
        name="work_certificate_withdraw",
    ),
    path(f"{_work}nachfrage/<tag:since>/<int:months>/", plan_views.work_follow_up, name="work_follow_up"),
    path("<case:case_number>/esf/", plan_views.esf_list, name="esf_list"),
    path("<case:case_number>/esf/<esf:moment>/", plan_views.esf_edit, name="esf_edit"),
]
