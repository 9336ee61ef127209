"""The workbench's words for the codes of the records."""

KINDS = ("visit", "event", "explanation", "claim", "forecast", "quote", "mention")
_KIND = {"quote": "statement", "mention": "name", "finding": "any finding"}
_PLURAL = {"quote": "statements", "mention": "names", "document": "documents"}
_STATE = {"machine": "unread draft", "added": "added by hand"}
_VERB = {
    "create": "made the case",
    "add": "added",
    "reread": "read anew",
    "correct": "corrected",
    "accept": "accepted",
    "reject": "rejected",
    "restore": "took back the judgement of",
    "add_finding": "added by hand",
    "link": "linked to its origin",
    "rate": "rated",
    "save_puzzle": "saved the puzzle",
    "resolve": "resolved",
    "note": "noted",
    "undo": "undid",
}
VERBS = tuple(_VERB)
_FIELD = {
    "as_of_role": "office on the date",
    "cue": "verb of saying",
    "source": "speaker",
    "proponent": "who says so",
    "plover": "PLOVER 2 code",
    "p": "probability",
    "of": "explains",
    "due": "due by",
    "entity": "entity",
    "brier": "Brier score",
    "marker_class": "kind of marker",
    "status_span": "words that tell the status",
    "objects": "objects",
    "object": "object",
    "reported_by": "said in statement",
    "country": "country",
}
_GOOD = frozenset({"held", "supported", "under_way", "accepted", "true"})
_BAD = frozenset({"refuted", "cancelled", "denied", "rejected", "false", "failed"})
_OPEN = frozenset({"partly", "outdated", "planned", "tentative", "postponed", "corrected", "added"})


def say(code: str | None) -> str:
    """Return a code (a kind, state, status or label) as a reader says it."""
    if code is None:
        return "none"
    return _KIND.get(code) or _STATE.get(code) or code.replace("_", " ")


def many(kind: str) -> str:
    """Return the plural of a kind of finding."""
    return _PLURAL.get(kind, kind + "s")


def verb(code: str) -> str:
    """Return what an action did, in the past tense."""
    return _VERB.get(code, code.replace("_", " "))


def name_field(name: str) -> str:
    """Return the label of a record's field."""
    return _FIELD.get(name, name.replace("_", " "))


def tone(code: str | None) -> str:
    """Return the class that colours a status, a label or a state: good, bad, open or plain."""
    return "good" if code in _GOOD else "bad" if code in _BAD else "open" if code in _OPEN else "plain"
