"""Words that hint at what does not belong into a note; they lead to a gentle warning and never block."""

import re

NOT_HERE = (
    "Nur was für Arbeit, Ausbildung und Aufenthalt nötig ist. Keine Asylgründe, keine Religion, keine"
    " Gesundheits-, Straf- oder Familienrechtsdetails. Die Person kann den Text jederzeit lesen."
)

# Written for both languages that read it: this one and static/js/note-words.js.
_LETTERS = "A-Za-zÄÖÜäöüß"
_STEMS = (
    # Every word of Strafe, straffällig too, but not „straff“ and „straffen“.
    "straf(?!f(?!äl|r))",
    "bestraf",
    "vorbestraf",
    "tagess[aä]tz",
    "urteil",
    "verurteil",
    "bew[aä]hrung",
    "jva",
    "gef[aä]ngnis",
    "haft(?!pflicht)",
    "staatsanw",
    "asylgr[uü]nd",
    "fluchtgr[uü]nd",
    "fluchtgeschichte",
    "fluchtroute",
    "verfolgung",
    "verfolgt",
    "folter",
    "gefoltert",
    "diagnose",
    "depressi",
    "ptbs",
    "trauma",
    "psychi",
    "psychose",
    "krankheit",
    "medikament",
    "schwanger",
    "suizid",
    "hiv",
    "krebs",
    "religi",
    "muslim",
    "moslem",
    "jesid",
    "konver(?:tier|sion)",
    "getauft",
    "schwarzarbeit",
    "aliasname",
)
PATTERN = f"(?<![{_LETTERS}])(?:{'|'.join(_STEMS)})[{_LETTERS}]*"
_FOUND = re.compile(PATTERN, re.IGNORECASE)


def misplaced_words(text: str) -> tuple[str, ...]:
    """The words of the text that hint at something that must not be stored, each once, as they were typed."""
    return tuple(dict.fromkeys(_FOUND.findall(text)))
