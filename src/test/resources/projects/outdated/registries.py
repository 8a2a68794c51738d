# Registries of Python, Rust and Go in a directory, each with an old and a new doubler: registries.py DIRECTORY
import gzip, hashlib, io, json, os, sys, tarfile, zipfile

root = sys.argv[1]

def put(path, data):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())

def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, text in files.items():
            z.writestr(name, text)
    return out.getvalue()

def tarred(files):
    out = io.BytesIO()
    # Without the time, so that its checksum is the same each time.
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as z, tarfile.open(fileobj=z, mode="w") as t:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            data = text.encode()
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()

CHANGES = "# Changelog\n\n## 2.0.0\n- BREAKING: `twice` takes whole numbers only\n- faster\n\n## 1.0.0\n- First\n"

# Python: a simple index
links = ""
for v, body in (("1.0.0", "def twice(n):\n    return n + n\n"), ("2.0.0", "def twice(n):\n    return 2 * int(n)\n")):
    info = f"doubler-{v}.dist-info"
    whl = zipped({
        "doubler/__init__.py": body,
        "doubler/CHANGELOG.md": CHANGES,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: doubler\nVersion: {v}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": f"doubler/__init__.py,,\ndoubler/CHANGELOG.md,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n",
    })
    name = f"doubler-{v}-py3-none-any.whl"
    put(f"pip/simple/doubler/{name}", whl)
    links += f'<a href="{name}">{name}</a>\n'
put("pip/simple/doubler/index.html", links)

# Rust: a local registry
lines = ""
for v, body in (("1.0.0", "pub fn twice(n: f64) -> f64 { n + n }\n"), ("2.0.0", "pub fn twice(n: i64) -> i64 { 2 * n }\n")):
    p = f"doubler-{v}"
    crate = tarred({
        f"{p}/Cargo.toml": f'[package]\nname = "doubler"\nversion = "{v}"\nedition = "2021"\n',
        f"{p}/src/lib.rs": body,
        f"{p}/CHANGELOG.md": CHANGES,
    })
    put(f"cargo/{p}.crate", crate)
    lines += json.dumps({"name": "doubler", "vers": v, "deps": [], "cksum": hashlib.sha256(crate).hexdigest(), "features": {}, "yanked": False}) + "\n"
put("cargo/index/do/ub/doubler", lines)

# Go: a directory as proxy
m = "example.com/doubler"
for v, body in (("v1.0.0", "package doubler\n\nfunc Twice(n int) int { return n + n }\n"), ("v1.2.0", "package doubler\n\nfunc Twice(n int) int { return 2 * n }\n")):
    mod = f"module {m}\n\ngo 1.19\n"
    put(f"go/{m}/@v/{v}.info", json.dumps({"Version": v, "Time": "2026-01-02T03:04:05Z"}))
    put(f"go/{m}/@v/{v}.mod", mod)
    put(f"go/{m}/@v/{v}.zip", zipped({f"{m}@{v}/go.mod": mod, f"{m}@{v}/doubler.go": body, f"{m}@{v}/CHANGELOG.md": CHANGES.replace("2.0.0", "1.2.0")}))
put(f"go/{m}/@v/list", "v1.0.0\nv1.2.0\n")
