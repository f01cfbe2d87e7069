import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Browser {
  readonly name: string;
  /** Environment variable that names the executable. */
  readonly variable: string;
  readonly commands: readonly string[];
  readonly places: readonly string[];
  readonly debianPackage: string;
}

const CHROMIUM: Browser = {
  name: 'Chromium',
  variable: 'MANICULE_CHROMIUM',
  commands: ['chromium', 'chromium-browser', 'google-chrome-for-testing'],
  places: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/snap/bin/chromium'],
  debianPackage: 'chromium',
};

const FIREFOX: Browser = {
  name: 'Firefox',
  variable: 'MANICULE_FIREFOX',
  commands: ['firefox-esr', 'firefox'],
  places: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  debianPackage: 'firefox-esr',
};

/** The first executable of that name on the PATH. */
function findCommand(command: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
}

function findInstalled(browser: Browser): string | undefined {
  const named = process.env[browser.variable];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`${browser.variable} names ${named}, and there is no such file`);
  }
  for (const command of browser.commands) {
    const path = findCommand(command);
    if (path !== undefined) return path;
  }
  return browser.places.find((place) => existsSync(place));
}

/** On Debian and its kin, as root: one package, by apt. Returns whether it was tried. */
function installOnDebian(browser: Browser): boolean {
  if (process.getuid?.() !== 0 || findCommand('apt-get') === undefined) return false;
  console.log(`No ${browser.name} found: installing the Debian package ${browser.debianPackage}.`);
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', browser.debianPackage);
  } catch (error) {
    console.error(`apt-get could not install ${browser.debianPackage}: ${String(error)}`);
  }
  return true;
}

/** Path of a Chromium that loads unpacked extensions. Branded Chrome no longer does, so it is not looked for. */
export function findChromium(): string {
  const found =
    findInstalled(CHROMIUM) ?? (installOnDebian(CHROMIUM) ? findInstalled(CHROMIUM) : undefined);
  if (found !== undefined) return found;
  throw new Error(
    `No Chromium was found. Install it (Debian: apt install chromium; macOS: brew install chromium; or https://www.chromium.org/getting-involved/download-chromium) or set ${CHROMIUM.variable} to its executable.`,
  );
}

/** Path of a Firefox, or undefined with the reason printed: the Firefox run is then left out. */
export function findFirefox(): string | undefined {
  const found =
    findInstalled(FIREFOX) ?? (installOnDebian(FIREFOX) ? findInstalled(FIREFOX) : undefined);
  if (found === undefined)
    console.log(
      `No Firefox was found (install it, or set ${FIREFOX.variable}): its run is left out.`,
    );
  return found;
}
