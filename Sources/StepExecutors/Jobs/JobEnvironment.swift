/// The environment that jobs start with.
package enum JobEnvironment {
  private static let suspicious = [
    "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "API_KEY", "ACCESS_KEY",
    "PRIVATE_KEY",
    "PGPASS", "MYSQL_PWD", "WEBHOOK",
  ]
  /// What would make a shell run or import something before the supervisor's first line.
  private static let shellStartup: Set<String> = [
    "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "PS4", "IFS", "OLDPWD", "PWD",
  ]

  /// What halfhour itself has, without what looks like a secret and without the names given.
  package static func inherited(from own: [String: String], without secretNames: Set<String> = []) -> [NamedValue] {
    own.filter { name, _ in
      let upper = name.uppercased()
      return !secretNames.contains(name) && !shellStartup.contains(name) && !name.hasPrefix("BASH_FUNC_")
        && !name.hasPrefix("HALFHOUR_") && !suspicious.contains { upper.contains($0) }
    }
    .map { NamedValue($0.key, $0.value) }
    .sorted { $0.name < $1.name }
  }
}
