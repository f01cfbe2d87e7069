import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAddress,
  HOME_ADDRESS,
  LIBRARY_PAGES,
  parseAddress,
} from '../../lib/address/library-address.ts';
import { SORTS } from '../../lib/messages/protocol.ts';
import { type PaperId, STATUSES, type TagId } from '../../lib/paper/paper.ts';

const asLocation = (address: string) => new URL(address, 'https://library.example/library.html');

const id = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{16}$/);
const anAddress = fc.record({
  page: fc.constantFrom(...LIBRARY_PAGES),
  welcome: fc.boolean(),
  review: fc.boolean(),
  query: fc.string({ unit: 'grapheme' }),
  tags: fc.uniqueArray(id.map((text) => text as TagId)),
  statuses: fc.subarray([...STATUSES]),
  untagged: fc.boolean(),
  sort: fc.option(fc.constantFrom(...SORTS)),
  paper: fc.option(id.map((text) => text as PaperId)),
});

describe('the address of the library', () => {
  it('holds every state and gives it back', () => {
    fc.assert(
      fc.property(anAddress, (address) => {
        expect(parseAddress(asLocation(formatAddress(address)))).toEqual(address);
      }),
    );
  });

  const cases = [
    { name: 'the plain list', address: '', expected: HOME_ADDRESS },
    {
      name: 'a paper, as the popup links to it',
      address: '?paper=0123456789ABCDEF',
      expected: { ...HOME_ADDRESS, paper: '0123456789ABCDEF' },
    },
    { name: 'settings', address: '#settings', expected: { ...HOME_ADDRESS, page: 'settings' } },
    {
      name: 'papers left for a review',
      address: '?review=session',
      expected: { ...HOME_ADDRESS, review: true },
    },
    {
      name: 'the first run',
      address: '?welcome=1',
      expected: { ...HOME_ADDRESS, welcome: true },
    },
    {
      name: 'ids, statuses, sorts and pages that do not exist',
      address: '?paper=%3Cimg%3E&tag=x&status=lost&sort=price#nowhere',
      expected: HOME_ADDRESS,
    },
    {
      name: 'the same tag twice',
      address: '?tag=0123456789ABCDEF&tag=0123456789ABCDEF',
      expected: { ...HOME_ADDRESS, tags: ['0123456789ABCDEF'] },
    },
  ];
  for (const { name, address, expected } of cases)
    it(`reads ${name}`, () => {
      expect(parseAddress(asLocation(address))).toEqual(expected);
    });
});
