"""A browser's session on the workbench without a browser: cookies, Origin and token as one sends them."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from fastapi.testclient import TestClient

from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.store.rows import By
from dragoman.web.app import make_app
from dragoman.web.session import Session, make_session

NOW = By(author="ann", now="2021-05-01T10:00:00Z")
BASE = "http://127.0.0.1:8000"


class Browser:
    """A client with the session's cookie that sends forms as a browser does, with Origin and token."""

    def __init__(self, client: TestClient, session: Session) -> None:
        self.client = client
        self.session = session

    def get(self, path: str, status: int = 200, **headers: str) -> str:
        reply = self.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        assert reply.status_code == status, reply.text[-600:]
        return reply.text

    def post(self, path: str, fields: dict[str, object] | None = None, status: int = 303, **options: object) -> str:
        data = {"csrf": self.session.csrf, **(fields or {})}
        reply = self.client.post(path, data=data, headers={"Origin": BASE}, **options)
        assert reply.status_code == status, reply.text[-600:]
        return reply.headers.get("location", reply.text)


def no_kit() -> None:
    """Stand for the model where nothing is to be read."""
    raise AssertionError("the model was loaded")


def make_harvest(oslo: ModuleType) -> Harvest:
    problem = Problem(
        source="oslo.txt", document="d1", severity="warning", code="no-credit", message="a caption has no credit", stage="clean"
    )
    return Harvest(document=oslo.make_document(), findings=oslo.make_findings(), problems=(problem,))


def open_browser(path: Path) -> Iterator[Browser]:
    session = make_session(8000, "ann")
    with TestClient(make_app(path, no_kit, session), base_url=BASE, follow_redirects=False) as client:  # type: ignore[arg-type]
        assert client.get(f"/open?token={session.token}").status_code == 303
        yield Browser(client, session)
