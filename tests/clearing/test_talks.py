"""Talks, their sections and drafts: the effect, the refusal, the event, and nothing acknowledged is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command

from clearing import services
from clearing.catalogue import Abschnitt, Stand
from clearing.models import Draft, SectionState
from clearing.services import OpenPage, mark_of
from participants.choices import EventKind
from participants.models import Event, LanguageProfile
from spurwechsel.conflict import Conflict
from tests.built_once import once
from tests.factories import make_participant

DAY = date(2024, 3, 27)
SPRACHE = Abschnitt.SPRACHE
LONG = ("Grüße, Çelik رحیمی 🙂👩‍👩‍👧 " * 1000)[:20_000]


@once
def person(caseworker):
    return make_participant(caseworker)


@once
def talk(person, caseworker):
    return services.start_interview(person, by=caseworker, held_on=DAY)


def save(talk, by, *, section=SPRACHE, version=0, typed=None, values=None, **changes):
    typed = {"listening": ["A2"]} if typed is None else typed
    return services.save_section(
        talk, section, by=by, version=version, typed=typed, values=values, **{"finished": False, **changes}
    )


def draft(talk, by, typed, *, page, section=SPRACHE, base_version=0):
    return services.save_draft(talk, section, by=by, typed=typed, base_version=base_version, page=page)


def last_event():
    event = Event.objects.order_by("id").last()
    return event.kind, event.summary


# --- beginning and ending ---------------------------------------------------------------------------


def test_talks_are_numbered(person, talk, caseworker):
    assert (talk.number, last_event()) == (
        1,
        (EventKind.TALK_STARTED, "Gespräch 1 am 27.03.2024 begonnen"),
    )
    services.end_interview(talk, by=caseworker)
    assert services.start_interview(person, by=caseworker, held_on=DAY).number == 2


def test_second_click_begins_no_second_talk(person, talk, caseworker):
    with pytest.raises(ValidationError) as refused:
        services.start_interview(person, by=caseworker, held_on=DAY)
    assert refused.value.messages == ["Das Gespräch 1 ist noch nicht beendet."]
    assert person.interviews.count() == 1


def test_open_sections_do_not_keep_a_talk_from_ending(talk, caseworker):
    save(talk, caseworker, values={"listening": "A2"}, finished=True)
    ended = services.end_interview(talk, by=caseworker)
    assert ended.ended_at is not None
    assert last_event() == (EventKind.TALK_ENDED, "Gespräch 1 beendet, 1 von 6 Abschnitten fertig")
    before = Event.objects.count()
    assert services.end_interview(talk, by=caseworker).ended_at == ended.ended_at
    assert Event.objects.count() == before


# --- sections ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "values", "finished", "state"),
    [
        ({"note": [""], "fertig": ["nein"]}, {}, False, Stand.OFFEN),
        ({"note": ["  "]}, {}, False, Stand.OFFEN),
        ({"listening": ["A2"]}, {"listening": "A2"}, False, Stand.ANGEFANGEN),
        ({"listening": ["A2"]}, {"listening": "A2"}, True, Stand.FERTIG),
        # What cannot be understood is kept, and the section is not finished.
        ({"evidence_on": ["31.2.24"]}, None, True, Stand.ANGEFANGEN),
    ],
)
def test_state_of_a_section(talk, caseworker, typed, values, finished, state):
    section = save(talk, caseworker, typed=typed, values=values, finished=finished)
    assert (section.state, section.typed, section.version) == (state, typed, 1)
    assert last_event() == (EventKind.SECTION_SAVED, f"Gespräch 1, Sprache: {state.label}")


def test_valid_section_becomes_a_statement_from_the_day_of_the_talk(person, talk, caseworker):
    save(talk, caseworker, values={"listening": "A2", "other_languages": ["ar"]})
    said = LanguageProfile.objects.get()
    assert (said.participant, said.stated_on, said.listening, said.other_languages) == (
        person,
        DAY,
        "A2",
        ["ar"],
    )
    assert Event.objects.order_by("id").last().changes == {
        "Deutsch verstehen": ["keine Angabe", "A2"],
        "weitere Sprachen": ["keine Angabe", "Arabisch"],
    }


def test_section_that_cannot_be_understood_says_nothing(talk, caseworker):
    save(talk, caseworker, typed={"evidence_on": ["31.2.24"]}, values=None)
    assert LanguageProfile.objects.count() == 0


def test_frame_changes_the_talk(talk, caseworker):
    values = {"held_on": date(2024, 3, 20), "place": "buero"}
    save(talk, caseworker, section=Abschnitt.RAHMEN, typed={"place": ["buero"]}, values=values)
    talk.refresh_from_db()
    assert (talk.held_on, talk.place, talk.version) == (date(2024, 3, 20), "buero", 2)


def test_refused_column_saves_nothing(talk, caseworker):
    with pytest.raises(ValidationError) as refused:
        save(talk, caseworker, values={"listening": "D9"})
    assert list(refused.value.message_dict) == ["listening"]
    assert SectionState.objects.count() == 0


def test_typed_text_stays_exactly_as_it_was(talk, caseworker):
    typed = {"note": [LONG + "\r\n\x07 Ende "]}
    assert save(talk, caseworker, typed=typed, values=None).typed == typed
    stored = SectionState.objects.get()
    assert (stored.typed, len(stored.typed["note"][0])) == (typed, len(LONG) + 9)


def test_only_nul_goes(talk, caseworker):
    assert save(talk, caseworker, typed={"note": ["a\x00b"]}).typed == {"note": ["ab"]}


def test_second_saver_is_told_and_overwrites_nothing(talk, caseworker, coordinator):
    save(talk, coordinator, typed={"note": ["von K. Muster"]})
    with pytest.raises(Conflict) as conflict:
        save(talk, caseworker, typed={"note": ["von A. Beispiel"]})
    assert conflict.value.current.typed == {"note": ["von K. Muster"]}
    assert SectionState.objects.get().typed == {"note": ["von K. Muster"]}
    assert save(talk, caseworker, version=1, typed={"note": ["beides"]}).version == 2


def test_second_of_two_clicks_changes_nothing(talk, caseworker):
    first = save(talk, caseworker)
    before = Event.objects.count()
    assert save(talk, caseworker).version == first.version
    assert Event.objects.count() == before


def test_every_version_of_a_section_stays_readable(talk, caseworker):
    save(talk, caseworker, typed={"note": ["eins"]})
    save(talk, caseworker, version=1, typed={"note": ["zwei"]})
    versions = SectionState.objects.get().versions.order_by("pgh_id")
    assert [each.typed for each in versions] == [{"note": ["eins"]}, {"note": ["zwei"]}]


# --- drafts -----------------------------------------------------------------------------------------


def test_draft_is_kept_unjudged_and_leaves_no_event(talk, caseworker):
    before = Event.objects.count()
    typed = {"evidence_on": ["31.2.24"], "note": [LONG + "\x00"]}
    draft(talk, caseworker, typed, page=OpenPage("a", ""))
    assert Draft.objects.get().typed == {"evidence_on": ["31.2.24"], "note": [LONG]}
    assert Event.objects.count() == before


def test_saving_removes_the_own_draft_only(talk, caseworker, coordinator):
    draft(talk, caseworker, {"note": ["meiner"]}, page=OpenPage("a", ""))
    draft(talk, coordinator, {"note": ["ihrer"]}, page=OpenPage("b", ""))
    save(talk, caseworker, page=OpenPage("a", ""))
    assert [each.author for each in Draft.objects.all()] == [coordinator]


def test_second_window_of_the_same_author_overwrites_nothing(talk, caseworker):
    first, second = OpenPage("a", "", 1), OpenPage("b", "", 1)
    draft(talk, caseworker, {"note": ["eins"]}, page=first)
    with pytest.raises(Conflict) as conflict:
        draft(talk, caseworker, {"note": ["zwei"]}, page=second)
    assert conflict.value.current.typed == {"note": ["eins"]}
    with pytest.raises(Conflict):
        save(talk, caseworker, page=second)
    # A window that was opened from this draft may go on with it.
    reopened = OpenPage("b", mark_of(Draft.objects.get()), 1)
    assert draft(talk, caseworker, {"note": ["eins, zwei"]}, page=reopened).typed == {"note": ["eins, zwei"]}
    with pytest.raises(Conflict):
        draft(talk, caseworker, {"note": ["eins, drei"]}, page=first._replace(turn=2))


def test_older_text_that_arrives_late_changes_nothing(talk, caseworker):
    draft(talk, caseworker, {"note": ["neu"]}, page=OpenPage("a", "", 2))
    assert draft(talk, caseworker, {"note": ["alt"]}, page=OpenPage("a", "", 1)).typed == {"note": ["neu"]}
    assert draft(talk, caseworker, {"note": ["neuer"]}, page=OpenPage("a", "", 3)).typed == {
        "note": ["neuer"]
    }


def test_discarding_a_draft(talk, caseworker):
    kept = draft(talk, caseworker, {"note": ["weg"]}, page=OpenPage("a", ""))
    services.discard_draft(kept, by=caseworker)
    assert Draft.objects.count() == 0
    assert last_event() == (EventKind.DRAFT_DELETED, "Entwurf verworfen: Gespräch 1, Sprache")


def test_drafts_expire_after_the_time_that_is_set(talk, caseworker, capsys, settings):
    settings.DRAFT_DAYS = 30
    written = datetime(2024, 3, 1, 8, tzinfo=UTC)
    with time_machine.travel(written, tick=False):
        draft(talk, caseworker, {"note": ["alt"]}, page=OpenPage("a", ""))
    with time_machine.travel(written + timedelta(days=30), tick=False):
        call_command("entwuerfe_aufraeumen")
        assert (capsys.readouterr().out, Draft.objects.count()) == ("Gelöscht: 0 Entwürfe.\n", 1)
    with time_machine.travel(written + timedelta(days=30, seconds=1), tick=False):
        call_command("entwuerfe_aufraeumen", "--probelauf")
        assert (capsys.readouterr().out, Draft.objects.count()) == ("Zu löschen: 1 Entwurf.\n", 1)
        call_command("entwuerfe_aufraeumen")
        assert (capsys.readouterr().out, Draft.objects.count()) == ("Gelöscht: 1 Entwurf.\n", 0)
    assert last_event() == (EventKind.DRAFT_DELETED, "Entwurf nach 30 Tagen gelöscht: Gespräch 1, Sprache")


# --- identity ---------------------------------------------------------------------------------------


def effort(person, by, **changes):
    known = {"step": "antrag", "done_on": DAY, "proof": "person"}
    return services.record_identity_step(person, by=by, **(known | changes))


def test_identity_step_with_its_day(person, caseworker):
    step = effort(person, caseworker, next_on=DAY)
    assert last_event() == (EventKind.IDENTITY_STEP_RECORDED, f"Identitätsklärung: {step}")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({}, "done_on", "Dieser Schritt ist für diesen Tag schon eingetragen."),
        (
            {"step": "gebuehren", "next_on": DAY - timedelta(days=1)},
            "__all__",
            "Der nächste Schritt darf nicht vor diesem liegen.",
        ),
    ],
)
def test_refused_identity_step(person, caseworker, changes, field, sentence):
    effort(person, caseworker)
    with pytest.raises(ValidationError) as refused:
        effort(person, caseworker, **changes)
    assert refused.value.message_dict == {field: [sentence]}
    assert person.identitysteps.count() == 1


def test_withdrawn_identity_step_stays_and_counts_for_nothing(person, caseworker):
    step = effort(person, caseworker)
    services.withdraw_identity_step(step, by=caseworker, version=1)
    assert last_event()[0] == EventKind.IDENTITY_STEP_WITHDRAWN
    with pytest.raises(Conflict):
        services.withdraw_identity_step(step, by=caseworker, version=1)
    assert effort(person, caseworker).pk != step.pk
