"""Who looks after the data signs in: a password, then a code of a device. Sessions end by themselves.

Pages of staff ask for it by `guarding.second_factor_required` or `guarding.SignedIn`.
"""
