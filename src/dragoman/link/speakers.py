"""Who says "I" and "we" where a text has one voice: a signed statement, a transcript with speakers' labels."""

from spacy.tokens import Token

from dragoman.link.scene import Character, Found, Scene

_SINGULAR = frozenset({"I", "me", "Me", "my", "My", "myself"})
_PLURAL = frozenset({"we", "We", "us", "our", "Our", "ourselves"})
_LONGEST_BYLINE = 14


class Speakers:
    """Resolves the first person outside quotation marks.

    "I" is the speaker whose label came last, or who signed the text; "we" is the government of a speaker of the state whose
    government published it. A joint statement has no single "we", and a questioner's "I" is nobody's.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.has_labels = False
        self.by_block = self._read_labels()
        self.author = None if self.has_labels else self._read_byline()
        self.is_joint = "joint" in scene.document.text[:300].lower()

    def _first_tokens(self) -> list[int]:
        """Return the index of each block's first token that is no space, -1 where it has none."""
        first = [-1] * max(1, len(self.scene.document.blocks))
        for token in self.scene.doc:
            block = self.scene.block_of[token.i]
            if first[block] < 0 and not token.is_space:
                first[block] = token.i
        return first

    def _read_labels(self) -> list[Character | None]:
        doc, out = self.scene.doc, []
        speaker: Character | None = None
        for i in self._first_tokens():
            found = self.scene.found_at[i] if i >= 0 else None
            if found is not None and found.character.type == "person" and found.end < len(doc) and doc[found.end].text == ":":
                speaker, self.has_labels = found.character, True
            elif i >= 0 and doc[i].text.isupper() and len(doc[i]) > 1 and ":" in (t.text for t in doc[i + 1 : i + 4]):
                speaker, self.has_labels = None, True  # "QUESTION:"
            out.append(speaker)
        return out

    def _read_byline(self) -> Character | None:
        """Return who signed: a short block near the top that is a person's name, a comma and a role."""
        doc, blocks = self.scene.doc, self.scene.block_of
        for i in self._first_tokens()[:4]:
            found = self.scene.found_at[i] if i >= 0 else None
            if found is None or found.how != "name" or found.character.type != "person" or found.end + 1 >= len(doc):
                continue
            after = found.end + _LONGEST_BYLINE
            if doc[found.end].text == "," and (after >= len(doc) or blocks[after] != blocks[i]):
                return found.character
        return None

    def read(self, token: Token) -> Found | None:
        """Return whom a pronoun of the first person means, else None."""
        single = token.text in _SINGULAR
        if not (single or token.text in _PLURAL) or self.scene.in_quote[token.i]:
            return None
        speaker = self.by_block[self.scene.block_of[token.i]] if self.has_labels else self.author
        if single:
            return self._found(token, speaker, "person") if speaker is not None else None
        home = self.scene.home
        if home is None or self.is_joint or self._is_inclusive(token) or (self.has_labels and (speaker is None or speaker.country != home)):
            return None
        return self._found(token, self._state(home), "government")

    def _is_inclusive(self, token: Token) -> bool:
        """Whether "we" takes in the other side: "our two countries", "as we work together"."""
        words = {c.lower_ for c in token.head.children} | {token.head.lower_}
        return bool(words & self.scene.lexicon.inclusive_words)

    def _state(self, country: str) -> Character:
        entity = self.scene.facts.entities.get(country)
        return Character(entity=country, name=entity.name if entity else country, type="state", country=country)

    def _found(self, token: Token, character: Character, kind: str) -> Found:
        i = token.i
        return Found(start=i, end=i + 1, head=i, character=character, how="pronoun", type=kind, name_start=i, name_end=i + 1)
