"""Events of a document: PLOVER 2 types with their status, parties, date and place, each once."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SentenceSpan

from dragoman.extract.dates import FoundDate, dates_between, find_dates, parse_day
from dragoman.extract.events.acts import find_acts
from dragoman.extract.events.codes import consult_mode, contexts, plover_code
from dragoman.extract.events.confidence import calibrate, floor, score
from dragoman.extract.events.domain import as_rhetoric, is_figure, is_leisure, is_political, leisure_score
from dragoman.extract.events.gate import (
    abstains,
    is_alone,
    is_mere_possibility,
    is_no_comment,
    is_private_view,
    is_public,
    is_small_talk,
    is_thin,
    is_told,
    is_way_home,
    is_wish,
)
from dragoman.extract.events.later import add_later_mentions
from dragoman.extract.events.lexicon import load_lexicon
from dragoman.extract.events.merge import Mention, merge_events
from dragoman.extract.events.parties import FIRST_PERSON, to_actor
from dragoman.extract.events.roles import tells_party
from dragoman.extract.events.senses import Act
from dragoman.extract.forms import base
from dragoman.extract.grammar import children, clause_head, entity_run, extent, preposition, text_at
from dragoman.extract.status import Judged, judge, judge_verb
from dragoman.extract.voices import Intervals
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.findings import Event, Quote
from dragoman.records.maker import MAKER
from dragoman.records.spans import Actor, DateRange, Ref, Span

_SKIPPED = frozenset({"boilerplate"})
_BY_PLACE = frozenset(
    {
        "ASSAULT",
        "COERCE",
        "MOBILIZE",
        "CONCEDE",
        "RETREAT",
        "AID",
        "SANCTION",
        "PROTEST",
        "AGREE",
        "THREATEN",
        "REQUEST",
        "ACCUSE",
        "COOPERATE",
    }
)
_SAID = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE", "REJECT", "THREATEN"})  # done in saying so, whatever day is named
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?")
_ONE_SENTENCE = 80  # words
_AHEAD = frozenset({"planned", "tentative", "hypothetical"})


def find_events(doc: Doc, document: Document, cast: Cast, quotes: tuple[Quote, ...]) -> tuple[Event, ...]:
    """Return the events of a document in order of their first words, with ids e1, e2 ...

    Args:
        doc: the parse; its text is the document's.
        document: gives the blocks (boilerplate is skipped) and the day against which dates are resolved.
        cast: whom names, pronouns and descriptions mean.
        quotes: attributions; an event inside a quotation's content is reported by it.
    """
    reader = _Reader(doc, document, cast, quotes)
    mentions = [m for act in find_acts(doc, cast) if (m := reader.read(act)) is not None]
    mentions.sort(key=lambda m: m.event.spans[0].start)
    merged = merge_events(mentions)
    merged = [e for e in add_later_mentions(doc, merged) if not is_alone(e) or reader.alone]
    return tuple(replace(e, id=f"e{n}") for n, e in enumerate(merged, 1))


def _without_own(recipients: tuple[Actor, ...], actors: tuple[Actor, ...], *, friendly: bool) -> tuple[Actor, ...]:
    """Return recipients without the actor itself ("ties between the US and Kazakhstan", said by the US), where others remain."""
    mine = {(a.entity, a.name) for a in actors if a.entity is not None}
    own = {a.entity for a in actors} | {a.country for a in actors}
    others = tuple(r for r in recipients if r.entity is None or r.entity not in own)
    if friendly and all(a.entity is not None and a.entity.startswith("person:") for a in actors):
        return others  # an office-holder does not back the own state
    return others or tuple(r for r in recipients if (r.entity, r.name) not in mine)


def _hosts_at(place: Ref | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return officials met abroad with the place's country where no other is told ("met in Muscat with the Deputy Foreign Minister")."""
    if place is None or place.country is None or place.country in {a.country for a in actors} or not any(a.country for a in actors):
        return recipients
    return tuple(replace(r, country=place.country) if r.country is None and r.sector == "GOV" else r for r in recipients)


def without_things(act: Act, cast: Cast) -> Act:
    """Return the act without actors that are things: only force may be done by a bomb or a missile."""
    if act.type == "ASSAULT" or all(tells_party(t, cast) for t in act.actors):
        return act
    return replace(act, actors=tuple(t for t in act.actors if tells_party(t, cast)))


def _place_as_actor(place: Ref) -> Actor:
    return Actor(start=place.start, end=place.end, entity=place.entity, name=place.name, country=place.country)


def _with_place(act: Act, place: Ref | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return recipients with the place where none is named: victims and beneficiaries without a name are the place's people."""
    if place is None or act.type not in _BY_PLACE or any(is_told(r) for r in recipients) or place.start in {a.start for a in actors}:
        return recipients
    return (*recipients, _place_as_actor(place))


def is_presumed(act: Act, judged: Judged) -> bool:
    """Whether a status is only taken for granted: by a noun ("his visit"), or by a visit in the simple present."""
    verb = act.verb or act.token
    simple_present = judged.sign == "tense" and judged.status == "held" and verb.tag_ in ("VBZ", "VBP")
    return judged.sign == "presumed" or (simple_present and act.mode == "visit")


def is_told_by(quote: Quote) -> bool:
    """Whether a quotation's source tells what is in it: what someone plans or orders is told by the outlet (``Quote.attitude``)."""
    return quote.attitude not in ("intention", "decree")


class _Reader:
    """What the acts of one document are read against."""

    def __init__(self, doc: Doc, document: Document, cast: Cast, quotes: tuple[Quote, ...]) -> None:
        self.doc, self.document, self.cast = doc, document, cast
        self.dates = find_dates(document.text, document.published)
        self.day = parse_day(document.published)
        self.contents = Intervals((c.start, c.end, q.id) for q in quotes if is_told_by(q) for c in q.content)
        self.sources = {q.id: q.source for q in quotes}
        self.starts = [b.start for b in document.blocks]
        self.names = doc.ents  # spaCy looks at all names of a Doc for those of one sentence
        self.name_starts = [e.start for e in self.names]
        self.office_holders = {m.entity for m in cast.mentions if m.as_of_role}
        self.first_refs: dict[str | None, Ref] = {}
        for anchor in cast.anchors:
            self.first_refs.setdefault(anchor.ref.entity, anchor.ref)
        sentences = list(doc.sents)
        self.alone = len(sentences) == 1 or (len(sentences) == 2 and len(doc) < _ONE_SENTENCE)  # a parser may cut one in two
        scores = [leisure_score(s.text) for s in sentences]
        self.leisure = {
            s.start: is_leisure(s, max(scores[i - 1] if i else 0, scores[i + 1] if i + 1 < len(scores) else 0))
            for i, s in enumerate(sentences)
            if scores[i]
        }
        self.seen: dict[int, tuple[str, ...]] = {}

    def read(self, act: Act) -> Mention | None:
        """Return the event of an act; None for boilerplate, sport, figures of speech and acts of nobody."""
        sentence = act.token.sent
        if (
            self.block_kind(act.token.idx) in _SKIPPED
            or self.leisure.get(sentence.start)
            or is_no_comment(act, self.cast)
            or is_figure(act, self.cast)
            or not is_political(act, self.cast)
        ):
            return None
        told = self._as_told(act, sentence)
        if told is None:
            return None
        act = told
        place = self.place_of(act, sentence)
        actors, recipients = self.sides(act, place)
        if act.actors and not actors and act.how == "verb" and act.type not in ("ASSAULT", "COERCE"):
            return None  # "they met": who, the text does not tell
        if act.recipients and not recipients and act.type not in ("ASSAULT", "COERCE", "RETREAT"):
            return None  # "I look forward to speaking with you": to nobody known
        if (
            is_thin(act, actors, recipients)
            or is_way_home(act, actors, recipients)
            or is_small_talk(act, actors, recipients)
            or is_private_view(act, actors, recipients)
            or not is_public(act, actors, recipients)
        ):
            return None
        recipients = _with_place(act, place, actors, recipients)
        found = self.date_of(act, sentence)
        judged = self.settle_by_date(act, judge_act(act), found)
        if is_mere_possibility(act, judged, actors, recipients):
            return None
        quote = self.quote_at(act.token.idx)
        sure = score(act, actors, recipients, judged, quoted=quote is not None)
        if sure < floor(alone=self.alone) or is_wish(act, quote is not None):
            return None
        span = self.span_of(act, actors, recipients, sentence)
        verb = act.verb or act.token
        event = Event(
            document=self.document.id,
            id="e0",
            spans=(span,),
            text=self.document.text[span.start : span.end],
            maker=MAKER,
            confidence=calibrate(sure),
            reported_by=quote,
            type=act.type,
            mode=self.mode_of(act),
            context=self.contexts(sentence),
            plover=plover_code(act.type, judged, base(verb.head) if act.how == "verb" else base(verb)),
            actors=actors,
            recipients=recipients,
            date=None if found is None else found.ahead if judged.status in _AHEAD else found.past,
            place=place,
            status=judged.status,
            status_span=judged.span,
        )
        return Mention(event, is_presumed(act, judged), base(act.token))

    def _as_told(self, act: Act, sentence: SentenceSpan) -> Act | None:
        """Return the act as the sentence means it, with those recipients alone that can be parties; None where the coder abstains."""
        told = as_rhetoric(without_things(act, self.cast), self.contexts(sentence))
        if told is None or abstains(told, self.cast):
            return None
        if told.type == "AID":
            told = replace(told, recipients=tuple(t for t in told.recipients if tells_party(t, self.cast) or told.role == "obj"))
        if told.type == "ASSAULT":
            told = replace(told, recipients=tuple(t for t in told.recipients if base(t) not in load_lexicon().missiles))
        return told

    def sides(self, act: Act, place: Ref | None) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Return the records of who acts and of who is acted on."""
        actors = self.actors(act.actors)
        recipients = tuple(r for r in self.actors(act.recipients, wide=True) if r.start not in {a.start for a in actors})
        recipients = _without_own(recipients, actors, friendly=act.type in ("SUPPORT", "COOPERATE"))
        actors = actors or self.speaker_as_actor(act)
        if act.type != "CONSULT":
            return actors, recipients
        hosted = act.how == "light" and not recipients and place is not None and place.country not in {a.country for a in actors}
        if hosted and place is not None:
            return actors, (_place_as_actor(place),)  # "attended the summit in Fiji": who hosts it
        return actors, _hosts_at(place, actors, recipients)

    def speaker_as_actor(self, act: Act) -> tuple[Actor, ...]:
        """Return who speaks where a post or quotation leaves itself out ("Good meeting with ... yesterday.")."""
        source = self.sources.get(self.quote_at(act.token.idx) or "")
        if act.type != "CONSULT" or source is None or self.block_kind(act.token.idx) != "embed":
            return ()
        return (Actor(start=source.start, end=source.end, entity=source.entity, name=source.name, country=source.country),)

    def block_kind(self, offset: int) -> str:
        """Return the kind of the block at an offset."""
        i = bisect_right(self.starts, offset) - 1
        return self.document.blocks[i].kind if i >= 0 else "paragraph"

    def actors(self, tokens: tuple[Token, ...], *, wide: bool = False) -> tuple[Actor, ...]:
        """Return the records of parties, without doubles."""
        found: dict[tuple[int | None, int | None], Actor] = {}
        for token in tokens:
            actor = self.who(token, wide=wide)
            if actor is not None:
                found.setdefault((actor.start, actor.end), actor)
        return tuple(found.values())

    def who(self, token: Token, *, wide: bool) -> Actor | None:
        """Return the record of one party: who speaks for "I" and "we" in a quotation; None for a pronoun that means nobody known."""
        known = token.pos_ != "PRON" or self.cast.anchor_at(token.idx, token.idx + len(token.text)) is not None
        actor: Ref | None = to_actor(token, self.cast, wide=wide) if known else None
        if not known and token.lower_ in FIRST_PERSON:
            actor = self.sources.get(self.quote_at(token.idx) or "")
        if actor is not None and token.lower_ in ("we", "us", "our"):
            actor = self.side_of(actor)
        if actor is None or isinstance(actor, Actor):
            return actor
        return Actor(start=token.idx, end=token.idx + len(token.text), entity=actor.entity, name=actor.name, country=actor.country)

    def side_of(self, speaker: Ref) -> Ref:
        """Return whom a speaker means by "we": the state of one in its office, else the speaker."""
        in_office = speaker.entity in self.office_holders if speaker.entity else False
        if not in_office or speaker.country is None:
            return speaker
        return self.first_refs.get(speaker.country, speaker)

    def contexts(self, sentence: SentenceSpan) -> tuple[str, ...]:
        """Return a sentence's contexts, told once a sentence."""
        if sentence.start not in self.seen:
            self.seen[sentence.start] = contexts(sentence.text)
        return self.seen[sentence.start]

    def quote_at(self, offset: int) -> str | None:
        """Return the id of the innermost quotation whose content holds an offset."""
        inside = [(end - start, q) for start, end, q in self.contents.at(offset)]
        return min(inside)[1] if inside else None

    def span_of(self, act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], sentence: SentenceSpan) -> Span:
        """Return the words from the first party or the act's word to the last, inside the sentence."""
        verb = act.verb or act.token
        edges = [(act.token.idx, act.token.idx + len(act.token.text)), (verb.idx, verb.idx + len(verb.text))]
        edges += [
            (a.start, a.end)
            for a in (*actors, *recipients)
            if a.start is not None and a.end is not None and sentence.start_char <= a.start < sentence.end_char
        ]
        inside = [e for e in edges if sentence.start_char <= e[0] and e[1] <= sentence.end_char]
        return Span(start=min(e[0] for e in inside), end=max(e[1] for e in inside))

    def mode_of(self, act: Act) -> str | None:
        """Return the mode: the lexicon's, or for talks what the words say of phone, venue and format."""
        if act.type != "CONSULT":
            return act.mode
        verb = act.verb or act.token
        words = (verb if verb.dep_ in ("ROOT", "acl:relcl", "conj", "ccomp", "advcl") else act.token).subtree
        close = " ".join(t.text for t in words if t.i - act.token.i < 25 and clause_head(t) in (verb, act.token, clause_head(act.token)))
        told = consult_mode(close)
        if told == "multilateral" and len(act.actors) == len(act.recipients) == 1 and consult_mode(act.token.lower_) is None:
            told = None  # two who meet beside a summit
        if told == "phone" or (told and act.mode != "visit"):
            return told
        if act.mode is not None:
            return act.mode
        noun_call = base(act.token) == "call" and act.token.pos_ == "NOUN"
        if noun_call or (
            base(act.token) in ("speak", "talk")
            and act.token.pos_ == "VERB"
            and act.role in ("with", "to")
            and self.place_of(act, act.token.sent) is None
            and not any(c.lower_ in ("has", "have", "had") for c in children(act.token, "aux"))
        ):
            return "phone" if noun_call or self.is_abroad(act) else None
        return None

    def is_abroad(self, act: Act) -> bool:
        """Whether two officials of different countries talk: without a place that is a call, in the usage of foreign ministries."""
        countries = [{a.country for a in self.actors(side)} - {None} for side in (act.actors, act.recipients)]
        return bool(countries[0] and countries[1]) and not countries[0] & countries[1]

    # ------------------------------------------------------------ date and place

    def date_of(self, act: Act, sentence: SentenceSpan) -> FoundDate | None:
        """Return the date of an act: one in its own clause before one of the clause around, a day before a year."""
        verb = act.verb or act.token
        home = {clause_head(act.token).i, verb.i, act.token.i}
        options = []
        for found in dates_between(self.dates, sentence.start_char, sentence.end_char):
            token = self.root_at(found.start, found.end)
            if token is None:
                continue
            if self.block_kind(found.start) == "embed" and found.past != found.ahead:
                continue  # a post's "yesterday" counts from the post's own day
            if self.block_kind(found.start) == "embed" and found.past.text.lower() in ("yesterday", "today", "tomorrow", "tonight"):
                continue
            if not self.is_of_clause(token, home):
                continue
            if token.dep_ in ("compound", "nummod", "amod", "nmod:poss") and token.head.pos_ == "NOUN" and token.head.i not in home:
                continue  # "after the 2012 loss"
            if act.mode == "visit" and act.token.pos_ == "NOUN" and base(act.token.head) == "return" and token.head.i == act.token.head.i:
                continue  # "returned on June 3 from travel to"
            near = any(a.i == act.token.i for a in token.ancestors) and act.token.pos_ == "NOUN"
            if near or clause_head(token).i in home or (act.token.pos_ == "NOUN" and self.is_above(token, home)):
                options.append((not near, _width(found), abs(token.i - act.token.i), found))
        return min(options, key=lambda o: o[:3])[3] if options else None

    def is_of_clause(self, token: Token, home: set[int]) -> bool:
        """Whether a date does not hang inside a party's own description ("the nation, independent since 1991, has signed")."""
        for _ in range(12):
            if token.i in home or token.head.i == token.i:
                return True
            if token.dep_ in ("nsubj", "nsubj:pass", "acl", "acl:relcl", "appos", "amod"):
                return token.head.i in home and token.dep_ in ("acl", "appos")
            token = token.head
        return True

    def is_above(self, token: Token, home: set[int]) -> bool:
        """Whether a date's clause is the noun-headed clause of the act (fragments, headlines)."""
        return any(a.i in home for a in list(token.ancestors)[:3])

    def root_at(self, start: int, end: int) -> Token | None:
        """Return the head of the words at [start, end)."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def settle_by_date(self, act: Act, judged: Judged, found: FoundDate | None) -> Judged:
        """Return the status after a look at the date: the present tense with a day to come is a plan."""
        verb = act.verb or act.token
        if act.type == "CONSULT" and verb.tag_ == "VBZ" and judged.status == "held" and judged.sign == "tense":
            clock = _CLOCK.search(self.document.text, max(0, verb.sent.start_char - 12), verb.idx)
            if clock is not None:
                return Judged("planned", Span(start=clock.start(), end=clock.end()), "date", clock.group().lower())  # a day's schedule
        if act.type in ("RETREAT", "MOBILIZE") and verb.tag_ in ("VBZ", "VBP") and judged.status == "held" and judged.sign == "tense":
            beside = next((c for c in children(verb, "mark") if c.lower_ in ("as", "while")), None)
            if beside is not None:
                return Judged("under_way", Span(start=beside.idx, end=beside.idx + len(beside.text)), "tense", beside.lower_)
        if act.mode == "visit" and judged.status == "held" and judged.sign in ("tense", "presumed"):
            leaving = next((t for t in (act.token, verb, verb.head) if base(t) in ("depart", "embark") and t.pos_ == "VERB"), None)
            if leaving is not None:
                return Judged("under_way", Span(start=leaving.idx, end=leaving.idx + len(leaving.text)), "verb", leaving.lower_)
        if self.day is None or found is None or judged.sign != "tense" or judged.status not in ("held", "under_way"):
            return judged
        if act.type in _SAID or verb.tag_ not in ("VBZ", "VBP", "VBG") or self.block_kind(act.token.idx) == "caption":
            return judged
        if any(c.lower_ == "been" for c in verb.children) or self.document.text[
            max(0, found.start - 6) : found.start
        ].lower().strip().endswith("since"):
            return judged
        start = found.ahead.start
        words = Span(start=found.start, end=found.end)
        if start is not None and start > self.day.isoformat() and (judged.status == "under_way" or found.past.start == start):
            return Judged("planned", words, "date", found.past.text.lower())
        return judged

    def place_of(self, act: Act, sentence: SentenceSpan) -> Ref | None:
        """Return where an act took place: a named place after "in" or "at" in its clause that is no party to it."""
        verb = act.verb or act.token
        home = {clause_head(act.token).i, verb.i, act.token.i}
        taken = {t.i for t in (*act.actors, *act.recipients)}
        best: tuple[int, Token] | None = None
        names = self.names[bisect_left(self.name_starts, sentence.start) : bisect_left(self.name_starts, sentence.end)]
        for ent in names:
            if ent.label_ not in ("GPE", "LOC") or ent.root.i in taken:
                continue
            token = ent.root
            if preposition(token) not in ("in", "at", "near", "outside", "inside") or clause_head(token).i not in home:
                continue
            distance = abs(token.i - act.token.i)
            if best is None or distance < best[0]:
                best = (distance, token)
        if best is None:
            return None
        start, end = extent(self.doc[i] for i in entity_run(best[1]))
        return self.cast.ref_at(start, end, text_at(self.doc, start, end))


def judge_act(act: Act) -> Judged:
    """Return the status of an act: of its verb, of its noun under the verb that carries it, or of the operator."""
    if act.how == "operator":
        verb = act.verb or act.token
        judged = judge_verb(verb)
        return judged if judged.status != "hypothetical" or verb is act.token else Judged("held")
    if act.how == "noun":
        return judge(act.token)
    if act.how == "verb":
        return judge_verb(act.token)
    assert act.verb is not None
    if act.verb.dep_ == "acl:relcl" and act.verb.head.i == act.token.i:
        return judge_verb(act.verb)  # "any discussions we may have"
    own = judge(act.token, definite=False)
    if act.how == "light" and (act.type in ("CONSULT", "PROTEST", "COOPERATE") or own.status in ("postponed", "cancelled", "denied")):
        return own
    return own if own.sign == "adjective" else judge_verb(act.verb)


def _width(found: FoundDate) -> int:
    return _days(found.past)


def _days(date: DateRange) -> int:
    start, end = parse_day(date.start), parse_day(date.end)
    return (end - start).days if start and end else 40
