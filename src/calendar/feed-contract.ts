/** One's own calendar address. */
import { z } from 'zod';
import { endpoint, instant } from '../platform/contract.ts';

export const myFeed = endpoint({
  name: 'myFeed',
  right: 'calendar.own',
  method: 'GET',
  path: '/api/calendar/feed',
  summary: 'Whether one has a calendar address, and since when',
  answer: z.object({ madeAt: instant.nullable() }),
});

export const makeFeed = endpoint({
  name: 'makeFeed',
  right: 'calendar.own',
  method: 'POST',
  path: '/api/calendar/feed',
  summary: 'Make a calendar address, told this once; the one before it stops working',
  answer: z.object({ address: z.string() }),
});

export const revokeFeed = endpoint({
  name: 'revokeFeed',
  right: 'calendar.own',
  method: 'DELETE',
  path: '/api/calendar/feed',
  summary: 'One’s calendar address stops working',
});

export const calendarFeed = endpoint({
  name: 'calendarFeed',
  right: 'calendar.feed',
  method: 'GET',
  path: '/api/calendar/feeds/:token/licheng.ics',
  who: 'anyone',
  summary: 'The windows that concern the owner of this address, as iCalendar',
  params: z.object({ token: z.string() }),
  query: z.object({ lang: z.enum(['zh-TW', 'en']).default('zh-TW') }),
  gives: 'bytes',
});
