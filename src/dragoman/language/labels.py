"""What training and inference must agree on: word shapes, name tags, label names. Standard library only."""

SHAPES = ("lower", "title", "upper", "capital", "mixed", "digit", "number", "other")


def word_shape(word: str) -> int:
    """Return the index in SHAPES of a word's case and character class."""
    if word.isdigit():
        return 5
    if any(c.isdigit() for c in word):
        return 6
    if not any(c.isalpha() for c in word):
        return 7
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    return 1 if word.istitle() else 4


def clean_dep(dep: str) -> str:
    """Return a dependency label as the model knows it: UD labels in lower case, the root as ``root``."""
    return "root" if dep == "ROOT" else dep


def bioes(length: int, label: str) -> list[str]:
    """Return the BIOES tags of a name of ``length`` words."""
    if length == 1:
        return [f"S-{label}"]
    return [f"B-{label}", *[f"I-{label}"] * (length - 2), f"E-{label}"]
