"""Sample people are never put next to real ones."""

import pytest
from django.core.management import CommandError, call_command

from participants.models import Participant
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user

SENTENCE = r"^In dieser Datenbank stehen schon Kommunen, Zugänge oder Personen, die keine Demodaten sind"


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["kommune", "user", "person"])
def test_demo_data_refuses_where_something_is_real(what, tmp_path, settings):
    settings.HOME = tmp_path
    if what == "user":
        make_user(Role.FACHADMINISTRATION)
    else:
        kommune = make_kommune()
        if what == "person":
            make_participant(make_user(Role.FALLBEGLEITUNG, kommune))
    people, users = Participant.objects.count(), User.objects.count()
    with pytest.raises(CommandError, match=SENTENCE):
        call_command("demo_data")
    assert (Participant.objects.count(), User.objects.count()) == (people, users)
    assert list(tmp_path.iterdir()) == []
