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

ROLE_MEANINGS = {
    Role.FALLBEGLEITUNG: "begleitet die Teilnehmenden einer Kommune und sieht nur diese.",
    Role.KOORDINATION: "dasselbe, dazu Einzelfallentscheidungen und Berichte der Kommune.",
    Role.AUSWERTUNG: "liest freigegebene Berichte aller Kommunen, sieht keine Person.",
    Role.FACHADMINISTRATION: "richtet Zugänge und Kommunen ein, sieht keine Person.",
    Role.DATENSCHUTZ: "liest das Protokoll, sieht keine Namen von Teilnehmenden.",
}

_CASEWORK = frozenset(
    {
        "participants.view_cases",
        "participants.register",
        "participants.edit",
        "clearing.move",
        "network.edit",
        "reports.view_issued",
    }
)

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.FALLBEGLEITUNG: _CASEWORK,
    Role.KOORDINATION: _CASEWORK
    | {
        "participants.set_deadlines",
        "participants.erase",
        "clearing.take_over",
        "clearing.manage_team",
        "clearing.edit_letters",
        "clearing.decide_exception",
        "network.manage",
        "reports.prepare",
        "reports.issue",
    },
    Role.AUSWERTUNG: frozenset({"reports.view_issued", "reports.view_land"}),
    Role.FACHADMINISTRATION: frozenset({"spurwechsel.manage_users", "spurwechsel.manage_settings"}),
    Role.DATENSCHUTZ: frozenset({"spurwechsel.view_log"}),
}
