//! Short lists: nearly every mention has one name in it or none, and a list of one needs no memory of its own.

use std::ops::{Deref, DerefMut};

/// A list that is seldom longer than one; used as the slice of its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Few<T> {
    /// Nothing.
    #[default]
    None,
    /// One item.
    One(T),
    /// Several.
    Many(Vec<T>),
}

impl<T> Few<T> {
    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        *self = match std::mem::take(self) {
            Few::None => Few::One(item),
            Few::One(first) => Few::Many(vec![first, item]),
            Few::Many(mut list) => {
                list.push(item);
                Few::Many(list)
            }
        };
    }

    /// Keeps the items that fit.
    pub fn retain(&mut self, fits: impl Fn(&T) -> bool) {
        match self {
            Few::One(item) if !fits(item) => *self = Few::None,
            Few::Many(list) => list.retain(fits),
            _ => {}
        }
    }

    /// Leaves of equal neighbours the first.
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        if let Few::Many(list) = self {
            list.dedup();
        }
    }

    /// The items as a vector of their own.
    pub fn into_vec(self) -> Vec<T> {
        match self {
            Few::None => Vec::new(),
            Few::One(item) => vec![item],
            Few::Many(list) => list,
        }
    }

    /// Empties the list.
    pub fn clear(&mut self) {
        *self = Few::None;
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Few::None => &[],
            Few::One(item) => std::slice::from_ref(item),
            Few::Many(list) => list,
        }
    }
}

impl<T> DerefMut for Few<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Few::None => &mut [],
            Few::One(item) => std::slice::from_mut(item),
            Few::Many(list) => list,
        }
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Few::None;
        list.extend(items);
        list
    }
}

impl<'l, T> IntoIterator for &'l Few<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
