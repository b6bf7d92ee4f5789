"""The pages of an import: from a clerk's table to the map, and back."""
