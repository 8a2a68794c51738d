exports.seconds = (text => ;
