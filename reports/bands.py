"""Blocks on paper in bands of two stacks, which are laid out once where balanced columns are many times."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

from .tables import Table

# A table, or term and text of numbers that need none.
Block = Table | tuple[str, str]

# Points in static/css/bericht.css, as far as it takes to know what is high and what is low.
_WIDTH = 222.0
_LINE, _ROW, _CAPTION, _NOTE, _BELOW = 12.0, 3.8, 12.4, 11.2, 11.4
_LETTER, _LETTER_IN_HEAD, _LETTER_OF_NOTE, _BESIDE_NUMBER = 4.5, 4.9, 4.05, 8.5
_PAGE = 734


@dataclass(frozen=True)
class Band:
    """Two stacks beside each other, one where nothing is left for the second, or a wide table alone."""

    stacks: tuple[tuple[Block, ...], ...]
    is_wide: bool = False


def bands(blocks: Sequence[Block]) -> tuple[Band, ...]:
    """The blocks in their order, down the left stack and then the right one, on as little paper as can be."""
    heights = [_height(block) for block in blocks]

    @cache
    def lowest(start: int) -> tuple[int, bool, tuple[tuple[int, int, int], ...]]:
        """What all from ``start`` on take; whether one is alone; where bands begin, change sides, end."""
        if start == len(blocks):
            return 0, False, ()
        found = []
        for end in range(start + 1, len(blocks) + 1):
            if end - start > 1 and (_is_wide(blocks[start]) or _is_wide(blocks[end - 1])):
                break
            height, middle = _divided(heights, start, end)
            if end - start > 2 and height > _PAGE:
                break
            below, _, rest = lowest(end)
            # Among equals two beside each other come first, so that a page can end after few.
            found.append((height + _left_empty(height) + below, middle == end, ((start, middle, end), *rest)))
        return min(found)

    return tuple(_band(blocks[start:middle], blocks[middle:end]) for start, middle, end in lowest(0)[2])


def _divided(heights: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """How high the higher stack is at least, and where the right one begins then."""
    return min(
        (max(sum(heights[start:middle]), sum(heights[middle:end])), middle)
        for middle in range(start + 1, end + 1)
    )


def _left_empty(height: int) -> int:
    """What is lost above a page on average, because a band that no longer fits goes to the next."""
    return height * height // (2 * _PAGE)


def _band(left: Sequence[Block], right: Sequence[Block]) -> Band:
    return Band(tuple(tuple(stack) for stack in (left, right) if stack), _is_wide(left[0]))


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and block.is_wide


def _height(block: Block) -> int:
    if isinstance(block, tuple):
        return round(_lines(": ".join(block), _LETTER_OF_NOTE) * _NOTE + _BELOW)
    label = _WIDTH - sum(len(head) * _LETTER_IN_HEAD + _BESIDE_NUMBER for head in block.head[1:])
    return round(
        _lines(block.caption, _LETTER_IN_HEAD) * _CAPTION
        + (_LINE + 2 * _ROW if block.rows else 0)
        + sum(_lines(row.header, _LETTER, label) * _LINE + _ROW for row in block.rows)
        + sum(_lines(note, _LETTER_OF_NOTE) for note in block.notes) * _NOTE
        + _BELOW
    )


def _lines(text: str, letter: float, width: float = _WIDTH) -> int:
    return max(1, ceil(len(text) * letter / max(width, letter)))
