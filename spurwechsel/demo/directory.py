"""The directory of both towns, entered by the Koordination shortly before today."""

from collections.abc import Mapping
from datetime import date, timedelta

from network import services
from network.models import Organisation
from spurwechsel.models import Kommune, User

from .partner_words import Offer, Partner
from .partners import partners_of
from .staff import COORDINATORS

TOWNS = {
    "cottbus": ("0355", "03046", "Cottbus/Chóśebuz"),
    "potsdam": ("0331", "14469", "Potsdam"),
}


def fill_directory(today: date, kommunen: Mapping[str, Kommune], staff: Mapping[str, User]) -> None:
    for key, coordinator in COORDINATORS.items():
        for number, told in enumerate(partners_of(key), start=1):
            _enter(told, number, kommunen[key], staff[coordinator], today)


def _enter(told: Partner, number: int, kommune: Kommune, by: User, today: date) -> None:
    area, postcode, town = TOWNS[kommune.key]
    organisation = services.add_organisation(
        kommune,
        by=by,
        group=told.group,
        name=told.name,
        street=f"Musterweg {number}",
        postcode=postcode,
        town=town,
        phone=_phone(area, number, 0),
        email=f"partner{number}.{kommune.key}@example.org",
        **told.more,
    )
    for place, post in enumerate(told.posts, start=1):
        services.add_contact(organisation, by=by, function=post, phone=_phone(area, number, place))
    for offer in told.offers:
        _offer(offer, organisation, by, today)


def _offer(told: Offer, organisation: Organisation, by: User, today: date) -> None:
    checked = None if told.age is None else today - timedelta(days=told.age)
    services.add_service(
        organisation,
        by=by,
        kind=told.kind,
        name=told.name,
        needs=list(told.needs),
        checked_on=checked,
        **told.more,
    )


def _phone(area: str, number: int, place: int) -> str:
    """Numbers that belong to nobody."""
    return f"{area} 0000-{number:02}{place}"
