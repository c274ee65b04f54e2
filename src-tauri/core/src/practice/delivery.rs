//! How a response goes over the wire: whole, or cut in the middle on purpose.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, UNIX_EPOCH};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use super::message::{Delivery, PracticeResponse};
use crate::moment::UnixSeconds;

pub(super) fn deliver(answer: PracticeResponse) -> Response<ResponseBody> {
    let length = answer.body.len();
    let mut response = Response::new(match answer.delivery {
        Delivery::Half => ResponseBody::cut(&answer.body.as_bytes()[..length / 2]),
        Delivery::Whole | Delivery::Late => ResponseBody::whole(answer.body),
    });
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Ok(date) = HeaderValue::try_from(http_date(answer.date)) {
        headers.insert(header::DATE, date);
    }
    for (name, value) in answer.headers {
        // The values are our own. One that a header cannot hold is left out.
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn http_date(time: UnixSeconds) -> String {
    let seconds = u64::try_from(time.0).unwrap_or(0);
    // The last second that the format can express.
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds.min(253_402_300_799)))
}

pub(super) fn plain(status: StatusCode) -> Response<ResponseBody> {
    let mut response = Response::new(ResponseBody::whole(String::new()));
    *response.status_mut() = status;
    // The rest of the request is not read.
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// A body that can end too early, which breaks the connection.
pub(super) struct ResponseBody {
    left: Option<Bytes>,
    cut: bool,
    /// The content was handed over and polled once more, so it is on its way.
    sent: bool,
}

impl ResponseBody {
    fn whole(text: String) -> Self {
        Self { left: Some(Bytes::from(text)).filter(|bytes| !bytes.is_empty()), cut: false, sent: false }
    }

    fn cut(start: &[u8]) -> Self {
        Self { left: Some(Bytes::copy_from_slice(start)), cut: true, sent: false }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.left.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            // hyper writes to the connection when there is no more data for the moment; on an error it stops writing.
            None if self.cut && !self.sent => {
                self.sent = true;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            None if self.cut => Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted))),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_none() && !self.cut
    }

    fn size_hint(&self) -> SizeHint {
        match &self.left {
            Some(bytes) if !self.cut => SizeHint::with_exact(bytes.len() as u64),
            None if !self.cut => SizeHint::with_exact(0),
            _ => SizeHint::default(),
        }
    }
}
