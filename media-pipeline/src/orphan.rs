//! Whoever started this program holds the other end of its standard input and writes nothing to it. When that process is
//! gone, however it ended, nobody waits for the files any more.
//!
//! Not the kernel's own signal for it (`PR_SET_PDEATHSIG`): that one comes when the *thread* ends that started us.

use anyhow::{Context, Result};
use std::{
    fs::File,
    io::{ErrorKind, Read},
    os::fd::AsFd,
    thread,
};

/// Ends the process with 1, at once: what other threads and libraries have registered for the end is not run beside them,
/// while they still use it.
#[allow(unsafe_code)]
pub fn end_now() -> ! {
    // SAFETY: never returns and touches no memory of ours.
    unsafe { libc::_exit(1) }
}

/// In bytes; it calls two functions.
const STACK: usize = 64 << 10;

/// Ends this process, with 1, when standard input does. To be called behind the walls: they go up before there is a second
/// thread.
///
/// # Errors
/// The system gives no thread.
pub fn end_with_standard_input() -> Result<()> {
    let input = std::io::stdin().as_fd().try_clone_to_owned().context("standard input cannot be read")?;
    let watch = move || {
        let (mut input, mut piece) = (File::from(input), [0; 64]);
        loop {
            match input.read(&mut piece) {
                Ok(1..) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => end_now(),
            }
        }
    };
    thread::Builder::new()
        .name("parent".to_owned())
        .stack_size(STACK)
        .spawn(watch)
        .context("a thread that watches the parent")?;
    Ok(())
}
