"""Asking those who know a place whether what is said of it still holds.

`due` tells which facts are old, `asking` whom to ask about what, `reminding` writes the letters, `answering` takes the
answers, `bouncing` reads what mail servers send back.
"""
