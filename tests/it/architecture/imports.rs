//! Which module may import which: the table of docs/ARCHITECTURE.md, and a reader of `use` trees and paths that keeps it.
//!
//! It knows names, not types: a path in a string (`#[serde(with = "…")]`) or a re-export under another name escapes it.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::Violation;

/// One row of the table: a module directly below `src/`, and what it may import besides itself.
struct Layer {
    module: &'static str,
    may: May,
    /// Crates, or paths inside them, that it must not name.
    never: &'static [&'static [&'static str]],
}

enum May {
    All,
    Only(&'static [&'static str]),
}

const LAYERS: &[Layer] = &[
    Layer { module: "domain", may: May::Only(&[]), never: OUTSIDE_WORLD },
    Layer { module: "store", may: May::Only(&["credentials", "domain"]), never: &[&["axum"], &["askama"]] },
    Layer { module: "text", may: May::Only(&["domain"]), never: &[&["axum"], &["askama"], &["sqlx"]] },
    Layer { module: "exchange", may: May::Only(&["domain"]), never: &[&["axum"], &["askama"], &["sqlx"]] },
    Layer {
        module: "admission",
        may: May::Only(&["app", "credentials", "domain", "store"]),
        never: &[&["sqlx"], &["askama"]],
    },
    Layer {
        module: "credentials",
        may: May::Only(&["domain"]),
        never: &[&["axum"], &["askama"], &["sqlx"], &["hyper"], &["tower"]],
    },
    Layer {
        module: "web",
        may: May::Only(&[
            "admission",
            "app",
            "credentials",
            "domain",
            "outbound",
            "store",
            "text",
            "exchange",
            "paths",
        ]),
        never: &[&["sqlx"]],
    },
    Layer {
        module: "api",
        may: May::Only(&[
            "admission",
            "app",
            "credentials",
            "domain",
            "outbound",
            "store",
            "text",
            "exchange",
            "paths",
        ]),
        never: &[&["sqlx"]],
    },
    Layer {
        module: "app",
        may: May::Only(&["credentials", "domain", "store", "clock", "config", "exchange", "outbound"]),
        never: &[&["sqlx"], &["askama"]],
    },
    Layer { module: "paths", may: May::Only(&["domain"]), never: &[&["sqlx"], &["axum"], &["askama"]] },
    Layer { module: "clock", may: May::Only(&[]), never: &[&["sqlx"], &["axum"], &["askama"]] },
    Layer { module: "config", may: May::Only(&["domain"]), never: &[&["sqlx"], &["axum"], &["askama"]] },
    // SQL stands in the store alone, so these import every module of ours, but not sqlx.
    Layer { module: "outbound", may: May::Only(&["domain"]), never: &[&["axum"], &["askama"], &["sqlx"]] },
    Layer {
        module: "delivery",
        may: May::Only(&["api", "app", "credentials", "domain", "outbound", "paths", "store"]),
        never: &[&["sqlx"], &["askama"]],
    },
    Layer { module: "server", may: May::All, never: &[&["sqlx"]] },
    Layer { module: "cli", may: May::All, never: &[&["sqlx"]] },
    Layer { module: "main", may: May::All, never: &[&["sqlx"]] },
    Layer { module: "lib", may: May::All, never: &[&["sqlx"]] },
];

/// What the domain must not know: databases, the web, the machine it runs on and what time it is.
const OUTSIDE_WORLD: &[&[&str]] = &[
    &["sqlx"],
    &["axum"],
    &["askama"],
    &["tokio"],
    &["hyper"],
    &["tower"],
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant"],
    &["jiff", "Timestamp", "now"],
    &["jiff", "Zoned", "now"],
    &["std", "env"],
    &["std", "fs"],
    &["std", "net"],
    &["std", "process"],
];

/// The imports of one source file that the table forbids.
pub fn violations(path: &str, source: &str) -> Vec<Violation> {
    let module = module_of(path);
    let top = module.first().map_or("lib", String::as_str);
    let Some(layer) = LAYERS.iter().find(|layer| layer.module == top) else {
        return vec![Violation::at(path, 1, format!("module `{top}` has no row in the table of imports"))];
    };
    let file = match syn::parse_file(source) {
        Ok(file) => file,
        Err(error) => return vec![Violation::at(path, error.span().start().line, error.to_string())],
    };
    // Names are usable above their `use`, so the first pass collects them and the second one checks.
    let mut reader = Reader { path, layer, module, aliases: HashMap::new(), found: Vec::new() };
    reader.visit_file(&file);
    reader.found.clear();
    reader.visit_file(&file);
    reader.found.dedup();
    reader.found
}

/// `src/domain/value/time.rs` holds the module `domain::value::time`; `src/lib.rs` the root.
fn module_of(path: &str) -> Vec<String> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if inside == "lib" { Vec::new() } else { inside.split('/').map(str::to_owned).collect() }
}

/// Where a path leads: into our crate, or into another one.
#[derive(Clone)]
enum Target {
    Ours(Vec<String>),
    Foreign(Vec<String>),
}

impl Target {
    fn then(mut self, rest: &[String]) -> Self {
        let (Self::Ours(steps) | Self::Foreign(steps)) = &mut self;
        steps.extend_from_slice(rest);
        self
    }
}

struct Reader<'a> {
    path: &'a str,
    layer: &'static Layer,
    module: Vec<String>,
    aliases: HashMap<String, Target>,
    found: Vec<Violation>,
}

impl Reader<'_> {
    fn resolve(&self, steps: &[String]) -> Target {
        let (first, rest) = steps.split_first().expect("a path has at least one step");
        match first.as_str() {
            "crate" | "counterpoint" => Target::Ours(rest.to_vec()),
            "self" => Target::Ours(self.module.clone()).then(rest),
            "super" => {
                let ups = steps.iter().take_while(|step| *step == "super").count();
                let kept = self.module.len().saturating_sub(ups);
                Target::Ours(self.module[..kept].to_vec()).then(&steps[ups..])
            }
            name => match self.aliases.get(name) {
                Some(known) => known.clone().then(rest),
                None => Target::Foreign(steps.to_vec()),
            },
        }
    }

    /// A path in an expression, a type, a macro or an attribute. One step alone names something that a `use` brought.
    fn check_path(&mut self, steps: &[String], place: Span) {
        if steps.len() > 1 {
            let target = self.resolve(steps);
            self.check(&target, place);
        }
    }

    fn check(&mut self, target: &Target, place: Span) {
        let complaint = match target {
            Target::Ours(steps) => self.forbids_ours(steps),
            Target::Foreign(steps) => self.forbids_foreign(steps),
        };
        if let Some(complaint) = complaint {
            self.found.push(Violation::at(self.path, place.start().line, complaint));
        }
    }

    fn forbids_ours(&self, steps: &[String]) -> Option<String> {
        let May::Only(allowed) = self.layer.may else { return None };
        let module = self.layer.module;
        match steps.first().map(String::as_str) {
            None | Some("*") => Some(format!("{module} must not import the whole crate")),
            Some(top) if top == module || allowed.contains(&top) => None,
            Some(top) => Some(format!("{module} must not import {top}")),
        }
    }

    fn forbids_foreign(&self, steps: &[String]) -> Option<String> {
        let (glob, named) = match steps.split_last() {
            Some((last, before)) if last == "*" => (true, before),
            _ => (false, steps),
        };
        let banned = self.layer.never.iter().find(|banned| {
            let shared = banned.iter().zip(named).take_while(|(one, other)| *one == other).count();
            shared == banned.len() || (glob && shared == named.len())
        })?;
        Some(format!("{} must not import {}", self.layer.module, banned.join("::")))
    }

    fn read_use(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(inner) => self.read_use(&with(&inner.ident), &inner.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.read_use(before, item)),
            syn::UseTree::Glob(glob) => {
                let target = self.resolve(&[before, &["*".to_owned()]].concat());
                self.check(&target, glob.span());
            }
            syn::UseTree::Name(name) => self.bring(before, &name.ident, &name.ident),
            syn::UseTree::Rename(rename) => self.bring(before, &rename.ident, &rename.rename),
        }
    }

    /// One name brought by a `use`: checked, and remembered for the paths that start with it.
    fn bring(&mut self, before: &[String], name: &syn::Ident, known_as: &syn::Ident) {
        let is_itself = name == "self" && !before.is_empty();
        let steps = if is_itself { before.to_vec() } else { [before, &[name.to_string()]].concat() };
        let known_as = if known_as == "self" { steps.last().cloned() } else { Some(known_as.to_string()) };
        // `use std;` and its like would otherwise resolve to themselves for ever.
        let target = if steps.len() == 1 { self.resolve_first(&steps) } else { self.resolve(&steps) };
        self.check(&target, name.span());
        if let Some(known_as) = known_as {
            self.aliases.insert(known_as, target);
        }
    }

    fn resolve_first(&self, steps: &[String]) -> Target {
        match steps[0].as_str() {
            "crate" | "counterpoint" | "self" | "super" => self.resolve(steps),
            _ => Target::Foreign(steps.to_vec()),
        }
    }

    /// Paths among tokens that are not parsed: inside of macros and attributes.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut steps: Vec<String> = Vec::new();
        let mut place = Span::call_site();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' && !steps.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.check_path(&std::mem::take(&mut steps), place);
                        place = name.span();
                    }
                    steps.push(name.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Group(group) => self.read_tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            self.check_path(&std::mem::take(&mut steps), place);
            colons = 0;
        }
        self.check_path(&steps, place);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, node: &'ast syn::ItemMod) {
        if node.content.is_some() {
            self.module.push(node.ident.to_string());
            visit::visit_item_mod(self, node);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, node: &'ast syn::ItemUse) {
        self.read_use(&[], &node.tree);
    }

    fn visit_item_extern_crate(&mut self, node: &'ast syn::ItemExternCrate) {
        let target = Target::Foreign(vec![node.ident.to_string()]);
        self.check(&target, node.span());
    }

    fn visit_path(&mut self, node: &'ast syn::Path) {
        let steps: Vec<String> = node.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.check_path(&steps, node.span());
        visit::visit_path(self, node);
    }

    /// `pub(in crate::domain)` imports nothing.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        visit::visit_macro(self, node);
        self.read_tokens(node.tokens.clone());
    }

    fn visit_attribute(&mut self, node: &'ast syn::Attribute) {
        visit::visit_attribute(self, node);
        if let syn::Meta::List(list) = &node.meta {
            self.read_tokens(list.tokens.clone());
        }
    }
}
