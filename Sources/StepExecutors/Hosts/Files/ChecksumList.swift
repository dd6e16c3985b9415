/// The checksums of all files beneath a folder, as `files.sh` lists them.
enum ChecksumList {
  /// Nil for what can't be such a list.
  static func sums(in bytes: [UInt8], by tool: ChecksumTool) -> [[UInt8]: String]? {
    var sums: [[UInt8]: String] = [:]
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
      guard let entry = plain(rest[..<end], tool) else { return nil }
      sums[entry.name] = entry.sum
      rest = rest[(end + 1)...]
    }
    guard rest.first == UInt8(ascii: "\n") else { return nil }
    rest = rest.dropFirst()
    while let end = rest.firstIndex(of: 0) {
      guard let cut = rest.firstIndex(of: UInt8(ascii: "\n")),
        let sum = tool.sum(in: String(decoding: rest[..<cut], as: UTF8.self))
      else { return nil }
      sums[Array(rest[(cut + 1)..<end])] = sum
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? sums : nil
  }

  /// One line: the checksum, with some tools a star, and a name that begins with `./`.
  private static func plain(_ line: ArraySlice<UInt8>, _ tool: ChecksumTool) -> (name: [UInt8], sum: String)? {
    guard
      let start = line.indices.dropLast().first(where: {
        line[$0] == UInt8(ascii: ".") && line[$0 + 1] == UInt8(ascii: "/")
      }),
      let sum = tool.sum(in: String(decoding: line[..<start], as: UTF8.self).replacing("*", with: ""))
    else { return nil }
    return (Array(line[start...]), sum)
  }
}
