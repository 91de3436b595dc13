//! Amounts, in the two ways a server can be set to write them (`1,234.56` and `1.234,56`), as plain
//! text and as numbers. The server writes two decimals, which tells its separators apart.

use domain::money::Cents;
use serde::Deserialize;
use serde_json::Value;

/// An amount, if it can be read.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Money(pub(crate) Option<Cents>);

impl From<Value> for Money {
    fn from(value: Value) -> Self {
        Self(match value {
            Value::String(text) => formatted(text.trim()),
            Value::Number(number) => number.as_f64().and_then(from_number),
            _ => None,
        })
    }
}

fn from_number(number: f64) -> Option<Cents> {
    let cents = (number * 100.0).round();
    // Up to here every whole number has a float of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    (cents.abs() < EXACT).then_some(Cents(cents as i64))
}

/// One or two digits after the last point or comma are decimals; any other mark parts groups.
fn formatted(text: &str) -> Option<Cents> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, decimals) = match text.rsplit_once(['.', ',']) {
        Some((whole, decimals)) if decimals.len() < 3 => (whole, decimals),
        _ => (text, ""),
    };
    let whole: i64 = digits(&ungrouped(whole)?)?;
    let cents: i64 = digits(&format!("{decimals:0<2}"))?;
    whole.checked_mul(100)?.checked_add(cents)?.checked_mul(sign).map(Cents)
}

/// The digits of `1.234.567`: one kind of mark, and three digits after each.
fn ungrouped(whole: &str) -> Option<String> {
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark else { return Some(whole.to_owned()) };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let known = matches!(mark, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    (sound && known).then(|| whole.split(mark).collect())
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn cents(value: Value) -> Option<i64> {
        Money::from(value).0.map(|cents| cents.0)
    }

    #[test]
    fn both_ways_of_parting_groups_are_read() {
        for text in ["1,234.56", "1.234,56", "1 234,56", "1\u{a0}234,56", "1'234.56", "1234.56"] {
            assert_eq!(cents(json!(text)), Some(123_456), "{text}");
        }
        assert_eq!(cents(json!("1,234,567.89")), Some(123_456_789));
        assert_eq!(cents(json!("1.234.567,89")), Some(123_456_789));
    }

    #[test]
    fn plain_amounts_are_read() {
        assert_eq!(cents(json!("624.26")), Some(62_426));
        assert_eq!(cents(json!("624,2")), Some(62_420));
        assert_eq!(cents(json!("624")), Some(62_400));
        assert_eq!(cents(json!("1.234")), Some(123_400), "three digits are a group");
        assert_eq!(cents(json!("-0.05")), Some(-5));
        assert_eq!(cents(json!("0.00")), Some(0));
    }

    #[test]
    fn numbers_are_rounded_to_cents() {
        assert_eq!(cents(json!(624.26)), Some(62_426));
        assert_eq!(cents(json!(19)), Some(1_900));
        assert_eq!(cents(json!(1e300)), None);
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", "-", "free", "12,34,56.7", "1.2.3", "1,234.5x", "99999999999999999999"] {
            assert_eq!(cents(json!(text)), None, "{text}");
        }
        assert_eq!(cents(json!(null)), None);
    }

    proptest! {
        #[test]
        fn an_amount_survives_either_formatting(amount in 0..100_000_000_000_i64) {
            let (whole, rest) = (amount / 100, amount % 100);
            let grouped = whole.to_string().as_bytes().rchunks(3).rev()
                .map(|group| String::from_utf8_lossy(group).into_owned())
                .collect::<Vec<_>>();
            prop_assert_eq!(cents(json!(format!("{}.{rest:02}", grouped.join(",")))), Some(amount));
            prop_assert_eq!(cents(json!(format!("{},{rest:02}", grouped.join(".")))), Some(amount));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}|[-0-9., ]{0,24}") {
            let _ = cents(json!(text));
        }
    }
}
