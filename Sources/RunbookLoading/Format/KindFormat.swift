internal import RunbookModel

/// The keys that say what a step does, one for each kind.
enum KindFormat {
  static let keys =
    [
      KeyFormat("run", .text(.words), "A script for POSIX sh, or for the interpreter that its #! line names."),
      KeyFormat("copy", .mapping(copy), "Copies a file or folder; either end may be host:path."),
      KeyFormat("template", .mapping(template), "Renders a Mustache template in text mode."),
    ] + probeKeys + [
      KeyFormat("manual", .mapping(manual), "Work that a person does by hand and reports."),
      KeyFormat("approve", .mapping(approve), "A question that people of a role answer with yes or no."),
      KeyFormat("decide", .mapping(decide), "A choice that a person makes and later conditions read."),
      KeyFormat("reboot", .mapping(reboot), "Restarts the host and waits until it is back."),
      KeyFormat("wait", .text(.duration), "Waits for a fixed time."),
      KeyFormat("notify", .mapping(notify), "A message to people; it never delays or fails a recovery."),
    ]

  static let probeKeys = [
    KeyFormat("http", .mapping(http), "A request over HTTP or HTTPS; expects a status 2xx."),
    KeyFormat("tcp", .mapping(tcp), "A TCP connection; expects to connect."),
    KeyFormat("dns", .mapping(dns), "A question to name servers; expects an answer."),
    KeyFormat("sql", .mapping(sql), "A query; expects that it runs."),
  ]

  static let copy = MappingFormat(
    name: "copy",
    keys: [
      KeyFormat("from", .text(.path), required: true, "A path, or host:path."),
      KeyFormat("to", .text(.path), required: true, "A path, or host:path."),
      KeyFormat("mode", .text(.mode), "Permission bits in octal; those of the source without it."),
    ])

  static let template = MappingFormat(
    name: "template",
    keys: [
      KeyFormat("from", .text(.path), required: true, "The template, relative to the runbook's folder."),
      KeyFormat("to", .text(.path), required: true, "Where the result goes, on the step's host."),
      KeyFormat("mode", .text(.mode), "Permission bits in octal; 0644 without it."),
    ])

  static let http = MappingFormat(
    name: "http",
    keys: requestKeys + [
      KeyFormat("before", .list(of: .mapping(earlierRequest)), "Requests that come before it, such as a login."),
      KeyFormat("connect_to", .text(.words), "host:port to ask in place of the one that the URLs name."),
      KeyFormat("ca", .text(.path), "A PEM file of the authorities to trust."),
      KeyFormat("redirects", .text(.count(from: 0, to: 20)), "How many redirects on the same host are followed; 0."),
      KeyFormat("redirect_hosts", .oneOrMany(.text(.words)), "Other hosts to which a redirect may lead."),
    ])

  private static let requestKeys = [
    KeyFormat("url", .text(.words), required: true, "What is asked for."),
    KeyFormat("method", .choice(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]), "GET without it."),
    KeyFormat("headers", .table(names: .words, of: .text()), "Headers of the request."),
    KeyFormat("body", .text(), "What is sent."),
    KeyFormat("form", .table(names: .words, of: .text()), "Fields of a form, sent encoded as the body."),
  ]

  static let earlierRequest = MappingFormat(
    name: "a request",
    keys: requestKeys + [
      KeyFormat("status", .oneOrMany(.text(.status)), "HTTP statuses that are accepted; 2xx and 3xx without it."),
      KeyFormat(
        "capture", .table(names: .name, of: .mapping(capture)),
        "Values for the requests that follow, as `{{ captured.name }}`."),
    ])

  static let capture = MappingFormat(
    name: "a capture",
    keys: [
      KeyFormat("json", .text(.words), "A path into a JSON answer."),
      KeyFormat("header", .text(.words), "A header of the answer."),
      KeyFormat("after", .text(.nonEmpty), "The text of the answer behind which the value begins."),
      KeyFormat("until", .text(.nonEmpty), "The text at which it ends."),
    ], exactlyOne: ["json", "header", "after"],
    companions: [.init(key: "until", needs: "after"), .init(key: "after", needs: "until")])

  static let tcp = MappingFormat(
    name: "tcp",
    keys: [
      KeyFormat("host", .text(.words), required: true, "A name or an address."),
      KeyFormat("port", .text(.port), required: true, "A number, or a value that yields one."),
      KeyFormat("send", .text(), "What is sent once connected."),
      KeyFormat("tls", .text(.boolean), "Speaks TLS, and judges the certificate."),
      KeyFormat("ca", .text(.path), "A PEM file of the authorities to trust."),
      KeyFormat("server_name", .text(.words), "The name that the certificate must have; the host without it."),
    ], companions: [.init(key: "ca", needs: "tls"), .init(key: "server_name", needs: "tls")])

  static let dns = MappingFormat(
    name: "dns",
    keys: [
      KeyFormat("name", .text(.words), required: true, "The name to look up."),
      KeyFormat("type", .choice(["A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT"]), "A without it."),
      KeyFormat("servers", .oneOrMany(.text(.words)), "Whom to ask; the system's resolver without it."),
      KeyFormat("ttl_at_most", .text(.duration), "The longest time to live that an answer may have."),
    ])

  static let sql = MappingFormat(
    name: "sql",
    keys: [
      KeyFormat("engine", .choice(SQLProbe.Engine.allCases.map(\.rawValue)), required: true, "Which database server."),
      KeyFormat("database", .text(.words), required: true, "The database's name, or its path with sqlite."),
      KeyFormat("query", .text(.words), required: true, "The query; values go into `parameters`, never into its text."),
      KeyFormat("parameters", .list(of: .text()), "Values that are bound to the query's placeholders."),
      KeyFormat("host", .text(.words), "Where the server listens."),
      KeyFormat("port", .text(.port), "The port on which it listens."),
      KeyFormat("user", .text(.words), "Who asks."),
      KeyFormat("password", .text(.words), "A secret, such as `{{ secrets.app_password }}`."),
    ])
}
