import os, socket, sys

listed, hidden, other, proxy = open("/work/where").read().split()
number = str(int.from_bytes(socket.inet_aton(hidden), "big"))
same = str(int.from_bytes(socket.inet_aton(listed), "big"))
mine = os.environ.get("HTTP_PROXY", "http://127.0.0.1:9").split("//")[1].split(":")


def told(text):
    for name, value in (("@A@", listed), ("@B@", hidden), ("@T@", other), ("@Q@", proxy), ("@N@", number), ("@M@", same)):
        text = text.replace(name, value)
    return text


def talk(host, port, what):
    try:
        to = socket.create_connection((host, int(port)), 0.7)
        print("connected")
        to.settimeout(3)
        to.sendall(what)
        while True:
            more = to.recv(65536)
            if not more:
                break
            sys.stdout.write(more.decode("latin-1"))
    except OSError as e:
        print(e)


plain = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
if sys.argv[1] == "direct":
    talk(told(sys.argv[2]), sys.argv[3], plain)
elif sys.argv[1] == "tunnel":
    talk(mine[0], mine[1], told("CONNECT " + sys.argv[2] + " HTTP/1.1\r\n\r\n").encode() + plain)
else:
    text = told(sys.argv[2]).encode("latin-1").decode("unicode_escape").encode("latin-1")
    talk(mine[0], mine[1], text)
