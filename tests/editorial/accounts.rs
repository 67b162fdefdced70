//! Accounts by the command line: no default password, none kept in the open.

use crate::site::on_both;

on_both! {
    async fn a_password_that_was_made_is_printed_once_and_kept_as_a_hash(site: &Site) {
        let said = site.run(&[&"user", &"add", &"lin", &"--display-name", &"林晓", &"--admin"]);
        let password = said.lines().find_map(|line| line.strip_prefix("password: ")).unwrap().to_owned();
        assert!(password.len() >= 20, "{password}");
        let db = site.db().await;
        let row = db::accounts::by_name(&db, "lin").await.unwrap().unwrap();
        db.close().await.unwrap();
        assert!(row.password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", row.password_hash);
        assert!(accounts::verify(&password, &row.password_hash));
        assert!(!accounts::verify(&password[1..], &row.password_hash));
        assert!(row.admin && !row.disabled);
        let listed = site.run(&[&"user", &"list"]);
        assert_eq!(listed, "lin  林晓  administrator\n");
    }

    async fn a_given_password_is_taken_from_standard_input_and_never_printed(site: &Site) {
        let given = "correct horse battery";
        let output = site.output_with(&[&"user", &"add", &"zhou", &"--password-stdin"], &format!("{given}\n"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!String::from_utf8(output.stdout).unwrap().contains(given));
        let hash = async || site.texts("SELECT password_hash FROM accounts WHERE name = 'zhou'").await.remove(0);
        assert!(accounts::verify(given, &hash().await));
        let new = site.run(&[&"user", &"password", &"zhou"]);
        let new = new.lines().find_map(|line| line.strip_prefix("password: ")).unwrap();
        assert!(accounts::verify(new, &hash().await) && !accounts::verify(given, &hash().await));
    }

    async fn what_is_no_account_is_refused_in_words(site: &Site) {
        site.run(&[&"user", &"add", &"lin"]);
        let said = site.refused(&[&"user", &"add", &"lin"]);
        assert!(said.contains("there is already an account called “lin”"), "{said}");
        let short = site.output_with(&[&"user", &"add", &"he", &"--password-stdin"], "short\n");
        let said = String::from_utf8(short.stderr).unwrap();
        assert_eq!(short.status.code(), Some(1));
        assert!(said.contains("a password needs at least 12 characters; this one has 5"), "{said}");
        assert!(site.refused(&[&"user", &"add", &"Not A Name"]).contains("“Not A Name” is not a name to sign in with"));
        for act in ["disable", "enable", "password"] {
            assert!(site.refused(&[&"user", &act, &"nobody"]).contains("there is no account called “nobody”"), "{act}");
        }
        assert_eq!(site.number("SELECT COUNT(*) FROM accounts").await, 1);
        site.run(&[&"user", &"disable", &"lin"]);
        assert_eq!(site.run(&[&"user", &"list"]), "lin  lin  disabled\n");
        site.run(&[&"user", &"enable", &"lin"]);
        assert_eq!(site.run(&[&"user", &"list"]), "lin  lin\n");
    }
}
