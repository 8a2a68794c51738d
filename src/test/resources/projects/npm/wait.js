const ms = require('ms');

exports.seconds = (text) => ms(text) / 1000;
