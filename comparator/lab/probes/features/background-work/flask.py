"""Hands a task to Celery, wired as Flask's guide shows, and runs a worker after the answer."""

import json
import subprocess
import sys
from pathlib import Path

from celery import Celery, Task, shared_task
from flask import Flask

FOLDER = Path.cwd()
DONE = FOLDER / "done.txt"
QUEUE = {f"data_folder_{way}": str(FOLDER / "queue") for way in ("in", "out")}


def celery_init_app(app: Flask) -> Celery:
    """As in Flask's guide: every task runs in an application context."""

    class FlaskTask(Task):
        def __call__(self, *args, **kwargs):
            with app.app_context():
                return self.run(*args, **kwargs)

    celery = Celery(app.name, task_cls=FlaskTask)
    celery.conf.update(app.config["CELERY"])
    celery.set_default()
    return celery


app = Flask("shop")
app.config["CELERY"] = {
    "broker_url": "filesystem://",
    "broker_transport_options": QUEUE | {"control_folder": str(FOLDER / "control")},
    "task_ignore_result": True,
}
celery = celery_init_app(app)


@shared_task(name="note_down")
def note_down(text: str) -> None:
    DONE.write_text(text)
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
    worker = [sys.executable, "-P", __file__, "worker"]
    subprocess.run(worker, timeout=8, capture_output=True)
    assert DONE.read_text() == "Book 7"
    note = (
        "Flask’s guide has a function to copy that wires Celery; a broker and a worker are needed."
    )
    print(json.dumps({"status": "partly", "note": note, "packages": ["celery"]}))
