"""Nothing of one town reaches another: random words planted there appear on no page of anybody else."""

import re
import secrets
from collections.abc import Callable, Iterator
from datetime import date
from difflib import unified_diff
from functools import cache

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.timezone import localtime

from participants.choices import Phase
from participants.models import Participant
from tests.built_once import built_once
from tests.crawler import Page, crawl, text_of, without_tokens
from tests.factories import move_to
from tests.test_access import BOTH, ROWS, Row
from tests.world import World, asked, build_case, build_world, client_of

PERSON = {
    "Familienname",
    "Vorname",
    "Telefon",
    "Begründung",
    "Notiz",
    "Entwurf",
    "Bedarf",
    "Ziel",
    "Träger",
    "Betrieb",
    "Zertifikat",
    "Familienname ruht",
    "Vorname ruht",
    "Wohnt bei",
    "Stelle",
    "Straße",
    "Grund ruht",
    "Raum",
    "Adresse",
    "Partnerstelle",
    "Sprachmittlung",
    "Terminnotiz",
    "Kontaktnotiz",
    "Aufgabe",
    "Aufgabennotiz",
    "Verweisstelle",
    "Verweisnotiz",
}
PARTNER = {"Organisation", "Netznotiz", "Funktion", "Ansprechperson", "Angebot", "Angebotsnotiz"}
PARTNER |= {"Position", "Stellennotiz"}
PERSON |= {"Abschluss"}
CASE = {"Fallnummer"}
STAFF = {"Fallbegleitung", "Koordination"}
TOWN = {"Ort", "Amt", "Team", "Kontakt", "Projekte", "Grundlage"}
PROGRAMME = {"Programm", "Empfänger", "Förderhinweis", "Logo", "Kennzeichen"}
REPORT = {"Das Wichtigste"}

# What the roles that belong to no town may read of a town, each for its work.
ALLOWED = {
    "anonymous": set(),
    "deactivated": set(),
    "fallbegleitung": set(),
    "koordination": set(),
    "auswertung": REPORT | TOWN | PROGRAMME | STAFF,
    "fachadministration": TOWN | PROGRAMME | STAFF,
    "datenschutz": TOWN | PROGRAMME | STAFF | CASE,
}

# Where somebody chooses another Kommune or compares released numbers; its name is no secret.
NAMES_TOWNS = re.compile(r"/teilnehmende/[^/]+/wechsel/|/berichte/vergleich[./].*")

# Those with a form that a Koordination can fill; that which names all towns has a test of its own.
FORMS = [
    row for row in ROWS if row.methods == BOTH and row.who["koordination"] == 200 and row.name != "packet_add"
]


class Marks:
    """Hands out random words and finds them again."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, label: str) -> str:
        label = label.removesuffix(" dort")
        word = self.words.setdefault(label, f"q{secrets.token_hex(5)}z")
        return f"{label} {word}"

    def in_text(self, text: str) -> set[str]:
        folded = text.casefold()
        return {label for label, word in self.words.items() if word.casefold() in folded}


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, marks: Marks) -> Iterator[World]:
    # The clock stands still, so that the same page is the same text whenever it is asked for.
    frozen = time_machine.travel(localtime(), tick=False)

    def build() -> World:
        world = build_world(marks)
        marks.words["Fallnummer"] = world.other.case.case_number
        # What an address asks for is made here, or every test would make its own and lose it at its end.
        addresses(world)
        return world

    # Nor does a session begin anew with every page; that alone would be a tenth of the time.
    lasting = override_settings(SESSION_SAVE_EVERY_REQUEST=False)
    with frozen, lasting, built_once(django_db_blocker, build) as world:
        yield world


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    users = {"anonymous": None, **world.users()}
    return {actor: client_of(user) for actor, user in users.items()}


def addresses(world: World) -> list[str]:
    """Every address there is, for objects of both towns."""
    swapped = World(
        world.other, world.own, *(getattr(world, name) for name in list(World.__annotations__)[2:])
    )
    return [reverse(row.name, args=row.args(each)) for row in ROWS for each in (world, swapped)]


@pytest.fixture(scope="module")
def pages_of(world: World, clients: dict[str, Client]) -> Callable[[str], dict[str, str]]:
    """What an actor can reach, asked for once."""
    return cache(lambda actor: crawl(clients[actor], addresses(world)))


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ALLOWED)
def test_no_page_shows_what_belongs_to_another_town(world, pages_of, marks, actor):
    number = world.other.case.case_number
    found = {}
    for address, text in pages_of(actor).items():
        # A number that the reader has typed into the address comes back in links and is no secret any more.
        shown = marks.in_text(text.replace(number, "") if number in address else text)
        allowed = ALLOWED[actor] | ({"Ort"} if NAMES_TOWNS.fullmatch(address) else set())
        if too_much := shown - allowed:
            found[address] = too_much
    assert found == {}


@pytest.mark.django_db
def test_no_address_title_or_file_name_tells_a_name(pages_of, marks):
    """They end up in the history of the browser and in logs."""
    seen = pages_of("koordination elsewhere")
    titles = [
        title for text in seen.values() for title in re.findall(r"<title>(.*?)</title>", text, re.DOTALL)
    ]
    headers = [text.partition("}")[0] for text in seen.values()]
    assert len(titles) > len(seen) / 2
    assert marks.in_text(" ".join([*seen, *titles, *headers])) - CASE == set()


@pytest.mark.django_db
def test_the_words_are_there_to_be_found(world, clients, pages_of, marks):
    """Otherwise the tests above would prove nothing."""
    # A draft is shown to nobody but its author.
    draft = world.other.draft
    place = [world.other.case.case_number, draft.interview.number, draft.section]
    own = clients["fallbegleitung elsewhere"].get(reverse("talk_section", args=place))
    assert marks.in_text(text_of(own)) >= {"Entwurf"}
    texts = "".join(pages_of("koordination elsewhere").values())
    assert marks.in_text(texts) >= PERSON - {"Entwurf"} | PARTNER | CASE | STAFF | REPORT
    assert marks.in_text("".join(pages_of("auswertung").values())) >= REPORT


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["fallbegleitung", "koordination"])
def test_counts_do_not_move_when_the_other_town_doubles(world, clients, pages_of, actor):
    # The pages of the own case count nobody. A page that could be reached anew would be linked from another.
    before = {
        address: without_tokens(text)
        for address, text in pages_of(actor).items()
        if text.startswith("200") and world.own.case.case_number not in address
    }
    with transaction.atomic():
        for _ in range(2):
            case = build_case(world.other.fallbegleitung, lambda label: f"{label} noch einmal")
            move_to(case, Phase.BETREUUNG, on=date(2024, 3, 1), by=world.other.koordination)
        after = {
            address: without_tokens(text_of(asked(clients[actor], "GET", address))) for address in before
        }
        transaction.set_rollback(True)
    moved = {
        address: list(unified_diff(text.splitlines(), after[address].splitlines(), n=0))
        for address, text in before.items()
        if text != after[address]
    }
    assert moved == {}


@pytest.mark.django_db
@pytest.mark.parametrize("label", ["Familienname", "Vorname", "Fallnummer", "Fallbegleitung", "Ort"])
def test_searching_for_a_word_tells_no_more_than_searching_for_nonsense(world, clients, marks, label):
    nonsense = "SW-P-2024-9999" if label == "Fallnummer" else "q0123456789z"
    answers = set()
    for word in (marks.words[label], nonsense):
        answer = clients["koordination"].get(reverse("participant_list"), {"suche": word})
        answers.add(re.sub(word, "WORT", without_tokens(text_of(answer)), flags=re.IGNORECASE))
    assert len(answers) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_no_form_takes_an_id_of_another_town(world, clients, marks, row: Row):
    """Whatever can be chosen is replaced by ids from elsewhere: no name comes back, nothing is taken."""
    client, address = clients["koordination"], reverse(row.name, args=row.args(world))
    foreign = [str(world.other.fallbegleitung.pk), str(world.other.kommune.pk), world.other.kommune.key]
    for form in Page(client.get(address).text).forms:
        for name in form.choices if form.method == "post" else ():
            for value in foreign:
                with transaction.atomic():
                    answer = client.post(address, form.values | {name: value})
                    assert marks.in_text(text_of(answer)) == set()
                    mixed = Participant.objects.filter(
                        kommune=world.own.kommune, responsible__kommune=world.other.kommune
                    )
                    assert not mixed.exists()
                    assert not Participant.objects.filter(
                        kommune=world.other.kommune, responsible__kommune=world.own.kommune
                    ).exists()
                    transaction.set_rollback(True)
