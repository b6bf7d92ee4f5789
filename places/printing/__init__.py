"""Sheets of paper: a page of HTML becomes a PDF, in a process of its own, one at a time, and is kept for a day.

Nothing here knows Django's settings but `shelf`, and nothing what stands on a sheet: `python -m places.printing` has
to start quickly and can do no more than turn one text into another.
"""
