"""Keep a view's answer and a value with Flask-Caching."""

import json

from flask import Flask
from flask_caching import Cache

app = Flask(__name__)
app.config["CACHE_TYPE"] = "SimpleCache"
cache = Cache(app)
calls = []


@app.get("/slow")
@cache.cached(timeout=60)
def slow():
    calls.append(True)
    return str(len(calls))


unset = Cache(Flask("unset"))
unset.set("answer", 42)
assert unset.get("answer") is None

client = app.test_client()
assert [client.get("/slow").text for _ in range(2)] == ["1", "1"]
cache.clear()
assert client.get("/slow").text == "2"
cache.set("answer", 42)
assert cache.get("answer") == 42

note = "Flask-Caching keeps views and values; until a setting names a store, it keeps nothing."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-Caching"]}))
