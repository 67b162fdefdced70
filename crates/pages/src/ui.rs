//! The words of the pages themselves, in Chinese and English.
//!
//! A page speaks the language of the work on it. Works in other languages get English words around them;
//! everything that is not one work is Chinese.

use domain::{
    AiLabel, Audience, CorrectionKind, CorrectionScope, Genre, Language, Licence, LinkState, QuizKind, ReviewStage, Role,
    Severity, WorkKind,
};

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        /// One language's words.
        #[derive(Debug)]
        pub struct Ui { english: bool, $(pub $name: &'static str,)+ }
        pub(crate) const ZH: &Ui = &Ui { english: false, $($name: $zh,)+ };
        pub(crate) const EN: &Ui = &Ui { english: true, $($name: $en,)+ };
    };
}

words! {
    skip: "跳到正文", "Skip to content";
    menu: "主菜单", "Main menu";
    menu_short: "菜单", "Menu";
    views: "阅读方式", "Ways to read";
    elder_view: "长辈版", "Large text";
    ordinary_view: "普通版", "Standard";
    scripts: "简体或繁体", "Simplified or Traditional";
    text_size: "字号", "Text size";
    large_text: "大字", "Large text";
    larger_text: "更大的字", "Larger text";
    largest_text: "最大的字", "Largest text";
    read_aloud: "朗读", "Read aloud";
    pause: "暂停", "Pause";
    resume: "继续", "Resume";
    stop: "停止", "Stop";
    crumbs: "所在位置", "You are here";
    home: "首页", "Home";
    policies: "政策", "Policies";
    works: "作品", "Works";
    topics: "主题", "Topics";
    audiences: "人群", "Audiences";
    campaigns: "专题", "Campaigns";
    organisations: "组织", "Organisations";
    search: "搜索", "Search";
    search_hint: "搜索政策条款与解读", "Search policies and works";
    about: "关于", "About";
    feeds: "订阅", "Feeds";
    partners: "合作媒体", "For media partners";
    people: "人物", "People";
    genres: "解读类型", "Genres";
    kinds: "作品形式", "Kinds of works";
    operator: "主办", "Operated by";
    contact: "纠错与联系", "Corrections and contact";
    example: "示例", "Example";
    example_hint: "示例数据，人物、机构和内容均为虚构", "Demonstration data: people, bodies and content are fictional";
    verified: "三审通过", "Reviewed three times";
    verified_hint: "初审、复审、终审由三位不同的人完成", "First, second and final review by three different people";
    take_along: "下载与转发", "To take along";
    as_print: "打印版 PDF", "PDF for print";
    as_long_image: "长图", "Long image";
    certificate: "审核证书", "Review certificate";
    certificate_says: "这篇文字由下列人员审核通过，证书用数字签名证明此后没有改动。", "The people below passed this very text; a digital signature shows that it was not altered since.";
    certificate_file: "证书文件", "Certificate file";
    certified_text: "证书所证明的文字", "The certified text";
    certificate_keys: "公钥", "Public keys";
    unverified: "审核信息不全", "Review record incomplete";
    corrected: "有更正或声明", "Notice";
    minutes: "分钟", "min read";
    published: "发布", "Published";
    updated: "更新", "Updated";
    answer: "一句话回答", "In one sentence";
    corrections: "更正说明", "Corrections";
    retracted: "这件作品已经撤回", "This work has been retracted";
    retracted_hint: "原文保留下来供查证，请不要再转载或引用。", "The text is kept as a record. Please do not pass it on or cite it.";
    to_place: "查看更正处", "Go to the place";
    clauses: "解读的条款", "Clauses interpreted";
    clause_in_work: "文中位置", "In this work";
    passage: "所解读的原文", "Passage interpreted";
    sources: "资料来源", "Sources";
    citation: "引用格式", "Cite this work";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    access_date: "引用日期", "date of access";
    licence: "许可", "Licence";
    ai: "人工智能使用", "Use of AI";
    source: "来源", "Source";
    original_title: "原标题", "Original title";
    editor: "责任编辑", "Editor";
    reviews: "审核", "Reviews";
    responsible: "责任组织", "Responsible";
    languages: "其他语言", "Other languages";
    stale: "原文在翻译之后有更新，译文可能与最新内容不一致。", "The original changed after this translation was made; it may differ from the latest text.";
    see_original: "查看原文", "See the original";
    related: "相关解读", "Related works";
    filed_under: "归类", "Filed under";
    subscribe: "订阅更新", "Subscribe";
    record: "出版信息", "About this work";
    video: "视频", "Video";
    length: "时长", "Length";
    chapters: "章节", "Chapters";
    transcript: "文字稿", "Transcript";
    download: "下载视频", "Download the video";
    no_player: "这个浏览器不能播放视频。", "This browser cannot play the video.";
    next_in: "同一专题的下一个视频", "Next in the campaign";
    long_image: "长图", "Long image";
    h5_page: "互动页面", "Interactive page";
    open_alone: "单独打开页面", "Open the page alone";
    text_version: "文字版", "Text version";
    see_in_image: "在图中查看", "See it in the image";
    zoom: "放大查看", "Zoom in";
    close: "关闭", "Close";
    report: "纠错", "Report an error";
    quiz: "答题", "Questions";
    quiz_hint: "不用登录，也不记录您是谁。提交以后可以看到答案、解析和大家的作答情况。", "No account is needed, and nothing is kept of who you are. After you send your answers you see which are right, why, and how others answered.";
    quiz_submit: "提交答案", "Send my answers";
    quiz_result: "答题结果", "Your answers";
    quiz_again: "再答一次", "Answer once more";
    quiz_back: "回到正文", "Back to the text";
    quiz_spent: "这份答卷以前提交过，这次没有重复计入统计。", "These answers were sent before; they are not counted again.";
    quiz_right: "答对了", "Right";
    quiz_wrong: "答错了", "Wrong";
    quiz_left: "没有作答", "Not answered";
    quiz_right_option: "正确答案", "Right answer";
    quiz_chosen: "您的选择", "Your choice";
    quiz_explanation: "解析", "Why";
    quiz_clause: "相关条款", "Clause";
    quiz_none: "还没有人作答", "Nobody has answered yet";
    author: "原作者", "Author";
    republish: "转载", "Republish";
    republish_says: "把下面的代码整段贴进您的内容管理系统，就是一篇署名齐全的转载稿。不用申请，也不用注册。", "Paste the code below into your content management system as it is: a complete copy with its credits. Nobody has to be asked.";
    republish_refused: "这件作品的许可不允许公开转载。合作媒体可以通过接口取得它，其他转载请先联系我们。", "The licence of this work does not allow everybody to republish it. Partner media receive it by the API; others please ask us first.";
    republish_code: "转载代码", "The code";
    republish_hint: "只用常见的标签，没有样式和脚本，链接都是完整地址。未获转载许可的图片已换成说明。", "Common elements only, no styles, no scripts, whole addresses. Pictures that may not be republished are replaced by a description.";
    republish_terms: "转载时请注意", "When you republish";
    republish_keep: "请保留文末的来源、原作者、原标题、责任编辑和原文链接，不要改变原意。", "Keep the source, author, original title, editor and the link to the original, and do not change the meaning.";
    republish_changes: "作品更正或撤回以后，请及时更新或撤下转载稿。有更正的作品，代码开头已带更正说明；订阅和合作媒体接口会告诉您有变化。", "When the work is corrected or withdrawn, update or take down your copy. Corrections stand at the head of the code; feeds and the partners' API tell of changes.";
    republish_counter: "代码末尾是一个看不见的小图片，我们用它按天统计转载稿被打开的次数和所在的网站。它不用Cookie，也不记录读者；您也可以删去。", "The last line is an invisible picture by which we count, by day and site, how often copies are opened. It sets no cookie and keeps nothing of readers; you may leave it out.";
    republish_canonical: "您的系统如果能填规范地址（canonical），请填：", "If your system takes a canonical address, give it this one:";
    watch: "观看视频", "Watch the video";
    republished_from: "本文转自", "Republished from";
    no_sources: "作者没有列出资料来源。", "The author lists no sources.";
}

/// The words for a work in this language.
pub(crate) fn of(language: Language) -> &'static Ui {
    if language.is_chinese() { ZH } else { EN }
}

/// The words for a page whose root has this tag.
pub(crate) fn of_tag(tag: &str) -> &'static Ui {
    if tag.starts_with("zh") { ZH } else { EN }
}

/// Names of the domain's closed lists in this language.
macro_rules! names {
    ($($name:ident: $list:ty;)+) => {
        impl Ui {
            $(pub(crate) fn $name(&self, term: &$list) -> &'static str { if self.english { term.en() } else { term.zh() } })+
        }
    };
}

names! {
    kind: WorkKind;
    genre: Genre;
    audience: Audience;
    role: Role;
    stage: ReviewStage;
    licence_name: Licence;
    ai_name: AiLabel;
    correction: CorrectionKind;
    severity: Severity;
    scope: CorrectionScope;
    link_state: LinkState;
    quiz_kind: QuizKind;
}

impl Ui {
    /// The tag to put on words in another language than this, for fonts and for the voice that reads aloud.
    pub(crate) fn foreign(&self, language: &Language) -> Option<&'static str> {
        let own = if self.english { Language::En } else { Language::ZhHans };
        (*language != own).then_some(language.code())
    }

    /// `5分钟`, `5 min read`
    pub(crate) fn reading(&self, minutes: &u32) -> String {
        if self.english { format!("{minutes} {}", self.minutes) } else { format!("{minutes}{}", self.minutes) }
    }

    pub(crate) fn own_name(&self, language: &Language) -> &'static str {
        crate::work_parts::own_name(*language)
    }

    /// What a link to a place in a video says aloud.
    pub(crate) fn play_from(&self, clock: String) -> String {
        if self.english { format!("Play from {clock}") } else { format!("从{clock}播放") }
    }

    /// `您答对了 2 题，共 3 题。`
    pub(crate) fn quiz_score(&self, right: usize, all: usize) -> String {
        if self.english { format!("{right} of {all} right.") } else { format!("您答对了 {right} 题，共 {all} 题。") }
    }

    /// `1,204 人次作答，62% 答对`
    pub(crate) fn quiz_counts(&self, answered: i64, right: i64) -> String {
        if answered <= 0 {
            return self.quiz_none.to_owned();
        }
        let percent = (200 * right + answered) / (2 * answered);
        let answered = grouped(answered);
        if self.english {
            format!("Answered {answered} times, {percent}% right")
        } else {
            format!("{answered} 人次作答，{percent}% 答对")
        }
    }

    /// Of one option.
    pub(crate) fn quiz_times(&self, times: i64) -> String {
        let times = grouped(times);
        if self.english { format!("chosen {times} times") } else { format!("{times} 人次选择") }
    }

    /// Between two items of a sentence's list.
    pub(crate) fn comma(&self) -> &'static str {
        if self.english { ", " } else { "、" }
    }

    /// Between two facts of one line.
    pub(crate) fn semicolon(&self) -> &'static str {
        if self.english { "; " } else { "；" }
    }

    pub(crate) fn full_stop(&self) -> &'static str {
        if self.english { ". " } else { "。" }
    }

    /// What the licence asks of who republishes, besides the credits.
    pub(crate) fn republish_licence(&self, licence: &Licence) -> &'static str {
        match (licence, self.english) {
            (Licence::CcByNc, false) => "只能用于非商业目的。",
            (Licence::CcByNc, true) => "For non-commercial purposes only.",
            (Licence::CcByNd, false) => "只能原样转载，不能改编。",
            (Licence::CcByNd, true) => "Only as it is, not adapted.",
            (Licence::CcBySa, false) => "改编以后须用同样的许可发布。",
            (Licence::CcBySa, true) => "An adaptation has to be under the same licence.",
            _ => "",
        }
    }

    /// After a label.
    pub(crate) fn colon(&self) -> &'static str {
        if self.english { ": " } else { "：" }
    }
}

/// With commas between the thousands.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let commas = |(at, c): (usize, char)| {
        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([c])
    };
    digits.chars().enumerate().flat_map(commas).collect()
}
