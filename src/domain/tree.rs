//! Part-of trees: of places, of entities, of options. Nodes are numbered as in the dossier's list.

/// The number of a node in the list its tree was built from.
pub type Node = usize;

/// A forest over numbered nodes, with ancestor tests in constant time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    parent: Vec<Option<Node>>,
    enter: Vec<u32>,
    leave: Vec<u32>,
}

impl Tree {
    /// The forest in which node `i` is part of `parent[i]`.
    ///
    /// # Errors
    /// The nodes of one cycle, where a node is directly or through others part of itself.
    pub fn new(parent: Vec<Option<Node>>) -> Result<Self, Vec<Node>> {
        if let Some(cycle) = find_cycle(&parent) {
            return Err(cycle);
        }
        let mut children: Vec<Vec<Node>> = vec![Vec::new(); parent.len()];
        for (node, up) in parent.iter().enumerate() {
            if let Some(up) = up {
                children[*up].push(node);
            }
        }
        let mut tree = Self { enter: vec![0; parent.len()], leave: vec![0; parent.len()], parent };
        tree.number(&children);
        Ok(tree)
    }

    /// Gives each node the interval of visit numbers that its subtree covers.
    fn number(&mut self, children: &[Vec<Node>]) {
        let mut next = 0;
        let roots: Vec<Node> = (0..self.parent.len()).rev().filter(|&n| self.parent[n].is_none()).collect();
        let mut open: Vec<(Node, usize)> = roots.into_iter().map(|n| (n, 0)).collect();
        while let Some((node, seen)) = open.pop() {
            if seen == 0 {
                self.enter[node] = next;
                next += 1;
            }
            match children[node].get(seen) {
                Some(&child) => {
                    open.push((node, seen + 1));
                    open.push((child, 0));
                }
                None => self.leave[node] = next,
            }
        }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Whether there are no nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parent.is_empty()
    }

    /// The node that `node` is part of.
    #[must_use]
    pub fn parent(&self, node: Node) -> Option<Node> {
        self.parent[node]
    }

    /// `node`, what it is part of, and so on up to the root.
    pub fn upwards(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        std::iter::successors(Some(node), |&n| self.parent[n])
    }

    /// Whether `inner` is `outer` or a part of it.
    #[must_use]
    pub fn covers(&self, outer: Node, inner: Node) -> bool {
        self.enter[outer] <= self.enter[inner] && self.leave[inner] <= self.leave[outer]
    }

    /// Whether one of the two is, or is part of, the other.
    #[must_use]
    pub fn is_related(&self, a: Node, b: Node) -> bool {
        self.covers(a, b) || self.covers(b, a)
    }

    /// The lowest node that covers both.
    #[must_use]
    pub fn common(&self, a: Node, b: Node) -> Option<Node> {
        self.upwards(a).find(|&up| self.covers(up, b))
    }
}

fn find_cycle(parent: &[Option<Node>]) -> Option<Vec<Node>> {
    let mut is_safe = vec![false; parent.len()];
    for start in 0..parent.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at.filter(|&n| !is_safe[n]) {
            if let Some(from) = path.iter().position(|&n| n == node) {
                return Some(path.split_off(from));
            }
            path.push(node);
            at = parent[node];
        }
        for node in path {
            is_safe[node] = true;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn a_node_covers_itself_and_what_is_part_of_it() {
        let tree = Tree::new(vec![None, Some(0), Some(1), Some(0), None]).expect("no cycle");
        assert!(tree.covers(0, 2) && tree.covers(1, 1) && tree.covers(1, 2));
        assert!(!tree.covers(2, 1) && !tree.covers(3, 2) && !tree.covers(4, 0));
        assert_eq!(tree.common(2, 3), Some(0));
        assert_eq!(tree.common(2, 4), None);
    }

    #[test]
    fn a_cycle_is_named_by_its_nodes() {
        assert_eq!(Tree::new(vec![Some(1), Some(2), Some(1)]), Err(vec![1, 2]));
    }

    #[test]
    fn very_deep_trees_are_numbered_without_recursion() {
        let parent = (0..100_000_usize).map(|n| n.checked_sub(1)).collect();
        let tree = Tree::new(parent).expect("no cycle");
        assert!(tree.covers(0, 99_999));
    }
}
