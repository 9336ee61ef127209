"""How every export marks what a sentence is: information, assumption or judgement; a draft; a doubtful reading."""

from dragoman.records.brief import Sentence

SIGNS = {"information": "▪", "assumption": "◇", "judgement": "◆"}
DRAFT = "draft, unrated"
DOUBT = "reading uncertain"
LEGEND = (
    "▪ information: what a source or a table says (in tables unmarked). ◇ assumption: what is taken as given. ◆ judgement: what is "
    "concluded. “Draft, unrated” marks what an analyst has still to rate; “reading uncertain” marks words that the machine may have "
    "misread, and says nothing on how things are."
)


def is_draft(sentence: Sentence) -> bool:
    """Whether a sentence is to be marked as a draft; one that says so itself is not marked once more."""
    return sentence.draft and "unrated" not in sentence.text


def sign_in_table(sentence: Sentence) -> str:
    """Return the sign of a part of a table's cell: none for information, which most of a table is."""
    return "" if sentence.nature == "information" else f"{SIGNS[sentence.nature]} "
