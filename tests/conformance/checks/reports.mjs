// Reports as pages in a browser: nothing that axe finds, nothing wider than a telephone, and the way of a keyboard from the first key to a figure's rows and back.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { none } from './report.mjs';
import { root } from './repository.mjs';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function reports({ check, skip }) {
  const folder = process.env.CECOMMERCE_WRITE_REPORTS ?? fileURLToPath(new URL('artifacts/reports', root));
  const pages = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.html')).sort() : [];
  const executablePath = browsers.find(existsSync);
  if (pages.length === 0 || executablePath === undefined) {
    skip('reports in a browser', pages.length === 0 ? `no page in ${folder}; the tests write them where CECOMMERCE_WRITE_REPORTS says` : 'chromium is not installed');
    return;
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const name of pages) await pageChecks(check, browser, name, pathToFileURL(`${folder}/${name}`).href);
  } finally {
    await browser.close();
  }
}

async function pageChecks(check, browser, name, url) {
  const open = async (options) => {
    const page = await browser.newPage(options);
    page.said = [];
    page.on('console', message => page.said.push(message.text()));
    page.on('request', request => { if (request.url() !== url) page.said.push(`loads ${request.url()}`); });
    await page.goto(url);
    return page;
  };
  for (const colorScheme of ['light', 'dark']) {
    await check(`${name}: axe finds nothing (${colorScheme})`, () => used(open({ colorScheme }), violations));
  }
  await check(`${name}: loads nothing and breaks no policy`, () => used(open(), page => none(page.said)));
  await check(`${name}: fits a telephone`, () => used(open({ viewport: { width: 360, height: 740 } }), async page => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return width <= 360 || `${width} pixels wide`;
  }));
  await check(`${name}: a keyboard goes from the first key to a figure, its rows and back`, () => used(open(), keyboard));
}

async function used(opening, use) {
  const page = await opening;
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(values => axe.run(document, { runOnly: values, resultTypes: ['violations'] }), rules);
  return none(found.violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`));
}

async function keyboard(page) {
  const focused = () => page.evaluate(() => {
    const { activeElement: at } = document;
    const outline = getComputedStyle(at);
    return { href: at.getAttribute('href'), id: at.id, seen: outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) >= 2 };
  });
  const until = async (wanted, keys) => {
    for (let key = 0; key < keys; key++) {
      await page.keyboard.press('Tab');
      const at = await focused();
      if (!at.seen) throw new Error(`no outline at ${JSON.stringify(at)}`);
      if (wanted(at)) return at;
    }
    throw new Error(`not reached within ${keys} keys: ${wanted}`);
  };
  await until(({ href }) => href === '#main', 1);
  const table = await until(({ href }) => href?.startsWith('#t-'), 3);
  await page.keyboard.press('Enter');
  const figure = await until(({ id }) => id.startsWith('f-'), 4);
  if (!figure.id.startsWith(`f-${table.href.slice(3)}.`)) return `${table.href} led to ${figure.id}`;
  await page.keyboard.press('Enter');
  const rows = await focused();
  if (`#${rows.id}` !== figure.href) return `${figure.href} led to ${JSON.stringify(rows)}`;
  await until(({ href }) => href === `#${figure.id}`, 1);
  await page.keyboard.press('Enter');
  const back = await focused();
  return back.id === figure.id || `the way back led to ${JSON.stringify(back)}`;
}
