"""Route a request to a function and answer it, as a WSGI application without a framework."""

import json

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

urls = Map([Rule("/books/<int:number>", endpoint="book")])


@Request.application
def app(request):
    try:
        endpoint, values = urls.bind_to_environ(request.environ).match()
    except HTTPException as error:
        return error
    return Response(f"{endpoint} {values['number']} {request.args.get('page', 'first')}")


client = Client(app)
assert client.get("/books/7?page=last").text == "book 7 last"
assert client.get("/books/seven").status_code == 404

note = "A WSGI application made of its request, response and routes answers a page and a 404."
print(json.dumps({"status": "yes", "note": note, "packages": ["Werkzeug"]}))
