/** 幹部: the overview, the grid of a unit, the list, carrying over, the lists the office keeps, a student's own. */
import { z } from 'zod';
import { day, endpoint, id } from '../platform/contract.ts';
import { cadreLengths, cadreLevels } from './post.ts';

const division = z.enum(['day', 'continuing']);
const level = z.enum(cadreLevels);
const semester = z.union([z.literal(1), z.literal(2)]);
const term = z.object({ schoolYear: z.int(), semester });
/** Where left out: the present one. */
const termAsked = z.object({
  schoolYear: z.coerce.number().int().min(90).max(200).optional(),
  semester: z.coerce.number().int().min(1).max(2).optional(),
});
const usualPost = z.object({
  name: z.string().trim().min(1).max(cadreLengths.post),
  single: z.boolean(),
  needed: z.boolean(),
});
const student = z.object({
  registrationId: id,
  number: z.string(),
  name: z.string(),
  className: z.string(),
  seat: z.int().nullable(),
});
const held = z.object({ registrationId: id, post: z.string(), startsOn: day, endsOn: day });

const post = held.extend({
  postId: id,
  schoolYear: z.int(),
  semester,
  division,
  level,
  unitId: id,
  unit: z.string(),
  number: z.string(),
  name: z.string(),
  className: z.string().nullable(),
  seat: z.int().nullable(),
});

export const cadreOverview = endpoint({
  name: 'cadreOverview',
  right: 'cadre.see',
  method: 'GET',
  path: '/api/cadre',
  summary: 'Classes, clubs and bodies of a semester: how many posts each has, which are missing',
  query: termAsked,
  answer: term.extend({
    semesters: z.array(term),
    classes: z.array(
      z.object({
        unitId: id,
        division,
        grade: z.int(),
        name: z.string(),
        students: z.int(),
        posts: z.int(),
        missing: z.array(z.string()),
        /** Posts that do not fit together or not their semester, e.g. after the school's list has changed. */
        findings: z.int(),
      }),
    ),
    units: z.array(
      z.object({
        unitId: id,
        division,
        level,
        name: z.string(),
        retired: z.boolean(),
        posts: z.int(),
        findings: z.int(),
      }),
    ),
    /** Divisions whose cadre the asker keeps. */
    keeps: z.array(division),
  }),
});

const ofUnit = z.object({ level, unitId: id });

export const cadreGrid = endpoint({
  name: 'cadreGrid',
  right: 'cadre.keep',
  method: 'GET',
  path: '/api/cadre/units/:level/:unitId/posts',
  summary: 'The posts of one class, club or body in a semester, with who may hold them',
  params: ofUnit,
  query: termAsked,
  answer: term.extend({
    level,
    unitId: id,
    division,
    name: z.string(),
    retired: z.boolean(),
    posts: z.array(held.extend({ postId: id })),
    usual: z.array(usualPost),
    students: z.array(student),
    /** Hash of what is shown; saving says it back. */
    seen: z.string(),
    neighbours: z.object({ before: ofUnit.nullable(), after: ofUnit.nullable() }),
  }),
});

export const saveCadreGrid = endpoint({
  name: 'saveCadreGrid',
  right: 'cadre.keep',
  method: 'PUT',
  path: '/api/cadre/units/:level/:unitId/posts',
  summary: 'The posts of one unit as they shall be; refused as a whole with the line that is wrong',
  params: ofUnit,
  query: termAsked,
  body: z.object({
    seen: z.string(),
    posts: z.array(held.extend({ postId: id.nullable() })).max(200),
    reason: z.string().trim().max(200).default(''),
  }),
  answer: z.object({ added: z.int(), changed: z.int(), removed: z.int() }),
});

export const cadrePosts = endpoint({
  name: 'cadrePosts',
  right: 'cadre.see',
  method: 'GET',
  path: '/api/cadre/posts',
  summary: 'Every post of a semester that the asker may see',
  query: termAsked,
  answer: term.extend({ semesters: z.array(term), posts: z.array(post) }),
});

export const previewCarryOver = endpoint({
  name: 'previewCarryOver',
  right: 'cadre.keep',
  method: 'GET',
  path: '/api/cadre/carry-over/:division',
  summary: 'Last semester’s posts, and which of them can be taken over into this one',
  params: z.object({ division }),
  query: termAsked,
  answer: term.extend({
    from: term,
    semesters: z.array(term),
    posts: z.array(
      post.omit({ registrationId: true, unitId: true, division: true }).extend({
        verdict: z.enum(['carries', 'left', 'moved', 'retired', 'there', 'taken']),
        /** Where it would stand. */
        toUnit: z.string().nullable(),
      }),
    ),
  }),
});

export const applyCarryOver = endpoint({
  name: 'applyCarryOver',
  right: 'cadre.keep',
  method: 'POST',
  path: '/api/cadre/carry-over/:division',
  summary: 'Takes the chosen posts of last semester over, for the whole of this one',
  params: z.object({ division }),
  query: termAsked,
  body: z.object({ postIds: z.array(id).max(20_000) }),
  answer: z.object({ added: z.int() }),
});

export const cadreLists = endpoint({
  name: 'cadreLists',
  right: 'cadre.keep',
  method: 'GET',
  path: '/api/cadre/lists/:division',
  summary: 'The clubs, bodies and usual posts the office keeps',
  params: z.object({ division }),
  answer: z.object({
    units: z.array(
      z.object({
        unitId: id,
        level: z.enum(['school', 'club']),
        name: z.string(),
        retired: z.boolean(),
        used: z.boolean(),
      }),
    ),
    usual: z.record(level, z.array(usualPost)),
  }),
});

export const addCadreUnits = endpoint({
  name: 'addCadreUnits',
  right: 'cadre.keep',
  method: 'POST',
  path: '/api/cadre/lists/:division/units',
  summary: 'Adds clubs or bodies by their names; a retired one comes back',
  params: z.object({ division }),
  body: z.object({
    level: z.enum(['school', 'club']),
    names: z.array(z.string().trim().min(1).max(cadreLengths.unit)).min(1).max(300),
  }),
  answer: z.object({ added: z.int() }),
});

export const retireCadreUnit = endpoint({
  name: 'retireCadreUnit',
  right: 'cadre.keep',
  method: 'PUT',
  path: '/api/cadre/lists/:division/units/:unitId/retired',
  summary: 'A unit is not offered any more, or again; its posts stay',
  params: z.object({ division, unitId: id }),
  body: z.object({ retired: z.boolean() }),
});

export const saveUsualPosts = endpoint({
  name: 'saveUsualPosts',
  right: 'cadre.keep',
  method: 'PUT',
  path: '/api/cadre/lists/:division/usual-posts/:level',
  summary: 'The usual posts of a level, in their order',
  params: z.object({ division, level }),
  body: z.object({ posts: z.array(usualPost).max(60) }),
});

export const cadreOfStudent = endpoint({
  name: 'cadreOfStudent',
  right: 'cadre.see',
  method: 'GET',
  path: '/api/registrations/:registrationId/cadre',
  summary: 'A student’s posts of every semester, the latest first',
  params: z.object({ registrationId: id }),
  answer: z.object({ posts: z.array(post) }),
});

export const myCadre = endpoint({
  name: 'myCadre',
  right: 'cadre.own',
  method: 'GET',
  path: '/api/my-cadre',
  summary: 'The student’s own posts, the latest first',
  answer: z.object({ posts: z.array(post) }),
});
