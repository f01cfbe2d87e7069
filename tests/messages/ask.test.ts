import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { askFromView } from '../../lib/messages/ask.ts';

const sendMessage = vi.spyOn(browser.runtime, 'sendMessage');

/** Stands for the page that asks. */
const page = new EventTarget();
vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
const showPage = (persisted: boolean) =>
  page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

beforeEach(() => {
  fakeBrowser.reset();
  sendMessage.mockReset();
});

/** Answers one after the other; an error is a rejection. */
function answerWith(...answers: unknown[]) {
  for (const answer of answers)
    if (answer instanceof Error) sendMessage.mockRejectedValueOnce(answer);
    else sendMessage.mockResolvedValueOnce(answer as never);
}

describe('ask', () => {
  const died = [
    new Error(
      'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received',
    ),
    new Error('The message port closed before a response was received.'),
    new Error('Could not establish connection. Receiving end does not exist.'),
    undefined,
  ];
  it.each(died)('asks again when the worker went away: %s', async (loss) => {
    answerWith(loss, { answer: ['a tag'] });
    await expect(askFromView('tags')).resolves.toEqual(['a tag']);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    expect(sendMessage.mock.calls[0]).toEqual(sendMessage.mock.calls[1]);
  });

  it('gives up after four times', async () => {
    answerWith(undefined, undefined, undefined, undefined);
    await expect(askFromView('tags')).rejects.toThrow('tags: no answer');
    expect(sendMessage).toHaveBeenCalledTimes(4);
  });

  it('passes on what the worker threw, and does not ask again', async () => {
    answerWith({ error: 'A tag needs a name' });
    await expect(askFromView('tags')).rejects.toThrow('A tag needs a name');
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });

  it('does not ask again after any other failure', async () => {
    answerWith(new Error('Extension context invalidated.'));
    await expect(askFromView('tags')).rejects.toThrow('Extension context invalidated');
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });

  it('asks again when the page comes back, which was put aside before the answer came', async () => {
    sendMessage.mockReturnValueOnce(new Promise(() => undefined) as never);
    answerWith({ answer: ['a tag'] });
    const tags = askFromView('tags');
    showPage(true);
    await expect(tags).resolves.toEqual(['a tag']);
    expect(sendMessage).toHaveBeenCalledTimes(2);
  });

  it('waits on when the page is shown for the first time', async () => {
    let answer: (reply: unknown) => void = () => undefined;
    const promised = new Promise((resolve) => {
      answer = resolve;
    });
    sendMessage.mockReturnValueOnce(promised as never);
    const tags = askFromView('tags');
    showPage(false);
    answer({ answer: [] });
    await expect(tags).resolves.toEqual([]);
    expect(sendMessage).toHaveBeenCalledTimes(1);
  });
});
