"""Claims about a state's share of the output of its region, of the world, or of the world's uranium."""

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, owner_name, subject_name
from dragoman.extract.claimtypes.measured import measure_of, year_of_figure
from dragoman.extract.claimtypes.percent import Share
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed
from dragoman.extract.grammar import antecedent, child, children, preposition
from dragoman.records.spans import Ref

WORLD = Ref(name="the world", entity="region:world")
_WORLD_WORDS = frozenset({"world", "global", "worldwide", "globe", "planet"})
_STOCKS = frozenset({"reserves", "deposits", "resources", "enrichment", "enriched", "fuel", "conversion"})
_NEAR = 9  # tokens between a share and what it is of


def find_output_share(scene: Scene, share: Share, sentence: tuple[int, int]) -> Draft | None:
    """Return the claim that a state has a share of its region's or the world's output, or of the world's uranium; else None."""
    whole = _output_after(share, sentence) or _output_of_share(share)
    if whole is not None:
        region = _region_of(scene, whole, share, sentence)
        return _draft(scene, share, sentence, ("gdp share of", region), whole) if region is not None else None
    if _is_world_uranium(scene, share, sentence):
        return _draft(scene, share, sentence, ("uranium_share", None), share.token)
    subject = child(share.verb, "nsubj")
    if subject is not None and share.verb.lower_ in listed("measured", "growth") and measure_of(subject) == "gdp":
        return _draft(scene, share, sentence, ("gdp_growth", None), subject)
    return None


def _draft(scene: Scene, share: Share, sentence: tuple[int, int], what: tuple[str, Ref | None], noun: Token) -> Draft | None:
    home = _home(scene, share)
    predicate, region = what
    if home is None or not is_asserted(share.verb):
        return None
    window = set(scene.lower[slice(*sentence)])
    phrase = scene.doc[sentence[0] : sentence[1]].text.lower()
    settled, period = year_of_figure(scene, share.token.i + 1, sentence)
    if not settled:
        return None
    past = is_past(share.verb) and period is None
    past = past or (region is not None and (is_past(share.verb) or bool(window & listed("trade", "once")) or "at one time" in phrase))
    first, last = spread([share.figure.first, share.token, noun, share.verb])
    return Draft(
        type="gdp_share" if region is not None else "quantity",
        subject=home.ref,
        predicate=("was " if past else "") + predicate,
        object=region,
        value=share.figure.value,
        unit="percent",
        approx=share.figure.approx,
        first=first,
        last=last,
        negated=is_denied(share.verb),
        period=period,
    )


def _home(scene: Scene, share: Share) -> Name | None:
    """Return whose share it is: the subject's, its owner's ("X's economy makes up", "X's share is"), or where it is made."""
    subject = child(share.verb, "nsubj", "nsubj:pass")
    if subject is not None and share.token in (subject, *subject.subtree):
        # "60 percent of the region's GDP is produced in X"
        places = [c for c in children(share.verb, "obl", "obl:agent") if preposition(c) in ("in", "by", "from")]
        return next((n for c in places for n in [scene.name_at(c)] if n is not None and is_state(n)), None)
    subject = antecedent(subject) if subject is not None else None
    if subject is not None and (_is_output(subject) or subject.lower_ in ("share", "contribution", "mines", "part")):
        return owner_name(scene, subject, is_state)
    return subject_name(scene, share.verb, is_state) or _subject_above(scene, share.verb)


def _output_after(share: Share, sentence: tuple[int, int]) -> Token | None:
    noun = next((t for t in share.token.subtree if _is_output(t) and t.i > share.token.i and t.i - share.token.i < 8), None)
    if noun is None:
        # Where the parse hangs the "of" phrase on the verb, the words in a row still tell.
        ahead = share.token.doc[share.token.i + 1 : min(share.token.i + 8, sentence[1])]
        noun = next((t for t in ahead if _is_output(t)), None) if len(ahead) and ahead[0].lower_ == "of" else None
    return noun if noun is not None and not _is_partial(noun) else None


def _is_partial(noun: Token) -> bool:
    """Whether only a part of the output is meant: "industrial output", "oil output", "GDP per capita", "GDP growth"."""
    after = noun.doc[noun.i + 1].lower_ if noun.i + 1 < noun.sent.end else ""
    kinds = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound") and not c.ent_type_ and c.i < noun.i}
    plain = listed("measured", "whole") | {
        "regional",
        "economic",
        "world",
        "global",
        "region",
        "bloc",
        "central",
        "asian",
        "african",
        "european",
    }
    return after in ("growth", "per", "ppp") or bool(kinds - plain)


def _output_of_share(share: Share) -> Token | None:
    """Return the output of "X's share of the region's GDP is P"."""
    subject = child(share.verb, "nsubj") if child(share.verb, "cop") is None else child(share.token, "nsubj")
    subject = subject if subject is not None else child(share.token, "nsubj")
    if subject is None or subject.lower_ not in ("share", "contribution", "part"):
        return None
    whole = next((c for c in children(subject, "nmod") if preposition(c) in ("of", "in", "to")), None)
    return whole if whole is not None and _is_output(whole) and not _is_partial(whole) else None


def _is_world_uranium(scene: Scene, share: Share, sentence: tuple[int, int]) -> bool:
    """Whether a share is of the world's uranium: "40 percent of the world's uranium", "X's share of world uranium output is P"."""
    ahead = set(scene.lower[share.token.i + 1 : min(share.token.i + _NEAR, sentence[1])])
    subject = child(share.verb, "nsubj") or child(share.token, "nsubj")
    if subject is not None and subject.lower_ in ("share", "part") and subject.i < share.token.i:
        ahead = set(scene.lower[subject.i : share.token.i])
    told = set(scene.lower[slice(*sentence)])
    topic = told & listed("trade", "commodities") == {"uranium"} and bool(ahead & {"output", "production", "supply"})  # of uranium before
    return ("uranium" in ahead or topic) and bool(ahead & _WORLD_WORDS) and not ahead & _STOCKS


def _subject_above(scene: Scene, verb: Token) -> Name | None:
    """Return the state that a participle is said of: the subject of the clause around it ("X is a power, at one time giving ...")."""
    if verb.tag_ != "VBG":
        return None
    clause = next((a for a in verb.ancestors if any(c.dep_.startswith("nsubj") for c in a.children)), None)
    return subject_name(scene, clause, is_state) if clause is not None else None


def _is_output(noun: Token) -> bool:
    """Whether a noun is a region's output: "GDP", "economy", "gross domestic product"."""
    if noun.lower_ in ("product", "products"):
        return {"gross", "domestic"} <= {t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 3) : noun.i]}
    if noun.lower_ == "output":
        economic = any(c.lower_ == "economic" for c in noun.children)
        return economic or not listed("trade", "commodities") & {t.lower_ for t in noun.sent}
    return noun.lower_ in listed("trade", "output")


def _region_of(scene: Scene, noun: Token, share: Share, sentence: tuple[int, int]) -> Ref | None:
    around = {t.lower_ for t in noun.subtree if abs(t.i - noun.i) < 5}
    if around & _WORLD_WORDS:
        return WORLD
    inside = [n for n in scene.names_in(min(share.token.i, noun.i - 3), min(noun.i + 8, sentence[1])) if is_body(n)]
    if inside:
        return inside[0].ref
    between = {t.lower_ for t in scene.doc[share.token.i : noun.i + 1]} | {t.lower_ for t in noun.subtree}
    if between & {"regional", "region", "bloc", "combined", "total"}:
        before = [n for n in scene.names_in(max(0, sentence[0] - 60), share.token.i) if is_body(n)]
        return before[-1].ref if before else None
    return None
