//! How a run of `media-pipeline` ended, and what its job makes of that: said here once, for every kind of file.

use crate::run::Outcome;
use rustix::process::Signal;
use std::time::Duration;

/// A program that is ended from outside at this attempt or a later one is not begun again: whatever ends it is still there.
const ENOUGH: i32 = 3;

#[derive(Debug)]
pub(crate) enum Ended {
    Done,
    /// The reason in words for the editor, where it gave one.
    Refused(Option<String>),
    /// The machine's fault; for the log.
    Failed(String),
    /// It found itself in a state that its authors thought impossible; what it said of it, for the log.
    Panicked(String),
    /// By this signal.
    Killed(i32),
    /// The time it had.
    TimedOut(Duration),
}

/// What an editor is told of a kind of file.
pub(crate) struct Words {
    /// What was being done, such as 处理这个视频.
    pub doing: &'static str,
    /// Why a file was refused, where the program gave no reason.
    pub refused: &'static str,
    /// What to do where the file asks for too much.
    pub remedy: &'static str,
}

impl Ended {
    /// Each way to end other than well; `attempts` of the job, this one among them.
    pub(crate) fn into_result(self, attempts: i32, words: &Words) -> Result<(), Outcome> {
        let Words { doing, refused, remedy } = words;
        let stopped = |why: &str| Outcome::GiveUp(format!("{doing}{why}，已停止。{remedy}"));
        let crashed =
            |how: &str| Outcome::GiveUp(format!("{doing}时程序中止（{how}）：内容已损坏，或需要的内存超出了上限。{remedy}"));
        Err(match self {
            Self::Done => return Ok(()),
            Self::Refused(reason) => Outcome::GiveUp(reason.unwrap_or_else(|| (*refused).to_owned())),
            Self::Failed(why) => Outcome::Retry(why),
            Self::Panicked(why) => {
                tracing::error!(why, "media-pipeline panicked");
                crashed("内部错误")
            }
            Self::Killed(signal) if is_from_outside(signal) && attempts < ENOUGH => {
                Outcome::Retry(format!("media-pipeline was ended from outside, by signal {signal}"))
            }
            Self::Killed(signal) if is_from_outside(signal) => {
                tracing::error!(signal, attempts, "media-pipeline was ended from outside again: too little memory?");
                Outcome::GiveUp(format!(
                    "{doing}试了{attempts}次，这一次程序被服务器强行结束（多半是服务器内存不足），问题不在文件。\
                     请联系管理员，稍后再点“重新处理”。"
                ))
            }
            Self::Killed(signal) if signal == Signal::XCPU.as_raw() => stopped("占用处理器的时间超出了上限"),
            Self::Killed(signal) if signal == Signal::XFSZ.as_raw() => stopped("要写的文件超出了上限"),
            Self::Killed(signal) => crashed(&format!("信号 {signal}")),
            Self::TimedOut(limit) => stopped(&format!("超过了{}", in_words(limit))),
        })
    }
}

/// Sent by the kernel that is short of memory, by an operator or by what stops services, and never by a program to itself
/// nor by a limit of its own: that of processor time has a signal, too, before the last one.
fn is_from_outside(signal: i32) -> bool {
    [Signal::KILL, Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT].iter().any(|outside| outside.as_raw() == signal)
}

fn in_words(limit: Duration) -> String {
    match limit.as_secs_f64().ceil() as u64 {
        seconds @ ..120 => format!("{seconds}秒"),
        seconds => format!("{}分钟", seconds.div_ceil(60)),
    }
}
