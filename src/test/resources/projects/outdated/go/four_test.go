package four

import "testing"

func TestFour(t *testing.T) {
	if Four() != 4 {
		t.Fatal("not four")
	}
}
