#!/usr/bin/env bash
# Holds what is restored against the lock files, and every package of NuGet and npm, in both builds, against the known vulnerabilities.
#
#   audit.sh
set -euo pipefail

audit=(--force -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low '-warnaserror:NU1900;NU1901;NU1902;NU1903;NU1904')
dotnet restore Slipway.slnx --locked-mode
dotnet restore Slipway.slnx "${audit[@]}"
dotnet restore stacks "${audit[@]}" -p:PulumiSdk=official
npm audit --prefix tests/tools
