#!/bin/bash
# What can be wrong with a host's sshd. Expects state and die.
# What hosts expand stands in single quotes.
# shellcheck disable=SC2154,SC2016

verb_sshd-kill() {
  must_be_there "${1:-}"
  # By name, but in the host's own process namespace: it sees no others. Jobs that were detached live on.
  inside "$1" sh -c 'for p in /proc/[0-9]*; do read -r n <"$p/comm"; case $n in sshd*) kill -KILL "${p#/proc/}" ;; esac; done' \
    2>/dev/null || true
}

verb_sshd-start() {
  must_be_there "${1:-}"
  inside "$1" sh -c 'mkdir -p /run/sshd; /usr/lib/halfhour-lab/start-sshd'
}

# Known by its title: sessions whose listener is gone are children of the first process, too. They live on; new connections meet the new sshd.
restart_listener() { # NAME
  inside "$1" sh -c 'for pid in $(pgrep -P 1 -f "^sshd: .*listener"); do kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.01; done; done
    /usr/lib/halfhour-lab/start-sshd'
}

verb_sshd-option() { # NAME LINE ...
  must_be_there "${1:-}"
  local name=$1
  shift
  # The first line that sets an option counts.
  inside "$name" sh -c 'config=/etc/ssh/sshd_config
    { printf "%s\n" "$@"; cat "$config"; } >"$config.new" && /usr/sbin/sshd -t -f "$config.new" && mv "$config.new" "$config"' \
    sh "$@" || die "sshd refuses that."
  restart_listener "$name"
}

verb_slow() { # NAME SECONDS
  must_be_there "${1:-}"
  case ${2:-} in
    0) inside "$1" rm -f /etc/ssh/sshrc ;;
    [0-9]*) echo "sleep $2" | inside "$1" tee /etc/ssh/sshrc >/dev/null ;;
    *) die "slow: how many seconds?" ;;
  esac
}

verb_banner() {
  must_be_there "${1:-}"
  printf '%s\n' '*********************************************' '  Authorised use only. exit 0; started; value=1' \
    '*********************************************' | inside "$1" tee /etc/ssh/banner >/dev/null
  verb_sshd-option "$1" 'Banner /etc/ssh/banner'
}

verb_rekey() {
  must_be_there "${1:-}"
  inside "$1" sh -c 'cd /etc/ssh && rm -f ssh_host_ed25519_key* && ssh-keygen -q -t ed25519 -N "" -C "$0" -f ssh_host_ed25519_key' \
    "$1" </dev/null
  inside "$1" cat /etc/ssh/ssh_host_ed25519_key.pub >"$state/hosts/$1/host-key"
  write_ssh_files
  restart_listener "$1"
}
