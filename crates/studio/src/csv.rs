//! CSV (RFC 4180) that spreadsheets open as it is meant.

/// The mark by which spreadsheets know UTF-8.
pub const MARK: &str = "\u{feff}";

/// One line, ended.
pub fn line(fields: &[String]) -> String {
    fields.iter().map(|text| field(text)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn field(text: &str) -> String {
    // A spreadsheet would take it for a formula; a name must not become one.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A file to be kept under this name.
pub fn file(name: &str, text: String) -> actix_web::HttpResponse {
    use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
    actix_web::HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .body(text)
}
