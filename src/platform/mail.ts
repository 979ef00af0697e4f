/** Letters to people, by the school's SMTP relay. Without one, mail is off and nothing pretends otherwise. */
import { createTransport } from 'nodemailer';

export interface MailPlace {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  /** The bare address letters come from. */
  from: string;
}

export interface Letter {
  /** Stays the same when a letter is tried again. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Where one POST ends such letters (RFC 8058). */
  unsubscribe?: string;
}

export interface Mail {
  readonly on: boolean;
  /** Throws `Undelivered`. */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/**
 * `recipient`: nobody lives at the address. `relay`: the letter surely did not leave. `unsure`: it was handed over and
 * the answer never came.
 */
export type Fault = 'recipient' | 'relay' | 'unsure';

export class Undelivered extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export function openMail(place: MailPlace | undefined, senderName: string): Mail {
  if (!place) {
    const send = () => Promise.reject(new Undelivered('relay', 'Mail is off: SMTP_URL is not set.'));
    return { on: false, send, close: () => undefined };
  }
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = createTransport({
    url: place.url,
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = place.from.split('@').at(-1) ?? 'localhost';
  return {
    on: true,
    async send({ id, to, subject, text, unsubscribe }) {
      // Asked first, so that a relay that is away is told apart from one that broke off in the middle.
      await transport.verify().catch((error: SmtpError) => {
        throw new Undelivered('relay', saidBy(error));
      });
      try {
        await transport.sendMail({
          from: { name: senderName, address: place.from },
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: {
            'auto-submitted': 'auto-generated',
            ...(unsubscribe && {
              'list-unsubscribe': `<${unsubscribe}>`,
              'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
            }),
          },
        });
      } catch (error) {
        throw new Undelivered(faultOf(error as SmtpError), saidBy(error as SmtpError));
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  /** The command that was answered, e.g. `RCPT TO`; a connection that broke says `CONN` at whatever point it was. */
  command?: string;
  responseCode?: number;
}

/** Of a letter that was being handed over: only an answer tells that it did not leave. */
function faultOf({ command, responseCode }: SmtpError): Fault {
  if (responseCode === undefined) return 'unsure';
  return command === 'RCPT TO' && responseCode >= 500 ? 'recipient' : 'relay';
}

/** What the relay said, without anybody's address in it. */
function saidBy({ message }: SmtpError): string {
  return message
    .replace(/[^\s<>"']+@[^\s<>"']+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}
