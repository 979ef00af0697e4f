/**
 * The languages: a catalogue each, fetched when chosen; Chinese where the browser asks for any kind of it. What the
 * first page of a phone does not need is a second part, fetched before the first page that may.
 */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh-TW' | 'en';
type Catalogue = Record<string, unknown>;

interface Parts {
  first(): Promise<Catalogue>;
  rest(): Promise<Catalogue>;
}

const kept = 'licheng.language';
let fetchers: Record<Language, Parts>;
const fetched = new Map<string, Promise<void>>();
let wantsAll = false;

export async function startWords(catalogues: Record<Language, Parts>): Promise<void> {
  fetchers = catalogues;
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await show(preferred());
}

/** Changes the language of every page, and remembers it on this device. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await show(language);
}

/** Every topic's words, for pages other than a student's first. */
export async function allWords(): Promise<void> {
  wantsAll = true;
  await add(languageNow(), 'rest');
}

function add(language: Language, part: keyof Parts): Promise<void> {
  const known = fetched.get(`${language} ${part}`);
  if (known) return known;
  const adding = fetchers[language]
    [part]()
    .then((words) => void i18next.addResourceBundle(language, 'translation', words, true));
  fetched.set(`${language} ${part}`, adding);
  // A fetch that broke is tried again.
  adding.catch(() => fetched.delete(`${language} ${part}`));
  return adding;
}

async function show(language: Language): Promise<void> {
  await Promise.all([add(language, 'first'), wantsAll && add(language, 'rest')]);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : 'en';
}

function preferred(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'zh-TW' || chosen === 'en') return chosen;
  return navigator.languages.some((language) => language.startsWith('zh')) ? 'zh-TW' : 'en';
}

/** For what is no component. */
export function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-TW';
}

/** `t` for sentences, `language` for what has to be formatted. */
export function useWords(): { t: TFunction; language: Language } {
  const { t } = useTranslation();
  return { t, language: languageNow() };
}

/** Whether a key has words: for texts whose key comes from the server. */
export function hasWords(key: string): boolean {
  return i18next.exists(key);
}
