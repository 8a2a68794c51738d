#[test]
fn adds() {
    assert_eq!(3, billing::total(&[1, 2]));
}

#[test]
fn adds_nothing() {
    assert_eq!(0, billing::total(&[]));
}
