//! The engine as the command line uses it: one, loaded once, shared by all threads.

use conflict_annotator::{model::Annotation, Engine, Options};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;

/// A document to annotate.
pub struct Input {
    pub id: String,
    pub text: String,
    pub date: Option<String>,
}

/// The engine with all the tables that are there: the full gazetteer too, as the page loads it.
pub fn load() -> Engine {
    let mut engine = Engine::new();
    let path = crate::project::root().join("data/gazetteer.bin");
    match std::fs::read(&path)
        .map_err(|e| e.to_string())
        .and_then(|bytes| engine.load_gazetteer(&bytes).map_err(|e| e.to_string()))
    {
        Ok(_) => {}
        Err(fault) => eprintln!("data/gazetteer.bin: {fault}; going on with the core table."),
    }
    engine
}

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
