/** A real SMTP server that keeps what it is given, and refuses as it is told. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface SmtpSink {
  url: string;
  /** Whole letters as they came, in order. */
  letters: { to: string[]; raw: string }[];
  /** Answered instead of taking the next letters: at the sender, at the recipient, or by breaking off in the middle. */
  refuse: 'sender' | 'recipient' | 'break' | undefined;
  close(): Promise<void>;
}

export async function openSmtpSink(): Promise<SmtpSink> {
  const letters: SmtpSink['letters'] = [];
  const refusal = (code: number, said: string) => Object.assign(new Error(said), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_from, _session, done) =>
      done(sink.refuse === 'sender' ? refusal(451, 'Try lin@example.org later') : null),
    onRcptTo: (_to, _session, done) =>
      done(sink.refuse === 'recipient' ? refusal(550, 'No such user') : null),
    async onData(stream, session, done) {
      const raw = await text(stream);
      letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
      // Taken, and the answer never comes: whether it left, the sender cannot know.
      if (sink.refuse !== 'break') return done();
      for (const connection of server.connections) breakOff(connection);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse: undefined,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return sink;
}

function breakOff(connection: object): void {
  if ('_socket' in connection && connection._socket instanceof Object && 'destroy' in connection._socket)
    (connection._socket as { destroy(): void }).destroy();
}

/** A letter's words: quoted-printable and base64 undone. */
export function wordsOf(raw: string): { subject: string; body: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const subject = /^Subject: ((?:.*\r\n[ \t])*.*)/m.exec(head)?.[1] ?? '';
  const encoded = rest.join('\r\n\r\n');
  const body = /transfer-encoding: base64/i.test(head)
    ? Buffer.from(encoded, 'base64').toString()
    : unquoted(encoded);
  return {
    subject: subject
      .replace(/\r\n[ \t]/g, ' ')
      .replace(/\?= =\?/g, '?==?')
      .replace(/=\?UTF-8\?(B|Q)\?([^?]*)\?=/gi, decoded),
    body,
  };
}

function decoded(_: string, way: string, given: string): string {
  return way.toUpperCase() === 'B'
    ? Buffer.from(given, 'base64').toString()
    : unquoted(given.replaceAll('_', ' '));
}

function unquoted(given: string): string {
  const bytes = given
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
