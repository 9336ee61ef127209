"""What an article contains never orders, hides or links."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.safe import one_line, visible, web_address


def test_controls_are_shown_as_code_points() -> None:
    assert visible("a\u202eb\x1b[31m\x00") == "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+0000⟩"
    assert visible("a\r\nb\u2028c") == "a\nb\nc"


def test_marks_of_direction_and_other_scripts_stay() -> None:
    assert visible("سلام\u200f – Қазақстан") == "سلام\u200f – Қазақстан"


def test_only_plain_web_addresses_are_links() -> None:
    assert web_address("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for bad in ("javascript:alert(1)", "data:text/html,x", " https://example.org", "https://a b", "", None, "https://x\u202ey"):
        assert web_address(bad) is None


@given(st.text())
def test_any_text_becomes_one_encodable_line(text: str) -> None:
    assert "\n" not in one_line(text)
    one_line(text).encode("utf-8")
