"""What all our commands share: German help; a wrong call is one German sentence and exit status 2."""

import re
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter

# What argparse says, as patterns, and what we say instead.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"unrecognized arguments: (.*)", "Diese Angabe gibt es nicht: {0}."),
    (r"the following arguments are required: (.*)", "Es fehlt: {0}."),
    (r"argument (.*): expected .*", "Hinter {0} fehlt ein Wert."),
    (r"argument (.*): ignored explicit argument '(.*)'", "Zu {0} gehört kein Wert („{1}“)."),
    (r"argument (.*): invalid int value: '(.*)'", "Zu {0} gehört eine ganze Zahl, nicht „{1}“."),
    (
        r"argument (.*): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        "„{1}“ passt nicht zu {0}. Möglich sind: {2}.",
    ),
    (
        r"argument (.*): not allowed with argument (.*)",
        "{0} und {1} passen nicht zusammen: Geben Sie nur eines von beiden an.",
    ),
    (r"ambiguous option: (\S+) could match (.*)", "{0} ist nicht eindeutig. Gemeint sein kann: {1}."),
)
_UNKNOWN = "Die Angaben passen nicht zu diesem Befehl."


def own_address() -> str:
    """Where the software is to be reached, as far as it can know."""
    return f"https://{settings.ALLOWED_HOSTS[0]}" if settings.PRODUCTION else "http://127.0.0.1:8000"


# What Django and argparse say of the options that every command has.
_OPTIONS = {
    "help": "zeigt diese Hilfe",
    "version": "zeigt die Version von Django",
    "verbosity": "0 sagt wenig, 1 das Übliche, 2 viel, 3 alles",
    "settings": "Modul der Einstellungen (Vorgabe: DJANGO_SETTINGS_MODULE)",
    "pythonpath": "Ordner, in dem Python außerdem sucht",
    "traceback": "zeigt bei einer Ablehnung, wo im Programm sie entstand",
    "no_color": "Ausgabe ohne Farben",
    "force_color": "Ausgabe immer mit Farben",
    "skip_checks": "lässt die Prüfungen des Systems aus",
}


def in_german(message: str) -> str:
    """What argparse says about wrong arguments, as a German sentence."""
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*(group.replace("'", "") for group in found.groups()))
    return _UNKNOWN


class GermanParser(CommandParser):
    """Refuses in one sentence, without the usage lines of argparse."""

    def error(self, message: str) -> NoReturn:
        sentence = f"{in_german(message)} Hilfe: {self.prog} --help"
        if self.called_from_command_line:
            self.exit(2, f"{sentence}\n")
        raise CommandError(sentence, returncode=2)


class GermanHelp(DjangoHelpFormatter):
    """The first word of the help in German."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Aufruf: ")


class GermanCommand(BaseCommand):
    """The base of all our commands."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        plain: ArgumentParser = super().create_parser(prog_name, subcommand, add_help=False, **kwargs)
        parser = GermanParser(
            prog=plain.prog,
            description=plain.description,
            formatter_class=GermanHelp,
            parents=[plain],
            called_from_command_line=getattr(self, "_called_from_command_line", False),
        )
        parser._positionals.title, parser._optionals.title = "Angaben", "Schalter"
        for action in parser._actions:
            action.help = _OPTIONS.get(action.dest, action.help)
        return parser
