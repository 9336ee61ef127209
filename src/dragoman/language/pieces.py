"""Words to word pieces, each distinct word cut once."""

from pathlib import Path

from tokenizers import Tokenizer

CLS, SEP, PAD, UNKNOWN, MASK = 101, 102, 0, 100, 103
LONGEST = 12  # pieces kept of one word; junk such as a URL keeps its two ends
REMEMBERED = 200_000  # words in the cache, about 30 MB when full


class PieceCutter:
    """Cuts words into WordPiece ids, remembering what it has cut."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._seen: dict[str, list[int]] = {}

    def cut(self, word: str) -> list[int]:
        """Return the ids of a word's pieces, at least one and at most LONGEST."""
        found = self._seen.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:400], add_special_tokens=False).ids or [UNKNOWN]
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
