//! What a hostile zip tries, each refused with its words.

use super::{
    page_with, refused, told,
    zips::{Entry, end, overlapping, zip},
};
use h5::limits;

/// Insists that a page with this entry is refused in these words, under this name.
fn refuses(entry: Entry, name: &str, words: &str) {
    let refusals = refused(&page_with(vec![entry.clone()]));
    let one = refusals.iter().find(|refusal| refusal.file.as_deref() == Some(name) && refusal.reason.contains(words));
    assert!(one.is_some(), "{:?} is not refused with “{words}” but\n{}", String::from_utf8_lossy(&entry.name), told(&refusals));
}

#[test]
fn a_name_that_leads_out_of_its_folder_or_means_two_things_is_refused() {
    for (name, words) in [
        ("../evil.js", "走出文件夹"),
        ("a/../../evil.js", "走出文件夹"),
        ("a/./b.js", "走出文件夹"),
        ("/etc/evil.js", "以 / 开头"),
        ("a//b.js", "空的一段"),
        ("a\\..\\b.js", "反斜杠"),
        ("C:evil.js", "“:”"),
        ("a?b.js", "“?”"),
        ("a#b.js", "“#”"),
        ("a%2e%2e.js", "“%”"),
        ("a/b .js/c .", "以空格、句点结尾"),
        (".htaccess", "隐藏文件"),
        (".git/config.txt", "隐藏文件"),
    ] {
        refuses(Entry::new(name, "0"), name, words);
    }
    let long = format!("{}.js", "长".repeat(80));
    refuses(Entry::new(&long, "0"), &long, "200 个字节");
    let deep = format!("{}x.js", "a/".repeat(20));
    refuses(Entry::new(&deep, "0"), &deep, "12 层");
}

#[test]
fn a_name_in_another_encoding_or_with_unseen_characters_is_refused() {
    refuses(Entry::new("x.js", "0").named(b"\xd2\xb3\xc3\xe6.js"), "\u{4b3}\u{fffd}\u{fffd}.js", "不是 UTF-8");
    refuses(Entry::new("a\u{301}.js", "0"), "a\u{301}.js", "NFC");
    refuses(Entry::new("a\u{202e}sj.js", "0"), "a\u{202e}sj.js", "控制字符");
    refuses(Entry::new("a\0b.js", "0"), "a\u{fffd}b.js", "控制字符");
    refuses(Entry::new("a\nb.js", "0"), "a\u{fffd}b.js", "控制字符");
}

#[test]
fn two_files_of_one_name_are_refused_whatever_their_case() {
    refuses(Entry::new("index.html", "另一个"), "index.html", "出现了两次");
    refuses(Entry::new("Index.html", "另一个"), "Index.html", "只有大小写不同");
    refuses(Entry::new("JS/App.js", "0"), "JS/App.js", "只有大小写不同");
    refuses(Entry::new("js/app.js/x.js", "0"), "js/app.js/x.js", "又是一个文件");
}

#[test]
fn links_pipes_and_encrypted_files_are_refused() {
    refuses(Entry { mode: 0o120_777, ..Entry::new("link.js", "/etc/passwd") }, "link.js", "链接或特殊文件");
    refuses(Entry { mode: 0o010_644, ..Entry::new("pipe.js", "") }, "pipe.js", "链接或特殊文件");
    refuses(Entry { flags: 0x0801, ..Entry::new("secret.js", "0") }, "secret.js", "加了密码");
    refuses(Entry { method: 14, ..Entry::new("odd.js", "0") }, "odd.js", "压缩方法");
}

#[test]
fn a_bomb_is_noticed_while_it_inflates_whatever_its_header_says() {
    let zeros = Entry::new("zeros.txt", vec![b'0'; 8 << 20]).deflated();
    assert!(zeros.packed.len() < 20_000, "{} bytes", zeros.packed.len());
    refuses(Entry { length: 10, ..zeros.clone() }, "zeros.txt", "压缩炸弹");
    refuses(zeros, "zeros.txt", "压缩炸弹");

    // Each below the ratio, all together above the total.
    let mut state = 1_u64;
    let noise = (0..16 << 10).map(|n| {
        // Runs: packed to about a tenth.
        if n % 24 > 0 {
            return b'a' + (state >> 62) as u8;
        }
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        b'a' + (state >> 62) as u8
    });
    let big = Entry::repeating(&noise.collect::<Vec<_>>(), 640);
    assert!(big.packed.len() * 12 < limits::ZIPPED as usize, "{} bytes", big.packed.len());
    let many: Vec<Entry> = (0..12).map(|n| big.clone().named(format!("{n:02}.txt").as_bytes())).collect();
    let refusals = refused(&page_with(many));
    assert!(told(&refusals).contains("总大小超过了 100 MB"), "{}", told(&refusals));
    assert!(refusals.len() == 1, "it went on after that: {}", told(&refusals));
}

#[test]
fn entries_that_share_their_bytes_are_refused() {
    let names: Vec<String> = (0..50).map(|n| format!("{n}.js")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // The name before the bytes is that of one of them only.
    assert!(h5::read(&overlapping(&Entry::new("0.js", "0"), &names)).is_err());
    let same = vec!["0.js"; 50];
    assert!(told(&refused(&overlapping(&Entry::new("0.js", "0"), &same))).contains("互相重叠"));
}

#[test]
fn a_list_that_contradicts_the_files_is_refused() {
    let other = Entry { local_name: Some(b"evil.js".to_vec()), ..Entry::new("kind.js", "0") };
    assert!(told(&refused(&zip(&[Entry::new("index.html", ""), other]))).contains("已损坏"));
    refuses(Entry { crc: 1, ..Entry::new("a.js", "0") }, "a.js", "已损坏");
    refuses(Entry { method: 8, packed: b"no deflate".to_vec(), ..Entry::new("a.js", "0") }, "a.js", "已损坏");
    let whole = page_with(Vec::new());
    for length in 0..whole.len() {
        assert!(h5::read(&whole[..length]).is_err(), "the first {length} bytes are a zip");
    }
}

#[test]
fn a_million_entries_are_refused_by_their_number_alone() {
    for count in [limits::FILES + 1, 0xfffe, 0xffff] {
        // No entry follows: who reads on finds that out.
        let words = told(&refused(&end(count, 46, 0)));
        assert!(words.contains("2000 个"), "{count}: {words}");
    }
    // A list that is longer than its number says.
    let mut files = vec![Entry::new("index.html", "")];
    files.extend((0..limits::FILES + 10).map(|n| Entry::new(&format!("{n}.js"), "0")));
    let mut lying = zip(&files);
    let at = lying.len() - 14;
    lying[at..at + 4].copy_from_slice(&[1, 0, 1, 0]);
    assert!(told(&refused(&lying)).contains("已损坏"));
}

#[test]
fn a_zip_above_its_size_is_not_looked_into() {
    assert!(told(&refused(&vec![0; limits::ZIPPED as usize + 1])).contains("超过 50 MB"));
    assert!(told(&refused(b"")).contains("不是 zip"));
    assert!(told(&refused(b"PK\x03\x04 and then nothing")).contains("不是 zip"));
}

#[test]
fn programs_and_archives_are_refused_by_name_and_by_content() {
    for name in ["a.exe", "a.dll", "a.sh", "a.jar", "a.php", "a.bat"] {
        refuses(Entry::new(name, "x"), name, "程序文件");
    }
    for name in ["a.zip", "a.rar", "a.7z", "a.tgz"] {
        refuses(Entry::new(name, "x"), name, "压缩包");
    }
    for name in ["a.docx", "a.pdf", "a.wasm", "a.swf", "a.xml"] {
        refuses(Entry::new(name, "x"), name, "不支持的文件类型");
    }
    refuses(Entry::new("LICENSE", "x"), "LICENSE", "没有扩展名");
    let contents: [&[u8]; 8] = [
        b"\x7fELF\x02\x01\x01\0",
        b"MZ\x90\0\x03\0",
        b"\xcf\xfa\xed\xfe\x07\0\0\x01",
        b"\xfe\xed\xfa\xcf\0\0\0\x01",
        b"\xca\xfe\xba\xbe\0\0\0\x02",
        b"#!/bin/sh\nrm -rf /\n",
        b"PK\x03\x04\x14\0",
        b"\x1f\x8b\x08\0",
    ];
    for content in contents {
        for name in ["a.js", "a.png", "a.mp3", "a.bin", "a.txt"] {
            refuses(Entry::new(name, content), name, "与扩展名不符");
        }
    }
}

#[test]
fn a_picture_has_to_be_one_and_a_text_has_to_be_utf_8() {
    for name in ["a.png", "a.jpg", "a.gif", "a.webp", "a.ico", "a.woff2"] {
        refuses(Entry::new(name, "<html><script>alert(1)</script>"), name, "内容与扩展名不符");
    }
    refuses(Entry::new("a.js", b"// \xd2\xb3\xc3\xe6"), "a.js", "不是 UTF-8");
    refuses(Entry::new("a.css", b"p{}\0"), "a.css", "空字节");
}
