/// All forms of all secrets as one graph, whose edges are bytes: a walk that ends in an accepting node spells a secret.
struct SecretGraph: Sendable {
  private(set) var names: [String] = []
  /// The nodes that the first byte of a form leads to.
  private(set) var starts = [[Int32]](repeating: [], count: 256)
  private var edges: [[(byte: UInt8, node: Int32)]] = []
  /// The same edges in two flat lists, where those of a node stand between its index and the next one's.
  private(set) var edgeBytes: [UInt8] = []
  private(set) var edgeTargets: [Int32] = []
  private(set) var edgeIndex: [Int] = []
  /// Whether a form can begin with a byte.
  private(set) var isStart = [Bool](repeating: false, count: 256)
  /// Nodes that are reached without a byte.
  private var skips: [[Int32]] = []
  /// The secret that a walk to this node spells; -1 for none.
  private(set) var accepted: [Int32] = []

  init(_ secrets: [NamedValue]) {
    for secret in secrets {
      let index = Int32(names.count)
      names.append(secret.name)
      let text = SecretForms.core(of: secret.value)
      add(SecretForms.written(text), [], index)
      // Tools encode what they were given, with the line feed at its end or without; the core is the same.
      for alignment in 0..<3 {
        let form = SecretForms.base64(Array(text.utf8), alignment: alignment)
        add(form.certain, form.possible, index)
      }
    }
    close()
  }

  private mutating func add(_ certain: [SecretForms.Place], _ possible: [SecretForms.Place], _ secret: Int32) {
    guard let first = certain.first else { return }
    var node = newNode()
    for way in first {
      guard let byte = way.first else { continue }
      starts[Int(byte)].append(chain(way.dropFirst(), to: node))
    }
    for place in certain.dropFirst() { node = append(place, to: node) }
    accepted[Int(node)] = secret
    for place in possible {
      node = append(place, to: node)
      accepted[Int(node)] = secret
    }
  }

  private mutating func append(_ place: SecretForms.Place, to node: Int32) -> Int32 {
    let next = newNode()
    for way in place {
      if let byte = way.first {
        edges[Int(node)].append((byte, chain(way.dropFirst(), to: next)))
      } else {
        skips[Int(node)].append(next)
      }
    }
    return next
  }

  /// Nodes that lead through bytes to a node; gives the first, which is that node where there are no bytes.
  private mutating func chain(_ bytes: ArraySlice<UInt8>, to node: Int32) -> Int32 {
    var next = node
    for byte in bytes.reversed() {
      let earlier = newNode()
      edges[Int(earlier)].append((byte, next))
      next = earlier
    }
    return next
  }

  private mutating func newNode() -> Int32 {
    edges.append([])
    skips.append([])
    accepted.append(-1)
    return Int32(edges.count - 1)
  }

  /// Gives each node the edges and the acceptance of those that it reaches without a byte; later nodes come first.
  private mutating func close() {
    for node in skips.indices.reversed() {
      for next in skips[node] {
        edges[node] += edges[Int(next)]
        if accepted[node] < 0 { accepted[node] = accepted[Int(next)] }
      }
    }
    for node in edges {
      edgeIndex.append(edgeBytes.count)
      edgeBytes += node.map(\.byte)
      edgeTargets += node.map(\.node)
    }
    edgeIndex.append(edgeBytes.count)
    isStart = starts.map { !$0.isEmpty }
    edges = []
  }
}
