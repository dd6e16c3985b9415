#!/bin/bash
# Users of a host, their shells and what they may. Expects state and die.
# What hosts expand stands in single quotes.
# shellcheck disable=SC2154,SC2016

verb_user() { # NAME USER
  must_be_there "${1:-}"
  inside "$1" sh -c 'set -e
    id "$0" >/dev/null 2>&1 || useradd --create-home --shell /bin/sh --password "*" "$0"
    home=$(getent passwd "$0" | cut -d: -f6)
    mkdir -p -m 700 "$home/.ssh"
    cat >"$home/.ssh/authorized_keys"
    chown -R "$0:" "$home/.ssh"' "${2:?which user?}" <"$state/key.pub"
}

verb_password() { # NAME USER PASSWORD
  must_be_there "${1:-}"
  printf '%s:%s\n' "${2:?which user?}" "${3:?which password?}" | inside "$1" chpasswd
}

verb_shell() { # NAME USER SHELL
  must_be_there "${1:-}"
  inside "$1" test -x "${3:?which shell?}" || die "$1 has no $3."
  inside "$1" usermod --shell "$3" "${2:?which user?}"
}

verb_noisy() { # NAME USER
  must_be_there "${1:-}"
  inside "$1" sh -c 'set -e
    home=$(getent passwd "$0" | cut -d: -f6)
    cd "$home"
    mkdir -p .config/fish
    for file in .profile .bash_profile .bashrc .zshenv .kshrc .mkshrc .cshrc .tcshrc .login .config/fish/config.fish; do
      printf "%s\n" "echo \"Welcome back. You have mail. exit 1\"" "echo quota exceeded soon >/dev/stderr" >"$file"
    done
    chown -R "$0:" .' "${2:?which user?}"
}

verb_refuse() { # NAME USER
  must_be_there "${1:-}"
  inside "$1" sh -c ': >"$(getent passwd "$0" | cut -d: -f6)/.ssh/authorized_keys"' "${2:?which user?}"
}

verb_sudo() { # NAME USER nopasswd|passwd
  must_be_there "${1:-}"
  local tag=
  case ${3:-} in nopasswd) tag=NOPASSWD: ;; passwd) ;; *) die "sudo: nopasswd or passwd?" ;; esac
  echo "${2:?which user?} ALL=(ALL:ALL) ${tag}ALL" |
    inside "$1" sh -c 'cat >"/etc/sudoers.d/lab-$0" && chmod 440 "/etc/sudoers.d/lab-$0"' "$2"
}

verb_doas() { # NAME USER nopasswd|passwd
  must_be_there "${1:-}"
  local tag=
  case ${3:-} in nopasswd) tag=nopass ;; passwd) ;; *) die "doas: nopasswd or passwd?" ;; esac
  echo "permit $tag ${2:?which user?}" | inside "$1" sh -c 'cat >>/etc/doas.conf && chmod 400 /etc/doas.conf'
}
