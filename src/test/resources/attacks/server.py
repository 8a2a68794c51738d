import socket, sys, threading

canary, first = sys.argv[1], sys.argv[2]
ports = [int(p) for p in sys.argv[3:]] or [80, 8080]


def serve(port, said):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("0.0.0.0", port))
    server.listen(50)
    while True:
        client, _ = server.accept()
        client.settimeout(0.2)
        got = b""
        try:
            while True:
                more = client.recv(65536)
                if not more:
                    break
                got += more
        except OSError:
            pass
        body = said.encode() or b"welcome\n" + got
        try:
            client.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        except OSError:
            pass
        client.close()


threading.Thread(target=serve, args=(ports[1], canary), daemon=True).start()
serve(ports[0], first)
