"""Embedded posts and their authors."""

from dragoman.extract.quotes.draft import Draft
from dragoman.extract.quotes.posts import find_posts
from dragoman.records.document import Block


def post(text: str, lead: str = "", drafts: list[Draft] | None = None) -> tuple[str, str | None]:
    whole = f"{lead}\n\n{text}" if lead else text
    start = len(whole) - len(text)
    blocks = [Block(kind="paragraph", start=0, end=len(lead))] if lead else []
    found = find_posts(whole, [*blocks, Block(kind="embed", start=start, end=len(whole))], drafts or [])[0]
    return whole[slice(*found.content[0])], None if found.source is None else whole[slice(*found.source)]


def test_signature_names_the_author_and_is_no_content() -> None:
    assert post("The road is open. — Maria Kowal (@mkowal) May 4, 2021") == ("The road is open.", "Maria Kowal")


def test_opening_handle_names_the_author() -> None:
    assert post("@mkowal: The road is open.") == ("The road is open.", "@mkowal")


def test_the_paragraph_before_tells_the_author() -> None:
    lead = "Kowal tweeted that the road was open."
    draft = Draft("statement", "clause", [(14, 37)], (6, 13), (0, 5), 1, 0)
    assert post("The road is open to all.", lead, [draft]) == ("The road is open to all.", "Kowal")


def test_an_author_whom_nothing_tells_is_left_out() -> None:
    assert post("The road is open to all.", "It rained.") == ("The road is open to all.", None)
