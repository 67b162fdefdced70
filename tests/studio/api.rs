//! The operations that the API's description names.

use serde_json::Value;

pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
}

pub fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&studio::openapi::document()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if let Some(id) = operation["operationId"].as_str() {
                operations.push(Operation { id: id.to_owned(), method: method.to_uppercase(), path: path.clone() });
            }
        }
    }
    operations
}
