/// How much a file may ask of the parser before it is refused with an error that names the limit.
package struct YAMLLimits: Sendable, Hashable {
  /// The size of the whole file.
  package var bytes: Int
  /// How deep mappings and sequences may stand in each other, aliases expanded.
  package var depth: Int
  /// The number of scalars, sequences and mappings, keys included, aliases expanded.
  package var nodes: Int
  /// The size of one scalar in UTF-8.
  package var scalarBytes: Int
  /// The number of mistakes after which reading ends.
  package var diagnostics: Int

  package init(
    bytes: Int = 8 << 20, depth: Int = 64, nodes: Int = 1_000_000, scalarBytes: Int = 1 << 20, diagnostics: Int = 100
  ) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
    self.scalarBytes = scalarBytes
    self.diagnostics = diagnostics
  }

  package static let standard = YAMLLimits()
}
