/// The utilities that agent and supervisor may use, all of them POSIX's, with their options as `getopts` reads them.
enum PosixUtilities {
  static let options = [
    "cat": "u", "chmod": "R", "cut": "b:c:d:f:ns", "date": "u", "dd": "", "id": "Ggnru",
    "ln": "fsLP", "ls": "ACFHLRSacdfgiklmnopqrstux1", "mkdir": "m:p",
    "ps": "aAdefg:G:ln:o:p:t:u:U:w", "rm": "fiRr", "sh": "abCefhimnuvxc:o:s",
    "sleep": "", "tr": "Ccds", "uname": "amnrsv", "wc": "clmw",
  ]

  /// A program that stands in for all of them, so that an option which POSIX doesn't know is a call that is told.
  static let strict =
    """
    #!/.host/usr/bin/dash
    name=${0##*/}
    case $name in
    \(options.sorted { $0.key < $1.key }.map { "  \($0.key)) options=\($0.value) ;;" }.joined(separator: "\n"))
    esac
    while getopts ":$options" option; do
      case $option in '?' | :) echo "$name $*" >>/.called ;; esac
    done
    [ -x "/.kind/$name" ] && exec "/.kind/$name" "$@"
    exec "/.host/usr/bin/$name" "$@"

    """

  /// Stands under the name of every other program, and tells that it was called.
  static let trap =
    """
    #!/.host/usr/bin/dash
    echo "${0##*/} $*" >>/.called
    exit 127

    """

  /// How OpenBSD's own answer, where that is another way than GNU's.
  static let ofOpenBSD = [
    "ps": """
    #!/.host/usr/bin/dash
    # No session by number: the word is told to be unknown, and the other columns come.
    status=0
    for word; do
      shift
      case $word in
        sid=) echo "ps: sid: keyword not found" >&2; status=1; set -- "$@" .none ;;
        *) set -- "$@" "$word" ;;
      esac
    done
    words=
    while [ $# -gt 0 ]; do
      if [ "$1" = -o ] && [ "$2" = .none ]; then shift 2; continue; fi
      words="$words $1"
      shift
    done
    /.host/usr/bin/unshare -m --propagation unchanged /.host/usr/bin/dash -c \\
      '/.host/usr/bin/mount --bind /.proc /.host/proc && exec /.host/usr/sbin/chroot /.host ps "$@"' ps $words >/tmp/.ps-$$ || status=1
      # Without a terminal it takes 79 columns for the width.
      case " $words " in *' -ww '*) cat=/.host/usr/bin/cat ;; *) cat='/.host/usr/bin/cut -c 1-79' ;; esac
      $cat /tmp/.ps-$$
      /.host/usr/bin/rm /tmp/.ps-$$
    exit $status
    """,
    "date": """
    #!/.host/usr/bin/dash
    # What strftime doesn't know is its last letter.
    case $1 in *%N) exec /.host/usr/bin/date "${1%%%N}N" ;; esac
    exec /.host/usr/bin/date "$@"
    """,
    "wc": """
    #!/.host/usr/bin/dash
    printf '%8d\\n' "$(/.host/usr/bin/wc "$@")"
    """,
    "uname": """
    #!/.host/usr/bin/dash
    echo OpenBSD 7.8
    """,
    "sysctl": """
    #!/.host/usr/bin/dash
    [ "$*" = "-n kern.boottime" ] || exit 1
    read -r time </.boottime
    echo "$time"
    """,
  ]
}
