"""The name under which this version signs its findings."""

VERSION = "0.1.0"
MAKER = f"dragoman/{VERSION}"
