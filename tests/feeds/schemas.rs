//! Schemas of the standards, which stand beside the project, and Debian's xmllint, which holds a document to them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A schema of the shared data; `None`, with a word on standard error, where it is not there.
pub fn schema(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/schemas").join(name);
    if !path.is_file() {
        eprintln!("skipped: ../shared/data/schemas/{name} is not here");
        return None;
    }
    Some(path)
}

/// Dublin Core's schema asks the network for the attributes of XML itself.
const ATTRIBUTES: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:language"/>
</xs:schema>"#;
const CATALOG: &str = r#"<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<system systemId="http://www.w3.org/2001/03/xml.xsd" uri="xml.xsd"/>
</catalog>"#;

/// What is wrong with `xml`; nothing where xmllint is not installed, with a word on standard error.
pub fn faults(xml: &str, schema: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.xml");
    fs::write(&file, xml).unwrap();
    fs::write(folder.path().join("xml.xsd"), ATTRIBUTES).unwrap();
    let catalog = folder.path().join("catalog.xml");
    fs::write(&catalog, CATALOG).unwrap();
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--nonet", "--noout", "--schema"]).args([schema, &file]).env("XML_CATALOG_FILES", catalog);
    match xmllint.output() {
        Ok(output) if output.status.success() => String::new(),
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: xmllint is not installed");
            String::new()
        }
        Err(error) => panic!("xmllint: {error}"),
    }
}
