"""The form of erasing a case; see every_form.py."""

from datetime import date

from django.urls import reverse

from participants.choices import Phase
from reports.erasure_models import Erasure
from tests.e2e.every_form import Opened, Town, found, new_person
from tests.factories import move_to


def erase(town: Town) -> Opened:
    person = new_person(town)
    move_to(person, Phase.ABGESCHLOSSEN, by=town.koordination, on=date(2024, 3, 1))
    return Opened(
        town.koordination,
        reverse("erasure_add", args=[person.case_number]),
        {"reason": "verlangen", "case_number": person.case_number},
        found(Erasure.objects.all(), reason="reason", case_number="case_number"),
        wrong={"case_number": "SW-CB-1999-0001"},
        comes_back=False,
    )


FORMS = [erase]
