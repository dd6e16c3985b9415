extension JSONWriter {
  /// A member that always stands there.
  package mutating func member(_ key: StaticString, _ value: some JSONWritable) {
    self.key(key)
    value.write(to: &self)
  }

  package mutating func member(_ key: StaticString, _ text: String) {
    self.key(key)
    self.text(text)
  }

  package mutating func member(_ key: StaticString, _ list: [some JSONWritable]) {
    self.key(key)
    array(list)
  }

  package mutating func member(_ key: StaticString, _ write: (inout Self) -> Void) {
    self.key(key)
    write(&self)
  }

  /// Left out when there is none.
  package mutating func member(_ key: StaticString, ifAny value: (some JSONWritable)?) {
    if let value { member(key, value) }
  }

  package mutating func member(_ key: StaticString, ifAny text: String?) {
    if let text { member(key, text) }
  }

  /// Left out when it is empty.
  package mutating func member(_ key: StaticString, ifFilled list: [some JSONWritable]) {
    if !list.isEmpty { member(key, list) }
  }

  /// Left out when it is false.
  package mutating func member(_ key: StaticString, ifTrue flag: Bool) {
    if flag { member(key, flag) }
  }
}
