"""Any order of two people who write into one talk: no text that was acknowledged is lost."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clearing import services
from clearing.catalogue import Abschnitt
from clearing.models import Draft, Interview, SectionState
from clearing.services import OpenPage
from spurwechsel.conflict import Conflict
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user

SPRACHE = Abschnitt.SPRACHE
DAY = date(2024, 3, 27)

_TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=30)
_ACTION = st.tuples(
    st.sampled_from(["draft", "save"]),
    st.integers(0, 2),
    st.sampled_from([SPRACHE, Abschnitt.WUENSCHE]),
    _TEXT,
)


class TestAnyInterleaving(TestCase):
    """Two authors, one of them with two windows, write into two sections in any order."""

    @classmethod
    def setUpTestData(cls):
        kommune = make_kommune("cottbus")
        cls.one, cls.two = (make_user(Role.FALLBEGLEITUNG, kommune) for _ in range(2))
        services.start_interview(make_participant(cls.one), by=cls.one, held_on=DAY)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(actions=st.lists(_ACTION, max_size=12))
    def test_nothing_acknowledged_is_lost(self, actions):
        talk = Interview.objects.get()
        windows = [(self.one, "a"), (self.two, "b"), (self.two, "c")]
        acknowledged, turns = set(), 0
        for action, window, section, text in actions:
            author, page_id = windows[window]
            turns += 1
            # Each text is told apart by its turn, as if typed anew.
            typed = {"note": [f"{turns}:{text}"]}
            page = OpenPage(page_id, "", turns)
            try:
                if action == "draft":
                    superseded = self.texts(Draft, talk, section, author, page_id)
                    services.save_draft(talk, section, by=author, typed=typed, base_version=0, page=page)
                else:
                    superseded = self.texts(Draft, talk, section, author, page_id)
                    services.save_section(
                        talk,
                        section,
                        by=author,
                        version=0,
                        typed=typed,
                        finished=False,
                        values=None,
                        page=page,
                    )
            except Conflict:
                continue
            # The same window has replaced its own text; nobody else's may go.
            acknowledged -= superseded
            acknowledged.add((section, typed["note"][0]))
        kept = {(each.section, each.typed["note"][0]) for each in Draft.objects.all()}
        kept |= {(each.section, each.typed["note"][0]) for each in SectionState.objects.all()}
        assert acknowledged <= kept
        assert Interview.objects.count() == 1

    @staticmethod
    def texts(model, talk, section, author, page_id):
        drafts = model.objects.filter(interview=talk, section=section, author=author)
        return {(section, each.typed["note"][0]) for each in drafts if each.writer.startswith(f"{page_id}.")}
