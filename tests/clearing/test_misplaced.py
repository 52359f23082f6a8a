"""Words that hint at what does not belong into a note."""

import pytest

from clearing.misplaced import misplaced_words

BELONGS = (
    "Möchte straffe Abläufe und eine Haftpflichtversicherung.",
    "Hat einen Traum: eine Werkstatt. Arbeitet im Archiv und in der Krankenpflege.",
    "Die Straße ist gesperrt, der Termin wird verlegt.",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eine Strafe von 50 Tagessätzen", ("Strafe", "Tagessätzen")),
        ("Der Asylgrund und die Diagnose", ("Asylgrund", "Diagnose")),
        (
            "Ist nicht straffällig, Strafanzeige und Straffreiheit",
            ("straffällig", "Strafanzeige", "Straffreiheit"),
        ),
        ("STRAFBEFEHL, vorbestraft", ("STRAFBEFEHL", "vorbestraft")),
        ("Psychische Krankheit, psychisch", ("Psychische", "Krankheit", "psychisch")),
        ("Strafe, noch einmal Strafe", ("Strafe",)),
    ],
)
def test_words_that_hint_at_something_are_found_as_typed(text, found):
    assert misplaced_words(text) == found


@pytest.mark.parametrize("text", BELONGS)
def test_words_that_only_look_like_it_are_left_alone(text):
    assert misplaced_words(text) == ()
