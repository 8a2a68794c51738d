package billing

import "testing"

func TestAdds(t *testing.T) {
	if Total(1, 2) != 3 {
		t.Fatal("1 and 2 is not 3")
	}
}

func TestRests(t *testing.T) {
	t.Skip("not today")
}

func TestFails(t *testing.T) {
	if got := Total(1, 2); got != 4 {
		t.Errorf("got %d, want 4", got)
	}
}

func TestBreaks(t *testing.T) {
	var none []int
	_ = none[len(none)-1]
}
