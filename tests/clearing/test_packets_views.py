"""The pages of both sides of a move: what is shown before it is taken, what comes back as typed."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clearing.models import Packet
from clearing.packets import services
from clearing.packets.content import digest, frozen
from participants.choices import Phase
from participants.models import Participant
from spurwechsel.models import Kommune, User
from tests.built_once import once
from tests.factories import make_participant, make_user

LIST = "/wechsel/"


@once
def there(potsdam: Kommune) -> User:
    return make_user("koordination", potsdam, name="P. Annahme")


@once
def person(caseworker: User) -> Participant:
    return make_participant(caseworker, family_name="Wandername", phone="0355 4711")


def offer(person: Participant, by: User, to: Kommune) -> Packet:
    today = timezone.localdate()
    seen = digest(frozen(person, [], today))
    fields = {"sections": [], "given_on": today, "language": "prs", "today": today}
    return services.offer_packet(person, by=by, to=to, seen=seen, **fields)


def page_of(person: Participant) -> str:
    return reverse("packet_add", args=[person.case_number])


def typed(potsdam: Kommune, **fields: Any) -> dict[str, Any]:
    return {"to": potsdam.pk, "sections": ["papiere"], "given_on": "1.2.2024", "language": "prs"} | fields


def test_nothing_is_offered_before_the_preview_was_seen(
    caseworker: User, potsdam: Kommune, person: Participant, login: Any
) -> None:
    client = login(caseworker)
    preview = client.post(page_of(person), typed(potsdam))
    assert preview.status_code == 200
    for words in ("Das geht an: Landeshauptstadt Potsdam", "Wandername", "0355 4711", "Duldung"):
        assert words in preview.text
    assert Packet.objects.count() == 0
    seen = preview.context["digest"]
    answer = client.post(page_of(person), typed(potsdam, gesehen=seen))
    assert (answer.status_code, answer["Location"]) == (302, page_of(person))
    packet = Packet.objects.get()
    assert (packet.sections, packet.offered_by) == (["stammdaten", "papiere"], caseworker)
    assert "Angebot zurückziehen" in client.get(page_of(person)).text


def test_the_preview_comes_again_when_the_case_has_changed(
    caseworker: User, potsdam: Kommune, person: Participant, login: Any
) -> None:
    answer = login(caseworker).post(page_of(person), typed(potsdam, gesehen="0" * 64))
    assert "Inzwischen hat sich an den Angaben etwas geändert." in answer.text
    assert Packet.objects.count() == 0


def test_what_is_wrong_comes_back_as_typed(
    caseworker: User, potsdam: Kommune, person: Participant, login: Any
) -> None:
    answer = login(caseworker).post(page_of(person), typed(potsdam, given_on="31.2.2024"))
    assert answer.status_code == 200
    assert 'value="31.2.2024"' in answer.text
    early = login(caseworker).post(page_of(person), typed(potsdam, given_on="1.1.2024"))
    seen = early.context["digest"]
    answer = login(caseworker).post(page_of(person), typed(potsdam, given_on="1.1.2024", gesehen=seen))
    assert "Die Einwilligung in die Teilnahme ist erst vom 10.01.2024." in answer.text
    assert 'value="1.1.2024"' in answer.text


def test_the_own_kommune_is_no_choice(caseworker: User, person: Participant, login: Any) -> None:
    answer = login(caseworker).post(page_of(person), typed(caseworker.kommune))
    assert answer.context["form"].errors["to"] == ["Wählen Sie einen Eintrag aus der Liste aus."]


def test_the_other_side_sees_no_name_and_no_value(
    caseworker: User, potsdam: Kommune, there: User, person: Participant, login: Any
) -> None:
    packet, client = offer(person, caseworker, potsdam), login(there)
    pages = [LIST, *(reverse(f"packet_{each}", args=[packet.pk]) for each in ("detail", "accept", "refuse"))]
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            text = client.get(page).text
        assert person.case_number in text
        assert [word for word in ("Wandername", "0355 4711", "14.07.1991") if word in text] == []
        # It does not even leave the database.
        assert not any('"clearing_packet"."content"' in each["sql"] for each in queries if page != LIST)


def test_accepting_leads_to_the_new_case(
    caseworker: User, potsdam: Kommune, there: User, person: Participant, login: Any
) -> None:
    packet = offer(person, caseworker, potsdam)
    answer = login(there).post(reverse("packet_accept", args=[packet.pk]), {"responsible": there.pk})
    new = Participant.objects.get(kommune=potsdam)
    assert answer["Location"] == reverse("participant_detail", args=[new.case_number])
    person.refresh_from_db()
    assert (person.phase, new.responsible) == (Phase.ABGESCHLOSSEN, there)
    listed = login(make_user("koordination", caseworker.kommune)).get(LIST).text
    assert "angenommen am" in listed
    assert "Wandername" not in listed


def test_nobody_of_elsewhere_becomes_responsible(
    caseworker: User, potsdam: Kommune, there: User, person: Participant, login: Any
) -> None:
    packet = offer(person, caseworker, potsdam)
    answer = login(there).post(reverse("packet_accept", args=[packet.pk]), {"responsible": caseworker.pk})
    assert answer.status_code == 200
    assert not Participant.objects.filter(kommune=potsdam).exists()


def test_the_second_answer_is_told(
    caseworker: User, potsdam: Kommune, there: User, person: Participant, login: Any
) -> None:
    packet, client = offer(person, caseworker, potsdam), login(there)
    refuse = reverse("packet_refuse", args=[packet.pk])
    assert "Wählen Sie den Grund der Ablehnung aus." in client.post(refuse, {}).text
    assert client.post(refuse, {"reason": "schon_hier"})["Location"] == LIST
    again = client.post(reverse("packet_accept", args=[packet.pk]), {})
    assert "Über diesen Wechsel ist schon entschieden: abgelehnt." in again.text
    assert (
        "die Person ist hier schon aufgenommen" in client.get(reverse("packet_detail", args=[packet.pk])).text
    )


def test_the_sending_side_cannot_decide_and_the_other_not_take_back(
    caseworker: User, coordinator: User, potsdam: Kommune, there: User, person: Participant, login: Any
) -> None:
    packet = offer(person, caseworker, potsdam)
    assert login(coordinator).get(reverse("packet_detail", args=[packet.pk])).status_code == 404
    assert login(coordinator).post(reverse("packet_accept", args=[packet.pk])).status_code == 404
    assert login(there).post(reverse("packet_withdraw", args=[packet.pk])).status_code == 404
    colleague = make_user("fallbegleitung", potsdam)
    assert login(colleague).get(reverse("packet_detail", args=[packet.pk])).status_code == 403
    login(caseworker).post(reverse("packet_withdraw", args=[packet.pk]))
    packet.refresh_from_db()
    assert packet.state == "zurueckgezogen"


def test_three_packets_cost_as_much_as_one(
    caseworker: User, potsdam: Kommune, there: User, coordinator: User, login: Any
) -> None:
    def cost(user: User) -> int:
        client = login(user)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    offer(make_participant(caseworker), caseworker, potsdam)
    one = cost(there), cost(coordinator)
    for _ in range(2):
        offer(make_participant(caseworker, on=date(2024, 1, 11)), caseworker, potsdam)
    assert (cost(there), cost(coordinator)) == one
