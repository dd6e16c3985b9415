#!/bin/sh
# What a process of a host may not, root or not: set this machine's clock, load modules, make devices, mount. Whatever enters a host
# goes through here, sshd that is started anew as well.
# shellcheck disable=SC2034
confined='setpriv --bounding-set -sys_module,-sys_rawio,-sys_time,-sys_admin,-mknod,-syslog'

# Prints the number of the shell itself, as whoever mounted /proc counts, and its start in clock ticks since the boot.
birth() {
  read -r birth_line </proc/self/stat
  # shellcheck disable=SC2086
  set -- ${birth_line%% *} ${birth_line##*) }
  echo "$1 ${21}"
}
