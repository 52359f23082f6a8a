"""The one table of who may do what."""

from django.db.models import TextChoices


class Role(TextChoices):
    FALLBEGLEITUNG = "fallbegleitung", "Fallbegleitung"
    KOORDINATION = "koordination", "Koordination"
    AUSWERTUNG = "auswertung", "Auswertung"
    FACHADMINISTRATION = "fachadministration", "Fachadministration"
    DATENSCHUTZ = "datenschutz", "Datenschutz"


# These two work with people of a Kommune; the other roles never see a person.
CASE_ROLES = (Role.FALLBEGLEITUNG, Role.KOORDINATION)

_CASEWORK = frozenset(
    {
        "participants.view_cases",
        "participants.register",
        "participants.edit",
        "clearing.move",
        "reports.view_issued",
    }
)

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.FALLBEGLEITUNG: _CASEWORK,
    Role.KOORDINATION: _CASEWORK | {"clearing.decide_exception", "reports.prepare", "reports.issue"},
    Role.AUSWERTUNG: frozenset({"reports.view_issued"}),
    Role.FACHADMINISTRATION: frozenset({"spurwechsel.manage_users", "spurwechsel.manage_settings"}),
    Role.DATENSCHUTZ: frozenset({"spurwechsel.view_log"}),
}
