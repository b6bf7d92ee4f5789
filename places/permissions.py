"""What an editor may do in the admin; where is decided by `places.roles`."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from places import roles

_VERBS: dict[str, tuple[str, ...]] = {
    "place": ("view", "add", "change"),  # a place is closed, not removed
    "offer": ("view", "add", "change", "delete"),
    "phone": ("view", "add", "change", "delete"),
    "source": ("view", "add", "change", "delete"),
    "offertimes": ("view", "add", "change", "delete"),
    "steward": ("view", "add", "change", "delete"),
    "reminder": ("view", "delete"),  # of which it is not known whether it left
    "question": ("view",),
    "translation": ("view", "change"),
    "organization": ("view", "add"),  # others' places have it as well
    "category": ("view",),
}
OF_EDITORS = {f"places.{verb}_{model}" for model, verbs in _VERBS.items() for verb in verbs} | {"geo.view_area"}


class EditorsPermissions(BaseBackend):
    """Gives editors what they need, without a group that somebody has to think of."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return obj is None and perm in OF_EDITORS and roles.is_editor(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label in ("places", "geo") and roles.is_editor(user_obj)
