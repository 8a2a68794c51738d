#[test]
fn adds() {
    assert_eq!(3, billing::total(&[1, 2]));
}

#[test]
fn fails() {
    assert_eq!(4, billing::total(&[1, 2]));
}

#[test]
fn breaks() {
    panic!("no money");
}

#[test]
#[ignore]
fn rests() {}
