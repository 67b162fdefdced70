//! A rule as it is sent.

use crate::Problem;
use db::{Db, policies, search_rules::Keys};
use domain::{SearchRule, SearchRuleKind, SearchTarget};
use search::{PairFault, Tuning, query_key};
use serde::Deserialize;
use utoipa::ToSchema;

/// A work by its id, or a clause by its policy and number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchTargetAsked {
    work: Option<i64>,
    policy: Option<String>,
    clause: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchRuleAsked {
    /// pin, block, synonym or mute
    kind: String,
    /// The query of a pin or block; the word for which another stands. Empty for a block of every query.
    #[serde(default)]
    words: String,
    /// Of a block: for every query.
    #[serde(default)]
    everywhere: bool,
    /// Of a synonym: the other word.
    #[serde(default)]
    other: String,
    /// Of a synonym: each finds the other.
    #[serde(default)]
    two_way: bool,
    /// Of a pin: its last day, such as 2026-12-31.
    until: Option<String>,
    /// Of a pin or block, in the order in which they are to stand.
    #[serde(default)]
    targets: Vec<SearchTargetAsked>,
    /// Why.
    #[serde(default)]
    pub note: String,
}

impl SearchRuleAsked {
    /// # Errors
    /// 422 where it is no rule, in words.
    pub async fn read(&self, db: &Db) -> Result<(SearchRule, Keys), Problem> {
        let kind: SearchRuleKind =
            self.kind.parse().map_err(|_| Problem::unprocessable("请选择置顶、不显示、同义词或不作提示。"))?;
        let (words, other) = (self.words.trim().to_owned(), self.other.trim().to_owned());
        let keys = Keys { words: query_key(&words), other: None };
        Ok(match kind {
            SearchRuleKind::Pin => {
                let until = self.until.as_deref().filter(|day| !day.is_empty()).map(str::parse).transpose();
                let until = until.map_err(|_| Problem::unprocessable("截止日期要写成 2026-12-31 这样。"))?;
                (SearchRule::Pin { query: words, targets: self.targets(db).await?, until }, keys)
            }
            SearchRuleKind::Block => {
                let works = self.targets.iter().map(|target| target.work.ok_or_else(only_works)).collect::<Result<_, _>>()?;
                let query = (!self.everywhere).then_some(words);
                let keys = if self.everywhere { Keys::default() } else { keys };
                (SearchRule::Block { query, works }, keys)
            }
            SearchRuleKind::Mute => (SearchRule::Mute { query: words }, keys),
            SearchRuleKind::Synonym => {
                Tuning::check_pair(&words, &other, self.two_way).map_err(|fault| pair_fault(fault, &words, &other))?;
                let keys = Keys { other: Some(query_key(&other)), ..keys };
                (SearchRule::Synonym { from: words, to: other, both: self.two_way }, keys)
            }
        })
    }

    async fn targets(&self, db: &Db) -> Result<Vec<SearchTarget>, Problem> {
        let mut targets = Vec::with_capacity(self.targets.len());
        for target in &self.targets {
            targets.push(match (target.work, &target.policy, &target.clause) {
                (Some(id), None, None) => SearchTarget::Work(id),
                (None, Some(slug), Some(clause)) => {
                    let policy = policies::by_slug(db, slug).await?;
                    let policy = policy.ok_or_else(|| Problem::unprocessable(format!("没有叫“{slug}”的政策文件。")))?;
                    let clause = clause.parse().map_err(|_| Problem::unprocessable(format!("“{clause}”不是条款编号。")))?;
                    SearchTarget::Clause { policy: policy.id, clause }
                }
                _ => return Err(Problem::unprocessable("每条结果要么是一件作品，要么是一份政策文件的一个条款。")),
            });
        }
        Ok(targets)
    }
}

fn only_works() -> Problem {
    Problem::unprocessable("只有作品可以不显示；政策条款始终能搜到。")
}

fn pair_fault(fault: PairFault, from: &str, to: &str) -> Problem {
    Problem::unprocessable(match fault {
        PairFault::Short => "两个词都要至少两个字或字母；一个字会搜出太多不相干的内容。".to_owned(),
        PairFault::Long => format!("一个词最多 {} 个字；同义词是词，不是句子。", Tuning::LONGEST_WORD),
        PairFault::Same => format!("“{from}”和“{to}”对搜索来说是同一个词，不用添加。"),
        PairFault::Known => format!("系统自带的词表里已经有“{from}”和“{to}”，不用添加。"),
    })
}
