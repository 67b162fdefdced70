//! One act upon many works.

use crate::{Right, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What is done to each of them.
    BulkAct, "bulk act" {
        Publish = "publish", "发布", "Publish what is approved";
        Withdraw = "withdraw", "撤回", "Withdraw";
        AddTopic = "add-topic", "加上主题", "Add a topic to the working copy";
        AddCampaign = "add-campaign", "加入专题", "Add a campaign to the working copy";
        AddChannel = "add-channel", "加上渠道", "Add a channel to the working copy";
    }
}

impl BulkAct {
    /// What has to be allowed for each work.
    pub fn right(self) -> Right {
        match self {
            Self::Publish => Right::PublishWork,
            Self::Withdraw => Right::WithdrawWork,
            Self::AddTopic | Self::AddCampaign | Self::AddChannel => Right::EditWork,
        }
    }
}
