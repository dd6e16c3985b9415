"""Servers that no client should trust: usage: nasty.py [CERTIFICATE KEY]. Prints the ports on which it listens.

The first is a server of HTTP whose behaviour the path chooses; each of the others behaves in one way, whatever comes.
"""
import socket
import ssl
import struct
import sys
import threading
import time

LOGIN = b"<form><input name=\"token\" value=\"tok-3n-4711\"></form>\n"


def reset(connection):
    """Ends a connection without a good-bye."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def answer(connection, status, body=b"", headers=()):
    head = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), b"Connection: close", *headers]
    connection.sendall(b"\r\n".join(head) + b"\r\n\r\n" + body)


def read_request(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    lines = head.split(b"\r\n")
    headers = {name.lower(): value.strip() for name, value in (line.split(b":", 1) for line in lines[1:])}
    while len(body) < int(headers.get(b"content-length", 0)):
        body += connection.recv(65536)
    method, path, _ = lines[0].split(b" ")
    return method, path, headers, body, head


def http(connection):
    request = read_request(connection)
    if request is None:
        return
    method, path, headers, body, head = request
    cookie = headers.get(b"cookie", b"")
    if path == b"/ok":
        answer(connection, b"200 OK", b"all is well\n", [b"X-Kind: good"])
    elif path == b"/json":
        answer(connection, b"200 OK", b'{"shops": [{"name": "north", "id": 17}], "token": "jay-50n-1"}')
    elif path.startswith(b"/status/"):
        answer(connection, path[8:] + b" Chosen", b"chosen\n")
    elif path == b"/echo":
        answer(connection, b"200 OK", method + b" " + head + b"\n\n" + body)
    elif path == b"/drip":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.2)
    elif path == b"/flood":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nbegins here ")
        for _ in range(100000):
            connection.sendall(b"y" * 10000)
    elif path == b"/silent":
        time.sleep(60)
    elif path == b"/close":
        pass
    elif path == b"/reset":
        reset(connection)
    elif path == b"/reset-body":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf of it")
        time.sleep(0.2)
        reset(connection)
    elif path == b"/short":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf of it")
    elif path == b"/garbage":
        connection.sendall(b"220 mail.example ESMTP\r\n\x00\x01\x02\r\n\r\n")
    elif path == b"/huge-header":
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            connection.sendall(b"z" * 10000)
    elif path == b"/nul":
        answer(connection, b"200 OK", b"before\x00after \xff\xfe end\n")
    elif path == b"/loop":
        answer(connection, b"302 Found", headers=[b"Location: /loop"])
    elif path.startswith(b"/hop/"):
        left = int(path[5:])
        answer(connection, b"302 Found", headers=[b"Location: " + (b"%d" % (left - 1) if left else b"/ok")])
    elif path.startswith(b"/to/"):
        answer(connection, b"302 Found", headers=[b"Location: " + path[4:]])
    elif path == b"/login" and method == b"GET":
        answer(connection, b"200 OK", LOGIN, [b"Set-Cookie: visit=first; Path=/"])
    elif path == b"/login":
        if body == b"user=ann&password=p%26ss+word-1&token=tok-3n-4711" and b"visit=first" in cookie:
            answer(
                connection, b"302 Found",
                headers=[b"Location: /private", b"Set-Cookie: session=s3ss10n-0815; Path=/; HttpOnly"])
        else:
            answer(connection, b"403 Forbidden", b"no: " + body + b" / " + cookie)
    elif path == b"/private":
        inside = b"session=s3ss10n-0815" in cookie and headers.get(b"x-token") == b"tok-3n-4711"
        answer(connection, b"200 OK" if inside else b"401 Unauthorized", b"hello ann, tok-3n-4711\n" if inside else b"who?")
    else:
        answer(connection, b"404 Not Found", b"nothing here\n")


def banner(connection):
    """Says who it is in two pieces, and then waits for ever."""
    connection.sendall(b"220 mail.exa")
    time.sleep(0.3)
    connection.sendall(b"mple ESMTP\r\n")
    time.sleep(60)


def parrot(connection):
    while True:
        data = connection.recv(4096)
        if not data:
            return
        connection.sendall(b"you said " + data)


def silent(connection):
    time.sleep(60)


def flood(connection):
    while True:
        connection.sendall(b"n\x00o\xff" * 4096)


def rude(connection):
    connection.sendall(b"and then")
    time.sleep(0.2)
    reset(connection)


def serve(handler, context=None):
    listener = socket.create_server(("127.0.0.1", 0))

    def one(connection):
        try:
            if context:
                connection = context.wrap_socket(connection, server_side=True)
            with connection:
                handler(connection)
        except OSError:
            pass

    def loop():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    return listener.getsockname()[1]


context = None
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
for name, handler in [
    ("http", http), ("banner", banner), ("parrot", parrot), ("silent", silent), ("flood", flood), ("rude", rude)
]:
    print(name, serve(handler, context), flush=True)
print("ready", flush=True)
while True:
    time.sleep(60)
