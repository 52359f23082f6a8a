"""The address for letters: kept for nothing else, and gone when it is erased."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from participants import services
from participants.choices import EventKind
from participants.models import PostalAddress
from spurwechsel.conflict import Conflict
from tests.factories import make_participant

ADDRESS = {"care_of": "Familie Amani", "street": "Ringstraße 5", "postcode": "03046", "town": "Cottbus"}


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, on=date(2024, 1, 10))


def events(person):
    kinds = person.events.filter(kind=EventKind.ADDRESS_CHANGED).order_by("pk")
    return list(kinds.values_list("summary", "changes"))


def test_the_words_of_an_address_stand_in_no_event(person, caseworker):
    services.set_address(person, by=caseworker, version=0, **ADDRESS)
    services.set_address(person, by=caseworker, version=1, **(ADDRESS | {"street": "Ringstraße 7"}))
    services.set_address(person, by=caseworker, version=2, **(ADDRESS | {"street": "Ringstraße 7"}))
    address = PostalAddress.objects.get()
    assert address.lines == ["c/o Familie Amani", "Ringstraße 7", "03046 Cottbus"]
    assert (address.version, str(address)) == (2, f"Anschrift Nr. {address.pk}")
    services.erase_address(person, by=caseworker)
    services.erase_address(person, by=caseworker)
    assert PostalAddress.objects.count() == 0
    assert events(person) == [
        ("Anschrift für Briefe eingetragen", {}),
        ("Anschrift für Briefe geändert", {}),
        ("Anschrift für Briefe gelöscht", {}),
    ]


def test_who_saves_second_sees_both(person, caseworker):
    services.set_address(person, by=caseworker, version=0, **ADDRESS)
    with pytest.raises(Conflict):
        services.set_address(person, by=caseworker, version=0, **ADDRESS)
    services.erase_address(person, by=caseworker)
    with pytest.raises(Conflict):
        services.set_address(person, by=caseworker, version=1, **ADDRESS)


@pytest.mark.parametrize("postcode", ["3046", "030466", "0304a", "٠٣٠٤٦"])
def test_a_postcode_has_five_digits(person, caseworker, postcode):
    with pytest.raises(ValidationError) as refused:
        services.set_address(person, by=caseworker, version=0, **(ADDRESS | {"postcode": postcode}))
    assert list(refused.value.message_dict) == ["postcode"]


def test_the_page_keeps_what_was_typed_and_erases(person, caseworker, login):
    client, path = login(caseworker), reverse("address_edit", args=[person.case_number])
    wrong = client.post(path, ADDRESS | {"postcode": "304", "version": "0"}).content.decode()
    assert "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 03046." in wrong
    assert 'value="Ringstraße 5"' in wrong
    assert "Anschrift löschen" not in wrong
    saved = client.post(path, ADDRESS | {"postcode": "03 046", "version": "0"})
    assert saved.status_code == 302
    assert "03046 Cottbus" in client.get(saved["Location"]).content.decode()
    assert client.post(path, ADDRESS | {"street": "Weg 1", "version": "0"}).status_code == 409
    assert "Anschrift löschen" in client.get(path).content.decode()
    client.post(reverse("address_erase", args=[person.case_number]))
    assert "keine eingetragen" in client.get(saved["Location"]).content.decode()
