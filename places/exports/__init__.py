"""A place in the formats of others: contact, calendar, structured data.

Made from its public Feature, so that no export can tell more than the API.
"""
