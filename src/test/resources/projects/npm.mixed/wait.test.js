const test = require('node:test');
const assert = require('node:assert');
const { seconds } = require('./wait');

test('reads minutes', () => assert.equal(seconds('2m'), 120));
test('fails', () => assert.equal(seconds('5s'), 6));
test('breaks', () => {
  throw new TypeError('no time');
});
test('rests', { skip: true }, () => {});
