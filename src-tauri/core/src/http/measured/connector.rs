//! The client's connector, with notes of when it began and when the connection was ready.

use std::pin::Pin;
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

use super::{Event, Notes};

/// Wraps the client's connector.
#[derive(Clone)]
pub(in crate::http) struct MeasuredConnector(pub(in crate::http) Notes);

/// The connector, wrapped.
#[derive(Clone)]
pub(in crate::http) struct Measured<S> {
    connector: S,
    notes: Notes,
}

impl<S> Layer<S> for MeasuredConnector {
    type Service = Measured<S>;

    fn layer(&self, connector: S) -> Self::Service {
        Measured { connector, notes: self.0.clone() }
    }
}

impl<S, Destination> Service<Destination> for Measured<S>
where
    S: Service<Destination>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, destination: Destination) -> Self::Future {
        self.notes.note(Event::ConnectingBegan);
        let connecting = self.connector.call(destination);
        let notes = self.notes.clone();
        Box::pin(async move {
            let connection = connecting.await?;
            notes.note(Event::Connected);
            Ok(connection)
        })
    }
}
