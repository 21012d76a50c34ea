//! An allocator that erases what is freed.
//!
//! Strings and buffers pass through many hands on their way between JavaScript and the core, and some of those hands
//! are libraries that erase nothing; this catches all of them. It is the one place with unsafe code.
#![allow(unsafe_code, reason = "an allocator cannot be written without")]

use std::alloc::{GlobalAlloc, Layout, System};

/// The system's allocator, erasing before it frees. Growing a buffer allocates, copies and frees, by the trait's own
/// `realloc`, and therefore erases the old one too.
struct Erasing;

#[global_allocator]
static ERASING: Erasing = Erasing;

// SAFETY: every call is passed on to the system's allocator unchanged. Before freeing, the block's `layout.size()`
// bytes are overwritten, which the trait's contract makes valid for writes until `dealloc` returns.
unsafe impl GlobalAlloc for Erasing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the block is the caller's, of this layout, and about to be freed.
        unsafe {
            erase(pointer, layout.size());
            System.dealloc(pointer, layout);
        }
    }
}

/// Writes zeros that no optimiser may leave out, eight bytes at a time where the address allows it.
///
/// # Safety
/// `size` bytes from `pointer` must be valid for writes.
unsafe fn erase(pointer: *mut u8, size: usize) {
    const WORD: usize = size_of::<u64>();
    let head = pointer.align_offset(WORD).min(size);
    let words = (size - head) / WORD;
    // SAFETY: head + words × 8 + tail is exactly `size`, and the words start at an aligned address.
    unsafe {
        for at in 0..head {
            pointer.add(at).write_volatile(0);
        }
        let aligned = pointer.add(head).cast::<u64>();
        for at in 0..words {
            aligned.add(at).write_volatile(0);
        }
        for at in head + words * WORD..size {
            pointer.add(at).write_volatile(0);
        }
    }
}
