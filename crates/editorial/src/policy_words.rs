//! Why a text is no policy, in the words of the studio.

use policy::{Fault, ReadError};

pub fn policy_words(error: &ReadError) -> String {
    let line = error.line;
    match &error.fault {
        Fault::Empty => "文件是空的，请选择政策文件的正文。".to_owned(),
        Fault::TooLarge { limit, .. } => format!("文件超过{}MB，不像是一份纯文本的政策文件。", limit >> 20),
        Fault::OneLine => "文件只有一行。政策文件的标题和各条应当各占一行。".to_owned(),
        Fault::NoPolicy => "没有找到编号的条款（如“一、”“第一条”），也没有通知的标题、主送和日期，所以不像政策文件。".to_owned(),
        Fault::Binary { .. } => format!("第{line}行：这不是纯文本文件。请在 Word 或 WPS 里另存为“纯文本（.txt）”后再选。"),
        Fault::Undecodable { encoding } => format!("第{line}行：文件不是有效的{encoding}文本，请另存为 UTF-8。"),
        Fault::TooDeep { levels } => format!("第{line}行：这里的编号有{levels}层，超出了能识别的层数。"),
    }
}
