/// The POSIX shell program that starts a job, times it and records its end, here and on hosts.
///
/// It uses builtins alone wherever it can, because each process more would cost a step a millisecond. Names begin with
/// `_hh`, so that a script which is sourced can't meet them by accident.
struct SupervisorScript {
  /// Nil where an agent says it in a first line of its own.
  let folder: JobFolder?
  let mode: ScriptMode
  /// The shell with its options, for a script that needs one of its own.
  let shell: [String]
  let boot: String
  /// Nanoseconds since boot when it is made, a moment before it is started; a later halfhour reads it here.
  var made: Int64 = 0
  let timeout: Duration?
  let grace: Duration
  let hasValues: Bool
  /// True where programs in the job folder can't be executed.
  let forbidsPrograms: Bool

  /// The first line, with the uptime behind it; the shell has no clock that is as exact and as cheap.
  private static let heading = "# Halfhour's supervisor of one job, made at uptime "

  /// When the supervisor with this text was made; nil where it doesn't say.
  static func made(_ text: String) -> Int64? {
    text.hasPrefix(heading)
      ? Int64(text.dropFirst(heading.count).prefix { $0.isNumber }).flatMap { $0 > 0 ? $0 : nil } : nil
  }

  var text: String {
    var parts = [Self.heading + "\(made)"]
    if let folder { parts.append("_hh=\(ShellQuoting.quoted(folder.path))") }
    parts += [claim, record]
    if let timeout { parts.append(watchdog(timeout)) }
    if hasValues {
      parts.append(#". "$_hh/values""#)
      parts.append(#": >"$_hh/values""#)
    }
    parts.append(mode == .sourced ? sourced : waiting)
    return parts.joined(separator: "\n") + "\n"
  }

  /// Only the first supervisor of a folder goes on, and only as leader of a group; which process it is stands in `started`.
  ///
  /// Its arguments name the folder, which together with the pid and the boot tells it from any other process; a shell
  /// that reads its start time from `/proc` does so byte by byte, which costs a fifth of a millisecond. busybox knows no
  /// `--` behind a signal, and others need it.
  private var claim: String {
    #"""
    kill -s 0 -- "-$$" 2>/dev/null || kill -0 "-$$" 2>/dev/null || exit 125
    set -C
    command echo "$$ \#(boot) end" 2>/dev/null >"$_hh/started" || exit 125
    set +C
    """#
  }

  /// The first record wins; a torn one lacks its last word. Whoever calls it sends what it grumbles to nowhere.
  private var record: String {
    #"""
    _hh_record() {
      _hh_up=0
      if [ -r /proc/uptime ]; then
        IFS=' ' read -r _hh_up _hh_rest </proc/uptime || :
      else
        _hh_up=$(date +%s)
      fi
      set -C
      command echo "$1 $2 ${_hh_up:-0} end" >"$_hh/result"
    }
    """#
  }

  /// Ends the group when time is up, also when nobody else is there to do it; it has no values in its environment.
  ///
  /// HUP dismisses it, and is ignored until it can answer. What bash says of the sleep that is killed is nothing of the job's. Where somebody else decided that the job ends before its time,
  /// it still sees to the KILL.
  private func watchdog(_ timeout: Duration) -> String {
    #"""
    # shellcheck disable=SC2317
    _hh_dismiss() {
      kill -9 "$!" 2>/dev/null
      : >"$_hh/dismissed"
      exit 0
    }
    trap '' HUP
    (
      trap '' TERM
      trap '_hh_dismiss' HUP
      sleep \#(Self.wholeSeconds(timeout, extra: 1)) &
      wait "$!" || exit 0
      if _hh_record timeout 0 2>/dev/null; then
        kill -TERM 0
      else
        _hh_word=
        IFS=' ' read -r _hh_word _hh_rest 2>/dev/null <"$_hh/result" || :
        if [ "$_hh_word" = exit ]; then exit 0; fi
      fi
      set +C
      sleep \#(Self.wholeSeconds(grace, extra: 0)) &
      wait "$!" || exit 0
      kill -KILL 0
    ) 2>/dev/null &
    _hh_watchdog=$!
    command echo "$_hh_watchdog" >"$_hh/watchdog"
    """#
  }

  /// bash runs an exit trap with status 0 when a signal ends it, so signals get exits of their own.
  private var sourced: String {
    #"""
    trap '_hh_status=$?; { set +xeu; _hh_record exit "$_hh_status"; } 2>/dev/null' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 131' QUIT
    trap 'exit 138' USR1
    trap 'exit 140' USR2
    trap 'exit 141' PIPE
    trap 'exit 142' ALRM
    trap 'exit 143' TERM
    . "$_hh/script"
    """#
  }

  /// A handler that does nothing keeps the supervisor alive, and is gone in the processes that it starts.
  private var waiting: String {
    var lines = [
      "trap : HUP INT QUIT USR1 USR2 PIPE ALRM TERM",
      command,
      "_hh_status=$?",
    ]
    if timeout == nil {
      lines.append(#"_hh_record exit "$_hh_status" 2>/dev/null"#)
    } else {
      // When the record is the watchdog's, it still has a grace to wait for and must not be ended. A shell of the Korn
      // family that gets a signal just before it waits sleeps on, so the signal is repeated until it is answered.
      lines.append(
        #"""
        if _hh_record exit "$_hh_status" 2>/dev/null; then
          _hh_tries=0
          while kill -HUP "$_hh_watchdog" 2>/dev/null; do
            if [ -e "$_hh/dismissed" ]; then
              wait "$_hh_watchdog"
              break
            fi
            _hh_tries=$((_hh_tries + 1))
            if [ "$_hh_tries" -gt 50000 ]; then break; fi
          done
        fi
        """#)
    }
    lines.append(#"exit "$_hh_status""#)
    return lines.joined(separator: "\n")
  }

  private var command: String {
    switch mode {
    case .sourced, .forked:
      #"( . "$_hh/script" )"#
    case .ownShell:
      shell.map(ShellQuoting.quoted).joined(separator: " ") + #" "$_hh/script""#
    case .program(let interpreter) where forbidsPrograms:
      interpreter.map(ShellQuoting.quoted).joined(separator: " ") + #" "$_hh/script""#
    case .program:
      #""$_hh/script""#
    }
  }

  /// Whole seconds, because that is what every `sleep` understands.
  private static func wholeSeconds(_ duration: Duration, extra: Int64) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return max(0, seconds + (attoseconds > 0 ? 1 : 0)) + extra
  }
}
