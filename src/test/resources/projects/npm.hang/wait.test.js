const test = require('node:test');

test('hangs', () => new Promise((done) => setTimeout(done, 600000)));
