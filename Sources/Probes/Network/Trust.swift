internal import Glibc
internal import NIOSSL

/// Whom a probe believes when a server shows its certificate.
package struct Trust: Hashable, Sendable {
  /// The absolute path of a PEM file of authorities; nil for those that this system trusts.
  package var file: String?

  package init(file: String?) { self.file = file }

  func configuration() throws(ProbeProblem) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    guard let file else { return configuration }
    let certificates: [NIOSSLCertificate]
    do { certificates = try NIOSSLCertificate.fromPEMFile(file) } catch {
      let why = access(file, R_OK) == 0 ? "there must be certificates in PEM" : String(cString: strerror(errno))
      throw .couldNotAsk("the authorities to trust can't be read from \(file): \(why)")
    }
    guard !certificates.isEmpty else { throw .couldNotAsk("no certificate in PEM stands in \(file)") }
    configuration.trustRoots = .certificates(certificates)
    return configuration
  }
}
