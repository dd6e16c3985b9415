# Halfhour's agent on a host: one shell that takes requests, as shell code, on its standard input.
#
# It answers with lines on descriptor 4, the first word of which is the tag of the request, and sends the bytes of files on
# descriptor 3; nothing else is written to either. Utilities are those of POSIX, and builtins wherever there are any: a process
# costs more than all else that a step needs here. Before it stands what this run says of itself: _hh_run, the run's name as
# job folders begin with it, _hh_token, which no other session has, and _hh_old, the place of an earlier session, or nothing.
_hh_umask=$(umask)
umask 077
exec 4>&1 3>&2 >/dev/null 2>&1
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Writes a text as it is, and a newline.
case $(command -v print) in
  print) _hh_put() { print -r -- "$1"; } ;;
  *)
    case $(command -v printf) in
      printf) _hh_put() { printf '%s\n' "$1"; } ;;
      *) _hh_put() { command cat <<_hh_text
$1
_hh_text
} ;;
    esac
    ;;
esac

_hh_say() { _hh_put "$*" >&4; }

# Creates a file that was not there, with one line in it.
_hh_create() { # FILE LINE
  set -C
  _hh_put "$2" >"$1"
  _hh_status=$?
  set +C
  return "$_hh_status"
}

# The first line of a file as _hh_line; empty where there is none. Only what halfhour's own files can hold.
_hh_first() { # FILE
  _hh_line=
  [ -f "$1" ] || return 1
  IFS= read -r _hh_line <"$1"
  case $_hh_line in *[!A-Za-z0-9./_\ :=-]*) _hh_line= ;; esac
  [ -n "$_hh_line" ]
}

# Sends a signal to a process, or to a group by the negative of its number; busybox takes no "--" for an end of options.
if kill -s 0 -- "$$"; then
  _hh_kill() { kill -s "$1" -- "$2"; } # SIGNAL PID
else
  _hh_kill() { kill "-$1" "$2"; }
fi

# Seconds on a clock that nobody sets, or the best that there is, as _hh_time.
if [ -r /proc/uptime ]; then
  _hh_clock() { IFS=' ' read -r _hh_time _hh_rest </proc/uptime; }
else
  _hh_clock() { _hh_time=$(date +%s); }
fi

_hh_clean() { # WORDS: only what can stand in a line of words
  _hh_words=
  for _hh_word in $1; do _hh_words="$_hh_words${_hh_words:+_}$_hh_word"; done
  case $_hh_words in
    '') _hh_words=- ;;
    *[!A-Za-z0-9./_:+=-]*) _hh_words=$(_hh_put "$_hh_words" | LC_ALL=C tr -c 'A-Za-z0-9./_:+=\n-' '_') ;;
  esac
}

# Which boot of this host is on, as _hh_boot.
if [ -r /proc/sys/kernel/random/boot_id ]; then
  IFS= read -r _hh_boot </proc/sys/kernel/random/boot_id
else
  _hh_boot=$(sysctl -n kern.boottime)
fi
_hh_clean "$_hh_boot"
_hh_boot=$_hh_words

_hh_uid=$(id -u)

# How a job gets a group of its own, as _hh_leader.
_hh_leader=none
if command -v setsid; then
  _hh_leader=setsid
elif command -v perl; then
  _hh_leader=perl
elif (
  set -m
  # Where job control is refused, the group is still the agent's.
  sh -c 'kill -s 0 -- "-$$" || kill -0 "-$$"' &
  wait "$!"
); then
  _hh_leader=monitor
fi

# What the host is like, for somebody who only looks and makes nothing: who we are, where jobs could stand, what tools there
# are, the memory, and of the file system behind each path how many kibibytes are free, and the percentage in use.
_hh_facts() { # TAG
  _hh_clean "$(id -un)"
  _hh_found=user=$_hh_words
  for _hh_candidate in /run /dev/shm /tmp /var/tmp; do
    if [ -d "$_hh_candidate" ] && [ -w "$_hh_candidate" ]; then _hh_found="$_hh_found place=$_hh_candidate"; fi
  done
  for _hh_word in rsync tar sha256sum sha256 cksum setsid perl sudo doas; do
    if command -v "$_hh_word"; then _hh_found="$_hh_found tool=$_hh_word"; fi
  done
  for _hh_candidate in / /run /dev/shm /tmp /var/tmp; do
    _hh_words=$(df -P -k "$_hh_candidate" | {
      IFS= read -r _hh_rest
      IFS=' ' read -r _hh_rest _hh_rest _hh_rest _hh_room _hh_percent _hh_rest
      _hh_put "$_hh_room,$_hh_percent"
    })
    _hh_found="$_hh_found disk=$_hh_candidate,$_hh_words"
  done
  if [ -r /proc/meminfo ]; then
    while IFS=' ' read -r _hh_word _hh_room _hh_rest; do
      case $_hh_word in MemTotal: | MemAvailable:) _hh_found="$_hh_found $_hh_word=$_hh_room" ;; esac
    done </proc/meminfo
  else
    _hh_found="$_hh_found physical=$(sysctl -n hw.physmem)"
  fi
  _hh_say "$1 facts $_hh_found"
}

# Whether a command leads to another user's shell without a password; its complaint where it does not.
_hh_elevate() { # TAG COMMAND...
  _hh_tag=$1
  shift
  if _hh_words=$("$@" </dev/null 2>&1); then
    _hh_say "$_hh_tag elevated"
  else
    _hh_say "$_hh_tag refused $(_hh_put "$_hh_words" | tail -n 1 | LC_ALL=C tr -cd '[:print:]' | cut -c 1-200)"
  fi
}

# Whose recovery works here, by its marker; nothing where there is none.
_hh_recovery() { # TAG
  _hh_holder=
  if [ -f /var/tmp/halfhour-recovery/holder ]; then IFS= read -r _hh_holder </var/tmp/halfhour-recovery/holder; fi
  _hh_say "$1 recovery $(_hh_put "$_hh_holder" | LC_ALL=C tr -cd '[:print:]' | cut -c 1-300)"
}

_hh_here() { _hh_say "$1 here"; } # TAG

# Here ends what is read by somebody who only looks; what follows makes folders.

# Whether a folder is ours alone: somebody else could have laid it out for us where everybody may write.
_hh_ours() { # FOLDER
  [ -d "$1" ] && [ ! -h "$1" ] || return 1
  _hh_list=$(LC_ALL=C ls -ldn "$1") || return 1
  # Split into its words on purpose.
  # shellcheck disable=SC2086
  set -- $_hh_list
  case $1 in drwx------*) ;; *) return 1 ;; esac
  [ "$3" = "$_hh_uid" ]
}

# A text of 64 KiB, to try with whether there is room.
_hh_block=0123456789abcdef
while [ "${#_hh_block}" -lt 65536 ]; do _hh_block=$_hh_block$_hh_block; done

# Makes a folder for jobs unless it is there; false where it isn't ours, or has no room for the small files of many jobs
# and for what they print until it is fetched.
_hh_open() { # FOLDER
  mkdir "$1" || _hh_ours "$1" || return 1
  _hh_tries=0
  while [ "$_hh_tries" -lt 16 ]; do
    _hh_put "$_hh_block" || break
    _hh_tries=$((_hh_tries + 1))
  done >"$1/.room"
  # It stays, because to remove it takes a process.
  command : >"$1/.room"
  [ "$_hh_tries" -eq 16 ]
}

_hh_places="/run/halfhour-jobs-$_hh_uid /dev/shm/halfhour-jobs-$_hh_uid /tmp/halfhour-jobs-$_hh_uid /var/tmp/halfhour-jobs-$_hh_uid"
_hh_place=
for _hh_candidate in $_hh_places; do
  if [ -w "${_hh_candidate%/*}" ] && _hh_open "$_hh_candidate"; then
    _hh_place=$_hh_candidate
    break
  fi
done
# Work folders stand on a disk: a job that downloads a dump must not fill the memory.
_hh_desk=$_hh_place
for _hh_candidate in "/var/tmp/halfhour-jobs-$_hh_uid" "/tmp/halfhour-jobs-$_hh_uid"; do
  if [ -w "${_hh_candidate%/*}" ] && _hh_open "$_hh_candidate"; then
    _hh_desk=$_hh_candidate
    break
  fi
done

# A token that tells a place from another one that bears its name later, as _hh_line.
_hh_identity() { # PLACE
  _hh_first "$1/.identity" || _hh_line=-
}
if [ -n "$_hh_place" ]; then
  _hh_create "$_hh_place/.identity" "$_hh_token"
  _hh_identity "$_hh_place"
  _hh_mine=$_hh_line
fi

# Whether a program can be executed where scripts stand, by the kernel's table of mounts.
_hh_executes=unknown
if [ -r /proc/mounts ]; then
  _hh_longest=
  while IFS=' ' read -r _hh_rest _hh_point _hh_rest _hh_options _hh_rest; do
    case $_hh_place/ in
      "${_hh_point%/}"/*)
        # A later mount on the same point hides the earlier one.
        if [ "${#_hh_point}" -ge "${#_hh_longest}" ]; then
          _hh_longest=$_hh_point
          case ,$_hh_options, in *,noexec,*) _hh_executes=no ;; *) _hh_executes=yes ;; esac
        fi
        ;;
    esac
  done </proc/mounts
fi
# By a try where there is no such table, or one that is somebody else's.
if [ "$_hh_executes" = unknown ] && [ -n "$_hh_place" ]; then
  _hh_executes=no
  _hh_put '#!/bin/sh' >"$_hh_place/.program-$_hh_token"
  if chmod 700 "$_hh_place/.program-$_hh_token" && "$_hh_place/.program-$_hh_token"; then _hh_executes=yes; fi
  rm -f "$_hh_place/.program-$_hh_token"
fi

_hh_punches=no
if command -v fallocate; then _hh_punches=yes; fi

# Folders for jobs are made ahead, many at once, because making one takes a process.
_hh_stocked=0
_hh_taken=0
_hh_stock() {
  [ "$_hh_taken" -lt "$_hh_stocked" ] && return
  _hh_next=$_hh_stocked
  _hh_slots=
  _hh_works=
  while [ "$_hh_next" -lt $((_hh_stocked + 16)) ]; do
    _hh_next=$((_hh_next + 1))
    _hh_slots="$_hh_slots $_hh_place/.$_hh_run$_hh_token-$_hh_next"
    _hh_works="$_hh_works $_hh_desk/.$_hh_run$_hh_token-$_hh_next.work"
  done
  # Words on purpose: none of these names holds a blank. Where a disk has no room, jobs work in their own folders.
  # shellcheck disable=SC2086
  mkdir $_hh_slots $_hh_works
  [ -d "$_hh_place/.$_hh_run$_hh_token-$_hh_next" ] || return 1
  _hh_stocked=$_hh_next
}

# The claim of a job by its name, as _hh_claim; false where nobody made one.
_hh_find() { # NAME
  for _hh_candidate in $_hh_places; do
    _hh_claim=$_hh_candidate/$1
    [ -e "$_hh_claim" ] && return 0
  done
  return 1
}

# Where a claimed job stands, as _hh_slot: "void" for one that never will be; false where the claim doesn't tell yet.
_hh_slot() { # NAME
  _hh_slot=
  _hh_find "$1" || return 1
  _hh_first "$_hh_claim" || return 1
  case $_hh_line in
    void) _hh_slot=void ;;
    *' end') _hh_slot=${_hh_line% end} ;;
    *) return 1 ;;
  esac
}

# Takes a job under its name, for good; says why where it can't. Its folder is _hh_slot, where it works _hh_work.
_hh_take() { # TAG NAME
  if _hh_find "$2"; then
    _hh_say "$1 claimed $_hh_claim"
    return 1
  fi
  if ! _hh_stock; then
    _hh_say "$1 failed No folder for a job can be made in $_hh_place: look whether there is room."
    return 1
  fi
  _hh_taken=$((_hh_taken + 1))
  _hh_slot=$_hh_place/.$_hh_run$_hh_token-$_hh_taken
  _hh_work=$_hh_desk/.$_hh_run$_hh_token-$_hh_taken.work
  if [ ! -d "$_hh_work" ]; then
    # A disk without room stops no step that needs none of it.
    _hh_work=$_hh_slot/work
    mkdir "$_hh_work"
  fi
  if ! _hh_create "$_hh_place/$2" "$_hh_slot end"; then
    if _hh_find "$2"; then
      _hh_say "$1 claimed $_hh_claim"
    else
      _hh_say "$1 failed The job can't be claimed in $_hh_place: look whether there is room."
    fi
    return 1
  fi
}

# Claims a job whose files come before it starts.
_hh_reserve() { # TAG NAME
  _hh_take "$1" "$2" && _hh_say "$1 reserved $_hh_slot $_hh_work"
}

# Claims a job and starts it.
_hh_job() { # TAG NAME KIND SUPERVISOR SCRIPT VALUES
  _hh_take "$1" "$2" && _hh_start "$1" "$2" "$_hh_slot" "$_hh_work" "$3" "$4" "$5" "$6"
}

# Writes what a job needs and starts it under its supervisor, which outlives the agent; told as "TAG started …", and its end as
# "TAG ended …".
_hh_start() { # TAG NAME SLOT WORK KIND SUPERVISOR SCRIPT VALUES
  if ! {
    _hh_put "_hh=$3" >"$3/supervisor" && _hh_put "$6" >>"$3/supervisor" && _hh_put "$7" >"$3/script" &&
      { [ -z "$8" ] || _hh_put "$8" >"$3/values"; }
  }; then
    rm -rf "$3" "$4"
    rm -f "$_hh_place/$2"
    _hh_say "$1 failed The job's folder $3 can't be filled: make room there, then try again."
    return
  fi
  [ "$5" = program ] && chmod 700 "$3/script"
  _hh_clock
  _hh_put "$_hh_time" >"$3/begun"
  _hh_say "$1 started $3"
  {
    cd "$4" || cd "$3" || exit 1
    umask "$_hh_umask"
    export HALFHOUR_OUTPUT="$3/output" HALFHOUR_PROGRESS="$3/progress"
    # What a shell with job control says of its children is nothing of the job's.
    case $_hh_leader in
      setsid) setsid sh "$3/supervisor" >"$3/log" 2>&1 3>&- 4>&- ;;
      perl)
        perl -e 'use POSIX; POSIX::setsid(); exec @ARGV; exit 126' sh "$3/supervisor" >"$3/log" 2>&1 3>&- 4>&-
        ;;
      monitor)
        set -m
        sh "$3/supervisor" >"$3/log" 2>&1 3>&- 4>&- &
        _hh_await "$!"
        ;;
    esac
    _hh_status=$?
    _hh_tell "$1 ended $_hh_status" "$3"
  } </dev/null &
}

# Waits for a child that leads a group: with job control a shell goes on when it is stopped, and a group that nobody waits for
# is then hung up. Its status is that of the child.
_hh_await() { # PID
  while :; do
    wait "$1"
    _hh_status=$?
    _hh_kill 0 "$1" || break
    sleep 1
  done
  # It may have ended after it was seen to be stopped; a shell that has told its status knows it no more.
  wait "$1"
  _hh_again=$?
  if [ "$_hh_again" -ne 127 ]; then _hh_status=$_hh_again; fi
  return "$_hh_status"
}

# Says what is to be seen of a job: the words before it, whether its group lives on, whether it printed, whether it left
# outputs, its record. A line is short enough to be written at once, so that no other comes into it.
_hh_tell() { # WORDS SLOT
  _hh_left=no
  if _hh_first "$2/started" && _hh_kill 0 "-${_hh_line%% *}"; then _hh_left=yes; fi
  _hh_printed=no
  [ -s "$2/log" ] && _hh_printed=yes
  _hh_outputs=no
  [ -s "$2/output" ] && _hh_outputs=yes
  _hh_first "$2/result" || _hh_line=-
  _hh_result=$_hh_line
  _hh_first "$2/started" || _hh_line=-
  _hh_clock
  _hh_say "$1 $_hh_time $_hh_left $_hh_printed $_hh_outputs / $_hh_result / $_hh_line"
}

# Says what became of a job. One that nobody claimed, or that has not begun, never will: an agent of before that comes late
# finds its name taken.
_hh_look() { # TAG NAME
  _hh_identity "$_hh_old"
  _hh_tries=0
  while ! _hh_slot "$2"; do
    if ! _hh_find "$2"; then
      if _hh_create "$_hh_place/$2" void; then
        _hh_identity "$_hh_old"
        _hh_say "$1 absent $_hh_boot $_hh_line"
        return
      fi
    fi
    _hh_tries=$((_hh_tries + 1))
    if [ "$_hh_tries" -gt 3 ]; then
      _hh_say "$1 torn $_hh_boot"
      return
    fi
    sleep 1
  done
  if [ "$_hh_slot" = void ]; then
    _hh_say "$1 void $_hh_boot"
  elif [ ! -d "$_hh_slot" ]; then
    _hh_say "$1 gone $_hh_boot"
  else
    _hh_inspect "$1" "$_hh_slot"
  fi
}

# Sees to it that a job never begins; false where it has, and then its supervisor's mark is _hh_line.
_hh_prevent() { # SLOT
  # A mark that appears whole, so that a supervisor which comes later finds no room for its own.
  _hh_put void >"$1/void-$_hh_token"
  ln "$1/void-$_hh_token" "$1/started"
  _hh_status=$?
  rm -f "$1/void-$_hh_token"
  [ "$_hh_status" -eq 0 ] && return
  # One that has just begun may not have written all of its mark.
  _hh_tries=0
  while :; do
    _hh_first "$1/started" || _hh_line=
    case $_hh_line in void | *' end') break ;; esac
    _hh_tries=$((_hh_tries + 1))
    [ "$_hh_tries" -gt 2 ] && break
    sleep 1
  done
  [ "$_hh_line" = void ]
}

_hh_inspect() { # TAG SLOT
  if _hh_prevent "$2"; then
    _hh_say "$1 void $_hh_boot"
    return
  fi
  _hh_lives=no
  _hh_supervises "$2" && _hh_lives=yes
  _hh_first "$2/begun" || _hh_line=0
  _hh_tell "$1 job $_hh_boot $2 $_hh_lives $_hh_line" "$2"
}

# Whether a job's supervisor lives: another process that got its number has other arguments. The folder's own name tells, because
# two places may be one: on OpenBSD /var/tmp leads to /tmp. There ps also cuts lines at 79 columns unless it is asked twice.
_hh_supervises() { # SLOT
  _hh_first "$1/started" || return 1
  _hh_pid=${_hh_line%% *}
  case $_hh_line in *" $_hh_boot end") ;; *) return 1 ;; esac
  _hh_kill 0 "$_hh_pid" || return 1
  case $(ps -ww -o args= -p "$_hh_pid" || ps -o args= -p "$_hh_pid" || cat "/proc/$_hh_pid/cmdline") in *"/${1##*/}/supervisor"*) return 0 ;; esac
  return 1
}

# The living processes of a job, as _hh_members: its group, and its session where ps knows it; without its watchdog.
_hh_list() { # PID SLOT
  _hh_members=
  _hh_first "$2/watchdog" || _hh_line=-
  _hh_dog=$_hh_line
  _hh_table=$(ps -A -o pid= -o ppid= -o pgid= -o sid= -o stat=) ||
    _hh_table=$(ps -A -o pid= -o ppid= -o pgid= -o pgid= -o stat=) ||
    _hh_table=$(ps -o pid,ppid,pgid,sid,stat)
  # Cell by cell: a here-document would take some shells a file in /tmp, which may be full.
  _hh_column=1
  for _hh_cell in $_hh_table; do
    case $_hh_column in
      1) _hh_p=$_hh_cell ;;
      2) _hh_pp=$_hh_cell ;;
      3) _hh_g=$_hh_cell ;;
      4) _hh_s=$_hh_cell ;;
      5)
        _hh_column=0
        case $_hh_cell in
          Z*) ;;
          *)
            if { [ "$_hh_g" = "$1" ] || [ "$_hh_s" = "$1" ]; } &&
              [ "$_hh_p" != "$_hh_dog" ] && [ "$_hh_pp" != "$_hh_dog" ]; then
              _hh_members="$_hh_members${_hh_members:+,}$_hh_p"
            fi
            ;;
        esac
        ;;
    esac
    _hh_column=$((_hh_column + 1))
  done
}

_hh_signal() { # SIGNAL PID
  _hh_kill "$1" "-$2"
  IFS=,
  for _hh_p in $_hh_members; do _hh_kill "$1" "$_hh_p"; done
  IFS=' 	
'
}

# Ends a job: records why, unless it ended by itself; one TERM to all of it, a grace, then KILL. Says who outlived it.
_hh_end() { # TAG NAME WORD GRACE
  if ! _hh_slot "$2" || [ "$_hh_slot" = void ]; then
    _hh_say "$1 over no -"
    return
  fi
  _hh_first "$_hh_slot/started" || _hh_line=
  case $_hh_line in
    *' end') ;;
    *)
      if _hh_prevent "$_hh_slot"; then
        _hh_create "$_hh_slot/result" "$3 0 0 end"
        _hh_say "$1 over no -"
        return
      fi
      ;;
  esac
  case $_hh_line in
    *" $_hh_boot end") _hh_pid=${_hh_line%% *} ;;
    *)
      # It was of an earlier boot.
      _hh_say "$1 over no -"
      return
      ;;
  esac
  _hh_clock
  if ! _hh_create "$_hh_slot/result" "$3 0 $_hh_time end"; then
    _hh_first "$_hh_slot/result" || _hh_line=
    case $_hh_line in
      exit*)
        _hh_say "$1 over no -"
        return
        ;;
    esac
  fi
  _hh_finish "$1" "$_hh_pid" "$4" "$_hh_slot" </dev/null &
}

# How long a pause is, and how many make a second; POSIX knows whole seconds alone.
_hh_beat=
_hh_find_beat() {
  [ -z "$_hh_beat" ] || return
  if sleep 0.01; then
    _hh_beat=0.1
    _hh_beats=10
  else
    _hh_beat=1
    _hh_beats=1
  fi
}

_hh_finish() { # TAG PID GRACE SLOT
  _hh_find_beat
  _hh_list "$2" "$4"
  _hh_signal TERM "$2"
  # A stopped process takes no TERM before it goes on.
  _hh_signal CONT "$2"
  _hh_tries=0
  _hh_killed=no
  while _hh_list "$2" "$4" && [ -n "$_hh_members" ] && [ "$_hh_tries" -lt $(($3 * _hh_beats)) ]; do
    _hh_tries=$((_hh_tries + 1))
    sleep "$_hh_beat"
  done
  [ -n "$_hh_members" ] && _hh_killed=yes
  _hh_signal KILL "$2"
  _hh_tries=0
  while _hh_list "$2" "$4" && [ -n "$_hh_members" ] && [ "$_hh_tries" -lt $((3 * _hh_beats)) ]; do
    _hh_signal KILL "$2"
    _hh_tries=$((_hh_tries + 1))
    sleep "$_hh_beat"
  done
  _hh_say "$1 over $_hh_killed ${_hh_members:--}"
}

# Keeps a program for a further channel, which removes it when it begins; says where it stands.
_hh_programs=0
_hh_program() { # TAG PROGRAM
  _hh_programs=$((_hh_programs + 1))
  _hh_path=$_hh_place/.$_hh_run$_hh_token-program-$_hh_programs
  # The program's name for itself.
  # shellcheck disable=SC2016
  if _hh_put 'rm -f "$0"' >"$_hh_path" && _hh_put "$2" >>"$_hh_path"; then
    _hh_say "$1 program $_hh_path"
  else
    _hh_say "$1 failed"
  fi
}

_hh_ping() { _hh_say "$1 pong"; }

# Sends a part of a file of a job: blocks of 4096 bytes from a number on, so many at most.
#
# They are copied first, because a file that grows has no length that could be told ahead.
_hh_read() { # TAG FILE BLOCK COUNT
  _hh_part=$_hh_place/.$_hh_run$_hh_token-part
  if [ ! -f "$2" ]; then
    _hh_say "$1 bytes 0"
    return
  fi
  dd if="$2" of="$_hh_part" bs=4096 skip="$3" count="$4"
  _hh_size=$(wc -c <"$_hh_part")
  _hh_say "$1 bytes $((_hh_size))"
  [ "$((_hh_size))" -gt 0 ] && cat "$_hh_part" >&3
}

# Gives the memory of what was fetched back, where the system can; a large log would fill it.
_hh_free() { # TAG FILE BYTES
  [ "$_hh_punches" = yes ] && fallocate -p -o 0 -l "$3" "$2"
}

# Removes what is left of jobs whose outcome is known, all at once.
_hh_forget() { # NAME...
  _hh_left=
  _hh_claims=
  for _hh_name in "$@"; do
    _hh_slot "$_hh_name" || continue
    [ "$_hh_slot" = void ] || _hh_left="$_hh_left $_hh_slot $_hh_desk/${_hh_slot##*/}.work"
    _hh_claims="$_hh_claims $_hh_claim"
  done
  # Words on purpose: none of these names holds a blank. The claims go last, so that a job which is half gone was there.
  # shellcheck disable=SC2086
  rm -rf $_hh_left $_hh_claims &
}

# At the end of a run: removes all that is left of it, but for jobs that go on.
_hh_sweep() { # TAG
  _hh_left=
  _hh_claims=
  for _hh_candidate in $_hh_places; do
    for _hh_slot in "$_hh_candidate/.$_hh_run"*; do
      [ -e "$_hh_slot" ] || continue
      case $_hh_slot in
        *.work)
          _hh_name=${_hh_slot##*/}
          _hh_lives "${_hh_name%.work}" && continue
          ;;
        *) _hh_supervises "$_hh_slot" && continue ;;
      esac
      _hh_left="$_hh_left $_hh_slot"
    done
  done
  for _hh_candidate in $_hh_places; do
    for _hh_claim in "$_hh_candidate/$_hh_run"*; do
      [ -f "$_hh_claim" ] || continue
      _hh_first "$_hh_claim"
      _hh_slot=${_hh_line% end}
      [ -d "$_hh_slot" ] && _hh_supervises "$_hh_slot" && continue
      _hh_claims="$_hh_claims $_hh_claim"
    done
  done
  # shellcheck disable=SC2086
  [ -z "$_hh_left$_hh_claims" ] || rm -rf $_hh_left $_hh_claims
  _hh_stocked=$_hh_taken
  _hh_say "$1 swept"
}

# Whether the job with this folder's name has a supervisor that lives.
_hh_lives() { # NAME
  for _hh_where in $_hh_places; do
    [ -d "$_hh_where/$1" ] && _hh_supervises "$_hh_where/$1" && return 0
  done
  return 1
}

# The marker that tells other recoveries who works here; in a place that all users see and that outlives a boot.
_hh_marker=/var/tmp/halfhour-recovery
_hh_mark() { # TAG WORDS TAKEN-OVER
  umask 022
  if mkdir "$_hh_marker"; then _hh_put "$2" >"$_hh_marker/holder"; fi
  umask 077
  _hh_holder=
  [ -f "$_hh_marker/holder" ] && IFS= read -r _hh_holder <"$_hh_marker/holder"
  case $_hh_holder in
    "$2") _hh_say "$1 marked" ;;
    "$3")
      _hh_put "$2" >"$_hh_marker/holder"
      _hh_say "$1 marked"
      ;;
    *) _hh_say "$1 foreign $(_hh_put "$_hh_holder" | LC_ALL=C tr -cd ' -~' | cut -c 1-300)" ;;
  esac
}
_hh_unmark() { # TAG WORDS
  _hh_holder=
  [ -f "$_hh_marker/holder" ] && IFS= read -r _hh_holder <"$_hh_marker/holder"
  [ "$_hh_holder" = "$2" ] && rm -rf "$_hh_marker"
  _hh_say "$1 unmarked"
}

# The wall clock in seconds, as exact as date tells it.
_hh_wall=$(date +%s.%N)
case $_hh_wall in *[!0-9.]* | *.) _hh_wall=$(date +%s) ;; esac
_hh_clock
_hh_clean "$(uname -sr)"
_hh_first "$_hh_old/.identity" || _hh_line=-
_hh_put "halfhour $_hh_token" >&3
# A login may have left a line open.
_hh_say
_hh_say "$_hh_token ready $_hh_boot $_hh_time $_hh_wall $_hh_words $_hh_uid ${_hh_place:--} ${_hh_mine:--} ${_hh_desk:--} $_hh_leader $_hh_executes $_hh_line"
