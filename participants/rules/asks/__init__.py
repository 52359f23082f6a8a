"""What each condition asks, in one short sentence for each of its versions, with its numbers."""

from ..verdict import law
from . import bleiberecht, ermessen, fachkraft, zugang

# By id: one sentence for all versions, or one for each, the oldest first.
WRITTEN: dict[str, str | tuple[str, ...]] = {
    **zugang.ASKS,
    **bleiberecht.ASKS,
    **ermessen.ASKS,
    **fachkraft.ASKS,
}


def asked(id: str, version: int) -> str:
    """What the condition asks in its version, counted from 0; empty for a rule that is no condition."""
    said = WRITTEN.get(id, "")
    return law(said if isinstance(said, str) else said[version])
