import socket
from contextlib import suppress

with suppress(OSError):  # another program may be there already
    OTHER_PROGRAM = socket.create_server(("127.0.0.1", 8791))
