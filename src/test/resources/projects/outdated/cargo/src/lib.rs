pub fn four() -> f64 {
    doubler::twice(2 as _) as f64
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_four() {
        assert_eq!(4.0, super::four());
    }
}
