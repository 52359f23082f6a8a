"""The letter of a referral with data: what stands in it and what does not, and that machines can read it."""

from datetime import UTC, datetime

import pytest
import time_machine

from clearing import services
from clearing.transfer_fields import way_of
from clearing.transfer_letter import TransferLetter, print_transfer
from tests.built_once import once
from tests.clearing.letters import text_of, with_sender
from tests.clearing.sending import code_of, partner, sent
from tests.factories import make_participant
from tests.reports import verapdf

pytestmark = pytest.mark.django_db
ADDRESS = "https://spurwechsel.example.org/antwort/"


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def transfer(caseworker, coordinator, cottbus):
    with_sender(cottbus)
    person = make_participant(
        caseworker, family_name="Ḥusaynī", given_name="Ḥasan", phone="0355 612-0", nationality="AF"
    )
    return sent(person, caseworker, partner(coordinator), shared=["name", "ziel"])


def test_what_is_ticked_and_nothing_else(transfer):
    text = text_of(print_transfer(TransferLetter(transfer)))
    assert "Name: Ḥasan Ḥusaynī • Ziel: Anerkennung als Köchin" in text.replace("\uf0b7", "•")
    secrets = (
        transfer.participant.case_number,
        "0355 612-0 Ziel",
        "Dari",
        "Afghan",
        "60a",
        "Duldung",
        "1991",
    )
    assert [word for word in secrets if word in text] == []
    for words in ("Handwerkskammer", "Am Anger 1", "03046 Cottbus", transfer.reference, "bis zum 24.04.2024"):
        assert words in text


def test_with_the_code_the_way_to_the_page(transfer, caseworker):
    code = services.in_groups(code_of(transfer, caseworker))
    with_code = text_of(print_transfer(TransferLetter(transfer, code, ADDRESS)))
    without = text_of(print_transfer(TransferLetter(transfer, "", ADDRESS)))
    assert ((code in with_code), (ADDRESS in with_code)) == (True, True)
    assert ((code in without), (ADDRESS in without)) == (False, False)


def test_the_same_letter_has_the_same_bytes_on_every_day(transfer):
    first = print_transfer(TransferLetter(transfer))
    with time_machine.travel(datetime(2024, 5, 1, 8, tzinfo=UTC), tick=False):
        assert print_transfer(TransferLetter(transfer)) == first


def test_verapdf_finds_nothing(transfer, caseworker, tmp_path):
    path = tmp_path / "brief.pdf"
    code = services.in_groups(code_of(transfer, caseworker))
    path.write_bytes(print_transfer(TransferLetter(transfer, code, ADDRESS)))
    assert [verapdf.failures(path, profile) for profile in ("PDFUA-1", "PDFA-3A")] == [[], []]


@pytest.mark.parametrize(
    ("fields", "begin"),
    [
        (
            {"email": "info@example.org"},
            "Den Brief senden Sie mit der Post; den Link können Sie auch an info@",
        ),
        ({}, "Diese Stelle hat keine E-Mail-Adresse: Senden Sie den Brief mit dem Link mit der Post."),
        ({"street": "", "postcode": "", "town": ""}, "Im Verzeichnis stehen weder E-Mail-Adresse noch"),
    ],
)
def test_one_sentence_on_the_way_it_goes(coordinator, fields, begin):
    assert way_of(partner(coordinator, "Jobcenter", **fields)).startswith(begin)
