"""Listen to the end of a request and to a signal of the application's own."""

import json

from flask import Flask, request_finished
from flask.signals import Namespace

app = Flask(__name__)
assert Namespace.__module__.startswith("blinker")
book_sold = Namespace().signal("book-sold")
heard = []


@app.post("/sell")
def sell():
    book_sold.send(app, title="Kim")
    return "sold"


def on_finished(sender, response, **extra):
    heard.append(("finished", response.status_code))


def on_sold(sender, title, **extra):
    heard.append(("sold", title))


request_finished.connect(on_finished, app)
book_sold.connect(on_sold, app)
client = app.test_client()
client.post("/sell")
assert heard == [("sold", "Kim"), ("finished", 200)]

request_finished.disconnect(on_finished, app)
book_sold.disconnect(on_sold, app)
client.post("/sell")
assert len(heard) == 2

note = "Signals at the end of a request and own ones through Blinker, which Flask brings."
print(json.dumps({"status": "yes", "note": note, "packages": []}))
