/**
 * The whole story, told once through the screens: one portfolio from the dates of the school year to the sign-off
 * of its receipt details, by the people whose work it is. Each chapter begins where the one before it ended.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CastName } from '../cast.ts';
import { days } from '../submitting.ts';
import { opensAccounts, setsAPassword, signsInAgain } from './story/accounts.ts';
import { certifiesByKeyboard, returnsWithAReason } from './story/certifying.ts';
import {
  appointsAHomeroomTeacher,
  movesOneWindow,
  movesTheClosingCeremony,
  readsWhoMayDoWhat,
} from './story/dates.ts';
import { handsIn, handsInAgain } from './story/handing-in.ts';
import { appointsADeputy, bringsAWorkbook, looksAStudentUp, suspendsAStudent } from './story/office.ts';
import {
  bringsTheDaysFile,
  bringsTheEveningsFile,
  confirms,
  doubts,
  settlesTheDoubt,
  signsOff,
} from './story/receiving.ts';
import { opensTheRound, othersHandIn, othersSelect, selects } from './story/selecting.ts';
import { openStage, type Stage } from './story/stage.ts';
import { mendsWhatThePrecheckFound, packsAndHandsOver } from './story/submitting.ts';

let stage: Stage;
let code = '';
let made: Map<CastName, string>;

// A machine that does much else beside is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('附錄 · 教務主任 moves the closing ceremony and sees first what moves with it', () =>
  movesTheClosingCeremony(stage));
test('附錄 · 教務主任 moves one window with a reason that everybody can read', () => movesOneWindow(stage));
test('a homeroom teacher who teaches lands where works wait', () => appointsAHomeroomTeacher(stage));
test('everybody in an office can read who may do what', () => readsWhoMayDoWhat(stage));
test('the system keeper opens accounts and prints the codes', async () => {
  code = await opensAccounts(stage);
  expect(code).not.toBe('');
});
test('the student comes in with the code and sets a password', () => setsAPassword(stage, code));
test('國3 · 註冊組長 appoints a deputy for a teacher on leave', () => appointsADeputy(stage));
test('註冊組長 brings a workbook, sees the difference and the bad row, and applies it', () =>
  bringsAWorkbook(stage));
test('五(一)1 · 註冊組長 looks a student up by a part of the name', () => looksAStudentUp(stage));
test('五(一)1 · the student reads the own registration', async () => {
  const page = await stage.windowOf('lin');
  await page.goto('/my-register');
  await page.getByText('A12****789').waitFor();
  await stage.look(page, 'my-register');
});
test('註冊組長 sees what a suspension does, and enters it', () => suspendsAStudent(stage));
test('五(三)1 · the student hands in a real file, sees it go, and holds its receipt', () => handsIn(stage));
test('五(三)2 · the teacher returns it with a reason', () => returnsWithAReason(stage));
test('五(三)2 · the student reads the reason and hands in a new version', () => handsInAgain(stage));
test('國3 · the deputy certifies it by keyboard alone', () => certifiesByKeyboard(stage));
test('六(二)2 · 註冊組長 opens the round', async () => {
  made = await othersHandIn(stage);
  await opensTheRound(stage);
});
test('六(一) · the student signs in again where the link led and selects', async () => {
  await selects(stage);
  await othersSelect(stage, made);
});
test('六(二)1 · 註冊組長 mends what the pre-check found', () => mendsWhatThePrecheckFound(stage));
test('六(二)1 · 註冊組長 packs, downloads and hands over', () =>
  packsAndHandsOver(stage, 'registrar', '日間部'));
test('六(二)1 · 進修部教務組長 does so for the continuing division', () =>
  packsAndHandsOver(stage, 'night', '進修部'));
test('六(三) · 註冊組長 names the columns of what came back and sees the differences', async () => {
  stage.school.clock.moveTo(days.receiving);
  await bringsTheDaysFile(stage);
});
test('六(三) · one student doubts, one confirms, one says nothing', async () => {
  const page = await stage.windowOf('lin');
  await page.goto('/my-receipt-details');
  await signsInAgain(page);
  await doubts(stage, page);
  await confirms(stage, 'chen');
});
test('六(三) · 註冊組長 settles the doubt', () => settlesTheDoubt(stage));
test('六(三) · the continuing division: all equal, confirmed, signed off', async () => {
  await bringsTheEveningsFile(stage);
  await confirms(stage, 'huang');
  await signsOff(stage, 'night', '進修部', '');
});
test('六(三) · 註冊組長 signs off once the time to confirm is over', async () => {
  stage.school.clock.moveTo(new Date('2026-10-09T09:00:00+08:00'));
  await signsOff(stage, 'registrar', '日間部', '簡述截短一處，學生已知悉；缺少的一件另行補報。');
});
test('every page of the product was looked at', () => expect(stage.unseen()).toEqual([]));
