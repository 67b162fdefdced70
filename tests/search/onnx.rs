//! Models of a few hundred bytes in ONNX's format (Protocol Buffers, onnx.proto of opset 13), written here, and their
//! vocabularies.

use std::{fs, path::Path};

/// Pieces, and what each brings to a text that holds it.
pub const PIECES: [(&str, f32); 12] = [
    ("[PAD]", 0.0),
    ("[UNK]", 0.0),
    ("[CLS]", 100.0),
    ("[SEP]", 0.0),
    ("甲", 1.0),
    ("乙", 5.0),
    ("丙", 3.0),
    ("科", 0.0),
    ("普", 0.0),
    ("sun", 0.0),
    ("##flower", 7.0),
    ("2", 0.5),
];

const FLOAT: u64 = 1;
const INT64: u64 = 7;

/// A folder with a model whose word for a text is the sum of what its pieces bring; those of the query bring nothing.
pub fn write(folder: &Path) {
    fs::write(folder.join("vocab.txt"), PIECES.map(|(piece, _)| piece).join("\n")).unwrap();
    fs::write(folder.join("model.onnx"), Model::sum().bytes()).unwrap();
}

/// What a file of ONNX holds of a graph.
#[derive(Default)]
pub struct Model {
    pub nodes: Vec<Vec<u8>>,
    pub tensors: Vec<Vec<u8>>,
    /// Names and types.
    pub inputs: Vec<(&'static str, u64)>,
    pub output: &'static str,
}

impl Model {
    /// logits = Σ table[input_ids] · token_type_ids, of shape (1, 1).
    pub fn sum() -> Self {
        let bring: Vec<f32> = PIECES.iter().map(|(_, brings)| *brings).collect();
        Self {
            nodes: vec![
                node("Gather", &["table", "input_ids"], "brought", &[]),
                node("Cast", &["token_type_ids"], "types", &[integer("to", FLOAT)]),
                node("Mul", &["brought", "types"], "counted", &[]),
                node("ReduceSum", &["counted", "axes"], "logits", &[integer("keepdims", 1)]),
            ],
            tensors: vec![floats("table", &bring), integers("axes", &[1])],
            inputs: vec![("input_ids", INT64), ("token_type_ids", INT64), ("attention_mask", INT64)],
            output: "logits",
        }
    }

    /// Multiplies large matrices before it says anything.
    pub fn slow() -> Self {
        let mut model = Self::sum();
        model.nodes.pop();
        model.nodes.push(node("ReduceSum", &["counted", "axes"], "sum", &[integer("keepdims", 1)]));
        model.nodes.push(node("ConstantOfShape", &["shape"], "zeros", &[]));
        model.nodes.push(node("Add", &["zeros", "sum"], "m0", &[]));
        for (from, to) in [("m0", "m1"), ("m1", "m2"), ("m2", "m3")] {
            model.nodes.push(node("MatMul", &[from, "zeros"], to, &[]));
        }
        model.nodes.push(node("ReduceMax", &["m3"], "logits", &[integer("keepdims", 0)]));
        model.tensors.push(integers("shape", &[300, 300]));
        model
    }

    /// Says a number for every piece.
    pub fn of_many_words() -> Self {
        Self { output: "counted", ..Self::sum() }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut graph = Vec::new();
        self.nodes.iter().for_each(|node| field(&mut graph, 1, node));
        field(&mut graph, 2, b"tiny");
        self.tensors.iter().for_each(|tensor| field(&mut graph, 5, tensor));
        self.inputs.iter().for_each(|(name, kind)| field(&mut graph, 11, &value(name, *kind)));
        field(&mut graph, 12, &value(self.output, FLOAT));
        let mut opset = Vec::new();
        number(&mut opset, 2, 13);
        let mut model = Vec::new();
        number(&mut model, 1, 8);
        field(&mut model, 7, &graph);
        field(&mut model, 8, &opset);
        model
    }
}

fn node(operator: &str, inputs: &[&str], output: &str, attributes: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    inputs.iter().for_each(|input| field(&mut bytes, 1, input.as_bytes()));
    field(&mut bytes, 2, output.as_bytes());
    field(&mut bytes, 3, output.as_bytes());
    field(&mut bytes, 4, operator.as_bytes());
    attributes.iter().for_each(|attribute| field(&mut bytes, 5, attribute));
    bytes
}

fn integer(name: &str, value: u64) -> Vec<u8> {
    const INT: u64 = 2;
    let mut bytes = Vec::new();
    field(&mut bytes, 1, name.as_bytes());
    number(&mut bytes, 3, value);
    number(&mut bytes, 20, INT);
    bytes
}

fn floats(name: &str, values: &[f32]) -> Vec<u8> {
    tensor(name, FLOAT, values.len(), &values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<_>>())
}

fn integers(name: &str, values: &[i64]) -> Vec<u8> {
    tensor(name, INT64, values.len(), &values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<_>>())
}

fn tensor(name: &str, kind: u64, length: usize, raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    number(&mut bytes, 1, length as u64);
    number(&mut bytes, 2, kind);
    field(&mut bytes, 8, name.as_bytes());
    field(&mut bytes, 9, raw);
    bytes
}

/// Of any shape.
fn value(name: &str, kind: u64) -> Vec<u8> {
    let (mut element, mut tensor, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    number(&mut element, 1, kind);
    field(&mut tensor, 1, &element);
    field(&mut bytes, 1, name.as_bytes());
    field(&mut bytes, 2, &tensor);
    bytes
}

fn field(bytes: &mut Vec<u8>, number: u64, content: &[u8]) {
    varint(bytes, (number << 3) | 2);
    varint(bytes, content.len() as u64);
    bytes.extend(content);
}

fn number(bytes: &mut Vec<u8>, number: u64, value: u64) {
    varint(bytes, number << 3);
    varint(bytes, value);
}

fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
