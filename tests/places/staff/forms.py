"""What a browser sends of the forms of facts."""

from typing import Any


def sent(response: Any, **typed: Any) -> dict[str, Any]:
    """Return all fields of the form on a page as they stand there, with what was `typed` in their stead."""
    fields: dict[str, Any] = {"seen": response.context["seen"]}
    for field in response.context["form"]:
        value = field.value()
        fields[field.html_name] = value.replace("\n", "\r\n") if isinstance(value, str) else value or []
    return fields | {f"fact-{name}": value for name, value in typed.items()}
