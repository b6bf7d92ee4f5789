"""Clients that are signed in, as one is after both steps."""

from base64 import b32decode
from binascii import unhexlify
from time import time

from django.contrib.auth.models import User
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice


def a_device(user: User) -> TOTPDevice:
    """Return the device of `user`, set up where it was not."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "test"})[0]


def signed_in(client: Client, user: User) -> Client:
    """Sign `user` in with `client`, second factor and all; return it."""
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = a_device(user).persistent_id
    session.save()
    return client


def code_of(secret: str, *, steps: int = 0) -> str:
    """Return the code that a device with `secret` (hex) shows, `steps` of 30 s from now."""
    clock = TOTP(unhexlify(secret))
    clock.time = time() + 30 * steps
    return f"{clock.token():06}"


def hexed(written: str) -> str:
    """Return the secret that one reads as groups of letters."""
    return b32decode("".join(written.split())).hex()
