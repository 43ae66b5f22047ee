import { BlockList, isIP } from 'node:net';
import { lookup, type LookupAddress } from 'node:dns';
import { Agent, buildConnector } from 'undici';
import type { SpotDraftConfig } from '../config/index.ts';
import { PermanentFailure } from '../shared/errors.ts';

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6');
}
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** True for an address that only a network of our own can have. */
export function isPrivateAddress(address: string): boolean {
  return within(PRIVATE, address);
}

function within(list: BlockList, address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return list.check(mapped, 'ipv4');
  const family = isIP(address);
  // A mapped address in hexadecimal is nothing a public host has.
  if (family === 6 && /^::ffff:/i.test(address)) return list === PRIVATE;
  return family === 0 ? list === PRIVATE : list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

type Rules = Pick<SpotDraftConfig, 'allowInsecureLoopback' | 'downloadHosts'>;

/**
 * Checks a download link before it is opened: https, an allowed host, no address of a private network. With
 * `allowInsecureLoopback` this machine is allowed too, over http.
 *
 * @throws PermanentFailure LINK_REFUSED, which does not quote the link
 */
export function checkLink(link: string, rules: Rules): URL {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (!url) throw refused('it is not an address');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLoopback = host === 'localhost' || (isIP(host) !== 0 && within(LOOPBACK, host));
  if (isLoopback && rules.allowInsecureLoopback && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw refused('it does not begin with https');
  if (url.username || url.password) throw refused('it holds a user name');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw refused('it leads into a private network');
  if (rules.downloadHosts.length > 0 && !rules.downloadHosts.includes(host)) throw refused('its host is not allowed');
  return url;
}

/**
 * Connections for downloads. The address is checked where it is used, so that a name that changes its address between
 * check and use gains nothing.
 */
export function downloadAgent(rules: Rules): Agent {
  const connect = buildConnector({
    timeout: 15_000,
    lookup: (host, options, callback) => {
      lookup(host, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, []);
        const bad = addresses.find(({ address }) => isPrivateAddress(address) && !isAllowedLoopback(address, rules));
        if (bad) return callback(refused('it leads into a private network'), []);
        if (options.all) return callback(null, addresses);
        const first: LookupAddress | undefined = addresses[0];
        return first ? callback(null, first.address, first.family) : callback(refused('its host has no address'), []);
      });
    },
  });
  return new Agent({ connect });
}

function isAllowedLoopback(address: string, rules: Rules): boolean {
  return rules.allowInsecureLoopback && within(LOOPBACK, address);
}

function refused(reason: string): PermanentFailure {
  return new PermanentFailure(
    'LINK_REFUSED',
    `SpotDraft’s download link is refused: ${reason}.`,
    'Check downloadHosts and allowInsecureLoopback of the connection.',
  );
}
