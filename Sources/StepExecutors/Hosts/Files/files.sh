# Halfhour's work with files on a host: functions, behind which stands one call.
#
# Bytes of files pass on standard input and output, words on standard error, in lines that begin with _hf_token, which stands
# before this: a login may print what it likes, also before the bytes, which begin behind a line with the token. Utilities are
# those of POSIX; what stands beyond it has a branch for its absence. Paths begin with a slash or with "./".
# shellcheck shell=sh disable=SC2154
umask 077
unset CDPATH
LC_ALL=C
export LC_ALL
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

_hf_say() { printf '%s\n' "$_hf_token $*" >&2; }
_hf_mark() { printf '%s\n' "$_hf_token"; }
_hf_fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# How checksums are made, as words: the digest of nothing tells whether a tool does what its name says.
_hf_works() {
  case $("$@" </dev/null 2>/dev/null) in
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855*) return 0 ;;
  esac
  return 1
}
_hf_choose() {
  if [ "${_hf_only:-}" = cksum ]; then
    _hf_sum='cksum'
  elif _hf_works sha256sum; then
    _hf_sum=sha256sum
  elif _hf_works sha256 -r; then
    _hf_sum='sha256 -r'
  elif _hf_works shasum -a 256; then
    _hf_sum='shasum -a 256'
  elif _hf_works openssl dgst -sha256 -r; then
    _hf_sum='openssl dgst -sha256 -r'
  else
    _hf_sum='cksum'
  fi
}

# Says what is to be known of a path: what it is, its permissions, size and time. Links are not followed where it is a source.
_hf_facts() { # PATH
  if [ -h "$1" ]; then
    _hf_kind='link'
  elif [ -d "$1" ]; then
    _hf_kind=folder
  elif [ -f "$1" ]; then
    _hf_kind='file'
  elif [ -e "$1" ]; then
    _hf_kind=other
  else
    _hf_kind=none
  fi
  if [ "$_hf_kind" = none ]; then
    _hf_say facts none - 0 -
    return
  fi
  _hf_line=$(ls -ldn "$1") || exit 1
  _hf_time "$1"
  set -f
  # Words on purpose.
  # shellcheck disable=SC2086
  set -- $_hf_line
  set +f
  case $_hf_kind in file) _hf_size=$5 ;; *) _hf_size=0 ;; esac
  _hf_say facts "$_hf_kind" "$1" "$_hf_size" "$_hf_seconds"
}

# When a file was changed, in seconds since 1970, as _hf_seconds; a dash where nothing here tells. The last way is the header
# that tar writes for a file with a short name.
_hf_time() { # PATH
  _hf_seconds=$(stat -c %Y "$1" 2>/dev/null) && [ -n "$_hf_seconds" ] && return
  _hf_seconds=$(stat -f %m "$1" 2>/dev/null) && [ -n "$_hf_seconds" ] && return
  _hf_seconds=$(perl -e 'print +(lstat $ARGV[0])[9]' -- "$1" 2>/dev/null) && [ -n "$_hf_seconds" ] && return
  _hf_octal=
  if [ ! -d "$1" ] && [ "${#1}" -lt 100 ]; then
    _hf_octal=$(tar -cf - "$1" 2>/dev/null | dd bs=1 skip=136 count=11 2>/dev/null | tr -cd 0-7)
  fi
  _hf_seconds=-
  # Told as it is, in octal: not every shell computes with so many bits.
  if [ "${#_hf_octal}" = 11 ]; then _hf_seconds=0$_hf_octal; fi
}

# A first look at one end of a copy.
_hf_look() { # PATH FOLDER source|target
  _hf_mark
  _hf_choose
  _hf_say tool "$_hf_sum"
  if command -v rsync >/dev/null; then _hf_say has rsync; fi
  if command -v tar >/dev/null; then _hf_say has tar; fi
  if [ "$3" = source ]; then
    _hf_facts "$1"
    [ "$_hf_kind" = folder ] || return 0
    [ -r "$1" ] && [ -x "$1" ] || return 0
    cd "$1" || exit 1
    [ -z "$(find . ! -type f ! -type d ! -type l | head -n 1)" ] || _hf_say has odd
    _hf_say bytes "$(find . -type f -exec ls -ln {} + | awk '{ s += $5 } END { printf "%.0f", s }')"
  else
    # A folder that is reached by a link is a folder for what goes into it.
    if [ -d "$1" ]; then _hf_say facts folder - 0 -; else _hf_facts "$1"; fi
    [ -d "$2" ] && _hf_say has folder
    [ -w "$2" ] && _hf_say has room
  fi
  return 0
}

# Sends a file from a block of 1 MiB on, then says its checksum and what it is now.
_hf_send() { # PATH BLOCK
  _hf_mark
  if [ "$2" = 0 ]; then
    cat <"$1" || exit 1
  else
    dd if="$1" bs=1048576 skip="$2" || exit 1
  fi
  _hf_choose
  _hf_say sum "$($_hf_sum <"$1")"
  _hf_facts "$1"
}

# Takes a file from a block of 1 MiB on, and says its checksum as it stands here. The first time it must be new: somebody
# else could have laid a link there.
_hf_receive() { # HIDDEN BLOCK
  if [ "$2" = 0 ]; then
    rm -rf -- "$1" || exit 1
    set -C
    : >"$1" || exit 1
    set +C
    cat >>"$1" || exit 1
  else
    dd of="$1" bs=1048576 seek="$2" conv=notrunc || exit 1
  fi
  _hf_choose
  _hf_say sum "$($_hf_sum <"$1")"
}

# Says how many whole blocks of 1 MiB are there of a file that was not finished, and the checksum of so many at most.
_hf_held() { # FILE BLOCKS
  [ -f "$1" ] && [ ! -h "$1" ] || return 0
  _hf_blocks=$(wc -c <"$1" | awk '{ printf "%.0f", int($1 / 1048576) }')
  if [ "$_hf_blocks" -gt "$2" ]; then _hf_blocks=$2; fi
  [ "$_hf_blocks" -gt 0 ] || return 0
  _hf_choose
  _hf_say held "$_hf_blocks" "$(dd if="$1" bs=1048576 count="$_hf_blocks" 2>/dev/null | $_hf_sum)"
}

# Makes a file durable where the system has a command for it.
_hf_sync() { # FILE
  command -v sync >/dev/null || return 0
  sync "$1" 2>/dev/null || sync
}

# Gives a file that is complete its permissions, its time and its name.
_hf_place() { # HIDDEN TARGET MODE TIME
  if [ -d "$2" ]; then _hf_fail "$2 is a folder"; fi
  chmod "$3" "$1" || exit 1
  if [ "$4" != - ]; then TZ=UTC0 touch -t "$4" "$1" || exit 1; fi
  _hf_sync "$1" || exit 1
  mv -f -- "$1" "$2" || exit 1
  _hf_sync "${2%/*}" || exit 1
  _hf_say placed
}

# Packs all that is in a folder.
_hf_pack() { # FOLDER
  cd "$1" || exit 1
  _hf_mark
  tar -cf - . || exit 1
}

# Unpacks into a new folder; what comes belongs to who takes it, as with a single file.
_hf_unpack() { # HIDDEN
  _hf_remove "$1"
  mkdir "$1" && cd "$1" || exit 1
  (
    umask 0
    tar -xpf -
  ) || exit 1
  [ "$(id -u)" = 0 ] && _hf_own
  _hf_say unpacked
}

# Makes all that is here the user's own; chown takes the set-id bits away, which are given back.
_hf_own() {
  _hf_group=$(id -g)
  find . -type f -perm -6000 -exec chown "0:$_hf_group" {} + -exec chmod ug+s {} + || exit 1
  find . -type f -perm -4000 ! -perm -2000 -exec chown "0:$_hf_group" {} + -exec chmod u+s {} + || exit 1
  find . -type f -perm -2000 ! -perm -4000 -exec chown "0:$_hf_group" {} + -exec chmod g+s {} + || exit 1
  find . \( ! -user 0 -o ! -group "$_hf_group" \) -exec chown -h "0:$_hf_group" {} + || exit 1
}

# The checksum of every file beneath a folder: lines as the tool writes them, an empty line, and for names that some tools
# write in their own way the checksum on a line, the name, and a NUL.
_hf_list() { # FOLDER
  _hf_choose
  _hf_say tool "$_hf_sum"
  cd "$1" || exit 1
  _hf_odd='
*'
  _hf_return=$(printf '\r')
  _hf_mark
  # The tool is words on purpose.
  # shellcheck disable=SC2086
  find . -type f ! -path "*$_hf_odd" ! -path "*$_hf_return*" ! -path '*\\*' -exec $_hf_sum {} + || exit 1
  printf '\n'
  # shellcheck disable=SC2086
  find . -type f \( -path "*$_hf_odd" -o -path "*$_hf_return*" -o -path '*\\*' \) -exec sh -c '
    sum=$1
    shift
    for file do
      $sum <"$file" || exit 1
      printf "%s\000" "$file"
    done' sh "$_hf_sum" {} + || exit 1
}

# The permissions of a folder as chmod takes them, from what ls shows.
# shellcheck disable=SC2016
_hf_modes='
mode_of() {
  list=$(ls -ldn "$1") || return 1
  list=${list#?}
  u= g= o=
  case $list in r*) u=r ;; esac
  case $list in ?w*) u=${u}w ;; esac
  case $list in ??[xs]*) u=${u}x ;; esac
  case $list in ??[sS]*) u=${u}s ;; esac
  case $list in ???r*) g=r ;; esac
  case $list in ????w*) g=${g}w ;; esac
  case $list in ?????[xs]*) g=${g}x ;; esac
  case $list in ?????[sS]*) g=${g}s ;; esac
  case $list in ??????r*) o=r ;; esac
  case $list in ???????w*) o=${o}w ;; esac
  case $list in ????????[xt]*) o=${o}x ;; esac
  case $list in ????????[tT]*) o=${o}t ;; esac
  mode="u=$u,g=$g,o=$o"
}
from=$1
to=$2
shift 2
'

# Gives a folder that is complete its name; where a folder has it already, its files are put there one by one.
_hf_place_folder() { # HIDDEN TARGET MODE
  if [ "$3" != - ]; then find "$1" -type f -exec chmod "$3" {} + || exit 1; fi
  if command -v sync >/dev/null; then sync; fi
  if [ ! -e "$2" ] && [ ! -h "$2" ]; then
    mv -- "$1" "$2" || exit 1
  else
    [ -d "$2" ] || _hf_fail "$2 is there, and is no folder"
    find "$1" -type d -exec sh -c "$_hf_modes"'
      for folder do
        [ -d "$to${folder#"$from"}" ] || mkdir "$to${folder#"$from"}" || exit 1
      done' sh "$1" "$2" {} + || exit 1
    # The innermost first: a folder gets its permissions when nothing is put into it any more. The braces of the inner find are
    # quoted so that the outer one leaves them alone.
    # shellcheck disable=SC2156
    find "$1" -depth -type d -exec sh -c "$_hf_modes"'
      for folder do
        mode_of "$folder" && chmod u+rwx "$folder" || exit 1
        find "$folder/." ! -name . -prune ! -type d -exec sh -c '\''
          to=$1
          shift
          mv -f -- "$@" "$to/"'\'' sh "$to${folder#"$from"}" "{"} + || exit 1
        chmod "$mode" "$to${folder#"$from"}" || exit 1
      done' sh "$1" "$2" {} + || exit 1
    _hf_remove "$1"
  fi
  _hf_say placed
}

# Where a symbolic link leads, as bytes.
_hf_link() { # PATH
  _hf_mark
  if command -v readlink >/dev/null; then
    readlink "$1" || exit 1
  else
    _hf_line=$(ls -ld "$1") || exit 1
    printf '%s\n' "${_hf_line#*"$1 -> "}"
  fi
}

# Makes a symbolic link in the place of what was there.
_hf_place_link() { # HIDDEN TEXT TARGET
  if [ -d "$3" ] && [ ! -h "$3" ]; then _hf_fail "$3 is a folder"; fi
  _hf_remove "$1"
  ln -s -- "$2" "$1" || exit 1
  # mv would go through a link to a folder.
  if [ -h "$3" ]; then rm -f -- "$3" || exit 1; fi
  mv -f -- "$1" "$3" || exit 1
  _hf_say placed
}

# Removes what was not finished; folders may have come without the right to be emptied.
_hf_remove() { # HIDDEN
  rm -rf -- "$1" 2>/dev/null && return
  find "$1" -type d -exec chmod u+rwx {} \;
  rm -rf -- "$1" || exit 1
}

# The far side of rsync, which sends. Its last argument stands for a path, which is told here, where nobody sees it in a list of
# processes.
_hf_serve() { # FOLDER ARGUMENTS-OF-RSYNC: a host's name, "rsync", …
  cd "$1" || exit 1
  shift 3
  exec rsync "$@"
}

# The far side of rsync, which receives into a folder of its own beside the target; "old" leads from there to what is at the
# target, whose files need not come again.
_hf_serve_new() { # HIDDEN TARGET fresh|kept ARGUMENTS-OF-RSYNC
  if [ "$3" = fresh ] || [ -h "$1" ] || [ ! -d "$1/new" ]; then
    _hf_remove "$1"
    mkdir "$1" "$1/new" || exit 1
  fi
  rm -f "$1/old" && ln -s "../${2##*/}" "$1/old" || exit 1
  cd "$1/new" || exit 1
  shift 5
  exec rsync "$@"
}
