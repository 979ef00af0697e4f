/** The languages: one catalogue each, fetched when chosen; Chinese where the browser asks for any kind of it. */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh-TW' | 'en';
type Catalogue = Record<string, unknown>;

const kept = 'licheng.language';
let fetchers: Record<Language, () => Promise<Catalogue>>;

export async function startWords(catalogues: Record<Language, () => Promise<Catalogue>>): Promise<void> {
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

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await fetchers[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : 'en';
}

function preferred(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'zh-TW' || chosen === 'en') return chosen;
  return navigator.languages.some((language) => language.startsWith('zh')) ? 'zh-TW' : 'en';
}

/** `t` for sentences, `language` for what has to be formatted. */
export function useWords(): { t: TFunction; language: Language } {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language === 'en' ? 'en' : 'zh-TW' };
}

/** Whether a key has words: for texts whose key comes from the server. */
export function hasWords(key: string): boolean {
  return i18next.exists(key);
}
