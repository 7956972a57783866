"""Answer an event to its sender, and send another to everybody in a room, by its test client."""

import json

from flask import Flask
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
app.secret_key = "secret"
socketio = SocketIO(app)


@socketio.on("join")
def join(room):
    join_room(room)
    emit("joined", room)


@socketio.on("say")
def say(words):
    emit("said", words, to="books")


ada, bob, eve = (socketio.test_client(app) for _ in range(3))
for client in (ada, bob):
    client.emit("join", "books")
    (answer,) = client.get_received()
    assert (answer["name"], answer["args"]) == ("joined", ["books"]), answer
ada.emit("say", "hello")
assert [event["args"] for event in bob.get_received()] == [["hello"]]
assert eve.get_received() == []

note = "An event is answered to its sender, and another reaches everybody in a room and no more."
print(json.dumps({"status": "yes", "note": note, "packages": ["Flask-SocketIO"]}))
