"""Runs an async Flask view, and looks whether two of them can wait in one event loop."""

import asyncio
import json
import threading

from flask import Flask

app = Flask(__name__)
app.testing = True
seen = []


@app.get("/<name>")
async def view(name: str) -> str:
    async def part(text: str) -> str:
        await asyncio.sleep(0)
        return text

    seen.append((asyncio.get_running_loop(), threading.get_ident()))
    return "".join(await asyncio.gather(part(name), part("!")))


def in_thread(name: str) -> None:
    assert app.test_client().get(f"/{name}").text == f"{name}!"


in_thread("alone")  # where async views need something more, the reason is raised here
threads = [threading.Thread(target=in_thread, args=[name]) for name in ("one", "two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(seen) == 3, seen
loops = {id(loop) for loop, _ in seen}
status = "yes" if len(loops) == 1 else "partly"
note = (
    "The extra Flask[async] (asgiref) runs async views, each in an event loop of its own;"
    " the request holds its thread until it is answered."
)
print(json.dumps({"status": status, "note": note, "packages": ["asgiref"]}))
