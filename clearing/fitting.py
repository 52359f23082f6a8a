"""What the directory is asked for a person: the facts of the day, and the offers in use for one need."""

from datetime import date
from typing import Any

from network.labels import limit_of
from network.matching import Match, Offered, Seeker, match
from network.models import Service
from participants.choices import DatePrecision
from participants.models import Participant
from spurwechsel.german import age_on

from .models import Need
from .progress import proven_level

# Columns of an offer that lie in another table, by the name of the field; the others have their own name.
_ELSEWHERE = {
    "organisation": "organisation__name",
    "kommune_id": "organisation__kommune_id",
    "kommune": "organisation__kommune__name",
}
_COLUMNS = [_ELSEWHERE.get(name, name) for name in Offered.__dataclass_fields__]


def seeker(participant: Participant, day: date) -> Seeker:
    """The person as of the day. A proven level counts before what the person says of speaking."""
    profile: Any = participant.languageprofiles.latest_on(day).first()
    paper = Participant.objects.filter(pk=participant.pk).with_paper(day)
    spoken = profile.other_languages if profile else []
    languages = dict.fromkeys(filter(None, [participant.language, *spoken]))
    return Seeker(
        day=day,
        limit=limit_of(participant.kommune, day),
        kommune_id=participant.kommune_id,
        status=paper.values_list("paper_kind", flat=True).get() or "",
        level=proven_level(participant, day) or (profile.speaking if profile else ""),
        course_until=profile.course_until if profile else None,
        ages=ages(participant, day),
        languages=tuple(languages),
        needs_interpreting=participant.needs_interpreting,
    )


def ages(participant: Participant, day: date) -> tuple[int, int] | None:
    """The youngest and the oldest age that the known part of the birth date allows."""
    if participant.birth is None:
        return None
    born, precision = participant.birth
    if precision == DatePrecision.DAY:
        age = age_on(born, day)
        return age, age
    oldest = day.year - born.year
    return max(oldest - 1, 0), oldest


def offers_for(need: Need, user: Any, day: date) -> list[Match]:
    """Every offer in use that answers the need and that the user may see, judged for the person."""
    found = Service.objects.visible_to(user).in_use().answering(need.kind)
    offers = [Offered(*row) for row in found.order_by().values_list(*_COLUMNS)]
    return match(offers, seeker(need.participant, day))
