/** The round is opened, and students choose what goes to the central database. */
import { issueSession } from '../../../src/accounts/auth.ts';
import { changePassword } from '../../../src/accounts/contract.ts';
import { chooseOutcomes } from '../../../src/selection/contract.ts';
import { type CastName, enrolments, people } from '../../cast.ts';
import { clientOf } from '../../harness.ts';
import { certifiedOutcome, days, must } from '../../submitting.ts';
import { signsInAgain } from './accounts.ts';
import type { Stage } from './stage.ts';

/** What the others did meanwhile: set their passwords, and handed in works that were certified. */
export async function othersHandIn({ school }: Stage): Promise<Map<CastName, string>> {
  const made = new Map<CastName, string>();
  for (const who of ['chen', 'ji', 'huang'] as const) {
    // Setting it ends the session that did: the one kept for later is opened after.
    const client = clientOf(school.url, () => issueSession(school.school, people[who].id));
    must(await client.call(changePassword, { body: { next: `${who} 的密碼是一句很長的話` } }));
  }
  const works: [keyof typeof enrolments, string][] = [
    ['linChineseRetake', '文言文閱讀筆記與白話翻譯'],
    ['chenChinese', '校園植物觀察日記'],
    ['jiChinese', '地方文學踏查：鹽埕老街的招牌字'],
    ['huangChinese', '工作現場的應用文：我寫過的三封信'],
  ];
  for (const [enrolment, description] of works) {
    const outcomeId = await certifiedOutcome(school, { enrolment, description });
    made.set(enrolments[enrolment].who, outcomeId);
  }
  return made;
}

export async function opensTheRound(stage: Stage): Promise<void> {
  stage.school.clock.moveTo(days.selecting);
  const page = await stage.windowOf('registrar');
  await page.goto('/submission');
  await page.getByText('還沒有開啟任何梯次').waitFor();
  await page.getByRole('combobox', { name: '開啟梯次' }).click();
  await page.getByRole('option', { name: '114 學年度 一、二年級 第 1 梯次' }).click();
  await page.getByRole('button', { name: '開啟', exact: true }).click();
  await page.getByRole('region', { name: '114 學年度 一、二年級 第 1 梯次' }).waitFor();
  await stage.look(page, 'rounds');
}

export async function selects(stage: Stage): Promise<void> {
  const page = await stage.windowOf('lin');
  await page.goto('/selection');
  await signsInAgain(page);
  for (const line of ['英語文（第 1 學期）', '國語文（第 1 學期）']) {
    await page.getByRole('checkbox', { name: line }).click();
    await page.getByRole('status').getByText('已勾選。').waitFor();
  }
  await page.getByText('2 / 6').first().waitFor();
  await stage.draw(page, { name: 'selection' });
  await stage.look(page, 'selection');
}

export async function othersSelect({ school }: Stage, made: Map<CastName, string>): Promise<void> {
  const { rows } = await school.owner.query<{ id: string }>('select id from round');
  for (const who of ['chen', 'ji', 'huang'] as const) {
    must(
      await school.as(who).call(chooseOutcomes, {
        params: { roundId: rows[0]?.id ?? '' },
        body: { outcomeIds: [made.get(who) ?? ''] },
      }),
    );
  }
}
