//! Sorting by number, in one copy for the whole core.
//!
//! The standard library's sorts are made anew for every type and key, three to nine kilobytes each: together they were a
//! sixth of the module that the page loads. Here the keys are numbers, and one sort orders them all.

/// Sorts by a number; what has the same number keeps its order.
pub(crate) fn by_key<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&key) {
        return;
    }
    let mut from: Vec<(u64, u32)> = items.iter().enumerate().map(|(i, item)| (key(item), i as u32)).collect();
    from.sort_unstable();
    // Place by place along each cycle of the permutation; a place that has got its item points to itself.
    for start in 0..items.len() {
        let mut at = start;
        loop {
            let source = std::mem::replace(&mut from[at].1, at as u32) as usize;
            if source == start || source == at {
                break;
            }
            items.swap(at, source);
            at = source;
        }
    }
}

/// The same for lists known to be short: by insertion, without memory of its own.
pub(crate) fn few_by_key<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    for i in 1..items.len() {
        let mut at = i;
        while at > 0 && key(&items[at - 1]) > key(&items[at]) {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Two numbers as one key: the first decides, then the second. Numbers above 2³² − 1 count as that.
pub(crate) fn pair(first: usize, second: usize) -> u64 {
    let half = |n: usize| u64::from(u32::try_from(n).unwrap_or(u32::MAX));
    half(first) << 32 | half(second)
}

/// Turns the order round within a [`pair`]: the larger number comes first.
pub(crate) fn descending(number: usize) -> usize {
    u32::MAX as usize - number.min(u32::MAX as usize)
}

/// A short code as a key: codes up to eight letters keep their order among those of one length.
pub(crate) fn code(code: &str) -> u64 {
    code.bytes().fold(0, |key, byte| key << 8 | u64::from(byte))
}

/// A key under which the larger number comes first; not-a-number comes before all.
pub(crate) fn descending_float(number: f64) -> u64 {
    let bits = number.to_bits();
    // Negative numbers have their order turned by their sign already.
    if bits >> 63 == 1 {
        bits
    } else {
        !bits & (u64::MAX >> 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without order, always the same.
    fn shuffled(length: u64, below: u64) -> Vec<u64> {
        (0..length).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) % below).collect()
    }

    #[test]
    fn sorts_as_the_standard_library_does_and_keeps_equals_in_place() {
        for length in [0, 1, 2, 3, 7, 64, 1000] {
            for below in [1, 2, 5, 1_000_000] {
                let items: Vec<(u64, usize)> = shuffled(length, below).into_iter().zip(0..).collect();
                let (mut ours, mut short, mut theirs) = (items.clone(), items.clone(), items);
                by_key(&mut ours, |item| item.0);
                few_by_key(&mut short, |item| item.0);
                theirs.sort_by_key(|item| item.0);
                assert_eq!(ours, theirs);
                assert_eq!(short, theirs);
            }
        }
    }

    #[test]
    fn keys_of_two_numbers_and_of_fractions_keep_their_order() {
        assert!(pair(1, 9) < pair(2, 0) && pair(2, 0) < pair(2, 1));
        assert!(pair(descending(3), 7) < pair(descending(2), 0));
        let mut numbers = [0.0, -1.5, 2.5, -1e9, 1e-9, 7.0];
        by_key(&mut numbers, |n| descending_float(*n));
        assert_eq!(numbers, [7.0, 2.5, 1e-9, 0.0, -1.5, -1e9]);
    }
}
