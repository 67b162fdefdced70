//! Questions of works: asked, answered, counted once, and nothing kept of who answered.

use crate::site::{
    Folder, Site, Work,
    corpus::ITEMS,
    door::{Door, QUIZ_SECRET},
    http::Response,
    now, on_both,
};
use actix_web::test::TestRequest;
use domain::{ATTEMPT_LIFETIME, Attempt, AttemptKey, Timestamp, attempt_digest};
use sea_orm::ConnectionTrait;

const BODY: &str = "先读正文。

:::quiz {#rain kind=single clause=\"plan#2.1\"}
每月制作几期？

- [ ] 两期
- [x] 四期
- [ ] 八期

条款写明每月制作四期。
:::

:::quiz {#book kind=multiple}
读本讲清哪几样？

- [x] 用药
- [x] 防骗
- [ ] 炒股

用药和防骗都写在条款里。
:::";

const QUIZ: &str = "/works/asks/quiz";

fn work(body: &str) -> Work {
    Work::new("asks", "会提问的作品").clause("plan#2.1").body(body)
}

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.work(&work(BODY)).work(&Work::new("silent", "不提问的作品").clause("plan#2.2"));
    folder.work(&Work::new("kept", "没有发布的作品").clause("plan#2.1").body(BODY).draft()).import(site);
}

/// The signed word of a new form.
async fn word(door: &Door) -> String {
    let form = door.page(QUIZ).await;
    let from = form.find("name=\"attempt\" value=\"").unwrap() + "name=\"attempt\" value=\"".len();
    form[from..].split('"').next().unwrap().to_owned()
}

async fn send(door: &Door, path: &str, fields: &[(&str, &str)]) -> Response {
    door.ask(TestRequest::post().uri(path).set_form(fields)).await
}

/// The first question right, the second half right.
async fn answer(door: &Door, word: &str) -> Response {
    send(door, QUIZ, &[("attempt", word), ("q-rain", "1"), ("q-book[]", "0")]).await
}

/// How a question was answered, as the page says it: `1 人次作答，100% 答对`.
fn counts(page: &str) -> Vec<&str> {
    page.match_indices("人次作答")
        .map(|(at, _)| page[..at].rfind('>').unwrap() + 1)
        .map(|at| page[at..].split('<').next().unwrap())
        .collect()
}

on_both! {
    async fn the_page_of_a_work_asks_and_its_form_is_for_one_reader(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let page = door.page("/works/asks").await;
        for part in ["每月制作几期？", "单选题", "<li>四期</li>", "href=\"/works/asks/quiz#rain\"", "href=\"/works/asks/quiz#book\""] {
            assert!(page.contains(part), "{part}");
        }
        let form = door.get(QUIZ).await;
        assert_eq!((form.status, form.header("cache-control")), (200, Some("no-store")));
        assert_eq!((form.header("etag"), form.header("set-cookie")), (None, None));
        let form = form.text();
        assert!(form.contains("method=\"post\" action=\"/works/asks/quiz\"") && form.contains("四期"));
        for told in [&page, &form] {
            assert!(!told.contains("条款写明每月制作四期") && !told.contains("都写在条款里"), "the answer is told");
        }
        assert_ne!(word(&door).await, word(&door).await);
        assert!(door.page("/elder/works/asks/quiz").await.contains("action=\"/elder/works/asks/quiz\""));
        assert_eq!(door.get("/works/silent/quiz").await.status, 404);
        assert_eq!(door.ask(TestRequest::put().uri(QUIZ)).await.status, 405);
    }

    async fn an_answer_is_scored_explained_and_counted_once(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let first = word(&door).await;
        let answered = answer(&door, &first).await;
        assert_eq!((answered.status, answered.header("cache-control")), (200, Some("no-store")));
        assert_eq!((answered.header("etag"), answered.header("set-cookie")), (None, None));
        let page = answered.text();
        for part in ["您答对了 1 题，共 2 题。", "答对了", "答错了", "条款写明每月制作四期。", "href=\"/policies/plan/2.1\"", "正确答案", "您的选择"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("以前提交过"));
        assert_eq!(counts(&page), ["1 人次作答，100% 答对", "1 人次作答，0% 答对"]);

        // The same form again, with other answers: marked, and not counted.
        let again = send(&door, QUIZ, &[("attempt", &first), ("q-rain", "1"), ("q-book[]", "0"), ("q-book[]", "1")]).await.text();
        assert!(again.contains("以前提交过") && again.contains("您答对了 2 题，共 2 题。"));
        assert_eq!(counts(&again), ["1 人次作答，100% 答对", "1 人次作答，0% 答对"]);

        let second = word(&door).await;
        let other = send(&door, QUIZ, &[("attempt", &second), ("q-rain", "2")]).await.text();
        assert!(other.contains("没有作答") && other.contains("您答对了 0 题，共 2 题。"));
        assert_eq!(counts(&other), ["2 人次作答，50% 答对", "1 人次作答，0% 答对"], "what was left out is not counted");
        assert_eq!(site.texts("SELECT choice || ':' || times FROM quiz_choices ORDER BY choice, times").await, ["0:1", "1:1", "2:1"]);
    }

    async fn two_of_one_form_at_the_same_time_count_once(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let word = word(&door).await;
        let (one, other) = tokio::join!(answer(&door, &word), answer(&door, &word));
        let spent = [one.text(), other.text()].iter().filter(|page| page.contains("以前提交过")).count();
        assert_eq!((spent, site.number("SELECT SUM(answered) FROM quiz_tallies").await), (1, 2));
    }

    async fn what_was_not_signed_here_or_too_long_ago_is_refused_in_words(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let good = word(&door).await;
        let key = AttemptKey::new(QUIZ_SECRET.to_owned());
        let now = now();
        let said = key.read(&good, now).unwrap();
        let old = key.write(&Attempt { issued: Timestamp(now.0 - ATTEMPT_LIFETIME), ..said.clone() });
        let elsewhere = key.write(&Attempt { work: said.work + 1000, ..said.clone() });
        let strange = AttemptKey::new("another".to_owned()).write(&said);
        for (word, status, words) in [
            ("", 400, "不是本站发出的"),
            (&good[1..], 400, "不是本站发出的"),
            (&strange, 400, "不是本站发出的"),
            (&old, 400, "超过24小时"),
            (&elsewhere, 409, "更新过"),
        ] {
            let refused = answer(&door, word).await;
            assert_eq!((refused.status, refused.header("cache-control")), (status, Some("no-store")), "{word}");
            let page = refused.text();
            assert!(page.contains(words) && page.contains("这次没有计分") && page.contains("href=\"/works/asks/quiz\""), "{page}");
        }
        let long = "1".repeat(40 << 10);
        assert_eq!(send(&door, QUIZ, &[("attempt", &good), ("q-rain", &long)]).await.status, 400);
        let json = TestRequest::post().uri(QUIZ).set_json([good.as_str()]);
        assert_eq!(door.ask(json).await.status, 400);
        assert_eq!(site.number("SELECT COUNT(*) FROM quiz_tallies").await, 0);
        assert_eq!(site.number("SELECT COUNT(*) FROM quiz_attempts").await, 0);
    }

    async fn a_form_without_an_answer_comes_back_unspent(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let word = word(&door).await;
        // No option has that number, and no question that name.
        for fields in [vec![], vec![("q-rain", "3"), ("q-rain", "x"), ("q-absent", "0")]] {
            let fields: Vec<(&str, &str)> = [("attempt", word.as_str())].into_iter().chain(fields).collect();
            let empty = send(&door, QUIZ, &fields).await;
            assert_eq!(empty.status, 422);
            let page = empty.text();
            assert!(page.contains("您还没有选择任何答案") && page.contains(&word), "the same form again");
        }
        assert!(!answer(&door, &word).await.text().contains("以前提交过"));
    }

    async fn a_changed_question_begins_at_nought_and_the_others_go_on(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let before = word(&door).await;
        answer(&door, &word(&door).await).await;
        // The explanation of the first and an option of the second.
        let body = BODY.replace("条款写明每月制作四期", "条款里说得清楚").replace("炒股", "理财");
        Folder::new().work(&work(&body)).import(site);
        let stale = answer(&door, &before).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text().contains("更新过"));
        let page = answer(&door, &word(&door).await).await.text();
        assert_eq!(counts(&page), ["2 人次作答，100% 答对", "1 人次作答，0% 答对"]);
        assert!(page.contains("条款里说得清楚"));
    }

    async fn only_what_is_published_takes_answers(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let word = word(&door).await;
        let draft = [("attempt", word.as_str()), ("q-rain", "1")];
        for path in ["/works/kept/quiz", "/works/absent/quiz", "/works/Bad_Slug/quiz"] {
            assert_eq!(door.get(path).await.status, 404, "{path}");
            assert_eq!(send(&door, path, &draft).await.status, 404, "{path}");
        }
        site.run(&[&"withdraw", &"asks", &"--reason", &"数字有误。"]);
        for closed in [door.get(QUIZ).await, answer(&door, &word).await] {
            assert_eq!(closed.status, 410);
            assert!(closed.text().contains("已经撤回，不再接受作答"));
        }
        assert_eq!(site.number("SELECT COUNT(*) FROM quiz_tallies").await, 0);
    }

    async fn what_is_kept_is_numbers_and_a_digest_that_goes_when_its_time_is_over(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let first = word(&door).await;
        answer(&door, &first).await;
        assert_eq!(site.texts("SELECT digest FROM quiz_attempts").await, [attempt_digest(&first).to_string()]);
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE quiz_attempts SET expires_at = 1").await.unwrap();
        raw.close().await.unwrap();
        let second = word(&door).await;
        answer(&door, &second).await;
        assert_eq!(site.texts("SELECT digest FROM quiz_attempts").await, [attempt_digest(&second).to_string()]);
    }

    async fn a_flood_of_answers_is_slowed_down(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let word = word(&door).await;
        // To an address where nothing is counted: what is asked here is how many are let through.
        let post = || TestRequest::post().uri("/works/absent/quiz").set_form(vec![("attempt", word.as_str())]);
        let statuses = door.statuses((0..5_000).map(|_| post()), 429).await;
        assert_eq!(statuses.last(), Some(&429), "{} were let through", statuses.len());
        assert!(statuses.len() > 300, "a hall of people may answer at once, and {} were let through", statuses.len());
    }

    async fn feeds_carry_the_options_and_the_explanation(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let feed = door.page("/feed.atom").await;
        for part in ["每月制作几期？", "四期", "条款写明每月制作四期"] {
            assert!(feed.contains(part), "{part}");
        }
        assert!(!feed.contains("开始作答"));
    }
}
