/** Empty workbooks to download. */
import { type Route, route } from '../accounts/route.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { divisionsOf } from './import.ts';
import { importerOf } from './importer.ts';
import { kinds } from './kinds.ts';
import { templateFor } from './template.ts';

const downloadTemplate = route(contract.downloadTemplate, async ({ school, actor, params, reply }) => {
  const importer = await importerOf(school.db, school, actor);
  if (isRefusal(importer)) return importer;
  const kind = kinds.find(({ sheet }) => sheet === params.sheet);
  if (!kind || divisionsOf(actor, importer.regulation, kind.sheet).length === 0)
    return refuse('not-allowed', '五(一)1');
  const { name, bytes } = await templateFor(kind);
  return reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`範本-${name}.xlsx`)}`)
    .send(Buffer.from(bytes));
});

export const templateRoutes: Route[] = [downloadTemplate];
