"""What no page may do: ask another origin, set a cookie, break its own policy, fail in silence."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

LOCAL = ("data:", "blob:", "about:")


class Watch:
    """Records what all pages of a test do. `requests` are what they asked for."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.requests: list[Request] = []
        self._contexts: list[BrowserContext] = []
        self._complaints: list[str] = []
        self._expected: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        self._contexts.append(context)
        context.on("request", lambda request: self.requests.append(request))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(str(error.error)))

    def expect(self, complaint: str) -> None:
        """Let the browser complain of `complaint`."""
        self._expected.append(complaint)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(message.text)

    def check(self) -> None:
        """Fail unless every page kept the rules."""
        elsewhere = [each.url for each in self.requests if not each.url.startswith((f"{self.origin}/", *LOCAL))]
        assert elsewhere == [], f"a page asked another origin: {elsewhere}"
        cookies = [cookie for context in self._contexts for cookie in context.cookies()]
        assert cookies == [], f"a page set a cookie: {cookies}"
        unexpected = [text for text in self._complaints if not any(part in text for part in self._expected)]
        assert unexpected == [], f"the browser complained: {unexpected}"
