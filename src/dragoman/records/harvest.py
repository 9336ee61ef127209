"""What one source gives: the document, what was found in it, and what could not be settled."""

from dataclasses import dataclass, field

from dragoman.records.document import Document
from dragoman.records.findings import Findings
from dragoman.records.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """Everything that one document gives; ``problems`` name what could not be read or settled in it."""

    document: Document
    findings: Findings = field(default_factory=Findings)
    problems: tuple[Problem, ...] = ()
