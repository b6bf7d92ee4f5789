import environ
from django.core.exceptions import ImproperlyConfigured


def bounded(env: environ.Env, name: str, default: float, low: float, high: float) -> float:
    value = float(env.float(name, default=default))
    if not low <= value <= high:
        raise ImproperlyConfigured(f"{name}={value} is outside {low} to {high}")
    return value


def whole(env: environ.Env, name: str, default: int, low: int, high: int) -> int:
    value = bounded(env, name, default, low, high)
    if not value.is_integer():
        raise ImproperlyConfigured(f"{name}={value} is no whole number")
    return int(value)
