/** The pages of the school records: who opens each, and where it is in the world of the rights matrix. */
import { classes, offerings, people } from '../cast.ts';
import type { ActorName } from '../matrix/actors.ts';
import type { World } from '../matrix/world.ts';

type Visit = [actor: ActorName, address: (ids: World['ids']) => string];

const dayOne = classes.dayOne.id;
const chinese = offerings.chinese.id;

export const recordPages: Readonly<Record<string, Visit>> = {
  '/class': ['homeroom', () => '/class'],
  '/overview': ['academicDirector', () => '/overview'],
  '/progress': ['academicDirector', () => '/progress'],
  '/classes/$classId': ['registrar', () => `/classes/${dayOne}`],
  '/cadre': ['studentActivities', () => '/cadre'],
  '/cadre/posts': ['studentActivities', () => '/cadre/posts'],
  '/cadre/carry-over': ['studentActivities', () => '/cadre/carry-over'],
  '/cadre/lists': ['studentActivities', () => '/cadre/lists'],
  '/cadre/units/$level/$unitId': ['studentActivities', () => `/cadre/units/class/${dayOne}`],
  '/my-cadre': ['student', () => '/my-cadre'],
  '/counselling': ['counsellor', () => '/counselling'],
  '/counselling/classes/$classId': ['counsellor', () => `/counselling/classes/${dayOne}`],
  '/counselling/records': ['counsellor', () => '/counselling/records'],
  '/counselling/records/$recordId': ['counsellor', (ids) => `/counselling/records/${ids.counselling}`],
  '/counselling/records/$recordId/change': [
    'counsellor',
    (ids) => `/counselling/records/${ids.counselling}/change`,
  ],
  '/counselling/new': ['counsellor', () => '/counselling/new'],
  '/my-counselling': ['student', () => '/my-counselling'],
  '/courses': ['registrar', () => '/courses'],
  '/courses/$offeringId': ['registrar', () => `/courses/${chinese}`],
  '/course-codes': ['registrar', () => `/course-codes?code=${offerings.chinese.code}`],
  '/course-plan': ['registrar', () => '/course-plan'],
  '/course-check': ['registrar', () => '/course-check'],
  '/grades': ['registrar', () => '/grades'],
  '/grades/$offeringId': ['registrar', () => `/grades/${chinese}`],
  '/grades/students/$registrationId': ['registrar', () => `/grades/students/${people.lin.registration}`],
  '/class-grades': ['homeroom', () => '/class-grades'],
  '/my-grades': ['student', () => '/my-grades'],
  '/register/new': ['registrar', () => '/register/new'],
  '/performances': ['student', () => '/performances'],
  '/performances/new': ['student', () => '/performances/new'],
  '/performances/$performanceId': ['student', (ids) => `/performances/${ids.performance}`],
  '/performances/classes': ['registrar', () => '/performances/classes'],
  '/performances/classes/$classId': ['homeroom', () => `/performances/classes/${dayOne}`],
  '/performances/list': ['registrar', () => '/performances/list?category=work'],
  '/performances/students/$registrationId': [
    'registrar',
    () => `/performances/students/${people.lin.registration}`,
  ],
  '/selection/classes': ['registrar', () => '/selection/classes'],
  '/selection/$roundId/classes/$classId': ['homeroom', (ids) => `/selection/${ids.round}/classes/${dayOne}`],
  '/questions': ['studentActivities', () => '/questions'],
  '/certification/reasons': ['teacher', () => '/certification/reasons'],
  '/certification/long-waiting': ['registrar', () => '/certification/long-waiting'],
  '/reopenings': ['registrar', () => '/reopenings'],
  '/reopenings/new': ['registrar', () => '/reopenings/new'],
  '/my-questions': ['student', () => '/my-questions'],
  '/my-copy': ['student', () => '/my-copy'],
  '/shelf': ['student', () => '/shelf'],
  '/shelf/new': ['student', () => '/shelf/new'],
  '/shelf/map': ['student', () => '/shelf/map'],
  '/shelf/$itemId': ['student', (ids) => `/shelf/${ids.shelfItem}`],
  '/shelf/$itemId/make': ['student', (ids) => `/shelf/${ids.shelfItem}/make`],
  '/notices': ['student', () => '/notices'],
  '/letters/stop/$token': ['student', ({ linStop }) => `/letters/stop/${linStop}`],
};
