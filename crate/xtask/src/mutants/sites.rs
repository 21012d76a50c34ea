//! The places of a source file at which a mutant can go in, found by reading it as Rust.
//!
//! It knows offsets and kinds, and writes nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::list::{Genre, Mutant};

/// The bytes around which mutants of one genre go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Site {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) genre: Genre,
}

/// Everything in a file that a mutant may change, by where the change begins.
#[derive(Default)]
pub(crate) struct Map {
    sites: BTreeMap<(Genre, usize), Site>,
    bodies: Vec<Range<usize>>,
    /// Operators that hold `let` together with something else.
    pub(crate) chains: Vec<usize>,
}

impl Map {
    /// Where a mutant goes in.
    pub(crate) fn site(&self, mutant: &Mutant) -> Option<Site> {
        if mutant.genre != Genre::Body {
            return self.sites.get(&(mutant.genre, mutant.span.start)).copied();
        }
        let holds = |body: &&Range<usize>| body.start <= mutant.span.start && mutant.span.end <= body.end;
        let innermost = self.bodies.iter().filter(holds).min_by_key(|body| body.len())?;
        let brace = innermost.start + 1;
        Some(site(Genre::Body, brace..brace))
    }

    fn add(&mut self, genre: Genre, start: usize, range: Range<usize>) {
        self.sites.insert((genre, start), site(genre, range));
    }

    fn add_body(&mut self, block: &syn::Block) {
        self.bodies.push(bytes(block.span()));
    }
}

fn site(genre: Genre, Range { start, end }: Range<usize>) -> Site {
    Site { start, end, genre }
}

fn bytes(span: Span) -> Range<usize> {
    span.byte_range()
}

impl<'ast> Visit<'ast> for Map {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.add_body(&function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.add_body(&function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.add_body(block);
        }
        visit::visit_trait_item_fn(self, function);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let operator = bytes(binary.op.span()).start;
        if binds(&binary.left) || binds(&binary.right) {
            self.chains.push(operator);
        } else {
            self.add(Genre::Binary, operator, bytes(binary.span()));
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        self.add(Genre::Unary, bytes(unary.op.span()).start, bytes(unary.span()));
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_struct(&mut self, made: &'ast syn::ExprStruct) {
        for field in &made.fields {
            self.add(Genre::Field, bytes(field.span()).start, bytes(made.span()));
        }
        visit::visit_expr_struct(self, made);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let end = bytes(arm.pat.span()).end;
        let guard = arm.guard.as_ref().map(|(_, guard)| bytes(guard.span()));
        if let Some(guard) = &guard {
            self.add(Genre::Guard, guard.start, guard.clone());
        }
        self.add(Genre::Arm, bytes(arm.span()).start, guard.unwrap_or(end..end));
        visit::visit_arm(self, arm);
    }
}

/// Whether an operand is part of a chain with `let`.
fn binds(operand: &syn::Expr) -> bool {
    match operand {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => binds(&binary.left) || binds(&binary.right),
        _ => false,
    }
}
