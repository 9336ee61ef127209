"""Words to word pieces: BERT's uncased WordPiece, each distinct word cut once.

Own code because the usual package brings a model hub's client along. Method: Wu et al. 2016 (greedy longest match first),
with the normalisation of Devlin et al. 2019: lower case, accents off, every mark and every CJK character by itself.
"""

import unicodedata
from pathlib import Path

CLS, SEP, PAD, UNKNOWN, MASK = 101, 102, 0, 100, 103
LONGEST = 12  # pieces kept of one word; junk such as a URL keeps its two ends
LONGEST_WORD = 100  # characters of a run that are looked at; longer ones are unknown, as in BERT
REMEMBERED = 200_000  # words in the cache, about 30 MB when full


class PieceCutter:
    """Cuts words into WordPiece ids, remembering what it has cut. ``path`` is a vocabulary, one piece a line."""

    def __init__(self, path: Path) -> None:
        self._ids = {piece: i for i, piece in enumerate(path.read_text(encoding="utf-8").splitlines())}
        self._seen: dict[str, list[int]] = {}

    def cut(self, word: str) -> list[int]:
        """Return the ids of a word's pieces, at least one and at most LONGEST."""
        found = self._seen.get(word)
        if found is None:
            ids = [i for run in _runs(word[:400]) for i in self._match(run)] or [UNKNOWN]
            found = ids if len(ids) <= LONGEST else ids[: LONGEST // 2] + ids[-LONGEST // 2 :]
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[word] = found
        return found

    def lay_out(self, words: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Return the piece ids of a sentence with its two ends, and each word's first and last position."""
        ids, first, last = [CLS], [], []
        for word in words:
            pieces = self.cut(word)
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
        ids.append(SEP)
        return ids, first, last

    def _match(self, run: str) -> list[int]:
        if len(run) > LONGEST_WORD:
            return [UNKNOWN]
        out: list[int] = []
        start = 0
        while start < len(run):
            end = len(run)
            while end > start:
                found = self._ids.get(run[start:end] if start == 0 else "##" + run[start:end])
                if found is not None:
                    break
                end -= 1
            else:
                return [UNKNOWN]
            out.append(found)
            start = end
        return out


def _runs(word: str) -> list[str]:
    """Return the normalised runs of a word: letters and digits together, every mark by itself."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    runs, current = [], ""
    for c in plain:
        if _stands_alone(c):
            runs += [current, c] if current else [c]
            current = ""
        elif c.isspace():
            runs += [current] if current else []
            current = ""
        elif c not in "\x00\ufffd" and unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            current += c
    return [*runs, current] if current else runs


def _stands_alone(c: str) -> bool:
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    cjk = (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2CEAF
        or 0x2F800 <= code <= 0x2FA1F
    )
    return cjk or unicodedata.category(c).startswith("P")
