"""The forms of letters, their texts, addresses and consent by purpose; see every_form.py."""

from datetime import date

from django.urls import reverse

from clearing.models import Letter, LetterText
from participants import services as people
from participants.models import PostalAddress, PurposeConsent
from spurwechsel.roles import Role
from tests.clearing.letters import ADDRESS, with_sender
from tests.e2e.every_form import Opened, Town, found, new_person, of_person, word
from tests.factories import make_kommune, make_user


def address(town: Town) -> Opened:
    person = new_person(town)
    people.set_address(person, by=town.koordination, version=0, **ADDRESS)
    rows = PostalAddress.objects.filter(participant=person)
    theirs = {"street": word(), "postcode": "14469", "town": word()}
    return of_person(
        town,
        "address_edit",
        person,
        typed={"street": word(), "postcode": "14467", "town": word()},
        theirs=theirs,
        seen=list(theirs.values()),
        stored=found(rows, street="street", postcode="postcode", town="town"),
        wrong={"postcode": "144"},
    )


def letter(town: Town) -> Opened:
    with_sender(town.kommune)
    person = new_person(town)
    rows = Letter.objects.filter(participant=person, kind="bestaetigung", language="")
    return of_person(
        town,
        "letter_add",
        person,
        typed={"kind": "bestaetigung", "language": "", "delivery": "uebergabe"},
        stored=found(rows, delivery="delivery"),
        wrong={"delivery": "post"},
    )


def letter_text(town: Town) -> Opened:
    kommune = make_kommune(word().lower(), case_prefix=word()[:4].upper())
    user, other = (make_user(Role.KOORDINATION, kommune) for _ in range(2))
    theirs = {"subject": word(), "body": f"{word()} um {{uhrzeit}}"}
    return Opened(
        user,
        reverse("letter_text_edit", args=["erinnerung", "de"]),
        {"subject": word(), "body": f"{word()} am {{tag}}"},
        found(LetterText.objects.filter(kommune=kommune), subject="subject", body="body"),
        theirs=theirs,
        seen=list(theirs.values()),
        other=other,
        wrong={"subject": "{geheim}"},
    )


def purpose(town: Town) -> Opened:
    person = new_person(town)
    rows = PurposeConsent.objects.filter(participant=person, given_on=date(2024, 3, 12))
    return of_person(
        town,
        "consent_give",
        person,
        typed={"purpose": "weitergabe", "partner": word(), "given_on": "12.03.2024", "language": "tr"},
        stored=found(rows, purpose="purpose", partner="partner", language="language"),
        wrong={"given_on": "09.01.2024"},
    )


def purpose_taken_back(town: Town) -> Opened:
    person, by = new_person(town), town.koordination
    given = {"given_on": date(2024, 2, 1), "language": "prs"}
    row = people.give_purpose(person, by=by, purpose="nachfrage", **given)
    rows = PurposeConsent.objects.filter(pk=row.pk, withdrawn_on=date(2024, 3, 12))
    return of_person(
        town,
        "consent_take_back",
        person,
        row.pk,
        typed={"withdrawn_on": "12.03.2024"},
        stored=lambda typed: rows.count(),
        wrong={"withdrawn_on": "31.01.2024"},
    )


FORMS = [address, letter, letter_text, purpose, purpose_taken_back]
EDITS = [address, letter_text]
