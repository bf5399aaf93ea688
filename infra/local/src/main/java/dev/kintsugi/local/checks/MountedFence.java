package dev.kintsugi.local.checks;

/**
 * The fence as a shell script that runs as root of a user namespace of its own: it puts empty folders over what is
 * hidden, makes every other mount read-only, and goes on in a further namespace, in which nothing of that can be undone.
 */
final class MountedFence {
    /** Its arguments: the lane, the script that bounds a command, the command, hidden folders and tools, a line each. */
    static final String SCRIPT = """
            lane=$1 bounded=$2 command=$3 hidden=$4 tools=$5
            fail() { echo "[kintsugi cannot keep the files of this machine apart: $1]"; exit 125; }
            stage=/mnt
            [ -d $stage ] || stage=/media
            mount -t tmpfs kintsugi $stage || fail $stage
            mkdir $stage/lane && mount --bind "$lane" $stage/lane || fail "$lane"
            IFS='
            '
            number=0
            for tool in $tools; do
              number=$((number + 1))
              mkdir $stage/$number && mount --bind "$tool" $stage/$number || fail "$tool"
            done
            mount -t tmpfs -o size=%d kintsugi /tmp || fail /tmp
            for folder in $hidden; do
              mkdir -p "$folder" 2>/dev/null
              mount -t tmpfs kintsugi "$folder" || fail "$folder"
            done
            number=0
            for tool in $tools; do
              number=$((number + 1))
              mkdir -p "$tool" && mount --bind $stage/$number "$tool" || fail "$tool"
            done
            mkdir -p "$lane" && mount --bind $stage/lane "$lane" || fail "$lane"
            umount -l $stage
            mount --bind /proc/sys /proc/sys
            while IFS=' ' read -r _ _ _ _ place options _; do
              place=$(printf '%%b' "$place")
              case "$place" in "$lane"|"$lane"/*|/tmp|/proc|/dev|/dev/*) continue;; esac
              case ",$options," in *,ro,*) continue;; esac
              flags=
              for flag in nosuid nodev noexec noatime nodiratime relatime; do
                case ",$options," in *",$flag,"*) flags="$flags,$flag";; esac
              done
              mount -o "remount,bind,ro$flags" "$place" || case "$place" in
                /proc/*|/sys|/sys/*) ;;
                *) fail "$place";;
              esac
            done < /proc/self/mountinfo
            unset IFS
            cd "$lane/tree" || fail "$lane"
            ip link set lo up 2>/dev/null
            exec unshare --map-root-user --mount sh -c "$bounded" sh "$command"
            """.formatted(Sandbox.TEMPORARY_BYTES);

    private MountedFence() {}
}
