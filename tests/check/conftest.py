"""Fixtures of the check tests; what they are made of stands in byhand.py."""

from collections.abc import Callable
from typing import Any

import pytest
from byhand import build_facts, ref

from dragoman.records.facts import Facts
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref, Span


@pytest.fixture(scope="session")
def facts() -> Facts:
    return build_facts()


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Return a maker of claims: claim("membership", "KAZ", "member of", "org:pact", ...); a list of ids becomes the objects."""

    def make(type_: str, subject: str | Ref, predicate: str, target: str | Ref | list[str] | None = None, **more: Any) -> Claim:
        subject_ref = subject if isinstance(subject, Ref) else ref(subject)
        objects = tuple(ref(t) for t in target) if isinstance(target, list) else ()
        object_ = target if isinstance(target, Ref) else ref(target) if isinstance(target, str) else None
        return Claim(
            document="d",
            id="c1",
            spans=(Span(start=0, end=1),),
            text="x",
            maker="test",
            confidence=1.0,
            type=type_,
            subject=subject_ref,
            predicate=predicate,
            object=object_,
            objects=objects,
            **more,
        )

    return make
