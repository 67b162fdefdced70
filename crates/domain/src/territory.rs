//! Where in the world something may be used.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A country or region by its two letters in ISO 3166-1, such as `CN` or `HK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Territory([u8; 2]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no territory: use its two letters in ISO 3166-1, such as CN or HK")]
pub struct TerritoryError {
    pub given: String,
}

/// The officially assigned ones, each of two letters behind a blank.
const ASSIGNED: &str = " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

impl Territory {
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two letters")
    }

    /// All that are assigned, by their letters.
    pub fn all() -> impl Iterator<Item = Self> {
        ASSIGNED.split_ascii_whitespace().filter_map(|code| code.parse().ok())
    }
}

impl FromStr for Territory {
    type Err = TerritoryError;

    fn from_str(s: &str) -> Result<Self, TerritoryError> {
        let refused = || TerritoryError { given: s.chars().take(20).collect() };
        let upper = s.trim().to_ascii_uppercase();
        let letters: [u8; 2] = upper.as_bytes().try_into().map_err(|_| refused())?;
        let assigned = ASSIGNED.split_ascii_whitespace().any(|code| code == upper);
        if assigned { Ok(Self(letters)) } else { Err(refused()) }
    }
}

impl TryFrom<String> for Territory {
    type Error = TerritoryError;
    fn try_from(s: String) -> Result<Self, TerritoryError> {
        s.parse()
    }
}

impl From<Territory> for String {
    fn from(territory: Territory) -> String {
        territory.code().to_owned()
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
