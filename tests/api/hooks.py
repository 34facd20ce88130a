"""What schemathesis has to be told: how a body in lines is sent."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_, value):
    return value.encode() if isinstance(value, str) else str(value).encode()
