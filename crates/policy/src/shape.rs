//! The written forms of clause numbers and the order in which they nest.

use serde::Serialize;

/// How a clause's number is written. The number's value is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// 第一编, 第一篇, 第一部分
    Volume,
    /// 第一分编
    Subvolume,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条, 第一条之一
    Article,
    /// `1 总则`, the top level of documents numbered in decimals
    Bare,
    /// 一、
    HanComma,
    /// （一）
    HanBracket,
    /// `1.` `1．` `1、`
    Digit,
    /// `1.1`, `1.1.1`: the number of figures
    Decimal(u8),
    /// （1）
    DigitBracket,
    /// `1）`
    HalfBracket,
    /// ①
    Circled,
}

impl Shape {
    /// The usual order of nesting, outermost first: GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）) under the units of the
    /// Legislation Law, article 65 (编、章、节、条、款、项、目).
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Volume => 10,
            Self::Subvolume => 12,
            Self::Chapter => 20,
            Self::Section => 30,
            Self::Article => 40,
            Self::Bare => 45,
            Self::HanComma => 50,
            Self::HanBracket => 60,
            Self::Digit => 70,
            Self::Decimal(figures) => 70 + figures.min(29),
            Self::DigitBracket => 100,
            Self::HalfBracket => 101,
            Self::Circled => 110,
        }
    }

    /// Units of a law that carry a title and never running text.
    pub(crate) fn is_division(self) -> bool {
        matches!(self, Self::Volume | Self::Subvolume | Self::Chapter | Self::Section)
    }
}
