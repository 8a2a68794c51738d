package billing

func Total(cents ...int) int {
	sum := 0
	for _, each := range cents {
		sum += each
	}
	return sum
}
