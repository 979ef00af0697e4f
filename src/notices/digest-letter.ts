/**
 * The weekly letter: each matter by the title it has on Today, its last day, and the way there; never what was said of
 * it, whose it is besides, or why. @server
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { closingText, dayText } from '../calendar/written.ts';
import type { Matter } from '../today/matter.ts';
import { saidFacts } from '../today/matter-words.ts';
import type { Language } from './notice.ts';

/** More than a screenful is looked at on the screen. */
const most = 30;

interface Sender {
  school: string;
  publicUrl: string;
  /** Ends the letters. */
  token: string;
}

/** @param today ISO day */
export function digestLetter(
  matters: readonly Matter[],
  language: Language,
  today: string,
  { school, publicUrl, token }: Sender,
) {
  const t = words.getFixedT(language);
  const shown = matters.slice(0, most);
  const rest = matters.length - shown.length;
  return {
    subject: t('digest.subject', { school }),
    text: [
      t('digest.lead', { day: dayText(today, language), count: matters.length }),
      '',
      ...shown.flatMap((matter) => [...linesOf(matter, t, language, publicUrl), '']),
      ...(rest > 0 ? [t('digest.rest', { count: rest }), ''] : []),
      t('digest.all', { address: `${publicUrl}/` }),
      t('digest.stop', { address: `${publicUrl}/letters/stop/${token}` }),
      '',
    ].join('\n'),
    unsubscribe: `${publicUrl}/api/mail/digest/${token}`,
  };
}

type T = ReturnType<typeof words.getFixedT>;

function linesOf(matter: Matter, t: T, language: Language, publicUrl: string): string[] {
  const facts = saidFacts(matter, (key) => t(key), language);
  const own = `digest.matter.${matter.kind}`;
  const title = words.exists(own, { lng: language })
    ? t(own, facts)
    : t(`today.matter.${matter.kind}.title`, facts);
  const until = matter.closes && closingText(new Date(matter.closes), language);
  return [
    t('digest.item', { title }),
    ...(until
      ? [`  ${t(matter.urgency === 'overdue' ? 'digest.wasUntil' : 'digest.until', { until })}`]
      : []),
    `  ${publicUrl}${pathOf(matter)}`,
  ];
}

function pathOf({ to, params, query }: Matter): string {
  const path = to.replace(/\$(\w+)/g, (_, name: string) => params?.[name] ?? '');
  return query ? `${path}?${new URLSearchParams(query)}` : path;
}

type Words = { [key: string]: string | Words };

const src = join(import.meta.dirname, '..');

/** The screens' words, whichever topic keeps them, and the letter's own. */
function catalogue(language: Language): Words {
  const all: Words = {};
  const screens = globSync(`*/screens/**/words.${language}.json`, { cwd: src }).toSorted();
  for (const path of [...screens, `notices/digest-words.${language}.json`])
    add(all, JSON.parse(readFileSync(join(src, path), 'utf8')) as Words);
  return {
    today: all['today'] ?? {},
    questions: all['questions'] ?? {},
    status: all['status'] ?? {},
    digest: all['digest'] ?? {},
  };
}

/** Topics share keys: what one says is added to what another has said. */
function add(to: Words, words: Words): void {
  for (const [key, value] of Object.entries(words)) {
    const there = to[key];
    if (typeof value !== 'string' && typeof there === 'object') add(there, value);
    else to[key] = value;
  }
}

const words = i18next.createInstance();
void words.init({
  initAsync: false,
  fallbackLng: false,
  showSupportNotice: false,
  interpolation: { escapeValue: false },
  resources: { 'zh-TW': { translation: catalogue('zh-TW') }, en: { translation: catalogue('en') } },
} as Parameters<typeof words.init>[0]);
