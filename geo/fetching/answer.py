from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What came back, from `url` in the end. Names of `headers` are in lower case; `cut`: the body went on."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: bool = False

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300
