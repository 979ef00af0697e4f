/** Invented people: names with and without rare characters, ID numbers whose check digits are right. */
import { checkDigit } from '../../people/national-id.ts';
import type { Chance } from './chance.ts';

export type Sex = 'male' | 'female';

const surnames = [
  ...'陳陳陳陳林林林黃黃張張李李王王吳吳劉劉蔡蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊江呂何羅高潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯翁魏孫戴',
  '歐陽',
  '范姜',
];
const given = {
  male: '承恩宥廷柏翰冠宇品睿彥廷子軒哲瑋俊傑威宏志遠書豪建霖奕辰皓鈞昱仁浩然信安立凱明達',
  female: '怡君雅婷欣妤詩涵思穎佳蓉宜蓁語彤郁雯品妍芷若庭瑄采薇沛恩羽柔映潔筱涵靜宜曉薇昕予',
};
const shared = '安和宸樂予心言沐曦悅以恆';
/** The last one stands outside the basic plane, as about one name in a thousand does. */
const rare = ['堃', '喆', '犇', '𠮷', '翀', '珺', '玥', '旻', '淼', '煊'];

/** @param rareAt when given, the name holds this rare character */
export function inventName(dice: Chance, sex: Sex, rareAt?: number): string {
  const surname = dice.pick(surnames);
  const signs = [...given[sex], ...shared];
  const first = rareAt === undefined ? dice.pick(signs) : (rare[rareAt % rare.length] ?? '');
  // One name in thirty has a single sign.
  const single = dice.below(30) === 0;
  return `${surname}${first}${single ? '' : other(dice, signs, first)}`;
}

function other(dice: Chance, signs: readonly string[], first: string): string {
  const picked = dice.pick(signs);
  return picked === first ? other(dice, signs, first) : picked;
}

/**
 * @param serial below 10,000,000; different numbers give different IDs
 * @param resident a resident certificate of the form in use since 2021
 */
export function inventId(dice: Chance, serial: number, sex: Sex, resident: boolean): string {
  const digits = String((serial * 7_654_321 + 1_234_567) % 10_000_000).padStart(7, '0');
  const sign = resident ? { male: 8, female: 9 }[sex] : { male: 1, female: 2 }[sex];
  const nine = `${dice.pick([...'ABDEFNPQSTVX'])}${sign}${digits}`;
  return `${nine}${checkDigit(nine)}`;
}

/** Fifteen on the first day of the school year of entry, in the continuing division up to six years older. */
export function inventBirth(dice: Chance, entrySchoolYear: number, olderBy: number): string {
  const first = Date.UTC(entrySchoolYear + 1911 - 16 - olderBy, 8, 2);
  return new Date(first + dice.below(364) * 86_400_000).toISOString().slice(0, 10);
}
