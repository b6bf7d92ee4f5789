"""What can go wrong between an address and a point. No message holds the address: messages reach logs."""


class GeocodingError(Exception):
    """The address got no point. Which of the kinds it is says what to do next."""


class InvalidAddress(GeocodingError, ValueError):
    """The text is no address. Give street, postcode or town, at most 200 characters together."""


class AddressNotFound(GeocodingError):
    """Nobody asked knows the address. Correct it, or set the point by hand."""


class GeocoderUnavailable(GeocodingError):
    """The provider did not answer. Ask again after `retry_after_s` seconds."""

    def __init__(self, message: str, *, retry_after_s: float) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
