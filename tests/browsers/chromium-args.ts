/** Flags for a Chromium that tests nothing but us: no sandbox as root, no traffic of its own. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Nothing leaves this machine: `*.example` are sites of the fixture server, no other name resolves. */
export const LOOPBACK_ONLY =
  '--host-resolver-rules=MAP *.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
