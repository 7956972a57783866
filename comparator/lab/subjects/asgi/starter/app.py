async def application(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError  # how an application says that it has no such protocol
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"13")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"Hello, World!"})
