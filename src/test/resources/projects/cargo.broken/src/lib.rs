pub fn total(cents: &[i64]) -> i64 {
    "much"
}
