"""Pages on which anybody suggests: that something about a place is different, or that a place is missing."""
