/**
 * 外部影音連結 (國7): an address on the public internet that anybody may open, over https. The server never fetches it;
 * it is checked so that whoever clicks is not led into the school's own network or to somebody else's sign-in.
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';

export interface LinkLimits {
  /** Characters of the address as it is kept. */
  max: number;
  clause: string;
  /** The school's own host names. */
  ownHosts: readonly string[];
}

/** @returns the address as it is kept and shown: host in lower case and Punycode; '' for none */
export function decideLink(given: string, { max, ownHosts }: LinkLimits): { link: string } | Refusal {
  const text = given.trim();
  if (text === '') return { link: '' };
  const url = readUrl(text);
  if (!url || url.hostname === '') return refuse('link-no-address', '國7');
  if (url.protocol !== 'https:')
    return refuse('link-not-https', '國7', { found: url.protocol.replace(/:$/, '') });
  if (url.username !== '' || url.password !== '') return refuse('link-with-password', '國7');
  const host = url.hostname.replace(/\.$/, '');
  if (ownHosts.includes(host) || isInside(host)) return refuse('link-inside', '國7', { host });
  return url.href.length > max
    ? refuse('link-too-long', '國7', { max, length: url.href.length })
    : { link: url.href };
}

/** Without white space or direction marks, which a reader of an address would not see. */
function readUrl(text: string): URL | undefined {
  if (/[\s\p{Cc}\p{Bidi_Control}\\]/u.test(text)) return undefined;
  return URL.parse(text) ?? undefined;
}

/** Names that only a network of one's own knows, and addresses no public host has. */
function isInside(host: string): boolean {
  if (host.startsWith('[')) return !isPublic6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return !isPublic4(host);
  return !host.includes('.') || innerNames.some((name) => host === name || host.endsWith(`.${name}`));
}

/** RFC 6761, RFC 6762, RFC 8375 and what routers and offices use besides; the last three answer with any address named. */
const innerNames = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'lan',
  'home',
  'corp',
  'test',
  'invalid',
  'onion',
  'home.arpa',
  'in-addr.arpa',
  'ip6.arpa',
  'nip.io',
  'sslip.io',
  'localtest.me',
];

/** RFC 6890: address, length of the prefix. */
const reserved4 = [
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
] as const;

function isPublic4(address: string): boolean {
  return !reserved4.some(
    ([from, bits]) => number4(address) >>> (32 - bits) === number4(from) >>> (32 - bits),
  );
}

function number4(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) >>> 0;
}

/** Only global unicast (RFC 4291, 2000::/3), without what is documentation or wraps an IPv4 address. */
function isPublic6(address: string): boolean {
  const [first = '', second = ''] = address.split(':');
  const head = Number.parseInt(first || '0', 16);
  if (head < 0x2000 || head > 0x3fff || head === 0x2002) return false;
  return !(head === 0x2001 && [0, 0xdb8].includes(Number.parseInt(second || '0', 16)));
}
