//! Wipes all memory that this program frees: copies of secrets that other libraries make, too, such as the page's calls
//! while they are read, and texts that outgrew their place. What lives on the stack, in WebKit, GTK and libraries
//! written in C is not covered.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static WIPED_WHEN_FREED: ZeroAlloc<System> = ZeroAlloc(System);
