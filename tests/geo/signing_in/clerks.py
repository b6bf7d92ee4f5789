"""Who signs in, and how: name and password, then a code."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.signing_in import code_of

PASSWORD = "wattwurm und deich"  # noqa: S105
IN, CODE, SET_UP = "/anmelden/", "/anmelden/code/", "/anmelden/einrichten/"


def a_clerk(name: str = "clerk", **fields: Any) -> User:
    return User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, **fields})


def gives_password(client: Client, name: str = "clerk", password: str = PASSWORD, *, to: str = "", **extra: Any) -> Any:
    return client.post(f"{IN}?next={to}" if to else IN, {"name": name, "password": password}, **extra)


def gives_code(client: Client, secret: str, *, steps: int = 0) -> Any:
    return client.post(CODE, {"code": code_of(secret, steps=steps)})


def sets_up(client: Client) -> str:
    """Set a device up after the password was given; return its secret."""
    secret: str = client.session["halfway"]["secret"]
    response = client.post(SET_UP, {"code": code_of(secret)})
    assert response.status_code == 200, response
    return secret


def own_access(user: User) -> str:
    """Let everybody begin with the page about themselves."""
    return "signing_in:access"


def is_in(client: Client) -> bool:
    """Tell whether `client` is signed in with all that is asked of staff."""
    return client.get(reverse("signing_in:access")).status_code == 200
