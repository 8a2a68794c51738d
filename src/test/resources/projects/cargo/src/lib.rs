pub fn total(cents: &[i64]) -> i64 {
    cents.iter().sum()
}
