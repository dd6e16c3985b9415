/// Which files can be a report's logo.
package enum LogoFile {
  /// The most bytes of one; every report carries it within itself.
  package static let largest = 200_000

  package static let endings = ".png, .jpg, .jpeg or .svg"

  /// Nil for a file whose ending is of no picture that every browser shows.
  package static func mediaType(of path: String) -> String? {
    let name = PathText.name(of: path).lowercased()
    return [(".png", "image/png"), (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".svg", "image/svg+xml")]
      .first { name.hasSuffix($0.0) }?.1
  }

  /// Whether the bytes begin as such a picture does; an SVG is text, and named as one within its first part.
  package static func looksLike(_ mediaType: String, _ bytes: [UInt8]) -> Bool {
    switch mediaType {
    case "image/png": bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    case "image/jpeg": bytes.starts(with: [0xFF, 0xD8, 0xFF])
    default: String(validating: bytes, as: UTF8.self)?.contains("<svg") ?? false
    }
  }
}
