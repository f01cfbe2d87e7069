/** A page is byte for byte what it is without us, in all that it can read of itself and that its reader takes from it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGS, LOOPBACK_ONLY } from '../browsers/chromium-args.ts';
import { findChromium, findFirefox } from '../browsers/find.ts';
import { ChromiumExtension, marksOf } from './extension.ts';
import { FirefoxExtension, firefoxMarksOf } from './firefox.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import {
  BLOCKWISE,
  LOOKAHEAD,
  list,
  madePage,
  PATCH,
  SUPERPOSED,
  UNKNOWN,
  WAIT_K,
} from './made-pages.ts';

interface Case {
  readonly name: string;
  readonly html: string;
  /** The extension finds something to mark here. */
  readonly marked: boolean;
}

const known = list(SUPERPOSED, LOOKAHEAD, WAIT_K);
const script = (code: string) => `<script>${code}</script>`;
const made = (name: string, body: string, marked = true, head = ''): Case => ({
  name,
  html: madePage(body, head),
  marked,
});

const CASES: readonly Case[] = [
  made('a list of known papers', known),
  made('a page without known papers', list(UNKNOWN), false),
  made('an empty page', '', false),
  made(
    'links to known papers',
    `<p><a href="https://arxiv.org/abs/2402.02057">${LOOKAHEAD}</a></p>`,
  ),
  made('text in pieces', `<p>${[...LOOKAHEAD].map((letter) => `<i>${letter}</i>`).join('')}</p>`),
  made('a title cut by comments', `<p>${LOOKAHEAD.replace(/ /g, ' <!-- x -->')}</p>`),
  made('a table', `<table><tr><td>1</td><td>${SUPERPOSED}</td></tr></table>`),
  made('closed details', `<details><summary>More</summary>${known}</details>${list(BLOCKWISE)}`),
  made('hidden bait', `<div style="opacity:0">${known}</div>`, false),
  made('bait off the screen', `<div style="position:absolute;left:-9999px">${known}</div>`, false),
  made('a text area', `<textarea rows="5">${LOOKAHEAD}</textarea>`, false),
  made('fields', `<input value="${LOOKAHEAD}"><select><option>${WAIT_K}</select>`, false),
  made('an editor', `<div contenteditable="true">${known}</div>`, false),
  made('an editor beside a list', `<div contenteditable="true">x</div>${known}`),
  made('code', `<pre><code># ${LOOKAHEAD}\nrun()</code></pre>`, false),
  made('quoted BibTeX', `<pre>@article{x,\n  title = {${LOOKAHEAD}},\n  year = {2024}\n}</pre>`),
  made(
    'a frame',
    `${known}<iframe srcdoc="&lt;p&gt;${BLOCKWISE}&lt;/p&gt;" width="600" height="300"></iframe>`,
  ),
  made(
    'a shadow tree',
    `<div id="host"></div>${script(`host.attachShadow({mode:'open'}).innerHTML = '<p>${LOOKAHEAD}</p>'`)}`,
  ),
  made(
    'a closed shadow tree',
    `<div id="host"></div>${script(`host.attachShadow({mode:'closed'}).innerHTML = '<p>${LOOKAHEAD}</p>'`)}`,
    false,
  ),
  made('from right to left', `<div dir="rtl">${known}</div>`),
  made(
    'sheets of its own',
    known,
    true,
    '<style>li { color: #036 } ::selection { background: gold }</style>',
  ),
  made(
    'adopted sheets',
    `${known}${script('const s = new CSSStyleSheet(); s.replaceSync("li{margin:4px}"); document.adoptedStyleSheets = [s]')}`,
  ),
  made(
    'highlights of its own',
    `<p id="own">some words</p>${known}${script('const r = new Range(); r.selectNode(own); CSS.highlights.set("own", new Highlight(r))')}`,
  ),
  made(
    'fields named like properties',
    `<form><input name="firstChild"><input name="parentNode"><input name="isConnected"><p>${LOOKAHEAD}</p></form>`,
  ),
  made(
    "pictures named like the document's",
    `<img name="body" alt=""><img name="documentElement" alt="">${known}`,
  ),
  made(
    'prototypes that were changed',
    `${known}${script('for (const name of ["contains", "cloneNode"]) Node.prototype[name] = () => { throw new Error(name) }')}`,
  ),
  made(
    'a toJSON on every object',
    `${known}${script('Object.defineProperty(Object.prototype, "toJSON", { configurable: true, value() { return 1 } }); delete Object.prototype.toJSON')}`,
  ),
  made(
    'a policy that forbids everything',
    known,
    true,
    "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; require-trusted-types-for 'script'\">",
  ),
  made(
    'a page that watches itself',
    `${known}${script('seen = 0; new MutationObserver((r) => { seen += r.length }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })')}`,
  ),
  made(
    'a page that writes on',
    `<div id="at"></div>${known}${script('let n = 0; const t = setInterval(() => { at.textContent = ++n; if (n === 20) clearInterval(t) }, 20)')}`,
  ),
  made(
    'a list that renders itself anew',
    `<div id="at"></div>${script(`const draw = () => { at.innerHTML = ${JSON.stringify(known)} }; draw(); let n = 0; const t = setInterval(() => { draw(); if (++n === 10) clearInterval(t) }, 50)`)}`,
  ),
  made('many nodes', `${known}${'<b>x</b><i>y</i> '.repeat(15_000)}`),
  made('a deep tree', `${'<div>'.repeat(400)}${LOOKAHEAD}${'</div>'.repeat(400)}`),
  made(
    'odd letters',
    `<p>${LOOKAHEAD.replace('e', 'e\u0301').replace(' ', '\u00a0')}</p><p>\ud800 lone</p>`,
  ),
  made('soft hyphens', `<p>${LOOKAHEAD.replace(/tion/g, '&shy;tion')}</p>`),
  made(
    'first letters and capitals',
    `<p>${LOOKAHEAD}</p>`,
    true,
    '<style>p::first-letter { font-size: 3em } p { text-transform: uppercase }</style>',
  ),
  made(
    'text that may not be selected',
    `<div style="user-select:none">${LOOKAHEAD}</div><p>${WAIT_K}</p>`,
  ),
  made('a popover and a dialog', `<dialog open>${LOOKAHEAD}</dialog><div popover>${WAIT_K}</div>`),
  made(
    'a title in a heading, with an emblem',
    `<h1><svg width="9" height="9"><title>x</title></svg> ${PATCH}</h1>`,
  ),
  {
    name: 'without a doctype',
    html: `<title>x</title><p>${LOOKAHEAD}`,
    marked: true,
  },
];

const folder = join(
  process.env.MANICULE_DATA ?? new URL('../../../shared/data', import.meta.url).pathname,
  'pages',
);
const files = existsSync(folder)
  ? readdirSync(folder).filter((file) => file.endsWith('.html'))
  : [];
if (files.length === 0) console.log(`No real pages at ${folder}: they are left out here.`);

/** Longer than the script waits before it reads and marks a page of this size. */
const READ_MS = 1_500;

/** All that a page's own script can read of it, and what its reader takes from it. */
async function stateOf(page: Page) {
  await page.evaluate(() => {
    getSelection()?.selectAllChildren(document.documentElement);
  });
  const state = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    // biome-ignore lint/performance/useDomNodeTextContent: the text as it is displayed is what is compared.
    text: document.documentElement.innerText,
    selection: getSelection()?.toString(),
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    globals: Object.getOwnPropertyNames(window).sort(),
    attributes: [...document.querySelectorAll('*')].map((each) => each.attributes.length).join(''),
    height: document.documentElement.scrollHeight,
    seen: Reflect.get(window, 'seen') ?? null,
    copied: (() => {
      let copied = '';
      const listen = (event: ClipboardEvent) => {
        copied = getSelection()?.toString() ?? '';
        event.preventDefault();
      };
      document.addEventListener('copy', listen, { once: true });
      document.execCommand('copy');
      return copied;
    })(),
  }));
  return state;
}

/** What is left of something typed and undone, and how often it can be undone. */
async function undoneIn(page: Page, selector: string) {
  const field = page.locator(selector).first();
  if ((await field.count()) === 0 || !(await field.isVisible())) return null;
  await field.focus();
  await page.keyboard.type('typed');
  const typed = await field.evaluate((element) =>
    'value' in element ? String(element.value) : element.innerHTML,
  );
  await page.keyboard.press('Control+Z');
  const undone = await field.evaluate((element) =>
    'value' in element ? String(element.value) : element.innerHTML,
  );
  return { typed, undone };
}

async function readPage(context: BrowserContext, url: string) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(READ_MS);
  return page;
}

describe('a page with the extension', () => {
  let extension: ChromiumExtension;
  let plain: BrowserContext;
  let server: FixtureServer;

  beforeAll(async () => {
    server = await serveFixtures();
    extension = await ChromiumExtension.launch();
    await extension.ready();
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: [...CHROMIUM_ARGS, LOOPBACK_ONLY],
    });
    plain = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  });

  afterAll(async () => {
    await plain.browser()?.close();
    await extension.close();
    await server.close();
  });

  async function compare(url: string, marked: boolean | null): Promise<void> {
    const [without, withUs] = await Promise.all([
      readPage(plain, url),
      readPage(extension.context, url),
    ]);
    if (marked !== null) {
      await expect.poll(async () => (await marksOf(withUs)).length > 0).toBe(marked);
      // What the tests themselves leave in the page.
      await withUs.evaluate(() => {
        Reflect.deleteProperty(window, 'numbersOfNodes');
        Reflect.deleteProperty(window, 'countOfNodes');
      });
    }
    expect(await stateOf(withUs)).toEqual(await stateOf(without));
    for (const selector of ['textarea', '[contenteditable="true"]'])
      expect(await undoneIn(withUs, selector)).toEqual(await undoneIn(without, selector));
    await Promise.all([without.close(), withUs.close()]);
  }

  it.each(CASES)('$name', async ({ name, html, marked }) => {
    await compare(server.make(name.replace(/\W+/g, '-'), html), marked);
  });

  it.skipIf(files.length === 0).each(files)('%s', async (file) => {
    const html = readFileSync(join(folder, file), 'utf8');
    await compare(server.make(file.replace(/\W+/g, '-'), html), null);
  });
});

const firefox = findFirefox();

describe.skipIf(firefox === undefined)('a page in Firefox', () => {
  let extension: FirefoxExtension;
  let server: FixtureServer;

  beforeAll(async () => {
    server = await serveFixtures();
    extension = await FirefoxExtension.launch(firefox ?? '');
    await extension.ready();
  });

  afterAll(async () => {
    await extension.close();
    await server.close();
  });

  /** Compared with what the page was when it had just been read. */
  const remember = script(
    'addEventListener("DOMContentLoaded", () => { atFirst = document.documentElement.outerHTML })',
  );
  const names = ['a list of known papers', 'a table', 'an editor beside a list', 'hidden bait'];

  it.each(CASES.filter(({ name }) => names.includes(name)))('$name', async ({ html, marked }) => {
    const page = await extension.openSite(
      server.make(`firefox-${html.length}`, html.replace('</head>', `${remember}</head>`)),
    );
    await page.bringToFront();
    if (marked) await expect.poll(async () => (await firefoxMarksOf(page)).length > 0).toBe(true);
    else await new Promise((resolve) => setTimeout(resolve, READ_MS));
    const now = await page.evaluate(() => ({
      html: document.documentElement.outerHTML,
      atFirst: String(Reflect.get(window, 'atFirst')),
      ours: Object.getOwnPropertyNames(window).filter((name) => /manicule|wxt/i.test(name)),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    }));
    expect(now).toEqual({ html: now.atFirst, atFirst: now.atFirst, ours: [], sheets: 0 });
    await page.close();
  });
});
