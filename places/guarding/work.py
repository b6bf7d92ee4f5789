"""Proof of work (as in Hashcash): a number with which the SHA-256 of token and number begins with enough zero bits."""

import hashlib

_LONGEST = 20


def is_proof(token: str, proof: str, bits: int) -> bool:
    """Tell whether `proof` took about 2 to the power of `bits` hashes to find."""
    if not (proof.isascii() and proof.isdigit()) or len(proof) > _LONGEST:
        return False
    digest = hashlib.sha256(f"{token}:{proof}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0
