"""What linking keeps of one document while it works: tokens, names, and the characters that they turn out to be."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman.link.lexicon import Lexicon
from dragoman.records.document import Document
from dragoman.records.facts import Alias, Facts, Office
from dragoman.records.findings import Mention

_NATION_KINDS = frozenset({"name", "short", "acronym", "official", "variant", "demonym", "adjective", "ethnic"})
_QUOTES_OPEN = "“«„"
_QUOTES_CLOSE = "”»"


@dataclass(slots=True)
class Character:
    """Someone or something that a document speaks of. ``type`` is a mention's type; words of ``forms`` are folded."""

    entity: str | None
    name: str
    type: str
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    plural: bool = False
    forms: list[tuple[str, ...]] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    past: bool = False
    heads: set[str] = field(default_factory=set)
    positions: list[int] = field(default_factory=list)
    count: int = 0
    middle: str = ""
    short: int = 0


@dataclass(slots=True)
class Found:
    """One place where a character is named, described or meant: tokens [start, end), the head token, how, which reading."""

    start: int
    end: int
    head: int
    character: Character
    how: str
    type: str
    name_start: int
    name_end: int
    mention: Mention | None = None


class Scene:
    """One document: its parse, its names by token, its day, the tables and the word lists."""

    def __init__(
        self, doc: Doc, document: Document, mentions: tuple[Mention, ...], facts: Facts, lexicon: Lexicon, day: str | None
    ) -> None:
        self.doc, self.document, self.facts, self.lexicon, self.day = doc, document, facts, lexicon, day
        self.mentions = mentions
        self.words = [str(t.lower_).replace("’", "'") for t in doc]
        self.spans: list[tuple[int, int]] = []
        self.mention_of: list[int] = [-1] * len(doc)
        self._place_mentions()
        self.sentence_of = self._number_sentences()
        self.starts, self.roots = self._find_roots()
        self.block_of = self._number_blocks()
        self.in_quote = self._mark_quotes()
        self.resolved: dict[int, tuple[Character, str]] = {}
        self.found_at: list[Found | None] = [None] * len(doc)
        self.home = self._home()
        self._nations: dict[str, str | None] = {}

    def _place_mentions(self) -> None:
        for number, mention in enumerate(self.mentions):
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            start, end = (span.start, span.end) if span is not None else (0, 0)
            self.spans.append((start, end))
            for i in range(start, end):
                if self.mention_of[i] < 0:
                    self.mention_of[i] = number

    def _home(self) -> str | None:
        """Return the state whose government published the document, else None."""
        publisher = self.document.publisher
        for row in self.facts.alias_rows(publisher.name, self.day) if publisher else ():
            entity = self.facts.entities.get(row.entity)
            if entity is not None and entity.type == "government":
                return entity.country
        return None

    def _number_sentences(self) -> list[int]:
        numbers, current = [], -1
        for token in self.doc:
            if token.is_sent_start or current < 0:
                current += 1
            numbers.append(current)
        return numbers

    def _find_roots(self) -> tuple[list[int], list[int]]:
        """Return the first token and the root of each sentence, by its number."""
        starts: list[int] = []
        roots: list[int] = []
        for token in self.doc:
            if self.sentence_of[token.i] == len(starts):
                starts.append(token.i)
                roots.append(-1)
            if roots[-1] < 0 and token.head.i == token.i and not token.is_space:
                roots[-1] = token.i
        return starts, [r if r >= 0 else s for r, s in zip(roots, starts, strict=True)]

    def _number_blocks(self) -> list[int]:
        """Return for each token the number of its block, counted in Document.blocks; the last one before it outside blocks."""
        blocks = self.document.blocks
        out, b = [], 0
        for token in self.doc:
            while b + 1 < len(blocks) and blocks[b + 1].start <= token.idx:
                b += 1
            out.append(b)
        return out

    def _mark_quotes(self) -> list[bool]:
        """Return for each token whether it stands inside double quotation marks; an opening one lasts to the block's end."""
        out, inside, block = [], False, -1
        for token in self.doc:
            if self.block_of[token.i] != block:
                inside, block = False, self.block_of[token.i]
            text = token.text
            if text in ("``",) or text in _QUOTES_OPEN:
                inside = True
            elif text in _QUOTES_CLOSE:
                inside = False
            elif text in {'"', "''"}:
                inside = not inside
            out.append(inside)
        return out

    def block_kind(self, i: int) -> str:
        """Return the kind of the block that a token stands in."""
        blocks = self.document.blocks
        return blocks[self.block_of[i]].kind if blocks else "paragraph"

    def head_of(self, start: int, end: int) -> int:
        """Return the index of the token of [start, end) whose head lies outside; of several, the last."""
        for i in range(end - 1, start - 1, -1):
            head = self.doc[i].head.i
            if (head < start or head >= end or head == i) and not self.doc[i].is_punct:
                return i
        return max(end - 1, start)

    def text_of(self, start: int, end: int) -> str:
        """Return the words of tokens [start, end) with single spaces."""
        if end <= start:
            return ""
        last = self.doc[end - 1]
        return " ".join(self.document.text[self.doc[start].idx : last.idx + len(last)].split())

    def at(self, i: int) -> Found | None:
        """Return what a token is part of, if anything has been found there."""
        return self.found_at[i]

    def country_at(self, number: int) -> str | None:
        """Return the country of a mention by its number."""
        return self.mentions[number].country

    def rows_of(self, name: str) -> tuple[Alias, ...]:
        """Return the alias rows of a name on the document's day; without a definite article, straight apostrophes."""
        plain = name.replace("’", "'")
        for form in (plain, plain[4:] if plain[:4].lower() == "the " else plain):
            rows = self.facts.alias_rows(form, self.day) or self.facts.alias_rows(form)
            if rows:
                return rows
        return ()

    def nation_of(self, words: str) -> str | None:
        """Return the state (ISO alpha-3) that words of nationality or a state's name mean, else None."""
        if words not in self._nations:
            found = None
            for row in self.rows_of(words) if words[:1].isupper() else ():
                entity = self.facts.entities.get(row.entity)
                if entity is not None and entity.type == "state" and row.kind in _NATION_KINDS:
                    found = entity.id
                    break
            self._nations[words] = found
        return self._nations[words]

    def nation_ending(self, end: int, least: int = 0) -> tuple[int, str] | None:
        """Return (first token, ISO alpha-3) of the longest nationality that ends before token ``end``."""
        for n in range(min(6, end - least), 0, -1):
            found = None if self.doc[end - n].is_space else self.nation_of(self.text_of(end - n, end))
            if found:
                return end - n, found
        return None

    def offices_of(self, person: str) -> tuple[Office, ...]:
        """Return the offices that someone held on the document's day; none where the day is unknown."""
        return self.facts.offices_of(person, self.day) if self.day else ()

    def lower(self, token: Token) -> str:
        """Return a token's lower-cased text with typographic apostrophes made straight."""
        return str(self.words[token.i])
