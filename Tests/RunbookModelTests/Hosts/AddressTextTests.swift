import RunbookModel
import Testing

struct AddressTextTests {
  @Test(arguments: [
    ("db", "db"), ("root@10.0.0.13", "10.0.0.13"), ("ssh://root@10.0.0.13:2222", "10.0.0.13"), ("ssh://far", "far"),
    ("ssh://r@[fe80::1%eth0]:22/", "fe80::1%eth0"), ("root@fe80::1", "fe80::1"), ("a@b@jump.example", "jump.example"),
    ("ssh://r@far:22/", "far"), ("me@x_1-2.example", "x_1-2.example"),
  ])
  func `a destination that ssh accepts is no problem, and its host is found`(destination: String, host: String) {
    #expect(AddressText.problem(of: destination) == nil)
    #expect(AddressText.host(of: destination) == host)
  }

  @Test(arguments: [
    ("-oProxyCommand=reboot", "ssh would take a word that begins with \"-\" for an option"),
    ("root@a b", "a destination is one word, without white space"),
    ("root@a\u{A0}b", "a destination is one word, without white space"),
    ("root@a\0", "a destination is one word, without white space"),
    ("root@a\u{1B}[2J", "a destination is one word, without white space"),
    ("", "it names no host"), ("root@", "it names no host"), ("ssh://", "it names no host"),
    ("@db", "no user stands before the \"@\""), ("root@-oX", "neither user nor host begins with \"-\""),
    ("ssh://-x@db", "neither user nor host begins with \"-\""), ("db;reboot", "neither user nor host holds \";\""),
    ("$(reboot)@db", "neither user nor host holds \"$\""), ("{{inputs.x}}", "neither user nor host holds \"{\""),
    ("db:22", "a port needs the form ssh://user@host:port"),
    ("root@[::1]:22", "a port needs the form ssh://user@host:port"), ("ssh://db:0", "\"0\" is no port"),
    ("ssh://db:65536", "\"65536\" is no port"), ("ssh://db:", "\"\" is no port"),
    ("ssh://db:+22", "\"+22\" is no port"),
    ("ssh://db:22/x", "nothing may follow the port"), ("db/x", "no host holds \"/\""),
  ])
  func `what ssh mustn't be given is told`(destination: String, problem: String) {
    #expect(AddressText.problem(of: destination) == problem)
  }

  @Test(arguments: [
    ("backup:/srv/x", "backup"), ("backup:", "backup"), ("data_base-1:x:y", "data_base-1"),
    ("./a:b", nil), ("/a:b", nil), ("a/b:c", nil), (":x", nil), ("plain", nil), ("root@db:/x", nil),
    ("{{ inputs.host }}:/x", nil), ("10.0.0.13:/x", nil),
  ])
  func `the host of a copy's end stands before its first colon`(path: String, host: HostName?) {
    #expect(AddressText.hostPrefix(of: path) == host)
  }
}
