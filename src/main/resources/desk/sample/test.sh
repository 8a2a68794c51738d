#!/bin/sh
# Compiles everything and runs every test class. Needs a JDK, 17 or newer, and nothing else.
set -eu
case $0 in */*) cd "${0%/*}" ;; esac
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC tools/Build.java "$@"
