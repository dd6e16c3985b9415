/// One way only to write a value as JSON: keys sorted by their UTF-8, two spaces, slashes as they are.
///
/// A plan's hash is that of these bytes, so they must not depend on the version of a library; and Foundation's
/// encoder takes most of the time that a large plan needs.
enum CanonicalJSON {
  static func bytes(of value: some Encodable) -> [UInt8] {
    do {
      var writer = JSONWriter()
      writer.write(try JSONTreeEncoder.tree(of: value), indentation: 0)
      return writer.bytes
    } catch {
      preconditionFailure("a value that is made of texts and numbers alone can always be written: \(error)")
    }
  }
}
