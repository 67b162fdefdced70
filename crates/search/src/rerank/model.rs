//! A model in a file, and one number of it for a pair.

use super::{sound::is_sound, wordpiece::Pair};
use crate::Error;
use rten::{DataType, Model as Graph, NodeId, Value, ValueType};
use rten_tensor::{NdTensor, Tensor, prelude::*};
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

pub(super) struct Model {
    graph: Graph,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
}

#[derive(Clone, Copy)]
enum Input {
    Ids,
    Mask,
    Types,
}

impl Model {
    pub fn open(file: &Path) -> Result<Self, Error> {
        let bytes = fs::read(file).map_err(|source| Error::RerankerFile { file: file.to_owned(), source })?;
        let wrong = |fault| Error::RerankerModel { file: file.to_owned(), fault };
        if !is_sound(&bytes) {
            return Err(wrong("it is damaged, or no ONNX".to_owned()));
        }
        let graph = guarded(|| Graph::load(bytes).map_err(|error| error.to_string())).map_err(wrong)?;
        let inputs = inputs(&graph).map_err(wrong)?;
        let output = output(&graph).map_err(wrong)?;
        Ok(Self { graph, inputs, output })
    }

    /// # Errors
    /// In words, where the model cannot be run or says anything but one number.
    pub fn judge(&self, pair: &Pair) -> Result<f32, String> {
        let row = |numbers: &[i32]| Value::from(NdTensor::from_data([1, numbers.len()], numbers.to_vec()));
        let value = |input: &Input| match input {
            Input::Ids => row(&pair.ids),
            Input::Mask => row(&vec![1; pair.ids.len()]),
            Input::Types => row(&pair.types),
        };
        let inputs = self.inputs.iter().map(|(id, input)| (*id, value(input).into())).collect();
        let run = || self.graph.run_n(inputs, [self.output], None).map_err(|error| error.to_string());
        let [value] = guarded(run)?;
        let numbers: Tensor<f32> = value.try_into().map_err(|_| "its output is no floating-point number".to_owned())?;
        match numbers.to_vec()[..] {
            [worth] if worth.is_finite() => Ok(worth),
            [worth] => Err(format!("it says {worth} of a text")),
            _ => Err(format!("it says {} numbers of a text; it has to be one", numbers.len())),
        }
    }
}

fn inputs(graph: &Graph) -> Result<Vec<(NodeId, Input)>, String> {
    let mut inputs = Vec::new();
    for id in graph.input_ids() {
        let info = graph.node_info(*id);
        let name = info.as_ref().and_then(|info| info.name()).unwrap_or_default();
        let input = match name {
            "input_ids" => Input::Ids,
            "attention_mask" => Input::Mask,
            "token_type_ids" => Input::Types,
            _ => return Err(format!("it wants “{name}”; known are input_ids, attention_mask and token_type_ids")),
        };
        if info.as_ref().and_then(|info| info.dtype()).is_some_and(|kind| kind != ValueType::Tensor(DataType::Int32)) {
            return Err(format!("it wants “{name}” as something else than whole numbers"));
        }
        inputs.push((*id, input));
    }
    if inputs.iter().any(|(_, input)| matches!(input, Input::Ids)) { Ok(inputs) } else { Err("it takes no input_ids".into()) }
}

fn output(graph: &Graph) -> Result<NodeId, String> {
    match graph.output_ids() {
        [only] => Ok(*only),
        several => {
            let named = |id: &&NodeId| graph.node_info(**id).and_then(|info| info.name()) == Some("logits");
            several.iter().find(named).copied().ok_or_else(|| format!("none of its {} outputs is “logits”", several.len()))
        }
    }
}

/// A file from elsewhere may be broken in ways that the engine did not think of.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("it makes the engine panic".to_owned()))
}
