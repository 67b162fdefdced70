//! The pages of a policy and of its clauses.

use crate::site::{Folder, Work, corpus::ITEMS, on_both, policy_text};

on_both! {
    async fn interpretations_stand_between_the_clauses_or_not_at_all(site: &Site) {
        site.import_policy(&ITEMS);
        Folder::new().work(&Work::new("video", "读懂短视频").clause("plan#2.1")).import(site);
        let server = site.serve();
        let page = server.page("/policies/plan");
        let (clause, work, after) = (page.find("办好短视频").unwrap(), page.find("/works/video").unwrap(), page.rfind("建好流动科技馆").unwrap());
        assert!(clause < work && work < after, "the work does not stand between its clause and the next one");
        assert!(page.contains("本条暂无解读"));
        for id in ["1", "1.1", "2.1", "2.3", "3.1"] {
            assert!(page.contains(&format!("id=\"{id}\"")), "clause {id} has no place of its own");
        }
        let text = server.page("/policies/plan?view=text");
        assert!(text.contains("办好短视频") && !text.contains("/works/video") && !text.contains("本条暂无解读"));
    }

    async fn a_clause_has_one_address_and_others_lead_to_it(site: &Site) {
        site.import_policy(&ITEMS);
        let server = site.serve();
        let page = server.page("/policies/plan/2.1");
        assert!(page.contains("讲清一个身边的问题") && page.contains("本条暂无解读"));
        assert!(page.contains("<link rel=\"canonical\" href=\"http://127.0.0.1:8080/policies/plan/2.1\""));
        for path in ["/policies/plan/9.9", "/policies/plan/0", "/policies/plan/2.01", "/policies/absent/2.1"] {
            assert_eq!(server.get(path).status, 404, "{path}");
        }
    }

    async fn the_prefixed_id_of_an_inner_plan_leads_to_its_bare_one(site: &Site) {
        let letter = "关于印发方案的通知\n\n各县科协：\n\n　　现将方案印发给你们，请认真执行。\n\n青山市科协\n2026年3月1日\n\n";
        std::fs::write(site.path("notice.txt"), format!("{letter}{}", policy_text(&ITEMS))).unwrap();
        let said = site.run(&[&"import", &"policy", &"notice.txt"]);
        assert!(said.contains("parts: 2"), "{said}");
        let server = site.serve();
        assert!(server.page("/policies/notice/2.1").contains("讲清一个身边的问题"));
        let alias = server.get("/policies/notice/p2.2.1");
        assert_eq!((alias.status, alias.header("location")), (301, Some("/policies/notice/2.1")));
        assert_eq!(server.get("/policies/notice/p3.2.1").status, 404);
    }

    async fn articles_of_a_law_are_numbered_through_its_chapters(site: &Site) {
        let law = "青山市科学技术普及条例（示例）\n\n第一章　总则\n\n第一条　为了普及科学，制定本条例。\n\n第二条　本市的科普活动，适用本条例。\n\n\
                   第二章　责任\n\n第三条　各单位应当：\n（一）讲清科学；\n（二）不传谣言。\n";
        std::fs::write(site.path("law.txt"), law).unwrap();
        site.run(&[&"import", &"policy", &"law.txt"]);
        let clause = site.texts("SELECT clause FROM clauses WHERE label = '第三条'").await.remove(0);
        let server = site.serve();
        assert!(server.page("/policies/law").contains(&format!("id=\"{clause}\"")));
        assert!(server.page(&format!("/policies/law/{clause}")).contains("各单位应当"));
    }
}
