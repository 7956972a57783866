"""Sign a value, read it back, and refuse it once it was changed or is too old."""

import json

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

signer = URLSafeTimedSerializer("secret", salt="reset")
token = signer.dumps({"user": 5})
assert signer.loads(token, max_age=60) == {"user": 5}
value, stamp, signature = token.split(".")
for reader, text, age, expected in (
    (signer, f"{value[:-1]}.{stamp}.{signature}", 60, BadSignature),
    (URLSafeTimedSerializer("other", salt="reset"), token, 60, BadSignature),
    (signer, token, -1, SignatureExpired),
):
    try:
        reader.loads(text, max_age=age)
    except expected:
        continue
    raise AssertionError(f"{text} was taken")

note = "A signed value is read back, and refused if changed, too old or signed by another key."
print(json.dumps({"status": "yes", "note": note, "packages": ["itsdangerous"]}))
