"""The device whose codes are the second factor: set up, asked, taken away."""

import logging
from base64 import b32encode
from binascii import unhexlify
from math import ceil

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from geo import quotas
from geo.signing_in import recovery, sessions
from geo.signing_in.second_factor import devices

_log = logging.getLogger("geo.signing_in")
_MOST_COUNTED = 10  # wrong codes in a row: from then on each pause takes 512 s


class WrongCode(Exception):
    """The code is not one of now, or was used before. Take the next one that the device shows."""


class AlreadySetUp(Exception):
    """The account has a device; its code is asked for. A lost one is taken away by an administrator."""


def new_secret() -> str:
    secret: str = random_hex(20)
    return secret


def address(user: User, secret: str) -> str:
    """Return what a device reads from the QR code."""
    return str(TOTPDevice(user=user, key=secret).config_url)


def written(secret: str) -> str:
    """Return `secret` as one types it into a device, in groups of four."""
    letters = b32encode(unhexlify(secret)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


@transaction.atomic
def set_up(user: User, secret: str, code: str) -> TOTPDevice:
    """Keep the device that knows `secret`, as `code` shows. Raises WrongCode, AlreadySetUp."""
    User.objects.select_for_update().get(pk=user.pk)
    if devices(user).exists():
        raise AlreadySetUp
    clock = TOTP(unhexlify(secret))
    if not clock.verify(int(code), tolerance=1):
        raise WrongCode
    _log.info("second factor set up", extra={"fields": {"account": user.pk}})
    return TOTPDevice.objects.create(user=user, name="app", key=secret, confirmed=True, last_t=clock.t())


def check(user: User, code: str) -> Device:
    """Return the device of `user` that shows `code` now. Raises WrongCode, quotas.Exhausted."""
    return _checked(devices(user).first(), code)


def check_recovery(user: User, code: str) -> Device:
    """Return what holds the recovery codes of `user`, of which `code` was one. Raises WrongCode, quotas.Exhausted."""
    device = _checked(StaticDevice.objects.filter(user=user, confirmed=True).first(), recovery.digest(user, code))
    _log.warning("recovery code used", extra={"fields": {"account": user.pk}})
    return device


@transaction.atomic
def take_away(user: User, *, by: User | None) -> None:
    """Let none of the devices and recovery codes of `user` count any longer, and end what they have opened.

    Who can run commands on the server is nobody: `by` is None.
    """
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    sessions.end_all(user)
    _log.warning("second factor taken away", extra={"fields": {"account": user.pk, "by": by.pk if by else None}})


def _checked(device: Device | None, token: str) -> Device:
    with transaction.atomic():
        device = device and Device.from_persistent_id(device.persistent_id, for_verify=True)
        right = device is not None and _is_right(device, token)
    if not right:
        _log.warning("wrong code")
        raise WrongCode
    return device


def _is_right(device: Device, token: str) -> bool:
    device.throttling_failure_count = min(device.throttling_failure_count, _MOST_COUNTED)
    is_allowed, why = device.verify_is_allowed()
    if not is_allowed:
        raise quotas.Exhausted(max(1, ceil((why["locked_until"] - timezone.now()).total_seconds())))
    return bool(device.verify_token(token))
