package billing

import "testing"

func TestAdds(t *testing.T) {
	if Total(1, 2) != 3 {
		t.Fatal("1 and 2 is not 3")
	}
}

func TestAddsNothing(t *testing.T) {
	if Total() != 0 {
		t.Fatal("nothing is something")
	}
}
