package four

import "example.com/doubler"

func Four() int { return doubler.Twice(2) }
