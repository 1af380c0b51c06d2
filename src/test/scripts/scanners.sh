#!/usr/bin/env bash
#
# Real scanners against the demo, with benign visitors at the same time, all on loopback.
#
# Starts the demo from the standalone jar on free ports. Two benign clients visit it from then on: a crawler (curl) that reads its pages with all that a
# browser loads and calls its API as users do, and a person in headless Chromium who presses the buttons and fills in the forms, wrongly at times. Meanwhile each
# scanner that is installed has its turn, each from an address of its own (X-Forwarded-For, which the demo believes on loopback). At the end the demo is
# stopped, and a table is printed in Markdown: how many requests each scanner made, with which of them it was first refused, and how many of those after it were refused.
# Figures are the demo's own: all calls are in its call log, and its audit log has the number of the call that brought each ban. A ban lasts a minute
# in the demo: a scanner that works for longer is let in again then, and banned again.
# A call that was under way while another one brought the ban may be served after it; what the container refuses before any filter is not counted.
#
# Exits with 1 if a benign client was refused or answered in another way than expected, or if a scanner was not refused within the stated number of requests.
#
# Needs bash, curl, awk, a JDK or JRE 17, and the scanners, as far as they are to run. On Debian:
#
#   apt-get install ffuf sqlmap gobuster chromium chromium-driver
#
# What is not installed is left out, and the table says so; ffuf and sqlmap must be there.

set -euo pipefail
export LC_ALL=C

usage() {
  cat <<'EOF'
Usage: src/test/scripts/scanners.sh [--within N] [--seconds S] [--keep FOLDER] [JAR]

Runs ffuf, sqlmap and gobuster against the demo on loopback, beside benign visitors, and prints a table in Markdown. Takes a minute or two.

  JAR            the executable jar. Default: target/abatis-standalone.jar
  --within N     fail if a scanner is first refused later than with its N-th request. Default: 25
  --seconds S    the most seconds for each scanner. Default: 40
  --keep FOLDER  keep the logs of the demo and of the tools there; it must not exist
  -h, --help     this text

Exits with 0 if all scanners were refused in time and no benign client was, with 1 if not, with 2 if it is
used wrongly or something is missing.
EOF
}

wrong() {
  echo "scanners.sh: $1" >&2
  exit 2
}

here=$(cd "$(dirname "$0")" && pwd)
jar="$here/../../../target/abatis-standalone.jar"
within=25
seconds=40
keep=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --within | --seconds | --keep)
      [ $# -ge 2 ] || wrong "$1 wants a value"
      case $1 in --within) within=$2 ;; --seconds) seconds=$2 ;; --keep) keep=$2 ;; esac
      shift 2
      ;;
    -*) wrong "$1 is no option; see --help" ;;
    *)
      jar=$1
      shift
      ;;
  esac
done
[[ $within =~ ^[1-9][0-9]{0,5}$ ]] || wrong "--within $within: give a whole number from 1 on"
[[ $seconds =~ ^[1-9][0-9]{0,3}$ ]] || wrong "--seconds $seconds: give 1 to 9999"
[ -f "$jar" ] || wrong "there is no $jar; 'mvn -q -DskipTests package' makes it"
for tool in java curl awk ffuf sqlmap; do
  command -v "$tool" >/dev/null || wrong "$tool is missing; on Debian: apt-get install ffuf sqlmap gobuster chromium chromium-driver"
done

if [ -n "$keep" ]; then
  mkdir "$keep" || exit 2
  work=$(cd "$keep" && pwd)
else
  work=$(mktemp -d)
fi

demo= crawler= person= driver=
finish() {
  local process
  for process in $crawler $person $driver $demo; do
    kill "$process" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  [ -n "$keep" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# --- the demo ---------------------------------------------------------------------------------------------------------------------------------------

ABATIS_CALL_LOG_FILE="$work/calls.csv" ABATIS_CALL_LOG_MAX_SIZE=1G ABATIS_CALL_LOG_QUEUE=1000000 \
  java -Dabatis.audit-file="$work/audit.jsonl" -jar "$jar" demo --port 0 --admin-port 0 >"$work/demo.out" 2>"$work/demo.err" &
demo=$!
site=
for _ in $(seq 300); do
  site=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/demo.out" 2>/dev/null | head -n 1 || true)
  if [ -n "$site" ] || ! kill -0 "$demo" 2>/dev/null; then
    break
  fi
  sleep .2
done
if [ -z "$site" ]; then
  echo "scanners.sh: the demo did not start:" >&2
  cat "$work/demo.err" >&2
  exit 2
fi
echo "The demo is at $site." >&2

# --- benign visitors ----------------------------------------------------------------------------------------------------------------------------------

crawler_address=203.0.113.10
person_address=203.0.113.20

# Writes what was not answered as expected to a file.
expect() { # STATUS PATH
  local status
  status=$(curl -s -o /dev/null -w '%{http_code}' --max-time 20 -H "X-Forwarded-For: $crawler_address" -H 'Accept: text/html' "$site$2") || true
  echo "$1 $status $2" >>"$work/crawler.txt"
  sleep .05
}

page() { # PATH [FILE...]
  local file
  expect 200 "$1"
  for file in style.css favicon.svg "${@:2}"; do
    expect 200 "/$file"
  done
}

crawl() {
  local often route
  expect 404 /robots.txt
  while :; do
    page / js/home.js js/playground.js js/probes.js js/address.js js/traffic.js
    # The generator's users: all that is often called, now and then something rarer.
    for route in often1 often5 regularly2 often3 often8 often2 sometimes2 often6 often4 regularly1 often7 often1 often3 regularly3 often2 sometimes1 often5 often8 often6 often4; do
      expect 200 "/api/$route"
    done
    page '/hello?name=Ada' 'hello.js?name=Ada'
    page '/files?path=readings'
    page '/files?path=readings%2Farchive'
    page '/command?name=date'
    expect 404 '/files?path=reading' # a slip
    expect 200 /style.css
    expect 200 /favicon.svg
    page '/command?name=ls'
    page "/hello?name=O'Neill" "hello.js?name=O'Neill"
  done
}

# The WebDriver protocol, as far as it is needed: https://www.w3.org/TR/webdriver2/
webdriver() { # METHOD PATH [BODY]
  curl -s --max-time 60 -X "$1" -H 'Content-Type: application/json' ${3:+-d "$3"} "$browser$2"
}

run() { # SCRIPT
  webdriver POST "/session/$session/execute/sync" "{\"script\":\"$1\",\"args\":[]}" >/dev/null
}

visit() { # PATH
  webdriver POST "/session/$session/url" "{\"url\":\"$site$1\"}" >/dev/null
  echo "$1" >>"$work/person.txt"
}

# Sets a field and presses the button beside it.
submit() { # FIELD VALUE
  run "const field = document.querySelector('main form [name=$1]'); field.value = '$2'; field.form.querySelector('button:not([type])').click()"
  echo "$1=$2" >>"$work/person.txt"
  sleep 1
}

live() {
  local button
  while :; do
    visit /
    for button in often1 often3 regularly1 often6 often8 sometimes2 rarely often2 often4; do
      run "document.querySelector('[data-route=$button]').click()"
      sleep .3
    done
    run "document.querySelector('#user').click()"
    sleep 6
    visit /hello
    submit name Ada
    submit name '<script>alert(1)</script>'
    visit /files
    submit path readings
    submit path readings/archive
    submit path ../../etc/passwd
    visit /files
    submit path /etc
    visit /command
    submit arg 'today'
    visit '/command?name=echo&arg=good+morning'
    submit arg '; id'
    visit /nothing-here
  done
}

start_browser() {
  local port= answer
  chromedriver --port=0 >"$work/chromedriver.out" 2>&1 &
  driver=$!
  for _ in $(seq 100); do
    port=$(sed -n 's/.*on port \([1-9][0-9]*\).*/\1/p' "$work/chromedriver.out" | tail -n 1)
    [ -z "$port" ] || break
    sleep .2
  done
  [ -n "$port" ] || return 1
  browser="http://127.0.0.1:$port"
  answer=$(webdriver POST /session "{\"capabilities\":{\"alwaysMatch\":{\"browserName\":\"chrome\",\"goog:chromeOptions\":{\"args\":[\"--headless=new\",\"--no-sandbox\",\"--disable-gpu\",\"--disable-dev-shm-usage\",\"--disable-background-networking\",\"--disable-component-update\",\"--disable-sync\",\"--no-first-run\",\"--user-data-dir=$work/profile\"]}}}}")
  session=$(sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p' <<<"$answer")
  [ -n "$session" ] || return 1
  webdriver POST "/session/$session/goog/cdp/execute" '{"cmd":"Network.enable","params":{}}' >/dev/null
  webdriver POST "/session/$session/goog/cdp/execute" \
    "{\"cmd\":\"Network.setExtraHTTPHeaders\",\"params\":{\"headers\":{\"X-Forwarded-For\":\"$person_address\"}}}" >/dev/null
}

arrived=$SECONDS
crawl &
crawler=$!
if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
  if ! start_browser; then
    echo "scanners.sh: Chromium does not start; $work/chromedriver.out says why" >&2
    cat "$work/chromedriver.out" >&2
    exit 2
  fi
  live &
  person=$!
else
  echo "Chromium or ChromeDriver is not installed: no person visits." >&2
fi
sleep 5

# --- scanners -----------------------------------------------------------------------------------------------------------------------------------------

names=() addresses=()

scan() { # NAME COMMAND...
  local name=$1 address="198.51.100.$((10 + ${#names[@]}))"
  shift
  if ! command -v "$1" >/dev/null; then
    echo "$1 is not installed." >&2
    names+=("$name") addresses+=(-)
    return
  fi
  echo "$name …" >&2
  # What a scanner finds, and whether it gives up, is its own matter.
  timeout -k 5 "$seconds" "${@//ADDRESS/$address}" >"$work/${#names[@]}.out" 2>&1 </dev/null || true
  names+=("$name") addresses+=("$address")
}

words="$here/words.txt"
forwarded='X-Forwarded-For: ADDRESS'
scan 'ffuf, paths' ffuf -w "$words" -u "$site/FUZZ" -H "$forwarded" -mc all -s
scan 'ffuf, `/api/FUZZ`' ffuf -w "$words" -u "$site/api/FUZZ" -H "$forwarded" -mc all -s
scan 'ffuf, `/hello?name=FUZZ`' ffuf -w "$words" -u "$site/hello?name=FUZZ" -H "$forwarded" -mc all -s
scan 'sqlmap, `/hello?name=x`' sqlmap -u "$site/hello?name=x" --headers="$forwarded" --batch --level 1 --risk 1 --flush-session --disable-coloring --retries 0 --output-dir "$work/sqlmap"
scan 'sqlmap, `/files?path=`' sqlmap -u "$site/files?path=readings" --headers="$forwarded" --batch --level 1 --risk 1 --flush-session --disable-coloring --retries 0 --output-dir "$work/sqlmap"
scan 'gobuster, paths' gobuster dir -u "$site" -w "$words" -H "$forwarded" -q -z

while [ "$SECONDS" -lt $((arrived + 60)) ]; do # benign visitors stay for a minute at least
  sleep 1
done

# --- the result ---------------------------------------------------------------------------------------------------------------------------------------

kill $crawler $person 2>/dev/null || true
wait $crawler $person 2>/dev/null || true
[ -z "$driver" ] || { webdriver DELETE "/session/$session" >/dev/null || true; kill "$driver" 2>/dev/null || true; }
kill "$demo"
wait "$demo" 2>/dev/null || true # writes the rest of its logs
demo=

# The bans of the audit log, one a line: address, since, until, number of the call that brought it.
sed -n 's/.*"action":"banned".*/&/p' "$work/audit.jsonl" >"$work/banned.jsonl"
field() { # NAME PATTERN: the first such field of each line
  sed -n "s/.*\"$1\":\"\\{0,1\\}\\($2\\).*/\\1/p"
}
while IFS= read -r line; do
  echo "$(field ip '[0-9a-f.:]*' <<<"$line") $(field since '[^"]*' <<<"$line") $(field until '[^"]*' <<<"$line") $(field calls '[0-9]*' <<<"$line")"
done <"$work/banned.jsonl" >"$work/bans.txt"

# Calls, the number of the first refused, calls after that one, and how many of these were refused.
figures() { # ADDRESS
  awk -v client="$1" '
    FILENAME == ARGV[1] { if ($1 == client) { n++; since[n] = $2; until[n] = $3; if (n == 1) first = $4 } next }
    { split($0, part, ","); if (part[2] != client) next
      calls++
      if (first && calls > first) {
        after++
        for (i = 1; i <= n; i++) if (part[1] >= since[i] && part[1] < until[i]) { refused++; break }
      }
    }
    END { print calls + 0, first + 0, after + 0, refused + 0 }' "$work/bans.txt" "$work/calls.csv"
}

failed=0
echo
echo '| visitor | requests | first refused at request | of those after it, refused |'
echo '|---|---|---|---|'
for i in "${!names[@]}"; do
  if [ "${addresses[$i]}" = - ]; then
    echo "| ${names[$i]} | not installed | | |"
    continue
  fi
  read -r calls first after refused < <(figures "${addresses[$i]}")
  share=-
  [ "$after" -eq 0 ] || share="$refused of $after ($(awk -v a="$refused" -v b="$after" 'BEGIN { printf "%.1f", 100 * a / b }') %)"
  if [ "$first" -eq 0 ] || [ "$first" -gt "$within" ]; then
    failed=1
    [ "$first" -ne 0 ] || first=never
    first="**$first**"
  fi
  echo "| ${names[$i]} | $calls | $first | $share |"
done
benign() { # NAME ADDRESS
  local calls first after refused
  read -r calls first after refused < <(figures "$2")
  if [ "$calls" -eq 0 ] || [ "$first" -ne 0 ]; then
    failed=1
  fi
  [ "$first" -ne 0 ] || first=never
  echo "| $1 | $calls | $first | - |"
}
benign 'benign: a crawler that reads pages and calls the API' "$crawler_address"
[ -z "$person" ] || benign 'benign: a person in Chromium' "$person_address"

if awk '$1 != $2 { print "scanners.sh: the crawler expected " $1 " and got " $2 " from " $3; wrong = 1 } END { exit wrong }' "$work/crawler.txt" >&2; then :; else
  failed=1
fi
if [ "$failed" -ne 0 ]; then
  echo "scanners.sh: FAILED: a benign visitor was refused, or a scanner was not refused within $within requests" >&2
fi
exit "$failed"
