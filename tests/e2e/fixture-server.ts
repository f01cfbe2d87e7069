import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const FIXTURE_PAGES = new URL('../fixtures/pages', import.meta.url).pathname;

interface MadePage {
  readonly html: string;
  /** Besides the content type. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves pages to the browsers under test, on the loopback interface only. */
export interface FixtureServer {
  readonly port: number;
  /** A page of `tests/fixtures/pages`. */
  fixture(name: string, host?: string): string;
  /** A page that the test wrote itself. */
  make(name: string, page: MadePage | string, host?: string): string;
  /** A file anywhere, with something put before its `</body>`. */
  file(path: string, appended?: string): Promise<string>;
  close(): Promise<void>;
}

/** Hosts under `.example` lead here too (see `CHROMIUM_ARGS`), so that a test can have several sites. */
const DEFAULT_HOST = '127.0.0.1';

function appendToBody(html: string, appended: string): string {
  const at = html.lastIndexOf('</body>');
  return at === -1 ? html + appended : html.slice(0, at) + appended + html.slice(at);
}

async function readFixture(name: string): Promise<MadePage | undefined> {
  if (!/^[\w.-]+$/.test(name)) return undefined;
  return readFile(join(FIXTURE_PAGES, name), 'utf8').then(
    (html) => ({ html }),
    () => undefined,
  );
}

export async function serveFixtures(): Promise<FixtureServer> {
  const made = new Map<string, MadePage>();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, kind, name = ''] = path.split('/');
    const page = kind === 'made' ? made.get(name) : await readFixture(name);
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
      return;
    }
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers })
      .end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, DEFAULT_HOST, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const make: FixtureServer['make'] = (name, page, host = DEFAULT_HOST) => {
    made.set(name, typeof page === 'string' ? { html: page } : page);
    return `http://${host}:${port}/made/${name}`;
  };
  return {
    port,
    fixture: (name, host = DEFAULT_HOST) => `http://${host}:${port}/pages/${name}`,
    make,
    file: async (path, appended = '') =>
      make(path.replace(/\W+/g, '-'), appendToBody(await readFile(path, 'utf8'), appended)),
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
}
