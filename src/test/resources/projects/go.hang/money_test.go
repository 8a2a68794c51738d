package billing

import (
	"testing"
	"time"
)

func TestHangs(t *testing.T) {
	time.Sleep(10 * time.Minute)
}
