"""How a text of a letter is read, and what is held together among right-to-left words."""

import pytest

from clearing.letter_text import blocks_of, placeholders_in

VALUES = {"name": "Kim {ort} # [ ]", "ort": "Neumarkt 5, Raum 12", "anrede": "كيم"}


def pieces(text):
    return [(segment.text, segment.ltr) for segment in blocks_of(text, VALUES)[0].lines[0]]


def test_paragraphs_headings_lists_and_boxes():
    text = "# Titel\nErste Zeile\n zweite\n\n- eins\n- zwei\n[ ] ja\n\n\n  \nEnde\n"
    found = blocks_of(text, VALUES)
    assert [(block.kind, len(block.lines)) for block in found] == [
        ("h", 1),
        ("p", 2),
        ("list", 2),
        ("ticks", 1),
        ("p", 1),
    ]


def test_a_value_is_text_whatever_it_looks_like():
    (block,) = blocks_of("Hallo {name}", VALUES)
    assert "".join(segment.text for segment in block.lines[0]) == "Hallo Kim {ort} # [ ]"


def test_placeholders_are_named_once_in_order():
    assert placeholders_in("{b} {a} {b} {a b} {") == ["b", "a", "a b"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("هاتف: 0355 612-0.", ["0355 612-0"]),
        ("هاتف +49 (0)355 612", ["+49 (0)355 612"]),
        ("يوم 27.03.2024، الساعة 14:10", ["27.03.2024", "14:10"]),
        ("(Ausländerbehörde) وحدها", ["Ausländerbehörde"]),
        ("رسالة Spurwechsel (Raum 12).", ["Spurwechsel (Raum 12)"]),
        ("a@example.org أو", ["a@example.org"]),
        ("{ort} و {anrede}", ["Neumarkt 5, Raum 12"]),
        ("سلام", []),
    ],
)
def test_latin_words_and_numbers_are_held_together(text, held):
    found = pieces(text)
    assert [piece for piece, ltr in found if ltr] == held
    filled = text.replace("{ort}", VALUES["ort"]).replace("{anrede}", VALUES["anrede"])
    assert "".join(piece for piece, _ in found) == filled
