"""The version of all rules together: it changes whenever a rule or a value is added."""

from hashlib import sha256

from .criterion import REGISTER
from .programme import GRUPPEN
from .values import VALUES


def _rule_version() -> str:
    rows = [f"{each.id};{each.since};{each.until};{each.source}" for each in REGISTER]
    rows += [f"{each.name};{each.since};{each.until};{sorted(each.arten)}" for each in GRUPPEN]
    rows += [f"{name};{row.since};{row.until};{row.value}" for name, all_ in VALUES.items() for row in all_]
    newest = max(
        *(each.since for each in REGISTER),
        *(each.since for each in GRUPPEN),
        *(row.since for all_ in VALUES.values() for row in all_),
    )
    digest = sha256("\n".join(sorted(rows)).encode()).hexdigest()
    return f"{newest.isoformat()}-{digest[:8]}"


RULE_VERSION = _rule_version()
