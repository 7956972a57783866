"""Hash a password, take the right one and refuse a wrong one."""

import json

from passlib.context import CryptContext

context = CryptContext(schemes=["pbkdf2_sha256"])
stored = context.hash("correct horse")
assert "correct horse" not in stored
assert context.verify("correct horse", stored)
assert not context.verify("wrong horse", stored)

note = "It hashes a password with PBKDF2, takes the right one and refuses a wrong one."
print(json.dumps({"status": "yes", "note": note, "packages": ["passlib"]}))
