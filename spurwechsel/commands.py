"""What all our commands share: who calls them wrongly gets one German sentence and exit status 2."""

import re
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

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


class GermanCommand(BaseCommand):
    """The base of all our commands."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        plain: ArgumentParser = super().create_parser(prog_name, subcommand, add_help=False, **kwargs)
        return GermanParser(
            prog=plain.prog,
            description=plain.description,
            formatter_class=plain.formatter_class,
            parents=[plain],
            called_from_command_line=getattr(self, "_called_from_command_line", False),
        )
