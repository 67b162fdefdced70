//! The closed lists of words: each has a code for addresses and files, and a name in Chinese and English.

use serde::{Deserialize, Serialize};

/// A code that stands in none of our lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not a {what}; allowed: {allowed}")]
pub struct UnknownTerm {
    pub what: &'static str,
    pub given: String,
    pub allowed: String,
}

/// Declares a closed list once: enum, codes, names, parsing, serde by code.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
        pub enum $name { $(#[doc = $zh] $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code used in addresses, files and the database; it never changes.
            pub fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            pub fn zh(self) -> &'static str { match self { $(Self::$variant => $zh,)+ } }
            pub fn en(self) -> &'static str { match self { $(Self::$variant => $en,)+ } }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownTerm;
            fn from_str(s: &str) -> Result<Self, $crate::UnknownTerm> {
                Self::ALL.iter().copied().find(|x| x.code() == s).ok_or_else(|| $crate::UnknownTerm {
                    what: $what,
                    given: s.chars().take(80).collect(),
                    allowed: Self::ALL.iter().map(|x| x.code()).collect::<Vec<_>>().join(", "),
                })
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::UnknownTerm;
            fn try_from(s: String) -> Result<Self, $crate::UnknownTerm> { s.parse() }
        }

        impl From<$name> for &'static str {
            fn from(x: $name) -> &'static str { x.code() }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What a work is made of. Each kind but the article arrives with its own pipeline.
    WorkKind, "kind of work" {
        Article = "article", "文章", "Article";
        LongImage = "long-image", "长图", "Long image";
        ShortVideo = "short-video", "短视频", "Short video";
        H5 = "h5", "H5", "H5 page";
    }
}

vocabulary! {
    /// How a work interprets: the field's own genres (解读类型).
    Genre, "genre" {
        LeaderInterview = "leader-interview", "领导权威解读", "Leader interview";
        PressConference = "press-conference", "新闻发布", "Press conference";
        Expert = "expert", "专家解读", "Expert reading";
        Journal = "journal", "期刊文章", "Journal article";
        Training = "training", "培训材料", "Training material";
        Explainer = "explainer", "图解", "Explainer";
        Debunk = "debunk", "辟谣", "Debunk";
        News = "news", "资讯", "News";
        Case = "case", "典型经验", "Case";
    }
}

vocabulary! {
    /// The five groups named by the action plan for science literacy, and everybody.
    Audience, "audience" {
        Public = "public", "社会公众", "General public";
        Teenagers = "teenagers", "青少年", "Teenagers";
        Farmers = "farmers", "农民", "Farmers";
        IndustrialWorkers = "industrial-workers", "产业工人", "Industrial workers";
        Elderly = "elderly", "老年人", "Older people";
        Officials = "officials", "领导干部和公务员", "Officials";
    }
}

vocabulary! {
    OrganisationKind, "kind of organisation" {
        National = "national", "全国科协", "National association";
        Province = "province", "省级科协", "Provincial association";
        City = "city", "市级科协", "City association";
        County = "county", "县级科协", "County association";
        Society = "society", "学会", "Society";
        Enterprise = "enterprise", "企业科协", "Enterprise association";
        University = "university", "高校科协", "University association";
        Union = "union", "联合体", "Union";
        Media = "media", "媒体", "Media";
        Government = "government", "政府部门", "Government body";
    }
}

vocabulary! {
    /// What a person did for a work.
    Role, "role in a work" {
        Author = "author", "作者", "Author";
        Editor = "editor", "编辑", "Editor";
        Interviewee = "interviewee", "受访者", "Interviewee";
        Expert = "expert", "解读专家", "Expert";
        Translator = "translator", "译者", "Translator";
        Photographer = "photographer", "摄影", "Photographer";
    }
}

vocabulary! {
    /// The three reviews (三审), and the scientific one of an expert.
    ReviewStage, "review stage" {
        First = "first", "初审", "First review";
        Second = "second", "复审", "Second review";
        Final = "final", "终审", "Final review";
        Scientific = "scientific", "科学性审核", "Scientific review";
    }
}

vocabulary! {
    /// Declared share of generative AI, after GB 45438-2025.
    AiLabel, "AI-content label" {
        None = "none", "未使用生成式人工智能", "No generative AI";
        Assisted = "assisted", "人工智能辅助创作", "AI-assisted";
        Generated = "generated", "人工智能生成", "AI-generated";
    }
}

vocabulary! {
    /// Where a clause's task stands.
    ClauseStatus, "clause status" {
        Planned = "planned", "已部署", "Planned";
        UnderWay = "under-way", "推进中", "Under way";
        Done = "done", "已完成", "Done";
    }
}

vocabulary! {
    PolicyRelation, "relation between policies" {
        BasedOn = "based-on", "依据", "Based on";
        Implements = "implements", "落实", "Implements";
        Replaces = "replaces", "替代", "Replaces";
    }
}

vocabulary! {
    /// What became of a clause between two versions of its policy.
    MappingKind, "mapping of a clause" {
        Same = "same", "未变", "Unchanged";
        Moved = "moved", "移动", "Moved";
        Changed = "changed", "修改", "Changed";
        MovedAndChanged = "moved-changed", "移动并修改", "Moved and changed";
        Removed = "removed", "删去", "Removed";
        Added = "added", "新增", "Added";
    }
}

vocabulary! {
    /// Whether a work's link to a clause still stands under the current version.
    LinkState, "state of a link" {
        Current = "current", "有效", "Current";
        Mapped = "mapped", "随新版转接", "Carried over to a new version";
        NeedsEditor = "needs-editor", "待编辑确认", "Waits for an editor";
        Superseded = "superseded", "已被新版替代", "Superseded";
    }
}

vocabulary! {
    /// What an uploaded original is.
    AssetKind, "kind of asset" {
        Picture = "picture", "图片", "Picture";
        Video = "video", "视频", "Video";
        LongImage = "long-image", "长图", "Long image";
        Sheet = "sheet", "排版稿", "Article for typesetting";
        H5 = "h5", "H5", "H5 page";
    }
}

vocabulary! {
    /// What a file made from an original is for.
    RenditionRole, "role of a rendition" {
        Picture = "picture", "图片", "Picture";
        Playlist = "playlist", "播放列表", "Multivariant playlist";
        MediaPlaylist = "media-playlist", "分级播放列表", "Media playlist";
        Rung = "rung", "画面流", "Video stream";
        Audio = "audio", "声音流", "Audio stream";
        Progressive = "progressive", "下载文件", "Progressive file";
        Poster = "poster", "封面", "Poster";
        Storyboard = "storyboard", "预览图", "Storyboard";
        StoryboardTrack = "storyboard-track", "预览图索引", "Storyboard track";
        Captions = "captions", "内嵌字幕", "Embedded captions";
        Slice = "slice", "长图切片", "Slice of a long image";
        Cover = "cover", "长图封面", "Cover of a long image";
        Whole = "whole", "整张长图", "Long image in one file";
        Credited = "credited", "带内容凭证的原图", "Original with Content Credentials";
        Tile = "tile", "放大图块", "Tile of a long image";
        Words = "words", "识别的文字", "Words read from a long image";
        Typeset = "typeset", "排版长图", "Typeset long image";
        Print = "print", "排版 PDF", "Typeset print";
        Card = "card", "分享卡片", "Card for shared links";
        Page = "page", "H5 文件", "File of an H5 page";
    }
}

vocabulary! {
    /// What others may do with a work or a picture.
    Licence, "licence" {
        CcBy = "CC-BY-4.0", "知识共享 署名 4.0", "CC BY 4.0";
        CcBySa = "CC-BY-SA-4.0", "知识共享 署名—相同方式共享 4.0", "CC BY-SA 4.0";
        CcByNc = "CC-BY-NC-4.0", "知识共享 署名—非商业性使用 4.0", "CC BY-NC 4.0";
        CcByNd = "CC-BY-ND-4.0", "知识共享 署名—禁止演绎 4.0", "CC BY-ND 4.0";
        Cc0 = "CC0-1.0", "知识共享 公共领域贡献 1.0", "CC0 1.0";
        PublicDomain = "public-domain", "公有领域", "Public domain";
        Partners = "partners", "仅限合作媒体转载", "Partners may reprint";
        Reserved = "reserved", "保留所有权利", "All rights reserved";
    }
}

impl Licence {
    /// True where anybody may reprint the whole under the licence's terms.
    pub fn allows_reprint(self) -> bool {
        !matches!(self, Self::Partners | Self::Reserved)
    }

    /// The licence's own page, where it has one.
    pub fn address(self) -> Option<&'static str> {
        Some(match self {
            Self::CcBy => "https://creativecommons.org/licenses/by/4.0/",
            Self::CcBySa => "https://creativecommons.org/licenses/by-sa/4.0/",
            Self::CcByNc => "https://creativecommons.org/licenses/by-nc/4.0/",
            Self::CcByNd => "https://creativecommons.org/licenses/by-nd/4.0/",
            Self::Cc0 => "https://creativecommons.org/publicdomain/zero/1.0/",
            Self::PublicDomain | Self::Partners | Self::Reserved => return None,
        })
    }
}
