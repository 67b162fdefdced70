//! What an account is in an organisation, and where a work stands on its way through the studio.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// Held in an organisation; reaches its subtree and, in a union, its members.
    Membership, "role of an account" {
        Author = "author", "作者", "Author";
        Editor = "editor", "编辑", "Editor";
        Expert = "expert", "审稿专家", "Expert reviewer";
        Publisher = "publisher", "签发人", "Publisher";
        Administrator = "administrator", "管理员", "Administrator";
    }
}

vocabulary! {
    /// Who of an organisation, and of everything below it, needs a second factor.
    SecondFactorRule, "rule about second factors" {
        Free = "free", "自愿", "Nobody has to";
        Powerful = "powerful", "管理员和签发人必须", "Administrators and publishers";
        Everyone = "everyone", "所有人必须", "Everyone";
    }
}

vocabulary! {
    /// Where a work stands for those who make it.
    DeskState, "state in the studio" {
        Draft = "draft", "草稿", "Draft";
        Submitted = "submitted", "审核中", "Under review";
        Returned = "returned", "已退回", "Returned";
        Approved = "approved", "待发布", "Approved";
        Published = "published", "已发布", "Published";
        Withdrawn = "withdrawn", "已撤回", "Withdrawn";
    }
}

vocabulary! {
    /// What a reviewer says.
    Verdict, "verdict" {
        Pass = "pass", "通过", "Pass";
        Return = "return", "退回", "Return";
    }
}
