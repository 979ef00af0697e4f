import { describe, expect, test } from 'vitest';
import { decideLink } from './link.ts';

const limits = { max: 500, clause: '國7', ownHosts: ['licheng.hsvs.example.tw', '127.0.0.1'] };
const said = (text: string) => {
  const decided = decideLink(text, limits);
  return 'refused' in decided ? decided.refused : decided.link;
};

describe('外部連結', () => {
  test('國7 · a public https address is kept as it stands; none is none', () => {
    expect(said(' https://www.youtube.com/watch?v=abc&t=10 ')).toBe(
      'https://www.youtube.com/watch?v=abc&t=10',
    );
    expect(said('https://Video.Example.org')).toBe('https://video.example.org/');
    expect(said('https://8.8.8.8/a')).toBe('https://8.8.8.8/a');
    expect(said('https://[2606:4700::1111]/')).toBe('https://[2606:4700::1111]/');
    expect(said('')).toBe('');
  });

  test('國7 · a name in other letters is shown in Punycode', () => {
    expect(said('https://аpple.com/影片')).toBe('https://xn--pple-43d.com/%E5%BD%B1%E7%89%87');
    expect(said('https://歷程.台灣/')).toBe('https://xn--nmwy42a.xn--kpry57d/');
  });

  test.each([
    'http://www.youtube.com/',
    'ftp://example.org/',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
  ])('國7 · only https: %s', (text) => {
    expect(['link-not-https', 'link-no-address']).toContain(said(text));
  });

  test.each(['https://me:secret@example.org/', 'https://www.youtube.com@evil.example/'])(
    '國7 · no name or password: %s',
    (text) => expect(said(text)).toBe('link-with-password'),
  );

  test.each([
    '',
    'www.youtube.com',
    'https://',
    'https://a b.org/',
    'https://example.org/\u202Egnp',
    '看影片',
  ])('國7 · no whole address: "%s"', (text) => expect(['link-no-address', '']).toContain(said(text)));

  test.each([
    'https://localhost/',
    'https://localhost./',
    'https://nas/',
    'https://printer.local/',
    'https://files.lan/',
    'https://wiki.internal/',
    'https://licheng.hsvs.example.tw/files/x',
    'https://LICHENG.hsvs.example.tw./',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://0.0.0.0/',
    'https://10.0.0.7/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[fec0::1]/',
    'https://[2002:7f00:1::]/',
    'https://[64:ff9b::a00:1]/',
    'https://[2001:db8::1]/',
    'https://10.0.0.1.nip.io/',
    'https://１２７.０.０.１/',
  ])('國7 · no address inside a school: %s', (text) => expect(said(text)).toBe('link-inside'));

  test('國7 · just outside the reserved blocks is outside', () => {
    for (const host of [
      '9.255.255.255',
      '11.0.0.0',
      '172.15.0.1',
      '172.32.0.1',
      '192.167.1.1',
      '100.128.0.1',
      '223.255.255.1',
    ])
      expect(said(`https://${host}/`)).toBe(`https://${host}/`);
  });

  test('國7 · five hundred characters and no more', () => {
    const link = (length: number) => `https://example.org/${'a'.repeat(length - 20)}`;
    expect(said(link(500))).toBe(link(500));
    expect(said(link(501))).toBe('link-too-long');
  });
});
