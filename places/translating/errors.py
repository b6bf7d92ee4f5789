class TranslatingError(Exception):
    """A text was not translated. See the subclasses for what to do."""


class TranslatorUnavailable(TranslatingError):
    """The provider did not answer, or is overloaded. Ask again later: what was translated so far is kept."""


class TranslatorRefused(TranslatingError):
    """The provider does not do this. The message has its reason: the key, the quota, or a language it does not know."""
