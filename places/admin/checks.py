"""What was found of links and phone numbers: to look at, a command finds it."""

from django.contrib import admin

from geo.admin.reading import ReadOnly
from places.models import ContactCheck


@admin.register(ContactCheck)
class ContactCheckAdmin(ReadOnly):
    list_display = ("value", "state", "detail", "first_failed_at", "checked_at")
    list_filter = ("kind", "state", "detail")
    search_fields = ("value",)
