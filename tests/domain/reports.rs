//! Receipts of readers' reports, and the ways that a report can go.

use domain::{Receipt, ReportState, client_network};
use proptest::prelude::*;
use std::{collections::HashSet, net::IpAddr};

proptest! {
    #[test]
    fn a_receipt_is_read_as_it_is_written_and_as_people_type_it(bytes in any::<[u8; 16]>()) {
        let receipt = Receipt::from_chance(bytes);
        let written = receipt.to_string();
        prop_assert_eq!(written.len(), 14);
        for typed in [written.clone(), written.to_lowercase(), written.replace('-', ""), format!(" {} ", written.replace('-', " "))] {
            prop_assert_eq!(typed.parse::<Receipt>().unwrap(), receipt.clone());
        }
        prop_assert!(!written.contains(['0', '1', 'I', 'L', 'O', 'U']), "{} can be misread", written);
    }
}

#[test]
fn receipts_of_neighbouring_chances_have_nothing_in_common_that_could_be_counted_up() {
    let receipts: HashSet<Receipt> = (0..=255).map(|n| Receipt::from_chance([n; 16])).collect();
    assert_eq!(receipts.len(), 256);
}

#[test]
fn what_is_no_receipt_is_refused() {
    for typed in ["", "K7QM-2ZXA-9HT", "K7QM-2ZXA-9HTCC", "K7QM-2ZXA-9HT0", "一二三四", &"A".repeat(1000)] {
        assert!(typed.parse::<Receipt>().is_err(), "{typed}");
    }
}

#[test]
fn an_answer_stands_until_the_report_is_taken_up_again() {
    use ReportState::{Corrected, Declined, Handling, Received};
    for from in [Received, Handling] {
        assert_eq!((from.to(Corrected), from.to(Declined)), (Ok(Corrected), Ok(Declined)));
    }
    for from in [Corrected, Declined] {
        assert!(from.to(Corrected).is_err() && from.to(Declined).is_err());
        assert_eq!(from.to(Handling), Ok(Handling));
    }
    assert!(ReportState::ALL.iter().all(|from| from.to(Received).is_err()));
}

#[test]
fn only_a_proxy_on_this_machine_says_for_whom_it_asks() {
    let network = |peer: &str, forwarded: Option<&str>| client_network(peer.parse().unwrap(), forwarded).to_string();
    assert_eq!(network("203.0.113.7", Some("198.51.100.1")), "203.0.113.7");
    assert_eq!(network("127.0.0.1", Some("10.0.0.1, 198.51.100.1")), "198.51.100.1");
    assert_eq!(network("127.0.0.1", Some("nonsense")), "127.0.0.1");
    assert_eq!(network("2001:db8:1:2:3:4:5:6", None), "2001:db8:1:2::");
    assert_eq!(client_network("::ffff:203.0.113.7".parse().unwrap(), None), "203.0.113.7".parse::<IpAddr>().unwrap());
}
