//! Answers in words where there is no page: what happened, and a way on.

use crate::{Head, Section, Site, head};
use askama::Template;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400
    BadRequest,
    /// 403
    Forbidden,
    /// 404; the same words for a page that never was and for one that is not published.
    NotFound,
    /// 410
    Gone,
    /// 405
    MethodNotAllowed,
    /// 414
    TooLong,
    /// 413
    TooLarge,
    /// 415
    Unsupported,
    /// 429
    TooMany,
    /// 500
    Internal,
    /// 503
    Busy,
}

#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    pub site: &'a Site,
    pub kind: ErrorKind,
    /// What was wrong with the request, in words for the reader; never an inner error's text.
    pub detail: Option<String>,
    /// Under which the operator finds it in the log.
    pub id: Option<String>,
}

impl ErrorPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Other, self.title(), "/");
        head.canonical = None;
        head.indexed = false;
        head.search_bar = false;
        head
    }

    fn status(&self) -> u16 {
        match self.kind {
            ErrorKind::BadRequest => 400,
            ErrorKind::Forbidden => 403,
            ErrorKind::NotFound => 404,
            ErrorKind::Gone => 410,
            ErrorKind::MethodNotAllowed => 405,
            ErrorKind::TooLong => 414,
            ErrorKind::TooLarge => 413,
            ErrorKind::Unsupported => 415,
            ErrorKind::TooMany => 429,
            ErrorKind::Internal => 500,
            ErrorKind::Busy => 503,
        }
    }

    fn title(&self) -> &'static str {
        match self.kind {
            ErrorKind::BadRequest => "这个请求看不懂",
            ErrorKind::Forbidden => "这份表单不是从本站提交的",
            ErrorKind::NotFound => "没有找到这个页面",
            ErrorKind::Gone => "这个页面已经撤下",
            ErrorKind::MethodNotAllowed => "这个页面不接受这样的请求",
            ErrorKind::TooLong => "这个地址太长了",
            ErrorKind::TooLarge => "提交的内容太长",
            ErrorKind::Unsupported => "这样的内容读不懂",
            ErrorKind::TooMany => "请求得太频繁",
            ErrorKind::Internal => "服务器出了差错",
            ErrorKind::Busy => "现在访问的人太多",
        }
    }

    fn advice(&self) -> &'static str {
        match self.kind {
            ErrorKind::BadRequest => "地址里有写错的部分。请检查后重试，或从下面重新开始。",
            ErrorKind::Forbidden => "没有收下。请在本站的页面上打开表单，重新填写后提交。",
            ErrorKind::NotFound => "地址可能写错了，或者这一页从未发布。可以搜索，也可以从下面的入口找。",
            ErrorKind::Gone => "它所在的作品已经撤回，不再提供。可以搜索，也可以从下面的入口找。",
            ErrorKind::MethodNotAllowed => "这里只能阅读。请从下面的入口继续。",
            ErrorKind::TooLong => "要查找的文字太多，服务器没有处理。请只留下几个关键的词，再搜索一次。",
            ErrorKind::TooLarge => "没有收下。请返回上一页，把内容写短一些再提交。",
            ErrorKind::Unsupported => "没有收下。请用本站页面上的表单提交。",
            ErrorKind::TooMany => "请过一会儿再试。正在提交内容的，请返回上一页，写好的不会丢。",
            ErrorKind::Internal => "问题在我们这边，已经记录下来。请过一会儿再试。",
            ErrorKind::Busy => "请等一分钟再刷新。",
        }
    }
}
