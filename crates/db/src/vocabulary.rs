//! Topics, campaigns and channels: put (made, changed, or left as they are) and read.

use crate::{
    Db, Write,
    entity::{campaign, channel, topic},
};
use anyhow::{Context, Result};
use domain::{Act, Campaign, Channel, Entity, Topic};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryFilter, QueryOrder, sea_query::ValueType,
};

pub use crate::entity::{campaign::Model as CampaignRow, channel::Model as ChannelRow, topic::Model as TopicRow};

impl Write {
    /// Makes `new` of nothing, or of `old`; an entry that is as it was is no act. `new` carries the id of `old`.
    pub(crate) async fn put<E, A>(&mut self, entity: Entity, slug: &str, old: Option<E::Model>, new: E::Model) -> Result<E::Model>
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E> + IntoActiveModel<A> + PartialEq,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        if old.as_ref() == Some(&new) {
            return Ok(new);
        }
        let mut row = new.into_active_model();
        let (saved, act) = match old {
            Some(_) => (row.reset_all().update(self.tx()).await?, Act::Updated),
            None => {
                for key in E::PrimaryKey::iter() {
                    row.not_set(key.into_column());
                }
                (row.insert(self.tx()).await?, Act::Created)
            }
        };
        let key = E::PrimaryKey::iter().next().context("a table without a key")?;
        let id = <i64 as ValueType>::try_from(saved.get(key.into_column())).ok().context("a key that is no number")?;
        self.log(entity, id, slug, act);
        Ok(saved)
    }
}

pub async fn put_topic(write: &mut Write, entry: &Topic) -> Result<i64> {
    let old = topic::Entity::find().filter(topic::Column::Slug.eq(entry.slug.as_str())).one(write.tx()).await?;
    let new = TopicRow {
        id: old.as_ref().map_or(0, |o| o.id),
        slug: entry.slug.to_string(),
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        about: entry.about.trim().to_owned(),
    };
    Ok(write.put::<topic::Entity, _>(Entity::Topic, entry.slug.as_str(), old, new).await?.id)
}

pub async fn put_campaign(write: &mut Write, entry: &Campaign) -> Result<i64> {
    let old = campaign::Entity::find().filter(campaign::Column::Slug.eq(entry.slug.as_str())).one(write.tx()).await?;
    let new = CampaignRow {
        id: old.as_ref().map_or(0, |o| o.id),
        slug: entry.slug.to_string(),
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        starts: entry.starts.to_string(),
        ends: entry.ends.to_string(),
        about: entry.about.trim().to_owned(),
        example: entry.example,
    };
    Ok(write.put::<campaign::Entity, _>(Entity::Campaign, entry.slug.as_str(), old, new).await?.id)
}

pub async fn put_channel(write: &mut Write, entry: &Channel) -> Result<i64> {
    let old = channel::Entity::find().filter(channel::Column::Slug.eq(entry.slug.as_str())).one(write.tx()).await?;
    let new = ChannelRow { id: old.as_ref().map_or(0, |o| o.id), slug: entry.slug.to_string(), name: entry.name.clone() };
    Ok(write.put::<channel::Entity, _>(Entity::Channel, entry.slug.as_str(), old, new).await?.id)
}

pub async fn topics(db: &Db) -> Result<Vec<TopicRow>> {
    Ok(topic::Entity::find().order_by_asc(topic::Column::Id).all(&db.connection).await?)
}

pub async fn topic(db: &Db, slug: &str) -> Result<Option<TopicRow>> {
    Ok(topic::Entity::find().filter(topic::Column::Slug.eq(slug)).one(&db.connection).await?)
}

/// Newest first.
pub async fn campaigns(db: &Db) -> Result<Vec<CampaignRow>> {
    Ok(campaign::Entity::find().order_by_desc(campaign::Column::Starts).all(&db.connection).await?)
}

pub async fn campaign(db: &Db, slug: &str) -> Result<Option<CampaignRow>> {
    Ok(campaign::Entity::find().filter(campaign::Column::Slug.eq(slug)).one(&db.connection).await?)
}

pub async fn channels(db: &Db) -> Result<Vec<ChannelRow>> {
    Ok(channel::Entity::find().order_by_asc(channel::Column::Id).all(&db.connection).await?)
}
