"""Queue a call with the in-memory broker and have a worker of the test kit answer it."""

import json
import threading

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("shop", broker="memory://", backend="cache+memory://")
ran_in = []


@app.task(name="shop.add")
def add(a, b):
    ran_in.append(threading.current_thread())
    return a + b


queued = add.delay(2, 3)
assert not queued.ready(), "the call ran before a worker was there"
with start_worker(app, perform_ping_check=False):
    assert queued.get(timeout=5) == 5
assert ran_in != [threading.main_thread()], ran_in

note = "A call is queued in memory, and a worker in another thread runs it and stores the answer."
print(json.dumps({"status": "yes", "note": note, "packages": ["celery"]}))
