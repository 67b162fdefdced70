//! The words of the change log: what was acted on, and how.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a row of the change log is about.
    Entity, "entity" {
        Policy = "policy", "政策文件", "Policy";
        Clause = "clause", "条款", "Clause";
        Work = "work", "作品", "Work";
        Person = "person", "人物", "Person";
        Organisation = "organisation", "组织", "Organisation";
        Topic = "topic", "主题", "Topic";
        Campaign = "campaign", "专题", "Campaign";
        Channel = "channel", "渠道", "Channel";
        Term = "term", "术语", "Term";
        Course = "course", "课程单", "Course";
        Asset = "asset", "素材", "Asset";
        Partner = "partner", "合作媒体", "Partner";
        SearchRule = "search-rule", "搜索调整", "Search rule";
        Site = "site", "站点", "Site";
    }
}

vocabulary! {
    /// What was done to it. `Rebuild` asks every serve process to build its replica of the index anew.
    Act, "act" {
        Created = "created", "新建", "Created";
        Updated = "updated", "更新", "Updated";
        Published = "published", "发布", "Published";
        Corrected = "corrected", "更正", "Corrected";
        Withdrawn = "withdrawn", "撤回", "Withdrawn";
        Reinstated = "reinstated", "恢复", "Reinstated";
        Removed = "removed", "删除", "Removed";
        Rebuild = "rebuild", "重建索引", "Rebuild";
    }
}
