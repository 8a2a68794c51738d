#!/usr/bin/env bash
# Logs of pytest, unittest, go test and cargo, and of commands that run no tests.
set -u
log() { local name=$1; shift; echo "== $name"; timeout 120 "$@" > /out/$name.log 2>&1; echo "exit $?" ; }
mkdir -p /work/py/shop /work/py/tests && cd /work/py
touch shop/__init__.py
cat > shop/csv.py <<X
def quote(name):
    return name if "," in name else '"%s"' % name


def cells(row):
    if not row:
        raise ValueError("no cells in an empty row")
    return len(row.split(","))


def read(rows):
    return sum(map(cells, rows))
X
cat > tests/test_csv.py <<X
import os, sys, time, unittest, warnings
import pytest
sys.path.insert(0, os.path.dirname(os.path.dirname(__file__)))
from shop.csv import quote, read


def test_quotes_names():
    assert quote("Smith, Inc.") == '"Smith, Inc."'


def test_reads_all_rows():
    assert read(["a,b", "", "c"]) == 3


def test_plain():
    warnings.warn("csv is deprecated")
    assert quote("a") == '"a"'


@pytest.mark.skip(reason="later")
def test_later():
    pass


@pytest.fixture
def ledger():
    raise RuntimeError("ledger is locked")


def test_books(ledger):
    pass
X
cat > tests/test_many.py <<X
import pytest


@pytest.mark.parametrize("cents", range(60))
def test_rounds(cents):
    print("rounding", cents)
    assert cents % 2 == 0
X
cat > tests/test_noise.py <<X
import logging


def test_talks_much():
    for i in range(5200):
        logging.getLogger("ledger").warning("booked row %d of account %x", i, i * 7919)
    assert {"rows": 3, "total": "4.00"} == {"rows": 3, "total": "4.01"}
X
cat > tests/test_long.py <<X
def test_long_line():
    print("x" * (1 << 20))
    assert "a" * 300000 == "a" * 299999 + "b"
X
printf 'from shop.nowhere import nothing\n\n\ndef test_never():\n    nothing()\n' > tests/test_broken.py
printf 'def test_never():\n    return (1,\n' > tests/test_syntax.py
printf 'import ctypes\n\n\ndef crash():\n    ctypes.string_at(0)\n\n\ndef test_segfault():\n    crash()\n' > tests/test_segv.py
printf 'import time\n\n\ndef wait():\n    time.sleep(60)\n\n\ndef test_hangs():\n    wait()\n' > tests/test_hang.py
printf 'def helper():\n    pass\n' > tests/test_empty.py
mkdir unit; cat > unit/test_unit.py <<X
import os, sys, unittest
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from shop.csv import quote, read


class CsvTest(unittest.TestCase):
    def test_quotes_names(self):
        self.assertEqual(quote("Smith, Inc."), '"Smith, Inc."')

    def test_reads_all_rows(self):
        self.assertEqual(read(["a,b", "", "c"]), 3)

    def test_plain(self):
        self.assertEqual(quote("a"), '"a"')

    @unittest.skip("later")
    def test_later(self):
        pass
X
find . -name '*.py' | sed 's|^\./||' | sort > /out/py.paths
P="python3 -m pytest -p no:cacheprovider"
log pytest $P tests/test_csv.py
log pytest-colour $P --color=yes tests/test_csv.py
log pytest-verbose $P -v tests/test_csv.py
log pytest-short $P --tb=short -q tests/test_csv.py
log pytest-line $P --tb=line tests/test_csv.py
log pytest-many $P tests/test_many.py
log pytest-noise $P -o log_cli=true tests/test_noise.py tests/test_csv.py
log pytest-long-line $P tests/test_long.py
log pytest-broken $P tests/test_broken.py tests/test_syntax.py
log pytest-none $P tests/test_empty.py
log pytest-segfault $P tests/test_segv.py
log pytest-hang timeout 5 $P -o faulthandler_timeout=2 tests/test_hang.py
log pytest-native $P --tb=native tests/test_csv.py
log unittest python3 -m unittest discover -s unit
log unittest-none python3 -m unittest discover -s shop
log unittest-broken python3 -m unittest tests/test_broken.py
log python-crash python3 -c 'import sys; sys.path.insert(0,"."); from shop.csv import read; read(["a",""])'
log unittest-verbose python3 -m unittest discover -v -s unit
# go
mkdir -p /work/go/csv /work/go/ledger /work/go/empty && cd /work/go
printf 'module example.com/shop\n\ngo 1.19\n' > go.mod
cat > csv/csv.go <<X
package csv

import "strings"

// Quote puts a name in quotes.
func Quote(name string) string {
	if strings.Contains(name, ",") {
		return name
	}
	return "\"" + name + "\""
}

// Cell gives one cell.
func Cell(row []string, n int) string {
	return row[n]
}
X
cat > csv/csv_test.go <<X
package csv

import (
	"fmt"
	"os"
	"testing"
	"time"
)

func TestQuotes(t *testing.T) {
	if got := Quote("Smith, Inc."); got != "\"Smith, Inc.\"" {
		t.Errorf("got %s, want it quoted", got)
	}
}

func TestPlain(t *testing.T) {
	if got := Quote("a"); got != "\"a\"" {
		t.Fatal(got)
	}
}

func TestLater(t *testing.T) { t.Skip("later") }

func TestRows(t *testing.T) {
	for i := 0; i < 30; i++ {
		i := i
		t.Run(fmt.Sprintf("row %d", i), func(t *testing.T) {
			t.Parallel()
			if i%3 == 0 {
				t.Fatalf("row %d: cells do not add up", i)
			}
		})
	}
}

func TestCell(t *testing.T) {
	if os.Getenv("PANIC") != "" {
		Cell([]string{"a"}, 3)
	}
}

func TestHangs(t *testing.T) {
	if os.Getenv("HANG") != "" {
		time.Sleep(time.Minute)
	}
}

func TestNoise(t *testing.T) {
	if os.Getenv("NOISE") != "" {
		for i := 0; i < 6500; i++ {
			fmt.Printf("level=info msg=\"booked row %d\" account=%x took=%dms\n", i, i*7919, i%97)
		}
		t.Error("total is 4.01, want 4.00")
	}
}
X
printf 'package ledger\n\nfunc Sum(a, b int) int { return a + b }\n' > ledger/ledger.go
printf 'package ledger\n\nimport "testing"\n\nfunc TestSum(t *testing.T) {\n\tif Sum(1, 2) != 3 {\n\t\tt.Fatal("no")\n\t}\n}\n' > ledger/ledger_test.go
printf 'package empty\n' > empty/empty.go
find . -name '*.go' -o -name go.mod | sed 's|^\./||' | sort > /out/go.paths
log go go test ./...
log go-verbose go test -v ./...
log go-json go test -json ./...
PANIC=1 log go-panic go test ./...
HANG=1 log go-timeout go test -timeout 2s -run 'Hangs|Plain' ./...
NOISE=1 log go-noise go test -v -run 'Noise|Plain|Quotes' ./...
log go-none go test -run Nothing ./empty
printf 'package ledger\n\nimport "testing"\n\nfunc TestSum(t *testing.T) {\n\tvar n string = Sum(1, 2)\n\tmissing()\n}\n' > ledger/ledger_test.go
log go-compile go test ./...
printf 'package csv\n\nfunc Broken() int {\n\treturn Missing(\n}\n' > csv/broken.go
log go-syntax go test ./csv
rm csv/broken.go
# cargo
mkdir -p /work/rs/src /work/rs/tests && cd /work/rs
printf '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n' > Cargo.toml
cat > src/lib.rs <<X
pub fn quote(name: &str) -> String {
    let unused = 1;
    if name.contains(',') { name.to_string() } else { format!("\"{}\"", name) }
}

pub fn cell(row: &[&str], n: usize) -> String {
    row[n].to_string()
}

pub fn deep(n: u64) -> u64 {
    if n == u64::MAX { 0 } else { 1 + deep(n + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_names() {
        assert_eq!(quote("Smith, Inc."), "\"Smith, Inc.\"");
    }

    #[test]
    fn cells() {
        assert_eq!(cell(&["a"], 3), "");
    }

    #[test]
    fn plain() {
        assert_eq!(quote("a"), "\"a\"");
    }

    #[test]
    #[ignore]
    fn later() {}

    #[test]
    #[should_panic(expected = "no credit")]
    fn panics() {}

    #[test]
    fn overflows() {
        if std::env::var("DEEP").is_ok() { println!("{}", deep(0)); }
    }

    #[test]
    fn noisy() {
        if std::env::var("NOISE").is_ok() {
            for i in 0..7000 { println!("booked row {} of account {:x} in {} ms", i, i * 7919, i % 97); }
            panic!("total is 4.01");
        }
    }
}
X
cat > tests/it.rs <<X
use shop::quote;

#[test]
fn outside() -> Result<(), String> {
    Err(format!("cannot book {}", quote("a")))
}
X
find . -path ./target -prune -o -name '*.rs' -print -o -name Cargo.toml -print | sed 's|^\./||' | sort > /out/rs.paths
log cargo cargo test --no-fail-fast
RUST_BACKTRACE=1 log cargo-backtrace cargo test
log cargo-colour cargo test --color always -- --color always
DEEP=1 log cargo-crash cargo test
NOISE=1 log cargo-noise cargo test
sed -i 's/    row\[n\].to_string()/    let n: i32 = row[n];\n    missing(n)/' src/lib.rs
log cargo-compile cargo test
# other commands
cd /work/py
log repeated bash -c 'for i in $(seq 1 9000); do echo "WARN connection refused, retrying"; [ $((i % 3000)) = 0 ] && echo "ERROR gave up on shard $i"; done; exit 1'
log progress bash -c 'for i in $(seq 1 20000); do printf "\rDownloading %d of 20000" $i; done; echo; echo "error: checksum of part 20000 does not match"; exit 1'
log git-conflict bash -c 'cd /tmp && rm -rf g && git init -q g && cd g && git config user.email a@b && git config user.name a && echo a > f && git add f && git commit -qm a && git checkout -qb b && echo b > f && git commit -qam b && git checkout -q - && echo c > f && git commit -qam c && git merge b'
log listing bash -c 'for i in $(seq 1 9000); do echo "src/part$i/File$i.java"; done'

# For the clusters: a service's log and the package manager's.
python3 /gen/service.py 12000 > /out/service.log
cp /var/log/dpkg.log /out/dpkg.log
