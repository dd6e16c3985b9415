#!/bin/bash
# Reboots, switches, full disks. Expects state and die.
# shellcheck disable=SC2154

verb_boot-id() {
  must_be_there "${1:-}"
  cat "$state/hosts/$1/boot-id"
}

# Ends every process of a host at once; its keeper boots it again.
verb_reboot() { # NAME [hard]
  must_be_there "${1:-}"
  local name=$1 init
  init=$(init_of "$name")
  exec 4<>"$state/hosts/$name/said"
  [ "${2:-}" != hard ] || in_network "$name" ip link set eth0 down
  kill -KILL "$init"
  await_up "$name" 4 || die "$name does not come back."
}

verb_off() {
  must_be_there "${1:-}"
  local init tries
  init=$(init_of "$1")
  in_network "$1" ip link set eth0 down
  : >"$state/hosts/$1/off"
  kill -KILL "$init"
  for ((tries = 0; tries < 500; tries++)); do
    alive "$init" || return 0
    sleep 0.01
  done
  die "$1 does not go down."
}

verb_on() {
  must_be_there "${1:-}"
  [ -e "$state/hosts/$1/off" ] || die "$1 is not switched off."
  exec 4<>"$state/hosts/$1/said"
  rm "$state/hosts/$1/off"
  await_up "$1" 4 || die "$1 does not come up."
}

# A full file system costs no memory: it is given the size of what it holds.
sized() { # NAME PATH OPTIONS...
  local target
  target=$(inside "$1" df --output=target "$2" | tail -n 1)
  if [ "$target" = / ] || [ "$target" = /root ]; then
    nsenter --target "$(keeper_of "$1")" --mount mount -o "remount,$3" "$state/hosts/$1/disk"
  else
    nsenter --target "$(init_of "$1")" --mount mount -o "remount,$3" "$target"
  fi
}

verb_fill() { # NAME PATH [files]
  must_be_there "${1:-}"
  local path=${2:?which path?} used
  read -r _ used <<<"$(inside "$1" df --block-size=1 --output=used "$path" | tr '\n' ' ')"
  # One page at least: nothing at all would mean no limit.
  sized "$1" "$path" "size=$((used > 4096 ? used : 4096))"
  if [ "${3:-}" = files ]; then
    read -r _ used <<<"$(inside "$1" df --output=iused "$path" | tr '\n' ' ')"
    sized "$1" "$path" "nr_inodes=$used"
  fi
}

verb_empty() { # NAME PATH
  must_be_there "${1:-}"
  local disk run shm tmp size
  # shellcheck source=/dev/null
  . "$state/hosts/$1/options"
  case $(inside "$1" df --output=target "${2:?which path?}" | tail -n 1) in
    /run) size=$run ;; /dev/shm) size=$shm ;; /tmp) size=$tmp ;; *) size=$disk ;;
  esac
  sized "$1" "$2" "size=$size,nr_inodes=1000000"
}
