/// A JSON value; objects and arrays are filled in after they have been put into place.
enum JSONTree {
  case null
  case truth(Bool)
  case text(String)
  /// A number in its digits.
  case number(String)
  case object(Object)
  case array(Array)

  final class Object {
    /// In the order in which they were given; no key stands twice.
    var members: [(key: String, value: JSONTree)] = []
  }

  final class Array {
    var elements: [JSONTree] = []
  }
}
