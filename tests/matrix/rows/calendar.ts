import * as calendar from '../../../src/calendar/contract.ts';
import * as feed from '../../../src/calendar/feed-contract.ts';
import { list, type MatrixRow, one } from '../row.ts';
import { movedWindow } from '../world.ts';

const dateWish = { name: 'closingCeremony', key: { schoolYear: 115, semester: 1 }, on: '2027-01-20' };

export const ofCalendar: readonly MatrixRow[] = [
  list(calendar.schedule),
  list(calendar.calendarDates, () => ({ query: { schoolYear: 114 } })),
  one(calendar.previewDate, () => ({ body: dateWish })),
  one(calendar.enterDate, () => ({ body: { ...dateWish, reason: '行事曆' } })),
  one(calendar.moveWindow, () => ({ body: movedWindow })),
  one(calendar.ruleWindowAgain, () => ({ body: { of: movedWindow.of, key: movedWindow.key } })),
  list(feed.myFeed),
  list(feed.calendarFeed, ({ linFeed }) => ({ params: { token: linFeed } })),
  list(feed.makeFeed),
  list(feed.revokeFeed),
];
