"""What can go wrong between an address and an answer. No message holds the address: it may be a secret."""


class FetchingError(Exception):
    """Nothing was fetched. Which of the kinds it is says what to do next."""


class AddressRefused(FetchingError, ValueError):
    """The text is no address that is ever asked. Correct it: asking again changes nothing."""


class LedAstray(FetchingError):
    """A name or a redirect leads where nothing is asked, such as inside a network. Tell who runs the site."""


class TooManyRedirects(FetchingError):
    """The site sends from one address to the next without end. Give the last address, or tell who runs the site."""


class NoAnswer(FetchingError):
    """Nobody answered, or not in HTTP. Ask again later."""


class NameUnknown(NoAnswer):
    """Nobody knows the name today. Ask again on another day, before the address counts as gone."""


class TooSlow(NoAnswer):
    """The answer did not come in time. Ask again later."""


class Insecure(NoAnswer):
    """The certificate is not valid for the name, or the encryption fails. Tell who runs the site."""
