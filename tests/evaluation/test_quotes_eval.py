"""The form of a gold content by the marks in it."""

import pytest
from evaluation.quotes import form_of


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We go,”", "direct"),
        ('"We go."', "direct"),
        ("''We go''", "direct"),
        ("that they “go” on", "mixed"),
        ("that they go", "indirect"),
        ("the ministry's view", "indirect"),
        ("“”", "indirect"),
        ("", "indirect"),
    ],
)
def test_form_follows_the_marks(text: str, form: str) -> None:
    assert form_of(text, [[0, len(text)]]) == form


def test_pieces_of_one_content_count_together() -> None:
    text = "“We go,” he said, and they stay. “Now.”"
    assert form_of(text, [[0, 8], [33, 39]]) == "direct"
    assert form_of(text, [[0, 8], [22, 31]]) == "mixed"
