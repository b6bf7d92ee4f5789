"""A name and a password, tried: as slow and with the same words whether the name exists or not."""

import logging

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest

from geo import quotas
from geo.signing_in import familiar
from geo.signing_in.pausing import Pauses, Try, begin
from geo.visitors import ip_address, network

_log = logging.getLogger("geo.signing_in")
KNOWN = Pauses("password_known", free=5, first_s=30, longest_s=900)
HERE = Pauses("password_here", free=5, first_s=30, longest_s=900)
ANYWHERE = Pauses("password_anywhere", free=50, first_s=15, longest_s=60)
OWN = Pauses("password_own", free=5, first_s=30, longest_s=900)


class WrongPassword(Exception):
    """There is no such name, or it has another password; which of both is told to nobody."""


def check(request: HttpRequest, name: str, password: str) -> User:
    """Return the user who `name` and `password` are of. Raises WrongPassword, quotas.Exhausted."""
    tried = _begin(request, name)
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User):
        _log.warning("wrong name or password")
        raise WrongPassword
    tried.succeeded()
    return user


def check_own(user: User, password: str) -> None:
    """Make sure that who is signed in knows the password, too. Raises WrongPassword, quotas.Exhausted."""
    tried = begin((OWN, str(user.pk)))
    if not user.check_password(password):
        _log.warning("wrong own password")
        raise WrongPassword
    tried.succeeded()


def _begin(request: HttpRequest, name: str) -> Try:
    """Count the try, of a browser that the account is known to use apart from all others. Raises quotas.Exhausted."""
    if browser := familiar.browser(request, name):
        return begin((KNOWN, browser))
    address, limits = ip_address(request), settings.SIGNING_IN
    quotas.take("password", address, at_most=limits.per_network, within_s=limits.window_s)
    return begin((HERE, f"{network(address)} {name}"), (ANYWHERE, name))
