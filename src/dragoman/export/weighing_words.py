"""What a weighing says, in sentences and short labels that its formats share."""

from collections.abc import Sequence

from dragoman.records.puzzle import Evidence, Puzzle, Sensitivity, Weighing

MEASURE_NAMES = {"inconsistency": "inconsistency", "weighted": "weighted inconsistency", "posterior": "posterior probability"}
WEIGHTING_NAMES = {"parc": "credibility and relevance (PARC)", "burton": "credibility (Burton)", "none": "none"}
HOW_TO_READ = (
    "Inconsistency counts what speaks against an explanation (I is 1, II is 2), each independent item once; less is better. "
    "Weighted inconsistency also counts grades and relevance. The posterior probability comes of the priors and of how likely each "
    "item would be under each explanation. Diagnosticity is how far an item tells the explanations apart: 0 tells nothing. "
    "An asterisk marks a cell on which raters differ; a dashed frame marks what no analyst has rated."
)


def tell_all(weighing: Weighing) -> list[str]:
    """Return the sentences that stand first: that it is a draft, where it is one, then who leads, then the other notes."""
    notes = list(weighing.notes)
    first = notes[:1] if weighing.is_draft else []
    return [*first, *tell_lead(weighing), *notes[len(first) :]]


def tell_lead(weighing: Weighing) -> list[str]:
    """Return sentences on who leads by the puzzle's measure, and what the lead rests on."""
    first = weighing.sensitivity[0]
    draft = "In the draft, " if weighing.is_draft else ""
    if len(first.leaders) == len(weighing.hypotheses):
        return []
    verb = "leads" if len(first.leaders) == 1 else "lead together"
    return [f"{draft}{join(first.leaders)} {verb} by {MEASURE_NAMES[first.measure]}.", *tell_removals(first)]


def tell_removals(sensitivity: Sensitivity) -> list[str]:
    """Return sentences on the smallest sets of items whose removal changes the lead by one measure."""
    one = len(sensitivity.leaders) == 1
    if not sensitivity.flip:
        limit = "" if sensitivity.exact else " that the search came upon"
        told = [f"No removal of items{limit} gives the lead to another explanation."]
    else:
        sets = "; or ".join(_set_words(s) for s in sensitivity.flip[:5])
        more = " Other sets of that size do so too." if sensitivity.more or len(sensitivity.flip) > 5 else ""
        told = [f"The lead would change without {sets}.{more}"]
    if one and sensitivity.tie and (not sensitivity.flip or len(sensitivity.tie[0]) < len(sensitivity.flip[0])):
        told.append(f"It would be shared without {'; or '.join(_set_words(s) for s in sensitivity.tie[:5])}.")
    return told


def _set_words(ids: Sequence[str]) -> str:
    if len(ids) > 12:
        return f"{', '.join(ids[:10])} and {len(ids) - 10} more together"
    return f"{join(ids)} together" if len(ids) > 1 else f"{ids[0]} alone"


def join(ids: Sequence[str]) -> str:
    """Return "h1", "h1 and h2", "h1, h2 and h3"."""
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} and {ids[-1]}"


def list_facts(puzzle: Puzzle, weighing: Weighing) -> list[str]:
    """Return the short facts that stand under the question."""
    origins = len({e.origin for e in puzzle.evidence if e.origin})
    return [
        f"As of {puzzle.as_of}" if puzzle.as_of else "Undated",
        count(len(puzzle.hypotheses), "explanation"),
        count(len(puzzle.evidence), "item of evidence", "items of evidence"),
        count(origins, "origin") if origins else "origins unknown",
        weighing.state,
        f"ranked by {MEASURE_NAMES[weighing.rank_by]}",
        f"weights: {WEIGHTING_NAMES[weighing.weighting]}",
    ]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 origin", "3 origins"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def grade(item: Evidence) -> str:
    """Return an item's grades: "D6, relevance M"."""
    return f"{item.reliability}{item.credibility}, relevance {item.relevance}"


def figure(value: float) -> str:
    """Return a score to two places, without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value >= 0.005 or value == 0 else "<0.01"


def percent(p: float) -> str:
    """Return a probability in per cent; what is neither 0 nor 100 is not shown as such."""
    if 0 < p < 0.005:
        return "<1%"
    if 0.995 <= p < 1:
        return ">99%"
    return f"{p:.0%}"


def origin_name(puzzle: Puzzle, origin: str) -> str:
    """Return what the reader knows an origin by: the label of its source, else its own words."""
    return next((s.label for s in puzzle.sources if s.id == origin), origin)
