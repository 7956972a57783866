"""Hands a task to Celery, wired by a few lines of our own, and runs a worker afterwards."""

import json
import subprocess
import sys
from pathlib import Path

from celery import Celery, Task, shared_task
from flask import Flask, current_app

FOLDER = Path.cwd()
DONE = FOLDER / "done.txt"
BROKER = {f"data_folder_{way}": str(FOLDER / "queue") for way in ("in", "out")}
BROKER["control_folder"] = str(FOLDER / "control")


class InContext(Task):
    """A task that runs in the application's context."""

    def __call__(self, *args, **kwargs):
        with app.app_context():
            return super().__call__(*args, **kwargs)


app = Flask("shop")
celery = Celery(app.name, task_cls=InContext)
celery.conf.update(broker_url="filesystem://", broker_transport_options=BROKER)
celery.set_default()


@shared_task(name="note_down", ignore_result=True)
def note_down(text: str) -> None:
    DONE.write_text(f"{text} {current_app.name}")
    celery.control.shutdown()


@app.post("/order")
def order() -> str:
    note_down.delay("Book 7")
    return "ordered"


if __name__ == "__main__" and "worker" in sys.argv:
    celery.worker_main(["worker", "--pool", "solo", "--without-mingle", "--without-gossip"])
elif __name__ == "__main__":
    (FOLDER / "queue").mkdir()
    assert app.test_client().post("/order").text == "ordered"
    assert not DONE.exists(), "the task ran before a worker was there"
    assert list((FOLDER / "queue").iterdir()), "the broker holds no task"
    worker = [sys.executable, "-P", __file__, "worker"]
    subprocess.run(worker, timeout=8, capture_output=True)
    assert DONE.read_text() == "Book 7 shop"
    note = (
        "Celery, wired by the application’s own lines, left the task with a broker, here a folder,"
        " and a worker beside the application ran it in its context."
    )
    print(json.dumps({"status": "partly", "note": note, "packages": ["celery"]}))
