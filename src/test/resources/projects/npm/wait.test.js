const test = require('node:test');
const assert = require('node:assert');
const { seconds } = require('./wait');

test('reads minutes', () => assert.equal(seconds('2m'), 120));
test('reads seconds', () => assert.equal(seconds('5s'), 5));
