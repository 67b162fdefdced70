//! Saying something on standard output.

/// Like `println!`, but a reader who stops reading (`… | head -1`) is no fault: the act is done whether told or not.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout().lock(), $($words)*);
    }};
}
pub(crate) use say;
