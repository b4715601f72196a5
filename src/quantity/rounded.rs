/// A fraction rounded to a whole number, half away from zero; the denominator is above 0.
pub fn rounded(numerator: i128, denominator: i128) -> i128 {
    let half = if numerator < 0 { -denominator } else { denominator };
    (2 * numerator + half).checked_div(2 * denominator).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (numerator, denominator, expected) in [
            (5, 10, 1),
            (4, 10, 0),
            (-5, 10, -1),
            (-4, 10, 0),
            (15, 10, 2),
            (1, 3, 0),
            (2, 3, 1),
            (-2, 3, -1),
            (-1, 3, 0),
            (3, 3, 1),
            (7, 5, 1),
            (8, 5, 2),
            (0, 365, 0),
            (183, 365, 1),
            (182, 365, 0),
        ] {
            assert_eq!(rounded(numerator, denominator), expected, "{numerator}/{denominator}");
        }
    }
}
