internal import RunbookModel

/// A site as far as it could be decoded, with what it names.
struct SiteDraft {
  var site: Site
  var mentions: [Mention] = []
  /// What each health check expects, as written.
  var expectations: [ServiceName: MappingReader] = [:]
  /// Hosts of which an address was refused, so that nothing is said of those that they lack.
  var hostsInDoubt: Set<HostName> = []
  /// What people are told, as written.
  var updates: MappingReader?
  /// As its author wrote it.
  var sshConfig: SourceText?
  /// The report's logo, as its author wrote it.
  var logo: SourceText?
}
