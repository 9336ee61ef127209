"""Which language a text is in."""

from collections.abc import Sequence

from dragoman.clean.lexicon import load_lexicon

_SAMPLE_CHARS = 3000
# Fewer letters than this, and a guess from letter sequences is worth little.
_MIN_LETTERS = 40
_SHORT_LETTERS = 200
# English running text has every third to fifth word among the fifty commonest; other languages under one in twenty.
_ENGLISH_SHARE = 0.15
# Log-likelihood by which the best language must lead the next: 3 is odds of twenty to one.
_SURE = 3.0
# A text with more letters than this in another script than Latin is not English, however short it is.
_LAST_LATIN, _FOREIGN_SHARE = 0x24F, 0.3


def tell_language(texts: Sequence[str]) -> str | None:
    """Return the ISO 639-1 code of running text, None where there is too little to tell.

    Method: py3langid (naive Bayes over letter sequences) on up to 3,000 characters; in short texts another language than English
    is believed only where it is all but certain and the commonest English words are missing.
    """
    sample = " ".join(texts)[:_SAMPLE_CHARS]
    letters = sum(ch.isalpha() for ch in sample)
    words = [word.strip(".,;:!?\"'“”‘’()").lower() for word in sample.split()]
    english = sum(word in load_lexicon().english for word in words) / max(1, len(words))
    foreign = sum(ch.isalpha() and ord(ch) > _LAST_LATIN for ch in sample)
    if letters < _MIN_LETTERS and foreign <= _FOREIGN_SHARE * letters:
        return "en" if len(words) >= 4 and english >= 2 * _ENGLISH_SHARE else None
    from py3langid import rank  # loads its model, a tenth of a second: only when there is a text

    (code, best), (_, second) = rank(sample)[:2]
    if foreign > _FOREIGN_SHARE * letters:
        return "und" if code == "en" else str(code)
    if code == "en" or english >= _ENGLISH_SHARE:
        return "en"
    return None if letters < _SHORT_LETTERS and best - second < _SURE else str(code)
