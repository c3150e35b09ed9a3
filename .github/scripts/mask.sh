#!/usr/bin/env bash
# A filter that blots out what must not be read: the values of variables that hold credentials, and whatever has the form of one.
set -euo pipefail

LC_ALL=C awk '
    BEGIN {
        for (name in ENVIRON) {
            if (name !~ /TOKEN|SECRET|PASSPHRASE|PASSWORD|CREDENTIAL|KEY/) continue
            lines = split(ENVIRON[name], line, "\n")
            for (i = 1; i <= lines; i++) if (length(line[i]) >= 8) secrets[++count] = line[i]
        }
        # The longest first: one that begins another would leave the rest of it.
        for (i = 2; i <= count; i++)
            for (j = i; j > 1 && length(secrets[j]) > length(secrets[j - 1]); j--) { held = secrets[j]; secrets[j] = secrets[j - 1]; secrets[j - 1] = held }
    }
    {
        for (i = 1; i <= count; i++)
            while ((at = index($0, secrets[i])) > 0) $0 = substr($0, 1, at - 1) "***" substr($0, at + length(secrets[i]))
        print
    }' | sed -E \
    -e 's/(gh[pousr]_|github_pat_|pul-)[A-Za-z0-9_]{16,}/***/g' \
    -e 's/(AKIA|ASIA)[A-Z0-9]{16}/***/g' \
    -e 's/AGE-SECRET-KEY-[A-Z0-9-]+/***/g' \
    -e 's/-----BEGIN [A-Z ]*PRIVATE KEY-----.*-----END [A-Z ]*PRIVATE KEY-----/***/g' \
    -e '/-----BEGIN [A-Z ]*PRIVATE KEY-----/,/-----END [A-Z ]*PRIVATE KEY-----/c\***'
