internal import NIOSSL

/// What a server's certificate says, whether or not it can be believed.
struct ShownCertificate: Hashable, Sendable {
  /// In seconds since 1970.
  var notBefore: Int64
  var notAfter: Int64
  /// Names and addresses for which it was made.
  var names: [String]
  var isSelfSigned: Bool
  /// The common name of who signed it.
  var issuer: String?

  init(notBefore: Int64, notAfter: Int64, names: [String], isSelfSigned: Bool, issuer: String? = nil) {
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.names = names
    self.isSelfSigned = isSelfSigned
    self.issuer = issuer
  }

  init(_ certificate: NIOSSLCertificate) {
    notBefore = Int64(certificate.notValidBefore)
    notAfter = Int64(certificate.notValidAfter)
    names = certificate._subjectAlternativeNames().compactMap { name in
      switch name.nameType {
      case .dnsName: String(decoding: name.contents, as: UTF8.self).lowercased()
      case .ipAddress: IPAddressText.text(Array(name.contents))
      default: nil
      }
    }
    isSelfSigned = false
    if let bytes = try? certificate.toDERBytes(), let encoded = DERReader.names(ofCertificate: bytes) {
      isSelfSigned = encoded.issuer == encoded.subject
      issuer = DERReader.commonName(in: encoded.issuer)
      // Before there were alternative names, the common name was the server's.
      if names.isEmpty, let name = DERReader.commonName(in: encoded.subject) { names = [name.lowercased()] }
    }
  }

  /// Whole days that are left, rounded down; negative once it has expired.
  func daysLeft(now: Int64) -> Int {
    let seconds = notAfter - now
    return Int(seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400))
  }

  /// Why it can't be believed for a name, by what it says itself; nil where nothing speaks against it.
  func fault(for name: String, now: Int64) -> String? {
    if now > notAfter {
      let days = (now - notAfter) / 86_400
      return "the certificate of \(name) expired on \(DayText.day(notAfter)), \(Self.count(days, "day")) ago"
    }
    if now < notBefore {
      return "the certificate of \(name) is valid from \(DayText.day(notBefore)) on, and not before"
    }
    guard !covers(name) else { return nil }
    let shown = names.isEmpty ? "nobody by name" : names.prefix(5).joined(separator: ", ")
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    return "the certificate is for \(shown)\(more), not for \(name)"
  }

  /// Why nobody believes it, once its dates and names are as they should be.
  func distrust(of name: String) -> String {
    if isSelfSigned {
      return "nobody that is trusted here vouches for the certificate of \(name): it is self-signed"
    }
    let signer = issuer.map { "; it was signed by \"\($0)\"" } ?? ""
    return "nobody that is trusted here vouches for the certificate of \(name)\(signer)"
  }

  private func covers(_ name: String) -> Bool {
    let name = name.lowercased()
    return names.contains { pattern in
      if pattern == name || IPAddressText.normalised(pattern) == IPAddressText.normalised(name) { return true }
      // An asterisk stands for one label, the first.
      guard pattern.hasPrefix("*."), let dot = name.firstIndex(of: ".") else { return false }
      return name[dot...] == pattern.dropFirst() && name.startIndex != dot
    }
  }

  private static func count(_ number: Int64, _ word: String) -> String {
    number == 1 ? "1 \(word)" : "\(number) \(word)s"
  }
}
