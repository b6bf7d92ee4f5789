"""Pages of those who look after the data: in German, for accounts with a role."""
