# Runs inside fresh namespaces, as root or as the root of a user namespace: builds a small read-only
# root out of the system's directories, moves into it and runs the command there. Where bubblewrap
# works, it is used instead.
#
# Arguments: new-root tmp-bytes {ro|rw|link|file} source target ... -- command ...
set -eu
new=$1 tmp_bytes=$2
shift 2

mount -t tmpfs -o mode=755,nosuid,nodev,size=16m none "$new"
mkdir -p "$new/proc" "$new/dev/shm" "$new/tmp" "$new/old"
mount -t proc -o nosuid,nodev,noexec none "$new/proc"
mount -t tmpfs -o "mode=1777,nosuid,nodev,size=$tmp_bytes" none "$new/tmp"
for device in null zero full random urandom; do
  : > "$new/dev/$device"
  mount --bind "/dev/$device" "$new/dev/$device"
done
ln -s /proc/self/fd "$new/dev/fd"
ln -s /proc/self/fd/0 "$new/dev/stdin"
ln -s /proc/self/fd/1 "$new/dev/stdout"
ln -s /proc/self/fd/2 "$new/dev/stderr"
mount -t tmpfs -o "mode=1777,nosuid,nodev,size=$tmp_bytes" none "$new/dev/shm"

while [ "$1" != -- ]; do
  how=$1 source=$2 target=$new$3
  shift 3
  mkdir -p "${target%/*}"
  if [ "$how" = link ]; then
    ln -s "$source" "$target"
    continue
  fi
  if [ -d "$source" ]; then mkdir -p "$target"; else : > "$target"; fi
  mount --bind "$source" "$target"
  [ "$how" = rw ] || mount -o remount,bind,ro,nosuid,nodev "$target"
done
shift

ip link set lo up 2>/dev/null || :
cd "$new"
pivot_root . old
umount -l /old
rmdir /old
mount -o remount,bind,ro,nosuid,nodev /
cd /work
# Not exec: a change of user would clear the order to die with the parent, and with this process,
# the first of its namespace, all others die.
set +e
"$@"
exit $?
