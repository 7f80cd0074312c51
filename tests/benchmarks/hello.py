"""The least a WSGI server can do: what our cached lesson is measured against."""

BODY = b"hello"


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]
