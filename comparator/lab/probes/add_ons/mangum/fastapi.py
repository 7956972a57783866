"""Answer an event of API Gateway in AWS Lambda’s way, without AWS."""

import json

from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()


@app.get("/books/{number}")
def book(number: int, language: str):
    return {"number": number, "language": language}


handler = Mangum(app, lifespan="off")
event = {
    "version": "2.0",
    "rawPath": "/books/7",
    "rawQueryString": "language=de",
    "headers": {"host": "example.org"},
    "requestContext": {"http": {"method": "GET", "path": "/books/7", "sourceIp": "192.0.2.1"}},
    "isBase64Encoded": False,
}
answer = handler(event, {})
assert answer["statusCode"] == 200, answer
assert json.loads(answer["body"]) == {"number": 7, "language": "de"}
event["rawPath"] = event["requestContext"]["http"]["path"] = "/nowhere"
assert handler(event, {})["statusCode"] == 404

note = "An event of API Gateway reaches the application, and the answer has Lambda’s shape."
print(json.dumps({"status": "yes", "note": note, "packages": ["mangum"]}))
