#!/bin/bash
# Raising hosts and taking them away. Expects id, state, here and die.
# shellcheck disable=SC2154

# Verbs that change the lab wait for each other. The lock is on a file that is always there, so that nothing is left behind.
lock() { # SECONDS
  exec 9<"$here/lab"
  flock -w "$1" 9
}
unlock() { exec 9<&-; }

# A process lives if it has not ended and is the one that began at that time, where one is given: numbers come again. The dead that
# nobody has buried yet don't count.
alive() { # PID [START]
  local stat fields
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${stat##*) }"
  [ "${fields[0]}" != Z ] && [ "${2:-${fields[19]}}" = "${fields[19]}" ]
}

# The number of the living process that a file names with its start.
process_in() { # FILE
  local pid start
  { read -r pid start <"$1"; } 2>/dev/null && alive "$pid" "$start" && echo "$pid"
}

keeper_of() { process_in "$state/hosts/$1/keeper"; }
init_of() { process_in "$state/hosts/$1/init" || die "$1 is switched off."; }
names() { ls "$state/hosts" 2>/dev/null || true; }
stands() { keeper_of "$1" >/dev/null; }

must_be_there() { # NAME
  [ -n "$1" ] || die "which host?"
  stands "$1" || die "there is no host $1 in lab $id."
}

inside() { # NAME COMMAND ...
  local init
  init=$(init_of "$1")
  shift
  # shellcheck disable=SC2086
  nsenter --target "$init" --mount --uts --ipc --net --pid --root --wd -- \
    env -i HOME=/root USER=root LOGNAME=root SHELL=/bin/sh TERM="${TERM:-dumb}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin $confined "$@"
}

# What every host of this lab has: a client key to let in, and a layer that hides from hosts what is this machine's own.
make_lab() {
  [ -d "$state" ] || mkdir -m 700 "$state"
  mkdir -p "$state/hosts"
  [ -e "$state/key.pub" ] || rm -f "$state/key"
  [ -e "$state/key.pub" ] || ssh-keygen -q -t ed25519 -N '' -C "lab $id" -f "$state/key" </dev/null
  [ ! -d "$state/layers" ] || return 0
  make_layers "$state/layers.new"
  mv "$state/layers.new" "$state/layers"
}

# What a host's disk begins with, so that one copy makes it: a mask that hides what is this machine's own, and what is new in every
# host; and its devices.
make_layers() { # FOLDER
  local entry mask=$1/disk/mask upper=$1/disk/upper root=$1/disk/upper/root
  rm -rf "$1"
  mkdir -p "$mask/var" "$mask/etc" "$1/disk/work" "$upper"/{home,srv,mnt,media,opt,boot,var/tmp,var/log} "$1"/dev/{pts,shm}
  for entry in /* /.[!.]*; do
    case $entry in
      /bin | /sbin | /lib* | /usr | /etc | /var | /dev | /proc | /sys | /run | /tmp | '/.[!.]*') ;;
      *) mknod "$mask$entry" c 0 0 ;;
    esac
  done
  mknod "$mask/var/tmp" c 0 0
  mknod "$mask/etc/ssh" c 0 0
  cp -r --preserve=mode "$here/host/." "$upper/"
  mkdir -m 700 "$root" "$root/.ssh"
  cp "$state/key.pub" "$root/.ssh/authorized_keys"
  chmod 1777 "$upper/var/tmp"
  cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$1/dev/"
  ln -s pts/ptmx "$1/dev/ptmx"
  ln -s /proc/self/fd "$1/dev/fd"
  for entry in 0:stdin 1:stdout 2:stderr; do ln -s "fd/${entry%:*}" "$1/dev/${entry#*:}"; done
}

# The options of a host as lines of shell.
options() { # NAME OPTIONS
  local disk=4g run=256m shm=256m tmp=1g readonly_home='' readonly_run='' readonly_shm='' readonly_tmp='' word
  for word in ${2//,/ }; do
    case $word in
      disk=[0-9]* | run=[0-9]* | shm=[0-9]* | tmp=[0-9]*)
        case ${word#*=} in *[!0-9kmgKMG]*) die "$1: \"$word\" is no size." ;; esac
        printf -v "${word%%=*}" %s "${word#*=}"
        ;;
      readonly-home | readonly-run | readonly-shm | readonly-tmp) printf -v "${word/-/_}" yes ;;
      *) die "$1: the option \"$word\" is not known; Scripts/lab help lists them." ;;
    esac
  done
  printf '%s\n' "disk=$disk run=$run shm=$shm tmp=$tmp" \
    "readonly_home=$readonly_home readonly_run=$readonly_run readonly_shm=$readonly_shm readonly_tmp=$readonly_tmp"
}

# Starts one host; says so when its sshd listens.
# It stands in the host's folder, and what is made there has no longer name: when another command has taken the folder away, this ends,
# and does nothing to a host of the same name that was raised since.
raise() { # NAME
  local name=$1 folder=$state/hosts/$1 new=new number
  cd "$folder" || exit
  number=$(<number)
  mkdir -p disk root "$new/etc/ssh"
  ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$new/etc/ssh/ssh_host_ed25519_key" </dev/null
  cp "$new/etc/ssh/ssh_host_ed25519_key.pub" host-key
  echo "$name" >"$new/etc/hostname"
  printf '127.0.0.1 localhost\n::1 localhost\n%s %s\n' "$(address_of "$name")" "$name" >"$new/etc/hosts"
  mkfifo said
  exec 4<>said
  # Not a child that waits in a terminal's group, and with nothing of the caller's open.
  OUTER=$BASHPID setsid --fork unshare --mount --net --propagation private \
    sh "$here/keeper" "$here" "$folder" "hh$(<"$state/net")" "$(bridge_mac)" "$number" \
    </dev/null >>log 2>&1 4<&- 9<&-
  await_up "$name" 4 || {
    cat log >&2
    die "$name does not stand."
  }
}

# Waits for the word of a host that boots; a keeper that is gone says none.
await_up() { # NAME DESCRIPTOR
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if read -r -t 0.1 -u "$2"; then return; fi
    if [ -s "$state/hosts/$1/keeper" ] && ! stands "$1"; then return 1; fi
  done
  return 1
}

verb_up() {
  local owner='' name word raising=() failed=''
  while [ $# -gt 0 ]; do
    case $1 in
      --owner)
        owner=${2:?--owner takes the number of a process}
        alive "$owner" || die "there is no process $owner to own the lab."
        shift
        ;;
      -*) die "\"$1\" is not known; Scripts/lab help says what up takes." ;;
      *) raising+=("$1") ;;
    esac
    shift
  done
  [ ${#raising[@]} -gt 0 ] || die "up: which hosts?"
  lock 60 || die "another lab command has held the lock for a minute."
  make_lab
  [ -z "$owner" ] || watch_owner "$owner"
  make_bridge
  for word in "${raising[@]}"; do
    name=${word%%:*}
    case $name in '' | -* | *[!A-Za-z0-9-]*) die "\"$name\" is no name of a host: letters, digits and dashes." ;; esac
    [ ${#name} -le 60 ] || die "\"$name\" is too long a name."
    if [ -d "$state/hosts/$name" ]; then
      ! stands "$name" || die "$name stands already."
      take_down "$name"
    fi
  done
  local raised=()
  for word in "${raising[@]}"; do
    name=${word%%:*}
    case $word in *:*) word=${word#*:} ;; *) word='' ;; esac
    mkdir "$state/hosts/$name"
    options "$name" "$word" >"$state/hosts/$name/options"
    number_of "$name" >"$state/hosts/$name/number"
    echo "10.214.$(<"$state/net").$(<"$state/hosts/$name/number")" >"$state/hosts/$name/address"
    (raise "$name") &
    raised+=("$!")
  done
  for word in "${raised[@]}"; do wait "$word" || failed=yes; done
  write_ssh_files
  unlock
  [ -z "$failed" ] || exit 1
  for word in "${raising[@]}"; do printf '%s %s\n' "${word%%:*}" "$(address_of "${word%%:*}")"; done
}

# When the owner is gone, so is the lab: tail waits for its end, and its own end takes everything down.
watch_owner() { # PID
  end_watcher
  rm -f "$state/watcher"
  (cd "$state" && setsid --fork bash "$here/watcher" "$1" "$here/lab" "$id" "$state") </dev/null >/dev/null 2>&1 9<&-
  # Whoever holds the lock finds the watcher that is there.
  until [ -s "$state/watcher" ]; do sleep 0.002; done
}

end_watcher() {
  local pid
  pid=$(process_in "$state/watcher") || return 0
  [ "$pid" = $$ ] && return
  # It stands at the head of a group in which its tail is.
  kill -KILL -- "-$pid" 2>/dev/null || true
}

take_down() { # NAME
  local folder=$state/hosts/$1 keeper init between=
  # The keeper first, or it would boot the host again.
  keeper=$(process_in "$folder/keeper" || true)
  init=$(process_in "$folder/init" || true)
  # The process between the two dies of the keeper's death, a moment later.
  [ -z "$init" ] || between=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$init/status" 2>/dev/null || true)
  # shellcheck disable=SC2086
  [ -z "$keeper$init" ] || kill -KILL $keeper $init 2>/dev/null || true
  until_gone "$keeper"
  until_gone "$init"
  until_gone "$between"
  [ ! -s "$folder/number" ] || [ ! -s "$state/net" ] ||
    ip link delete "hh$(<"$state/net")-$(cat "$folder/number")" 2>/dev/null || true
  rm -rf "$folder"
}

until_gone() { # PID or nothing
  local tries
  for ((tries = 0; tries < 1000; tries++)); do
    { [ -n "$1" ] && alive "$1"; } || return 0
    sleep 0.005
  done
  echo "lab: process $1 does not end." >&2
}

# Keepers of this lab that its folder doesn't know, because the folder was taken away or a test died at the wrong instant.
stray_keepers() {
  local file
  grep -lsF -e "$state/hosts/" /proc/[0-9]*/cmdline | while read -r file; do
    ! grep -qszxF -e "$here/keeper" "$file" || echo "$file" | cut -d/ -f3
  done
}

verb_down() {
  local name pid
  lock 20 || echo "lab: another command has held the lock for 20 s; taking down all the same." >&2
  if [ $# -gt 0 ]; then
    for name; do
      case $name in '' | .* | */*) die "\"$name\" is no name of a host." ;; esac
      take_down "$name"
    done
    [ ! -s "$state/net" ] || write_ssh_files
    return
  fi
  for name in $(names); do take_down "$name"; done
  for pid in $(stray_keepers); do kill -KILL "$pid" 2>/dev/null || true; done
  remove_bridges
  end_watcher
  rm -rf "$state"
}

# What an ssh client needs: ssh_config, and the keys that the hosts have now.
write_ssh_files() {
  local name
  : >"$state/known_hosts.new"
  : >"$state/ssh_config.new"
  for name in $(names); do
    [ -s "$state/hosts/$name/address" ] || continue
    [ -s "$state/hosts/$name/host-key" ] || continue
    printf '%s %s\n' "$(address_of "$name")" "$(verb_host-key "$name")" >>"$state/known_hosts.new"
    printf 'Host %s\n  HostName %s\n  User root\n' "$name" "$(address_of "$name")" >>"$state/ssh_config.new"
  done
  printf '%s\n' "Match host 10.214.$(<"$state/net").*" "  IdentityFile $state/key" '  IdentitiesOnly yes' \
    "  UserKnownHostsFile $state/known_hosts" '  GlobalKnownHostsFile /dev/null' >>"$state/ssh_config.new"
  mv "$state/known_hosts.new" "$state/known_hosts"
  mv "$state/ssh_config.new" "$state/ssh_config"
}

verb_status() {
  local name what
  [ -d "$state" ] || { echo "lab $id: no hosts"; return; }
  for name in $(names); do
    what=up
    if ! stands "$name"; then
      what=dead
    elif [ -e "$state/hosts/$name/off" ]; then
      what=off
    elif ! [ -e "/sys/class/net/$(cable_of "$name")/master" ]; then
      what='cut'
    fi
    printf '%s %s %s\n' "$name" "$(address_of "$name")" "$what"
  done
}

verb_ssh-config() {
  cat "$state/ssh_config" 2>/dev/null || die "there is no lab $id."
}

verb_host-key() {
  cut -d' ' -f1,2 "$state/hosts/${1:?which host?}/host-key"
}

verb_key() { echo "$state/key"; }

verb_exec() {
  must_be_there "${1:-}"
  local name=$1
  shift
  [ "${1:-}" != -- ] || shift
  inside "$name" "$@"
}

verb_ps() {
  must_be_there "${1:-}"
  inside "$1" ps -eo pid,ppid,pgid,sid,user,args
}
