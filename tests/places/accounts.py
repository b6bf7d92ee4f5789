"""Accounts with roles, for tests."""

from django.contrib.auth.models import User

from geo.models import Area
from places.models import Editorship, Place, Steward


def an_editor(name: str = "anna", *, of: Area) -> User:
    """Make an account that decides about the places of `of`."""
    user = User.objects.create_user(name, is_staff=True)
    Editorship.objects.create(user=user, area=of)
    return user


def an_administrator(name: str = "ada") -> User:
    return User.objects.create_superuser(name)


def a_steward(*places: Place, email: str = "wer@example.org", account: bool = False) -> Steward:
    """Make who knows `places`, with an `account` or without."""
    user = User.objects.create_user(email) if account else None
    steward = Steward.objects.create(email=email, user=user)
    steward.places.set(places)
    return steward
