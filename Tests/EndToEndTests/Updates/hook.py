"""A webhook on the loopback; the path says how it behaves. It writes down what it got, a line of JSON each."""
import http.server, json, sys, threading, time


class Hook(http.server.BaseHTTPRequestHandler):
    seen = {}

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        count = Hook.seen[self.path] = Hook.seen.get(self.path, 0) + 1
        kind = self.path.split("/")[1]
        with open(sys.argv[1], "a") as file:
            line = {"path": self.path, "type": self.headers["Content-Type"], "body": json.loads(body)}
            file.write(json.dumps(line) + "\n")
        if kind == "hang":
            time.sleep(600)
        if kind == "close":
            if count == 1:
                return self.connection.close()
        status = {"trouble": 500 if count == 1 else 200, "busy": 429 if count == 1 else 200, "gone": 404, "away": 302}
        self.send_response(status.get(kind, 200))
        if kind == "busy":
            self.send_header("Retry-After", "1")
        if kind == "away":
            self.send_header("Location", "/elsewhere/followed")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
server.daemon_threads = True
print("ready", server.server_port, flush=True)
server.serve_forever()
