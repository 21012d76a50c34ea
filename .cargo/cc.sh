#!/bin/sh
# What cargo links with on Linux: the system's C compiler, installed first where a fresh system has none.
# Rust brings no linker, and `cargo xtask`, which installs all else, must be linked before it can run.
# Where a compiler stands it only calls it; where none does, it asks a person at the terminal, as `cargo xtask` does.
set -eu

install() {
  packages='gcc libc6-dev'
  if ! command -v apt-get >/dev/null; then
    echo 'Rust links with a C compiler, and there is none. Install gcc or clang and try again.'
    return 1
  fi
  sudo=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      printf 'Rust links with a C compiler, and there is none. Run this as root and try again:\n  apt-get update && apt-get install -y --no-install-recommends %s\n' "$packages"
      return 1
    fi
    sudo='sudo '
  fi
  question="Rust links with a C compiler, and there is none. Run \`${sudo}apt-get install -y --no-install-recommends $packages\`?"
  if [ -t 0 ] && [ "${CI:-}" != true ]; then
    printf '%s [Y/n] ' "$question"
    read -r answer
    case $answer in '' | [Yy] | [Yy][Ee][Ss]) ;; *) echo 'Stopped. Nothing was changed by this step.' && return 1 ;; esac
  else
    echo "$question Going on, since nobody is at the terminal to ask."
  fi
  # A fresh system may be busy with its own updates; they are waited for.
  apt="${sudo}env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600"
  $apt update || echo 'Going on with the lists as they are.'
  $apt install -y --no-install-recommends $packages
}

if ! command -v cc >/dev/null; then
  # rustc shows what a linker says only if it fails. The terminal is cargo's, who started rustc, who started this.
  cargo=/proc/$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$PPID/status")/fd
  say=$cargo/2
  [ -c "$say" ] || [ -p "$say" ] || say=/dev/stderr
  # Several programs are linked at once: the first asks and installs, the others wait for what comes of it.
  exec 9<"$0"
  if flock -n 9; then
    install <"$cargo/0" >"$say" 2>&1 || exit 1
  else
    flock 9
    command -v cc >/dev/null || exit 1
  fi
fi
exec cc "$@"
