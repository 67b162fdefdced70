//! Small policies and works, in words of our own.

use super::Site;
use std::{fs, path::PathBuf};

/// A plan of two chapters with the given items in the second one.
pub fn policy_text(items: &[&str]) -> String {
    const NUMERALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let mut text = String::from(
        "青山市科学普及三年行动方案（示例）\n\n　　为做好全市科学普及工作，制定本方案。\n\n　　一、总体要求\n　　\
         （一）指导思想。面向群众，服务基层，把科学讲清楚。\n　　（二）工作目标。到2028年，每个乡镇都有一处科普场所。\n\n　　二、重点任务\n",
    );
    for (numeral, item) in NUMERALS.iter().zip(items) {
        text.push_str(&format!("　　（{numeral}）{item}\n"));
    }
    text.push_str("\n　　三、保障措施\n　　（一）加强领导。各单位明确一名负责人。\n");
    text
}

/// The items of the first version: clauses 2.1, 2.2 and 2.3.
pub const ITEMS: [&str; 3] = [
    "办好短视频。鼓励专家出镜，每月制作四期，讲清一个身边的问题。",
    "建好流动科技馆。流动科技馆每年走进二十所乡村学校，每站停留两周。",
    "编好老年读本。用大字排印，讲清用药、防骗和智能手机的使用。",
];

/// A folder for `liangyi import works`, with enough vocabulary for [`Work`].
pub struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn new() -> Self {
        let folder = Self::empty();
        folder.file("organisations.yaml", "- {slug: green-hill, name: 青山市科协（示例）, kind: city, example: true}\n");
        let people = ["lin", "zhou", "he", "su"]
            .map(|slug| format!("- {{slug: {slug}, name: {slug}（示例）, organisation: green-hill, example: true}}\n"));
        folder.file("people.yaml", people.concat());
        folder.file("topics.yaml", "- {slug: video, name: 短视频}\n- {slug: reading, name: 阅读}\n");
        folder.file("campaigns.yaml", "- {slug: month, name: 科普月（示例）, starts: 2026-09-01, ends: 2026-09-30}\n");
        folder.file("channels.yaml", "- {slug: site, name: 本站}\n");
        folder
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn remove(&self, name: &str) -> &Self {
        fs::remove_file(self.folder.path().join(name)).unwrap();
        self
    }

    /// Those at its top, as `editorial` takes them.
    pub fn files(&self) -> Vec<editorial::File> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap());
        let file = |entry: fs::DirEntry| editorial::File {
            path: entry.file_name().into_string().unwrap(),
            bytes: fs::read(entry.path()).unwrap(),
        };
        entries.map(file).collect()
    }

    pub fn work(&self, work: &Work) -> &Self {
        self.file(&format!("{}.md", work.slug), work.text())
    }

    /// Insists that the import is taken; what it printed.
    pub fn import(&self, site: &Site) -> String {
        site.run(&[&"import", &"works", &self.path()])
    }
}

/// A work as a file; a new one is published, in Chinese, by one author, and has been through three reviews.
#[derive(Clone)]
pub struct Work {
    pub slug: String,
    title: String,
    lines: Vec<String>,
    clauses: Vec<String>,
    state: String,
    language: String,
    body: String,
}

impl Work {
    pub fn new(slug: &str, title: &str) -> Self {
        Self {
            slug: slug.to_owned(),
            title: title.to_owned(),
            lines: Vec::new(),
            clauses: Vec::new(),
            state: "published\npublished: 2026-10-08 09:00".to_owned(),
            language: "zh-Hans".to_owned(),
            body: "正文只有一段，说的是为什么。".to_owned(),
        }
    }

    /// A line of front matter, as it is.
    pub fn line(mut self, line: &str) -> Self {
        self.lines.push(line.to_owned());
        self
    }

    /// As an item of `clauses`.
    pub fn clause(mut self, clause: &str) -> Self {
        self.clauses.push(format!("  - {clause}\n"));
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        self.body = body.to_owned();
        self
    }

    pub fn draft(mut self) -> Self {
        self.state = "draft".to_owned();
        self
    }

    /// `2026-10-08 09:00`
    pub fn published(mut self, at: &str) -> Self {
        self.state = format!("published\npublished: {at}");
        self
    }

    pub fn language(mut self, code: &str) -> Self {
        self.language = code.to_owned();
        self
    }

    pub fn text(&self) -> String {
        let Self { slug, title, state, language, body, .. } = self;
        let mut front =
            format!("slug: {slug}\ntitle: {title}\nlead: 一句话说清。\nkind: article\ngenre: expert\nlanguage: {language}\n");
        front.push_str(
            "audiences: [public, elderly]\ntopics: [video]\ncampaigns: [month]\norganisations: [green-hill]\nchannels: [site]\n",
        );
        front.push_str("people:\n  - {person: lin, role: author}\nreviews:\n");
        for (person, stage) in [("zhou", "first"), ("he", "second"), ("su", "final")] {
            front.push_str(&format!("  - {{person: {person}, stage: {stage}}}\n"));
        }
        front.push_str(&format!("state: {state}\nlicence: CC-BY-4.0\nai: none\n"));
        for line in &self.lines {
            front.push_str(&format!("{line}\n"));
        }
        if !self.clauses.is_empty() {
            front.push_str(&format!("clauses:\n{}", self.clauses.concat()));
        }
        format!("---\n{front}---\n\n{body}\n")
    }
}

impl Site {
    /// Takes in a policy of these items under the slug `plan`; what was printed.
    pub fn import_policy(&self, items: &[&str]) -> String {
        let file = self.path("plan.txt");
        fs::write(&file, policy_text(items)).unwrap();
        self.run(&[&"import", &"policy", &file, &"--slug", &"plan"])
    }
}
