# launch.sh GRACE COMMAND [ARGUMENT...]: run COMMAND in a session of its own and see to it that it does not outlive the AppHost.
# Standard input is a pipe that only the AppHost holds open. A watcher reads it: end of file means the AppHost is dead, however it died,
# and the line "gone" means the command has ended by itself; either way what is left of the command's process group is ended.
grace=$1
shift
exec 3<&0 </dev/null

watch='
group=$1 grace=$2 word=
read -r word
# Before it has its own session the command is no group yet, only this process id.
end() { kill "-$1" "-$group" || { [ "$word" = gone ] || kill "-$1" "$group"; }; }
left() { kill -0 "-$group" || { [ "$word" != gone ] && kill -0 "$group"; }; }
end TERM
tries=$((grace * 10))
while [ "$tries" -gt 0 ] && left; do sleep 0.1; tries=$((tries - 1)); done
end KILL
'

if command -v setsid >/dev/null; then
    setsid /bin/sh -c "$watch" watch "$$" "$grace" <&3 >/dev/null 2>&1 &
    exec setsid "$@" 3<&-
fi
session='use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n"'
perl -e "$session" /bin/sh -c "$watch" watch "$$" "$grace" <&3 >/dev/null 2>&1 &
exec perl -e "$session" "$@" 3<&-
