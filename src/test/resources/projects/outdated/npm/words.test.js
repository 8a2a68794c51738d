const test = require('node:test');
const assert = require('node:assert');
const y18n = require('y18n');
test('says', () => assert.strictEqual(y18n({ updateFiles: false }).__('hi %s', 'you'), 'hi you'));
