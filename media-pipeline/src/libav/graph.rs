//! A chain of libav's filters between one source and one sink.

use super::{
    error::{AGAIN, AvError, END, Result, allocated, check},
    frame::Frame,
    stream::Rational,
};
use ffmpeg_next::ffi;
use std::{ffi::CString, ptr};

pub struct Graph {
    graph: *mut ffi::AVFilterGraph,
    source: *mut ffi::AVFilterContext,
    sink: *mut ffi::AVFilterContext,
    ended: bool,
}

// SAFETY: the value alone points into the graph, and it is used by one thread at a time.
unsafe impl Send for Graph {}

/// What sound a graph is fed.
#[derive(Clone, Copy, Debug)]
pub struct SoundIn {
    pub time_base: Rational,
}

impl Graph {
    /// A graph for pictures like `first`; `chain` is in libav's own words, from source to sink.
    pub fn pictures(first: &Frame, time_base: Rational, chain: &str) -> Result<Self> {
        // SAFETY: a fresh set of parameters is filled with plain fields and freed again.
        Self::build("buffer", "buffersink", chain, |source| unsafe {
            let parameters = allocated("a filter", ffi::av_buffersrc_parameters_alloc())?;
            (*parameters).format = first.format();
            (*parameters).time_base = time_base.into();
            ((*parameters).width, (*parameters).height) = (first.width() as i32, first.height() as i32);
            let (num, den) = first.pixel_aspect();
            (*parameters).sample_aspect_ratio = ffi::AVRational { num, den: den.max(1) };
            let code = ffi::av_buffersrc_parameters_set(source, parameters);
            ffi::av_free(parameters.cast());
            check("a filter's source", code).map(drop)
        })
    }

    /// A graph for sound like `first`.
    pub fn sound(first: &Frame, input: SoundIn, chain: &str) -> Result<Self> {
        // SAFETY: as above; the layout is copied.
        Self::build("abuffer", "abuffersink", chain, |source| unsafe {
            let parameters = allocated("a filter", ffi::av_buffersrc_parameters_alloc())?;
            (*parameters).format = first.format();
            (*parameters).time_base = input.time_base.into();
            (*parameters).sample_rate = first.sample_rate() as i32;
            let layout = &(*first.0).ch_layout;
            if layout.order == ffi::AVChannelOrder::AV_CHANNEL_ORDER_UNSPEC {
                ffi::av_channel_layout_default(&mut (*parameters).ch_layout, layout.nb_channels);
            } else {
                ffi::av_channel_layout_copy(&mut (*parameters).ch_layout, layout);
            }
            let code = ffi::av_buffersrc_parameters_set(source, parameters);
            ffi::av_channel_layout_uninit(&mut (*parameters).ch_layout);
            ffi::av_free(parameters.cast());
            check("a filter's source", code).map(drop)
        })
    }

    fn build(
        source_kind: &str,
        sink_kind: &str,
        chain: &str,
        prepare: impl FnOnce(*mut ffi::AVFilterContext) -> Result<()>,
    ) -> Result<Self> {
        let words = CString::new(chain).map_err(|_| AvError::new("a chain of filters with a zero byte", -libc::EINVAL))?;
        // SAFETY: the graph owns every filter made in it; the lists of open ends are freed whatever happens.
        unsafe {
            let mut graph = Self {
                graph: allocated("a graph", ffi::avfilter_graph_alloc())?,
                source: ptr::null_mut(),
                sink: ptr::null_mut(),
                ended: false,
            };
            (*graph.graph).nb_threads = 1;
            graph.source = graph.make(source_kind, c"in")?;
            prepare(graph.source)?;
            check("a filter's source", ffi::avfilter_init_str(graph.source, ptr::null()))?;
            graph.sink = graph.make(sink_kind, c"out")?;
            check("a filter's sink", ffi::avfilter_init_str(graph.sink, ptr::null()))?;

            let mut outputs = open_end(c"in", graph.source)?;
            let mut inputs = open_end(c"out", graph.sink)?;
            let code = ffi::avfilter_graph_parse_ptr(graph.graph, words.as_ptr(), &mut inputs, &mut outputs, ptr::null_mut());
            ffi::avfilter_inout_free(&mut inputs);
            ffi::avfilter_inout_free(&mut outputs);
            check(chain, code)?;
            check(chain, ffi::avfilter_graph_config(graph.graph, ptr::null_mut()))?;
            Ok(graph)
        }
    }

    /// # Safety
    /// `self.graph` is a graph.
    unsafe fn make(&self, kind: &str, name: &std::ffi::CStr) -> Result<*mut ffi::AVFilterContext> {
        let kind = CString::new(kind).map_err(|_| AvError::new("a filter", -libc::EINVAL))?;
        // SAFETY: a lookup in a static table; the graph owns the new filter.
        unsafe {
            let filter = ffi::avfilter_get_by_name(kind.as_ptr());
            if filter.is_null() {
                return Err(AvError::new("this libav lacks a filter", ffi::AVERROR_FILTER_NOT_FOUND));
            }
            allocated("a filter", ffi::avfilter_graph_alloc_filter(self.graph, filter, name.as_ptr()))
        }
    }

    /// Hands in a frame, which is not touched; results come from [`Graph::receive`].
    pub fn send(&mut self, frame: &Frame) -> Result<()> {
        const KEEP: i32 = ffi::AV_BUFFERSRC_FLAG_KEEP_REF as i32;
        // SAFETY: the graph takes a reference of its own.
        check("filtering", unsafe { ffi::av_buffersrc_add_frame_flags(self.source, frame.0, KEEP) }).map(drop)
    }

    /// Says that nothing follows, and when what was sent ends: without the time a filter may lose its last picture.
    pub fn end(&mut self, at: i64) -> Result<()> {
        if std::mem::replace(&mut self.ended, true) {
            return Ok(());
        }
        // SAFETY: an open source.
        check("filtering", unsafe { ffi::av_buffersrc_close(self.source, at, 0) }).map(drop)
    }

    /// The next result; false where more has to be sent first, or at the end.
    pub fn receive(&mut self, frame: &mut Frame) -> Result<bool> {
        frame.clear();
        // SAFETY: an open sink and a blank frame.
        match unsafe { ffi::av_buffersink_get_frame(self.sink, frame.0) } {
            AGAIN | END => Ok(false),
            code => check("filtering", code).map(|_| true),
        }
    }

    /// The unit of the results' times.
    pub fn time_base(&self) -> Rational {
        // SAFETY: a configured sink.
        unsafe { ffi::av_buffersink_get_time_base(self.sink).into() }
    }
}

/// # Safety
/// `filter` belongs to a living graph.
unsafe fn open_end(name: &std::ffi::CStr, filter: *mut ffi::AVFilterContext) -> Result<*mut ffi::AVFilterInOut> {
    // SAFETY: a fresh list of one; the name is copied into libav's own memory.
    unsafe {
        let end = allocated("a filter's end", ffi::avfilter_inout_alloc())?;
        (*end).name = ffi::av_strdup(name.as_ptr());
        (*end).filter_ctx = filter;
        (*end).pad_idx = 0;
        (*end).next = ptr::null_mut();
        Ok(end)
    }
}

impl Drop for Graph {
    fn drop(&mut self) {
        // SAFETY: frees the graph and every filter in it.
        unsafe { ffi::avfilter_graph_free(&mut self.graph) }
    }
}
