"""Where the wording of a cited paragraph can be read; a link the reader may follow, never a request."""

import re

# The Bundesministerium der Justiz publishes every federal law under these names.
_PUBLISHED = "https://www.gesetze-im-internet.de"
LAWS = {
    "AufenthG": "aufenthg_2004",
    "AsylG": "asylvfg_1992",
    "AsylbLG": "asylblg",
    "BeschV": "beschv_2013",
    "AufenthV": "aufenthv",
    "StAG": "stag",
    "IntV": "intv",
    "DeuFöV": "deuf_v",
    "SGB II": "sgb_2",
    "SGB III": "sgb_3",
    "BGB": "bgb",
}
_PARAGRAPH = re.compile(r"§§?\s(\d+[a-z]?)")
_LAW = re.compile(rf"\b({'|'.join(sorted(LAWS, key=len, reverse=True))})\b")


def statute_url(source: str) -> str:
    """The page of the first paragraph a citation names; empty where it cites no federal law."""
    paragraph = _PARAGRAPH.search(source)
    law = _LAW.search(source, paragraph.end()) if paragraph else None
    if not paragraph or not law:
        return ""
    return f"{_PUBLISHED}/{LAWS[law[1]]}/__{paragraph[1]}.html"
