import { defineContentScript } from 'wxt/utils/define-content-script';

export default defineContentScript({
  matches: ['http://*/*', 'https://*/*'],
  registration: 'runtime',
  allFrames: true,
  noScriptStartedPostMessage: true,
  main() {},
});
