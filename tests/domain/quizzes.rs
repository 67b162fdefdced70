//! Questions with answers to choose from: what is right, and attempts that are signed.

use domain::{ATTEMPT_LIFETIME, Attempt, AttemptError, AttemptKey, QuizKind, Score, Timestamp, attempt_digest, score};

#[test]
fn all_that_is_right_and_nothing_else_must_be_chosen() {
    let right = [true, false, true];
    let marked = |chosen: &[usize]| score(QuizKind::Multiple, &right, chosen);
    assert_eq!(marked(&[0, 2]), Score::Right);
    assert_eq!(marked(&[2, 0]), Score::Right);
    for chosen in [&[0][..], &[0, 1, 2], &[1], &[0, 2, 7]] {
        assert_eq!(marked(chosen), Score::Wrong, "{chosen:?}");
    }
    assert_eq!(marked(&[]), Score::Left);
}

#[test]
fn a_question_with_one_answer_takes_one() {
    for kind in [QuizKind::Single, QuizKind::TrueFalse] {
        assert_eq!(score(kind, &[false, true], &[1]), Score::Right);
        assert_eq!(score(kind, &[false, true], &[0]), Score::Wrong);
        assert_eq!(score(kind, &[false, true], &[0, 1]), Score::Wrong);
        assert_eq!(score(kind, &[false, true], &[]), Score::Left);
    }
}

fn attempt() -> Attempt {
    Attempt { work: 7, revision: 12, issued: Timestamp(1_790_000_000_000), questions: [3; 32], nonce: [9; 16] }
}

#[test]
fn an_attempt_is_read_back_until_its_time_is_over() {
    let key = AttemptKey::new("a secret".to_owned());
    let (word, issued) = (key.write(&attempt()), attempt().issued.0);
    assert_eq!(key.read(&word, Timestamp(issued)), Ok(attempt()));
    assert_eq!(key.read(&word, Timestamp(issued + ATTEMPT_LIFETIME - 1)), Ok(attempt()));
    assert_eq!(key.read(&word, Timestamp(issued + ATTEMPT_LIFETIME)), Err(AttemptError::Expired));
    assert_ne!(attempt_digest(&word), attempt_digest(&key.write(&Attempt { nonce: [8; 16], ..attempt() })));
}

#[test]
fn an_attempt_that_somebody_else_made_or_changed_is_foreign() {
    let key = AttemptKey::new("a secret".to_owned());
    let (word, now) = (key.write(&attempt()), attempt().issued);
    let other = AttemptKey::new("another secret".to_owned()).write(&attempt());
    let mut tampered = vec![String::new(), "?".to_owned(), other, word[1..].to_owned(), format!("{word}A")];
    for at in 0..word.len() - 1 {
        let letter = if &word[at..=at] == "A" { "B" } else { "A" };
        tampered.push(format!("{}{letter}{}", &word[..at], &word[at + 1..]));
    }
    for word in tampered {
        assert_eq!(key.read(&word, now), Err(AttemptError::Foreign), "{word}");
    }
}
