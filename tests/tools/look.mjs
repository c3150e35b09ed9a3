// Looks at a page in headless Chromium as people do, and tells what it saw as JSON: in light and dark, on a wide and a narrow screen, by keyboard, on paper.
// Arguments: the page, a folder for the pictures.
import puppeteer from 'puppeteer-core';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [page, pictures] = process.argv.slice(2);
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const browser = await puppeteer.launch({ executablePath: executablePath.find(existsSync), args: ['--no-sandbox', '--disable-gpu'] });
try {
    const tab = await browser.newPage();
    const requests = [];
    const complaints = [];
    tab.on('request', request => requests.push(request.url()));
    tab.on('console', message => complaints.push(message.text()));
    const screens = [];
    for (const scheme of ['light', 'dark']) {
        for (const width of [1280, 390]) {
            await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
            await tab.setViewport({ width, height: 900 });
            await tab.goto(pathToFileURL(page).href);
            await tab.screenshot({ path: join(pictures, `${scheme}-${width}.png`), fullPage: true });
            screens.push({ scheme, width, ...await tab.evaluate(seen) });
        }
    }
    await tab.setViewport({ width: 1280, height: 900 });
    const stops = await keyboard(tab);
    await tab.emulateMediaType('print');
    // The next picture is drawn before anything is measured.
    await tab.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const print = await tab.evaluate(() => ({
        hidden: [...document.querySelectorAll('details li')].filter(e => !e.checkVisibility({ contentVisibilityAuto: true }) || e.getBoundingClientRect().height === 0).length,
    }));
    process.stdout.write(JSON.stringify({ text: await tab.evaluate(() => document.body.textContent), requests: requests.filter(r => !r.startsWith('file:')), complaints, screens, stops, print }));
} finally {
    await browser.close();
}

// Runs in the page.
function seen() {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = color => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = element => {
        for (let at = element; at; at = at.parentElement) {
            const color = rgb(getComputedStyle(at).backgroundColor);
            if (color[3] === 255)
                return color;
        }
        return [255, 255, 255, 255];
    };
    // Contrast as WCAG 2 defines it, of the letters that are worst to read.
    const contrasts = [...document.querySelectorAll('h1, h2, h3, p, td, th, li, b, code, summary, figcaption span, svg text')].filter(e => e.checkVisibility() && e.textContent.trim()).map(e => {
        const style = getComputedStyle(e);
        const letters = e instanceof SVGElement ? rgb(style.fill) : rgb(style.color);
        const box = e instanceof SVGElement ? e.parentElement.querySelector('rect') : null;
        const [a, b] = [light(letters), light(box ? rgb(getComputedStyle(box).fill) : ground(e))].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    });
    return {
        ground: light(ground(document.body)),
        contrast: Math.min(...contrasts),
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        headings: [...document.querySelectorAll('h1, h2')].filter(e => e.checkVisibility()).map(e => e.textContent),
    };
}

// Tab goes through the page; each disclosure opens by Enter where it stands.
async function keyboard(tab) {
    const stops = { disclosures: 0, opened: 0, drawings: 0, unmarked: 0 };
    await tab.evaluate(() => document.activeElement?.blur());
    for (let i = 0; i < 2000; i++) {
        await tab.keyboard.press('Tab');
        const at = await tab.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body || element.dataset.seen)
                return null;
            element.dataset.seen = 'yes';
            return { tag: element.tagName, drawing: element.classList.contains('drawing'), marked: getComputedStyle(element).outlineStyle !== 'none' || element instanceof SVGElement };
        });
        if (!at)
            break;
        stops.drawings += at.drawing ? 1 : 0;
        stops.unmarked += at.marked ? 0 : 1;
        if (at.tag === 'SUMMARY') {
            stops.disclosures++;
            await tab.keyboard.press('Enter');
            stops.opened += await tab.evaluate(() => document.activeElement.parentElement.open ? 1 : 0);
            await tab.keyboard.press('Enter');
        }
    }
    return stops;
}
