"""How quick the searches are, measured against bare SQL: `make bench`."""
