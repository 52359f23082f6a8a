"""The hint on work names the note on the paper and the permission that a job needs."""

from datetime import date

import pytest

from clearing.placement_matches import people_for
from clearing.work_permission import work_hint
from participants.choices import Aufenthaltsstatus, Nebenbestimmung
from participants.services import record_residence_status
from tests.clearing.placing import DAY, make_released, make_vacancy
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
MIT_ZUSTIMMUNG = (
    "die Beschäftigungserlaubnis der Ausländerbehörde für genau diese Stelle, meist mit Zustimmung der "
    "Bundesagentur für Arbeit (§\u00a032 BeschV)."
)


def holding(by, kind=Aufenthaltsstatus.DULDUNG_60A, note="", since=date(2023, 12, 1), **fields):
    person = make_participant(by, residence_kind="", entry_date=since, **fields)
    record_residence_status(person, by=by, kind=kind, valid_from=since, work_note=note)
    return person


def sentences(person, day=DAY):
    """Without the outlook, which the rules have tests of their own for."""
    return work_hint(person, day).removeprefix("Arbeitserlaubnis: ").rsplit(". ", 1)[0] + "."


class TestHint:
    @pytest.mark.parametrize(
        ("note", "says"),
        [
            (
                Nebenbestimmung.ERWERB_GESTATTET,
                "Auf dem Papier steht „Erwerbstätigkeit gestattet“, das gilt. "
                "Eine weitere Erlaubnis braucht es nicht.",
            ),
            (
                Nebenbestimmung.BESCHAEFTIGUNG_GESTATTET,
                "Auf dem Papier steht „Beschäftigung gestattet“, das gilt. "
                "Eine Anstellung braucht keine weitere Erlaubnis, selbständige Arbeit schon.",
            ),
        ],
    )
    def test_nobody_has_to_be_asked(self, caseworker, note, says):
        assert work_hint(holding(caseworker, note=note), DAY) == f"Arbeitserlaubnis: {says}"

    @pytest.mark.parametrize(
        ("note", "label", "before"),
        [
            (
                Nebenbestimmung.MIT_ERLAUBNIS,
                "Beschäftigung nur mit Erlaubnis der Ausländerbehörde",
                "Für eine Arbeit",
            ),
            (
                Nebenbestimmung.BESTIMMTER_ARBEITGEBER,
                "nur bei bestimmtem Arbeitgeber gestattet",
                "Für einen anderen Betrieb",
            ),
            (Nebenbestimmung.NICHT_GESTATTET, "Erwerbstätigkeit nicht gestattet", "Für eine Arbeit"),
        ],
    )
    def test_a_duldung_needs_a_permission_for_the_job(self, caseworker, note, label, before):
        assert sentences(holding(caseworker, note=note)) == (
            f"Auf dem Papier steht „{label}“, das gilt. "
            f"{before} braucht es vor dem ersten Tag {MIT_ZUSTIMMUNG}"
        )

    def test_after_four_years_nobody_asks_the_bundesagentur(self, caseworker):
        person = holding(caseworker, note=Nebenbestimmung.MIT_ERLAUBNIS, since=date(2020, 3, 28))
        says = "Für eine Arbeit braucht es vor dem ersten Tag "
        assert sentences(person, DAY).endswith(says + MIT_ZUSTIMMUNG)
        without = "ohne Zustimmung der Bundesagentur für Arbeit (§\u00a032 Abs.\u00a02 Nr.\u00a05 BeschV)."
        assert sentences(person, date(2024, 3, 28)).endswith(without)

    @pytest.mark.parametrize("note", ["", Nebenbestimmung.UNBEKANNT])
    def test_a_note_that_nobody_knows(self, caseworker, note):
        unread = "Was auf dem Papier als Nebenbestimmung steht, gilt; sie ist nicht bekannt. "
        assert sentences(holding(caseworker, note=note)) == (
            f"{unread}Für eine Arbeit braucht es vor dem ersten Tag {MIT_ZUSTIMMUNG}"
        )
        title = holding(caseworker, kind=Aufenthaltsstatus.AE_25B, note=note)
        assert sentences(title) == f"{unread}Meist braucht es mit diesem Titel keine weitere Erlaubnis."

    def test_a_title_with_a_note_that_asks(self, caseworker):
        title = holding(caseworker, kind=Aufenthaltsstatus.AE_25_5, note=Nebenbestimmung.MIT_ERLAUBNIS)
        assert sentences(title).endswith(
            "die Erlaubnis der Ausländerbehörde für diese Stelle (§\u00a04a AufenthG)."
        )

    def test_without_a_paper(self, caseworker):
        person = make_participant(caseworker, residence_kind="")
        assert work_hint(person, DAY) == (
            "Arbeitserlaubnis: Der Aufenthaltsstatus ist nicht bekannt. Es gilt, was auf dem Papier steht."
        )


def test_the_note_of_everybody_costs_no_question_more(caseworker, django_assert_max_num_queries):
    vacancy = make_vacancy(caseworker)
    make_released(caseworker)
    with django_assert_max_num_queries(100) as first:
        people_for(vacancy, caseworker, DAY)
    for _ in range(2):
        make_released(caseworker)
    with django_assert_max_num_queries(len(first.captured_queries)):
        people_for(vacancy, caseworker, DAY)
