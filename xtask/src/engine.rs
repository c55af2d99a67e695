//! The engine as the command line uses it: one, loaded once, shared by all threads.

use crate::project;
use conflict_annotator::{model::Annotation, Engine, Options};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;

/// A document to annotate.
pub struct Input {
    pub id: String,
    pub text: String,
    pub date: Option<String>,
}

/// The engine with all its tables, the full gazetteer too, as the page has it.
pub fn load() -> Engine {
    let mut engine = Engine::new();
    let file = project::root().join(GAZETTEER);
    let problem = match std::fs::read(&file) {
        Ok(bytes) => engine.load_gazetteer(&bytes).err().map(|error| error.to_string()),
        Err(error) => Some(error.to_string()),
    };
    if let Some(problem) = problem {
        eprintln!("{}: {problem}; going on with the core table of places.", file.display());
    }
    engine
}

/// The full gazetteer, from the project's folder.
pub const GAZETTEER: &str = "data/gazetteer.bin";

/// Annotates all documents on all processors; results in the order of the documents, offsets in code points.
pub fn annotate_all(engine: &Engine, inputs: &[Input]) -> Vec<Annotation> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Annotation)>> = Mutex::new(Vec::with_capacity(inputs.len()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(input) = inputs.get(index) else { break };
                let annotation = annotate(engine, input);
                done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((index, annotation));
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, annotation)| annotation).collect()
}

/// Annotates one document, offsets in code points.
pub fn annotate(engine: &Engine, input: &Input) -> Annotation {
    let options = Options { id: input.id.clone(), document_date: input.date.clone(), ..Options::default() };
    engine.annotate(&input.text, &options)
}
