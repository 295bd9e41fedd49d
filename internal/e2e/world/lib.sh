# Sourced by the scripts beside it. WORLD is the state directory, made absolute.

DOMAIN=world.test
USERS="daemon ana tomasz ooo"

say() { echo "world: $*" >&2; }

die() { say "$*"; exit 1; }

password() { echo "pw-$1"; }

# need_root: Postfix and Dovecot start as root and drop their rights themselves.
need_root() { [ "$(id -u)" = 0 ] || die "needs root"; }

# state_directory DIR: sets WORLD, so that every path in a configuration file is absolute.
state_directory() {
  [ -n "${1:-}" ] || die "usage: ${0##*/} DIRECTORY"
  mkdir -p "$1" || exit 1
  WORLD=$(cd "$1" && pwd)
  mkdir -p "$WORLD/log"
}

# ports BASE: the well-known port numbers, moved up by BASE.
ports() {
  LMTP=$(($1 + 24)) SMTP=$(($1 + 25)) IMAP=$(($1 + 143)) SUBMISSION=$(($1 + 587)) IMAPS=$(($1 + 993))
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_base: prints a base none of whose ports answers. The ports stay below the range that
# the kernel hands out to outgoing connections.
free_base() {
  local try base port
  for try in {1..50}; do
    base=$((10000 + RANDOM % 200 * 100))
    ports $base
    for port in $LMTP $SMTP $IMAP $SUBMISSION $IMAPS; do answers "$port" && continue 2; done
    echo "$base"
    return
  done
  die "found no free ports in $try tries"
}

# wait_port PORT SECONDS
wait_port() {
  local i
  for ((i = 0; i < $2 * 10; i++)); do
    answers "$1" && return
    sleep 0.1
  done
  say "port $1 does not answer after $2 s"
  return 1
}
