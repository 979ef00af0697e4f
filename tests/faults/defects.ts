/**
 * Defects to plant in the product's own source, each a guard taken away. They are put in by a loader of the
 * test harness while a file is read; the product itself knows no switch for any of them.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Defect {
  name: string;
  /** A file of the product, and the text in it that the defect replaces. */
  file: string;
  from: string;
  to: string;
  /** Tests that must turn red; none where only a power cut shows it. */
  red: { file: string; test: string }[];
}

export function defectNamed(name: string): Defect {
  const defect = defects.find((planted) => planted.name === name);
  if (!defect) throw new Error(`No defect is called ${name}.`);
  return defect;
}

/** Its file with the defect in it. Throws where the guard it takes away is no longer there. */
export function withDefect({ name, file, from, to }: Defect, source = read(file)): string {
  if (source.split(from).length !== 2)
    throw new Error(`${name}: ${file} does not say this exactly once: ${from}`);
  return source.replace(from, () => to);
}

export function pathOfDefect({ file }: Defect): string {
  return join(root, file);
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

const files = 'src/platform/files';
const keep = `${files}/keep.test.ts`;
const homes = `${files}/second-home.test.ts`;
const marker = `${files}/marker.test.ts`;
const orphans = `${files}/orphans.test.ts`;

export const defects: readonly Defect[] = [
  {
    name: 'unwritable-signs-let-in',
    file: 'src/platform/http.ts',
    from: '    if (!(request.body instanceof Readable)) request.body = writable(request.body);\n',
    to: '',
    red: [{ file: 'tests/naughty.test.ts', test: 'in every text field of every endpoint' }],
  },
  {
    name: 'no-directory-sync',
    file: `${files}/disk.ts`,
    from: 'syncDirectory: (path) => withFile(path, (folder) => folder.sync()),',
    to: 'syncDirectory: async () => undefined,',
    red: [],
  },
  {
    name: 'no-file-sync',
    file: `${files}/disk.ts`,
    from: 'syncFile: (file) => file.sync(),',
    to: 'syncFile: async () => undefined,',
    red: [],
  },
  {
    name: 'name-not-synced',
    file: `${files}/disk.ts`,
    from: '    home.disk.syncDirectory(dirname(target)),\n',
    to: '',
    red: [
      { file: keep, test: 'file synced under a temporary name' },
      { file: homes, test: 'the copy is synced and its name too' },
    ],
  },
  {
    name: 'parents-not-synced',
    file: `${files}/disk.ts`,
    from: '    await home.disk.syncDirectory(dirname(folder));\n',
    to: '',
    red: [
      { file: keep, test: 'file synced under a temporary name' },
      { file: keep, test: 'folders that are there already' },
    ],
  },
  {
    name: 'parents-synced-only-where-made',
    file: `${files}/disk.ts`,
    from: 'const folders = notLasting(home, dirname(target));',
    to: 'const folders = (await stat(dirname(target)).catch(() => undefined)) ? [] : notLasting(home, dirname(target));',
    red: [{ file: keep, test: 'folders that are there already' }],
  },
  {
    name: 'renamed-before-synced',
    file: `${files}/keep.ts`,
    from: '    await settle(home, temporary, written.sha256);\n',
    to: '    await settle(home, temporary, written.sha256);\n    await home.disk.syncFile(handle);\n',
    red: [{ file: keep, test: 'file synced under a temporary name' }],
  },
  {
    name: 'same-name-trusted',
    file: `${files}/keep.ts`,
    from: '    await settle(home, temporary, written.sha256);\n',
    to: "    if (!(await import('node:fs')).existsSync((await import('./disk.ts')).pathOf(home.root, written.sha256)))\n      await settle(home, temporary, written.sha256);\n",
    red: [
      { file: keep, test: 'replace what the disk has spoilt' },
      { file: keep, test: 'two at once with the same bytes' },
      { file: orphans, test: 'bytes received again are young again' },
    ],
  },
  {
    name: 'limit-after-the-stream',
    file: `${files}/keep.ts`,
    from: '    if (size > limits.maxBytes) {',
    to: '    if (size > limits.maxBytes + 1_000_000) {',
    red: [{ file: keep, test: 'one byte over the limit' }],
  },
  {
    name: 'temporary-left',
    file: `${files}/keep.ts`,
    from: '    await rm(temporary, { force: true });\n',
    to: '',
    red: [
      { file: keep, test: 'a connection that breaks off' },
      { file: keep, test: 'fewer bytes than announced' },
    ],
  },
  {
    name: 'size-believed',
    file: `${files}/keep.ts`,
    from: '  if (size !== announced.size) {',
    to: '  if (size < 0) {',
    red: [
      { file: keep, test: 'fewer bytes than announced' },
      { file: keep, test: 'more bytes than announced' },
    ],
  },
  {
    name: 'hash-believed',
    file: `${files}/keep.ts`,
    from: '  if (sha256 !== announced.sha256)',
    to: "  if (sha256 === '')",
    red: [{ file: keep, test: 'other bytes than announced' }],
  },
  {
    name: 'part-taken-for-whole',
    file: `${files}/keep.ts`,
    from: '  if ((await disk.write(handle, pieces)) < length)',
    to: '  if ((await disk.write(handle, pieces)) < 0)',
    red: [{ file: keep, test: 'a disk that takes only a part' }],
  },
  {
    name: 'full-disk-thrown',
    file: `${files}/keep.ts`,
    from: "    if (isFull(error)) return refuse('storage-full', '產6');\n",
    to: '',
    red: [{ file: keep, test: 'without space at write' }],
  },
  {
    name: 'full-disk-suspected',
    file: `${files}/suspicion.ts`,
    from: '        if (!isFull(error)) raise(',
    to: '        raise(',
    red: [{ file: keep, test: 'without space at write' }],
  },
  {
    name: 'failure-forgotten',
    file: `${files}/suspicion.ts`,
    from: '    reason ??= why;\n',
    to: '',
    red: [{ file: keep, test: 'whichever disk call fails' }],
  },
  {
    name: 'suspect-store-takes-files',
    file: 'src/platform/files.ts',
    from: '      if (suspicion.reason || !(await stands(homes.first))) return',
    to: '      if (!(await stands(homes.first))) return',
    red: [
      { file: keep, test: 'whichever disk call fails' },
      { file: marker, test: 'the hourly count finds' },
    ],
  },
  {
    name: 'unmounted-store-takes-files',
    file: 'src/platform/files.ts',
    from: '      if (suspicion.reason || !(await stands(homes.first))) return',
    to: '      if (suspicion.reason) return',
    red: [{ file: marker, test: 'a store whose disk is unmounted takes nothing' }],
  },
  {
    name: 'unmounted-second-home',
    file: 'src/platform/files.ts',
    from: "      await reach('second');\n",
    to: '',
    red: [{ file: marker, test: 'a second home whose disk is unmounted' }],
  },
  {
    name: 'same-disk-called-two-places',
    file: 'src/platform/files.ts',
    from: "secondVerifiedAt === null ? 'received' : sameDisk ? 'second-copy-same-disk' : 'two-places',",
    to: "secondVerifiedAt === null ? 'received' : 'two-places',",
    red: [{ file: homes, test: 'two homes on one disk are never called two places' }],
  },
  {
    name: 'copy-not-read-back',
    file: `${files}/second-home.ts`,
    from: '    return (await hashOf(pathOf(to.root, sha256))) === sha256;',
    to: '    return true;',
    red: [
      { file: homes, test: 'says yes and drops it' },
      { file: homes, test: 'says yes and keeps other bytes' },
    ],
  },
  {
    name: 'spoilt-bytes-copied',
    file: `${files}/second-home.ts`,
    from: '    if ((await hashOf(temporary)) !== sha256) return false;\n',
    to: '',
    red: [{ file: homes, test: 'spoilt bytes are never copied' }],
  },
  {
    name: 'copy-not-synced',
    file: `${files}/second-home.ts`,
    from: '    await withFile(temporary, (file) => to.disk.syncFile(file));\n',
    to: '',
    red: [{ file: homes, test: 'the copy is synced and its name too' }],
  },
  {
    name: 'one-failure-stops-all',
    file: `${files}/second-home.ts`,
    from: "      log.error({ err: error, sha256 }, 'a file could not be copied to the second home');\n      return undefined;",
    to: '      throw error;',
    red: [{ file: homes, test: 'a file that cannot be copied' }],
  },
  {
    name: 'read-unchecked',
    file: `${files}/fixity.ts`,
    from: "  if (found === 'right') return first;",
    to: "  if (found !== 'missing') return first;",
    red: [
      { file: homes, test: 'with a flipped bit is found at reading' },
      { file: homes, test: 'cut short is found at reading' },
      { file: homes, test: 'where both homes are wrong' },
    ],
  },
  {
    name: 'second-home-unread',
    file: `${files}/fixity.ts`,
    from: '    if (second_verified_at !== null) await checkSecond(db, homes, sha256, log);\n',
    to: '',
    red: [
      { file: homes, test: 'a flipped bit in the second home' },
      { file: homes, test: 'a second copy that is gone' },
    ],
  },
  {
    name: 'second-copy-not-taken-back',
    file: `${files}/fixity.ts`,
    from: "  if (found === 'right') return;\n  await forgetVerified(db, sha256);\n",
    to: "  if (found === 'right') return;\n",
    red: [{ file: homes, test: 'a second copy that is gone' }],
  },
  {
    name: 'unreadable-is-an-error',
    file: `${files}/fixity.ts`,
    from: ".catch(() => '');",
    to: ';',
    red: [{ file: homes, test: 'can neither read nor heal' }],
  },
  {
    name: 'healed-where-unmounted',
    file: `${files}/fixity.ts`,
    from: '  if (!(await stands(to))) return false;\n',
    to: '',
    red: [{ file: marker, test: 'a store whose disk is unmounted takes nothing' }],
  },
  {
    name: 'no-marker-needed',
    file: `${files}/marker.ts`,
    from: '  if (!marker && knows)',
    to: '  if (!marker && !knows && gone.length > 0)',
    red: [
      { file: marker, test: 'the first store is gone' },
      { file: marker, test: 'an empty folder where a disk was mounted' },
    ],
  },
  {
    name: 'folder-made-first',
    file: `${files}/marker.ts`,
    from: '  const [marker, bound, latest] =',
    to: '  await makeRoot(place);\n  const [marker, bound, latest] =',
    red: [{ file: marker, test: 'the first store is gone' }],
  },
  {
    name: 'foreign-store-taken',
    file: `${files}/marker.ts`,
    from: 'marker.storeId !== bound.id)\n    return `',
    to: "marker.storeId === '')\n    return `",
    red: [{ file: marker, test: 'a store of another database' }],
  },
  {
    name: 'full-store-taken',
    file: `${files}/marker.ts`,
    from: '  if (!(marker && bound) && holdsFiles)',
    to: '  if (!marker && !bound && holdsFiles)',
    red: [{ file: marker, test: 'a new database beside a store full of files' }],
  },
  {
    name: 'counter-unread',
    file: `${files}/marker.ts`,
    from: '  if (marker && bound && marker.counter < bound.counter)',
    to: '  if (marker && bound && marker.counter < 0)',
    red: [
      { file: marker, test: 'the first store counts less' },
      { file: marker, test: 'the second store counts less' },
    ],
  },
  {
    name: 'newest-files-unasked',
    file: `${files}/marker.ts`,
    from: '  if (gone.length > 0)',
    to: '  if (gone.length < 0)',
    red: [{ file: marker, test: 'an old image between two counts' }],
  },
  {
    name: 'volatile-store-taken',
    file: `${files}/marker.ts`,
    from: '  if (!allowVolatile) await refuseVolatile(root);\n',
    to: '',
    red: [{ file: marker, test: 'tmpfs is refused' }],
  },
  {
    name: 'incoming-left',
    file: `${files}/marker.ts`,
    from: "  await rm(join(root, 'incoming'), { recursive: true, force: true });\n  await mkdir(join(root, 'incoming'));",
    to: "  await mkdir(join(root, 'incoming'), { recursive: true });",
    red: [{ file: orphans, test: 'what a killed process was still receiving' }],
  },
  {
    name: 'count-unheeded',
    file: 'src/platform/files.ts',
    from: '        suspicion.raise(error.message);\n',
    to: '',
    red: [{ file: marker, test: 'the hourly count finds' }],
  },
  {
    name: 'sweeper-without-lock',
    file: `${files}/orphans.ts`,
    from: 'select pg_advisory_xact_lock(',
    to: 'select (',
    red: [{ file: orphans, test: 'swept while its row is being written' }],
  },
  {
    name: 'row-without-bytes',
    file: 'src/platform/files.ts',
    from: '      await stat(pathOf(homes.first.root, kept.sha256));\n',
    to: '',
    red: [{ file: orphans, test: 'bytes that were swept away before their row' }],
  },
  {
    name: 'quarantine-too-short',
    file: `${files}/orphans.ts`,
    from: "    .where('found_at', '<', new Date(Date.now() - times.eraseAfterMs))\n",
    to: '',
    red: [{ file: orphans, test: 'after thirty days they are erased' }],
  },
  {
    name: 'no-tombstone',
    file: `${files}/orphans.ts`,
    from: "    await db.updateTable('quarantine').set({ erased_at: new Date() })",
    to: "    await db.deleteFrom('quarantine')",
    red: [{ file: orphans, test: 'after thirty days they are erased' }],
  },
  {
    name: 'old-wait-counted-again',
    file: `${files}/orphans.ts`,
    from: 'doUpdateSet({ size, erased_at: null, found_at: new Date() })',
    to: 'doUpdateSet({ size, erased_at: null })',
    red: [{ file: orphans, test: 'found again after they were erased' }],
  },
  {
    name: 'unlisted-quarantine',
    file: `${files}/orphans.ts`,
    from: '  await listUnlisted(db, root);\n',
    to: '',
    red: [
      { file: orphans, test: 'what a crash left in quarantine' },
      { file: orphans, test: 'bytes whose tombstone was written' },
    ],
  },
  {
    name: 'dead-workers-keep-their-jobs',
    file: 'src/platform/jobs.ts',
    from: '      await unlockDeadWorkers(ownerPool);\n',
    to: '',
    red: [{ file: 'src/platform/jobs.test.ts', test: 'what it held is free at the next start' }],
  },
  {
    name: 'announced-applied-twice',
    file: 'src/people/later.ts',
    from: "  if (event?.state !== 'announced') return;\n",
    to: '  if (!event) return;\n',
    red: [{ file: 'src/people/announced.test.ts', test: 'it is applied once' }],
  },
  {
    name: 'draft-written-over-unseen',
    file: 'src/outcomes/outcome.ts',
    from: '  return draftChanged({',
    to: '  if (stands.savedAt) return { accepted: true };\n  return draftChanged({',
    red: [
      { file: 'src/outcomes/own.test.ts', test: 'the later save is refused with what the earlier one wrote' },
    ],
  },
  {
    name: 'performance-draft-written-over-unseen',
    file: 'src/performances/draft.ts',
    from: 'Date.parse(seen) === stands.savedAt.getTime()',
    to: 'Date.parse(seen) <= stands.savedAt.getTime()',
    red: [{ file: 'src/performances/api.test.ts', test: 'the later save is refused and changes nothing' }],
  },
  {
    name: 'drafts-saved-unlocked',
    file: 'src/performances/api.ts',
    from: '      await lockStudents(tx, registrationsOf(actor));\n',
    to: '',
    red: [{ file: 'src/performances/api.test.ts', test: 'of saves at once that saw nothing, one is kept' }],
  },
  {
    name: 'others-performance-files-told',
    file: 'src/performances/file-store.ts',
    from: '}::uuid[]) and p.withdrawn_at is null',
    to: '}::uuid[]) or true and p.withdrawn_at is null',
    red: [{ file: 'src/performances/api.test.ts', test: 'is known by its hash, to its student alone' }],
  },
  {
    name: 'others-files-told',
    file: 'src/outcomes/file-store.ts',
    from: '}::uuid[]) and o.withdrawn_at is null and x.sha256',
    to: '}::uuid[]) or true and o.withdrawn_at is null and x.sha256',
    red: [{ file: 'src/outcomes/own.test.ts', test: 'its own student is told where' }],
  },
  {
    name: 'shelf-of-everybody',
    file: 'src/shelf/facts-store.ts',
    from: 'where f.kept_sha256 = ',
    to: 'where true or f.kept_sha256 = ',
    red: [
      { file: 'src/shelf/api.test.ts', test: 'a hash alone gives nobody the bytes' },
      { file: 'src/shelf/api.test.ts', test: 'another student finds nothing under the id' },
    ],
  },
  {
    name: 'second-copy-left',
    file: `${files}/orphans.ts`,
    from: '    await eraseSecondCopy(db, second, sha256);\n',
    to: '',
    red: [{ file: 'src/shelf/api.test.ts', test: 'thrown away they wait thirty days in quarantine' }],
  },
  {
    name: 'never-let-go',
    file: 'src/shelf/store.ts',
    from: '  await store.letGo(tx, [...new Set(files.map(({ sha256 }) => sha256))]);\n',
    to: '',
    red: [{ file: 'src/shelf/api.test.ts', test: 'thrown away they wait thirty days in quarantine' }],
  },
  {
    name: 'shelf-space-asked-too-early',
    file: 'src/shelf/file-api.ts',
    from: '  const full = decideSpace(limits, used, adding);\n  if (full) return full;\n  await school.files.enter',
    to: '  decideSpace(limits, used, adding);\n  await school.files.enter',
    red: [{ file: 'src/shelf/race.test.ts', test: 'fifty files at once where ten have room' }],
  },
  {
    name: 'packed-programs-unseen',
    file: `${files}/found-inside.ts`,
    from: '[bytes, ...objectStreams(bytes)]',
    to: '[bytes]',
    red: [
      {
        file: `${files}/found-inside.test.ts`,
        test: 'where it is packed with other objects',
      },
    ],
  },
  {
    name: 'photo-tells-its-place',
    file: 'src/platform/ui/shrink/picture.ts',
    from: 'marker !== 0xe1 && marker !== 0xed',
    to: 'marker !== 0xed',
    red: [{ file: 'tests/location.test.ts', test: 'is noticed, and gone when it is taken out' }],
  },
  {
    name: 'letter-sent-twice',
    file: 'src/notices/store.ts',
    from: 'and n.mailed_at is null and n.read_at is null',
    to: 'and n.read_at is null',
    red: [
      { file: 'src/notices/api.test.ts', test: 'however often the job runs' },
      { file: 'src/notices/api.test.ts', test: 'is not sent a second time' },
    ],
  },
  {
    name: 'weekly-letter-twice',
    file: 'src/notices/digest-store.ts',
    from: '::date)\n    returning m.address_sealed',
    to: '::date or true)\n    returning m.address_sealed',
    red: [{ file: 'src/notices/digest-api.test.ts', test: 'nobody is written to twice' }],
  },
  {
    name: 'weekly-letter-to-a-closed-account',
    file: 'src/notices/digest-store.ts',
    from: ' and l.disabled_at is null',
    to: '',
    red: [{ file: 'src/notices/digest-api.test.ts', test: 'whose account is closed, gets none' }],
  },
  {
    name: 'weekly-letter-ended-by-anybody',
    file: 'src/notices/digest-api.ts',
    from: 'return held && isToken(token, school, held.person_id, held.verified_at) ? held : undefined;',
    to: 'return held || undefined;',
    red: [
      { file: 'src/notices/digest-api.test.ts', test: 'a guessed, changed or foreign token ends nothing' },
    ],
  },
  {
    name: 'revoked-calendar-still-read',
    file: 'src/calendar/feed-store.ts',
    from: "    .where('token_hash', '=', tokenHash)\n    .where('revoked_at', 'is', null)\n",
    to: "    .where('token_hash', '=', tokenHash)\n",
    red: [
      { file: 'src/calendar/feed-api.test.ts', test: 'a revoked address answers like one that never was' },
    ],
  },
  {
    name: 'banner-for-everybody',
    file: 'src/accounts/api.ts',
    from: "holds(actor, 'system-keeper') && school.files.sameDisk",
    to: 'school.files.sameDisk',
    red: [{ file: 'tests/two-homes.test.ts', test: 'the system keeper, and nobody else' }],
  },
  {
    name: 'batch-forgets-lines',
    file: 'src/certification/deciding.ts',
    from: '    await recordEach(tx, actor, acts, {',
    to: '    await recordEach(tx, actor, acts.slice(0, 1), {',
    red: [
      { file: 'src/certification/batch.test.ts', test: 'the preview says what would be left out and why' },
    ],
  },
  {
    name: 'same-bytes-of-everybody',
    file: 'src/certification/item-store.ts',
    from: '    join course_of on course_of.offering_id = e.offering_id\n    join offering g',
    to: '    join offering g',
    red: [{ file: 'src/certification/batch.test.ts', test: 'the same bytes of two students' }],
  },
  {
    name: 'copy-follows-any-link',
    file: 'src/copies/page.ts',
    from: "link.startsWith('https://')",
    to: "link !== ''",
    red: [{ file: 'src/copies/api.test.ts', test: 'only https can be followed' }],
  },
  {
    name: 'copy-forgets-the-shelf',
    file: 'src/copies/portfolio.ts',
    from: '[...handedIn, ...shelf.map(({ files }) => files)]',
    to: 'handedIn',
    red: [{ file: 'src/copies/api.test.ts', test: 'in a folder for each thing' }],
  },
  {
    name: 'copy-forgets-performances',
    file: 'src/copies/portfolio.ts',
    from: '[...outcomes, ...performances].flatMap',
    to: '[...outcomes, ...performances.slice(0, 0)].flatMap',
    red: [{ file: 'src/copies/api.test.ts', test: 'every file lies below its school year and category' }],
  },
  {
    name: 'restored-by-a-part',
    file: 'src/outcomes/restoring.ts',
    from: 'return sorted(one).join() === sorted(other).join();',
    to: 'return other.some(({ sha256 }) => sorted(one).includes(sha256));',
    red: [
      { file: 'src/outcomes/restoring.test.ts', test: 'one file fewer, one more, or one other' },
      { file: 'src/outcomes/restoring.test.ts', test: 'bring a certified and selected outcome back' },
    ],
  },
  {
    name: 'restored-for-everybody',
    file: 'src/outcomes/restoring-store.ts',
    from: 'and o.registration_id =',
    to: 'and o.registration_id is not null or o.registration_id =',
    red: [{ file: 'src/outcomes/restoring.test.ts', test: 'for another course, and for another student' }],
  },
  {
    name: 'loss-not-looked-for',
    file: 'src/outcomes/restoring-api.ts',
    from: 'held.set(sha256, await school.files.holds(sha256));',
    to: 'held.set(sha256, true);',
    red: [{ file: 'src/outcomes/restoring.test.ts', test: 'found by the upload itself' }],
  },
  {
    name: 'reopened-beyond-choosing',
    file: 'src/reopening/reopening.ts',
    from: 'new Date(Math.min(Date.parse(until), latest.at.getTime()))',
    to: 'new Date(until)',
    red: [{ file: 'src/reopening/reopening.test.ts', test: 'none reaches beyond the last choosing' }],
  },
  {
    name: 'reopened-in-every-course',
    file: 'src/outcomes/facts-store.ts',
    from: 'reopenings_of(o.registration_id, f.course_code,',
    to: 'reopenings_of(o.registration_id, (select c.course_code from reopening_course c limit 1),',
    red: [{ file: 'src/reopening/api.test.ts', test: 'in the named course alone' }],
  },
  {
    name: 'other-division-reopened',
    file: 'src/reopening/api.ts',
    from: 'const strangers = students.length < asked.length ||',
    to: 'const strangers =',
    red: [{ file: 'src/reopening/api.test.ts', test: 'the other division’s students are nobody there' }],
  },
];
