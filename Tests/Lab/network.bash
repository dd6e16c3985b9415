#!/bin/bash
# The bridge of a lab, the cable of each host. Expects id, state and die.
# shellcheck disable=SC2154

# An address of its own: one that a bridge takes from its ports changes as they come and go, and with every change the machine
# forgets where the hosts are. And the bridge is known as this lab's from the moment that it is made.
bridge_mac() {
  local hash
  hash=$(printf '%s' "$id" | cksum)
  printf '02:68:%02x:%02x:%02x:%02x' $((${hash%% *} >> 24 & 255)) $((${hash%% *} >> 16 & 255)) \
    $((${hash%% *} >> 8 & 255)) $((${hash%% *} & 255))
}

# A third octet, and with it a bridge, is a lab's as soon as it could make the bridge: that is atomic. The hash only says where
# to begin, so that two labs seldom meet.
make_bridge() {
  local hash net tries
  if [ -s "$state/net" ]; then
    net=$(<"$state/net")
    [ "$(cat "/sys/class/net/hh$net/address" 2>/dev/null)" != "$(bridge_mac)" ] || { raise_bridge "$net"; return; }
  fi
  hash=$(printf '%s' "$id" | cksum)
  net=$((${hash%% *} % 254 + 1))
  for ((tries = 0; tries < 254; tries++)); do
    if [ -z "$(ip -4 route show table all root "10.214.$net.0/24")" ]; then
      if ip link add "hh$net" address "$(bridge_mac)" type bridge forward_delay 0 2>/dev/null; then
        echo "$net" >"$state/net"
        raise_bridge "$net"
        return
      fi
    fi
    net=$((net % 254 + 1))
  done
  die "no range 10.214.N.0/24 is free."
}

raise_bridge() { # NET
  ip -batch - <<END
link set dev hh$1 alias halfhour-lab-$id
address replace 10.214.$1.1/24 dev hh$1
link set dev hh$1 up
END
}

remove_bridges() {
  local file mac
  mac=$(bridge_mac)
  for file in /sys/class/net/hh*/address; do
    file=${file%/address}
    if [ "$(cat "$file/address" 2>/dev/null)" != "$mac" ]; then
      [ "$(cat "$file/ifalias" 2>/dev/null)" = "halfhour-lab-$id" ] || continue
    fi
    ip link delete "${file##*/}" 2>/dev/null || true
  done
}

# A host that is destroyed and raised again keeps its number, and so its address.
number_of() { # NAME
  local known
  known=$(awk -v name="$1" '$1 == name { print $2 }' "$state/numbers" 2>/dev/null || true)
  if [ -z "$known" ]; then
    known=$(awk 'BEGIN { last = 1 } $2 > last { last = $2 } END { print last + 1 }' "$state/numbers" 2>/dev/null || echo 2)
    [ "$known" -le 254 ] || die "a lab has 253 addresses."
    echo "$1 $known" >>"$state/numbers"
  fi
  echo "$known"
}

address_of() { echo "$(<"$state/hosts/$1/address")"; }
cable_of() { echo "hh$(<"$state/net")-$(<"$state/hosts/$1/number")"; }
in_network() { # NAME COMMAND ...
  local name=$1
  shift
  nsenter --net="/proc/$(keeper_of "$name")/ns/net" "$@"
}

verb_address() {
  must_be_there "${1:-}"
  address_of "$1"
}

# The plug leaves the bridge: both ends stay up and keep their neighbours, so every packet is sent and nobody hears it.
verb_cut() {
  local name
  for name; do
    must_be_there "$name"
    ip link set dev "$(cable_of "$name")" nomaster
  done
}

verb_mend() {
  local name
  for name; do
    must_be_there "$name"
    ip link set dev "$(cable_of "$name")" master "hh$(<"$state/net")"
  done
}

verb_delay() { # NAME MILLISECONDS
  must_be_there "${1:-}"
  local milliseconds=${2:?milliseconds}
  in_network "$1" tc qdisc del dev eth0 root 2>/dev/null || true
  [ "$milliseconds" != 0 ] || return 0
  in_network "$1" tc qdisc add dev eth0 root netem delay "${milliseconds}ms" 2>/dev/null ||
    die "this kernel has no netem (CONFIG_NET_SCH_NETEM), so packets can't be delayed."
}
