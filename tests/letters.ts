/** Addresses and letters for tests: a code is asked for, read out of the sink and typed in. */
import { sendMailCode, verifyMail } from '../src/notices/contract.ts';
import type { CastName } from './cast.ts';
import type { Answered, TestSchool } from './harness.ts';
import { type SmtpSink, wordsOf } from './smtp-sink.ts';

/** The letters that came, once there are so many. */
export async function lettersIn(sink: SmtpSink, count: number) {
  for (let tries = 0; sink.letters.length < count; tries += 1) {
    if (tries > 200) throw new Error(`${sink.letters.length} letters came, not ${count}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return sink.letters.map(({ to, raw }) => ({ to, raw, ...wordsOf(raw) }));
}

export async function codeFrom(sink: SmtpSink, count: number): Promise<string> {
  const letter = (await lettersIn(sink, count)).at(-1);
  return /驗證碼：(\d{6})/.exec(letter?.body ?? '')?.[1] ?? '';
}

export async function verifiedAddress(school: TestSchool, sink: SmtpSink, who: CastName): Promise<string> {
  const address = `${who}@mail.example.org`;
  const before = sink.letters.length;
  done(await school.as(who).call(sendMailCode, { body: { address } }));
  const code = await codeFrom(sink, before + 1);
  done(await school.as(who).call(verifyMail, { body: { code } }));
  return address;
}

/** For acts that answer with nothing. */
export function done({ status, refusal }: Answered<unknown>): void {
  if (status !== 204) throw new Error(`${status} ${JSON.stringify(refusal)}`);
}
