# Sourced by ./test and ./bench: a throw-away PostgreSQL server on a free loopback port, ended by stop_postgres.
cluster=""
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
as_postgres() { if [ "$(id -un)" = postgres ]; then "$@"; else as_root runuser -u postgres -- "$@"; fi; }

start_postgres() { # it refuses to run as root
  postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  cluster=$(mktemp -d)
  chmod 755 "$cluster"
  as_root chown postgres "$cluster"
  as_postgres "$postgres_bin/initdb" -D "$cluster/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null
  local port
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 30000))
    if as_postgres "$postgres_bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w \
        -o "-h 127.0.0.1 -p $port -k $cluster -c max_connections=200" start >/dev/null 2>&1; then
      export WORKFLOWJOBS_PG="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      return
    fi
  done
  echo "PostgreSQL did not start:"; as_root cat "$cluster/log"; exit 1
}

stop_postgres() {
  [ -n "$cluster" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1 || true
  as_root rm -rf "$cluster"
}
