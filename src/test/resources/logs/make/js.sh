#!/usr/bin/env bash
# Logs of node:test, Jest, Vitest, mocha and tsc.
set -u
log() { local name=$1; shift; echo "== $name"; timeout 120 "$@" > /out/$name.log 2>&1; echo "exit $?" ; }
mkdir -p /work/js/src /work/js/test && cd /work/js
cat > package.json <<X
{"name":"shop","version":"1.0.0","private":true}
X
npm install --no-audit --no-fund jest@29.7.0 vitest@2.1.9 mocha@10.8.2 typescript@5.6.3 > /out/prep-npm.txt 2>&1; tail -3 /out/prep-npm.txt
cat > src/csv.js <<X
function quote(name) {
  return name.includes(',') ? name : '"' + name + '"';
}

function cells(row) {
  if (row.length === 0) {
    throw new RangeError('no cells in an empty row');
  }
  return row.split(',').length;
}

function read(rows) {
  return rows.map((row) => cells(row)).reduce((a, b) => a + b, 0);
}

module.exports = { quote, read, cells };
X
cat > src/csv.test.js <<X
const { quote, read } = require('./csv');

describe('csv', () => {
  test('quotes names', () => {
    expect(quote('Smith, Inc.')).toBe('"Smith, Inc."');
  });
  test('reads all rows', () => {
    expect(read(['a,b', '', 'c'])).toBe(3);
  });
  test('plain', () => {
    expect(quote('a')).toBe('"a"');
  });
  test.skip('later', () => {});
  for (let i = 0; i < Number(process.env.MANY || 0); i++) {
    test('row ' + i, () => { console.log('row', i, 'booked'); expect(i % 2).toBe(0); });
  }
  if (process.env.SLOW) test('waits for the ledger', (done) => {}, 300);
  if (process.env.NOISE) test('talks much', () => {
    for (let i = 0; i < 1500; i++) console.log('booked row ' + i + ' of account ' + (i * 7919).toString(16));
    expect({ rows: 3, total: '4.00' }).toEqual({ rows: 3, total: '4.01' });
  });
});
X
cat > src/broken.test.js <<X
const missing = require('./nowhere');
test('never runs', () => missing());
X
cat > test/csv.mocha.js <<X
const assert = require('assert');
const { quote, read } = require('../src/csv');
describe('csv', () => {
  it('quotes names', () => { assert.strictEqual(quote('Smith, Inc.'), '"Smith, Inc."'); });
  it('reads all rows', () => { assert.equal(read(['a,b', '', 'c']), 3); });
  it('plain', () => { assert.equal(quote('a'), '"a"'); });
  it.skip('later', () => {});
  it('waits for the ledger', function (done) { this.timeout(200); });
});
X
cat > test/csv.node.js <<X
const { test, describe, it } = require('node:test');
const assert = require('node:assert');
const { quote, read } = require('../src/csv');
test('quotes names', () => { assert.strictEqual(quote('Smith, Inc.'), '"Smith, Inc."'); });
test('reads all rows', () => { assert.equal(read(['a,b', '', 'c']), 3); });
test('plain', () => { assert.equal(quote('a'), '"a"'); });
test('later', { skip: true }, () => {});
describe('deep', () => { describe('deeper', () => { it('adds cents', () => assert.deepStrictEqual({ a: [1, 2, 3] }, { a: [1, 2, 4] })); }); });
X
cat > src/csv.vitest.mjs <<X
import { describe, expect, test } from 'vitest';
import { quote, read } from './csv.js';
describe('csv', () => {
  test('quotes names', () => { expect(quote('Smith, Inc.')).toBe('"Smith, Inc."'); });
  test('reads all rows', () => { expect(read(['a,b', '', 'c'])).toBe(3); });
  test('plain', () => { expect(quote('a')).toBe('"a"'); });
  test.skip('later', () => {});
  for (let i = 0; i < Number(process.env.MANY || 0); i++) test('row ' + i, () => { console.log('row', i); expect(i % 2).toBe(0); });
  if (process.env.SLOW) test('waits for the ledger', () => new Promise(() => {}), 300);
});
X
cat > src/broken.vitest.mjs <<X
import { test } from 'vitest';
import { nothing } from './nowhere.js';
test('never runs', () => nothing());
X
cat > src/oom.test.js <<X
test('eats memory', () => { const all = []; for (;;) all.push(new Array(1e6).fill(Math.random())); });
X
mkdir -p ts/src && cat > ts/src/money.ts <<X
export interface Money { cents: number; currency: string }

export function plus(a: Money, b: Money): Money {
  const sum: string = a.cents + b.cents;
  return { cents: sum };
}

export function label(m: Money): string {
  return m.cent.toFixed(2);
}
X
for i in $(seq 1 200); do echo "export const row$i: number = 'cell $i';"; done > ts/src/rows.ts
cat > ts/tsconfig.json <<X
{"compilerOptions":{"strict":true,"noEmit":true,"target":"es2020"},"include":["src"]}
X
find . -path ./node_modules -prune -o -type f -print | sed 's|^\./||' | sort > /out/js.paths
log jest npx jest --testMatch='**/csv.test.js'
log jest-colour npx jest --colors --testMatch='**/csv.test.js'
MANY=60 log jest-many npx jest --testMatch='**/csv.test.js'
NOISE=1 log jest-noise npx jest --testMatch='**/csv.test.js'
SLOW=1 log jest-timeout npx jest --testMatch='**/csv.test.js'
log jest-broken npx jest --testMatch='**/broken.test.js'
log jest-none npx jest --testMatch='**/nothing.test.js'
NODE_OPTIONS=--max-old-space-size=60 log jest-oom npx jest -i --testMatch='**/oom.test.js'
V="npx vitest run --config /work/js/vitest.config.mjs"
cat > vitest.config.mjs <<X
export default { test: { include: ['src/*.vitest.mjs'] } };
X
log vitest $V csv.vitest
log vitest-colour env FORCE_COLOR=1 $V csv.vitest
MANY=60 log vitest-many $V csv.vitest
SLOW=1 log vitest-timeout $V csv.vitest
log vitest-broken $V broken.vitest
log vitest-all $V
log vitest-none $V nowhere
log mocha npx mocha test/csv.mocha.js
log mocha-dot npx mocha --colors -R dot test/csv.mocha.js
log node-spec node --test --test-reporter=spec test/csv.node.js
log node-tap node --test --test-reporter=tap test/csv.node.js
log node-crash node -e 'const {read}=require("./src/csv"); setTimeout(()=>read(["a",""]),1)'
log tsc npx tsc -p ts
log tsc-pretty npx tsc --pretty -p ts
log tsc-few npx tsc -p ts
echo done
