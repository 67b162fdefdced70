//! Statuses of clauses, and what becomes of them in a new version.

use crate::site::on_both;

on_both! {
    async fn a_status_follows_its_clause_when_a_new_version_renumbers_it(site: &Site) {
        site.import_policy(&["办好科普日。每年九月开展活动。", "建好科技馆。每个县至少一座。"]);
        site.run(&[&"clause-status", &"plan#2.2", &"done", &"--since", &"2026-01-02"]);
        site.import_policy(&["办好科普日。每年九月开展活动。", "培训信息员。每村一名，每年两次。", "建好科技馆。每个县至少一座。"]);
        let statuses = site.texts("SELECT version || ' ' || clause || ' ' || status FROM clause_statuses ORDER BY id").await;
        assert_eq!(statuses, ["1 2.2 done", "2 2.3 done"]);
        let server = site.serve();
        assert!(server.page("/policies/plan/2.3").contains("已完成"));
        assert!(!server.page("/policies/plan/2.2").contains("已完成"));
    }
}
