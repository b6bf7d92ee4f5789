"""Telling others of changes: signed as the Standard Webhooks specification says, and tried again for three days."""

from places.webhooks.collecting import collect
from places.webhooks.keeping import add, forget_old, rotate, send_again, switch_off, switch_on
from places.webhooks.sending import Sent, send_due

__all__ = ["Sent", "add", "collect", "forget_old", "rotate", "send_again", "send_due", "switch_off", "switch_on"]
